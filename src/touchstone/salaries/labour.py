"""Cost of labour: what a place's employers pay for the same work, beside the nation's.

An index of our own out of published medians: for each occupation that both the place and the nation publish
at the same date, the ratio of the medians; their geometric mean, weighted by the nation's number of jobs in
each. It says what the work costs, not what living costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp, log

from touchstone.core.money import Period
from touchstone.salaries.model import PayRow

SOURCE = "bls_oews"
NATION = "US"
# With fewer than five of the ten occupations one odd median moves the index by more than places differ.
LEAST_OCCUPATIONS = 5


@dataclass(frozen=True)
class LabourIndex:
    """The cost of labour of one place, where the nation is 100, and what it rests on."""

    region: str
    index: float
    occupations: int
    as_of: date


def labour_indices(rows: Iterable[PayRow]) -> dict[str, list[LabourIndex]]:
    """The indices of each place that has one, the oldest first, by the place's id."""
    medians: dict[tuple[date, str], dict[str, tuple[float, int]]] = {}
    for row in rows:
        if (
            row.source == SOURCE
            and row.period is Period.YEAR
            and row.p50
            and "place_disputed" not in row.flags
        ):
            medians.setdefault((row.as_of, row.region), {})[row.series] = (row.p50, row.employment or 0)
    found: dict[str, list[LabourIndex]] = {}
    for (as_of, region), here in sorted(medians.items()):
        index = _index(here, medians.get((as_of, NATION), {}))
        if index is not None:
            found.setdefault(region, []).append(LabourIndex(region, index[0], index[1], as_of))
    return found


def _index(
    here: dict[str, tuple[float, int]], nation: dict[str, tuple[float, int]]
) -> tuple[float, int] | None:
    """The index and the number of occupations behind it; None where they are too few."""
    shared = [series for series in here if series in nation and nation[series][1]]
    if len(shared) < LEAST_OCCUPATIONS:
        return None
    jobs = sum(nation[series][1] for series in shared)
    logs = sum(nation[series][1] * log(here[series][0] / nation[series][0]) for series in shared)
    return 100 * exp(logs / jobs), len(shared)
