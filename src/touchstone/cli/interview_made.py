"""From what was asked on the command line to certified forms, of one interview or of a loop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn, TypeAlias

import click

from touchstone.bootstrap import services
from touchstone.cli.interview_again import refusal
from touchstone.cli.interview_options import Swap
from touchstone.cli.interview_papers import Made, own_desk
from touchstone.cli.stored import stored
from touchstone.core.problems import did_you_mean
from touchstone.interviews.coverage import coverage
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.hindrance import Hindered
from touchstone.interviews.plan import Plan, plan
from touchstone.interviews.request import Request
from touchstone.interviews.returning import for_candidate
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sitting import candidate_code
from touchstone.interviews.swap import Refusal
from touchstone.interviews.telling import loop_data, loop_summary
from touchstone.roles.profile import Profile

ALL = "all"
TRIES = 5  # somebody else's print may use up a question between our look at the record and our entry in it
# What was shown to others (None: as it is now), and the ids that are left out as known: the forms.
Make: TypeAlias = Callable[[Ledger | None, tuple[str, ...]], Made]


@dataclass(frozen=True)
class Wanted:
    """A request with its swaps. `stage` is the id of an interview of the loop, `all`, or ""."""

    profile: Profile
    request: Request
    swaps: Sequence[Swap] = ()
    stage: str = ""
    number: int | None = None


def made(wanted: Wanted, candidate: str | None) -> tuple[Made, str]:
    """The forms, and the candidate's code once it is on record that they see them ("" for nobody).

    Ends the command when a swap can't be made.
    """
    make = _loop(wanted) if wanted.stage else lambda ledger, asked: _one(wanted, ledger, asked)
    if candidate is None:
        with stored("What was shown so far can't be read."):
            found = make(None, ())
        _say_eased(found)
        return found, ""
    code = candidate_code(candidate)
    if isinstance(code, Refused):
        raise click.BadParameter(code.sentences[0], param_hint="--for")
    for _ in range(TRIES):
        found = _for_candidate(wanted, make, code)
        kept = _on_record(found, candidate, wanted.request.forms) if found.forms else ""
        if isinstance(kept, str):
            break
    else:
        _refuse(kept.sentences if isinstance(kept, Refused) else ())
    _say_eased(found)
    return found, kept


def _for_candidate(wanted: Wanted, make: Make, code: str) -> Made:
    """The forms that a candidate was shown before, or new ones by the record as it is now."""
    machine = services().machine

    def without(ledger: Ledger | None, names: tuple[str, ...]) -> Made | Infeasible:
        """What is named to be in stays in, though the candidate saw it."""
        found = make(ledger, tuple(name for name in names if name not in wanted.request.must_include))
        return found if found.forms else Infeasible(found.infeasible)

    with stored("What was shown so far can't be read."):
        ledger = machine.seating.ledger(but=code)
        new = for_candidate(without, machine.seating, code, machine.clock.now(), ledger)
        if new.says:
            click.echo(new.says, err=True)
        return _unwrapped(wanted, new.outcome)


def _unwrapped(wanted: Wanted, outcome: Made | Infeasible) -> Made:
    return Made(wanted.profile, (), infeasible=outcome.told) if isinstance(outcome, Infeasible) else outcome


def recorded(found: Made, candidate: str, despite: str) -> str:
    """The candidate's code, once it is on record that they see the questions of a saved set.

    Ends the command where one of them reached the exposure cap and nobody wrote down why (`despite`).
    """
    kept = _on_record(found, candidate, 1, despite)
    if isinstance(kept, Hindered):
        _refuse((*kept.sentences, "Here the reason goes with --despite."))
    if isinstance(kept, Refused):
        raise click.BadParameter(kept.sentences[0], param_hint="--for")
    return kept


def _on_record(found: Made, candidate: str, planned: int, despite: str = "") -> str | Refused:
    with stored("It can't be kept what the candidate sees."):
        forms = [held.certificate for held in found.forms]
        return services().machine.seating.record(candidate, forms, planned=planned, despite=despite)


def _one(wanted: Wanted, ledger: Ledger | None, asked: tuple[str, ...]) -> Made:
    desk = own_desk()
    outcome = desk.assemble(wanted.profile, replace(wanted.request, asked=asked), ledger=ledger)
    if isinstance(outcome, Infeasible):
        return Made(wanted.profile, (), infeasible=refusal(outcome))
    for place, out, into in wanted.swaps:
        _form_exists(place, len(outcome.forms))
        changed = desk.swap(outcome, place - 1, out, into, ledger=ledger)
        if isinstance(changed, Refusal):
            _refuse(changed.sentences)
        outcome = changed
    return _chosen(wanted, [outcome])


def _loop(wanted: Wanted) -> Make:
    planned = _planned(wanted)
    for place, _, _ in wanted.swaps:
        _form_exists(place, wanted.request.forms)
    swaps = {wanted.stage: [(place - 1, out, into) for place, out, into in wanted.swaps]}
    last = "" if wanted.stage == ALL else wanted.stage

    def make(ledger: Ledger | None, asked: tuple[str, ...]) -> Made:
        request = replace(wanted.request, asked=asked)
        found = own_desk().loop(wanted.profile, planned, request, swaps=swaps, last=last, ledger=ledger)
        if refused := found.refused.get(wanted.stage):
            _refuse(refused)
        sets = dict(found.sets) if not last else {last: found.sets[last]}
        chosen = _chosen(wanted, [one for one in sets.values() if isinstance(one, InterviewSet)])
        titles = {item.stage.id: item.stage.title for item in planned.stages}
        reasons = tuple(
            f"{titles[name]}: {sentence}"
            for name, one in sets.items()
            if isinstance(one, Infeasible)
            for sentence in one.sentences
        )
        missed = next((one for one in sets.values() if isinstance(one, Infeasible)), None)
        reasons = (*reasons, *(refusal(replace(missed, sentences=())) if missed else ()))
        if last:
            return replace(chosen, infeasible=reasons)
        covered = coverage(planned, sets, services().content.bank.taxonomy.title)
        title = f"{wanted.profile.title}, {planned.level}"
        heading = "\n".join(loop_summary(planned, covered, title)) + "\n"
        told = {"loop": loop_data(planned, covered)}
        return replace(chosen, heading=heading, told=told, infeasible=reasons)

    return make


def _planned(wanted: Wanted) -> Plan:
    planned = the_plan(wanted.profile, wanted.request.level)
    names = [item.stage.id for item in planned.stages]
    if wanted.stage not in (ALL, *names):
        hint = did_you_mean(wanted.stage, names)
        said = f"the loop of this role has no interview {wanted.stage!r}; {hint or ''}".rstrip("; ")
        raise click.BadParameter(f"{said}. It has {', '.join(names)}, or all.", param_hint="--stage")
    return planned


def the_plan(profile: Profile, level: str) -> Plan:
    """The loop of a role and level. UsageError where its file can't be read."""
    loop, problems = services().content.loop
    if loop is None:
        raise click.UsageError(f"The loop can't be read. {problems[0]}")
    return plan(loop, profile, level)


def _chosen(wanted: Wanted, sets: Sequence[InterviewSet]) -> Made:
    forms = [held for one in sets for held in one.certified if wanted.number in (None, held.form.index)]
    said = [(one.assembled.blueprint.stage, one.eased_told) for one in sets if one.eased]
    eased = tuple(f"{stage}: {sentence}" if stage else sentence for stage, sentence in said)
    return Made(wanted.profile, tuple(forms), eased=eased)


def _say_eased(found: Made) -> None:
    for sentence in found.eased:
        click.echo(sentence, err=True)


def _form_exists(place: int, forms: int) -> None:
    if place > forms:
        there = "there is 1 form" if forms == 1 else f"there are {forms} forms"
        raise click.BadParameter(f"{there}, found {place}", param_hint="--swap")


def _refuse(sentences: Sequence[str]) -> NoReturn:
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(1)
