"""Signs above a letter and a raised T, typed as characters: `ŷ`, `x̄`, `β̂`, `Xᵀ`, as `\\hat y` and `X^T`."""

from __future__ import annotations

import unicodedata

from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.reading.symbols import GREEK
from touchstone.maths.reading.tokens import ENDS_VALUE, Context

ABOVE: dict[str, str] = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar"}
"""Combining characters, and what they are called in a name."""

TRANSPOSES = frozenset("ᵀ⊤⊺")
_VALUES = ENDS_VALUE - {"superscript", "number"}
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def name(typed: str) -> str | None:
    """The name that one letter under such a sign is: y_hat."""
    letter, sign = (parts := unicodedata.normalize("NFD", typed))[:1], parts[1:]
    if sign not in ABOVE:
        return None
    letter = GREEK.get(letter, letter)
    return f"{letter}_{ABOVE[sign]}" if letter in _LETTERS or letter in GREEK.values() else None


def accented(context: Context, at: int, spaced: bool) -> int:
    """Adds the letter under a sign that stands at `at`, or gives the last letter its sign; 0 for all else.

    What goes on in plain letters is a word, `tête`, and so is what holds letters alone: `nē`.
    """
    text = context.text
    if _goes_on(text, at):
        return 0
    if text[at] not in ABOVE:
        word = text.strip()
        found = name(text[at]) if len(word) == 1 or not word.isalpha() else None
        if found is not None:
            context.add("name", found, at, at + 1, spaced)
        return at + 1 if found is not None else 0
    last = context.tokens[-1] if context.tokens and not spaced else None
    if last is None or last.kind not in ("name", "constant") or last.end - last.start != 1:
        return 0
    if last.end != at or last.text in NAMED.values() or (found := name(text[last.start : at + 1])) is None:
        return 0
    context.tokens[-1] = last._replace(kind="name", text=found, end=at + 1)
    return at + 1


def _goes_on(text: str, at: int) -> bool:
    """Whether plain letters follow one that languages have; of x̄, y stands beside it in `x̄y`."""
    whole = text[at] if text[at] not in ABOVE else unicodedata.normalize("NFC", text[max(at - 1, 0) : at + 1])
    return len(whole) == 1 and text[at + 1 : at + 2] in _LETTERS


def transposed(context: Context, at: int) -> int:
    """Adds the exponent T for `ᵀ`, right behind a value; returns where it ends, or 0."""
    last = context.tokens[-1] if context.tokens else None
    if last is None or last.end != at or last.kind not in _VALUES:
        return 0
    for kind, sign in (("^", "^"), ("(", "("), ("name", "T"), (")", ")")):
        context.add(kind, sign, at, at + 1)
    return at + 1
