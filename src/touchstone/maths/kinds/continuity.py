"""Whether an antiderivative runs through where the key does: derivatives agree on both sides of a jump.

Where derivatives agree, answer and key differ by a constant on each piece. Two pieces that the key joins must
have the same one: -atan(1/x) is an antiderivative of 1/(1+x^2) on either side of 0 but not across, where it
jumps. Whether that will do is for a person to say. Where the key has no value, as ln|x| at 0, each side has a
constant of its own.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, pairwise
from typing import Any

from touchstone.maths.arrays import number
from touchstone.maths.cells import along, poles
from touchstone.maths.comparing import Setting
from touchstone.maths.digit_arithmetic import EXACT, Ball
from touchstone.maths.digits import Digits
from touchstone.maths.domain import Domain
from touchstone.maths.kinks import kink_arguments, turning
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.statements.marks import PRECISION, Unsupported, as_digits, between, ordered, to_fraction
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Negative, Node
from touchstone.maths.verdict import Finding, undecided

STEP = "jumps of an antiderivative"
# Drawn beside one place in each cell, for jumps at places that aren't known.
POINTS = 24
# A jump is located to 2^-100 of where it was seen; on 2^-40 a continuous key moves by less than 2^-15.
HALVINGS, BESIDE, STILL = 100, -40, -15
# Fractions that somebody writes.
SIMPLE = 10**6


def compare(key: Node, answer: Node, variable: str, setting: Setting) -> Finding | None:
    """Undecided unless the answer runs through wherever the key does; None where it does.

    And where complex numbers are meant.
    """
    domain = setting.domain.for_pair(key, answer)
    what = domain.assume.get(variable, "real")
    if domain.complex_for(key, answer) or what not in ("real", "positive", "nonnegative"):
        return None
    others = (names_in(key) | names_in(answer)) - {variable}
    (point,) = islice(domain.points(others, key, answer), 1)
    fixed: dict[str, Node] = {name: number(Fraction(value.real)) for name, value in point.items()}
    f, g = substitute(answer, fixed), substitute(key, fixed)
    try:
        broken = _Line(f, g, variable).broken(_places(f, g, variable, domain))
    except (Unsupported, Undefined, Unsure):
        return undecided(STEP)
    return undecided(STEP) if broken else None


def _places(f: Node, g: Node, variable: str, domain: Domain) -> list[Fraction]:
    """Places of the domain: one in each known cell of what may turn or end, and others."""
    cuts = [
        mark
        for node in (f, g)
        for u in dict.fromkeys((*kink_arguments(node), *turning(node), *poles(node)))
        for mark in (along(u, needed=False) or {}).get(variable, ())
    ]
    found = [inside for _, _, inside in between(ordered(cuts))]
    drawn = islice(domain.points(frozenset({variable}), f, g), POINTS)
    found += [Fraction(point[variable].real) for point in drawn]
    anywhere = domain.assume.get(variable, "real") == "real"
    return sorted({x for x in found if anywhere or x > 0})


class _Line:
    """Answer and key along the one variable, in many digits."""

    def __init__(self, answer: Node, key: Node, variable: str) -> None:
        self.arithmetic = Digits(real=True)
        self.ctx = self.arithmetic.ctx
        self.ctx.prec = PRECISION
        self.variable = variable
        self.key = compile_tree(key, self.arithmetic)
        self.gap = compile_tree(Add((answer, Negative(key))), self.arithmetic)

    def broken(self, places: list[Fraction]) -> bool:
        """Whether the answer jumps where the key doesn't, or has no value at any place where the key has."""
        here = [as_digits(self.ctx, x) for x in places]
        gaps = [(x, gap) for x in here if (gap := self.at(self.gap, x)) is not None]
        if not gaps and any(self.at(self.key, x) is not None for x in here):
            return True
        for (low, before), (high, after) in pairwise(gaps):
            if self.differ(before, after) and self.joined(low, high, before):
                return True
        return self.ends(here)

    def ends(self, here: list[Any]) -> bool:
        """Whether the answer has values only up to a place where the key runs on, as `x + 0*ln(x)` has."""
        known = [(x, self.lacks(x)) for x in here if self.at(self.key, x) is not None]
        return any(
            self.stops(low, high) for (low, a), (high, b) in pairwise(known) if {a, b} == {True, False}
        )

    def lacks(self, x: Any) -> bool | None:
        """Whether the answer has no value at a place; None where that isn't known."""
        try:
            self.gap({self.variable: (x, EXACT)})
        except Undefined:
            return True
        except (Unsure, OverflowError, ValueError):
            return None
        return False

    def stops(self, low: Any, high: Any) -> bool:
        """Whether the key runs on where the answer stops, between a place with a value and one without."""
        first = self.lacks(low)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            here = self.lacks(middle)
            if here is None:
                return True
            low, high = (middle, high) if here == first else (low, middle)
        end = to_fraction(high).limit_denominator(SIMPLE)
        near = abs(as_digits(self.ctx, end) - high) < self.ctx.ldexp(1, 2 * BESIDE)
        if near and self.at(self.key, as_digits(self.ctx, end)) is None:
            return False  # x ln|x| has no value at 0, however still it is
        return self.runs_on(low, high)

    def differ(self, a: Ball, b: Ball) -> bool:
        """Whether two numbers surely are not the same."""
        return not self.arithmetic.unclear(self.arithmetic.add(a, self.arithmetic.negative(b)))

    def at(self, run: Run, x: Any) -> Ball | None:
        """The value at a place, or None where there is none or it is too large."""
        try:
            value: Ball = run({self.variable: (x, EXACT)})
        except (Undefined, Unsure, OverflowError, ValueError):
            return None
        return value

    def joined(self, low: Any, high: Any, before: Ball) -> bool:
        """Whether the key is continuous where the answer jumps, somewhere between two places."""
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            gap = self.at(self.gap, middle)
            if gap is None:
                middle += (high - middle) / 1024
                gap = self.at(self.gap, middle)
            if gap is None:
                return False
            low, high = (low, middle) if self.differ(gap, before) else (middle, high)
        return self.runs_on(low, high)

    def runs_on(self, low: Any, high: Any) -> bool:
        """Whether the key is all but the same on both sides of a place."""
        step = self.ctx.ldexp(1 + abs(low), BESIDE)
        values = [self.at(self.key, x) for x in (low - step, low, high, high + step)]
        return None not in values and self.still([value[0] for value in values if value is not None])

    def still(self, values: list[Any]) -> bool:
        """Whether the values are all but the same."""
        return bool(max(values) - min(values) < self.ctx.ldexp(1 + abs(values[0]), STILL))
