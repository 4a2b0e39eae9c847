"""Decimals that recur: `0.1\\overline{6}`, `0.\\dot{1}4285\\dot{7}`, `0.16̅`."""

from __future__ import annotations

import re

from touchstone.maths.limits import MAX_DIGITS
from touchstone.maths.reading.tokens import Context
from touchstone.maths.unreadable import Refusal

# A line over the last digits, or dots over the first and the last of them, or such a sign over each digit.
_LINE = r"\\(?:overline|bar)\s*+(?:\{\s*+(?P<ring>[0-9]++)\s*+\}|(?P<one>[0-9]))"
_DOT = r"\\dot\s*+(?:\{{\s*+(?P<{0}>[0-9])\s*+\}}|(?P<{0}_>[0-9]))"
_DOTS = rf"{_DOT.format('first')}(?:(?P<inner>[0-9]*+){_DOT.format('last')})?+"
_OVER = r"(?P<over>(?:[0-9][\u0304\u0305\u0307])++)"
_FIXED = r"(?P<fixed>(?:[0-9](?![\u0304\u0305\u0307]))*+)"
_RECURS = re.compile(rf"(?P<whole>[0-9]*+)\.{_FIXED}(?:{_LINE}|{_DOTS}|{_OVER})")


def recurring(context: Context, start: int, spaced: bool) -> int:
    """Adds a recurring decimal as the fraction that it is, in brackets; returns where it ends, or 0."""
    found = _RECURS.match(context.text, start)
    if found is None:
        return 0
    end = found.end()
    ring = _ring(found)
    fixed = f"{found['whole'] or '0'}.{found['fixed']}".rstrip(".")
    below = "9" * len(ring) + "0" * len(found["fixed"])
    if max(len(fixed), len(below)) > MAX_DIGITS:
        raise Refusal(f"This number has more than {MAX_DIGITS} digits.", start, end)
    signs = (
        ("(", "("),
        ("number", fixed),
        ("+", "+"),
        ("number", ring),
        ("/", "/"),
        ("number", below),
        (")", ")"),
    )
    for kind, text in signs:
        context.add(kind, text, start, end, spaced and kind == "(")
    context.note(f"{context.text[start:end]} was read as a recurring decimal, {fixed} + {ring}/{below}.")
    return end


def _ring(found: re.Match[str]) -> str:
    """The digits that recur."""
    if found["over"]:
        return found["over"][::2]
    first, last = found["first"] or found["first_"], found["last"] or found["last_"]
    return found["ring"] or found["one"] or f"{first}{found['inner'] or ''}{last or ''}"
