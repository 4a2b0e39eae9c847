"""Each person's pay beside the market: compa-ratio, place in the range, position among percentiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from touchstone.own_pay.model import PaidPerson
from touchstone.salaries.bands import Band, NoBand, suggest
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.model import Level
from touchstone.salaries.quantiles import median_interval
from touchstone.salaries.what_if import standing


@dataclass(frozen=True)
class Position:
    """Where one person's full-time yearly pay stands.

    `compa_ratio` is pay over the range's midpoint, halfway between its ends (1 is the midpoint);
    `penetration` is how far into the range it lies (0 the bottom, 1 the top; below 0 and above 1 are
    outside). `between` names the percentiles on either side, such as `p25 to p50`. All are None where there
    is no range, and `reason` says why.
    """

    person: PaidPerson
    yearly: float
    band: Band | None
    compa_ratio: float | None
    penetration: float | None
    between: str | None
    reason: str = ""


@dataclass(frozen=True)
class Group:
    """People of one role, level and place: how many, their middle pay and their middle compa-ratio.

    `interval` holds the median with at least 95 % confidence (order statistics); None under six people.
    """

    role: str
    level: Level
    region: str
    currency: str
    n: int
    median_pay: float
    median_compa: float | None
    interval: tuple[float, float] | None
    band: Band | None
    reason: str = ""


def positions(benchmarks: Benchmarks, people: Iterable[PaidPerson], as_of: date) -> list[Position]:
    """Everybody's, in the order of the file. Ranges are those that a posting would be offered."""
    bands: dict[tuple[str, Level, str], Band | NoBand] = {}
    found: list[Position] = []
    for person in people:
        key = (person.role, person.level, person.region)
        if key not in bands:
            bands[key] = suggest(benchmarks, *key, as_of)
        found.append(_position(person, bands[key]))
    return found


def _position(person: PaidPerson, band: Band | NoBand) -> Position:
    yearly = float(person.yearly.amount)
    if isinstance(band, NoBand):
        return Position(person, yearly, None, None, None, None, "; ".join(band.missing[:2]))
    if band.currency != person.currency:
        said = f"paid in {person.currency}, the range is in {band.currency}; no rate is put between them"
        return Position(person, yearly, None, None, None, None, said)
    width = band.maximum - band.minimum
    inside = (yearly - band.minimum) / width if width > 0 else None
    return Position(
        person, yearly, band, yearly / band.midpoint, inside, standing(band.figure, yearly, person.currency)
    )


def groups(found: Iterable[Position]) -> Iterator[Group]:
    """The same by role, level, place and currency, the largest first."""
    together: dict[tuple[str, Level, str, str], list[Position]] = {}
    for one in found:
        person = one.person
        together.setdefault((person.role, person.level, person.region, person.currency), []).append(one)
    for key, members in sorted(together.items(), key=lambda item: (-len(item[1]), item[0])):
        ratios = [one.compa_ratio for one in members if one.compa_ratio is not None]
        yield Group(
            *key, n=len(members), median_pay=median(one.yearly for one in members),
            median_compa=median(ratios) if ratios else None,
            interval=median_interval(sorted(one.yearly for one in members)),
            band=members[0].band, reason=members[0].reason,
        )  # fmt: skip
