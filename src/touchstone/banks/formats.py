"""How a value is shown to a person: `{{ p | percent(1) }}`, `{{ x | list }}`.

Without a format a whole number, a short decimal, a fraction and a list of them are shown as they are; a
number with no short exact form is shown to six significant digits, in a formula exactly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Literal

from touchstone.banks.values import Exact, Value

SHORT_PLACES = 6  # decimals that still read as the number itself and not as the tail of a computation
SIGNIFICANT = 6  # digits of a number that has no short form: one more than any tolerance in use needs
SEPARATED_FROM = 10_000  # 12,000 but 2024
MOST_EXACT = 1e15  # a float beyond it no longer holds every whole number


class Unshowable(Exception):
    """The value has no such form: a list as a percentage, a symbol with decimals."""


@dataclass(frozen=True)
class Format:
    """One format: how it shows a value, whether it takes a number of digits, and what it is for."""

    show: Callable[[Value, int | None, bool], str]
    digits: Literal["none", "allowed", "needed"]
    says: str


# What is shown for programs keeps the sign that they read; so does a list, which people copy.
_COPIED = frozenset({"code", "plain"})
_MINUS = re.compile(r"^-(?=[\d ])")


def show(value: Value, name: str | None, digits: int | None, in_maths: bool, *, in_code: bool = False) -> str:
    """The value in the named format, for text or (between dollar signs) for a formula. Raises Unshowable.

    In prose a number has a minus sign, since a line may break behind a hyphen.
    """
    shown = _default(value, in_maths) if name is None else FORMATS[name].show(value, digits, in_maths)
    if in_maths or in_code or name in _COPIED or isinstance(value.value, list):
        return shown
    return _MINUS.sub("−", shown)


def _default(value: Value, in_maths: bool) -> str:
    if isinstance(value.exact, Fraction):
        return number(value.exact, separated=not in_maths)
    if isinstance(value.exact, list):
        return value.latex if in_maths else ", ".join(_flat(value.exact, number))
    if in_maths and not value.approximate:
        return value.latex
    if value.number is not None:
        return significant(_decimal(value), SIGNIFICANT, pad=False)
    if in_maths:
        return value.latex
    return value.text if isinstance(value.value, bool) else f"${value.latex}$"


def number(exact: Fraction, *, separated: bool = False) -> str:
    """12, 12,000, 0.15 or 2/3: a decimal when it ends within six places, else a fraction."""
    if exact.denominator == 1:
        whole = exact.numerator
        return f"{whole:,}" if separated and abs(whole) >= SEPARATED_FROM else str(whole)
    scaled = exact * 10**SHORT_PLACES
    if scaled.denominator == 1:
        return _plain(Decimal(scaled.numerator).scaleb(-SHORT_PLACES).normalize())
    return f"{exact.numerator}/{exact.denominator}"


def cell(value: float | str) -> str:
    """A cell of a figure's table as a text would show it: 1, 12,000, 0.15 or six significant digits."""
    if isinstance(value, str):
        return value
    if value.is_integer() and abs(value) < MOST_EXACT:
        return number(Fraction(int(value)), separated=True)
    return significant(Decimal(repr(value)), SIGNIFICANT, pad=False)


def decimals(value: Decimal, places: int) -> str:
    """With exactly that many places, halves away from zero, never `-0.00`."""
    with localcontext() as context:
        context.prec = 60
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _plain(abs(rounded) if rounded == 0 else rounded)


def significant(value: Decimal, digits: int, *, pad: bool = True) -> str:
    """With that many significant digits; without `pad`, trailing zeros go."""
    if value == 0:
        return "0"
    with localcontext() as context:
        context.prec, context.rounding = digits, ROUND_HALF_UP
        rounded = +value
    if rounded.adjusted() < -6 or rounded.adjusted() >= 15:
        return f"{rounded:.{digits - 1}e}"
    if pad:
        return _plain(rounded.quantize(Decimal(1).scaleb(rounded.adjusted() - digits + 1)))
    return _plain(rounded.normalize())


def _decimals(value: Value, digits: int | None, in_maths: bool) -> str:
    return _each(value, lambda one: decimals(one, digits or 0), in_maths)


def _significant(value: Value, digits: int | None, in_maths: bool) -> str:
    return _each(value, lambda one: significant(one, max(digits or 1, 1)), in_maths)


