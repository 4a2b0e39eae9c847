"""`n! = 24` as `n = 4`: a factorial is one of whole numbers, and takes each value above 1 once."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.statements import line
from touchstone.maths.statements.formula import (
    Condition,
    Every,
    Formula,
    Some,
    Truth,
    condition,
    conditions,
    difference,
)
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.marks import Unsupported
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node

FACTORIAL = "factorial"
STEP = "factorials of whole numbers"
_MOST_BITS = 4_000
_FIRST, _LAST = -20, 60


def solved(of: Formula, beside: Formula) -> Formula:
    """The statement with such equations solved.

    One that nothing solves stays beside an equation: it needn't be another such.
    """
    match of:
        case Every(parts=parts):
            return Every(tuple(solved(part, beside) for part in parts))
        case Some(parts=parts):
            return Some(tuple(solved(part, beside) for part in parts))
        case Condition(f=f, op="="):
            found = _solved(f)
            return of if found is None or (found == Truth(False) and any(conditions(beside))) else found
    return of


def _solved(f: Node) -> Formula | None:
    terms = f.terms if isinstance(f, Add) else (f,)
    having = [term for term in terms if names_in(term)]
    found = _multiple(having[0]) if len(having) == 1 else None
    if found is None:
        return None
    factor, inner = found
    rest = [exact.rational(term) for term in terms if term is not having[0]]
    if None in rest:
        return None
    value = -sum((one for one in rest if one is not None), Fraction(0)) / factor
    if abs(value.numerator).bit_length() > _MOST_BITS:
        return None
    found_at = [_where(inner, n) for n in _arguments(value)]
    if None in found_at:
        return None
    ways = tuple(way for way in found_at if way is not None and way != Truth(False))
    return Truth(False) if not ways else ways[0] if len(ways) == 1 else Some(ways)


def _multiple(term: Node) -> tuple[Fraction, Node] | None:
    """c and u of a term `c u!`."""
    match term:
        case Call(function="factorial", arguments=(inner,)):
            return Fraction(1), inner
        case Negative(operand=inner):
            found = _multiple(inner)
            return found and (-found[0], found[1])
        case Divide(numerator=over, denominator=under):
            found, c = _multiple(over), exact.rational(under)
            return (found[0] / c, found[1]) if found and c else None
        case Multiply(factors=factors):
            having = [one for one in factors if names_in(one)]
            found = _multiple(having[0]) if len(having) == 1 else None
            for one in factors if found else ():
                c = Fraction(1) if one is having[0] else exact.rational(one)
                found = (found[0] * c, found[1]) if found and c else None
            return found
    return None


def _where(inner: Node, n: int) -> Formula | None:
    """Where a linear argument is n: `(2n)! = 6` nowhere, since n would be 3/2. None: nobody knows."""
    terms = inner.terms if isinstance(inner, Add) else (inner,)
    if all(isinstance(term, Name) or exact.integer(term) is not None for term in terms):
        return condition(inner, "=", number(Fraction(n)))  # whole where its letters are
    name, *more = names_in(inner)
    if more:
        return None
    found = solved_for(difference(inner, number(Fraction(n))), name)
    value = None if found is None else exact.rational(found)
    if value is None:
        return None
    whole = value.denominator == 1
    return condition(Name(name), "=", number(value)) if whole else Truth(False)


def apart_at_whole(a: Formula, b: Formula, name: str) -> bool:
    """Whether a whole number satisfies one of two statements and not the other."""
    on = line.Line(name)
    for n in range(_FIRST, _LAST):
        try:
            if on.truth(a, Fraction(n)) != on.truth(b, Fraction(n)):
                return True
        except Unsupported:
            continue
    return False


def _arguments(value: Fraction) -> list[int]:
    """The whole numbers whose factorial it is."""
    if value.denominator != 1 or value < 1:
        return []
    if value == 1:
        return [0, 1]
    n, product = 1, 1
    while product < value:
        n += 1
        product *= n
    return [n] if product == value else []
