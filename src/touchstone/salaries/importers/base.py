"""What every importer gives back, and how rows are written."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from touchstone.core.files import write_whole
from touchstone.core.numerals import float_of, ungrouped
from touchstone.core.problems import Problem
from touchstone.salaries.table import Tables

Progress = Callable[[int], None]


def quiet(rows: int) -> None:
    """Progress that nobody watches."""


# A full-time year at the federal minimum wage (7.25 USD an hour, 29 U.S.C. 206). A figure below, such as the
# 120 that `120.000` says, is in another unit or was written for readers of another country.
LEAST_US_YEAR = 15_080
# Above what any occupation of ours is paid on average anywhere; the BLS itself says no percentile above a
# quarter of it. A figure beyond has lost its decimal point.
MOST_US_YEAR = 1_000_000


# Typed by anybody: a year's pay outside these is a slip of unit or currency, or a joke. Counted, not listed.
LEAST_USD, MOST_USD = 1_000, 2_000_000
BEYOND = f"outside {LEAST_USD:,} to {MOST_USD:,} USD a year"


@dataclass(frozen=True)
class Request:
    """A file to read. `tables` gives what the importer needs to know: places, series, exchange rates.

    `progress` hears now and then how many rows were read. A row of a day after `today` is a bad row; None
    knows no such day.
    """

    path: Path
    tables: Tables
    as_of: date | None = None
    year: int | None = None
    progress: Progress = quiet
    today: date | None = None

    def to_come(self, day: date) -> bool:
        """Whether a day is still to come."""
        return self.today is not None and day > self.today


@dataclass(frozen=True)
class Imported:
    """The rows of one target table, and what could not be read.

    `read` is how many rows of the file could be read; None: as many as the table has `rows`.
    """

    target: str
    rows: Sequence[BaseModel]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read: int | None = None


class NotThisFormat(ValueError):
    """The file is not what this importer reads; the message says what was expected."""


def number(text: str) -> float | None:
    """A figure as a source writes it: `112590.0`, `1,234`; blanks and suppression marks are None.

    Raises ValueError for anything else.
    """
    text = ungrouped(text)
    if text in ("", "#", "*", "**", "***", "-", "N/A", "~"):
        return None
    return float_of(text)


def cell(value: Any) -> str:
    """A value as our tables write it: exact, whole numbers without a point, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value.isoformat() if isinstance(value, date) else value)


def write_rows(path: Path, rows: Sequence[BaseModel], columns: Sequence[str]) -> None:
    """Write a table whole, so that a crash leaves the old one."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(getattr(row, name)) for name in columns] for row in rows)
    write_whole(path, text.getvalue().encode())
