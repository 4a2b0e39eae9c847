"""Functions made of rational steps and roots as polynomials in x and in letters for the roots.

Each letter r is a root of degree n of a polynomial g in what came before it. A product over all values that
the letters could have, which is a polynomial in x alone, is zero wherever the function is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import zip_longest

from touchstone.maths import clock, exact
from touchstone.maths.statements.polynomials import Polynomials, Rationals
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Power

# Powers of x and of the letters, without zeros at the end, and what each product of them is multiplied by.
Powers = tuple[int, ...]
Element = dict[Powers, Fraction]
ONE: Element = {(): Fraction(1)}

SMALL_PRIMES = (2, 3, 5, 7, 11, 13)
MOST_ROOTS, MOST_CHOICES, MOST_TERMS, MOST_DEGREE, MOST_BITS, HIGHEST_ROOT = 4, 24, 400, 60, 4000, 6


class Beyond(ValueError):
    """No such function, or too large a one."""


@dataclass(frozen=True)
class Root:
    """A letter that is a root of this degree of an element in x and the letters before it."""

    degree: int
    under: Element


@dataclass
class Tower:
    """The letters for roots, in the order in which they came."""

    variable: str
    # The sign that a polynomial, constant first, keeps where the function is looked at. May raise Beyond.
    sign: Callable[[list[Fraction]], int]
    roots: list[Root] = field(default_factory=list)

    # --- arithmetic ------------------------------------------------------------------------------------

    def multiply(self, a: Element, b: Element) -> Element:
        """The product, with r^n written as g."""
        clock.check()
        if len(a) * len(b) > MOST_TERMS * 8:
            raise Beyond
        out: Element = {}
        for p, c in a.items():
            for q, d in b.items():
                powers = tuple(m + n for m, n in zip_longest(p, q, fillvalue=0))
                out[powers] = out.get(powers, Fraction(0)) + c * d
        return self._reduced(out)

    def _reduced(self, a: Element) -> Element:
        for at in range(len(self.roots), 0, -1):
            root = self.roots[at - 1]
            high = {p: c for p, c in a.items() if len(p) > at and p[at] >= root.degree}
            if not high:
                continue
            low = {p: c for p, c in a.items() if p not in high}
            for powers, c in high.items():
                times, left = divmod(powers[at], root.degree)
                rest = _trimmed((*powers[:at], left, *powers[at + 1 :]))
                low = add(low, self.multiply({rest: c}, self.power(root.under, times)))
            a = low
        return _checked({p: c for p, c in a.items() if c})

    def power(self, a: Element, n: int) -> Element:
        """A whole power, n ≥ 0."""
        if n > MOST_DEGREE:
            raise Beyond
        out = ONE
        for _ in range(n):
            out = self.multiply(out, a)
        return out

    # --- from trees ------------------------------------------------------------------------------------

    def fraction(self, node: Node) -> tuple[Element, Element]:
        """The function as a quotient of elements. Raises Beyond."""
        if not names_in(node):
            known = _rational(node)
            if known is not None:
                return constant(known), ONE
        match node:
            case Name(name=name) if name == self.variable:
                return {(1,): Fraction(1)}, ONE
            case Negative(operand=inner):
                over, under = self.fraction(inner)
                return negative(over), under
            case Add(terms=terms):
                return self._sum([self.fraction(term) for term in terms])
            case Multiply(factors=factors):
                over, under = ONE, ONE
                for p, q in map(self.fraction, factors):
                    over, under = self.multiply(over, p), self.multiply(under, q)
                return over, under
            case Divide(numerator=a, denominator=b):
                (p, q), (r, s) = self.fraction(a), _inverse(self.fraction(b))
                return self.multiply(p, r), self.multiply(q, s)
            case Power(base=base, exponent=exponent) if not names_in(exponent):
                return self._raised(base, _rational(exponent))
            case Call(function="sqrt", arguments=(inner,)):
                return self._raised(inner, Fraction(1, 2))
            case Call(function="root", arguments=(inner, degree)) if not names_in(degree):
                n = exact.integer(degree)
                return self._raised(inner, Fraction(1, n) if n else None)
        raise Beyond

    def _sum(self, parts: list[tuple[Element, Element]]) -> tuple[Element, Element]:
        over, under = parts[0]
        for p, q in parts[1:]:
            if q == under:
                over = _checked(add(over, p))
            else:
                over = _checked(add(self.multiply(over, q), self.multiply(p, under)))
                under = self.multiply(under, q)
        return over, under

    def _raised(self, base: Node, exponent: Fraction | None) -> tuple[Element, Element]:
        if exponent is None or abs(exponent.numerator) > MOST_DEGREE:
            raise Beyond
        over, under = self.fraction(base)
        if exponent.denominator > 1:
            over, under = self._root(over, under, exponent.denominator)
        if exponent < 0:
            over, under = _inverse((over, under))
        n = abs(exponent.numerator)
        return self.power(over, n), self.power(under, n)

    def _root(self, over: Element, under: Element, degree: int) -> tuple[Element, Element]:
        """A root of A/B: r/B, where r^n is A B^(n-1)."""
        inside = self.multiply(over, self.power(under, degree - 1))
        if not inside:
            return inside, ONE
        drawn = ONE
        if degree == 2 and all(len(p) < 2 for p in inside):
            inside, drawn = self._drawn_out(inside)
            if inside == ONE:
                return self._times_sign(drawn, under), under
        root = Root(degree, inside)
        if root not in self.roots:
            choices = degree
            for other in self.roots:
                choices *= other.degree
            if len(self.roots) == MOST_ROOTS or choices > MOST_CHOICES or degree > HIGHEST_ROOT:
                raise Beyond
            self.roots.append(root)
        at = self.roots.index(root) + 1
        return self.multiply(drawn, {(*(0,) * at, 1): Fraction(1)}), under

    def _times_sign(self, a: Element, of: Element) -> Element:
        """a, or -a where the other is negative: `sqrt(A/B)` is `sqrt(A B)/|B|`."""
        if any(len(p) > 1 for p in of):
            raise Beyond
        return a if self.sign(listed(of)) > 0 else negative(a)

    def _drawn_out(self, inside: Element) -> tuple[Element, Element]:
        """What stays under a square root, and what comes out: `sqrt(8 x^2)` is `sqrt(2)` times 2x or -2x."""
        of = Polynomials(Rationals())
        poly = listed(inside)
        left, out = [Fraction(1)], [Fraction(1)]
        for times, factor in _by_multiplicity(of, poly):
            left = of.multiply(left, of.power(factor, times % 2))
            out = of.multiply(out, of.power(factor, times // 2))
        kept, number = _square_part(poly[-1])
        number *= 1 if len(out) == 1 else self.sign(out)
        return _element([c * kept for c in left]), _element([c * number for c in out])

    # --- the product over all values of the letters ----------------------------------------------------

    def norm(self, a: Element) -> list[Fraction]:
        """A polynomial in x, constant first, that is zero wherever the element is; empty where it is 0."""
        for at in range(len(self.roots), 0, -1):
            a = self._without(a, at)
        return listed(a)

    def _without(self, a: Element, at: int) -> Element:
        """The product over all values of one letter: the determinant of multiplication by the element."""
        parts: dict[int, Element] = {}
        for powers, c in a.items():
            n = powers[at] if len(powers) > at else 0
            parts.setdefault(n, {})[_trimmed(powers[:at])] = c
        if not set(parts) - {0}:
            return a
        root = self.roots[at - 1]
        n = root.degree
        # Row i is r^i times the element: what goes beyond r^(n-1) comes back times g.
        rows = [[parts.get((j - i) % n, {}) for j in range(n)] for i in range(n)]
        rows = [
            [self.multiply(cell, root.under) if j < i else cell for j, cell in enumerate(row)]
            for i, row in enumerate(rows)
        ]
        return self._determinant(rows)

    def _determinant(self, rows: list[list[Element]]) -> Element:
        if len(rows) == 1:
            return rows[0][0]
        total: Element = {}
        for j, cell in enumerate(rows[0]):
            if cell:
                minor = self._determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]])
                part = self.multiply(cell, minor)
                total = add(total, negative(part) if j % 2 else part)
        return _checked(total)


def add(a: Mapping[Powers, Fraction], b: Mapping[Powers, Fraction]) -> Element:
    """The sum."""
    out = dict(a)
    for powers, c in b.items():
        value = out.get(powers, Fraction(0)) + c
        if value:
            out[powers] = value
        else:
            out.pop(powers, None)
    return out


def negative(a: Element) -> Element:
    """The negative."""
    return {p: -c for p, c in a.items()}


def listed(a: Element) -> list[Fraction]:
    """An element without letters for roots as coefficients, constant first."""
    degree = max((p[0] if p else 0 for p in a), default=-1)
    return [a.get(_trimmed((n,)), Fraction(0)) for n in range(degree + 1)]


def _element(poly: list[Fraction]) -> Element:
    return {_trimmed((n,)): c for n, c in enumerate(poly) if c}


def _by_multiplicity(of: Polynomials[Fraction], poly: list[Fraction]) -> Iterator[tuple[int, list[Fraction]]]:
    """Monic factors without a common one, each with how often it divides the polynomial (Yun)."""
    poly = of.monic(poly)
    left, rest = of.squarefree(poly), of.gcd(poly, of.derivative(poly))
    times = 1
    while len(left) > 1:
        shared = of.gcd(left, rest)
        own = of.divide(left, shared)[0]
        if len(own) > 1:
            yield times, own
        left, rest, times = shared, of.divide(rest, shared)[0], times + 1


def _square_part(c: Fraction) -> tuple[Fraction, Fraction]:
    """k and s with c = k s^2, small squares drawn out."""
    whole, s = c.numerator * c.denominator, Fraction(1, c.denominator)
    for p in SMALL_PRIMES:
        while whole % (p * p) == 0:
            whole //= p * p
            s *= p
    root = math.isqrt(abs(whole))
    if root * root == abs(whole):
        whole, s = whole // abs(whole), s * root
    return Fraction(whole), s


def constant(value: Fraction) -> Element:
    """A number."""
    return {(): value} if value else {}


def _inverse(pair: tuple[Element, Element]) -> tuple[Element, Element]:
    if not pair[0]:
        raise Beyond
    return pair[1], pair[0]


def _trimmed(powers: Powers) -> Powers:
    while powers and not powers[-1]:
        powers = powers[:-1]
    return powers


def _checked(a: Element) -> Element:
    large = any((p and p[0] > MOST_DEGREE) or exact.bits(c) > MOST_BITS for p, c in a.items())
    if large or len(a) > MOST_TERMS:
        raise Beyond
    return a


def _rational(node: Node) -> Fraction | None:
    try:
        return exact.rational(node)
    except exact.NoValue:
        raise Beyond from None
