"""What a text states that laws ask for: by whole sentences and headings, never by a word that strays by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.postings.days import Day, days_in
from touchstone.postings.phrases import Phrase, Phrases, Span, Text, outside
from touchstone.postings.sentences import Sentence, heading_words, sentences
from touchstone.roles.profile import Text as Words

StatementId = Literal["benefits", "other_pay", "deadline", "vacancy", "ai"]
DENIES = re.compile(
    r"\b(?:no|not|never|without|neither|nor|none|irrelevant|unnecessary)\b|n['’]t\b", re.IGNORECASE
)
AROUND_DAY = 60  # characters between the words of a deadline and its day
MOST_SHOWN = 120  # characters of a sentence that a finding quotes


@dataclass(frozen=True)
class Stated:
    """The text states it, in these words. `denied`: that there is none; `about` is the whole paragraph."""

    words: str
    span: Span
    denied: bool = False
    about: str = ""


@dataclass(frozen=True)
class Over:
    """The text names a day that is over."""

    words: str
    span: Span
    day: date


@dataclass(frozen=True)
class Doubtful:
    """Words stand there that may state it; whether they do is for a person to see."""

    words: str
    span: Span
    sentence: str


Reading: TypeAlias = Stated | Over | Doubtful
Readings: TypeAlias = Mapping[str, Reading]


class Pattern(Content):
    """How a statement is made: words of `find`, with one of each group of `along` in the same sentence.

    Under a heading of the statement `along` is not needed, and with no `find` a day alone will do. `unless`:
    words with which the sentence is about something else. `day`: a day has to stand beside the words.
    `denied`: a sentence that denies it says as much.
    """

    find: Annotated[tuple[Phrase, ...], Field(max_length=80)] = ()
    along: tuple[tuple[Phrase, ...], ...] = ()
    unless: tuple[Phrase, ...] = ()
    day: bool = False
    denied: bool = False

    @cached_property
    def words(self) -> Phrases:
        """Finds any of the words."""
        return Phrases(self.find)

    @cached_property
    def beside(self) -> tuple[Phrases, ...]:
        """Finds the words of each group that must stand in the same sentence."""
        return tuple(map(Phrases, self.along))

    @cached_property
    def others(self) -> Phrases:
        """Finds words with which the sentence is about something else."""
        return Phrases(self.unless)


class StatementWords(Content):
    """How one statement is known in a text.

    `headings` are its headings; `allow` terms in which its words mean something else; `doubtful` words that
    may mean it, which a person is shown.
    """

    id: StatementId
    title: Words
    says: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    headings: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    allow: tuple[Phrase, ...] = ()
    doubtful: Annotated[tuple[Phrase, ...], Field(min_length=1)]

    @cached_property
    def found(self) -> Mapping[str, Phrases]:
        """Finds the words of each field."""
        names = ("headings", "unless", "allow", "doubtful")
        return {name: Phrases(getattr(self, name)) for name in names}

    @cached_property
    def head_words(self) -> frozenset[str]:
        """The words that headings may hold."""
        return frozenset(word for one in self.headings for word in heading_words(one))


@dataclass(frozen=True)
class _Page:
    """A text taken apart, to look in."""

    text: Text
    parts: tuple[Sentence, ...]
    fillers: frozenset[str]
    today: date

    @cached_property
    def starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def at(self, position: int) -> Sentence | None:
        """The sentence at a position; None in a heading."""
        n = bisect_right(self.starts, position) - 1
        if n < 0 or position >= self.parts[n].start + len(self.parts[n].text):
            return None
        return self.parts[n]

    @cached_property
    def head_words(self) -> dict[str, list[str]]:
        return {head: heading_words(head) for head in {part.heading for part in self.parts}}

    def under(self, known: StatementWords, part: Sentence) -> bool:
        """Whether a sentence stands under a heading that names the statement, and nothing else."""
        words = self.head_words[part.heading]
        if not words or not all(word in known.head_words or word in self.fillers for word in words):
            return False
        return known.found["headings"].within(Text(part.heading))


def read_statements(
    text: str, known: Iterable[StatementWords], fillers: Iterable[str], today: date
) -> Readings:
    """What a text states: what is sure before what is over, and that before doubts.

    `fillers` are words that headings may hold beside those of a statement.
    """
    small = frozenset(word.lower() for word in fillers)
    page = _Page(Text(text), tuple(sentences(text)), small, today)
    read = ((one.id, _read(one, page)) for one in known)
    return {name: reading for name, reading in read if reading is not None}


def _read(known: StatementWords, page: _Page) -> Reading | None:
    allowed = known.found["allow"].spans(page.text)
    over: Over | None = None
    doubt: Doubtful | None = None
    for pattern in known.says:
        for part, span in _places(known, pattern, page, allowed):
            reading = _judged(known, pattern, page, part, span)
            if isinstance(reading, Stated):
                return reading
            over = over or (reading if isinstance(reading, Over) else None)
            doubt = doubt or (reading if isinstance(reading, Doubtful) else None)
    return over or doubt or _doubts(known, page, allowed)


def _doubts(known: StatementWords, page: _Page, allowed: Sequence[Span]) -> Doubtful | None:
    """The first words that may state it; what stands under a heading of such words may, whatever it says."""
    words = known.found["doubtful"]
    for part in page.parts:
        if page.under(known, part) and words.within(Text(part.heading)):
            return _doubt(part, (part.start, part.start + len(part.text)))
    for span in outside(words.spans(page.text), allowed):
        at = page.at(span[0])
        if at is not None and not known.found["unless"].within(Text(at.text)):
            return _doubt(at, span)
    return None


def _places(
    known: StatementWords, pattern: Pattern, page: _Page, allowed: Sequence[Span]
) -> Iterator[tuple[Sentence, Span]]:
    """The sentences to judge, each with the words in it; spans count from the beginning of the text."""
    if not pattern.find:
        for part in page.parts:
            if page.under(known, part):
                yield part, (part.start, part.start + len(part.text))
        return
    for span in outside(pattern.words.spans(page.text), allowed):
        if (at := page.at(span[0])) is not None:
            yield at, span


def _judged(
    known: StatementWords, pattern: Pattern, page: _Page, part: Sentence, span: Span
) -> Reading | None:
    looked_in, headed = Text(part.text), page.under(known, part)
    if not headed and not all(group.within(looked_in) for group in pattern.beside):
        return None
    if pattern.others.within(looked_in) or (not headed and known.found["unless"].within(looked_in)):
        return _doubt(part, span)
    if pattern.day:
        return _dated(page, part, span)
    rest = part.text[: span[0] - part.start] + " " + part.text[span[1] - part.start :]
    denied = DENIES.search(rest) is not None
    if denied and not pattern.denied:
        return _doubt(part, span)
    return Stated(_said(part.text), _whole(part), denied, _paragraph(page, part, headed))


def _dated(page: _Page, part: Sentence, span: Span) -> Reading | None:
    own = (span[0] - part.start, span[1] - part.start)
    near = [one for one in days_in(part.text, page.today) if _apart(one.span, own) <= AROUND_DAY]
    if not near:
        return None
    return _day(page, part, near[0])


def _day(page: _Page, part: Sentence, found: Day) -> Reading:
    if found.meant and all(one >= page.today for one in found.meant):
        return Stated(_said(part.text), _whole(part))
    if found.meant and all(one < page.today for one in found.meant):
        return Over(_said(part.text), _whole(part), max(found.meant))
    return _doubt(part, (part.start + found.span[0], part.start + found.span[1]))


def _apart(one: Span, other: Span) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _paragraph(page: _Page, at: Sentence, headed: bool) -> str:
    """The sentences of the same paragraph; under a heading of the statement, all that stand there."""
    return " ".join(
        part.text
        for part in page.parts
        if part.paragraph == at.paragraph or (headed and part.heading == at.heading)
    )


def _doubt(part: Sentence, span: Span) -> Doubtful:
    begin, end = max(span[0], part.start) - part.start, min(span[1], part.start + len(part.text)) - part.start
    return Doubtful(_said(part.text[begin:end]), span, part.text.strip())


def _whole(part: Sentence) -> Span:
    left = len(part.text) - len(part.text.lstrip(_MARKS))
    return part.start + left, part.start + len(part.text.rstrip())


_MARKS = " \n\t-*+•–·#"


def _said(text: str) -> str:
    words = " ".join(text.strip(_MARKS).split())
    return words if len(words) <= MOST_SHOWN else words[: MOST_SHOWN - 1].rstrip() + "…"
