"""A posting that was saved: its lines with their sources, and from which profile it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, Field, StringConstraints

from touchstone.core.ids import SnakeId
from touchstone.core.located_yaml import Located, load_file, load_text
from touchstone.core.printable import printable
from touchstone.core.problems import Problem
from touchstone.core.validate import Content, validate
from touchstone.postings.compose import HEADINGS
from touchstone.postings.edits import OWN, Edit, Edits
from touchstone.postings.employer import Employer, Name
from touchstone.postings.posting import Line, Posting, Section
from touchstone.roles.profile import Level

LineText = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(printable)]


class SavedLine(Content):
    """A line: how it was made (None: somebody's own), and how it reads (None: left out)."""

    section: SnakeId
    source: Annotated[str, StringConstraints(max_length=200)] = OWN
    made: LineText | None = None
    text: LineText | None = None


class SavedPosting(Content):
    """A posting file. `profile` is the hash of the profile that it was made from."""

    posting: Literal[1]
    role: SnakeId
    level: Level
    title: Name | None = None
    style: Name = "standard"
    profile: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    on: date
    places: Annotated[tuple[Name, ...], Field(max_length=60)] = ()
    employer: Employer
    lines: Annotated[tuple[SavedLine, ...], Field(max_length=800)]

    @property
    def edits(self) -> Edits:
        """What somebody changed in it."""
        changed = {
            (line.section, line.source): Edit(line.made, line.text)
            for line in self.lines
            if line.made is not None and line.text != line.made
        }
        own = ((line.section, line.text) for line in self.lines if line.made is None and line.text)
        return Edits(changed, tuple(own))


@dataclass(frozen=True)
class Change:
    """A line that is made otherwise by now: `was` or `now` is None when it is new or gone.

    `yours` is what somebody had made of it.
    """

    title: str
    source: str
    was: str | None
    now: str | None
    yours: str | None = None

    def __str__(self) -> str:
        if self.was is None:
            return f"{self.title}: new: {self.now}"
        said = f"{self.title}: was: {self.was} Now: {self.now or 'no longer there.'}"
        return f"{said} You wrote: {self.yours}" if self.yours else said


def is_saved(data: object) -> bool:
    """Whether the data of a file mean a saved posting."""
    return isinstance(data, dict) and "posting" in data and "lines" in data


def load_saved(path: Path) -> tuple[SavedPosting | None, list[Problem]]:
    """The saved posting in a file, or None with every problem at its line."""
    return _checked(load_file(path))


def read_saved(text: str, *, name: str = "<text>") -> tuple[SavedPosting | None, list[Problem]]:
    """The saved posting in YAML text."""
    return _checked(load_text(text, name=name))


def _checked(located: Located | Problem) -> tuple[SavedPosting | None, list[Problem]]:
    if isinstance(located, Problem):
        return None, [located]
    if not isinstance(located.data, dict):
        return None, [located.problem((), "a saved posting begins with 'posting: 1'")]
    saved, problems = validate(located, SavedPosting)
    seen: set[tuple[str, str]] = set()
    for n, line in enumerate(saved.lines if saved else ()):
        if line.section not in HEADINGS:
            problems.append(located.problem(("lines", n, "section"), f"there is no part {line.section!r}"))
        elif line.made is not None and (line.section, line.source) in seen:
            said = f"the line {line.source!r} of {line.section!r} stands twice"
            problems.append(located.problem(("lines", n), said))
        seen.add((line.section, line.source))
    return (None if problems else saved), problems


def save(shown: Posting, composed: Posting, *, style: str, places: Sequence[str]) -> str:
    """The file of a posting as it reads; `composed` is the same one before anybody edited it."""
    saved = SavedPosting(
        posting=1,
        role=shown.role,
        level=shown.level,
        title=shown.title,
        style=style,
        profile=shown.profile_hash,
        on=shown.as_of,
        places=tuple(places),
        employer=shown.employer,
        lines=tuple(_lines(shown, composed)),
    )
    held = saved.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=110)
    return text


def _lines(shown: Posting, composed: Posting) -> list[SavedLine]:
    reads = {(s.id, line.source): line.text for s in shown.sections for line in s.lines}
    found = [
        SavedLine(section=s.id, source=line.source, made=line.text, text=reads.get((s.id, line.source)))
        for s in composed.sections
        for line in s.lines
    ]
    own = [
        SavedLine(section=s.id, text=line.text)
        for s in shown.sections
        for line in s.lines
        if line.source == OWN
    ]
    return [*found, *own]


def as_saved(saved: SavedPosting, composed: Posting) -> Posting:
    """The posting exactly as it was saved, whatever the profile says by now."""
    sections: list[Section] = []
    for name, (title, listed) in HEADINGS.items():
        lines = tuple(
            Line(line.text, line.source, made=line.made if line.made != line.text else None)
            for line in saved.lines
            if line.section == name and line.text
        )
        if lines:
            sections.append(Section(name, title, lines, listed))
    return replace(
        composed,
        title=saved.title or composed.title,
        employer=saved.employer,
        as_of=saved.on,
        profile_hash=saved.profile,
        sections=tuple(sections),
    )


def changes(saved: SavedPosting, composed: Posting) -> list[Change]:
    """The title, then line by line what is made otherwise by now than when the posting was saved."""
    was = {(line.section, line.source): line for line in saved.lines if line.made is not None}
    now = {(s.id, line.source): line.text for s in composed.sections for line in s.lines}
    found = []
    if saved.title not in (None, composed.title):
        found.append(Change("Title", "profile.levels", saved.title, composed.title))
    for key in [*was, *(key for key in now if key not in was)]:
        line, text = was.get(key), now.get(key)
        made = line.made if line else None
        if made != text:
            yours = line.text if line and line.text != line.made else None
            found.append(Change(HEADINGS[key[0]][0], key[1], made, text, yours))
    return found
