"""Values as the maths service gives them back, made ready to be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

Exact: TypeAlias = "Fraction | list[Exact] | None"
Numbers: TypeAlias = "float | list[Numbers]"

_RATIONAL = re.compile(r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)(?:\s*/\s*(\d+))?")


@dataclass(frozen=True)
class Value:
    """One evaluated expression: maths text, LaTeX, floats (nested lists) and, where rational, itself exactly.

    `approximate` says that only floats are known: the text is a rounded value.
    """

    text: str
    latex: str
    value: Any
    exact: Exact
    approximate: bool = False

    @property
    def number(self) -> float | None:
        """The one number that it is, or None."""
        return self.value if isinstance(self.value, float) else None


def from_result(result: Mapping[str, Any]) -> Value:
    """A Value from what `Maths.evaluate` says of one expression that is `ok`."""
    text, value = str(result["text"]), result.get("value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    approximate = not result.get("exact", True)
    return Value(text, str(result["latex"]), value, None if approximate else exact(text), approximate)


def exact(text: str) -> Exact:
    """The rational number, or list of them, that `text` writes; None for anything else."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        items = [exact(part) for part in split(text[1:-1])]
        return None if not items or any(item is None for item in items) else items
    match = _RATIONAL.fullmatch(text)
    if match is None or match.group(2) == "0":
        return None
    number = Fraction(Decimal(match.group(1)))
    return number / int(match.group(2)) if match.group(2) else number


def split(text: str) -> list[str]:
    """The parts between the commas that stand outside all brackets."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        if character in "[({":
            depth += 1
        elif character in "])}":
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]] if text.strip() else []
