"""Numbers in place of the letters of a formula, at which it is confirmed or refuted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

# No numbers that make something cancel by chance; of both signs.
NUMBERS = tuple(Fraction(p, q) for p, q in ((37, 29), (13, 23), (67, 25), (41, 13), (-31, 27), (-11, 19)))


def drawn(letters: list[Any]) -> Iterator[dict[Any, Any]]:
    """Other numbers for each letter, in each turn: of one sign in some, of both in others."""
    import sympy

    for turn in range(len(NUMBERS) if letters else 1):
        yield {
            letter: sympy.Rational(*(NUMBERS[(turn + n) % len(NUMBERS)] + Fraction(n, 7)).as_integer_ratio())
            for n, letter in enumerate(letters)
        }
