"""What others pay for a post: a pay band for each place of the work, or what is missing for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from touchstone.core.counts import interval
from touchstone.postings.findings import Finding, Kind, Severity
from touchstone.postings.places import Place
from touchstone.postings.words import capital, in_prose, listed_places, stop
from touchstone.salaries.band_shapes import SHAPES, USUAL, Shape
from touchstone.salaries.bands import Band, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.figure import whole
from touchstone.salaries.flags import sentence_of
from touchstone.salaries.model import Level
from touchstone.salaries.precision import outward, shown

OWN_COUNTS = "Your own figure always counts."
_TABLES = "salary_data/"
_MOST = 4  # reasons that are told: the nearest sources come first
_SEVERAL = "one country, since pay differs between them"
_ROLE = "any figure for this role in the pay tables"
_PLACE = "any figure for this place in the pay tables"


@dataclass(frozen=True)
class MarketPay:
    """What others pay in places of the work: a band of one figure, or what is missing for one.

    `places` are those that were asked for, `where` the place that the figure is about; `done` are
    sentences on what was done to the band and what lies beside it, `notes` these and what to know of its
    figure.
    """

    places: tuple[str, ...]
    where: str
    band: Band | None = None
    done: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def pay(self) -> Mapping[str, Any] | None:
        """The band as `pay` of an employer file, with its source."""
        return self.band.as_pay() if self.band else None

    @property
    def range(self) -> str:
        """`170,000 to 235,000 USD a year`; "" without a band."""
        if self.band is None:
            return ""
        ends = f"{self.band.minimum:,.0f} to {self.band.maximum:,.0f}"
        return f"{ends} {self.band.currency} a {self.band.period.value}"

    @property
    def median(self) -> str:
        """`median 200,000 (195,000–206,000)`: to the step that it is known to, with its interval, where one
        is known."""
        if self.band is None:
            return ""
        figure, bounds = self.band.figure, self.band.figure.median_interval
        return f"median {interval(shown(figure, figure['p50']), bounds and outward(figure, bounds))}"

    @property
    def line(self) -> str:
        """`pay: {minimum: 170000, …}`, as it stands in an employer file."""
        pay = {"pay": dict(self.pay or {})}
        dumped: str = yaml.safe_dump(
            pay, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None
        )
        return dumped.strip()

    def as_json(self) -> dict[str, Any]:
        """The shape under `market` in `touchstone posting --json`."""
        figure = self.band.figure if self.band else None
        bounds = figure.median_interval if figure else None
        return {
            "places": list(self.places),
            "where": self.where,
            "pay": dict(self.pay) if self.pay else None,
            "median": whole(figure["p50"]) if figure else None,
            "median_interval": [whole(end) for end in bounds] if bounds else None,
            "n": figure.n if figure else None,
            "as_of": figure.as_of.isoformat() if figure and figure.as_of else None,
            "notes": list(self.notes),
            "missing": list(self.missing),
        }

    def finding(self) -> Finding:
        """The same for the list of findings; a band comes with the line that takes it over."""
        said = self._suggested() if self.band else self._none()
        return Finding("market-pay", Kind.PAY, Severity.INFO, said, source=_TABLES)

    def _suggested(self) -> str:
        said = [f"What others pay, {self.where}: {self.range}, {self.median}.", *self.done, OWN_COUNTS]
        return " ".join([*said, f"To take the band over, write in the employer file: {self.line}"])

    def _none(self) -> str:
        asked = listed_places([in_prose(place) for place in self.places])
        missing = "; ".join(self.missing)
        return f"No pay band is suggested for {asked}: too little is known. Missing: {missing}. {OWN_COUNTS}"


NO_PLACE = MarketPay(
    ("this posting",),
    "",
    missing=("a place, since pay differs by place (name one as `places` or with --location)",),
)


def market_pay(
    benchmarks: Benchmarks, role: str, level: str, places: Sequence[Place], as_of: date, shape: str = USUAL
) -> tuple[MarketPay, ...]:
    """What others pay in each place; places that one figure speaks for stand together. `shape` is one of
    `band_shapes.SHAPES`."""
    found: dict[Any, MarketPay] = {}
    for place in places:
        one = _in_place(benchmarks, role, level, place, as_of, SHAPES[shape])
        # A law may narrow the band of one place and not that of the next, though one figure speaks for both.
        key = tuple((one.pay or {"missing": one.missing}).values())
        found[key] = _joined(found[key], one) if key in found else one
    wheres = Counter(one.where for one in found.values() if one.band)
    return tuple(_told_apart(one) if wheres[one.where] > 1 else one for one in found.values())


def _joined(first: MarketPay, other: MarketPay) -> MarketPay:
    done, notes = (
        tuple(dict.fromkeys((*one, *more)))
        for one, more in ((first.done, other.done), (first.notes, other.notes))
    )
    return replace(first, places=(*first.places, *other.places), done=done, notes=notes)


def _told_apart(one: MarketPay) -> MarketPay:
    return replace(one, where=f"{one.where}, for {listed_places([in_prose(place) for place in one.places])}")


def _in_place(
    benchmarks: Benchmarks, role: str, level: str, place: Place, as_of: date, shape: Shape
) -> MarketPay:
    regions = benchmarks.tables.regions
    if role not in benchmarks.tables.roles:
        return MarketPay((place.name,), place.name, missing=(_ROLE,))
    if place.id not in regions:
        why = _SEVERAL if place.country is None else _PLACE
        return MarketPay((place.name,), place.name, missing=(why,))
    found = suggest(
        benchmarks, role, Level(level), place.id, as_of, low=shape.low, high=shape.high, width=shape.width
    )
    if not isinstance(found, Band):
        return MarketPay((place.name,), place.name, missing=found.missing[:_MOST])
    done = tuple(capital(stop(note)) for note in found.notes if note not in found.figure.flags)
    flags = (capital(stop(sentence_of(text))) for text in found.figure.flags)
    where = regions.label(found.figure.region)
    return MarketPay((place.name,), where, found, done, (*done, *flags))
