"""All zeros of a function made of rational steps and roots, with a proof that there are no others.

The product over all signs of its square roots, and over all values of other roots, is a polynomial: every
zero of the function is one of its. At a zero of the product exactly one factor is zero where all others
surely aren't; which one it is, digits tell.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from touchstone.maths import clock
from touchstone.maths.statements.marks import (
    Mark,
    Unsupported,
    as_digits,
    below,
    fineness,
    precise,
    to_fraction,
)
from touchstone.maths.statements.polynomial_roots import exact_roots
from touchstone.maths.statements.polynomials import NotRational, Polynomials, Rationals
from touchstone.maths.statements.signs import Sign
from touchstone.maths.statements.towers import Beyond, Element, Tower
from touchstone.maths.statements.weights import SPARE
from touchstone.maths.traits import traits
from touchstone.maths.tree import Node, Power

ROOTS = frozenset({"sqrt", "root"})
Edges = tuple[Mark | None, Mark | None]
# Real roots are shown to be there by a change of sign so near to them, in bits.
NEAR_ROOT = 150


def zeros(f: Node, variable: str, cell: Edges, sample: Fraction) -> list[Mark] | None:
    """Places in a cell in which f is smooth, all its zeros among them; None where that isn't proved."""
    found = traits(f)
    if found.functions - ROOTS or not (found.functions or Power in found.kinds):
        return None

    def sign(poly: list[Fraction]) -> int:
        if any(_within(root, cell) for root in exact_roots(poly)):
            raise Beyond
        return 1 if _value(poly, sample) > 0 else -1

    try:
        tower = Tower(variable, sign)
        over, under = tower.fraction(f)
        poly = tower.norm(over)
        if not poly:
            return None if over else []  # zero all along: its sign is the same everywhere
        if SPARE + _bits(poly) > fineness().near:
            return None
        roots = [root for root in exact_roots(poly) if _within(root, cell)]
        proof = _Proof(f, tower, over, under, Polynomials(Rationals()).squarefree(poly))
        return roots if all(map(proof.settles, roots)) else None
    except (Beyond, NotRational, Unsupported, OverflowError, ZeroDivisionError):
        return None


def _within(place: Mark, cell: Edges) -> bool:
    low, high = cell
    return (low is None or below(low, place)) and (high is None or below(place, high))


def _bits(poly: list[Fraction]) -> int:
    """The bits of the coefficients as whole numbers without a common factor, and of what they add up to."""
    scale = math.lcm(*(c.denominator for c in poly))
    whole = [int(c * scale) for c in poly]
    return (max(map(abs, whole)) // math.gcd(*whole)).bit_length() + len(poly)


def _value(poly: list[Fraction], x: Fraction) -> Fraction:
    total = Fraction(0)
    for coefficient in reversed(poly):
        total = total * x + coefficient
    return total


class _Proof:
    """Whether the function is zero at roots of the product."""

    def __init__(self, f: Node, tower: Tower, over: Element, under: Element, poly: list[Fraction]) -> None:
        self.sign, self.tower, self.over, self.under, self.poly = (
            Sign(f, tower.variable),
            tower,
            over,
            under,
            poly,
        )
        self.ctx = precise()

    def settles(self, place: Mark) -> bool:
        """Whether it is known beyond doubt if f is zero there: what is not far from zero surely is."""
        if isinstance(place, Fraction) or self.sign.at(place) != 0:
            return True
        beside = Fraction(1, 2**NEAR_ROOT)
        low, high = (_value(self.poly, to_fraction(place) + side) for side in (-beside, beside))
        if low * high >= 0:
            return False
        small = self.ctx.ldexp(1, -fineness().near // 2)
        nearly_zero = 0
        for values in self._choices(place):
            clock.check()
            size, most = self._at(self.over, place, values)
            nearly_zero += size < small * max(1, most)
            if self._at(self.under, place, values)[1] * small >= self.ctx.ldexp(1, -10):
                return False
        return nearly_zero == 1

    def _choices(self, place: Mark) -> Iterator[list[Any]]:
        """The values that the letters for roots may have at once, each product once."""
        seen = set()
        for turns in product(*(range(root.degree) for root in self.tower.roots)):
            kind = self._phases(turns)
            if kind not in seen:
                seen.add(kind)
                yield self._values(place, turns)

    def _phases(self, turns: tuple[int, ...]) -> tuple[object, ...]:
        """How the terms turn against the first: alike for choices whose products differ by a factor."""
        roots = self.tower.roots
        if any(len(p) > 1 for root in roots for p in root.under):
            return turns
        phases = [
            sum(Fraction(k * n, root.degree) for k, n, root in zip(turns, powers[1:], roots, strict=False))
            for powers in self.over
        ]
        return tuple((phase - phases[0]) % 1 for phase in phases)

    def _values(self, place: Mark, turns: tuple[int, ...]) -> list[Any]:
        values: list[Any] = []
        for turn, root in zip(turns, self.tower.roots, strict=True):
            under = self._sum(root.under, place, values)[0]
            values.append(
                self.ctx.root(under, root.degree) * self.ctx.expjpi(self.ctx.mpf(2 * turn) / root.degree)
            )
        return values

    def _at(self, a: Element, place: Mark, values: list[Any]) -> tuple[Any, Any]:
        total, most = self._sum(a, place, values)
        return abs(total), most

    def _sum(self, a: Element, place: Mark, values: list[Any]) -> tuple[Any, Any]:
        """The value of an element, and the size of its largest term."""
        total, most = self.ctx.mpc(0), self.ctx.mpf(0)
        for powers, c in a.items():
            term = self.ctx.mpc(as_digits(self.ctx, c))
            for value, n in zip((place, *values), powers, strict=False):
                term *= value**n
            total, most = total + term, max(most, abs(term))
        return total, most
