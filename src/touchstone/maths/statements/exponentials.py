"""Equations with powers of one exponential as rational ones: `p/(1-p) = e^z` and `p = 1/(1+e^(-z))`.

What agrees for every value of e^z agrees for those that it takes; what doesn't may still agree for these.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from fractions import Fraction

from touchstone.maths import equality, exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, conditions, variables
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.statements.thin import analytic, thin
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
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

LETTER = Name("•exp")
E = Constant("e")
# More exponentials than this are no formula that somebody made over.
MOST = 12


def as_letters(a: Formula, b: Formula, setting: Setting) -> tuple[Formula, Formula] | None:
    """Both with powers of a letter for powers of one exponential; None where these have no common one."""
    exponents = list(
        dict.fromkeys(found for part in (a, b) for c in conditions(part) for found in _exponents(c.f))
    )
    if not 0 < len(exponents) <= MOST:
        return None
    shares = {exponent: _share(exponent, exponents[0], setting) for exponent in exponents}
    if None in shares.values():
        return None
    below = math.lcm(*(share.denominator for share in shares.values() if share is not None))
    powers = {exponent: int(share * below) for exponent, share in shares.items() if share is not None}
    if not all(map(analytic, exponents)) and (_divided(a) or _divided(b)):
        return None  # `e^max(y, 0)` is 1 for every negative y, as no letter is
    lettered = _lettered(a, powers), _lettered(b, powers)
    outside = {LETTER.name} | frozenset[str]().union(*map(names_in, exponents))
    if any(_may_vanish(part, outside) for part in lettered):
        return None
    inside = frozenset[str]().union(*map(names_in, exponents))
    asked = [factor for pair in ((a, b), (b, a)) for factor in _lines(*pair, inside, powers)]
    positive = setting.domain.positive
    return lettered if all(known_positive(factor, positive, real=True) for factor in asked) else None


def _lines(a: Formula, b: Formula, inside: frozenset[str], powers: dict[Node, int]) -> Iterator[Node]:
    """Divisors of a in letters of the exponents, where they are zero b may hold all along.

    `a x = e^a - 1` holds for every x where a is 0, which `x = (e^a - 1)/a` doesn't say.
    """
    below = [part.denominator for c in conditions(a) for part in walk(c.f) if isinstance(part, Divide)]
    for factor in (factor for d in below for factor in _factors(d)):
        if names_in(_replaced(factor, powers)) & inside and _holds_along(factor, b):
            yield factor


def _factors(f: Node) -> Iterator[Node]:
    match f:
        case Multiply(factors=parts):
            for part in parts:
                yield from _factors(part)
        case Negative(operand=inner) | Power(base=inner, exponent=Number()):
            yield from _factors(inner)
        case _:
            yield f


def _holds_along(factor: Node, of: Formula) -> bool:
    """Whether the statement may be true wherever the factor is zero."""
    if _exponent(factor) is not None:
        return False
    for name in sorted(names_in(factor)):
        zero = solved_for(factor, name)
        if zero is not None:
            return not all(thin(substitute(c.f, {name: zero})) for c in conditions(of))
    return True


def _divided(of: Formula) -> bool:
    return any(
        isinstance(part, Divide) and bool(names_in(part.denominator))
        for c in conditions(of)
        for part in walk(c.f)
    )


def _may_vanish(of: Formula, names: Container[str]) -> bool:
    """Whether a denominator may be zero where an exponent is something, and that stands outside, too.

    `x (e^a - 1) = a` holds for every x where a is 0; with a letter for e^a there is nothing there.
    """
    used = variables(of)
    if not any(name in names for name in used if name != LETTER.name):
        return False
    below = [part.denominator for c in conditions(of) for part in walk(c.f) if isinstance(part, Divide)]
    return any(LETTER.name in names_in(part) and not _surely_positive(part) for part in below)


def _surely_positive(f: Node) -> bool:
    """Whether a polynomial in what is positive has no negative coefficient."""
    found = coefficients(f)
    return bool(found) and names_in(f) == {LETTER.name} and all(c > 0 for c in (found or {}).values())


def _exponent(node: Node) -> Node | None:
    match node:
        case Call(function="exp", arguments=(inner,)) if names_in(inner):
            return inner
        case Power(base=base, exponent=inner) if base == E and names_in(inner):
            return inner
    return None


def _exponents(f: Node) -> Iterator[Node]:
    yield from (found for part in walk(f) if (found := _exponent(part)) is not None)


def _share(exponent: Node, first: Node, setting: Setting) -> Fraction | None:
    """How many times the first exponent this one is, where that is a number."""
    names = sorted(names_in(exponent) | names_in(first))
    place = {name: number(Fraction(2 * k + 3, 7)) for k, name in enumerate(names)}
    try:
        x, y = (exact.rational(substitute(node, place)) for node in (exponent, first))
    except exact.NoValue:
        return None
    if not x or not y:
        return None
    same = equality.compare(exponent, Multiply((number(x / y), first)), setting.exactly).equal
    return x / y if same else None


def _lettered(of: Formula, powers: dict[Node, int]) -> Formula:
    match of:
        case Condition(f=f, op=op):
            return Condition(Divide(_replaced(f, powers), LETTER), op)  # it is never zero
        case Every(parts=parts):
            return Every(tuple(_lettered(part, powers) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_lettered(part, powers) for part in parts))
    return of


def _replaced(node: Node, powers: dict[Node, int]) -> Node:
    exponent = _exponent(node)
    if exponent is not None:
        return Power(LETTER, number(Fraction(powers[exponent])))
    return rebuilt(node, [_replaced(part, powers) for part in children(node)])
