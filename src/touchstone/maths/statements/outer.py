"""Functions whose zeros are among those of simpler ones: `ln(u) - ln(v)` is zero where u - v is.

Logarithms are joined, functions that take no value twice are taken off, powers of one number are collected.
What is simpler may have more zeros, where the function has no value, and never fewer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Power

E = Constant("e")
# They take no value twice; of the first, -u gives the negative.
ODD = frozenset({"atan", "asinh", "sinh", "tanh", "asin", "atanh"})
ONE_TO_ONE = ODD | {"exp", "sqrt", "acos", "acosh", "sigmoid", "logit"}
# So high powers are multiplied out.
MOST = 30
Term = tuple[Fraction, Node]


def simpler(f: Node, variable: str) -> Node | None:
    """A function that is zero wherever f is; None where none is seen."""
    try:
        found = [term for part in terms(f) for term in [scaled(part)] if term[0]]
        varying = [(c, u) for c, u in found if variable in names_in(u)]
        fixed = [(c, u) for c, u in found if variable not in names_in(u)]
        return _joined(varying, fixed) or _taken_off(varying, fixed) or _collected(varying, fixed, variable)
    except exact.NoValue:
        return None


def terms(f: Node) -> Iterable[Node]:
    """The terms of a sum, also of sums within it."""
    match f:
        case Add(terms=parts):
            for part in parts:
                yield from terms(part)
        case Negative(operand=Add(terms=parts)):
            for part in parts:
                yield from terms(Negative(part))
        case _:
            yield f


def scaled(term: Node) -> Term:
    """A term as a fraction times what is none. Raises NoValue."""
    known = exact.rational(term)
    if known is not None:
        return known, ONE
    match term:
        case Negative(operand=inner):
            c, u = scaled(inner)
            return -c, u
        case Multiply(factors=factors):
            values = [exact.rational(factor) for factor in factors]
            rest = [factor for factor, value in zip(factors, values, strict=True) if value is None]
            c = math.prod((value for value in values if value is not None), start=Fraction(1))
            if len(rest) == 1:
                d, u = scaled(rest[0])
                return c * d, u
            return c, Multiply(tuple(rest))
        case Divide(numerator=over, denominator=under):
            below = exact.rational(under)
            if below:
                c, u = scaled(over)
                return c / below, u
    return Fraction(1), term


# --- logarithms ----------------------------------------------------------------------------------------


def _logarithm(u: Node) -> tuple[Node, Node] | None:
    """The base of a logarithm and what it is taken of."""
    match u:
        case Call(function="ln" | "log", arguments=(inner,)):
            return E, inner
        case Call(function="log2", arguments=(inner,)):
            return number(Fraction(2)), inner
        case Call(function="log10", arguments=(inner,)):
            return number(Fraction(10)), inner
        case Call(function="log", arguments=(inner, base)):
            value = exact.rational(base)
            if base == E:
                return E, inner
            return (number(value), inner) if value is not None and value > 0 and value != 1 else None
    return None


def _joined(varying: list[Term], fixed: list[Term]) -> Node | None:
    """`ln(u) - ln(v) + c` as `e^c u - v`: where it is zero, u and v are positive."""
    logarithms = [(c, found) for c, u in varying if (found := _logarithm(u)) is not None]
    if not logarithms or len(logarithms) < len(varying):
        return None
    base = logarithms[0][1][0]
    if any(b != base for _, (b, _) in logarithms):
        return None
    rest = list[Term]()
    for c, u in fixed:
        found = _logarithm(u)
        if found is not None and found[0] == base:
            logarithms.append((c, found))
        else:
            rest.append((c, u))
    scale = math.lcm(*(c.denominator for c, _ in logarithms))
    powers = [(int(c * scale), u) for c, (_, u) in logarithms]
    if sum(abs(n) for n, _ in powers) > MOST:
        return None
    over = [_power(u, n) for n, u in powers if n > 0]
    under = [_power(u, -n) for n, u in powers if n < 0]
    if rest:
        over.append(Power(base, _sum([(c * scale, u) for c, u in rest])))
    return Add((_product(over), Negative(_product(under))))


def _power(u: Node, n: int) -> Node:
    return u if n == 1 else Power(u, number(Fraction(n)))


def _product(parts: list[Node]) -> Node:
    return Multiply(tuple(parts)) if len(parts) > 1 else parts[0] if parts else ONE


def _sum(terms: list[Term]) -> Node:
    parts = tuple(u if c == 1 else number(c) if u == ONE else Multiply((number(c), u)) for c, u in terms)
    return parts[0] if len(parts) == 1 else Add(parts) if parts else ZERO


# --- functions that take no value twice ----------------------------------------------------------------


def _taken_off(varying: list[Term], fixed: list[Term]) -> Node | None:
    """`F(u) - F(v)` as `u - v`."""
    if fixed or len(varying) != 2 or abs(varying[0][0]) != abs(varying[1][0]):
        return None
    (c, f), (d, g) = varying
    one, other = _function(f), _function(g)
    if one is None or other is None or one[0] != other[0]:
        return None
    if c == -d:
        return Add((one[1], Negative(other[1])))
    return Add((one[1], other[1])) if one[0] in ODD else None


def _function(f: Node) -> tuple[object, Node] | None:
    match f:
        case Call(function=name, arguments=(inner,)) if name in ONE_TO_ONE:
            return name, inner
        case Call(function="root", arguments=(inner, degree)):
            n = exact.integer(degree)
            return (("root", n), inner) if n and n > 0 else None
        case Power(base=base, exponent=inner) if names_in(inner) and not names_in(base):
            value = exact.rational(base)
            known = base == E or (value is not None and value > 0 and value != 1)
            return (("power", base), inner) if known else None
    return None


# --- powers of one number ------------------------------------------------------------------------------


def _collected(varying: list[Term], fixed: list[Term], variable: str) -> Node | None:
    """`2^(x+1) - 2^x - 8` as `2^x - 8`: multiples of the same power are added."""
    found: dict[tuple[Fraction, Fraction], Fraction] = {}
    for c, u in varying:
        power = _exponential(u, variable)
        if power is None:
            return None
        base, slope, start = power
        shift = exact.power(base, start)
        if shift is None:
            return None
        found[base, slope] = found.get((base, slope), Fraction(0)) + c * shift
    if not found or len(found) == len(varying):
        return None
    terms = [
        (
            c,
            Power(number(base), Multiply((number(slope), Name(variable))))
            if slope != 1
            else Power(number(base), Name(variable)),
        )
        for (base, slope), c in found.items()
        if c
    ]
    return _sum([*terms, *fixed])


def _exponential(u: Node, variable: str) -> tuple[Fraction, Fraction, Fraction] | None:
    """b, m and k of `b^(m x + k)`, the base no power of a smaller whole number."""
    if not isinstance(u, Power) or names_in(u.base) or names_in(u.exponent) != {variable}:
        return None
    base, zero = exact.rational(u.base), solved_for(u.exponent, variable)
    start = exact.rational(substitute(u.exponent, {variable: ZERO}))
    at_one = exact.rational(substitute(u.exponent, {variable: ONE}))
    if base is None or base <= 0 or base == 1 or zero is None or start is None or at_one is None:
        return None
    slope = at_one - start
    for n in range(12, 1, -1):
        root = exact.power(base, Fraction(1, n))
        if root is not None:
            return root, slope * n, start * n
    return base, slope, start
