"""How many digits of a figure are worth showing to a person. Exports keep all of them."""

from __future__ import annotations

from math import floor, log10

from touchstone.salaries.figure import Figure

CONVERTED = ("rate", "ppp", "rpp", "labour", "aged", "blend")


def step(figure: Figure) -> float:
    """The smallest step worth showing, a power of ten.

    With an interval of the median it is the interval's own order of size: 200,025 (195,050 to 205,200) is
    known to the thousand. A converted figure keeps three digits. Others are shown as they are printed.
    """
    if figure.median_interval:
        half = (figure.median_interval[1] - figure.median_interval[0]) / 2
        return 10.0 ** max(0, floor(log10(half))) if half >= 1 else 1.0
    known = [value for value in figure.amounts.values() if value]
    if known and any(figure.has(code) for code in CONVERTED):
        return 10.0 ** max(0, floor(log10(known[0])) - 2)
    return 1.0


def shown(figure: Figure, value: float | None) -> float | None:
    """The value to the step worth showing."""
    by = step(figure)
    return None if value is None else round(value / by) * by
