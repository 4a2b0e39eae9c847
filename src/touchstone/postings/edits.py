"""What a person changed in a composed posting: each line keeps its link to the entry that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from touchstone.core.printable import printable
from touchstone.postings.posting import Line, Posting, Section

OWN = "yours"  # the source of a line that somebody wrote
MAX_EDITS = 400  # lines; a posting has 80
Key = tuple[str, str]  # the id of a section and the source of a line in it


@dataclass(frozen=True)
class Edit:
    """A line that was made as `made` and now reads as `text`; None when it is left out."""

    made: str
    text: str | None


@dataclass(frozen=True)
class Edits:
    """Changed lines by section and source, and lines of one's own: (section, text)."""

    lines: Mapping[Key, Edit] = field(default_factory=dict)
    own: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.own)


@dataclass(frozen=True)
class Row:
    """A line as it is edited: its section's id, its text, and its source (`yours` for one's own)."""

    section: str
    text: str
    source: str


def edited(posting: Posting, edits: Edits) -> Posting:
    """The posting with the changes in it.

    A change holds only while the line is made as it was: of a line that is made otherwise by now, nobody
    has seen the new text, so that one is shown.
    """
    sections = [_section(section, edits) for section in posting.sections]
    return replace(posting, sections=tuple(section for section in sections if section.lines))


def _section(section: Section, edits: Edits) -> Section:
    lines = [line for one in section.lines if (line := _line(section.id, one, edits)) is not None]
    own = [Line(text, OWN) for name, text in edits.own if name == section.id]
    return replace(section, lines=(*lines, *own))


def _line(section: str, line: Line, edits: Edits) -> Line | None:
    edit = edits.lines.get((section, line.source))
    if edit is None or edit.made != line.text:
        return line
    return None if edit.text is None else Line(edit.text, line.source, made=line.text)


def made_by_key(posting: Posting) -> dict[Key, str]:
    """How each line of a composed posting is made."""
    return {(section.id, line.source): line.text for section in posting.sections for line in section.lines}


def set_aside(posting: Posting, edits: Edits) -> dict[Key, Edit]:
    """The changes that no longer hold, since their lines are made otherwise by now."""
    made = made_by_key(posting)
    return {key: edit for key, edit in edits.lines.items() if made.get(key, edit.made) != edit.made}


def rebased(posting: Posting, edits: Edits) -> Edits:
    """The changes as somebody wants them who has seen how the lines are made by now: each holds again.

    What was written for a line that is there no more becomes a line of one's own.
    """
    made = made_by_key(posting)
    lines = {key: Edit(made[key], edit.text) for key, edit in edits.lines.items() if key in made}
    changed = {key: edit for key, edit in lines.items() if edit.text != edit.made}
    lost = [(key[0], edit.text) for key, edit in edits.lines.items() if key not in made and edit.text]
    return Edits(changed, (*edits.own, *lost))


def rows(posting: Posting) -> list[Row]:
    """The lines of a posting, to be edited."""
    return [Row(section.id, line.text, line.source) for section in posting.sections for line in section.lines]


def _plain(text: str) -> str:
    """What can be printed of a text; nothing where nothing can."""
    try:
        return printable(text)
    except ValueError:
        return ""


def edits_from(posting: Posting, left: Iterable[Row]) -> Edits:
    """The changes that lead from a composed posting to the rows that somebody left of it.

    A row that is gone is left out; one without a known source, or that has moved, is one's own line.
    """
    made = made_by_key(posting)
    read: dict[Key, str] = {}
    own: list[tuple[str, str]] = []
    for row in list(left)[:MAX_EDITS]:
        text = " ".join(_plain(row.text).split())
        key = (row.section, row.source)
        if key in made and key not in read:
            read[key] = text
        elif text:
            own.append((row.section, text))
    changed = {
        key: Edit(text, read.get(key) or None) for key, text in made.items() if read.get(key, "") != text
    }
    return Edits(changed, tuple(own))
