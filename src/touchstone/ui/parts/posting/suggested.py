"""What others pay for a role, level and place, as a band that an employer may take over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from touchstone.postings.places import Place
from touchstone.salaries.bands import Band, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.model import Level
from touchstone.ui.parts.posting.pay import Suggestion


def suggested_pay(
    benchmarks: Benchmarks, role: str, level: str, places: Sequence[Place], as_of: date
) -> Suggestion | None:
    """A band for the first place; None when no place is chosen or the tables don't know the role."""
    if not places or role not in benchmarks.tables.roles or places[0].id not in benchmarks.tables.regions:
        return None
    found = suggest(benchmarks, role, Level(level), places[0].id, as_of)
    if isinstance(found, Band):
        return Suggestion(places[0].name, found.as_pay())
    return Suggestion(places[0].name, None, found.missing)
