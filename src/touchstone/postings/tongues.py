"""Paragraphs in another language than the rules': words that nobody looked for were not found there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.words import listed
from touchstone.roles.profile import Text

LEAST_SAID = 2  # different words of a paragraph that names of firms and streets don't hold
UNREAD = "not-read"  # the rule of a text that is not in the language
PART_UNREAD = "part-not-read"  # of one some of whose paragraphs are not
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")


class TongueWords(Content):
    """The commonest words of the language (`own`) and of `others`, by which a text's language is told.

    A paragraph of `least_words` or more is in another language when over twice as many of its words are that
    one's than are the own, `least_others` different ones and `other_share` of all at the least. Two of them
    stand not in `in_names`, words of which names of firms and streets are made. A text of `long` words of
    which less than `own_share` are the own is in none that we know.
    """

    own: Annotated[tuple[Text, ...], Field(min_length=1)]
    others: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]]
    in_names: tuple[Text, ...] = ()
    least_words: Annotated[int, Field(ge=1)]
    least_others: Annotated[int, Field(ge=1)]
    other_share: Annotated[float, Field(gt=0, le=1)]
    long: Annotated[int, Field(ge=1)]
    own_share: Annotated[float, Field(gt=0, le=1)]

    @cached_property
    def sets(self) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
        """The own words, and those of each other language."""
        return frozenset(self.own), {name: frozenset(words) for name, words in self.others.items()}

    @cached_property
    def of_others(self) -> Mapping[str, tuple[str, ...]]:
        """The other languages in which a word is common, by the word."""
        every = frozenset().union(*self.others.values())
        return {one: tuple(n for n, known in self.others.items() if one in known) for one in every}

    @cached_property
    def named(self) -> frozenset[str]:
        """Words of which names are made."""
        return frozenset(self.in_names)


@dataclass(frozen=True)
class Unread:
    """What of a text is not in the language: paragraphs, the names of theirs, and whether nearly all is."""

    spans: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    whole: bool = False


def unread(text: str, words: TongueWords | None) -> Unread:
    """The paragraphs in another language; `whole` when they hold more words than those in the own."""
    if words is None:
        return Unread()
    found, names, other, own = [], [], 0, 0
    paragraphs = [(one.span(), _WORD.findall(one.group().lower())) for one in _PARAGRAPH.finditer(text)]
    for span, name, count in _judged(paragraphs, words):
        if name is None:
            own += count
            continue
        found.append(span)
        names.append(name)
        other += count
    every = [word for _, said in paragraphs for word in said]
    strange = other > own or _strange(text, every, words)
    return Unread(tuple(found), tuple(dict.fromkeys(names)), strange)


def _judged(
    paragraphs: Sequence[tuple[Span, list[str]]], words: TongueWords
) -> Iterator[tuple[Span, str | None, int]]:
    """Each paragraph whose language can be told: where, which other language (None: the own), its words."""
    own = words.sets[0]
    for span, said in paragraphs:
        mine = sum(map(own.__contains__, said))
        name, most = _closest(said, words)
        enough = len(said) >= words.least_words and len(set(most)) >= words.least_others
        says = len(set(most) - words.named) >= LEAST_SAID
        if enough and says and len(most) > 2 * mine and len(most) >= words.other_share * len(said):
            yield span, name, len(said)
        elif mine:
            yield span, None, len(said)


def _closest(said: list[str], words: TongueWords) -> tuple[str, list[str]]:
    """The other language of which the most words stand there, and these words."""
    hits: dict[str, list[str]] = {name: [] for name in words.others}
    for word in said:
        for name in words.of_others.get(word, ()):
            hits[name].append(word)
    return max(hits.items(), key=lambda one: len(one[1]))


def _strange(text: str, every: Sequence[str], words: TongueWords) -> bool:
    """Whether the text is in another script, or long and with next to none of the commonest words."""
    other_script = sum(one.isalpha() and not _LATIN.match(one) for one in _ASCII.sub("", text))
    if other_script and other_script > sum(map(str.isalpha, text)) / 2:
        return True
    own = words.sets[0]
    return len(every) >= words.long and sum(map(own.__contains__, every)) < words.own_share * len(every)


def check_tongue(text: str, found: Unread, language: str) -> Iterator[Finding]:
    """That a text, or some of its paragraphs, was not read: an error for a text, a warning for paragraphs."""
    if found.whole:
        looks = f" but as {listed(list(found.names))}" if found.names else ""
        said = (
            f"The text doesn't read as {language}{looks}. The rules on wording and most rules of law look "
            f"for {language} words, so they found little or nothing: this text can't be called checked."
        )
        yield Finding(UNREAD, Kind.LANGUAGE, Severity.ERROR, said, source=OUR_OWN)
        return
    for (start, end), name in zip(found.spans[:1], found.names[:1], strict=True):
        lines = [text.count("\n", 0, at) + 1 for at, _ in found.spans]
        more = f" (paragraphs in lines {listed([str(line) for line in lines])})" if len(lines) > 1 else ""
        said = (
            f"This paragraph reads as {name}{more}: the rules on wording and most rules of law look for "
            f"{language} words, so it was not checked."
        )
        yield Finding(PART_UNREAD, Kind.LANGUAGE, Severity.WARN, said, span=(start, end), source=OUR_OWN)
