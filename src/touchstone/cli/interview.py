"""`touchstone interview`: assemble interview sets, print kits and briefs."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from touchstone.cli.interview_asked import Asked, asked, asked_options, whose
from touchstone.cli.interview_loop import for_the_loop_alone, whole_loop
from touchstone.cli.interview_made import ALL, Wanted, made, recorded
from touchstone.cli.interview_options import FACTS, known, occasion, occasion_options
from touchstone.cli.interview_papers import SYSTEMS, Made, own_desk, papers, right_format
from touchstone.cli.interview_saved import alone, recheck, saved_forms
from touchstone.cli.output import refuse_terminal, write

# What goes with a set out of a file, and what is asked of one set alone.
FROM_FILE = {"source", "candidate", "despite", "kit", "brief", "number", "shape", "output", "place", *FACTS}
ONE_SET = ("needs", "include", "swaps", "kinds", "tools", "overlap")


@click.command(
    epilog="Example: touchstone interview MLE --level senior --forms 2 --kit --format html -o kit.html"
)
@asked_options
@occasion_options
def command(**given: Any) -> None:
    """Assemble parallel interview forms for a role and level, each with a certificate.

    Exit 1 when the request can't be met: each reason is one line, the last says what would work. No question
    goes over its exposure cap: what candidates were shown is on record (`--for`, and the app). `--for` the
    same candidate again prints the same form, whoever came in between. `--loop` sets up all interviews of a
    candidate at once, or none of them.
    """
    what = asked(given)
    if what.saved is not None:
        alone("--check", {"saved"})
        recheck(what.saved)
    if what.loop:
        whole_loop(what)
    for_the_loop_alone()
    if what.kit and what.brief:
        raise click.UsageError("--kit and --candidate are two papers: print one, then the other.")
    right_format(what.paper, what.shape)
    refuse_terminal("zip" if what.shape == "qti3" else what.shape, what.output)
    if what.despite and (what.source is None or what.candidate is None):
        raise click.UsageError("--despite is for a saved set (--from) that a candidate gets (--for).")
    found, code = _of_file(what, what.source) if what.source else _made_now(what)
    if found.infeasible and what.shape != "json":
        for sentence in found.infeasible:
            click.echo(sentence, err=True)
    if found.forms or what.shape == "json":
        said = replace(occasion(what.place, what.facts), candidate_code=code)
        write(papers(own_desk(), found, what.paper, what.shape, said), what.output)
    sys.exit(1 if found.infeasible else 0)


def _of_file(what: Asked, source: Path) -> tuple[Made, str]:
    """The forms of a saved set, and the code of the candidate who gets them."""
    alone("--from", FROM_FILE)
    found = saved_forms(source, what.number)
    return found, recorded(found, what.candidate, what.despite) if what.candidate is not None else ""


def _made_now(what: Asked) -> tuple[Made, str]:
    """New forms, and the code of the candidate who gets them."""
    profile, level = whose(what)
    _sensible(what.forms, what.number, what.candidate, what.stage)
    known("--include", what.include)
    known("--exclude", what.exclude)
    for _, out, into in what.swaps:
        known("--swap", (out, into))
    if sys.stderr.isatty():
        click.echo("Assembling …", err=True)
    wanted = Wanted(profile, what.request(level), what.swaps, what.stage or "", what.number)
    found, code = made(wanted, what.candidate)
    if found.forms and what.candidate is None and (what.paper or what.shape in SYSTEMS):
        _of_this_moment()
    return found, code


def _of_this_moment() -> None:
    """Says that a paper of a set that nobody kept may not be printed again: another showing changes it."""
    if own_desk().ledger().candidates:
        click.echo(
            "What candidates were shown is on record and counts here, so this seed gives this form only "
            "until somebody else is shown one. Keep the set with --format json and print kit, brief and "
            "files from it with --from, or name the candidate with --for.",
            err=True,
        )


def _sensible(forms: int, number: int | None, candidate: str | None, stage: str | None) -> None:
    """Options that can't be meant together."""
    if number is not None and number > forms:
        there = "there is 1 form" if forms == 1 else f"there are {forms} forms"
        raise click.BadParameter(f"{there}, found {number}", param_hint="--form")
    if candidate is not None and forms > 1 and number is None:
        raise click.UsageError("--for is one candidate, who sees one form: add --form N.")
    if stage is None:
        return
    context = click.get_current_context()
    given = {
        parameter.name: parameter.opts[0]
        for parameter in context.command.params
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    }
    if "minutes" in given:
        raise click.UsageError(
            "--minutes is not for --stage: the loop says how long each interview is, and caps them together."
        )
    if stage == ALL and (wrong := [given[name] for name in ONE_SET if name in given]):
        raise click.UsageError(f"{wrong[0]} is for one interview: name it with --stage instead of all.")
