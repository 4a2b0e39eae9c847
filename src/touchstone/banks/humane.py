"""What no candidate should have to read: `-0`, seventeen digits, `+ -3`, `1x`, a stray `nan`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_FORMULA = re.compile(r"\$\$?(.+?)\$\$?", re.DOTALL)

_ANYWHERE: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"(?<![\w.])[-−]0(?![.,\d])|(?<![\w.])[-−]0\.0+(?!\d)"), "a negative zero"),
    (re.compile(r"\d\.\d{9,}"), "a number with more than eight decimals"),
    (re.compile(r"(?<![\d.])\d{14,}"), "a number with more than thirteen digits"),
    (re.compile(r"\d[eE][-+]?\d{2}\b"), "a number in program notation"),
    (re.compile(r"\b(nan|inf|None|zoo)\b"), "a word that a program left"),
    (re.compile(r"\{\{|\}\}\}\}"), "a slot that was not filled"),
]
_IN_FORMULAS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"[-+]\s*[-+]"), "two signs in a row"),
    (re.compile(r"(?<![\w.}\\])[01][a-zA-Z](?![a-zA-Z])"), "a coefficient 1 or 0 written out"),
]


def faults(text: str) -> Iterator[str]:
    """What is wrong with a rendered text, each with the characters that it is about."""
    bare = _CODE.sub(" ", text)
    yield from _found(bare, _ANYWHERE)
    for formula in _FORMULA.findall(bare):
        yield from _found(formula, _IN_FORMULAS)


def _found(text: str, rules: list[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    for pattern, says in rules:
        match = pattern.search(text)
        if match is not None:
            around = text[max(0, match.start() - 15) : match.end() + 15].replace("\n", " ").strip()
            yield f"{says}: “{around}”"
