"""What pay would be in another place or at another level, by one and the same source; and where an amount
stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from touchstone.core.money import Period
from touchstone.salaries.figure import Figure
from touchstone.salaries.model import PERCENTILES


@dataclass(frozen=True)
class Move:
    """From one figure to another of the same source and kind of job, in one currency.

    `ratio` is the second median over the first. `interval` holds it with at least 90 % confidence: each
    median's own 95 % interval, the worst ends against each other. None where a median has no interval.
    """

    here: Figure
    there: Figure
    ratio: float
    interval: tuple[float, float] | None


def moves(here: Sequence[Figure], there: Sequence[Figure]) -> list[Move]:
    """Each pair of figures that may be compared: never two sources, two currencies or two units of pay."""
    found: list[Move] = []
    for one in here:
        for other in there:
            a, b = one["p50"], other["p50"]
            if _alike(one, other) and a and b and not any(move.here is one for move in found):
                found.append(Move(one, other, b / a, _interval(one, other)))
    return found


def _alike(one: Figure, other: Figure) -> bool:
    if not (one.shown and other.shown and one.comparable and other.comparable):
        return False
    if (one.region, one.level, one.all_levels) == (other.region, other.level, other.all_levels):
        return False  # the same figure stands in for both
    if one.all_levels != other.all_levels:
        return False  # seniors here against everybody there
    if one.level != other.level and one.has("all_levels"):
        return False  # part of a blend says the same of both levels
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("source", "series", "currency", "period", "pay", "tax", "contract")
    )


def _interval(one: Figure, other: Figure) -> tuple[float, float] | None:
    if one.median_interval is None or other.median_interval is None:
        return None
    (low, high), (other_low, other_high) = one.median_interval, other.median_interval
    return other_low / high, other_high / low


# Through these a figure is no longer the money that anybody is paid.
PRICE_LENSES = ("ppp", "rpp", "labour")


def standing(figure: Figure, amount: float, currency: str) -> str | None:
    """The known percentiles on either side of a year's pay: `below p10`, `p25 to p50`, `above p90`.

    None where the figure is in other money, at other prices than were paid, for another period than a year,
    or knows fewer than two percentiles.
    """
    known = [(name, value) for name in PERCENTILES if (value := figure[name]) is not None]
    if len(known) < 2 or not figure.shown or not figure.comparable:
        return None
    if (figure.currency, figure.period) != (currency, Period.YEAR) or any(map(figure.has, PRICE_LENSES)):
        return None
    below = [name for name, value in known if value <= amount]
    above = [name for name, value in known if value > amount]
    if not below:
        return f"below {above[0]}"
    return f"{below[-1]} to {above[0]}" if above else f"above {below[-1]}"
