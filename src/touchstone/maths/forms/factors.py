"""Expanded and factored: sums without brackets, and products of what can't be split."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeGuard

from touchstone.maths import exact
from touchstone.maths.forms import reals
from touchstone.maths.forms.collected import NOTHING, NUMBERS, untidy
from touchstone.maths.forms.idle import COMPOUND, ONE
from touchstone.maths.forms.numbers import literal, mixed_number
from touchstone.maths.forms.polynomials import CannotJudge, as_polynomial, content, factor_list
from touchstone.maths.kinds import scalars
from touchstone.maths.statements.systems import Polynomial
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Divide, Multiply, Name, Negative, Node, Number, Power, walk

RATIONALS, REALS = "rationals", "reals"
REDUCED = "The fraction can still be reduced."
WITHOUT_ROOTS = "Factor it over the rational numbers, without roots."
PRIMES = "Write it as a product of primes."
# Whether a larger number is prime is asked of nobody.
LARGEST = 10**12
NOTHING_MORE = Fraction(1, 10**40)
Factor = tuple[Node, bool]  # and whether it stands below the line


def expanded(node: Node) -> str | None:
    """No bracket left to multiply out; None when so, else what to do."""
    for part in walk(node):
        match part:
            case Multiply(factors=factors) if any(_is_sum(factor) for factor in factors):
                return "Multiply out the brackets."
            case Divide(numerator=over) if _is_sum(over):
                return "Divide each term separately."
            case Negative(operand=inner) if _is_sum(inner):
                return "Multiply out the brackets."
            case Power(base=base, exponent=exponent):
                n = exact.integer(exponent)
                if n not in (None, -1) and _is_bracket(base):
                    return "Multiply out the powers of brackets."
    return untidy(node)


def _is_sum(node: Node) -> bool:
    return isinstance(node, Add) and not mixed_number(node)


def _is_bracket(base: Node) -> bool:
    return _is_sum(base) or (isinstance(base, Multiply | Negative | Divide) and bool(names_in(base)))


def factored(node: Node, over: str = RATIONALS) -> str | None:
    """Powers of factors that can't be split over these numbers; a whole number of primes."""
    if _trivial(node):
        return ONE
    if any(isinstance(part, Divide) and any(map(_lettered, walk(part.denominator))) for part in walk(node)):
        return COMPOUND
    if over == REALS and reals.complex_in(node):
        return reals.WITHOUT_I
    try:
        parts = list(_factors(node))
    except _Untidy:
        return NUMBERS
    if exact.integer(node) is not None:
        return _primes(parts)
    if amiss := _numbers([part for part in parts if not names_in(part[0])]):
        return amiss
    seen: set[tuple[object, bool]] = set()
    several = sum(bool(names_in(factor)) for factor, _ in parts) > 1
    for factor, below in parts:
        if not names_in(factor):
            continue
        if reason := _irreducible(factor, over, several=several):
            return reason
        same = reals.up_to_scale(factor) if over == REALS else _up_to_scale(factor)
        if (same, not below) in seen:
            return REDUCED
        seen.add((same, below))
    return None


def _lettered(node: Node) -> bool:
    """A fraction with letters, which under another one makes a compound fraction."""
    return isinstance(node, Divide) and bool(names_in(node))


def _trivial(node: Node) -> bool:
    """Whether a product has the factor 1, or a quotient the denominator; but -1(x-1) may stand."""
    match node:
        case Negative(operand=Multiply(factors=(first, *rest))):
            return any(map(_one, rest)) or any(map(_trivial, (first, *rest)))
        case Negative(operand=inner):
            return _trivial(inner)
        case Multiply(factors=factors):
            return any(map(_one, factors)) or any(map(_trivial, factors))
        case Divide(numerator=over, denominator=under):
            return _one(under) or _trivial(over) or _trivial(under)
    return False


