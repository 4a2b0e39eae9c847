"""Whether an expression is zero on a thin set alone, a curve or a surface, and not all over a region.

`max(y, 0)` differs from 0, and is 0 for every negative y. One formula of powers and functions such as sines
that is zero in a region is zero everywhere; with roots or absolute values that isn't so: `sqrt(y^2) - y`.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import equality, exact
from touchstone.maths.arrays import ONE, ZERO
from touchstone.maths.clock import Deadline
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.domain import Domain
from touchstone.maths.statements.formula import difference
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    children,
)

_CHECK_MS = 200
# Apart from poles these are one formula in the whole complex plane.
_WHOLE = frozenset(
    {"exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "sigmoid", "percent", "degrees"}
)
# Zero where their argument is, at most; where it is 1; nowhere.
_LIKE_ARGUMENT = frozenset(
    {"sqrt", "root", "abs", "asin", "atan", "sinh", "tanh", "asinh", "percent", "degrees"}
)
_LIKE_LOGARITHM = frozenset({"ln", "log", "log2", "log10", "acos", "acosh"})
_NEVER = frozenset({"exp", "cosh", "sigmoid"})
# Constant in no interval.
_CHANGING = _WHOLE | _LIKE_ARGUMENT | _LIKE_LOGARITHM | _NEVER


def differs(node: Node) -> bool:
    """Whether an expression surely isn't zero everywhere."""
    return equality.compare(node, ZERO, Setting(Domain(), Deadline(_CHECK_MS))).different


def thin(f: Node) -> bool:
    """Whether f is surely zero on a thin set at most."""
    if analytic(f):
        return differs(f)
    match f:
        case Negative(operand=inner):
            return thin(inner)
        case Multiply(factors=factors):
            return all(map(thin, factors))
        case Divide(numerator=over):
            return thin(over)
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            return bool(names_in(exponent) or (n is not None and n > 0)) and thin(base)
        case Call(function=name, arguments=arguments):
            if name in _NEVER:
                return True
            if name in _LIKE_ARGUMENT and not any(map(names_in, arguments[1:])):
                return thin(arguments[0])
            return name in _LIKE_LOGARITHM and thin(difference(arguments[0], ONE))
        case Add(terms=terms):
            return any(_graph(terms, name) for name in names_in(f))
    return False


def analytic(f: Node) -> bool:
    """Whether f is made of powers and such functions alone, so that one formula holds everywhere."""
    match f:
        case Number() | Constant() | Name():
            return True
        case Add() | Multiply() | Negative() | Divide():
            return all(map(analytic, children(f)))
        case Power(base=base, exponent=exponent):
            if not names_in(base):
                return (base == Constant("e") or (exact.rational(base) or 0) > 0) and analytic(exponent)
            n = exact.rational(exponent)
            return n is not None and n.denominator == 1 and analytic(base)
        case Call(function=name):
            return (name in _WHOLE or not names_in(f)) and all(map(analytic, children(f)))
    return False


def changing(f: Node) -> bool:
    """Whether f is a quotient of polynomials that isn't constant: it takes values that are no fractions."""
    if not names_in(f) or not _rational(f):
        return False
    try:
        return any(differs(derivative(f, name)) for name in sorted(names_in(f)))
    except NoDerivative:
        return False


def _rational(f: Node) -> bool:
    match f:
        case Call():
            return False
        case Power(exponent=exponent):
            n = exact.integer(exponent)
            return n is not None and all(map(_rational, children(f)))
    return all(map(_rational, children(f)))


def _graph(terms: tuple[Node, ...], name: str) -> bool:
    """Whether one term alone holds the letter, and changes with it: the others then say what it is."""
    having = [term for term in terms if name in names_in(term)]
    return len(having) == 1 and _changes(having[0], name)


def _changes(f: Node, name: str) -> bool:
    """Whether f is constant on no interval of the letter, which stands in it once."""
    if f == Name(name):
        return True
    having = [part for part in children(f) if name in names_in(part)]
    if len(having) != 1 or not _changes(having[0], name):
        return False
    others = [part for part in children(f) if part is not having[0]]
    match f:
        case Negative() | Add():
            return True
        case Multiply():
            return all(map(thin, others))
        case Divide(numerator=over):
            return over is having[0] or thin(over)
        case Power(base=base, exponent=exponent):
            if base is having[0]:
                return exact.rational(exponent) not in (None, Fraction(0))
            return not names_in(base) and exact.rational(base) not in (Fraction(0), Fraction(1))
        case Call(function=function):
            return function in _CHANGING and not any(map(names_in, others))
    return False
