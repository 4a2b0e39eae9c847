"""Sums of rational (or Gaussian) multiples of terms, for exponents and logarithms.

A term is known by its image in the field: equal terms, however written, have equal images.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Coefficient: TypeAlias = tuple[Fraction, Fraction]  # real and imaginary part

ZERO, ONE = Fraction(0), Fraction(1)
# An exponent with more terms than this is left whole: people write two or three.
MAX_TERMS = 48


@dataclass(slots=True, eq=False)  # nobody changes one; a frozen one takes twice as long to make
class Linear:
    """Σ coefficient · term, by the term's image; no coefficient is zero."""

    terms: dict[int, Coefficient]

    def real(self) -> bool:
        """Whether all coefficients are real."""
        return all(not im for _, im in self.terms.values())


def single(image: int, coefficient: Fraction = ONE, imaginary: Fraction = ZERO) -> Linear:
    """One term."""
    return Linear({image: (coefficient, imaginary)} if coefficient or imaginary else {})


def imaginary(image: int) -> Linear:
    """i times a term."""
    return Linear({image: (ZERO, ONE)})


def add(forms: Iterable[Linear]) -> Linear:
    """The sum."""
    total: dict[int, Coefficient] = {}
    for form in forms:
        for image, (re, im) in form.terms.items():
            old = total.get(image)
            total[image] = (re, im) if old is None else (old[0] + re, old[1] + im)
    return Linear({image: (re, im) for image, (re, im) in total.items() if re or im})


def multiply(a: Linear, b: Linear, p: int) -> Linear | None:
    """The product, or None when it has too many terms."""
    if len(a.terms) * len(b.terms) > MAX_TERMS:
        return None
    if len(a.terms) == 1 == len(b.terms):
        ((u, x),), ((v, y),) = a.terms.items(), b.terms.items()
        return Linear({u * v % p: _times(x, y)})
    return add(Linear({u * v % p: _times(x, y)}) for u, x in a.terms.items() for v, y in b.terms.items())


def _times(x: Coefficient, y: Coefficient) -> Coefficient:
    if not (x[1] or y[1]):  # nearly all are real
        if x[0] == 1:
            return y
        return x[0] * y[0], ZERO
    return x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def scaled(form: Linear, factor: Fraction) -> Linear:
    """A rational multiple."""
    return Linear({image: (re * factor, im * factor) for image, (re, im) in form.terms.items() if factor})


def inverse(form: Linear, p: int) -> Linear | None:
    """1/form for a single term, else None."""
    if len(form.terms) != 1:
        return None
    ((image, (re, im)),) = form.terms.items()
    size = re * re + im * im
    return single(pow(image, -1, p), re / size, -im / size)


def content(form: Linear) -> Fraction:
    """The positive rational that divides all coefficients, leaving whole ones without a common factor."""
    parts = [part for pair in form.terms.values() for part in pair if part]
    over = math.gcd(*(part.numerator for part in parts))
    under = math.lcm(*(part.denominator for part in parts))
    return Fraction(over, under) if parts else Fraction(1)
