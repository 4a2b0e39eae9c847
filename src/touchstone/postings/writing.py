"""How other words stand in the place of those that were found: their case, the article, their neighbours."""

from __future__ import annotations

import re

from touchstone.postings.articles import article
from touchstone.postings.findings import Span

NEAR = 3  # words on either side among which a word that is written again reads as a slip
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOPS = re.compile(r"[.!?\n]")
_OPENS = re.compile(
    r"(?:\A|[.!?:\n])[\s\"“‘'(\[*_]*(?:[-+•–·*]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s*)?[\"“‘'(\[*_]*\Z"
)
_ARTICLE = re.compile(r"\b(?P<a>[Aa])(?P<n>[Nn]?)(?P<blank>\s+[*_\"“]{0,3})\Z")
_SMALL = frozenset(("and", "the", "with", "for", "from", "not"))


def put(text: str, span: Span, write: str) -> str:
    """The text with `write` in place of the span, in the case of what stood there and with its article."""
    start, end = span
    write = cased(text, span, write)
    if write.endswith(",") and re.match(r"\s*(?:[.,;:!?)]|\n|\Z)", text[end:]):
        write = write[:-1]
    return _with_article(text[:start], write) + write + text[end:]


def cased(text: str, span: Span, write: str) -> str:
    """The words in the case of those that they replace: all capitals, a first capital, or as they are."""
    before, found = text[: span[0]], text[slice(*span)]
    letters = [letter for letter in found if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):
        return write.upper()
    opens = _OPENS.search(before[-40:] if len(before) > 40 else before) is not None
    if found[:1].isupper() and (opens or _is_titled(found, write)):
        return write[:1].upper() + write[1:]
    return write


def _is_titled(found: str, write: str) -> bool:
    """Whether words inside a sentence begin with capitals of their own, not with that of a name."""
    words = _WORD.findall(found)
    if words[0] in _WORD.findall(write) or not words[0][1:].islower():
        return False  # a name (`English native speakers`), or `PhD required`
    return all(word[0].isupper() for word in words if len(word) > 3)


def _with_article(before: str, write: str) -> str:
    found = _ARTICLE.search(before)
    if found is None:
        return before
    capitals = found["n"] == "N" or (found["n"] == "" and write.isupper() and len(write) > 3)
    n = ("N" if capitals else "n") if article(write) == "an" else ""
    return before[: found.start()] + found["a"] + n + found["blank"]


def doubles(text: str, span: Span, write: str) -> str | None:
    """The first word of `write` that stands near the span already and would be read twice; else None."""
    before = _STOPS.split(text[max(0, span[0] - 80) : span[0]])[-1]
    after = _STOPS.split(text[span[1] : span[1] + 80])[0]
    left, right = _WORD.findall(before), _WORD.findall(after)
    written = _WORD.findall(write)
    touching = [(left[-1:], written[:1]), (right[:1], written[-1:])]
    for beside, own in touching:
        if beside and own and beside[0].casefold() == own[0].casefold():
            return str(own[0])
    near = {_stem(word) for word in (*left[-NEAR:], *right[:NEAR])}
    return next(
        (word for word in written if len(word) > 2 and word not in _SMALL and _stem(word) in near), None
    )


def _stem(word: str) -> str:
    """A word without the ending of several: `experts` is `expert` again."""
    small = word.casefold()
    return small[:-1] if small.endswith("s") and len(small) > 3 else small
