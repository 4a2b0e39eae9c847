"""Choices are compared as text: the letter or identifier of an option, or a set of them."""

from __future__ import annotations

import re
from fractions import Fraction

_BETWEEN = re.compile(r"[\s,;]*[,;][\s,;]*|\s+")


def same_choice(key: str, answer: str) -> bool:
    """Whether one option was named, whatever its case and the spaces around it."""
    return _plain(key) == _plain(answer)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .)(")


def chosen(value: str | list[str]) -> frozenset[str]:
    """The options in a list, or in a text such as `a, c`, `{a, c}` or `a c`."""
    if isinstance(value, str):
        value = _BETWEEN.split(value.strip().strip("{}[]()").strip())
    return frozenset(plain for item in value if (plain := _plain(item)))


def credit(key: frozenset[str], answer: frozenset[str]) -> Fraction:
    """The share of right options picked, less as much for each wrong one; never below 0."""
    if not key:
        return Fraction(int(not answer))
    right, wrong = len(key & answer), len(answer - key)
    return max(Fraction(right - wrong, len(key)), Fraction(0))
