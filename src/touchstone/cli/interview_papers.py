"""What `touchstone interview` writes: the summary, kits and briefs, files for learning systems."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from touchstone.banks.exchange.exporting import Format
from touchstone.bootstrap import services
from touchstone.cli.output import BINARY, warn_of_boxes
from touchstone.core.problems import Problem
from touchstone.interviews.kit import Material, Occasion
from touchstone.interviews.service import Interviews, Paper, Printed, summary
from touchstone.interviews.sets import InterviewSet
from touchstone.roles.profile import Profile

SYSTEMS: dict[str, Format] = {"moodle": "moodle", "qti3": "qti3", "gift": "gift"}  # learning systems' formats


def papers(
    desk: Interviews,
    made: InterviewSet,
    profile: Profile,
    paper: Paper | None,
    chosen: Sequence[int],
    shape: str,
    occasion: Occasion,
) -> str | bytes:
    """The chosen forms (from 0) in the format `shape`; `occasion` is what kit and brief say of the day."""
    if shape in SYSTEMS:
        return _exchanged(desk, made, profile, chosen, shape)
    if paper is None:
        titles = {question.id: question.title for question in desk.bank.questions.values()}
        printed = Printed(made.assembled.blueprint.title, "\n".join(summary(made, titles)), "")
    else:
        printed = _joined([_printed(desk, made, profile, paper, place, occasion) for place in chosen])
    if shape == "md":
        return printed.markdown
    if shape in BINARY:
        from touchstone.documents.files import printed_file

        file = printed_file(printed, shape, on=services().clock.now().date())
        return warn_of_boxes(file) if shape == "pdf" else file
    from touchstone.documents.printed import printed_page

    return printed_page(printed.markdown, title=printed.title, footer=printed.footer)


def _exchanged(
    desk: Interviews, made: InterviewSet, profile: Profile, chosen: Sequence[int], shape: str
) -> bytes:
    file = desk.exchanged([_drawn(desk, made, profile, place) for place in chosen], SYSTEMS[shape])
    for note in file.notes:
        click.echo(note, err=True)
    return file.content


def _drawn(desk: Interviews, made: InterviewSet, profile: Profile, place: int) -> Material:
    drawn = desk.material(made, place, profile)
    if isinstance(drawn, Problem):
        _stop([drawn])
    return drawn


def _printed(
    desk: Interviews, made: InterviewSet, profile: Profile, paper: Paper, place: int, occasion: Occasion
) -> Printed:
    drawn = _drawn(desk, made, profile, place)
    found = desk.printed(paper, drawn, occasion)
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
