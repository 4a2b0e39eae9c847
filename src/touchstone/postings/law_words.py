"""Words that laws forbid in a posting: a question about former pay, a title that names a sex."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.postings.phrases import Phrase, Phrases, phrases
from touchstone.postings.phrases import Text as LookedIn

NEAR_TITLE = 60  # characters on each side in which the words that name a title stand
WORDS_BEFORE_TITLE = 3  # such as `an experienced technical`
MOST_AROUND = 300  # characters on each side in which the sentence of a word is looked for
_STOPS = re.compile(r"[.!?](?=\s|\Z)|\n\s*\n|\n(?=\s*[-*+•#])")


class LawWords(Content):
    """Words that laws forbid in a posting, such as those that ask for what somebody earned before.

    `unless`: words with which a sentence is about something else, such as data or the law itself.
    """

    find: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    unless: tuple[Phrase, ...] = ()

    @cached_property
    def words(self) -> Phrases:
        """Finds any of the words."""
        return phrases(self.find)

    @cached_property
    def others(self) -> Phrases:
        """Finds words with which a sentence is about something else."""
        return phrases(self.unless)


class SexedTitles(LawWords):
    """Titles that name a sex: in the first line, or where a sentence names whom one looks for.

    `ahead` are words that stand before a title there (`looking for`), `behind` such as stand after it
    (`wanted`). Elsewhere the words name somebody: “The salesman of the year gets a prize”.
    """

    ahead: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    behind: Annotated[tuple[Phrase, ...], Field(min_length=1)]

    @cached_property
    def named(self) -> tuple[Phrases, Phrases]:
        """Finds the words before, and those behind."""
        return phrases(self.ahead), phrases(self.behind)

    def is_title(self, text: str, span: tuple[int, int]) -> bool:
        """Whether the words at a span are a title, not said of somebody in the text."""
        start, end = span
        first = len(text) - len(text.lstrip())
        if "\n" not in text[first:start]:
            return True
        before = _STOPS.split(text[max(0, start - NEAR_TITLE) : start])[-1]
        after = _STOPS.split(text[end : end + NEAR_TITLE])[0]
        ahead, behind = (
            words.spans(LookedIn(part)) for words, part in zip(self.named, (before, after), strict=True)
        )
        near = bool(ahead) and len(before[ahead[-1][1] :].split()) <= WORDS_BEFORE_TITLE
        return near or (bool(behind) and not after[: behind[0][0]].strip())


def about_other(words: LawWords, text: str, span: tuple[int, int]) -> bool:
    """Whether the sentence, or the line, in which the words stand is about something else."""
    if not words.unless:
        return False
    start, end = span
    low = max(0, start - MOST_AROUND)
    before = [found.end() for found in _STOPS.finditer(text, low, start)]
    behind = _STOPS.search(text, end, end + MOST_AROUND)
    around = text[before[-1] if before else low : behind.start() if behind else end + MOST_AROUND]
    return words.others.within(LookedIn(around))
