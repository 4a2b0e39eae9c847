"""Moving a figure to a later date at a stated yearly rate. Off by default: the result is no observation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from touchstone.salaries.figure import Figure
from touchstone.salaries.flags import flag

DAYS_A_YEAR = 365.25
MOST_PERCENT = 50  # either way a year, in commands and on the page: beyond it is a slip, or no rate of pay
RATE_DIGITS = 4  # of a percentage: less moves nothing that anybody could see
MOST_YEARS = 20  # no rate holds for longer, and powers of larger spans leave the range of floats


@dataclass(frozen=True)
class Ageing:
    """To which day, and by how much a year: `rate_per_year` 0.03 is 3 %.

    Raises ValueError where it is more than MOST_PERCENT up or down.
    """

    to: date
    rate_per_year: float

    def __post_init__(self) -> None:
        most = MOST_PERCENT / 100
        if not -most <= self.rate_per_year <= most:
            raise ValueError(
                f"ageing takes a yearly rate between {-most} and {most}, found {self.rate_per_year}"
            )


def factor(start: date, ageing: Ageing) -> float:
    """What amounts are multiplied by: (1 + rate) to the power of the years between."""
    return float((1 + ageing.rate_per_year) ** ((ageing.to - start).days / DAYS_A_YEAR))


def aged(figure: Figure, ageing: Ageing) -> Figure:
    """The figure moved to a day, saying so. A figure without a date, or that is not comparable, stays."""
    if figure.as_of is None or figure.currency is None or not figure.comparable:
        return figure
    if abs((ageing.to - figure.as_of).days) > MOST_YEARS * DAYS_A_YEAR:
        text = f"not moved to {ageing.to}: no rate of rise holds for more than {MOST_YEARS} years"
        return figure.noted(flag("not_converted", text))
    by = factor(figure.as_of, ageing)
    text = (
        f"moved from {figure.as_of} to {ageing.to} at {ageing.rate_per_year:.1%} a year (times {by:.3f}); "
        "an assumption, not an observation"
    )
    return replace(figure.scaled(by, figure.currency), aged_to=ageing.to).noted(flag("aged", text))
