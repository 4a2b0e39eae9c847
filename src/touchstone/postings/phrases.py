"""Phrases as a language file writes them, found in a text. No regular expression ever comes from content.

A phrase is words; a blank stands for any space, `*` at its end for any further letters, digits or hyphens,
`#` for a number. A phrase matches whole words only, in any case.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

Span = tuple[int, int]

_APOSTROPHES = "['’ʼ]"
_INSIDE = re.compile(r"[\w-]")  # a match after one of these is the rest of another word
_MAX_TAIL = 40  # letters after a stem: longer words are not English


def _phrase(text: str) -> str:
    if "*" in text.rstrip("*") or text.endswith("**") or not any(c.isalnum() for c in text):
        raise ValueError(f"a phrase is words, with at most one * at its end; found {text!r}")
    return text


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_phrase)]


@dataclass(frozen=True)
class Text:
    """A text to look in. Spans count the characters of `plain`."""

    plain: str

    @cached_property
    def lower(self) -> str:
        """The text in small letters, each at its place (the small form of `İ` alone would be two)."""
        whole = self.plain.lower()
        if len(whole) == len(self.plain):
            return whole
        return "".join(small if len(small := letter.lower()) == 1 else letter for letter in self.plain)


class Phrases:
    """Phrases to look for.

    Most stand in no text, so a plain search for a piece of each comes first. The patterns begin with a
    letter, for which `re` looks fast; what stands before a match is looked at afterwards.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._each = [(_needle(phrase), re.compile(_pattern(phrase.lower()))) for phrase in phrases]

    def spans(self, text: Text) -> list[Span]:
        """Where the phrases stand, in order; of two that overlap, the first, then the longer."""
        kept: list[Span] = []
        for span in sorted(self._all(text), key=lambda one: (one[0], -one[1])):
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept

    def within(self, text: Text) -> bool:
        """Whether any of the phrases stands in the text."""
        return any(True for _ in self._all(text))

    def _all(self, text: Text) -> Iterator[Span]:
        lower = text.lower
        for needle, pattern in self._each:
            if needle in lower:
                for match in pattern.finditer(lower):
                    if not _INSIDE.match(lower[max(0, match.start() - 1) : match.start()]):
                        yield match.span()


@lru_cache(maxsize=256)
def phrases(found: tuple[str, ...]) -> Phrases:
    """The phrases, compiled once."""
    return Phrases(found)


def outside(found: Iterable[Span], allowed: Sequence[Span]) -> list[Span]:
    """The spans that touch none of the allowed ones, which are in order and apart from one another."""
    starts = [start for start, _ in allowed]
    return [span for span in found if not _touches(span, starts, allowed)]


def _touches(span: Span, starts: Sequence[int], allowed: Sequence[Span]) -> bool:
    """Only the last one that begins before the span's end can touch it."""
    last = bisect_left(starts, span[1]) - 1
    return last >= 0 and allowed[last][1] > span[0]


def masked(text: str) -> str:
    """The text with code, links and Markdown's marks blanked out, every other character where it was."""
    blank = re.sub(r"`[^`\n]{1,300}`|https?://\S{1,500}", lambda match: " " * len(match.group()), text)
    return re.sub(r"[\\*_#>|]", " ", blank)


def _needle(phrase: str) -> str:
    """The longest piece of the phrase that stands in a text exactly so, in small letters."""
    return max(re.split(r"[\s*#'’]+", phrase.lower()), key=len)


def _pattern(phrase: str) -> str:
    plain = " ".join(phrase.split())
    end = r"(?![\w-])" if plain[-1].isalnum() or plain[-1] == "#" else ""
    return "".join(map(_piece, plain)) + end


def _piece(letter: str) -> str:
    if letter == "*":
        return rf"[\w-]{{0,{_MAX_TAIL}}}"
    if letter == "#":
        return r"\d{1,6}\+?"
    if letter == " ":
        return r"\s{1,5}"
    return _APOSTROPHES if letter in "'’" else re.escape(letter)
