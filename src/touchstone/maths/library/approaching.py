"""Limits, in closed form where SymPy finds one and numbers near the place confirm it.

A limit is confirmed when values nearer and nearer to the place come nearer and nearer to it, each step from
the place being the square of the one before: what converges as 1/ln(x) does isn't too slow for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from typing import Any

from touchstone.maths import clock
from touchstone.maths.digit_arithmetic import EXACT, context
from touchstone.maths.digits import Digits
from touchstone.maths.library import odd_roots, turning, uncovered
from touchstone.maths.library.draws import drawn
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.tree import Constant, walk
from touchstone.maths.values import CannotEvaluate, Scalar, Symbolic, Value, scalar

BITS, MOST_BITS = 400, 12_000
# Where signs beside the place are looked at; what is found with them numbers confirm, or don't.
FAR = 10**9
# Steps from the place: 2^-4, 2^-8 …; and where these are too far out, 4, 8 … 2048.
STEPS = tuple(2**k for k in range(2, 10))
NEARER_STEPS = tuple(range(2, 12))
# Around each step, places that no wave falls on by design.
AROUND = ("1", "1.3713", "0.8291")
# So near is there; a distance that shrinks so much from step to step gets there.
THERE, SHRINKS = 1e-7, 0.75
# Values so large, or that grow so much beside the step before, are on their way to infinity.
LARGE, GROWS = 1e9, 0.75
LAST = 4
# In how many of several draws of the letters a formula has to be confirmed.
ENOUGH = 2


def limit(f: Value, x: Any, a: Value) -> Value:
    """The limit from both sides, where there are values. Raises CannotEvaluate when they differ."""
    import sympy

    to = _expr(a, "the point")
    if to in (sympy.oo, -sympy.oo):
        return _one_sided(f, x, to, "-" if to == sympy.oo else "+")
    expr = _expr(f, "the function")
    sides = [side for side in "-+" if _may_have_values(expr, x, to, side)]
    if not sides:
        raise CannotEvaluate("the function has no values beside the point")
    found = [_one_sided(f, x, to, side) for side in sides]
    if len(found) == 2:
        left, right = (_expr(value, "a limit") for value in found)
        if left != right and sympy.simplify(left - right) != 0:
            raise CannotEvaluate(f"the limit does not exist: {left} from the left, {right} from the right")
    return found[0]


def limit_left(f: Value, x: Any, a: Value) -> Value:
    """The limit from below."""
    return _one_sided(f, x, _expr(a, "the point"), "-")


def limit_right(f: Value, x: Any, a: Value) -> Value:
    """The limit from above."""
    return _one_sided(f, x, _expr(a, "the point"), "+")


def _expr(value: Value, what: str) -> Any:
    from touchstone.maths.symbolic import expr_of

    return expr_of(scalar(value, what))


def _one_sided(f: Value, x: Any, a: Any, side: str) -> Scalar:
    import sympy

    from touchstone.maths.symbolic import value_of

    expr = _expr(f, "the function")
    letters = (expr.free_symbols | a.free_symbols) - {x}
    uncovered.refuse_steps(expr, x, a.free_symbols)
    try:
        found = sympy.limit(_real_beside(expr, x, a, side), x, a, side)
    except (NotImplementedError, ValueError, TypeError):
        raise CannotEvaluate("no closed form of the limit was found") from None
    if found.has(sympy.Limit, sympy.AccumBounds, sympy.nan, sympy.zoo) and not letters:
        raise CannotEvaluate("the limit does not exist")
    if found.has(sympy.Limit, sympy.AccumBounds, sympy.nan, sympy.zoo):
        said = ", ".join(sorted(map(str, letters)))
        raise CannotEvaluate(f"no limit was found for all values of {said}; {uncovered.INSTEAD}")
    if found.has(sympy.oo) and found not in (sympy.oo, -sympy.oo):
        raise CannotEvaluate("no closed form of the limit was found")
    _confirm(found, expr, x, a, side)
    return Symbolic(found) if found.has(sympy.oo) else value_of(found)


def _real_beside(expr: Any, x: Any, a: Any, side: str) -> Any:
    """The function with the odd roots of what is negative beside the place as SymPy knows them."""
    import sympy

    way = 1 if side == "+" else -1
    beside = -way * FAR if a.is_infinite else a + way * sympy.Rational(1, FAR)
    return odd_roots.written_real(expr, x, lambda u: u.subs(x, beside).is_negative is True)


def _confirm(found: Any, expr: Any, x: Any, a: Any, side: str) -> None:
    import sympy

    letters = sorted((expr.free_symbols | a.free_symbols) - {x}, key=str)
    beside = expr if a.is_infinite else expr.subs(x, x + a)
    said = str(found)[:60].replace("**", "^")
    confirmed = 0
    for at in chain(drawn(letters), turning.draws(beside, x, [sympy.Integer(0)], found)):
        there = found.subs(at)
        if there.has(sympy.nan, sympy.zoo):
            continue  # a formula says nothing of where it has no value
        comes = _Values(expr.subs(at), x, a.subs(at), side).approach(there)
        if comes is False and letters:
            where = ", ".join(f"{letter} = {value}" for letter, value in at.items())
            raise CannotEvaluate(f"the limit would be {said}, and numbers don't confirm it for {where}")
        confirmed += comes is True
    if confirmed < (ENOUGH if letters else 1):
        raise CannotEvaluate(f"the limit would be {said}, and numbers beside the point don't confirm it")


def _may_have_values(expr: Any, x: Any, a: Any, side: str) -> bool:
    """Whether there are values on that side, or may be, whatever is drawn for letters."""
    letters = sorted((expr.free_symbols | a.free_symbols) - {x}, key=str)
    return any(_Values(expr.subs(at), x, a.subs(at), side).may_be_some() for at in drawn(letters))


class _Values:
    """The values of a function beside a place, on one side of it."""

    def __init__(self, expr: Any, x: Any, a: Any, side: str) -> None:
        from touchstone.maths.symbolic import to_tree

        tree = to_tree(expr)
        real = Constant("i") not in walk(tree)
        self._digits, self._name, self._place = Digits(real=real), x.name, a
        self._way = 1 if side == "+" else -1
        self._unsure = False
        try:
            self._run = compile_tree(tree, self._digits)
        except (Undefined, Unsure):
            raise CannotEvaluate("the function has no values that the limit could be checked by") from None

    def may_be_some(self) -> bool:
        """Whether there are values near the place, or some that can't be had in so many digits."""
        self._unsure = False
        return any(True for _ in self._by_steps(STEPS[1:4])) or self._unsure

    def approach(self, found: Any) -> bool | None:
        """Whether the values come nearer and nearer to what was found; None where there are too few."""
        import sympy

        known = False
        for steps in _WAYS:
            if found in (sympy.oo, -sympy.oo):
                sign = 1 if found == sympy.oo else -1
                seen = [min(sign * v.real for v in values) for values in self._by_steps(steps)]
                comes = _grow(seen)
            else:
                seen = self._distances(found, steps)
                comes = _shrink(seen)
            if comes:
                return True
            known = known or len(seen) >= LAST
        return False if known else None

    def _distances(self, found: Any, steps: tuple[int, ...]) -> list[Any]:
        ctx = context()
        with ctx.workprec(MOST_BITS // 8):
            re, im = found.evalf(MOST_BITS // 30).as_real_imag()
            if not (re.is_number and im.is_number and re.is_finite and im.is_finite):
                return []
            aim = ctx.mpc(str(re), str(im))
        size = max(1, abs(aim)) if aim else 1
        return [max(abs(v - aim) for v in values) / size for values in self._by_steps(steps)]

    def _by_steps(self, steps: tuple[int, ...]) -> Iterator[list[Any]]:
        """The values around each step from the place, as long as they are certain."""
        for step in steps:
            clock.check()
            values = [self._value(step, around) for around in AROUND]
            certain = [value for value in values if value is not None]
            if len(certain) == len(values):
                yield certain

    def _value(self, step: int, around: str) -> Any:
        ctx, bits = context(), BITS
        while bits <= MOST_BITS:
            with ctx.workprec(bits):
                self._digits.reset()
                try:
                    value, error = self._run({self._name: (self._beside(step, around), EXACT)})
                except Undefined:
                    return None
                except (Unsure, OverflowError):
                    break
                sure = error <= max(-80, ctx.mag(value) - 40 if value else -80)
                if sure and self._digits.wanted <= bits:
                    return value
                bits = max(2 * bits, min(self._digits.wanted, MOST_BITS))
        self._unsure = True
        return None

    def _beside(self, step: int, around: str) -> Any:
        import sympy

        ctx = context()
        away = ctx.mpf(2) ** step * ctx.mpf(around)
        if self._place in (sympy.oo, -sympy.oo):
            return -self._way * away
        return ctx.mpf(str(self._place.evalf(int(ctx.prec / 3.3) + 5))) + self._way / away


_WAYS = (STEPS, NEARER_STEPS)


def _shrink(distances: list[Any]) -> bool:
    """Whether distances come to nothing."""
    if len(distances) < LAST:
        return False
    last = distances[-LAST:]
    return bool(max(last[-2:]) <= THERE or all(q <= SHRINKS * p for p, q in pairwise(last)))


def _grow(values: list[Any]) -> bool:
    """Whether values grow beyond all bounds."""
    if len(values) < LAST:
        return False
    last = values[-LAST:]
    if not all(0 < p < q for p, q in pairwise(last)):
        return False
    more = [q - p for p, q in pairwise(last)]
    return bool(last[-1] > LARGE or all(q >= GROWS * p for p, q in pairwise(more)))


FORMS: dict[str, tuple[Callable[..., Value], str, int]] = {
    "limit": (limit, "f x a", 3),
    "limit_left": (limit_left, "f x a", 3),
    "limit_right": (limit_right, "f x a", 3),
}
