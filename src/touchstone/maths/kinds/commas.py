"""What a comma may have been meant for: a decimal, thousands, or another solution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from touchstone.maths.traits import names_in
from touchstone.maths.tree import Logic, Node, Relation

_ONE_COMMA = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})(?:,|\{,\})([0-9]{3})(?![0-9.,])")
_ONE_POINT = re.compile(
    r"\s*+[-−]?+([1-9][0-9]{0,2})(?:\.|\{\.\})([0-9]{3})\s*+"
)  # a number and nothing else
_DIGITS_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_SOLVED_FOR = re.compile(r"([A-Za-z]\w*+)\s*+=")
_RELATED = re.compile(r"[=<>≤≥≠]|\\(?:[lg]e|ne)q?(?![A-Za-z])")
_UNEQUAL = re.compile(r"([A-Za-z]\w*+)\s*+(?:≠|!=|\\neq?(?![A-Za-z]))")
# What stands between two statements that only a comma parts.
_BLANKS = r"(?:\s|\\(?:[,;:! ]|q?quad(?![A-Za-z])))*+"
_BETWEEN = re.compile(rf"{_BLANKS}[,;]{_BLANKS}")


def other_texts(text: str, *, listed: bool, matrix: bool) -> Iterator[str]:
    """The answer with its commas read otherwise; `listed`: a list or the like is asked for."""
    if _ONE_COMMA.search(text) and (";" in text or not listed):
        yield _ONE_COMMA.sub(r"\1.\2", text)
    elif _ONE_POINT.fullmatch(text) and not listed:
        yield text.replace("{.}", "").replace(".", "")
    elif not listed and _RELATED.search(text) and _DIGITS_COMMA.search(text):
        if (left_out := _UNEQUAL.search(text)) is not None:
            yield _DIGITS_COMMA.sub(f" and {left_out[1]} != ", text)
        else:
            name = _SOLVED_FOR.search(text)
            yield _DIGITS_COMMA.sub(f" or {name[1]} = " if name else ", ", text)
    if ";" in text and _DIGITS_COMMA.search(text):
        yield _DIGITS_COMMA.sub("." if matrix else ", ", text)


def either(answer: Node, text: str) -> Node | None:
    """`x < 1 or x > 2` for `x < 1, x > 2`; None where something else than a comma joins the parts."""
    match answer:
        case Logic(operator="and", operands=parts) if all(isinstance(part, Relation) for part in parts):
            between = [text[a.span.end : b.span.start] for a, b in pairwise(parts)]
            if len(names_in(answer)) == 1 and all(map(_BETWEEN.fullmatch, between)):
                return Logic("or", parts, answer.span)
    return None