def _percent(value: Value, digits: int | None, in_maths: bool) -> str:
    sign = r"\%" if in_maths else "%"

    def one(number_: Decimal) -> str:
        hundredfold = number_ * 100
        shown = (
            decimals(hundredfold, digits) if digits is not None else significant(hundredfold, 6, pad=False)
        )
        return shown + sign

    return _each(value, one, in_maths)


def _latex(value: Value, digits: int | None, in_maths: bool) -> str:
    return value.latex if in_maths else f"${value.latex}$"


def _matrix(value: Value, digits: int | None, in_maths: bool) -> str:
    if not isinstance(value.value, list):
        raise Unshowable("it is not a matrix or a vector")
    return value.latex if in_maths else f"$${value.latex}$$"


def _list(value: Value, digits: int | None, in_maths: bool) -> str:
    if not isinstance(value.exact, list):
        raise Unshowable("it is not a list of rational numbers")
    items = _flat(value.exact, number)
    joint = r" \text{ and } " if in_maths else " and "
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + joint + items[-1]


def _code(value: Value, digits: int | None, in_maths: bool) -> str:
    return _nested(value.exact) if value.exact is not None else value.text


def _plainly(value: Value, digits: int | None, in_maths: bool) -> str:
    if not isinstance(value.exact, Fraction):
        raise Unshowable("it is not a rational number")
    return number(value.exact)


def _fraction(value: Value, digits: int | None, in_maths: bool) -> str:
    if not isinstance(value.exact, Fraction):
        raise Unshowable("it is not a rational number")
    top, bottom = value.exact.numerator, value.exact.denominator
    if bottom == 1 or not in_maths:
        return str(top) if bottom == 1 else f"{top}/{bottom}"
    sign = "-" if top < 0 else ""
    return f"{sign}\\frac{{{abs(top)}}}{{{bottom}}}"


def _signed(value: Value, digits: int | None, in_maths: bool) -> str:
    if not isinstance(value.exact, Fraction):
        raise Unshowable("it is not a rational number")
    return f"- {number(-value.exact)}" if value.exact < 0 else f"+ {number(value.exact)}"


FORMATS: dict[str, Format] = {
    "decimals": Format(_decimals, "needed", "exactly that many decimals: `decimals(2)` shows 3.10"),
    "significant": Format(
        _significant, "needed", "that many significant digits: `significant(3)` shows 0.0124"
    ),
    "percent": Format(_percent, "allowed", "a share as a percentage: `percent(1)` shows 12.5%"),
    "fraction": Format(_fraction, "none", "3/4, and in a formula one over the other"),
    "plain": Format(_plainly, "none", "without thousands separators: 12000"),
    "signed": Format(_signed, "none", "with its sign, as a later term of a sum: `+ 3`, `- 3`"),
    "list": Format(_list, "none", "3, 5 and 8"),
    "code": Format(_code, "none", "as a program writes it: [3, 5, 8]"),
    "latex": Format(_latex, "none", "as a formula, exactly"),
    "matrix": Format(_matrix, "none", "a matrix or vector as a formula on a line of its own"),
}


def _each(value: Value, one: Callable[[Decimal], str], in_maths: bool) -> str:
    if isinstance(value.exact, list):
        return ", ".join(_flat(value.exact, lambda item: one(_from_fraction(item))))
    if isinstance(value.value, list):
        return ", ".join(one(Decimal(repr(item))) for item in _floats(value.value))
    return one(_decimal(value))


def _flat(items: Exact, shown: Callable[[Fraction], str]) -> list[str]:
    if isinstance(items, Fraction):
        return [shown(items)]
    return [text for item in items or [] for text in _flat(item, shown)]


def _floats(items: object) -> list[float]:
    if isinstance(items, list):
        return [number_ for item in items for number_ in _floats(item)]
    if isinstance(items, float):
        return [items]
    raise Unshowable("it holds something that is not a number")


def _nested(items: Exact) -> str:
    if isinstance(items, Fraction):
        return number(items)
    return "[" + ", ".join(_nested(item) for item in items or []) + "]"


def as_decimal(value: Value) -> Decimal | None:
    """The one finite number that the value is, to 60 digits where it is rational; None for anything else."""
    if isinstance(value.exact, Fraction):
        return _from_fraction(value.exact)
    if value.number is None or not math.isfinite(value.number):
        return None
    return Decimal(repr(value.number))


def _decimal(value: Value) -> Decimal:
    found = as_decimal(value)
    if found is None:
        raise Unshowable("it is not one finite number")
    return found


def _from_fraction(exact: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 60  # more than any shown figure; halves come out exactly
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text
