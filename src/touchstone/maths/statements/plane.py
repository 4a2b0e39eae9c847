"""Statements about two real variables, decided on finitely many vertical lines.

Each condition is at most quadratic in one of the variables, y. The plane is cut into strips where two of the
curves cross, where one turns back, ends or goes off to infinity; inside a strip the order of the curves stays
the same, so one vertical line in each strip and one at each cut show everything. This is a cylindrical
algebraic decomposition, with roots known to many digits and values too small for
what is written taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from touchstone.maths import exact, modular
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.digits import Digits
from touchstone.maths.heights import FLOAT_BITS, finest
from touchstone.maths.kinks import factors
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.statements import defined, exclusions
from touchstone.maths.statements.branching import partly_defined
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions
from touchstone.maths.statements.marks import (
    Mark,
    Unsupported,
    between,
    fineness,
    ordered,
    position,
)
from touchstone.maths.statements.roots import marks
from touchstone.maths.statements.weights import fine_enough
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Power,
    children,
    identity,
    walk,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "strips of the plane"
# Curves cross in pairs; beyond these the lines get too many.
MAX_CURVES, MAX_LINES = 10, 250
_HALF, _FOUR = number(Fraction(1, 2)), number(Fraction(4))

_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}


def compare(a: Formula, b: Formula, names: list[str], setting: Setting) -> Finding:
    """Whether the same points of the plane satisfy both; undecided for conditions of another kind."""
    with fine_enough(*(c.f for part in (a, b) for c in conditions(part))) as fine:
        for x, y in (names, names[::-1]):
            try:
                finding = _Strips(a, b, x, y).compare(setting)
            except Unsupported:
                continue
            return undecided(STEP) if finding.equal and not fine else finding
    return undecided(STEP)


class _Curve:
    """c0 + c1·y + c2·y², with coefficients that depend on x alone. Raises Unsupported."""

    def __init__(self, f: Node, x: str, y: str) -> None:
        self.f = f
        if not _everywhere(f, y):
            raise Unsupported("no value for some y")
        try:
            first = derivative(f, y)
            second = derivative(first, y)
        except NoDerivative:
            raise Unsupported("no polynomial in y") from None
        if y in names_in(second) and not _vanishes(derivative(second, y)):
            raise Unsupported("more than quadratic in y")
        # Taylor's series at y = 1: at 0 a derivative such as 2·y^(1-1) would read 0^0.
        here = {y: ONE}
        value, slope, bend = (substitute(g, here) for g in (f, first, second))
        half = Multiply((_HALF, bend))
        terms: list[Node] = [Add((value, Negative(slope), half)), Add((slope, Negative(bend))), half]
        self.c: list[Node] = [ZERO if _vanishes(term) else term for term in terms]

    @property
    def upright(self) -> bool:
        """Whether it consists of vertical lines."""
        return self.c[1] is ZERO and self.c[2] is ZERO

    def turns(self) -> list[Node]:
        """Functions of x at whose zeros a branch of the curve ends, turns back or goes off to infinity."""
        c0, c1, c2 = self.c
        if c2 is ZERO:
            return [c0, c1]
        return [*self.c, Add((Multiply((c1, c1)), Negative(Multiply((_FOUR, c2, c0)))))]


def _everywhere(f: Node, y: str) -> bool:
    """Whether f is written so that it has a value for every y: no curve shows where `sqrt(y)^2` has one."""
    if y not in names_in(f):
        return True
    match f:
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            return n is not None and n >= 0 and n.denominator == 1 and _everywhere(base, y)
        case Divide(denominator=under) if y in names_in(under):
            return False
        case Name() | Add() | Negative() | Multiply() | Divide():
            return all(_everywhere(part, y) for part in children(f))
    return False


def _partial(f: Node) -> bool:
    """Whether f may have no value somewhere."""
    return defined.where(f) != Truth(True)


def _ends(f: Node, x: str) -> Iterator[Node]:
    """Functions of x that are zero, or end, where f may have no value: `ln(x) - ln(x)` has no curve there."""
    if not _partial(f):
        return
    for part in walk(f):
        match part:
            case Divide(denominator=under) if x in names_in(under):
                yield under
            case Power(base=base) if x in names_in(base):
                yield base
            case Call() if x in names_in(part):
                yield part


def _distinct(functions: Iterable[Node]) -> list[Node]:
    """The factors of the functions, each up to a constant once: `x/x - y` goes on where `1 - y` does."""
    kept: list[Node] = []
    several = [factor for function in functions for factor in factors(function)]
    for f in sorted(several, key=_partial):
        twin = next((i for i, g in enumerate(kept) if f == g or _same_curve(f, g)), None)
        if twin is None or (_partial(kept[twin]) and not exclusions.alike(f, kept[twin], real=False)):
            kept.append(f)
    if len(kept) > MAX_CURVES:
        raise Unsupported("too many curves")
    return kept


def _same_curve(f: Node, g: Node) -> bool:
    """Whether both are zero at the same points; `sqrt(x)^2 - y` ends where `x - y` goes on."""
    return not partly_defined(f, g) and modular.proportional(f, g).equal


def _apart(curves: Iterable[_Curve]) -> list[_Curve]:
    """Curves without common parts: from y² - x² the line y - x is taken out where it stands beside it."""
    kept = list(curves)
    for p in kept:
        for q in kept:
            both = p is not q and not p.upright and not q.upright
            if not both or not _vanishes(crossing(p, q)):
                continue
            if p.c[2] is ZERO or q.c[2] is not ZERO:
                continue  # the same line, or met the other way round
            (_, c1, c2), (b0, b1, _) = p.c, q.c
            p.c = [_minus(Multiply((c1, b1)), Multiply((c2, b0))), Multiply((c2, b1)), ZERO]
    pairs = combinations([curve for curve in kept if not curve.upright], 2)
    if any(_vanishes(crossing(p, q)) and not _same_line(p, q) for p, q in pairs):
        raise Unsupported("curves with a common part")
    return kept


def _same_line(p: _Curve, q: _Curve) -> bool:
    return p.c[2] is ZERO and q.c[2] is ZERO


def crossing(p: _Curve, q: _Curve) -> Node:
    """The resultant: zero where the two have a common y."""
    (a0, a1, a2), (b0, b1, b2) = p.c, q.c
    if a2 is ZERO and b2 is ZERO:
        return _minus(Multiply((a1, b0)), Multiply((a0, b1)))
    outer = _minus(Multiply((a2, b0)), Multiply((a0, b2)))
    left = _minus(Multiply((a2, b1)), Multiply((a1, b2)))
    right = _minus(Multiply((a1, b0)), Multiply((a0, b1)))
    return _minus(Multiply((outer, outer)), Multiply((left, right)))


def _minus(a: Node, b: Node) -> Node:
    return Add((a, Negative(b)))


def _vanishes(f: Node) -> bool:
    return modular.compare(f, ZERO).equal


class _Strips:
    """The curves of both statements, and the places where their order along y may change."""

    def __init__(self, a: Formula, b: Formula, x: str, y: str) -> None:
        self.a, self.b, self.x, self.y = a, b, x, y
        functions = list(dict.fromkeys(c.f for part in (a, b) for c in conditions(part)))
        if any(finest(f) > FLOAT_BITS for f in functions):
            raise Unsupported("numbers that may set apart what looks like one")
        if not all(defined.whatever(f, y) for f in functions):
            raise Unsupported("no value for some y")
        self.curves = _apart(_Curve(f, x, y) for f in _distinct(functions))
        self.ends = list(dict.fromkeys(end for f in functions for end in _ends(f, x)))
        self.arithmetic = Digits(real=True)
        self.ctx = self.arithmetic.ctx
        self.runs: dict[int, Run] = {}
        self.fine = fineness()
        self.zero_bits = self.fine.near * 3 // 4

    def compare(self, setting: Setting) -> Finding:
        """Truth of both at every place that matters."""
        cuts = self._cuts(setting)
        places: list[Mark] = [inside for _, _, inside in between(cuts)]
        for place in [*places, *cuts]:
            if not setting.deadline.left():
                return undecided(STEP)
            for env in self._column(position(place)):
                if self._truth(self.a, env) != self._truth(self.b, env):
                    return different(STEP)
        return equal(STEP)

    def _cuts(self, setting: Setting) -> list[Mark]:
        gaps: list[str] = []
        turns = [f for curve in self.curves for f in curve.turns()]
        found = [mark for f in (*turns, *self.ends) for mark in marks(f, self.x, gaps)]
        for p, q in combinations(self.curves, 2):
            if not setting.deadline.left():
                raise Unsupported("no time left")
            if not p.upright and not q.upright:
                found.extend(marks(crossing(p, q), self.x, gaps))
        if gaps:
            raise Unsupported("functions that turn without end")
        cuts = ordered(found)
        if len(cuts) > MAX_LINES:
            raise Unsupported("too many strips")
        return cuts

    def _column(self, x: Any) -> Iterator[dict[str, Any]]:
        """Points on one vertical line: on every curve, between them, above and below."""
        ctx = self.ctx
        ctx.prec = self.fine.precision
        heights: list[Any] = []
        for y in sorted(y for curve in self.curves for y in self._heights(curve, x)):
            if not heights or y - heights[-1] > ctx.ldexp(max(1, abs(y)), -self.zero_bits):
                heights.append(y)
        if not heights:
            heights = [ctx.mpf(0)]
        middles = [(low + high) / 2 for low, high in pairwise(heights)]
        for y in (heights[0] - 1, *middles, *heights, heights[-1] + 1):
            yield {self.x: self._ball(x), self.y: self._ball(y)}

    def _heights(self, curve: _Curve, x: Any) -> list[Any]:
        """The curve's points on one vertical line."""
        ctx = self.ctx
        c0, c1, c2 = (self._value(c, {self.x: self._ball(x)}) for c in curve.c)
        if c0 is None or c1 is None or c2 is None:
            return []
        if c2 == 0:
            return [] if c1 == 0 else [-c0 / c1]
        inside = c1 * c1 - 4 * c2 * c0
        if self._is_zero(inside):
            return [-c1 / (2 * c2)]
        if inside < 0:
            return []
        root = ctx.sqrt(inside)
        return [(-c1 - root) / (2 * c2), (-c1 + root) / (2 * c2)]

    def _ball(self, value: Any) -> Any:
        return value, self.arithmetic.size(value) - self.fine.accuracy

    def _is_zero(self, value: Any) -> bool:
        return bool(abs(value) < self.ctx.ldexp(1, -self.zero_bits))

    def _value(self, f: Node, env: dict[str, Any]) -> Any | None:
        """The value, zero when it is tiny, None when there is none."""
        self.ctx.prec = self.fine.precision
        try:
            if identity(f) not in self.runs:
                self.runs[identity(f)] = compile_tree(f, self.arithmetic)
            value, error = self.runs[identity(f)](env)
        except Undefined:
            return None
        except (Unsure, OverflowError, ValueError) as reason:
            raise Unsupported(str(reason)) from None
        if not isinstance(value, self.ctx.mpf):
            return None
        if error > -2 * self.zero_bits and error > self.arithmetic.size(value) - 2 * self.zero_bits:
            raise Unsupported("too uncertain")
        return self.ctx.mpf(0) if self._is_zero(value) else value

    def _truth(self, of: Formula, env: dict[str, Any]) -> bool:
        match of:
            case Condition(f=f, op=op):
                value = self._value(f, env)
                return value is not None and int(value > 0) - int(value < 0) in _HOLDS[op]
            case Every(parts=parts):
                return all(self._truth(part, env) for part in parts)
            case Some(parts=parts):
                return any(self._truth(part, env) for part in parts)
            case Truth(value=holds):
                return holds
        raise Unsupported("a name for a statement")
