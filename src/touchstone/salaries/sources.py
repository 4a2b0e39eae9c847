"""Where figures come from, and which of them speak for which role."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.salaries.model import Level


class LevelMeaning(Content):
    """What a source calls one of our levels, and how well that fits."""

    called: str
    weakness: str


class Source(Content):
    """A public source: its licence, its rhythm, how to get it and what it can't say."""

    id: str
    title: str
    short: str = ""
    kind: Literal["pay", "rates", "world_prices", "us_prices", "places"]
    shipped: bool
    why_not: str | None = None
    scope: str
    method: str = ""
    licence: str
    licence_confidence: Literal["high", "medium", "low"]
    cadence: str
    download: str
    url: str = ""
    read_from: str = ""
    rank: int = 1
    months_to_publication: int = Field(
        default=0,
        ge=0,
        le=36,
        description="Whole months from the end of the time that a figure describes to its publication.",
    )
    publication: str = Field(
        default="", description="How the months are known; `assumption:` where no publisher says so."
    )
    months_between_editions: int | None = Field(
        default=None,
        ge=1,
        le=60,
        description="Months from one edition's time to the next; none where no further one is to come.",
    )
    levels: dict[Level, LevelMeaning] = Field(default_factory=dict)
    level_stated: bool = Field(
        default=True, description="False where the source does not say which levels its figures cover."
    )
    basis: str = ""
    cannot_say: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it: the short name where it has one."""
        return self.short or self.title


def known_from(end: date, months: int) -> date:
    """When a figure of a time that ended on a day counts as known: the end of a month, so many later."""
    return months_later(end, months) if months else end


def months_later(day: date, months: int) -> date:
    """The end of the month, so many months after a day's."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, monthrange(day.year + years, month + 1)[1])


class Series(Content):
    """One kind of job as a source names it: an occupation code, a job title."""

    id: str
    name: str
    source: str
    code: str

    @property
    def label(self) -> str:
        """The name, with the occupation code where the source has one."""
        return f"{self.name} ({self.code})" if self.id.startswith("soc:") else self.name


class Step(Content):
    """One file of the recipe that makes the tables: its source, its name, and what it doesn't say itself."""

    source: str
    file: str
    as_of: date | None = None
    year: int | None = None


LAST = "last"


class Fit(Content):
    """How well a series speaks for a role. `last` speaks only where no other has a median to show."""

    series: str
    fit: Literal["direct", "near", "proxy", "last"]
    weakness: str


class RoleMapping(Content):
    """The series that speak for a role, the best first."""

    id: str
    title: str
    series: tuple[Fit, ...]
