"""A value as a careful candidate would type it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from touchstone.banks.formats import as_decimal, decimals, significant
from touchstone.banks.values import Value

LONGEST_FRACTION = 12  # digits above and below the line that a person can be asked to type exactly

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = r"\b(\d|" + "|".join(_NUMBERS) + r")"
_PLACES = re.compile(_COUNT + r"\s+(?:decimals?|decimal\s+places?|places)\b", re.IGNORECASE)
_FIGURES = re.compile(_COUNT + r"\s+significant\b", re.IGNORECASE)
_NEAREST = [
    (re.compile(r"nearest\s+(?:whole|integer)|\bas a whole number\b", re.IGNORECASE), 0),
    (re.compile(r"nearest\s+tenth\b", re.IGNORECASE), 1),
    (re.compile(r"nearest\s+hundredth\b", re.IGNORECASE), 2),
]


def as_typed(value: Value, row: Mapping[str, Any]) -> str:
    """The value in the digits that the row asks for, or exactly where it asks for none."""
    places, figures = row.get("decimal_places"), row.get("significant_figures")
    number = as_decimal(value)
    if number is None or (places is None and figures is None):
        return value.text
    return decimals(number, places) if places is not None else significant(number, figures or 1)


def typings(key: Value, row: Mapping[str, Any], prompt: str) -> list[str]:
    """The right answer in every way that the prompt invites: as the row asks, exactly, rounded as it says."""
    found = [as_typed(key, row)]
    number = as_decimal(key)
    if number is not None and not (row.get("decimal_places") or row.get("significant_figures")):
        places, figures = asked_digits(prompt)
        if places is not None:
            found.append(decimals(number, places))
        if figures is not None:
            found.append(significant(number, figures))
    return list(dict.fromkeys(found))


def asked_digits(prompt: str) -> tuple[int | None, int | None]:
    """The decimal places and the significant figures that a prompt asks for in words."""
    places, figures = _PLACES.search(prompt), _FIGURES.search(prompt)
    nearest = next((digits for pattern, digits in _NEAREST if pattern.search(prompt)), None)
    return (_count(places) if places else nearest), (_count(figures) if figures else None)


def _count(match: re.Match[str]) -> int:
    word = match.group(1).lower()
    return _NUMBERS.get(word) or int(word)


def unfair_to_type(key: Value, row: Mapping[str, Any]) -> Iterator[str]:
    """Why nobody could be expected to type this key."""
    if any(row.get(name) is not None for name in ("tolerance", "decimal_places", "significant_figures")):
        return
    if isinstance(key.exact, Fraction):
        digits = len(str(abs(key.exact.numerator))) + len(str(key.exact.denominator))
        if digits > LONGEST_FRACTION:
            yield f"the exact key {key.text} is too long to type; give a tolerance or ask for rounding"
    elif key.approximate:
        yield f"the key {key.text} is not exact; give a tolerance or ask for rounding"
