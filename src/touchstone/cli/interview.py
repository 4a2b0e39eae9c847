"""`touchstone interview`: assemble interview sets, print kits and briefs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Named, Whole
from touchstone.cli.interview_options import Swap, occasion, occasion_options, read_needs, read_swaps
from touchstone.cli.interview_papers import SYSTEMS, papers
from touchstone.cli.output import refuse_terminal, write
from touchstone.cli.role import find, the_catalogue
from touchstone.core.files import read_bytes
from touchstone.core.problems import Problem, did_you_mean
from touchstone.interviews.blueprint import DEFAULT_MINUTES, LONGEST, SHORTEST, Need
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.returning import fitted
from touchstone.interviews.saved import MOST_BYTES, Unreadable, read_saved
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.service import Interviews, Paper, Request, as_json
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.sitting import candidate_code
from touchstone.interviews.swap import Refusal
from touchstone.roles.profile import Level, Profile

MOST_FORMS = 100
# A candidate's brief has no such format, and why.
_NOT_FOR_CANDIDATES = {
    "json": "JSON holds the seed and the questions' ids, from which the keys can be drawn again",
    **{system: f"A file for {system} holds keys" for system in SYSTEMS},
}


@click.command(
    epilog="Example: touchstone interview MLE --level senior --forms 2 --kit --format html -o kit.html"
)
@click.argument("role", required=False)
@click.option("--level", type=Named("level", [level.value for level in Level]))
@click.option(
    "--minutes",
    type=Whole(SHORTEST, LONGEST),
    default=DEFAULT_MINUTES,
    show_default=True,
    help="Length of the whole interview; a tenth to a sixth of it is not for questions.",
)
@click.option("--forms", type=Whole(1, MOST_FORMS), default=1, show_default=True, help="Parallel forms.")
@click.option("--seed", type=Whole(min=0), default=1, show_default=True, help="The same seed, the same set.")
@click.option(
    "--need", "needs", multiple=True, callback=read_needs, help="At least so many: sql=2, sql:senior=1."
)
@click.option("--include", multiple=True, help="A question id that each form holds. Repeat it.")
@click.option("--exclude", multiple=True, help="A question id that no form holds. Repeat it.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["maths", "choice", "sql", "spoken"]))
@click.option(
    "--tools",
    multiple=True,
    type=click.Choice(["closed", "open", "assistant"]),
    help="Only questions with these aids: none, documentation, an AI assistant.",
)
@click.option("--overlap", type=Whole(0, 10), default=0, help="Questions that two forms may share.")
@click.option(
    "--swap",
    "swaps",
    multiple=True,
    callback=read_swaps,
    help="Change a question by hand, keeping all requests: old-id=new-id, in a later form 2:old-id=new-id.",
)
@click.option(
    "--for", "candidate", metavar="CODE", help="Count the questions as seen by this candidate (no name)."
)
@click.option(
    "--check",
    "saved",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Prove a saved set (JSON) again on today's bank and profiles; takes no role.",
)
@click.option("--kit", is_flag=True, help="Print the interviewer's kit, answers included.")
@click.option("--candidate", "brief", is_flag=True, help="Print the candidate's brief, without answers.")
@click.option("--form", "number", type=Whole(min=1), help="Kit or brief of this form only.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["md", "html", "docx", "pdf", "json", *SYSTEMS]),
    default="md",
    show_default=True,
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout."
)
@occasion_options
def command(
    role: str | None,
    level: str | None,
    minutes: int,
    forms: int,
    seed: int,
    needs: tuple[Need, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    kinds: tuple[str, ...],
    tools: tuple[str, ...],
    overlap: int,
    swaps: tuple[Swap, ...],
    candidate: str | None,
    saved: Path | None,
    kit: bool,
    brief: bool,
    number: int | None,
    shape: str,
    output: Path | None,
    place: str,
    **facts: str,
) -> None:
    """Assemble parallel interview forms for a role and level, each with a certificate.

    Exit 1 when the request can't be met: each reason is one line, the last says what would work. No question
    goes over its exposure cap: what candidates were shown is on record (`--for`, and the app).
    """
    if saved is not None:
        _recheck(saved)
        return
    if kit and brief:
        raise click.UsageError("--kit and --candidate are two papers: print one, then the other.")
    paper: Paper | None = "kit" if kit else "brief" if brief else None
    if role is None or level is None:
        raise click.UsageError("Missing ROLE or --level. Both are needed unless a saved set is checked.")
    if number is not None and number > forms:
        there = "there is 1 form" if forms == 1 else f"there are {forms} forms"
        raise click.BadParameter(f"{there}, found {number}", param_hint="--form")
    if paper == "brief" and shape in _NOT_FOR_CANDIDATES:
        raise click.UsageError(
            f"{_NOT_FOR_CANDIDATES[shape]}, so it is no brief for a candidate. "
            "Take --format md, html, docx or pdf."
        )
    refuse_terminal("zip" if shape == "qti3" else shape, output)
    if sys.stderr.isatty():
        click.echo("Assembling …", err=True)
    said = occasion(place, facts)
    profile, desk = find(the_catalogue(), role), services().interviews
    request = Request(level, minutes, forms, seed, needs, kinds, tools, include, exclude, overlap=overlap)
    _known(exclude)
    if candidate is not None and forms > 1 and number is None:
        raise click.UsageError("--for is one candidate, who sees one form: add --form N.")
    with _store("What was shown so far can't be read."):
        outcome = _assembled(desk, profile, request, candidate)
    if isinstance(outcome, InterviewSet):
        outcome = _swapped(desk, outcome, swaps)
    if isinstance(outcome, InterviewSet) and outcome.eased:
        click.echo(outcome.eased, err=True)
    chosen = range(forms) if number is None else [number - 1]
    code = _recorded(outcome, chosen, candidate) if isinstance(outcome, InterviewSet) else ""
    if shape == "json":
        write(json.dumps(as_json(outcome), indent=2, ensure_ascii=False), output)
        sys.exit(1 if isinstance(outcome, Infeasible) else 0)
    if isinstance(outcome, Infeasible):
        for sentence in outcome.told:
            click.echo(sentence, err=True)
        sys.exit(1)
    made = papers(desk, outcome, profile, paper, chosen, shape, replace(said, candidate_code=code))
    write(made, output)


def _swapped(desk: Interviews, made: InterviewSet, chosen: Sequence[Swap]) -> InterviewSet:
    for place, out, into in chosen:
        if place > len(made.forms):
            raise click.BadParameter(f"there are {len(made.forms)} forms, found {place}", param_hint="--swap")
        changed = desk.swap(made, place - 1, out, into)
        if isinstance(changed, Refusal):
            for sentence in changed.sentences:
                click.echo(sentence, err=True)
            sys.exit(1)
        made = changed
    return made


def _known(exclude: Sequence[str]) -> None:
    """A slip here would ask the very question that was to be left out."""
    questions = services().content.bank.questions
    for name in exclude:
        if name not in questions:
            hint = did_you_mean(name, questions)
            said = f"there is no question {name!r}" + (f"; {hint}" if hint else "")
            raise click.BadParameter(said, param_hint="--exclude")


def _ledger(candidate: str | None) -> Ledger | None:
    """What was shown to others than the candidate; None when nobody is named."""
    if candidate is None:
        return None
    code = candidate_code(candidate)
    if isinstance(code, Refused):
        raise click.BadParameter(code.sentences[0], param_hint="--for")
    return services().machine.seating.ledger(but=code)


def _assembled(
    desk: Interviews, profile: Profile, request: Request, candidate: str | None
) -> InterviewSet | Infeasible:
    """The set; for a candidate who comes again without what they were shown, where there is one."""
    ledger = _ledger(candidate)
    if candidate is None:
        return desk.assemble(profile, request, ledger=ledger)

    def without(names: tuple[str, ...]) -> InterviewSet | Infeasible:
        left = tuple(name for name in names if name not in request.must_include)
        return desk.assemble(profile, replace(request, asked=(*request.asked, *left)), ledger=ledger)

    machine = services().machine
    found = fitted(without, machine.seating.seen(candidate), machine.clock.now())
    if found.says:
        click.echo(found.says, err=True)
    return found.outcome


def _recorded(made: InterviewSet, chosen: Sequence[int], candidate: str | None) -> str:
    """The candidate's code, once it is on record that they see the questions of the chosen forms."""
    if candidate is None:
        return ""
    with _store("It can't be kept what the candidate sees."):
        code = services().machine.seating.record(candidate, [made.certificates[place] for place in chosen])
    if isinstance(code, Refused):
        raise click.BadParameter(code.sentences[0], param_hint="--for")
    return code


@contextmanager
def _store(said: str) -> Iterator[None]:
    """Ends the command with the operator's sentence when the database can't be used."""
    try:
        yield
    except Exception as error:
        from touchstone.store.database import StoreError  # the database's library takes a tenth of a second

        if isinstance(error, StoreError):
            raise click.UsageError(f"{said} {error}") from None
        raise


def _recheck(saved: Path) -> NoReturn:
    """Each form of a saved set on a line, or each thing that no longer holds."""
    profiles = {name: profile.hash for name, profile in the_catalogue().profiles.items()}
    content = read_bytes(saved, MOST_BYTES)
    if isinstance(content, Problem):
        raise click.BadParameter(f"{saved}: {content.message}", param_hint="--check")
    found = read_saved(content, services().interviews.recheck, profiles)
    if isinstance(found, Unreadable):
        raise click.BadParameter(found.sentence, param_hint="--check")
    for form in found:
        for problem in form.problems:
            click.echo(f"{form.form}: {problem}")
        if not form.problems:
            click.echo(f"{form.form}: everything that it was certified for still holds.")
    sys.exit(1 if any(form.problems for form in found) else 0)
