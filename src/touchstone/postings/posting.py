"""A posting: sections of lines, each line with the entry that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from touchstone.postings.employer import Employer, Pay
from touchstone.roles.profile import Level


@dataclass(frozen=True)
class Line:
    """One line of plain text and where it came from.

    `source` is a path such as `profile.duties.day.watch-live-models`, `employer.goals.0` or
    `house.accommodation` (our own wording), or `yours`. `made` is how it read before somebody edited it.
    """

    text: str
    source: str
    made: str | None = None


@dataclass(frozen=True)
class Section:
    """Lines under one heading. `listed`: they are points of a list, else sentences of a paragraph."""

    id: str
    title: str
    lines: tuple[Line, ...]
    listed: bool = True


@dataclass(frozen=True)
class Posting:
    """All that a posting may say, in the order that helps readers. Templates choose and arrange.

    `places` are names for readers; `codes` name the occupation in O*NET: `15-2051.00 Data Scientists`.
    """

    role: str
    level: Level
    title: str
    employer: Employer
    places: tuple[str, ...]
    as_of: date
    profile_hash: str
    codes: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def pay(self) -> Pay | None:
        """The range that the employer states."""
        return self.employer.pay

    def section(self, name: str) -> Section | None:
        """The section of this id, or None when it has no lines."""
        return next((section for section in self.sections if section.id == name), None)

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of every section."""
        return (line for section in self.sections for line in section.lines)


@dataclass(frozen=True)
class NotAdvertised:
    """A level that the profile does not advertise, and why."""

    reason: str
