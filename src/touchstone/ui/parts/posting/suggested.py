"""What others pay for a role, level and place, as a band that an employer may take over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from touchstone.postings.places import Place
from touchstone.postings.words import capital, stop
from touchstone.salaries.bands import Band, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.flags import sentence_of
from touchstone.salaries.model import Level
from touchstone.ui.parts.numbers import interval
from touchstone.ui.parts.posting.pay import Suggestion


def _notes(band: Band) -> tuple[str, ...]:
    """What was done to the band, then the sentences of its figure's flags."""
    flags = set(band.figure.flags)
    said = (sentence_of(note) if note in flags else note for note in band.notes)
    return tuple(capital(stop(text)) for text in said)


def suggested_pay(
    benchmarks: Benchmarks, role: str, level: str, places: Sequence[Place], as_of: date
) -> Suggestion | None:
    """A band for the first place; None when no place is chosen or the tables don't know the role."""
    if not places or role not in benchmarks.tables.roles or places[0].id not in benchmarks.tables.regions:
        return None
    found = suggest(benchmarks, role, Level(level), places[0].id, as_of)
    if isinstance(found, Band):
        figure = found.figure
        median = interval(figure["p50"], figure.median_interval)
        where = benchmarks.tables.regions.label(figure.region)
        return Suggestion(where, found.as_pay(), median=f"median {median}", notes=_notes(found))
    return Suggestion(places[0].name, None, found.missing)
