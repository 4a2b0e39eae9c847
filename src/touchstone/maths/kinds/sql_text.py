"""The text of a query, as far as one needs it without running it: where its own ORDER BY stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Strings, quoted names, comments, words, and any other character; each begins in one way only.
_PIECE = re.compile(
    r"""'(?:[^']|'')*+'?|"(?:[^"]|"")*+"?|`[^`]*+`?|\[[^\]]*+\]?|--[^\n]*+|/\*.*?(?:\*/|\Z)|\w++|\s++|.""",
    re.DOTALL,
)
_SPACE = ("--", "/*")


@dataclass(frozen=True, slots=True)
class Order:
    """The ORDER BY of a whole query: where it begins, and where its last term ends."""

    start: int
    end: int


def outer_order(query: str) -> Order | None:
    """The ORDER BY that sorts what the query returns, and not one of a window or of a query inside."""
    words = list(_outer_words(query))
    found: Order | None = None
    for place, (word, start, _) in enumerate(words):
        after = words[place + 1][0] if place + 1 < len(words) else ""
        if word == "order" and after == "by":
            found = Order(start, _last(query))
        elif found is not None and word in {"limit", ";"}:
            return Order(found.start, start)
    return found


def _last(query: str) -> int:
    """The end of the query without the comments and blanks behind it."""
    end = 0
    for piece in _PIECE.finditer(query):
        if not piece.group().isspace() and not piece.group().startswith(_SPACE):
            end = piece.end()
    return end


def _outer_words(query: str) -> Iterator[tuple[str, int, int]]:
    """Words and signs outside all brackets, in small letters, with where they stand."""
    depth = 0
    for piece in _PIECE.finditer(query):
        text = piece.group()
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
        elif depth == 0 and not text.isspace() and not text.startswith(_SPACE):
            yield text.lower(), piece.start(), piece.end()
