"""Numbers of JSON and YAML as they were written: a float forgets what stands behind its seventeenth digit."""

from __future__ import annotations

import math
from fractions import Fraction

MOST_DIGITS = 4_000  # below what Python writes out of an int


class Written(float):
    """A float that knows the decimal it was read from."""

    text: str

    def __new__(cls, text: str) -> Written:
        self = super().__new__(cls, text)
        self.text = text
        return self


def lossless(text: str) -> float:
    """The decimal as a float, and one that knows its digits where a float alone would lose some."""
    number = float(text)
    return number if Fraction(repr(number)) == Fraction(text) else Written(text)


def as_written(value: object) -> object:
    """A number as text, exactly; whatever else there is, and what has no digits, as it is."""
    if isinstance(value, Written):
        return value.text
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else value
    return str(value) if value.bit_length() < 3 * MOST_DIGITS else value
