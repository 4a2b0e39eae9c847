"""`touchstone interview`: assemble interview sets, print kits and briefs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Named
from touchstone.cli.output import BINARY, refuse_terminal, warn_of_boxes, write
from touchstone.cli.role import find, the_catalogue
from touchstone.core.problems import Problem, did_you_mean
from touchstone.interviews.blueprint import DEFAULT_MINUTES, LONGEST, SHORTEST, Need
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.kit import Occasion
from touchstone.interviews.service import Interviews, Paper, Printed, Request, as_json, summary
from touchstone.interviews.sets import InterviewSet
from touchstone.roles.profile import Level, Profile

MOST_FORMS = 100
_NEED = re.compile(r"(?P<topic>[a-z0-9_.]+)(:(?P<level>junior|mid|senior))?=(?P<count>\d{1,2})")


def _needs(context: click.Context, option: click.Parameter, values: Sequence[str]) -> tuple[Need, ...]:
    topics = services().content.taxonomy.titles if values else {}
    return tuple(_need(value, topics, context, option) for value in values)


def _need(value: str, topics: dict[str, str], context: click.Context, option: click.Parameter) -> Need:
    read = _NEED.fullmatch(value)
    if read is None:
        said = f"found {value!r}, expected topic=count or topic:level=count, such as linear_algebra:senior=3"
        raise click.BadParameter(said, context, option)
    topic, level = read["topic"], read["level"]
    if topic not in topics:
        areas = [name for name in topics if "." not in name]
        hint = did_you_mean(topic, topics) or f"areas: {', '.join(areas)}"
        raise click.BadParameter(f"there is no topic {topic!r}" + f"; {hint}", context, option)
    return Need(
        _mid_sentence(topics[topic]), (topic,), (level,) if level else (), at_least=int(read["count"])
    )


def _mid_sentence(title: str) -> str:
    """`Linear algebra` as it stands inside a sentence; `SQL` stays."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


@click.command(
    epilog="Example: touchstone interview MLE --level senior --forms 2 --kit --format html -o kit.html"
)
@click.argument("role")
@click.option("--level", required=True, type=Named("level", [level.value for level in Level]))
@click.option(
    "--minutes",
    type=click.IntRange(SHORTEST, LONGEST),
    default=DEFAULT_MINUTES,
    show_default=True,
    help="Length of the whole interview; a tenth to a sixth of it is not for questions.",
)
@click.option(
    "--forms", type=click.IntRange(1, MOST_FORMS), default=1, show_default=True, help="Parallel forms."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed, the same set."
)
@click.option(
    "--need", "needs", multiple=True, callback=_needs, help="At least so many: sql=2, sql:senior=1."
)
@click.option("--include", multiple=True, help="A question id that each form holds. Repeat it.")
@click.option("--exclude", multiple=True, help="A question id that no form holds. Repeat it.")
@click.option("--kit", "paper", flag_value="kit", help="Print the interviewer's kit, answers included.")
@click.option(
    "--candidate", "paper", flag_value="brief", help="Print the candidate's brief, without answers."
)
@click.option("--form", "number", type=click.IntRange(min=1), help="Kit or brief of this form only.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["md", "html", "docx", "pdf", "json"]),
    default="md",
    show_default=True,
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout."
)
def command(
    role: str,
    level: str,
    minutes: int,
    forms: int,
    seed: int,
    needs: tuple[Need, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    paper: Paper | None,
    number: int | None,
    shape: str,
    output: Path | None,
) -> None:
    """Assemble parallel interview forms for a role and level, each with a certificate.

    Exit 1 when the request can't be met: each reason is one line, the last says what would work.
    """
    if number is not None and number > forms:
        raise click.BadParameter(f"there are {forms} forms, found {number}", param_hint="--form")
    refuse_terminal(shape, output)
    if sys.stderr.isatty():
        click.echo("Assembling …", err=True)
    profile, desk = find(the_catalogue(), role), services().interviews
    request = Request(level, minutes, forms, seed, needs, must_include=include, exclude=exclude)
    outcome = desk.assemble(profile, request)
    if isinstance(outcome, InterviewSet) and outcome.eased:
        click.echo(outcome.eased, err=True)
    if shape == "json":
        write(json.dumps(as_json(outcome), indent=2, ensure_ascii=False), output)
        sys.exit(1 if isinstance(outcome, Infeasible) else 0)
    if isinstance(outcome, Infeasible):
        for sentence in outcome.told:
            click.echo(sentence, err=True)
        sys.exit(1)
    chosen = range(forms) if number is None else [number - 1]
    write(_papers(desk, outcome, profile, paper, chosen, shape), output)


def _papers(
    desk: Interviews,
    made: InterviewSet,
    profile: Profile,
    paper: Paper | None,
    chosen: Sequence[int],
    shape: str,
) -> str | bytes:
    if paper is None:
        titles = {question.id: question.title for question in desk.bank.questions.values()}
        printed = Printed(made.assembled.blueprint.title, "\n".join(summary(made, titles)), "")
    else:
        printed = _joined([_printed(desk, made, profile, paper, place) for place in chosen])
    if shape == "md":
        return printed.markdown
    if shape in BINARY:
        from touchstone.documents.files import printed_file

        file = printed_file(printed, shape, on=services().clock.now().date())
        return warn_of_boxes(file) if shape == "pdf" else file
    from touchstone.documents.printed import printed_page

    return printed_page(printed.markdown, title=printed.title, footer=printed.footer)


def _printed(desk: Interviews, made: InterviewSet, profile: Profile, paper: Paper, place: int) -> Printed:
    drawn = desk.material(made, place, profile)
    if isinstance(drawn, Problem):
        _stop([drawn])
    found = desk.printed(paper, drawn, Occasion(on=services().clock.now().date()))
    if isinstance(found, list):
        _stop(found)
    return found


def _joined(papers: Sequence[Printed]) -> Printed:
    """Several kits one after another; a footer that names one form would be wrong on the others."""
    text = "\n\n---\n\n".join(paper.markdown.rstrip() for paper in papers)
    foot = papers[0].footer if len(papers) == 1 else ""
    return Printed(papers[0].title, text, foot)


def _stop(problems: Sequence[Problem]) -> NoReturn:
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(1)
