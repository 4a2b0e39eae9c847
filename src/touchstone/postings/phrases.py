"""Phrases as a language file writes them, found in a text. No regular expression ever comes from content.

A phrase is words; a blank stands for any space, `*` at its end for any further letters, digits or hyphens,
`#` for a number. A phrase matches whole words only, in any case. `{name}` stands for any phrase of a group of
that name (`{name?} ` for one or none), or for what `slots` knows of itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from touchstone.postings import slots

Span = tuple[int, int]
Groups = Mapping[str, Sequence[str]]

_APOSTROPHES = "['’ʼ]"
_HYPHENS = "[-‐‑–]"
_INSIDE = re.compile(r"[\w-]")  # a match after one of these is the rest of another word
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[\s'’-]+")
_PIECES = re.compile(r"[\s*#'’-]+")
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

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in small letters; of `well-known` both parts."""
        return frozenset(_WORD.findall(self.lower))


class Phrases:
    """Phrases to look for.

    Most stand in no text, so a word of each is looked up first, and no pattern is made before it is needed.
    What stands before a match is looked at afterwards, since `re` looks fast for what begins with a letter.
    """

    def __init__(self, phrases: Iterable[str], groups: Groups | None = None) -> None:
        self._each = [_Sought(phrase, groups or {}) for phrase in phrases]

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
        for one in self._each:
            if one.may_stand_in(text):
                yield from one.spans(text.lower)


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


class _Sought:
    """One phrase: the words without which a text is not worth a look, its pattern, what stands before it."""

    def __init__(self, phrase: str, groups: Groups) -> None:
        self._before, self._phrase = slots.beginning(" ".join(phrase.lower().split()))
        self._groups = groups
        self._words = list(_needed_words(self._phrase, groups))
        self._piece = "" if self._words else _longest_piece(self._phrase)

    def may_stand_in(self, text: Text) -> bool:
        return self._piece in text.lower and not any(map(text.words.isdisjoint, self._words))

    def spans(self, lower: str) -> Iterator[Span]:
        for match in self._pattern.finditer(lower):
            if not _INSIDE.match(lower[max(0, match.start() - 1) : match.start()]) and self._begins(
                lower, match.start()
            ):
                yield match.span()

    def _begins(self, lower: str, at: int) -> bool:
        return self._before is None or bool(self._before.search(lower[max(0, at - slots.BEFORE) : at]))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_pattern(self._phrase, self._groups))


def _needed_words(phrase: str, groups: Groups) -> Iterator[frozenset[str]]:
    """Whole words, of each set of which one stands in every text that the phrase matches."""
    for piece in _SPACE.split(phrase):
        if _WORD.fullmatch(piece):
            yield frozenset((piece,))
    for name, optional in slots.named(phrase):
        if name in groups and not optional:
            each = [next(_needed_words(one.lower(), {}), None) for one in groups[name]]
            if None not in each:
                yield frozenset().union(*filter(None, each))
        elif f"{{{name}}}" in _SPACE.split(phrase) and name in slots.WORDS:
            yield slots.WORDS[name]


def _longest_piece(phrase: str) -> str:
    """The longest piece of the phrase that stands in a text exactly so, such as a stem."""
    return max(_PIECES.split(slots.SLOT.sub(" ", phrase)), key=len)


def _pattern(phrase: str, groups: Groups) -> str:
    def written(match: re.Match[str]) -> str:
        name, optional = match["name"], match["optional"] is not None
        if name in slots.BUILT_IN:
            return slots.BUILT_IN[name]
        longest_first = sorted((one.lower() for one in groups[name]), key=len, reverse=True)
        one_of = "|".join(_plain(one) for one in longest_first)
        return rf"(?:(?:{one_of})\s{{1,5}})?" if optional else f"(?:{one_of})"

    parts, at = [], 0
    for match in slots.SLOT.finditer(phrase):
        if match["name"] not in groups and match["name"] not in slots.BUILT_IN:
            continue
        parts += [_plain(phrase[at : match.start()]), written(match)]
        at = match.end()
    end = r"(?![\w-])" if phrase[-1].isalnum() or phrase[-1] in "#}" else ""
    return "".join(parts) + _plain(phrase[at:]) + end


def _plain(text: str) -> str:
    return "".join(map(_piece, text))


def _piece(letter: str) -> str:
    if letter == "*":
        return rf"[\w-]{{0,{_MAX_TAIL}}}"
    if letter == "#":
        return r"\d{1,6}\+?"
    if letter == " ":
        return r"\s{1,5}"
    if letter == "-":
        return _HYPHENS
    return _APOSTROPHES if letter in "'’" else re.escape(letter)
