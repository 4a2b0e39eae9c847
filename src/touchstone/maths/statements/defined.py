"""Where a function has a real value: `sqrt(x)` has one where `x >= 0`, `tan(x)` where `cos(x) != 0`."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, difference, variables
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
    walk,
)

EVERYWHERE = frozenset(
    {"abs", "sign", "relu", "min", "max", "floor", "ceil", "percent", "degrees"}
    | {"exp", "sin", "cos", "sinh", "cosh", "tanh", "sech", "sigmoid", "atan", "asinh"}
)
# f(u) has no value where g(u) is zero.
POLES = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin", "coth": "sinh", "csch": "sinh"}
_ONE = number(Fraction(1))


def where(f: Node) -> Formula | None:
    """Where f has a real value; None where that isn't known here, as for powers such as x^x."""
    found = _where(f)
    if found is None:
        return None
    needed = tuple(dict.fromkeys(found))
    return Truth(True) if not needed else needed[0] if len(needed) == 1 else Every(needed)


def demands(f: Node) -> tuple[list[Formula], list[Node]]:
    """What f asks for to have a real value, and its parts of which that isn't known."""
    asked, unknown = list[Formula](), list[Node]()
    for part in walk(f):
        own = _own(part) if names_in(part) else []
        if own is None:
            unknown.append(part)
        else:
            asked.extend(own)
    return list(dict.fromkeys(asked)), list(dict.fromkeys(unknown))


def whatever(f: Node, name: str) -> bool:
    """Whether f surely has a value for all values of one variable, or else for none."""
    own = (_own(part) for part in walk(f) if name in names_in(part))
    return all(asked is not None and not any(name in variables(c) for c in asked) for asked in own)


def _where(f: Node) -> list[Formula] | None:
    if not names_in(f):
        return []
    own = _own(f)
    if own is None:
        return None
    for part in children(f):
        inner = _where(part)
        if inner is None:
            return None
        own = [*inner, *own]
    return own


def _own(f: Node) -> list[Formula] | None:
    """What the last step of f asks of what goes into it."""
    match f:
        case Name() | Number() | Constant() | Negative() | Add() | Multiply():
            return []
        case Divide(denominator=under):
            return [Condition(under, "!=")] if names_in(under) else []
        case Power(base=base, exponent=exponent):
            return _power(base, exponent)
        case Call(function=name, arguments=arguments):
            return [] if name in EVERYWHERE else _call(name, arguments)
    return None


def _power(base: Node, exponent: Node) -> list[Formula] | None:
    if base == Constant("e"):
        return []
    n, b = exact.rational(exponent), exact.rational(base)
    if b is not None:
        return [] if b > 0 else None
    if n is None:
        return None
    if n.denominator == 1:
        return [] if n > 0 else [Condition(base, "!=")]
    # An odd root may be meant among complex numbers.
    return _at_least_zero(base, above=n < 0) if n.denominator % 2 == 0 else None


def _call(name: str, arguments: tuple[Node, ...]) -> list[Formula] | None:
    u = arguments[0]
    if name in POLES:
        return [Condition(Call(POLES[name], (u,)), "!=")]
    if name == "sqrt":
        return _at_least_zero(u, above=False)
    if name == "root":
        n = exact.integer(arguments[1])
        return _at_least_zero(u, above=False) if n and n > 0 and n % 2 == 0 else None
    if name in ("ln", "log", "log2", "log10"):
        base = exact.rational(arguments[1]) if len(arguments) > 1 else Fraction(10)
        return _at_least_zero(u, above=True) if base is not None and base > 0 and base != 1 else None
    below, above = difference(u, _ONE), Add((u, _ONE))  # u - 1 and u + 1
    if name in ("asin", "acos"):
        return [*_at_least_zero(above, above=False), Condition(below, "<=")]
    if name == "atanh":
        return [*_at_least_zero(above, above=True), Condition(below, "<")]
    if name == "acosh":
        return _at_least_zero(below, above=False)
    if name in ("asec", "acsc"):
        return [Some((Condition(above, "<="), *_at_least_zero(below, above=False)))]
    if name == "logit":
        return [*_at_least_zero(u, above=True), Condition(below, "<")]
    return None


def _at_least_zero(u: Node, *, above: bool) -> list[Formula]:
    return [Condition(Negative(u), "<" if above else "<=")]
