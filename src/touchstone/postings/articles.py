"""`a` or `an`, by the sound with which what follows begins."""

from __future__ import annotations

import re

_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
# A user, a unit, a European, a one-off; an unasked, an unimportant one.
_LIKE_YOU = re.compile(
    r"us(?:[aeu]|\b)|uk\b|uni(?!m(?!od)|n|d(?!ir))|unanim|u[tb]i|ur[aei]|eu|ew|on(?:e|ce)(?:s|-|\b)",
    re.IGNORECASE,
)
_LIKE_VOWEL = re.compile(r"hour|honest|honou?r|heir|x-", re.IGNORECASE)
_SPELT_WITH_VOWEL = frozenset("AEFHILMNORSX")  # letters whose names begin with a vowel: an ML engineer
_SPELT = re.compile(r"[A-Z]{2,}|[A-Z](?=\b|\d)")
_SPOKEN = re.compile(r"[B-DF-HJ-NP-TV-Z][AEIOU][B-DF-HJ-NP-TV-Z]|[A-Z]{4,}")  # RAG, NASA


def article(text: str) -> str:
    """The article before a text: `an expert`, `a user`, `an ML engineer`, `an hour`, `an 8-hour day`."""
    word = text.lstrip(" *_\"“‘'(")
    if (number := re.match(r"\d+", word)) is not None:
        return "an" if re.match(r"8|1[18](?:\d{3})*\b", number.group()) else "a"
    letters = _SPELT.match(word)
    if letters is not None and not _spoken(letters.group()):
        return "an" if letters.group()[0] in _SPELT_WITH_VOWEL else "a"
    if _LIKE_YOU.match(word):
        return "a"
    return "an" if _VOWEL.match(word) or _LIKE_VOWEL.match(word) else "a"


def _spoken(letters: str) -> bool:
    """Whether capitals are read as a word: `RAG`, `EXPERT`; not `LLM`, `SQL`, `MLO` of `MLOps`."""
    return _SPOKEN.fullmatch(letters) is not None and _VOWEL.search(letters) is not None
