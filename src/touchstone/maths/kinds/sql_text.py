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


def bare_words(query: str) -> list[str]:
    """Words and signs in small letters, without comments, blanks, AS and the semicolon at the end."""
    pieces = [piece.group() for piece in _PIECE.finditer(query)]
    kept = [text for text in pieces if not text.isspace() and not text.startswith(_SPACE)]
    words = [text if text.startswith("'") else text.lower() for text in kept]
    return [word for word in words if word not in ("as", ";")]


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


def ordered_further(query: str, columns: int, direction: str) -> str | None:
    """The query with its first columns as further terms of its ORDER BY; None when it has none."""
    order = outer_order(query)
    if order is None:
        return None
    terms = ", ".join(f"{place} {direction}" for place in range(1, columns + 1))
    return f"{query[: order.end].rstrip()}, {terms} {query[order.end :]}"


def without_inner_orders(query: str) -> str:
    """The query without each ORDER BY inside it that no LIMIT needs: outside its brackets none counts."""
    cuts: list[tuple[int, int]] = []
    open_: list[_Inside] = []
    before = ""
    for piece in _PIECE.finditer(query):
        text = piece.group().lower()
        if text.isspace() or text.startswith(_SPACE):
            continue
        if text == "(":
            open_.append(_Inside())
        elif text == ")" and open_:
            ended = open_.pop()
            if ended.selects and ended.order is not None and not ended.limited:
                cuts.append((ended.order, piece.start()))
        elif open_:
            inside = open_[-1]
            inside.selects |= before == "(" and text in {"select", "with"}
            inside.limited |= text == "limit"
            if text == "order" and inside.order is None:
                inside.order = piece.start()
        before = text
    for start, end in sorted(cuts, reverse=True):
        if not any(outer < start and end <= last for outer, last in cuts):  # cut with the one around it
            query = query[:start] + query[end:]
    return query


@dataclass(slots=True)
class _Inside:
    """A pair of brackets: whether a query is in them, where its ORDER BY begins, whether it has a LIMIT."""

    selects: bool = False
    order: int | None = None
    limited: bool = False


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
