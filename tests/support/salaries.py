"""What the tests of pay share."""

from __future__ import annotations

from datetime import date
from typing import Any

from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.figure import Figure
from touchstone.salaries.model import Level

TODAY = date(2026, 11, 23)


def ask(benchmarks: Benchmarks, role: str, level: str, *regions: str, **more: Any) -> list[Figure]:
    """The figures that a query for these places gives, as of today unless said otherwise."""
    return benchmarks.benchmark(Query(role, Level(level), regions, more.pop("as_of", TODAY), **more))


def posted(figures: list[Figure]) -> Figure:
    """The first figure from posted ranges that shows something."""
    return next(f for f in figures if f.source == "ai_jobs_posted" and f.shown)


def printed(figures: list[Figure]) -> Figure:
    """The first figure that the founding article prints."""
    return next(f for f in figures if f.source == "founding_article")
