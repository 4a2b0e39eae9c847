"""The bands for all that was asked, as rows of an export: each with its source, or with what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from touchstone.salaries.ageing import Ageing
from touchstone.salaries.band_shapes import SHAPES, USUAL
from touchstone.salaries.bands import Band, NoBand, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.figure import whole
from touchstone.salaries.model import Level

COLUMNS = (
    *("role", "level", "region", "place", "made_from", "minimum", "midpoint", "maximum", "currency"),
    *("period", "market_median", "figure_place", "n", "as_of", "aged_to", "source", "notes", "missing"),
)
AMOUNT_COLUMNS = ("minimum", "midpoint", "maximum", "market_median", "n")
# Beside figures, where role, level and place stand already.
BESIDE = tuple(name for name in COLUMNS if name not in ("role", "level", "region", "place", "n", "as_of"))


@dataclass(frozen=True)
class Asked:
    """The band of one role, level and place (ids), made from one of `SHAPES`.

    `of` says, where the figure behind it is of a larger place, which: ` (the range of United States)`.
    """

    role: str
    level: Level
    region: str
    place: str
    shape: str
    found: Band | NoBand
    of: str = ""

    def as_json(self, place_of: Mapping[str, str]) -> dict[str, Any]:
        """One row, by COLUMNS; what is not known is None. `place_of` are the names of places by id."""
        named = {"role": self.role, "level": self.level.value, "region": self.region, "place": self.place}
        row: dict[str, Any] = {**dict.fromkeys(COLUMNS), **named, "made_from": SHAPES[self.shape].title}
        if isinstance(self.found, NoBand):
            return {**row, "missing": "; ".join(self.found.missing)}
        band, figure = self.found, self.found.figure
        return {
            **row,
            "minimum": whole(band.minimum),
            "midpoint": whole(band.midpoint),
            "maximum": whole(band.maximum),
            "currency": band.currency,
            "period": band.period.value,
            "market_median": whole(band.median),
            "figure_place": place_of.get(figure.region, figure.region),
            "n": figure.n,
            "as_of": figure.as_of.isoformat() if figure.as_of else None,
            "aged_to": figure.aged_to.isoformat() if figure.aged_to else None,
            "source": band.source_line,
            "notes": " | ".join(band.said),
        }


def bands_of(
    benchmarks: Benchmarks,
    roles: Sequence[str],
    levels: Sequence[Level],
    regions: Sequence[str],
    as_of: date,
    *,
    shape: str = USUAL,
    ageing: Ageing | None = None,
) -> list[Asked]:
    """The band of each role and level in each place, in the order asked; `shape` is one of `SHAPES`."""
    chosen, label = SHAPES[shape], benchmarks.tables.regions.label
    bands = []
    for role, level, region in product(roles, levels, regions):
        found = suggest(
            benchmarks, role, level, region, as_of,
            low=chosen.low, high=chosen.high, width=chosen.width, ageing=ageing,
        )  # fmt: skip
        larger = isinstance(found, Band) and found.figure.region != region
        of = f" (the range of {label(found.figure.region)})" if isinstance(found, Band) and larger else ""
        bands.append(Asked(role, level, region, label(region), shape, found, of))
    return bands


def band_rows(bands: Sequence[Asked], benchmarks: Benchmarks) -> list[dict[str, Any]]:
    """A row a band, by COLUMNS."""
    regions = benchmarks.tables.regions
    place_of = {region: regions.label(region) for region in regions.by_id}
    return [one.as_json(place_of) for one in bands]
