"""What `touchstone interview` writes: the summary, kits and briefs, files for learning systems."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import click

from touchstone.access.people import LOCAL, Denied
from touchstone.banks.exchange.exporting import Format
from touchstone.bootstrap import services
from touchstone.cli.output import BINARY, warn_of_boxes
from touchstone.core.problems import Problem
from touchstone.interviews.kit import Material, Occasion
from touchstone.interviews.service import Interviews, Paper, Printed, paper_name
from touchstone.interviews.sets import Certified
from touchstone.interviews.telling import form_data, summary
from touchstone.roles.profile import Profile

SYSTEMS: dict[str, Format] = {"moodle": "moodle", "qti3": "qti3", "gift": "gift"}  # learning systems' formats
# A candidate's brief has no such format, and why.
_NOT_FOR_CANDIDATES = {
    "json": "JSON holds the seed and the questions' ids, from which the keys can be drawn again",
    **{system: f"A file for {system} holds keys" for system in SYSTEMS},
}


@dataclass(frozen=True)
class Made:
    """Forms to write, of one profile. `heading` is Markdown before the summary, `told` what JSON says of it.

    `infeasible` are the reasons why some of what was asked for is missing, `eased` what had to give way.
    """

    profile: Profile
    forms: tuple[Certified, ...]
    heading: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    infeasible: tuple[str, ...] = ()
    eased: tuple[str, ...] = ()


def own_desk() -> Interviews:
    """The desk of whoever sits at this machine, whose data are theirs."""
    desk = services().interviews.desk(LOCAL)
    if isinstance(desk, Denied):
        raise click.ClickException(desk.sentence)
    return desk


def right_format(paper: Paper | None, shape: str) -> None:
    """Raises click.UsageError for a paper that has no such format."""
    if paper == "brief" and shape in _NOT_FOR_CANDIDATES:
        raise click.UsageError(
            f"{_NOT_FOR_CANDIDATES[shape]}, so it is no brief for a candidate. "
            "Take --format md, html, docx or pdf."
        )
    if paper == "kit" and shape in SYSTEMS:
        raise click.UsageError(
            f"A file for {shape} is no kit: leave out --kit, or take --format md, html, docx, pdf or zip."
        )
    if paper is None and shape == "zip":
        raise click.UsageError("An archive holds kits or briefs, a PDF each: add --kit or --candidate.")


def papers(desk: Interviews, made: Made, paper: Paper | None, shape: str, occasion: Occasion) -> str | bytes:
    """The forms in the format `shape`; `occasion` is what kit and brief say of the day."""
    if shape in SYSTEMS:
        return _exchanged(desk, made, shape)
    if shape == "json":
        return _data(desk, made, paper, occasion)
    if paper is not None and shape == "zip":
        return _archive(desk, made, paper, occasion)
    if paper is None:
        titles = {question.id: question.title for question in desk.bank.questions.values()}
        lines = "\n".join(summary(made.forms, titles)) if made.forms else ""
        printed = Printed(_title(made), made.heading + lines, "")
    else:
        printed = _joined([_printed(desk, made.profile, held, paper, occasion) for held in made.forms])
    if shape == "md":
        return printed.whole
    if shape in BINARY:
        from touchstone.documents.files import printed_file

        file = printed_file(printed, shape, on=services().clock.now().date())
        return warn_of_boxes(file) if shape == "pdf" else file
    from touchstone.documents.files import printed_html

    return printed_html(printed)


def _archive(desk: Interviews, made: Made, paper: Paper, occasion: Occasion) -> bytes:
    from touchstone.documents.files import printed_zip

    named = [
        (paper_name(paper, held, made.profile), _printed(desk, made.profile, held, paper, occasion))
        for held in made.forms
    ]
    return printed_zip(named, "pdf", on=occasion.on)


def _title(made: Made) -> str:
    return made.forms[0].certificate.blueprint.title if made.forms else made.profile.title


def _data(desk: Interviews, made: Made, paper: Paper | None, occasion: Occasion) -> str:
    """The set for programs; with `--kit` each form carries its kit as Markdown."""
    forms = [form_data(held) for held in made.forms]
    if paper == "kit":
        for data, held in zip(forms, made.forms, strict=True):
            data["kit"] = _printed(desk, made.profile, held, paper, occasion).markdown
    told = {"forms": forms, "infeasible": list(made.infeasible), **made.told}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _exchanged(desk: Interviews, made: Made, shape: str) -> bytes:
    file = desk.exchanged([_drawn(desk, held, made.profile) for held in made.forms], SYSTEMS[shape])
    for note in file.notes:
        click.echo(note, err=True)
    return file.content


def _drawn(desk: Interviews, held: Certified, profile: Profile) -> Material:
    drawn = desk.material(held, profile)
    if isinstance(drawn, Problem):
        _stop([drawn])
    return drawn


def _printed(
    desk: Interviews, profile: Profile, held: Certified, paper: Paper, occasion: Occasion
) -> Printed:
    drawn = _drawn(desk, held, profile)
    if paper == "brief" and not drawn.samples:
        click.echo("The bank has no sample question for this brief: mark two with `sample: true`.", err=True)
    found = desk.printed(paper, drawn, occasion)
    if isinstance(found, list):
        _stop(found)
    return found


def _joined(papers: Sequence[Printed]) -> Printed:
    """Several kits one after another, each with the footer of its own form."""
    first, *more = papers
    return Printed(first.title, first.markdown, first.footer, tuple(more))


def _stop(problems: Sequence[Problem]) -> NoReturn:
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(1)
