"""Significant figures, decimal places, scientific notation: read off the number as it was typed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.tree import Call, Multiply, Negative, Node, Number, Power

TEN = Fraction(10)


@dataclass(frozen=True, slots=True)
class Written:
    """A decimal as typed.

    `least` and `most` significant figures (they differ when zeros at the end of a whole number may or may not
    count), the decimal places of the value, and whether it stands as mantissa times a power of ten.
    """

    least: int
    most: int
    places: int
    scientific: bool
    mantissa: Fraction


def written(node: Node) -> Written | None:
    """How a number is written, or None when it is no decimal: a fraction, a root, a sum."""
    match node:
        case Negative(operand=inner):
            return written(inner)
        case Call(function="percent", arguments=(inner,)):
            found = written(inner)
            return found and Written(found.least, found.most, found.places + 2, False, found.mantissa)
        case Number(text=text):
            return _literal(text)
        case Multiply(factors=(Negative(operand=Number() as number), Power() as power)):
            return written(Multiply((number, power)))
        case Multiply(factors=(Number(text=text), Power(base=base, exponent=exponent))):
            n = _whole(exponent)
            if isinstance(base, Number) and base.text == "10" and n is not None:
                found = _literal(text)
                if found is None or found.scientific:  # 1.5e1*10^2
                    return None
                return Written(found.least, found.most, max(found.places - n, 0), True, found.mantissa)
    return None


def _whole(exponent: Node) -> int | None:
    """An exponent that is written out."""
    inner = exponent.operand if isinstance(exponent, Negative) else exponent
    return exact.integer(exponent) if isinstance(inner, Number) and inner.text.isdigit() else None


def _literal(text: str) -> Written | None:
    mantissa, _, power = text.lower().partition("e")
    whole, point, decimals = mantissa.partition(".")
    digits = (whole + decimals).lstrip("0")
    if not (whole + decimals).isdigit():
        return None
    most = max(len(digits), 1)
    least = most if point else max(len(digits.rstrip("0")), 1)
    places = max(len(decimals) - int(power or "0"), 0)
    return Written(
        least, most, places, bool(power), Fraction(mantissa + ("0" if mantissa.endswith(".") else ""))
    )


def unit_of_figures(value: Fraction, figures: int) -> Fraction:
    """The place value of the last of so many significant figures: 0.01 for three figures of 3.14159."""
    if value == 0:
        return TEN ** (1 - figures)
    return TEN ** (magnitude(value) - figures + 1)


def magnitude(value: Fraction) -> int:
    """The exponent of ten of the first digit: 0 for 3.14, -2 for 0.05."""
    size = abs(value)
    guess = math.floor(math.log10(size.numerator) - math.log10(size.denominator))
    while TEN**guess > size:
        guess -= 1
    while TEN ** (guess + 1) <= size:
        guess += 1
    return guess


def rounded_right(key: Fraction, answer: Fraction, unit: Fraction) -> bool:
    """Whether the answer is the key rounded to a multiple of `unit`; of two nearest either will do."""
    return (answer / unit).denominator == 1 and abs(key - answer) <= unit / 2


def right_as_typed(exact: Fraction, typed: Fraction, style: Written) -> bool:
    """Whether a number is another rounded to the digits that were typed, be they many or few."""
    if not typed:
        return rounded_right(exact, typed, TEN**-style.places)
    units = {unit_of_figures(typed, figures) for figures in range(style.least, style.most + 1)}
    return any(rounded_right(exact, typed, unit) for unit in units)
