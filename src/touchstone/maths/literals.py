"""Numbers and lists and matrices of them, straight from text: what a drawn variant mostly consists of."""

from __future__ import annotations

import re
from fractions import Fraction

from touchstone.maths.limits import MAX_DIGITS
from touchstone.maths.values import MOST_ITEMS, Many, Table, Value

_NUMBER = r"-?[0-9]{1,60}(?:\.[0-9]{1,60})?(?:/[0-9]{1,60})?"
_ROW = rf"\[\s*{_NUMBER}(?:\s*,\s*{_NUMBER})*\s*\]"
_ONE = re.compile(_NUMBER)
_LIST = re.compile(_ROW)
_MATRIX = re.compile(rf"\[\s*{_ROW}(?:\s*,\s*{_ROW})*\s*\]")
# A list of the most items of ordinary length.
_LONGEST = MOST_ITEMS * 20


def quick_value(text: str) -> Value | None:
    """The value of a plain number, a list or a matrix of them; None for anything else."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if _ONE.fullmatch(text):
        return _number(text)
    if _LIST.fullmatch(text):
        items = _numbers(text[1:-1])
        return None if items is None or len(items) > MOST_ITEMS else Many("list", tuple(items))
    if _MATRIX.fullmatch(text):
        return _matrix(text)
    return None


def _matrix(text: str) -> Table | None:
    rows = [_numbers(row[1:-1]) for row in _LIST.findall(text)]
    found = [tuple(row) for row in rows if row is not None]
    return Table(tuple(found)) if len(found) == len(rows) and len({len(row) for row in found}) == 1 else None


def _numbers(text: str) -> list[Fraction] | None:
    found = [_number(part) for part in text.split(",")]
    items = [number for number in found if number is not None]
    return items if len(items) == len(found) else None


def _number(text: str) -> Fraction | None:
    above, _, below = text.strip().partition("/")
    if len(above) > MAX_DIGITS or len(below) > MAX_DIGITS or (below and not int(below)):
        return None
    return Fraction(above) / Fraction(below or 1)
