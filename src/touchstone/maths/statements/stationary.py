"""All zeros of a smooth function between the zeros of its derivative, where it rises or falls all along.

So a zero at which it doesn't change its sign is found, too: it lies where the derivative is zero.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from touchstone.maths import modular
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.statements.isolating import LEFT, POWERS, RIGHT, Cell, Unproved, nearer, outwards
from touchstone.maths.statements.marks import Mark, Unsupported, between, precise, to_fraction
from touchstone.maths.statements.scanning import bisected
from touchstone.maths.statements.signs import Sign
from touchstone.maths.substitution import substitute
from touchstone.maths.tree import Call, Constant, Multiply, Negative, Node, Number, Power

E, PI = Constant("e"), Constant("pi")
# Fractions of small numbers are simple, and told apart from others by so much; nearer places are recognised.
SMALL, ALIKE, NEAR = 1000, Fraction(1, 2**150), 30
Edges = tuple[Mark | None, Mark | None]


def between_stationary(
    f: Node, slope: Node, variable: str, edges: Edges, sample: Fraction, stationary: list[Mark]
) -> list[Mark] | None:
    """The zeros in a cell in which f is smooth, its slope zero at these places alone; None if unproved."""
    try:
        return _Pieces(f, slope, variable, edges, sample).zeros(stationary)
    except (Unproved, Unsupported, OverflowError):
        return None


class _Pieces:
    """The parts of a cell in which a function rises or falls."""

    def __init__(self, f: Node, slope: Node, variable: str, edges: Edges, sample: Fraction) -> None:
        self.f, self.variable, self.edges = f, variable, edges
        self.sign, self.slope = Sign(f, variable), Sign(slope, variable)
        self.cell = Cell(f, variable, edges, sample)
        self.found: list[Mark] = []

    def zeros(self, stationary: list[Mark]) -> list[Mark]:
        low, high = self.edges
        pieces = between([mark for mark in (low, *stationary, high) if mark is not None])
        first, last = int(low is not None), len(pieces) - (high is not None)
        signs = [self._known(mark) for mark in stationary]
        self.found = [self._proved(mark) for mark, sign in zip(stationary, signs, strict=True) if sign == 0]
        # Beyond the outermost stationary points there is an end of the cell.
        ends = [None, *zip(stationary, signs, strict=True), None]
        for (start, stop), (_, _, inside) in zip(pairwise(ends), pieces[first:last], strict=True):
            self._within(start, stop, inside)
        return self.found

    def _within(
        self, start: tuple[Mark, int] | None, stop: tuple[Mark, int] | None, inside: Fraction
    ) -> None:
        """The zero in a piece, if there is one; a side that is None reaches to an end of the cell."""
        direction = self.slope.at(inside)
        if not direction:
            raise Unproved
        if start is not None and stop is not None:
            if start[1] * stop[1] < 0:
                self._bisected(_float(start[0]), start[1], _float(stop[0]), stop[1])
            return
        here = self._known(inside)
        if start is None and stop is None:
            if here == 0:
                raise Unproved  # digits alone don't tell it from what comes near to zero
            self._outwards(-here * direction, inside, (float(inside), here))
            return
        at = start or stop
        side = RIGHT if stop is None else LEFT
        if at is not None and at[1] == -direction * side:  # otherwise it leaves zero behind
            self._outwards(side, inside, (_float(at[0]), at[1]))

    def _outwards(self, side: int, inside: Fraction, last: tuple[float, int]) -> None:
        """The zero between a place and an end of the cell towards which the function comes nearer to zero."""
        edge = self.edges[0 if side == LEFT else 1]
        if edge is not None and self.cell.at_edge(edge) in (0, last[1]):
            return
        end, inner = outwards(edge, side), float(inside)
        for power in (0, *POWERS):
            place = inner if power == 0 else nearer(end, inner, side, power)
            if not (min(end, inner) < place < max(end, inner) or place == inner):
                break
            if self._stays(last[1], *sorted((end, place))):
                return
            here = self._known(Fraction(place))
            if here == -last[1]:
                self._bisected(*last, place, here)
                return
            if here and self.cell.none_beyond(side, end, place, here):
                return
            last = (place, here) if here else last
        raise Unproved

    def _stays(self, sign: int, low: float, high: float) -> bool:
        """Whether no value up to an end has the other sign: since they rise or fall, none of them is zero."""
        least, most = self.cell.values(0, low, high)
        return least >= 0 if sign > 0 else most <= 0

    def _proved(self, place: Mark) -> Mark:
        """A place where both the function and its slope are zero beyond doubt: digits can't show that."""
        exact = recognised(place)
        if exact is None or not all(_vanishes(g, self.variable, exact) for g in (self.f, self.slope.f)):
            raise Unproved
        return exact.value if isinstance(exact, Number) else place

    def _bisected(self, a: float, s: int, b: float, t: int) -> None:
        if self._known(Fraction(a)) != s or self._known(Fraction(b)) != t:
            raise Unproved
        self.found.append(bisected(self.f, self.variable, min(a, b), max(a, b)))

    def _known(self, place: Mark) -> int:
        sign = self.sign.at(place)
        if sign is None:
            raise Unproved
        return sign


def _float(mark: Mark) -> float:
    return float(to_fraction(mark))


def _vanishes(f: Node, variable: str, at: Node) -> bool:
    return modular.compare(substitute(f, {variable: at}), ZERO).equal


def recognised(place: Mark) -> Node | None:
    """The number that a mark of many digits is, where it is a simple one: 3/2, ln(2), e^2, sqrt(3), pi/4."""
    if isinstance(place, Fraction):
        return number(place)
    if (simple := _simple(place)) is not None:
        return number(simple)
    if abs(place) > NEAR:
        return None
    ctx = precise()
    if (simple := _simple(ctx.exp(place))) is not None:
        return Call("ln", (number(simple),))
    if place > 0 and (simple := _simple(ctx.ln(place))) is not None:
        return Power(E, number(simple))
    if (simple := _simple(place * place)) is not None:
        root = Call("sqrt", (number(simple),))
        return root if place > 0 else Negative(root)
    if (simple := _simple(place / ctx.pi)) is not None:
        return Multiply((number(simple), PI))
    return None


def _simple(value: Mark) -> Fraction | None:
    """A fraction of small numbers that a number of many digits can't be told from."""
    exactly = to_fraction(value)
    near = exactly.limit_denominator(SMALL)
    return near if abs(exactly - near) < ALIKE and abs(near.numerator) < SMALL**2 else None
