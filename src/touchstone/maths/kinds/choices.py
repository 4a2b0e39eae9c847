"""Choices are compared as text: the letter or identifier of an option, or a set of them."""

from __future__ import annotations

import re
from fractions import Fraction

from touchstone.maths import outcome
from touchstone.maths.keys import BadKey
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow

# A letter as in a list of options, a number, or a word of three letters and more in one case.
_LABEL = re.compile(r"[A-Ha-h]|\d{1,2}|(?:[^\W\d_A-Z]|[A-Z])(?:[^\W\dA-Z]{2,}|[A-Z_]{2,})")
_BETWEEN = re.compile(r"[\s,;]*[,;][\s,;]*|\s+")


_COMMAND = re.compile(r"\\(?:boxed|fbox|mbox|text|textbf|textrm|textit|mathrm|operatorname)\s*+\{")
_AROUND = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("\\{", "\\}"))
_MOST = 200


def _typeset(text: str) -> str:
    """A for `\\boxed{\\text{A}}` and `$A$`, and the labels of several; an option's own text as it is."""
    inside = text.strip()
    while len(inside) < _MOST and (inner := _inside(inside)) is not None:
        inside = inner.strip()
    parts = _BETWEEN.split(inside) if inside != text.strip() else []
    return inside if parts and all(_LABEL.fullmatch(part.strip(" .)(")) for part in parts) else text


def _inside(text: str) -> str | None:
    """What a command or signs for mathematics stand around, where nothing else is typed."""
    for opening, closing in _AROUND:
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening + closing):
            inner = text[len(opening) : -len(closing)]
            return inner if opening[-1] not in inner else None
    found = _COMMAND.match(text)
    if found is None or text[-1] != "}":
        return None
    inner = text[found.end() : -1]
    depth = 0
    for character in inner:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return None
    return inner


def same_choice(key: str, answer: str) -> bool:
    """Whether one option was named, whatever its case and the spaces around it."""
    return _plain(key) == _plain(answer)


def one_option(value: str | list[str]) -> str | None:
    """The option that was named; None for a list of none or of several, and for an empty text."""
    if isinstance(value, list):
        if len(value) != 1:
            return None
        value = value[0]
    return value if _plain(value) else None


def _plain(text: str) -> str:
    """One space between words, letters of a list and plain words in any case, no brackets around a label.

    What else is typed is an option's own: `.5` isn't 5, and mW isn't MW.
    """
    spaced = " ".join(_typeset(text).split())
    bare = spaced.strip(" .)(")
    if _LABEL.fullmatch(bare) and spaced in (f"{bare}.", f"{bare})", f"({bare})"):
        spaced = bare
    return " ".join(word.casefold() if _LABEL.fullmatch(word) else word for word in spaced.split())


def chosen(value: str | list[str]) -> frozenset[str]:
    """The options in a list, or in a text such as `a, c`, `{a, c}` or `a c`."""
    if isinstance(value, str):
        listed = _typeset(value).strip()
        value = _BETWEEN.split(listed if "\\" in listed else listed.strip("{}[]()").strip())
    return frozenset(plain for item in value if (plain := _plain(item)))


def credit(key: frozenset[str], answer: frozenset[str]) -> Fraction:
    """The share of right options picked, less as much for each wrong one; never below 0."""
    if not key:
        return Fraction(int(not answer))
    right, wrong = len(key & answer), len(answer - key)
    return max(Fraction(right - wrong, len(key)), Fraction(0))


def judge(row: GradeRow) -> Outcome:
    """The outcome of a choice: one option, or several."""
    if row.kind == "choice":
        key, answer = one_option(row.key), one_option(row.answer)
        if key is None:
            raise BadKey("The key of a choice is one option; for several the kind is 'choices'.")
        if answer is None:
            return outcome.incorrect("choice", f"{outcome.INCORRECT} Choose one option.")
        return outcome.correct("choice") if same_choice(key, answer) else _wrong_choice(row, answer)
    key_set, answer_set = chosen(row.key), chosen(row.answer)
    if not key_set and row.key != []:
        raise BadKey("The key of a choice is empty; where no option is right it is an empty list.")
    if key_set == answer_set:
        return outcome.correct("choice")
    for mistake in row.mistakes:
        if chosen(mistake.value) == answer_set:
            return outcome.partial(mistake.credit, mistake.says, "choice", mistake.name)
    share = credit(key_set, answer_set)
    reason = "Some of your choices are right." if share else outcome.INCORRECT
    return outcome.partial(float(share), reason, "choice")


def _wrong_choice(row: GradeRow, answer: str) -> Outcome:
    """A wrong option, with what its author says of it."""
    for mistake in row.mistakes:
        if same_choice(mistake.value, answer):
            return outcome.partial(mistake.credit, mistake.says, "choice", mistake.name)
    return outcome.incorrect("choice")
