"""All zeros of a smooth function between two marks, with a proof that there are no others.

Intervals of floats show where the function keeps its sign, and where it rises or falls all along: there is
then at most one zero, and the ends tell whether there is one. What neither shows is halved, so often.
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import islice

from touchstone.maths import clock, exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.derivative import NoDerivative, derivative, plus, times
from touchstone.maths.intervals import EVERYTHING, Interval, Intervals
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.statements.marks import Mark, Unsupported, to_fraction
from touchstone.maths.statements.scanning import bisected
from touchstone.maths.statements.signs import Sign, sign_at
from touchstone.maths.statements.splitting import cancelled
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Negative, Node, Power, children, walk

# So many pieces are looked at, and so many derivatives towards an end.
PIECES, DERIVATIVES, NODES = 300, 5, 200
# In so narrow a piece a zero isn't a single one: two of them, or one without a change of sign.
NARROW = 2.0**-28
# What has no value is zero nowhere.
NOWHERE: Interval = (math.inf, math.inf)
LEFT, RIGHT = -1, 1
# In these powers of two places come nearer to an end.
POWERS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


def isolated(
    f: Node, variable: str, low: Mark | None, high: Mark | None, sample: Fraction
) -> list[Mark] | None:
    """The zeros in a cell in which f is smooth; None where it is not proved that these are all."""
    try:
        return Cell(cancelled(f), variable, (low, high), sample).zeros()
    except (Unproved, Unsupported, OverflowError):
        return None


class Unproved(ValueError):
    """Whether there is another zero is not known."""


class Cell:
    """A function between two marks."""

    def __init__(
        self, f: Node, variable: str, edges: tuple[Mark | None, Mark | None], sample: Fraction
    ) -> None:
        self.f, self.variable, self.edges, self.sample = f, variable, edges, sample
        self.sign = Sign(f, variable)
        self.trees: list[Node | None] = [f]
        self.runs: list[Run | None] = []
        self.found: list[Mark] = []
        self.left = PIECES

    def zeros(self) -> list[Mark]:
        """All of them."""
        middle = float(self.sample)
        low, high = (outwards(edge, side) for edge, side in zip(self.edges, (LEFT, RIGHT), strict=True))
        if not low < middle < high:
            raise Unproved
        sign = self._sign(middle)
        if sign is None:
            return []  # no value anywhere between these marks
        self._note(middle, sign)
        self._towards(LEFT, low, middle, sign)
        self._towards(RIGHT, high, middle, sign)
        return self.found

    # --- between a mark, or infinity, and a place ------------------------------------------------------

    def _towards(self, side: int, end: float, inner: float, sign: int) -> None:
        """The zeros between a place and the end of the cell."""
        for power in (0, *POWERS):
            place = inner if power == 0 else nearer(end, inner, side, power)
            if not (min(end, inner) < place < max(end, inner) or place == inner):
                break
            here = self._known(place)
            if self.none_beyond(side, end, place, here):
                if place != inner:
                    self._note(place, here)
                    self._between(*sorted(((inner, sign), (place, here))))
                return
        raise Unproved

    def window(self) -> tuple[Fraction, Fraction]:
        """Two places beyond which there is surely no zero in the cell. Raises Unproved."""
        middle = float(self.sample)
        found = [
            self._last(side, outwards(edge, side), middle)
            for edge, side in zip(self.edges, (LEFT, RIGHT), strict=True)
        ]
        return found[0], found[1]

    def _last(self, side: int, end: float, inner: float) -> Fraction:
        for power in POWERS:
            place = nearer(end, inner, side, power)
            if not min(end, inner) < place < max(end, inner):
                break
            here = self._known(place)
            if here and self.none_beyond(side, end, place, here):
                return Fraction(place)
        raise Unproved

    def none_beyond(self, side: int, end: float, place: float, sign: int) -> bool:
        """Whether there is surely no zero between a place and the end of the cell."""
        self._spend()
        a, b = sorted((end, place))
        if self._definite(0, side, (a, b), place) or self._outgrown(side, (a, b), place):
            return True
        slope = self._definite(1, side, (a, b), place)
        if not slope:
            return False
        if sign in (0, slope * side):
            return True  # from here on it leaves zero behind
        edge = self.edges[0 if side == LEFT else 1]
        return edge is not None and self.at_edge(edge) in (0, sign)

    def at_edge(self, edge: Mark) -> int | None:
        try:
            return self.sign.at(edge)
        except Unsupported:
            return None

    def _definite(self, level: int, side: int, piece: Interval, place: float) -> int:
        """The sign of a derivative all along a piece up to the end of the cell; 0 where it isn't known."""
        sign = _sign(self.values(level, *piece))
        if sign or level == DERIVATIVES:
            return sign
        here = _sign(self.values(level, place, place))
        return here if here and self._definite(level + 1, side, piece, place) == here * side else 0

    def _outgrown(self, side: int, piece: Interval, place: float) -> bool:
        """Whether one term is larger than all others together, and the more so the nearer to the end."""
        if not isinstance(self.f, Add):
            return False
        try:
            sizes = [
                _size(compile_tree(term, Intervals())({self.variable: (place, place)}))
                for term in self.f.terms
            ]
            most = max(range(len(sizes)), key=lambda i: sizes[i][0])
            if sum(size[1] for i, size in enumerate(sizes) if i != most) >= sizes[most][0]:
                return False
            pace = growth(self.f.terms[most], self.variable)
            for i, term in enumerate(self.f.terms):
                ahead = plus(pace, Negative(growth(term, self.variable)))
                low, high = compile_tree(ahead, Intervals())({self.variable: piece})
                if i != most and (low < 0 if side == RIGHT else high > 0):
                    return False
        except (Undefined, Unsure, NoDerivative, OverflowError, ValueError):
            return False
        return True

    # --- between two places ----------------------------------------------------------------------------

    def _between(self, first: tuple[float, int], last: tuple[float, int]) -> None:
        waiting = [(first, last)]
        while waiting:
            self._spend()
            (a, s), (b, t) = waiting.pop()
            if _sign(self.values(0, a, b)):
                continue
            if _sign(self.values(1, a, b)):
                if s * t < 0:
                    self.found.append(bisected(self.f, self.variable, a, b))
                continue
            middle = _middle(a, b)
            if not a < middle < b or b - a < NARROW * max(abs(a), abs(b), 1.0):
                raise Unproved
            sign = self._known(middle)
            self._note(middle, sign)
            waiting += [((a, s), (middle, sign)), ((middle, sign), (b, t))]

    def _note(self, place: float, sign: int) -> None:
        if sign == 0:
            self.found.append(Fraction(place))

    def _spend(self) -> None:
        clock.check()
        self.left -= 1
        if self.left < 0:
            raise Unproved

    # --- values ----------------------------------------------------------------------------------------

    def values(self, level: int, a: float, b: float) -> Interval:
        """What the function, or a derivative, may be between two places."""
        run = self._run(level)
        try:
            return EVERYTHING if run is None else run({self.variable: (a, b)})
        except Undefined:
            return EVERYTHING if level else NOWHERE
        except (Unsure, OverflowError, ValueError):
            return EVERYTHING

    def _run(self, level: int) -> Run | None:
        while len(self.runs) <= level:
            tree = self.trees[-1]
            self.runs.append(None if tree is None else self._compiled(tree))
            self.trees.append(None if tree is None else self._slope(tree))
        return self.runs[level]

    def _compiled(self, tree: Node) -> Run | None:
        try:
            return compile_tree(self._clipped(tree), Intervals())
        except (Undefined, Unsure):
            return None

    def _slope(self, tree: Node) -> Node | None:
        try:
            slope = derivative(tree, self.variable)
            return slope if sum(1 for _ in islice(walk(slope), NODES)) < NODES else None
        except NoDerivative:
            return None

    def _clipped(self, node: Node) -> Node:
        """With divisors kept to their sign in the cell: they are zero at its ends at most."""
        if self.variable not in names_in(node):
            return node
        node = rebuilt(node, [self._clipped(part) for part in children(node)])
        match node:
            case Divide(numerator=over, denominator=under) if self.variable in names_in(under):
                return Divide(over, self._kept(under))
            case Power(base=base, exponent=exponent) if self.variable in names_in(base):
                n = None if names_in(exponent) else exact.rational(exponent)
                return node if n is not None and n >= 0 else Power(self._kept(base), exponent)
        return node

    def _kept(self, u: Node) -> Node:
        sign = sign_at(u, self.variable, self.sample)
        return Call("max" if sign > 0 else "min", (u, ZERO)) if sign else u

    def _sign(self, x: float) -> int | None:
        here = self.values(0, x, x)
        return None if here == NOWHERE else _sign(here) or self.sign.at(Fraction(x))

    def _known(self, x: float) -> int:
        sign = self._sign(x)
        if sign is None:
            raise Unproved
        return sign


