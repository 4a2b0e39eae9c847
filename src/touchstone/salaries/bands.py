"""A pay band for a posting from market percentiles. Refused when too little is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any

from touchstone.core.money import Period
from touchstone.salaries.ageing import Ageing
from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.confidence import LOW_BELOW
from touchstone.salaries.figure import Figure, Quality, whole
from touchstone.salaries.flags import observations, sentence_of
from touchstone.salaries.model import PERCENTILES, Level
from touchstone.salaries.nearer import nearer
from touchstone.salaries.precision import outward
from touchstone.salaries.sources import LAST


@dataclass(frozen=True)
class SpreadRule:
    """A law that limits how far apart the two ends of a posted range may lie, per year."""

    region: str
    widest: float
    currency: str
    not_above: float
    statute: str
    in_force: date


# O. Reg. 476/24: at most 50,000 CAD apart; the duty to post pay ends where the top is over 200,000 CAD.
ONTARIO = SpreadRule(
    "CA-ON", 50_000, "CAD", 200_000, "ESA 2000 ss. 8.2-8.4; O. Reg. 476/24", date(2026, 1, 1)
)


WIDEST = 2.0  # a top of three times the bottom says nothing
COARSE = 0.025  # the step that ends are rounded to, beside the median
FINE = 0.05  # the same beside a width, which must stay what was asked for


@dataclass(frozen=True)
class Band:
    """A suggested range for one year's base pay, with what stands behind it ready to print.

    `median` is the market's, as the figure has it: it need not lie in the middle of the range.
    """

    minimum: float
    median: float
    maximum: float
    currency: str
    period: Period
    figure: Figure
    source_line: str
    notes: tuple[str, ...] = ()

    @property
    def midpoint(self) -> float:
        """Halfway between the two ends."""
        return (self.minimum + self.maximum) / 2

    @property
    def said(self) -> tuple[str, ...]:
        """The notes in words: what was done to the band and what lies beside it, then its figure's doubts."""
        return tuple(sentence_of(note) if note in self.figure.flags else note for note in self.notes)

    def as_pay(self) -> dict[str, Any]:
        """The shape of `pay` in an employer file: minimum, maximum, currency, period, source."""
        return {
            "minimum": whole(self.minimum),
            "maximum": whole(self.maximum),
            "currency": self.currency,
            "period": self.period.value,
            "source": self.source_line,
        }


@dataclass(frozen=True)
class NoBand:
    """No band is suggested; `missing` says what would be needed."""

    missing: tuple[str, ...]


def suggest(
    benchmarks: Benchmarks,
    role: str,
    level: Level,
    region: str,
    as_of: date,
    *,
    low: str = "p25",
    high: str = "p75",
    width: float | None = None,
    rules: tuple[SpreadRule, ...] = (ONTARIO,),
    ageing: Ageing | None = None,
) -> Band | NoBand:
    """A band from the percentiles `low` and `high` of the figure that fits the level and place best.

    With a `width` (0.4: the top is 40 % above the bottom) it lies around the median instead. Amounts are in
    the currency of the region's country. Refused unless a figure for this very level stands on at least 30
    observations. Raises KeyError for an unknown role or region, ValueError for a width outside 0 to 2 and for
    anything but two known percentiles, the lower first.
    """
    low, high = _ends(low, high, width)
    country = benchmarks.tables.regions.country(region)
    if country is None or not country.currency:
        return NoBand((f"no currency is known for {benchmarks.tables.regions.label(region)}",))
    figures = benchmarks.benchmark(
        Query(role, level, (region,), as_of, currency=country.currency, ageing=ageing)
    )
    fitting = [f for f in figures if _fits(f, low, high) and f.currency == country.currency]
    if not fitting:
        return NoBand(tuple(_missing(benchmarks, figures, level, country.currency)))
    figure = min(fitting, key=lambda f: ("direct", "near", "proxy").index(f.fit))
    places = {place.id for place in benchmarks.tables.regions.chain(region)}
    applying = [rule for rule in rules if rule.region in places and rule.in_force <= as_of]
    wider = Query(role, level, (figure.region,), as_of, ageing=ageing)
    beside = list(nearer(benchmarks, figures, figure, wider))
    return _band(benchmarks, figure, (low, high), width, applying, beside)


def _ends(low: str, high: str, width: float | None) -> tuple[str, str]:
    """The percentiles that a figure must know: the two, or the median for a width. Raises ValueError."""
    if not {low, high} <= set(PERCENTILES) or PERCENTILES.index(low) >= PERCENTILES.index(high):
        known = ", ".join(PERCENTILES)
        raise ValueError(f"a band needs two of {known}, the lower first; found {low!r} and {high!r}")
    if width is not None and not 0 < width <= WIDEST:
        raise ValueError(f"a band is between 0 and {WIDEST:.0%} wide, found {width:.0%}")
    return (low, high) if width is None else ("p50", "p50")


def _fits(figure: Figure, low: str, high: str) -> bool:
    known = all(figure[name] is not None for name in (low, "p50", high)) and figure.fit != LAST
    return known and figure.quality is Quality.OK and figure.comparable and not figure.all_levels


