"""Phrases as a language file writes them, found in a text. No regular expression ever comes from content.

A phrase is words; a blank stands for any space, `*` at its end for any further letters, digits or hyphens,
`#` for a number. A phrase matches whole words only, in any case. `{name}` stands for any phrase of a group of
that name (`{name?} ` for one or none), or for what `slots` knows of itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, StringConstraints

from touchstone.postings import slots
from touchstone.postings.patterns import (
    Groups,
    Key,
    beginnings,
    first_words,
    longest_piece,
    needed_keys,
    needed_words,
    pattern,
)

Span = tuple[int, int]

_INSIDE = re.compile(r"[\w-]")  # a match after one of these is the rest of another word
_WORD = re.compile(r"\w+")


def _phrase(text: str) -> str:
    if "*" in text.rstrip("*") or text.endswith("**") or not any(c.isalnum() for c in text):
        raise ValueError(f"a phrase is words, with at most one * at its end; found {text!r}")
    return text


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_phrase)]


class Text:
    """A text to look in. Spans count the characters of `plain`; its indexes are made when first asked for."""

    __slots__ = ("_in_order", "_keys", "_lower", "_starts", "_words", "plain")

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self._lower: str | None = None
        self._in_order: list[str] = []
        self._words: frozenset[str] | None = None
        self._keys: frozenset[Key] | None = None
        self._starts: dict[str, list[int]] = {}

    @property
    def lower(self) -> str:
        """The text in small letters, each at its place (the small form of `İ` alone would be two)."""
        if self._lower is None:
            whole = self.plain.lower()
            if len(whole) != len(self.plain):
                whole = "".join(small if len(small := one.lower()) == 1 else one for one in self.plain)
            self._lower = whole
        return self._lower

    @property
    def words(self) -> frozenset[str]:
        """Its words in small letters; of `well-known` both parts."""
        if self._words is None:
            self._in_order = _WORD.findall(self.lower)
            self._words = frozenset(self._in_order)
        return self._words

    @property
    def keys(self) -> frozenset[Key]:
        """Its words, how each begins, and each with the one behind it: what phrases are looked up by."""
        if self._keys is None:
            self._keys = frozenset((*self.words, *beginnings(self.words), *pairwise(self._in_order)))
        return self._keys

    def starts(self, word: str) -> Sequence[int]:
        """Where a whole word begins, in small letters."""
        found = self._starts.get(word)
        if found is None:
            found = self._starts[word] = list(_whole(word, self.lower))
        return found


@lru_cache(maxsize=8)
def whole_text(plain: str) -> Text:
    """A whole posting to look in: the checks that read the same one after another share its indexes."""
    return Text(plain)


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

    Most stand in no text, so what a phrase can't do without is looked up first (`keys_of`), and no pattern
    is made before it is needed. What stands before a match is looked at afterwards, since `re` looks fast for
    what begins with a letter.
    """

    def __init__(self, phrases: Iterable[str], groups: Groups | None = None) -> None:
        self.sought = tuple(_Sought(phrase, groups or {}) for phrase in phrases)
        self._index = _Index((one, one) for one in self.sought)

    def spans(self, text: Text) -> list[Span]:
        """Where the phrases stand, in order; of two that overlap, the first, then the longer."""
        return _apart([span for one in self._index.near(text) for span in one.spans(text)])

    def within(self, text: Text) -> bool:
        """Whether any of the phrases stands in the text."""
        return any(one.spans(text) for one in self._index.near(text))


class Sieve:
    """Many lists of phrases, looked up in a text all at once: most of them have nothing in it."""

    def __init__(self, lists: Iterable[Phrases]) -> None:
        self._index = _Index((one, (n, one)) for n, held in enumerate(lists) for one in held.sought)

    def spans(self, text: Text, among: Container[int] | None = None) -> dict[int, list[Span]]:
        """Where the phrases of each list (or those `among` them) stand, by its number; none that don't."""
        found: dict[int, list[Span]] = {}
        for n, one in self._index.near(text):
            if among is not None and n not in among:
                continue
            if spans := one.spans(text):
                found.setdefault(n, []).extend(spans)
        return {n: _apart(spans) for n, spans in found.items()}


def _apart(found: list[Span]) -> list[Span]:
    if len(found) < 2:
        return found
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


Held = TypeVar("Held")


class _Index(Generic[Held]):
    """What is held by a phrase, looked up by what the phrase can't do without."""

    def __init__(self, held: Iterable[tuple[_Sought, Held]]) -> None:
        self._by_key: dict[Key, list[Held]] = {}
        self._always: list[Held] = []  # of phrases of which nothing is known: stems of a letter or two
        for sought, one in held:
            for key in sought.keys:
                self._by_key.setdefault(key, []).append(one)
            if not sought.keys:
                self._always.append(one)
        self._keys = frozenset(self._by_key)

    def near(self, text: Text) -> Iterable[Held]:
        """What may stand in a text, each once."""
        found = self._keys & text.keys if self._keys else ()
        if len(found) < 2:
            return [*self._always, *(one for key in found for one in self._by_key[key])]
        return dict.fromkeys((*self._always, *(one for key in found for one in self._by_key[key])))


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


_MAY_LINK = re.compile(r"[.@`]\w|`|://")


def masked(text: str) -> str:
    """The text with code, links and Markdown's marks blanked out, every other character where it was."""
    lines = (_unlinked(line) if _MAY_LINK.search(line) else line for line in text.split("\n"))
    return "\n".join(lines).translate(_NO_MARKS)


_NO_MARKS = str.maketrans("\\*_#>|", " " * 6)


def _unlinked(line: str) -> str:
    return _CODE_OR_LINK.sub(lambda match: " " * len(match.group()), line)


class _Sought:
    """One phrase: the words without which a text is not worth a look, its pattern, what stands before it."""

    def __init__(self, phrase: str, groups: Groups) -> None:
        self._before, self._phrase = slots.beginning(" ".join(phrase.lower().split()))
        self._groups = groups
        self._words = list(needed_words(self._phrase, groups))
        self._compiled: re.Pattern[str] | None = None
        self.keys = needed_keys(self._phrase, groups, self._words)

    @cached_property
    def _piece(self) -> str:
        return "" if self._words else longest_piece(self._phrase)

    @cached_property
    def _first(self) -> frozenset[str] | None:
        return first_words(self._phrase, self._groups)

    def spans(self, text: Text) -> list[Span]:
        """Where it stands in a text."""
        lower = text.lower
        if self._piece not in lower:
            return []
        for words in self._words:
            if words.isdisjoint(text.words):
                return []
        return [match.span() for match in self._matches(text) if self._may_begin(lower, match.start())]

    def _matches(self, text: Text) -> Iterable[re.Match[str]]:
        """Of a group at the beginning only where a word of it stands: `re` would try them all everywhere."""
        if self._compiled is None:
            self._compiled = re.compile(pattern(self._phrase, self._groups))
        if self._first is None:
            return self._compiled.finditer(text.lower)
        places = (at for word in self._first & text.words for at in text.starts(word))
        each = (self._compiled.match(text.lower, at) for at in places)
        return [match for match in each if match is not None]

    def _may_begin(self, lower: str, at: int) -> bool:
        if at and _INSIDE.match(lower, at - 1):
            return False
        return self._before is None or bool(self._before.search(lower[max(0, at - slots.BEFORE) : at]))
