"""Numbers in place of the letters of a formula, at which it is confirmed or refuted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

# No numbers that make something cancel by chance; of both signs.
NUMBERS = tuple(Fraction(p, q) for p, q in ((37, 29), (13, 23), (67, 25), (41, 13), (-31, 27), (-11, 19)))
WHOLE = (3, 2, 5, 1, -2, -1)
# Positive numbers alone are fewer.
POSITIVE = 4


def drawn(letters: list[Any]) -> Iterator[dict[Any, Any]]:
    """Other numbers for each letter, in each turn: of one sign in some, of both in others.

    As far as what is assumed of a letter allows them: a positive one gets positive numbers alone. Last come
    letters that are equal, or but for the sign, and whole numbers that are 0: there formulas part.
    """
    if not letters:
        yield {}
        return
    for turn in range(POSITIVE if all(letter.is_nonnegative for letter in letters) else len(NUMBERS)):
        yield {letter: _number(letter, turn, n) for n, letter in enumerate(letters)}
    if len(letters) > 1:
        yield {letter: _allowed(letter, Fraction(2)) for letter in letters}
        yield {letter: _allowed(letter, Fraction(2 * (-1) ** n)) for n, letter in enumerate(letters)}
    for zero in letters:
        if zero.is_integer:
            yield {letter: _allowed(letter, Fraction(3 * (letter != zero))) for letter in letters}


def allows(letter: Any, value: Any) -> bool:
    """Whether what is assumed of a letter allows a number for it."""
    if letter.is_integer and not value.is_integer:
        return False
    if letter.is_positive:
        return bool(value > 0)
    return not (letter.is_nonnegative and value < 0)


def _number(letter: Any, turn: int, n: int) -> Any:
    place = (turn + n) % len(NUMBERS)
    return _allowed(letter, Fraction(WHOLE[place]) if letter.is_integer else NUMBERS[place] + Fraction(n, 7))


def _allowed(letter: Any, exact: Fraction) -> Any:
    import sympy

    found = sympy.Rational(*exact.as_integer_ratio())
    if letter.is_nonnegative:
        return abs(found)
    return found if letter.is_extended_real else found + sympy.I * abs(found) / 3
