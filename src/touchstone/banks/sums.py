"""Sums of products of powers, with the number folded into each term: the arithmetic of `canonical`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

Atom: TypeAlias = tuple[Any, ...]  # a name, a call, or a sum in a product
Monomial: TypeAlias = tuple[tuple[Atom, "Sum"], ...]  # atoms with their exponents, sorted
Sum: TypeAlias = tuple[tuple[Monomial, Fraction], ...]  # terms with their coefficients, sorted; () is 0

LARGEST = 64  # an exponent beyond which a number is left as a power
MOST_BITS = 4_096  # of a number that is worked out
FACTORED = 10_000  # a number up to which its roots are taken apart
ONE: Sum = (((), Fraction(1)),)


def constant(value: Fraction | int) -> Sum:
    """A number."""
    return (((), Fraction(value)),) if value else ()


def single(*key: Any) -> Sum:
    """A name, a call or whatever else is one thing, under its key."""
    return ((((key, ONE),), Fraction(1)),)


def value_of(form: Sum) -> Fraction | None:
    """The number that a form is, or None."""
    if not form:
        return Fraction(0)
    return form[0][1] if len(form) == 1 and form[0][0] == () else None


def in_order(keys: Iterable[Any]) -> list[Any]:
    """Keys of any kind in an order of their own."""
    return sorted(keys, key=repr)


def plus(forms: Iterable[Sum]) -> Sum:
    """The sum of some, with like terms collected."""
    terms: dict[Monomial, Fraction] = {}
    for form in forms:
        for monomial, factor in form:
            for inner, times in _opened(monomial):
                terms[inner] = terms.get(inner, Fraction(0)) + factor * times
    return tuple(in_order((monomial, factor) for monomial, factor in terms.items() if factor))


def _opened(monomial: Monomial) -> Sum:
    """The terms of a sum that is only divided: (a + b)/n is a/n + b/n."""
    sums = [atom for atom, power in monomial if atom[0] == "sum" and power == ONE]
    rest = tuple((atom, power) for atom, power in monomial if not (sums and atom == sums[0]))
    if len(sums) != 1 or any((value_of(power) or 0) >= 0 for _, power in rest):
        return ((monomial, Fraction(1)),)
    return plus(product(((rest, Fraction(1)),), (term,)) for term in sums[0][1])


def product(*forms: Sum) -> Sum:
    """The product of some, with the powers of each thing collected and what cancels taken out."""
    factor = Fraction(1)
    powers: dict[Atom, Sum] = {}
    for form in forms:
        if not form:
            return ()
        number, monomial = _as_product(form)
        factor *= number
        for atom, power in monomial:
            powers[atom] = plus([powers.get(atom, ()), power])
    _cancel(powers)
    factor *= _signs(powers)
    for atom in [atom for atom in powers if atom[0] == "number"]:
        number, rest = _split(atom[1], powers.pop(atom))
        factor *= number
        if rest:
            powers[atom] = rest
    monomial = tuple(in_order((atom, power) for atom, power in powers.items() if power))
    if len(monomial) == 1 and monomial[0][0][0] == "sum" and monomial[0][1] == ONE:
        return tuple((inner, factor * times) for inner, times in monomial[0][0][1])
    return ((monomial, factor),)


def _cancel(powers: dict[Atom, Sum]) -> None:
    """Takes what stands above the line in every term of a sum and below the line beside it out of both."""
    for atom in [atom for atom in powers if atom[0] == "sum"]:
        power = value_of(powers[atom])
        if not power:
            continue
        common = {
            shared: least
            for shared, least in _common(atom[1]).items()
            if least > 0 and (value_of(powers.get(shared, ())) or 0) * power < 0
        }
        if not common:
            continue
        rest = _divided(atom[1], common)
        powers.pop(atom)
        _, inner = _as_product(rest)
        for shared, least in (*((a, constant(p)) for a, p in common.items()), *inner):
            more = product(least, constant(power))
            powers[shared] = plus([powers.get(shared, ()), more])


def _signs(powers: dict[Atom, Sum]) -> int:
    """Turns sums in whole powers so that their first term is positive; returns the sign left over."""
    sign = 1
    for atom in [atom for atom in powers if atom[0] == "sum" and atom[1] and atom[1][0][1] < 0]:
        power = value_of(powers[atom])
        if power is not None and power.denominator == 1:
            sign *= -1 if power % 2 else 1
            turned = _negative(atom)
            powers[turned] = plus([powers.get(turned, ()), powers.pop(atom)])
    return sign


def _as_product(form: Sum) -> tuple[Fraction, Monomial]:
    """A form as a number times powers: a sum gives up its number, its sign and its denominators."""
    if len(form) == 1:
        return form[0][1], form[0][0]
    numbers = [factor for _, factor in form]
    content = Fraction(gcd(*(n.numerator for n in numbers)), lcm(*(n.denominator for n in numbers)))
    below = {atom: least for atom, least in _common(form).items() if least < 0}
    inner = _divided(form, below)
    content = content if inner[0][1] > 0 else -content
    whole = ("sum", tuple((monomial, factor / content) for monomial, factor in inner))
    return content, tuple(
        in_order([(whole, ONE), *((atom, constant(least)) for atom, least in below.items())])
    )


def _common(form: Sum) -> dict[Atom, Fraction]:
    """The atoms of a sum with their smallest exponents; 0 where a term does not have it."""
    found: dict[Atom, Fraction] = {}
    for atom in dict.fromkeys(atom for monomial, _ in form for atom, _ in monomial):
        exponents = [value_of(dict(monomial).get(atom, ())) for monomial, _ in form]
        known = [exponent for exponent in exponents if exponent is not None]
        if len(known) == len(exponents) and min(known):
            found[atom] = min(known)
    return found


def _divided(form: Sum, common: Mapping[Atom, Fraction]) -> Sum:
    by = tuple((atom, constant(-least)) for atom, least in common.items())
    return plus(product(((by, Fraction(1)),), (term,)) for term in form) if by else form


def over_one_line(form: Sum) -> Sum:
    """A sum over its common denominator."""
    return product(form) if len(form) > 1 else form


def to_power(base: Sum, exponent: Sum) -> Sum:
    """One to the power of another."""
    raised = value_of(exponent)
    if raised == 0:
        return constant(1)
    if not base:
        return single("power", base, exponent)  # of zero: no number where the exponent is negative
    factor, monomial = _as_product(base)
    whole = raised is not None and raised.denominator == 1
    if factor < 0 and not whole:
        turned = next((atom for atom, power in monomial if atom[0] == "sum" and power == ONE), None)
        if turned is None:
            return ((((("sum", base), exponent),), Fraction(1)),)
        factor = -factor
        monomial = tuple((_negative(atom) if atom is turned else atom, power) for atom, power in monomial)
    inner = tuple((atom, product(power, exponent)) for atom, power in monomial)
    return product(_number_power(factor, exponent), ((inner, Fraction(1)),))


def _negative(atom: Atom) -> Atom:
    return ("sum", tuple((monomial, -factor) for monomial, factor in atom[1]))


def _number_power(number: Fraction, exponent: Sum) -> Sum:
    """A power of a number: worked out as far as it is rational."""
    whole = value_of(exponent)
    bases = {number: 1} if whole is not None and whole.denominator == 1 else _primes(number)
    factor, powers = Fraction(1), []
    for base, times in bases.items():
        rational, rest = _split(base, product(exponent, constant(times)))
        factor *= rational
        powers += [(("number", base), rest)] if rest else []
    return ((tuple(in_order(powers)), factor),)


def _split(number: Fraction, exponent: Sum) -> tuple[Fraction, Sum]:
    """The rational part of a power of a number, and the exponent that is left on it."""
    fixed = dict(exponent).get((), Fraction(0))
    whole = fixed.numerator // fixed.denominator
    bits = max(number.numerator.bit_length(), number.denominator.bit_length())
    if abs(whole) > LARGEST or abs(whole) * bits > MOST_BITS or (whole < 0 and not number):
        return Fraction(1), exponent
    return number**whole, plus([exponent, constant(-whole)])


def _primes(number: Fraction) -> dict[Fraction, int]:
    """The prime factors of a small positive number with their powers; of others the number itself."""
    if not 0 < number <= FACTORED or number.denominator > FACTORED:
        return {number: 1}
    found: dict[Fraction, int] = {}
    for part, sign in ((number.numerator, 1), (number.denominator, -1)):
        for prime in range(2, part + 1):
            while part % prime == 0:
                part //= prime
                found[Fraction(prime)] = found.get(Fraction(prime), 0) + sign
            if prime * prime > part > 1:
                found[Fraction(part)] = found.get(Fraction(part), 0) + sign
                break
            if part == 1:
                break
    return found
