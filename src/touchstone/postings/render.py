"""A posting as Markdown, through a template that anybody may write."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from touchstone.core.hashes import short
from touchstone.core.markdown import escape
from touchstone.core.printable import printable
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.template_names import Names
from touchstone.core.templates import Template, load_template
from touchstone.postings.posting import Line, Posting, Section

FOLDER = "postings"
ENDING = ".md.j2"
DEFAULT_STYLE = "standard"
INTERNAL = "internal"  # the style for the employer's own people


_SECTION: Names = {"id": None, "title": None, "listed": None, "lines": [{"text": None, "source": None}]}
NAMES: Names = {
    **dict.fromkeys(("title", "level", "employer", "posted", "version")),
    "places": [None],
    "sections": [_SECTION],
    "section": {"*": _SECTION},
}  # what a template is given; `as_data` makes it


def styles(templates: Path) -> list[str]:
    """The names of the templates in the folder of all templates, the default first."""
    names = (path.name.removesuffix(ENDING) for path in (templates / FOLDER).glob(f"*{ENDING}"))
    return sorted(names, key=lambda name: (name != DEFAULT_STYLE, name))


def load_style(templates: Path, name: str) -> Template | list[Problem]:
    """The template of a style, or what is wrong with it."""
    known = styles(templates)
    if name not in known:
        message = f"there is no style {name!r}"
        return [Problem(f"templates/{FOLDER}", 0, 0, message, did_you_mean(name, known))]
    return load_template(templates / FOLDER / f"{name}{ENDING}")


def to_markdown(posting: Posting, template: Template) -> str | Problem:
    """The posting in a style; a Problem when the template asks for what is not there."""
    found = template.render(as_data(posting))
    if isinstance(found, Problem):
        return found
    return re.sub(r"\n{3,}", "\n\n", printable(found) if found.strip() else "").strip() + "\n"


def as_data(posting: Posting) -> dict[str, Any]:
    """What a template is given: plain data only."""
    sections = [_section(section) for section in posting.sections]
    return {
        "title": posting.title,
        "level": posting.level.value,
        "employer": posting.employer.name,
        "places": list(posting.places),
        "posted": posting.as_of.isoformat(),
        "version": short(posting.profile_hash),
        "sections": sections,
        "section": {section["id"]: section for section in sections},
    }


def _section(section: Section) -> dict[str, Any]:
    lines = [{"text": line.text, "source": line.source} for line in section.lines]
    return {"id": section.id, "title": section.title, "listed": section.listed, "lines": lines}


def shown(posting: Posting, markdown: str) -> set[str]:
    """The ids of the sections of which at least one line stands in the Markdown."""
    stands = printed_lines(markdown)
    return {section.id for section in posting.sections if any(map(stands, section.lines))}


def printed_lines(markdown: str) -> Callable[[Line], bool]:
    """Whether a line stands in the Markdown; a template may have changed its capitals."""
    folded = markdown.casefold()
    return lambda line: escape(line.text).casefold() in folded
