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


_FROM = re.compile(
    r"\s*+(?:([⁺⁻₀₁])|[_^]\s*+(?:\{\s*+([+*01-]|(?:>=|>|<|\\geq?(?:slant)?|≥)\s*+[01])\s*+\}|([+*01-])(?![A-Za-z0-9])))"
)
# The least number that a sign behind ℤ or ℕ leaves; ℤ^- ends at -1.
_LEAST = {"+": 1, "⁺": 1, ">0": 1, "≥1": 1, "≥0": 0, ">1": 2}
_NATURAL = {**_LEAST, "0": 0, "₀": 0, "1": 1, "₁": 1, "*": 1}


def whole_numbers(context: Context, name: str, at: int, end: int, spaced: bool) -> int:
    """Adds ℤ or ℕ, from `at` to `end`, with the bound that the sign after it means: `ℤ^+`, `ℕ_0`.

    Returns where that ends.
    """
    found = _FROM.match(context.text, end) if name in ("ℤ", "ℕ") else None
    sign = re.sub(r"\s", "", found[1] or found[2] or found[3]) if found is not None else ""
    sign = re.sub(r"\\geq?(?:slant)?|>=", "≥", sign)
    least = (_LEAST if name == "ℤ" else _NATURAL).get(sign)
    negative = name == "ℤ" and sign in ("-", "⁻", "<0")
    if found is None or (least is None and not negative):
        context.add("name", name, at, end, spaced)
        return end
    end = found.end()
    bound = [("(", "("), ("-", "-"), ("constant", "oo"), (",", ","), ("-", "-"), ("number", "1"), ("]", "]")]
    if not negative:
        bound = [("[", "["), ("number", str(least)), (",", ","), ("constant", "oo"), (")", ")")]
    for i, (kind, text) in enumerate([("(", "("), ("name", "ℤ"), ("∩", "∩"), *bound, (")", ")")]):
        context.add(kind, text, at, end, spaced and i == 0)
    meant = "up to -1" if negative else f"from {least} on"
    context.note(f"{context.text[at:end]} was read as the whole numbers {meant}.")
    return end
