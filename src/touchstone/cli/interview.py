"""`touchstone interview`: assemble interview sets, print kits and briefs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from touchstone.bootstrap import services
from touchstone.cli.choices import Named, Whole
from touchstone.cli.interview_made import ALL, Wanted, made, recorded
from touchstone.cli.interview_options import (
    FACTS,
    Swap,
    occasion,
    occasion_options,
    read_needs,
    read_swaps,
)
from touchstone.cli.interview_papers import SYSTEMS, own_desk, papers, right_format
from touchstone.cli.interview_saved import alone, recheck, saved_forms
from touchstone.cli.output import refuse_terminal, write
from touchstone.cli.role import find, offered, the_catalogue
from touchstone.core.problems import did_you_mean
from touchstone.interviews.blueprint import DEFAULT_MINUTES, LONGEST, SHORTEST, Need
from touchstone.interviews.request import Request
from touchstone.interviews.service import Paper
from touchstone.roles.profile import Level

MOST_FORMS = 100
# What goes with a set out of a file, and what is asked of one set alone.
FROM_FILE = {"source", "candidate", "despite", "kit", "brief", "number", "shape", "output", "place", *FACTS}
ONE_SET = ("needs", "include", "swaps", "kinds", "tools", "overlap")


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
    "--stage",
    help="One interview of the role's loop (screen, technical, system or case, behavioural, manager), or "
    "all of them: then with the plan, and with what the forms leave out or ask twice.",
)
@click.option(
    "--for", "candidate", metavar="CODE", help="Count the questions as seen by this candidate (no name)."
)
@click.option(
    "--despite",
    default="",
    metavar="REASON",
    help="Why a candidate gets a saved set although a question reached its exposure cap; goes on record.",
)
@click.option(
    "--check",
    "saved",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Prove a saved set (JSON) again on today's bank and profiles; takes no role.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Print a saved set (JSON) as it was, instead of a new one; takes no role.",
)
@click.option("--kit", is_flag=True, help="Print the interviewer's kit, answers included.")
@click.option("--candidate", "brief", is_flag=True, help="Print the candidate's brief, without answers.")
@click.option("--form", "number", type=Whole(min=1), help="Kit or brief of this form only.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["md", "html", "docx", "pdf", "zip", "json", *SYSTEMS]),
    default="md",
    show_default=True,
    help="zip: a PDF of its own for each kit or brief.",
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
    stage: str | None,
    candidate: str | None,
    despite: str,
    saved: Path | None,
    source: Path | None,
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
    goes over its exposure cap: what candidates were shown is on record (`--for`, and the app). `--for` the
    same candidate again prints the same form, whoever came in between.
    """
    if saved is not None:
        alone("--check", {"saved"})
        recheck(saved)
    if kit and brief:
        raise click.UsageError("--kit and --candidate are two papers: print one, then the other.")
    paper: Paper | None = "kit" if kit else "brief" if brief else None
    right_format(paper, shape)
    refuse_terminal("zip" if shape == "qti3" else shape, output)
    if despite and (source is None or candidate is None):
        raise click.UsageError("--despite is for a saved set (--from) that a candidate gets (--for).")
    if source is not None:
        alone("--from", FROM_FILE)
        found = saved_forms(source, number)
        code = recorded(found, candidate, despite) if candidate is not None else ""
    else:
        if role is None or level is None:
            raise click.UsageError("Missing ROLE or --level. Both are needed unless a saved set is named.")
        _sensible(forms, number, candidate, stage)
        _known("--include", include)
        _known("--exclude", exclude)
        for _, out, into in swaps:
            _known("--swap", (out, into))
        profile = find(the_catalogue(), role)
        offered(profile, level)
        request = Request(level, minutes, forms, seed, needs, kinds, tools, include, exclude, overlap=overlap)
        if sys.stderr.isatty():
            click.echo("Assembling …", err=True)
        found, code = made(Wanted(profile, request, swaps, stage or "", number), candidate)
        if found.forms and candidate is None and (paper or shape in SYSTEMS):
            _of_this_moment()
    if found.infeasible and shape != "json":
        for sentence in found.infeasible:
            click.echo(sentence, err=True)
    if found.forms or shape == "json":
        said = replace(occasion(place, facts), candidate_code=code)
        write(papers(own_desk(), found, paper, shape, said), output)
    sys.exit(1 if found.infeasible else 0)


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


def _known(option: str, ids: Sequence[str]) -> None:
    """A slip here would ask the very question that was to be left out, or look for one that nobody wrote."""
    questions = services().content.bank.questions
    for name in ids:
        if name not in questions:
            hint = did_you_mean(name, questions)
            said = f"there is no question {name!r}" + (f"; {hint}" if hint else "")
            raise click.BadParameter(said, param_hint=option)
