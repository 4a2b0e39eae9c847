"""Places on the real line: exact where they are rational, else known to many digits."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from touchstone.maths.digits import Digits

Mark: TypeAlias = Any  # a Fraction where the place is rational, else a multi-precision number


class Fineness(NamedTuple):
    """Marks are known to 2^-accuracy and told apart from 2^-near on; values below 2^-near count as zero.

    `enough` says that what is written can't make smaller ones, as far as that was weighed.
    """

    precision: int
    accuracy: int
    near: int
    enough: bool = False


PRECISION, ACCURACY, NEAR, _ = USUAL = Fineness(500, 400, 200)
_fineness = USUAL


class Unsupported(ValueError):
    """Where this function changes sign is not known here."""


def fineness() -> Fineness:
    """How finely marks are told apart just now."""
    return _fineness


@contextmanager
def finer(near: int | None) -> Iterator[None]:
    """Marks are told apart from 2^-near on, where that is finer than usual; None where nothing is enough."""
    global _fineness
    before = _fineness
    if near is None:
        _fineness = before._replace(enough=False)
    elif near > before.near:
        _fineness = Fineness(3 * near - 100, 2 * near, near, enough=True)
    else:
        _fineness = before._replace(enough=True)
    try:
        yield
    finally:
        _fineness = before


def precise() -> Any:
    """The multi-precision context at the precision of marks."""
    ctx = Digits(real=True).ctx
    ctx.prec = fineness().precision
    return ctx


def as_digits(ctx: Any, value: Fraction) -> Any:
    """A fraction to many digits."""
    return ctx.mpf(value.numerator) / value.denominator


def to_fraction(value: Mark) -> Fraction:
    """A mark's value to all its digits."""
    if isinstance(value, Fraction):
        return value
    sign, mantissa, exponent, _ = value._mpf_
    whole: Fraction = Fraction(-int(mantissa) if sign else int(mantissa)) * Fraction(2) ** exponent
    return whole


def below(a: Mark, b: Mark) -> bool:
    """Whether one place lies before another."""
    return bool(position(a) < position(b))


def position(mark: Mark) -> Any:
    """A mark to many digits."""
    ctx = precise()
    return as_digits(ctx, mark) if isinstance(mark, Fraction) else mark


def ordered(found: Iterable[Mark]) -> list[Mark]:
    """Marks in order; one that is not exact is dropped where another is as near as its accuracy."""
    ctx = precise()
    near = ctx.ldexp(1, -fineness().near)
    out: list[tuple[Any, Mark]] = []
    for key, mark in sorted(((position(mark), mark) for mark in found), key=lambda pair: pair[0]):
        if out and abs(key - out[-1][0]) <= near * max(1, abs(key)):
            last = out[-1][1]
            if mark == last or not isinstance(mark, Fraction):
                continue
            if not isinstance(last, Fraction):
                out[-1] = (key, mark)
                continue
        out.append((key, mark))
    return [mark for _, mark in out]


def between(sorted_marks: list[Mark]) -> list[tuple[Mark | None, Mark | None, Fraction]]:
    """The open intervals that the marks cut the line into, each with a rational point inside."""
    if not sorted_marks:
        return [(None, None, Fraction(1, 3))]
    first, last = to_fraction(sorted_marks[0]), to_fraction(sorted_marks[-1])
    cells: list[tuple[Mark | None, Mark | None, Fraction]] = [
        (None, sorted_marks[0], Fraction(math.floor(first) - 1))
    ]
    for low, high in itertools.pairwise(sorted_marks):
        cells.append((low, high, _middle(to_fraction(low), to_fraction(high))))
    cells.append((sorted_marks[-1], None, Fraction(math.ceil(last) + 1)))
    return cells


def _middle(low: Fraction, high: Fraction) -> Fraction:
    """A simple fraction between two."""
    middle, gap = (low + high) / 2, high - low
    simple = middle.limit_denominator(max(2, math.ceil(4 / gap)))
    return simple if low < simple < high else middle
