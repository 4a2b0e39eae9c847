"""Whether two functions surely have real values in the same regions: points that are tried may all miss one.

What a function asks of its parts, that they aren't negative under a square root, positive in a logarithm, is
asked by the other too, up to what is positive itself, or always holds. Single values, as zeros of
denominators, are passed over here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ONE
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import TWO
from touchstone.maths.domain import WHOLE_NUMBERS, Domain
from touchstone.maths.frozen import frozen
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.statements import constants, defined, line
from touchstone.maths.statements.formula import Condition, Every, Formula, Truth, difference
from touchstone.maths.statements.marks import Unsupported
from touchstone.maths.statements.one_sign import Signs
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.statements.thin import analytic, changing
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Constant, Negative, Node, Power, children

_LOGS = frozenset({"ln", "log", "log2", "log10"})
# Functions of u with a value where the square of u is at most 1, or at least; the bool: not where it is 1.
_WITHIN_ONE = {"asin": False, "acos": False, "atanh": True}
_BEYOND_ONE = {"asec": False, "acsc": False, "acoth": True}


@frozen
class Demand:
    """That u isn't negative; `above`: nor zero. Or, `opaque`, that u has a value, whatever that asks."""

    u: Node
    above: bool = False
    opaque: bool = False


def alike(f: Node, g: Node, setting: Setting) -> bool:
    """Whether both surely have values in the same regions."""
    mine, theirs = (list(dict.fromkeys(_demands(side, setting.domain))) for side in (f, g))
    if mine == theirs:
        return True
    judge = _Judge(setting)
    left = judge.left(mine, theirs), judge.left(theirs, mine)
    return left == ([], []) or judge.letter_by_letter([*left[0], *left[1]], mine, theirs)


class _Judge:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.signs = Signs(setting.domain)

    def left(self, mine: list[Demand], theirs: list[Demand]) -> list[Demand]:
        """What is asked here and not there, and doesn't always hold."""
        return [p for p in mine if not any(self._follows(p, q) for q in theirs) and not self._always(p)]

    def _follows(self, p: Demand, q: Demand) -> bool:
        if p == q:
            return True
        if p.opaque or q.opaque or (p.above and not q.above):
            return False
        return p.u == q.u or self.signs.alike(p.u, q.u)

    def _always(self, p: Demand) -> bool:
        if p.opaque:
            return False
        if not names_in(p.u):
            return self._number(p)
        # One formula is zero at single places at most, which are passed over.
        above = p.above and not analytic(p.u)
        if self.signs.never_negative(p.u, above=above) or (not above and constants.never_negative(p.u)):
            return True
        low, _ = constants.bounds(p.u)
        if low > 0 or (low >= 0 and not above):
            return True
        return len(names_in(p.u)) == 1 and self._line([p], [])

    def _number(self, p: Demand) -> bool:
        try:
            sign = sign_at(p.u, "", Fraction(0))
        except Unsupported:
            return False
        return sign is not None and (sign > 0 or (sign == 0 and not p.above))

    def letter_by_letter(self, left: list[Demand], mine: list[Demand], theirs: list[Demand]) -> bool:
        """Whether what is asked of each letter alone comes to the same."""
        if any(p.opaque or len(names_in(p.u)) != 1 for p in left):
            return False
        names = frozenset[str]().union(*(names_in(p.u) for p in left))
        sides = [[[p for p in side if names_in(p.u) == {n}] for side in (mine, theirs)] for n in names]
        return all(self._line(*pair) for pair in sides)

    def _line(self, mine: list[Demand], theirs: list[Demand]) -> bool:
        if any(p.opaque for p in (*mine, *theirs)):
            return False
        name = min(names_in((mine or theirs)[0].u))
        return line.compare(_all(mine), _all(theirs), name, self.setting).equal


def _all(demands: list[Demand]) -> Formula:
    parts = tuple(Condition(Negative(p.u), "<" if p.above else "<=") for p in demands)
    return Every(parts) if parts else Truth(True)


def _demands(f: Node, domain: Domain) -> Iterator[Demand]:
    if not names_in(f):
        return
    for part in children(f):
        yield from _demands(part, domain)
    match f:
        case Power(base=base, exponent=exponent):
            yield from _power(f, base, exponent, domain)
        case Call(function=name, arguments=arguments):
            yield from _call(f, name, arguments)


def _power(f: Node, base: Node, exponent: Node, domain: Domain) -> Iterator[Demand]:
    if base == Constant("e"):
        return
    n, b = exact.rational(exponent), exact.rational(base)
    if n is not None:
        # Odd roots of negative numbers are real ones.
        if n.denominator % 2 == 0:
            yield Demand(base, above=n < 0)
    elif known_positive(base, domain.positive, real=True) or (b is not None and b > 0):
        return
    elif _any_number(exponent, domain):
        yield Demand(base, above=True)
    else:
        yield Demand(f, opaque=True)


def _any_number(exponent: Node, domain: Domain) -> bool:
    whole = any(domain.assume.get(n) in WHOLE_NUMBERS for n in names_in(exponent))
    return not whole and changing(exponent)


def _call(f: Node, name: str, arguments: tuple[Node, ...]) -> Iterator[Demand]:
    u = arguments[0]
    if name == "sqrt":
        yield Demand(u)
    elif name in _LOGS:
        yield Demand(u, above=True)
        if len(arguments) > 1 and names_in(arguments[1]):
            yield Demand(arguments[1], above=True)
    elif name == "root" and (n := exact.integer(arguments[1])):
        if n % 2 == 0:
            yield Demand(u, above=n < 0)
    elif name in _WITHIN_ONE:
        yield Demand(difference(ONE, Power(u, TWO)), above=_WITHIN_ONE[name])
    elif name in _BEYOND_ONE:
        yield Demand(difference(Power(u, TWO), ONE), above=_BEYOND_ONE[name])
    elif name == "acosh":
        yield Demand(difference(u, ONE))
    elif name == "logit":
        yield Demand(u, above=True)
        yield Demand(difference(ONE, u), above=True)
    elif name not in defined.EVERYWHERE and name not in defined.POLES:
        yield Demand(f, opaque=True)
