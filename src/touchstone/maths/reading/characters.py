"""Characters that are no part of the language: said by name, since many of them look like one that is."""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn

from touchstone.maths.unreadable import Refusal

_REASONS: dict[str, str] = {
    ".": "A full stop belongs inside a number: 0.5.",
    ":": "A colon has no meaning here; write a quotient with /.",
    "?": "A question mark has no meaning in an answer.",
    "'": "Marks for derivatives can't be read; give the derivative itself.",
    "′": "Marks for derivatives can't be read; give the derivative itself.",
    "’": "Marks for derivatives can't be read; give the derivative itself.",
    '"': "Quotation marks have no meaning in an answer.",
    "`": "Quotation marks have no meaning in an answer.",
    "$": "Leave out the currency: give the number alone.",
    "€": "Leave out the currency: give the number alone.",
    "£": "Leave out the currency: give the number alone.",
    "\\": "A backslash begins a LaTeX command, such as \\frac; here it stands alone.",
    "∫": "Give the value of the integral, not the integral.",
    "∑": "Give the value of the sum, not the sum.",
    "∏": "Give the value of the product, not the product.",
    "∇": "Give the derivative itself, not the operation.",
    "≈": "Write = and the value; how close it must be is part of the question.",
    "…": "Dots can't be read; write every term.",
}

PAIRS: dict[str, str] = {
    "=>": "Write >= for “at least”; an arrow has no meaning in an answer.",
    "~=": "Write != for “is not equal to”, or = and the value.",
    "++": "A sign is doubled.",
    "//": "Write one / for a quotient.",
}
"""Two signs that mean nothing together."""

_LATIN_TWINS = dict(zip("асеорхуіјѕһАВЕКМНОРСТХІЈЅ", "aceopxyijshABEKMHOPCTXIJS", strict=True))
"""Cyrillic letters that look exactly like a Latin one."""

_DIGIT_TWINS = {"O": "0", "l": "1"}
# Beside a digit and no part of a word.
_FOR_A_DIGIT = re.compile(r"(?:(?<=[0-9])|(?<=[0-9]\.))[Ol](?![A-Za-z_])|(?<![A-Za-z_\\])[Ol](?=\.?[0-9])")

_ANNOTATED = range(0x1D400, 0x1D800)  # 𝑥, 𝐀, 𝛼: mathematical alphanumerics, as copied from a PDF
_WIDE = range(0xFF01, 0xFF5F)  # ｘ, １: full-width forms of an East Asian keyboard


def fold(text: str) -> str:
    """The text with mathematical and full-width letters and digits as plain ones, each in its place."""
    return "".join(map(_fold, text))


def _fold(character: str) -> str:
    code = ord(character)
    if code in _ANNOTATED or code in _WIDE:
        plain = unicodedata.normalize("NFKC", character)
        return plain if len(plain) == 1 else character
    return "h" if character == "ℎ" else character


def refuse_character(text: str, at: int) -> NoReturn:
    """Says what stands at `at` and why it can't be read."""
    character = text[at]
    raise Refusal(_REASONS.get(character) or _unknown(character), at, at + 1)


def refuse_for_digits(text: str, declared: frozenset[str]) -> None:
    """Asks what is meant by `1O` and `l5`, where the question has no such letter. Raises Refusal."""
    for found in _FOR_A_DIGIT.finditer(text):
        letter = found[0]
        if not any(name[0] == letter for name in declared):
            digit = _DIGIT_TWINS[letter]
            reason = f"Is this the letter {letter} or the digit {digit}? For the letter write * between."
            raise Refusal(reason, found.start(), found.end())


def refuse_mark(text: str, at: int, declared: frozenset[str]) -> NoReturn:
    """Says what to write where a mark such as ' stands for something else than it could be read as."""
    before, after = text[:at][-1:], text[at + 1 : at + 4]
    reason = _REASONS["'"]
    if before.isdigit() and after.isdigit() and len(after) == 3:
        reason = "Leave out the marks between thousands."
    elif before.isupper() and any(name.isupper() for name in declared):
        reason = f"Write {before}^c for what is not in {before}."
    elif any(name[:1] == "d" and len(name) == 2 for name in declared):
        reason = "Write derivatives as the question does: dy/dx."
    elif before.isalpha() and after[:1].isalpha():
        reason = "Words can't be read; give the mathematics alone."
    raise Refusal(reason, at, at + 1)


def _unknown(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "a character without a name").lower()
    if character in _LATIN_TWINS:
        twin = _LATIN_TWINS[character]
        return f"This is not the Latin letter {twin} but {name} ({code}), which looks like it."
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return f"There is an invisible character here ({name}, {code}); type the answer again without it."
    if unicodedata.combining(character):
        return f"An accent ({name}) can't be read; write a word after an underscore: x_bar."
    if character.isdigit():
        return f"Write digits as 0 to 9; this is {name} ({code})."
    return f"“{character}” ({name}) has no meaning in an answer."
