"""The sets of numbers that have letters of their own: ℝ and its halves, ℤ, ℕ, ℚ, ℂ."""

from __future__ import annotations

import re

from touchstone.maths.reading.tokens import Context

NAMED = {"Z": "ℤ", "N": "ℕ", "Q": "ℚ", "C": "ℂ"}
"""Sets that stand for themselves: names that nobody else can have."""

_HALF = re.compile(
    r"\s*+(?:([⁺⁻])|[_^]\s*+(?:\{\s*+([+*]|-|>\s*+0|<\s*+0|\\(?:ge|geq|geqslant)\s*+0|≥\s*+0|>=\s*+0)\s*+\}|([+*-])))"
)
_POSITIVE, _NEGATIVE, _OTHER = ("⁺", "+", ">0"), ("⁻", "-", "<0"), ("*",)


def real_numbers(context: Context, at: int, end: int, spaced: bool) -> int:
    """Adds the real line that stands from `at` to `end`, or the part of it that the sign after it means.

    Returns where that ends.
    """
    found = _HALF.match(context.text, end)
    if found is None:
        context.add("word", "all", at, end, spaced)
        return end
    sign = re.sub(r"\s", "", found[1] or found[2] or found[3])
    end = found.end()
    if sign in _OTHER:
        spelled = [("word", "all"), ("∖", "∖"), ("{", "{"), ("number", "0"), ("}", "}")]
    elif sign in _NEGATIVE:
        spelled = [("(", "("), ("-", "-"), ("constant", "oo"), (",", ","), ("number", "0"), (")", ")")]
    else:
        opening = "(" if sign in _POSITIVE else "["
        spelled = [(opening, opening), ("number", "0"), (",", ","), ("constant", "oo"), (")", ")")]
    for i, (kind, text) in enumerate(spelled):
        context.add(kind, text, at, end, spaced and i == 0)
    meant = "the real numbers without 0" if sign in _OTHER else "an interval from or to 0"
    context.note(f"{context.text[at:end]} was read as {meant}.")
    return end
