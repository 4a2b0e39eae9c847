"""Typed text without what no paper, page or feed can hold: controls, turns of direction, non-characters."""

from __future__ import annotations

import re

# Marks that turn the direction of what follows: in one field they would turn the rest of its paragraph.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
# Controls, separators of lines, halves of characters and what Unicode says is no character: XML, JSON-LD and
# the systems that read them refuse or drop a whole posting for one of these.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)


def unturned(text: str) -> str:
    """The text in the order in which it was typed: without the marks that turn what follows them."""
    return _TURNING.sub("", text)


def printable(text: str) -> str:
    """The text with a blank in place of each control. Raises ValueError when nothing else is in it."""
    plain = _CONTROL.sub(" ", unturned(text))
    if plain == text:
        return text
    if not (plain := plain.strip()):
        raise ValueError("there is nothing to print in it, only control characters")
    return plain
