"""Each person's pay beside the market: compa-ratio, place in the range, position among percentiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from touchstone.own_pay.doubts import Market
from touchstone.own_pay.kinds import unlike
from touchstone.own_pay.model import PaidPerson
from touchstone.salaries.ageing import Ageing
from touchstone.salaries.bands import Band, NoBand, suggest
from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.model import PERCENTILES, Level
from touchstone.salaries.quantiles import median_interval
from touchstone.salaries.rates import BASE
from touchstone.salaries.staleness import STALE_DAYS
from touchstone.salaries.what_if import standing

# People of whom a middle is told: that of one is somebody's pay, and of two either knows the other's by it.
LEAST_TOLD = 3


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
    """People of one role, level and place, paid in one way: how many, their middle pay and compa-ratio.

    `interval` holds the median with at least 95 % confidence (order statistics); None under six people.
    `stated` is what the file says of the kind of pay, such as `net base pay`. `penetration` is the middle
    one, `between` says between which percentiles the middle pay lies. Under LEAST_TOLD people all are None.
    """

    role: str
    level: Level
    region: str
    currency: str
    stated: str
    n: int
    median_pay: float | None
    median_compa: float | None
    interval: tuple[float, float] | None
    band: Band | None
    reason: str = ""
    penetration: float | None = None
    between: str | None = None


def market(benchmarks: Benchmarks, role: str, level: Level, place: str, day: date) -> Market | None:
    """The outermost percentiles of all figures that are shown for a job by a day; None where none is."""
    found = benchmarks.benchmark(Query(role, level, (place,), day, currency=BASE))
    known = [
        amount
        for figure in found
        if figure.shown and figure.comparable and figure.currency == BASE
        for name in PERCENTILES
        if (amount := figure[name]) is not None
    ]
    return Market(min(known), max(known)) if known else None


def positions(
    benchmarks: Benchmarks, people: Iterable[PaidPerson], as_of: date, ageing: Ageing | None = None
) -> list[Position]:
    """Everybody's, in the order of the file. Ranges are those that a posting would be offered on a day, moved
    by `ageing` to another where it is given."""
    bands: dict[tuple[str, Level, str], Band | NoBand] = {}
    found: list[Position] = []
    for person in people:
        key = (person.role, person.level, person.region)
        if key not in bands:
            bands[key] = suggest(benchmarks, *key, as_of, ageing=ageing)
        found.append(_position(person, bands[key]))
    return found


def _position(person: PaidPerson, band: Band | NoBand) -> Position:
    yearly = float(person.yearly.amount)
    if isinstance(band, NoBand):
        return Position(person, yearly, None, None, None, None, "; ".join(band.missing[:2]))
    said = unlike(person, band.figure)
    if band.currency != person.currency:
        said = f"paid in {person.currency}, the range is in {band.currency}; no rate is put between them"
    if said:
        return Position(person, yearly, None, None, None, None, said)
    width = band.maximum - band.minimum
    inside = (yearly - band.minimum) / width if width > 0 else None
    between = standing(band.figure, yearly, person.currency)
    return Position(person, yearly, band, yearly / band.midpoint, inside, between)


def groups(found: Iterable[Position]) -> Iterator[Group]:
    """The same by role, level, place, currency and kind of pay, the largest first."""
    together: dict[tuple[str, Level, str, str, str], list[Position]] = {}
    for one in found:
        person = one.person
        key = (person.role, person.level, person.region, person.currency, person.stated)
        together.setdefault(key, []).append(one)
    for key, members in sorted(together.items(), key=lambda item: (-len(item[1]), item[0])):
        yield _group(key, members)


def _group(key: tuple[str, Level, str, str, str], members: Sequence[Position]) -> Group:
    band, reason, n = members[0].band, members[0].reason, len(members)
    if n < LEAST_TOLD:
        return Group(*key, n=n, median_pay=None, median_compa=None, interval=None, band=band, reason=reason)
    pay = sorted(one.yearly for one in members)
    ratios = [one.compa_ratio for one in members if one.compa_ratio is not None]
    inside = [one.penetration for one in members if one.penetration is not None]
    return Group(
        *key, n=n, median_pay=median(pay), median_compa=median(ratios) if ratios else None,
        interval=median_interval(pay), band=band, reason=reason,
        penetration=median(inside) if inside else None,
        between=standing(band.figure, median(pay), band.currency) if band else None,
    )  # fmt: skip


def days_said(found: Sequence[Position], pay_as_of: date, ageing: Ageing | None) -> list[str]:
    """Which day the file describes and which days the market's figures do, and what lies between them."""
    days = sorted({one.band.figure.as_of for one in found if one.band and one.band.figure.as_of})
    if not days:
        return [f"Your file describes {pay_as_of}; no figure of the market stands beside it."]
    which = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
    said = [f"Your file describes {pay_as_of}, the market's figures {which}."]
    if ageing is not None:
        rate = f"{ageing.rate_per_year:.1%}"
        return [*said, f"The figures are moved to {ageing.to} at {rate} a year, by assumption."]
    apart = max(abs((pay_as_of - day).days) for day in days)
    if apart > STALE_DAYS:
        said.append(
            f"They lie up to {round(apart / 30.44)} months apart, and pay has moved in between: ratios and "
            "positions are off by as much. A yearly rise that you state brings the market to your file's day."
        )
    return said