def growth(f: Node, variable: str) -> Node:
    """f'/f: how quickly f grows, in parts of itself. Raises NoDerivative."""
    if variable not in names_in(f):
        return ZERO
    match f:
        case Negative(operand=inner):
            return growth(inner, variable)
        case Multiply(factors=factors):
            return plus(*(growth(factor, variable) for factor in factors))
        case Divide(numerator=over, denominator=under):
            return plus(growth(over, variable), Negative(growth(under, variable)))
        case Power(base=base, exponent=exponent) if variable not in names_in(exponent):
            return times(exponent, growth(base, variable))
        case Power(base=base, exponent=exponent) if variable not in names_in(base):
            return times(derivative(exponent, variable), Call("ln", (base,)))
        case Power(base=base, exponent=exponent):
            own = times(derivative(exponent, variable), Call("ln", (base,)))
            return cancelled(plus(own, times(exponent, growth(base, variable))))
        case Call(function="exp", arguments=(inner,)):
            return derivative(inner, variable)
        case Call(function="sqrt", arguments=(inner,)):
            return Divide(growth(inner, variable), number(Fraction(2)))
    return Divide(derivative(f, variable), f)


def _size(values: Interval) -> Interval:
    low, high = values
    return (0.0, max(-low, high)) if low < 0 < high else (min(abs(low), abs(high)), max(abs(low), abs(high)))


def _sign(values: Interval) -> int:
    return 1 if values[0] > 0 else -1 if values[1] < 0 else 0


def outwards(edge: Mark | None, side: int) -> float:
    """A float at a mark, or as near beyond it as there is."""
    if edge is None:
        return side * math.inf
    place = to_fraction(edge)
    near = float(place)
    return near if (Fraction(near) - place) * side >= 0 else math.nextafter(near, side * math.inf)


def nearer(end: float, inner: float, side: int, power: int) -> float:
    """A place between, and much nearer to the end."""
    if math.isinf(end):
        return inner + side * max(1.0, abs(inner)) * 2.0**power
    return end + (inner - end) * 2.0**-power


def _middle(a: float, b: float) -> float:
    """Halfway, in powers of two where the one is far larger than the other."""
    if a > 0 and b > 8 * a:
        return math.sqrt(a) * math.sqrt(b)
    if b < 0 and a < 8 * b:
        return -math.sqrt(-a) * math.sqrt(-b)
    return a + (b - a) / 2
