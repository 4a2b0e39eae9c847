"""Equations in another form with exactly the same real solutions.

`|A| = |B|` is `A^2 = B^2`, since neither side is negative, and `c ln(A) + B = 0` is `A = e^(-B/c)`, since a
power of e is positive wherever it has a value, so that A is. `A^(3/2)` is `sqrt(A^3)`.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, number
from touchstone.maths.statements.branching import partly_defined
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, difference
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Negative, Node, Power, children

E = Constant("e")
TWO = number(Fraction(2))


def rewritten(of: Formula) -> Formula:
    """The formula without logarithms and absolute values at the top of its equations."""
    match of:
        case Condition(f=f, op="="):
            return Condition(_without_log(_without_abs(_as_roots(f))), "=")
        case Every(parts=parts):
            return Every(tuple(map(rewritten, parts)))
        case Some(parts=parts):
            return Some(tuple(map(rewritten, parts)))
    return of


def _as_roots(f: Node) -> Node:
    f = rebuilt(f, [_as_roots(part) for part in children(f)])
    if isinstance(f, Power) and names_in(f.base):
        n = exact.rational(f.exponent)
        if n is not None and n.denominator == 2 and n > 0:
            return Call("sqrt", (Power(f.base, number(Fraction(n.numerator))),))
    return f


def _without_abs(f: Node) -> Node:
    match f:
        case Add(terms=(Call(function="abs", arguments=(a,)), Negative(operand=other))) if (
            isinstance(other, Call) and other.function == "abs"
        ):
            return difference(Power(a, TWO), Power(other.arguments[0], TWO))
        case Add(terms=(Call(function="abs", arguments=(a,)), Negative(operand=value))) if (
            exact.rational(value) or 0
        ) > 0 and not partly_defined(a):
            return difference(Power(a, TWO), Power(value, TWO))
    return f


def _without_log(f: Node) -> Node:
    terms = f.terms if isinstance(f, Add) else (f,)
    found = [(i, log) for i, term in enumerate(terms) if (log := _log(term)) is not None]
    if len(found) != 1:
        return f
    place, (inner, base, factor) = found[0]
    rest = tuple(term for i, term in enumerate(terms) if i != place)
    if partly_defined(*rest):
        return f  # e^(ln(x)) is x where that is positive alone
    if not rest:
        return difference(inner, ONE)
    other = rest[0] if len(rest) == 1 else Add(rest)
    return difference(inner, Power(base, Divide(Negative(other), factor)))


def _log(term: Node) -> tuple[Node, Node, Node] | None:
    """A, the base and c of a term c log(A): c is a number other than zero, the base one above 1."""
    match term:
        case Negative(operand=inner) if (found := _log(inner)) is not None:
            return found[0], found[1], Negative(found[2])
        case Multiply(factors=(first, second)) if (
            exact.rational(first) and (found := _log(second)) is not None
        ):
            return found[0], found[1], Multiply((first, found[2]))
        case Call(function="ln", arguments=(inner,)) if names_in(inner):
            return inner, E, ONE
        case Call(function="log", arguments=(inner, base)) if (
            names_in(inner) and (exact.rational(base) or 0) > 1
        ):
            return inner, base, ONE
    return None
