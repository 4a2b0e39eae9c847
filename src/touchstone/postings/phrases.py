"""Phrases as a language file writes them, found in a text. No regular expression ever comes from content.

A phrase is words; a blank stands for any space, `*` at its end for any further letters, digits or hyphens,
`#` for a number. A phrase matches whole words only, in any case. `{name}` stands for any phrase of a group of
that name (`{name?} ` for one or none), or for what `slots` knows of itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from touchstone.postings import slots
from touchstone.postings.patterns import Groups, first_words, longest_piece, needed_words, pattern

Span = tuple[int, int]

_INSIDE = re.compile(r"[\w-]")  # a match after one of these is the rest of another word
_WORD = re.compile(r"\w+")


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

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {}

    def starts(self, word: str) -> Sequence[int]:
        """Where a whole word begins, in small letters."""
        if word not in self._starts:
            self._starts[word] = list(_whole(word, self.lower))
        return self._starts[word]


def _whole(word: str, text: str) -> Iterator[int]:
    """Where the word begins and is no part of another; a plain search is faster than a pattern a word."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_WORD.match(text[at - 1 : at]) or _WORD.match(text[end : end + 1])):
            yield at
        at = text.find(word, end)


class Phrases:
    """Phrases to look for.

    Most stand in no text, so a word of each is looked up first, and no pattern is made before it is needed.
    What stands before a match is looked at afterwards, since `re` looks fast for what begins with a letter.
    """

    def __init__(self, phrases: Iterable[str], groups: Groups | None = None) -> None:
        self._by_word: dict[str, list[_Sought]] = {}
        self._others: list[_Sought] = []  # of which no one word must stand in a text: stems, groups
        for phrase in phrases:
            one = _Sought(phrase, groups or {})
            held = self._others if one.word is None else self._by_word.setdefault(one.word, [])
            held.append(one)
        self._words = frozenset(self._by_word)

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
        for word in self._words & text.words:
            yield from (span for one in self._by_word[word] for span in one.spans(text))
        yield from (span for one in self._others for span in one.spans(text))


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


# Code, links, addresses: `https://…`, `www.…`, `me@ninja.example`, `ninjadata.com/jobs`. Endings that are
# words, too (`.in`, `.at`), count where a path follows: elsewhere a blank may be missing behind a full stop.
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,5}"
_ENDS = (
    "com|org|net|io|ai|co|eu|de|ch|uk|ie|pl|fr|es|nl|dk|se|fi|ca|jobs|careers|dev|app|tech|example|"
    "gov|edu|info|biz"
)
_CODE_OR_LINK = re.compile(
    r"`[^`\n]{1,300}`|https?://\S{1,500}|\bwww\.\S{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    rf"|\b{_NAME}(?:(?:{_ENDS})\b(?:/\S{{0,500}})?|[a-z]{{2,10}}/\S{{1,500}})"
)


def masked(text: str) -> str:
    """The text with code, links and Markdown's marks blanked out, every other character where it was."""
    blank = _CODE_OR_LINK.sub(lambda match: " " * len(match.group()), text)
    return re.sub(r"[\\*_#>|]", " ", blank)


class _Sought:
    """One phrase: the words without which a text is not worth a look, its pattern, what stands before it."""

    def __init__(self, phrase: str, groups: Groups) -> None:
        self._before, self._phrase = slots.beginning(" ".join(phrase.lower().split()))
        self._groups = groups
        self._words = list(needed_words(self._phrase, groups))
        self._piece = "" if self._words else longest_piece(self._phrase)
        self._first = first_words(self._phrase, groups)

    @property
    def word(self) -> str | None:
        """A word that stands in every text in which the phrase does; the longest of them."""
        alone = [word for words in self._words if len(words) == 1 for word in words]
        return max(alone, key=len, default=None)

    def spans(self, text: Text) -> Iterator[Span]:
        """Where it stands in a text."""
        lower = text.lower
        if self._piece not in lower or any(map(text.words.isdisjoint, self._words)):
            return
        for match in self._matches(text):
            if self._may_begin(lower, match.start()):
                yield match.span()

    def _matches(self, text: Text) -> Iterator[re.Match[str]]:
        """Of a group at the beginning only where a word of it stands: `re` would try them all everywhere."""
        if self._first is None:
            yield from self._pattern.finditer(text.lower)
            return
        for word in self._first & text.words:
            for at in text.starts(word):
                if (match := self._pattern.match(text.lower, at)) is not None:
                    yield match

    def _may_begin(self, lower: str, at: int) -> bool:
        if _INSIDE.match(lower[max(0, at - 1) : at]):
            return False
        return self._before is None or bool(self._before.search(lower[max(0, at - slots.BEFORE) : at]))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(pattern(self._phrase, self._groups))