def _missing(benchmarks: Benchmarks, figures: list[Figure], level: Level, currency: str) -> list[str]:
    """What each source lacks, in words."""
    said = [
        f"{figure.series_name}, {benchmarks.tables.regions.label(figure.region)} "
        f"({benchmarks.tables.sources[figure.source].title}): {_lacking(figure, level, currency)}"
        for figure in figures
        if figure.source is not None
    ]
    return said or [f"no source has a figure for {level} level here"]


def _lacking(figure: Figure, level: Level, currency: str) -> str:
    """Why a figure makes no band, the reason that says most first."""
    if figure.fit == LAST:
        return "speaks for several roles together, which is too little for a band"
    if figure.n is not None and not figure.all_levels and figure.n < LOW_BELOW:
        return f"{observations(figure.n)} at {level} level; {LOW_BELOW} are needed"
    if figure.all_levels:
        return f"covers all levels together, so it says nothing about {level}"
    if not figure.shown:
        return "withheld" if figure.blank == Quality.SUPPRESSED.value else figure.blank
    if figure.currency != currency:
        return f"in {figure.currency}, and no rate to {currency} is known"
    if figure.unjudged:
        return "n not published"
    if figure.has("wide_interval") and figure.median_interval:
        low, high = outward(figure, figure.median_interval)
        return f"its median lies anywhere between {low:,.0f} and {high:,.0f}, which is too wide for a band"
    if figure.quality is not Quality.OK or not figure.comparable:
        return "low confidence" if figure.comparable else "doubtful"
    return "gives not all the percentiles that a band needs"


def _band(
    benchmarks: Benchmarks,
    figure: Figure,
    ends: tuple[str, str],
    width: float | None,
    rules: list[SpreadRule],
    beside: Sequence[str],
) -> Band:
    middle = figure["p50"] or 0.0
    minimum, maximum = _rounded(figure, ends, width)
    notes: list[str] = []
    for rule in rules:
        if rule.currency == figure.currency and maximum - minimum > rule.widest:
            minimum, maximum, said = _held(
                rule, minimum, maximum, round(middle / step_of(middle)) * step_of(middle)
            )
            notes.append(said)
    return Band(
        minimum=minimum,
        median=middle,
        maximum=maximum,
        currency=str(figure.currency),
        period=Period.YEAR,
        figure=figure,
        source_line=_source_line(benchmarks, figure, ends, width),
        notes=(*notes, *beside, *figure.flags),
    )


def _rounded(figure: Figure, ends: tuple[str, str], width: float | None) -> tuple[float, float]:
    """The ends, rounded for people: percentiles outward, so that the range holds what it names; a width
    to the nearest of a step that is small beside it, so that it stays the width that was asked for."""
    bottom, middle, top = (figure[name] or 0.0 for name in (ends[0], "p50", ends[1]))
    if width is None:
        step = step_of(middle)
        return floor(bottom / step) * step, ceil(top / step) * step
    bottom = 2 * middle / (2 + width)
    step = step_of(middle, FINE * width)
    return round(bottom / step) * step, round(bottom * (1 + width) / step) * step


def _held(rule: SpreadRule, lowest: float, highest: float, around: float) -> tuple[float, float, str]:
    """The ends as a rule leaves them, and a sentence on it. A range is narrowed inside the market's, never
    beyond it."""
    limit = f"{rule.widest:,.0f} {rule.currency}"
    if highest > rule.not_above:
        above = f"{rule.not_above:,.0f} {rule.currency}"
        said = (
            f"not narrowed to {limit} between the ends, a limit that holds only up to a top of {above} "
            f"({rule.statute})"
        )
        return lowest, highest, said
    minimum = min(max(lowest, around - rule.widest / 2), highest - rule.widest)
    return minimum, minimum + rule.widest, f"narrowed to {limit} between the ends ({rule.statute})"


def _source_line(benchmarks: Benchmarks, figure: Figure, ends: tuple[str, str], width: float | None) -> str:
    """What a posting or a page prints under a band."""
    source = benchmarks.tables.sources[str(figure.source)]
    place = benchmarks.tables.regions.label(figure.region)
    n = f"n = {figure.n:,}" if figure.n is not None else "n not published"
    which = _between(*ends) if width is None else f"{width:.0%} around the median"
    what = f"{which} of {figure.series_name}, {figure.level}, {place}"
    old = f" on {figure.old_on}" if figure.age else ""
    more = " at a stated rate, by assumption" if figure.aged_to else old
    return f"{what}; {n}; {source.title}, {figure.dated}{more}"


def _between(low: str, high: str) -> str:
    """`the middle half`, `10 % to 90 %`: percentiles as readers of a posting know them."""
    return "the middle half" if (low, high) == ("p25", "p75") else f"{low[1:]} % to {high[1:]} %"


def step_of(value: float, share: float = COARSE) -> float:
    """The largest of 1, 5, 10, 50, 100 … that is at most this share of the value: easy to read."""
    steps = [float(digit * 10**power) for power in range(12) for digit in (1, 5)]
    return max((step for step in steps if step <= value * share), default=1.0)
