"""How many digits of a figure are worth showing to a person. Exports keep all of them."""

from __future__ import annotations

from math import ceil, floor, log10

from touchstone.salaries.figure import Figure

CONVERTED = ("rate", "ppp", "rpp", "labour", "aged")
UNSURE = ("n_unknown", "kind_not_stated")
# The Particle Data Group's rule (Review of Particle Physics, introduction): an error keeps two digits where
# its first three are 100 to 354, and one digit from 355 on.
TWO_DIGITS_BELOW = 3.55
# The lowest percentile moves by at most half of this, though the median be known less well.
COARSEST = 0.05


def step(figure: Figure) -> float:
    """The smallest step worth showing, a power of ten: one for the whole figure, so that rounding never turns
    the order of its percentiles round.

    With an interval of the median it follows from half of that: 200,025 (195,050 to 205,200) is known to the
    thousand; but no step is more than 5 % of the lowest percentile. A blend is known as its parts are. Any
    other converted figure keeps three digits of its middle, and so does one of which nobody says how many
    answers it has or what it is; the rest is shown as it is printed.
    """
    known = [value for value in figure.amounts.values() if value]
    if figure.known_to or not known:
        return figure.known_to or 1.0
    if figure.median_interval:
        half = (figure.median_interval[1] - figure.median_interval[0]) / 2
        return min(_power(half / TWO_DIGITS_BELOW), _power(COARSEST * min(known)))
    if any(figure.has(code) for code in (*CONVERTED, *UNSURE)):
        return _power((figure["p50"] or known[0]) / 100)
    return 1.0


def _power(most: float) -> float:
    """The largest power of ten up to `most`, and at least 1."""
    return 10.0 ** floor(log10(most)) if most >= 1 else 1.0


def shown(figure: Figure, value: float | None) -> float | None:
    """The value to the step worth showing."""
    by = step(figure)
    return None if value is None else round(value / by) * by


def outward(figure: Figure, bounds: tuple[float, float]) -> tuple[float, float]:
    """The ends of an interval to the step worth showing, the low one down and the high one up: an interval
    that is shown narrower than it is claims too much."""
    by = step(figure)
    return floor(bounds[0] / by) * by, ceil(bounds[1] / by) * by