def _one(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 1


class _Untidy(ValueError):
    """An exponent that has to be worked out."""


def _factors(node: Node, below: bool = False) -> Iterator[Factor]:
    match node:
        case Negative(operand=inner):
            yield from _factors(inner, below)
        case Multiply(factors=factors):
            for factor in factors:
                yield from _factors(factor, below)
        case Divide(numerator=over, denominator=under):
            yield from _factors(over, below)
            yield from _factors(under, not below)
        case Power(base=base, exponent=exponent) if names_in(base):
            n = exact.integer(exponent)
            if n is None:
                yield node, below
                return
            if n == 0 or not literal(exponent):
                raise _Untidy
            yield from _factors(base, below ^ (n < 0))
        case _:
            yield node, below


def _numbers(parts: list[Factor]) -> str | None:
    """What is amiss with the numbers beside factors with letters."""
    if any(exact.rational(part) is not None and not _plain(part) for part, _ in parts):
        return NUMBERS
    if any(_worth_one(part) for part, _ in parts):
        return ONE
    if any(exact.rational(part) == 0 for part, _ in parts):
        return NOTHING
    top, bottom = (
        math.prod(int(part.value) for part, below in parts if below is side and _whole(part))
        for side in (False, True)
    )
    return NUMBERS if math.gcd(top, bottom) > 1 else None


def _worth_one(part: Node) -> bool:
    """`e^0` and `cos(0)`."""
    value = None if literal(part) else scalars.digits(part)
    return value is not None and abs(abs(value) - 1) < NOTHING_MORE


def _whole(node: Node) -> TypeGuard[Number]:
    return isinstance(node, Number) and node.value.denominator == 1


def _plain(number: Node) -> bool:
    """A literal, or a power of one."""
    if isinstance(number, Power):
        return literal(number.base) and literal(number.exponent)
    return literal(number) or mixed_number(number)


def _primes(parts: list[Factor]) -> str | None:
    """What is amiss with a whole number: it is a product of primes and their powers, or 0, 1, -1."""
    if len(parts) == 1 and exact.rational(parts[0][0]) in (0, 1):
        return None
    for part, below in parts:
        base = exact.integer(part.base) if isinstance(part, Power) and _plain(part) else None
        value = base if base is not None else exact.integer(part)
        if below or value is None or not _plain(part):
            return PRIMES
        if isinstance(part, Power) and (exact.integer(part.exponent) or 0) < 1:
            return PRIMES
        if value > LARGEST:
            raise CannotJudge("too large")
        if not _prime(value):
            return PRIMES
    return None


def _prime(value: int) -> bool:
    import sympy

    return bool(sympy.isprime(value))


def _up_to_scale(factor: Node) -> object:
    """The same for factors that differ by a number."""
    polynomial = as_polynomial(factor)
    lead = polynomial[max(polynomial)]
    return tuple(sorted(names_in(factor))), frozenset((m, c / lead) for m, c in polynomial.items())


def _irreducible(factor: Node, over: str, *, several: bool) -> str | None:
    if isinstance(factor, Name):
        return None
    if isinstance(factor, Add) and (amiss := untidy(factor)):
        return amiss
    names = sorted(names_in(factor))
    polynomial, exactly = reals.polynomial(factor) if over == REALS else (as_polynomial(factor), True)
    left = _common(polynomial, several) if exactly else reals.common_root(polynomial)
    if left:
        return "A common factor can still be taken out."
    if over == REALS:
        further = reals.splits(polynomial, names, exactly=exactly)
    else:
        further = sum(power for _, power in factor_list(polynomial, names)[1]) > 1
    return "This can be factored further." if further else None


def rational(node: Node) -> bool:
    """Whether an expression is a polynomial with rational coefficients."""
    try:
        as_polynomial(node)
    except CannotJudge:
        return False
    return True


def with_roots(node: Node) -> bool:
    """Whether a factor with letters holds a number that is no fraction, such as a root, pi or i."""
    try:
        return any(names_in(part) and any(map(_irrational, walk(part))) for part, _ in _factors(node))
    except _Untidy:
        return False


def _irrational(node: Node) -> bool:
    try:
        return not names_in(node) and exact.rational(node) is None
    except exact.NoValue:
        return False


def _common(polynomial: Polynomial, several: bool) -> bool:
    """Whether a number can be taken out: of one factor among several, `x/2 - 1`, no fraction need be."""
    if content(polynomial) == 1 or _monic(polynomial):
        return False
    whole = any(coefficient.denominator == 1 for coefficient in polynomial.values())
    return not (several and whole and content(polynomial).numerator == 1)


def _monic(polynomial: Polynomial) -> bool:
    """Leading coefficient 1 or -1 with fractions below, as in x + 1/2: nothing to take out."""
    top = max(polynomial, key=lambda m: (sum(m), m))
    return abs(polynomial[top]) == 1
