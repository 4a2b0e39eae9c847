"""Bars that may belong together in two ways: `|x|y|z|`."""

from __future__ import annotations

from touchstone.maths.reading.products import STARTERS
from touchstone.maths.reading.tokens import ENDS_VALUE, Context, Token

_OPENING, _CLOSING = frozenset(("(", "[", "{", "group", "|<")), frozenset((")", "]", "}", "endgroup", ">|"))


def note(context: Context) -> None:
    """Says that bars were paired from the left, where another pairing would be as good."""
    tokens = context.tokens
    bars = [at for at, token in enumerate(tokens) if token.kind == "|"]
    for first, second, third, last in zip(bars, bars[1:], bars[2:], bars[3:], strict=False):
        inside = [tokens[a + 1 : b] for a, b in ((first, second), (second, third), (third, last))]
        if all(map(_a_value, inside)):
            typed = context.text[tokens[first].start : tokens[last].end]
            context.note(
                f"{typed} was read as absolute values side by side; write abs(…) for one in another."
            )
            return


def _a_value(inside: list[Token]) -> bool:
    """Whether these tokens begin and end a value and leave no bracket open."""
    if not inside or inside[0].kind not in STARTERS or inside[-1].kind not in ENDS_VALUE | {"endgroup"}:
        return False
    depth = 0
    for token in inside:
        depth += (token.kind in _OPENING) - (token.kind in _CLOSING)
        if depth < 0:
            return False
    return depth == 0
