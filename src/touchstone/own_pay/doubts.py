"""What is hard to believe in a file that can be read: asked about, and kept by who is sure of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from touchstone.core.money import Period
from touchstone.core.problems import Problem
from touchstone.own_pay.mapping import ColumnMapping, adds_pay, changes_pay, unread
from touchstone.own_pay.model import Field, PaidPerson
from touchstone.salaries.model import Level

# A full-time year's pay outside these, in US dollars, is a slip of unit, currency or key more often than not.
LEAST_USD, MOST_USD = 1_000, 5_000_000
USUAL_HOURS = 40 * 52  # of a full-time year, at most in most places
# Beyond so many times the market's outermost percentiles, too: twelve months lie between a month's pay and a
# year's, and less than four between what real employers pay for one job and level in one country.
FAR = 4


@dataclass(frozen=True)
class Market:
    """The lowest and the highest percentile that is known for a job, in US dollars a year."""

    low: float
    high: float


Markets = Callable[[str, Level, str], Market | None]  # role, level and place


def unread_columns(file: str, mapping: ColumnMapping, header: Sequence[str]) -> Iterator[Problem]:
    """Columns that nobody reads and that make pay another: who works half would count as badly paid, and a
    bonus is pay in the sense of the law on equal pay."""
    said = mapping.columns.keys() | mapping.constants.keys()
    for name in unread(mapping, header):
        if changes_pay(name):
            if not {Field.FTE, Field.HOURS} & mapping.columns.keys():
                text = f"the column {name!r} is not read, so everybody counts as full time"
                yield Problem(file, 1, header.index(name) + 1, text)
        elif adds_pay(name) and Field.BASIS not in said:
            text = (
                f"the column {name!r} is not read, so it is in nobody's pay and no pay gap; add it up in a "
                "column of total pay, or give base or total for all rows"
            )
            yield Problem(file, 1, header.index(name) + 1, text)


def unlikely(
    file: str, people: Iterable[PaidPerson], units_per_usd: Callable[[str], float | None], markets: Markets
) -> Iterator[Problem]:
    """Amounts to ask about, in whatever currency."""
    for one in people:
        rate, year = units_per_usd(one.currency), float(one.yearly.amount)
        if not rate:
            continue
        market = markets(one.role, one.level, one.region)
        why = market and _far(one, year, rate, market)
        if why or not LEAST_USD <= year / rate <= MOST_USD:
            said = f"{year:,.0f} {one.currency} for a full-time year is hard to believe"
            yield Problem(file, one.number, 1, f"{said}: {why}" if why else said)


def full_hours(file: str, people: Iterable[PaidPerson]) -> Iterator[Problem]:
    """Hours that may be those of full time already, beside a share of it: an hour's pay would be raised."""
    for one in people:
        if one.period is Period.HOUR and one.fte < 1 and one.hours_a_year:
            full = one.hours_a_year / one.fte
            if full > USUAL_HOURS:
                said = (
                    f"{one.hours_a_year:,.0f} hours at a share of {one.fte:.2g} make {full:,.0f} of full time"
                )
                text = f"{said}: are they what this person is paid, and not the hours of full time?"
                yield Problem(file, one.number, 1, text)


def misread(file: str, people: Iterable[PaidPerson], encoding: str) -> Iterator[Problem]:
    """Words in UTF-8 in a file that is read in other letters: one person under two names would be two."""
    for one in people if encoding.startswith("windows") else ():
        for said in (one.person, one.group):
            with suppress(UnicodeError):
                meant = said.encode(encoding).decode("utf-8")
                if meant != said:
                    text = f"{said!r} may be {meant!r}: it is read as {encoding}, and is UTF-8"
                    yield Problem(file, one.number, 1, text)


def _far(one: PaidPerson, year: float, rate: float, market: Market) -> str:
    """What the market shows instead, and the unit that would fit; "" where the amount is not far from it."""
    low, high = market.low * rate, market.high * rate
    if low / FAR <= year <= high * FAR:
        return ""
    below = year < low / FAR
    end = float(f"{low if below else high:.3g}")
    said = f"the market's percentiles {'begin' if below else 'end'} at about {end:,.0f} {one.currency}"
    if one.period is Period.YEAR and low / FAR <= 12 * year <= high * FAR:
        return f"{said}; is it a month's pay?"
    if one.period is Period.MONTH and low / FAR <= float(one.pay / one.fte) <= high * FAR:
        return f"{said}; is it a year's pay?"
    return said
