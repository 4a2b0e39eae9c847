"""A pasted text that names another place of work than those for which it is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.gazetteer import Gazetteer, Mention
from touchstone.postings.headings import is_point
from touchstone.postings.phrases import Phrase, Phrases, Text, whole_text
from touchstone.postings.places import Place
from touchstone.postings.words import listed_places

FAR = 80  # characters behind the words in which the place is named
LONGEST_SHOWN = 60  # characters of the places that a warning quotes
_LABEL = re.compile(
    r"[\s#>*_\-+•–·|]*(?P<label>[^\n:*_#|]{2,40}?)[*_ ]*(?::[*_ \t]*(?P<said>[^\n]*)|[*_# \t]*)$"
)
_BEHIND_TITLE = re.compile(r"[(|–—,@]|\s-\s|\bin\b")
_NO_TITLE = re.compile(r"\W*(?:we|our|join|at|the company|about)\b|.*[.!?:]\W*$", re.IGNORECASE)
_FIRST = re.compile(r"\.(?=\s|\Z)|[·•|;(]|\s[–—-]\s")
_SENTENCE = re.compile(r"[!?:]|\.(?:\s*$|\s+[A-Z])")  # such ends stand in no line of a name and an address
_INVITES = re.compile(
    r"(?i:\b(?:join|hiring|looking for|seeking)\b)[^.!?\n]{0,120}\bin (?P<where>[A-Z][^.!?\n]{1,60})"
)
_ENDS = re.compile(r"[.;!?](?=\s|\Z)|\n")


class PlaceWords(Content):
    """How a text says where the work is done: `labels` of a line or a heading, words of a sentence (`says`).

    `open`: words that leave the place open, such as `remote`.
    """

    labels: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    says: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    open: tuple[Phrase, ...] = ()

    @cached_property
    def found(self) -> tuple[Phrases, Phrases]:
        """Finds the words of sentences, and those that leave the place open."""
        return Phrases(self.says), Phrases(self.open)

    @cached_property
    def spans_in(self) -> Callable[[str], tuple[Span, ...]]:
        """Where a text says where the work is done; the last texts are remembered."""
        return lru_cache(maxsize=8)(lambda text: tuple(_stated(text, self)))

    @cached_property
    def names(self) -> frozenset[str]:
        """The labels in small letters."""
        return frozenset(one.lower() for one in self.labels)


def check_place(
    text: str,
    words: PlaceWords | None,
    places: Sequence[Place],
    gazetteer: Gazetteer,
    *,
    looked_at: Collection[Span] = (),
) -> Iterator[Finding]:
    """One warning when the text names places of work, and none of those that it is checked for.

    Not where the text leaves the place open, or names one of them, a larger place around it or a part of it.
    `looked_at` is where it names places whose laws were looked at nevertheless.
    """
    if words is None or not places:
        return
    open_ = words.found[1]
    named: list[tuple[list[Mention], int]] = []
    for start, end in stated(text, words):
        part = text[start:end]
        if open_.within(Text(part)):
            return
        named += [([one for one in gazetteer.mentions(part) if one.ids], start)]
    every = [one for group, _ in named for one in group]
    if not every or any(meets(one, place, gazetteer) for one in every for place in places):
        return
    group, start = next(one for one in named if one[0])
    first = (start + group[0].span[0], start + group[0].span[1])
    span = (first[0], start + group[-1].span[1])
    if span[1] - span[0] > LONGEST_SHOWN:
        span = first
    there, chosen = text[slice(*span)], listed_places([place.name for place in places])
    law = "the law of that place was looked at as well"
    if first not in looked_at:
        law = "the laws of the place that it names were not looked at"
    said = (
        f"The text names {there} as the place of work, but it is checked for {chosen}: {law}. "
        "Check it for that place, or mend the text."
    )
    yield Finding("other-place", Kind.LAW, Severity.WARN, said, span=span, source=OUR_OWN)


def names_place(text: str, words: PlaceWords | None, gazetteer: Gazetteer) -> bool:
    """Whether a text names a known place of work: behind its title, a label or words of a sentence."""
    if words is None:
        return False
    spans = [*stated(text, words), *_below_title(text, gazetteer)]
    return any(one.ids for start, end in spans for one in gazetteer.mentions(text[start:end]))


def _below_title(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """What follows a comma, a bar or `in` in the first paragraph below the title: `Wisła Data, Kraków`.

    A paragraph of sentences counts where one of them invites: `Join our team in New York City!`
    """
    for line in list(re.finditer(r"[^\n]*\S[^\n]*", text))[1:2]:
        said = line.group()
        first = _FIRST.split(said, maxsplit=1)[0]
        if gazetteer.is_place(first.strip(" *_")):  # `*Seattle, Washington. Salary $215,000 …*`
            yield line.start(), line.start() + len(first)
            continue
        turn = _BEHIND_TITLE.search(said)
        if not (_SENTENCE.search(said) or _NO_TITLE.match(said)):
            if turn or gazetteer.is_place(said.strip(" *_")):
                yield line.start() + (turn.start() if turn else 0), line.end()
            continue
        for part in _INVITES.finditer(said):
            yield line.start() + part.start("where"), line.start() + part.end("where")


def meets(one: Mention, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a named place is another, lies in it, or holds it."""
    inside = any(gazetteer.around(i) & (place.within | {place.id}) for i in one.ids)
    return inside or gazetteer.meets(one.ids, place.id)


def stated(text: str, words: PlaceWords) -> tuple[Span, ...]:
    """Where a text says where the work is done: several checks ask for it of the same text."""
    return words.spans_in(text)


def _stated(text: str, words: PlaceWords) -> Iterator[Span]:
    """Where a text says where the work is done: behind the title, a label, or words of a sentence."""
    yield from _labelled(text, words)
    for _, end in words.found[0].spans(whole_text(text)):
        stop = _ENDS.search(text, end)
        yield end, min(end + FAR, stop.start() if stop else len(text))


def _labelled(text: str, words: PlaceWords) -> Iterator[Span]:
    at, titled, below = 0, False, False
    for line in text.split("\n"):
        label = _LABEL.match(line)
        named = label is not None and " ".join(label["label"].lower().split()) in words.names
        said = label.start("said") if label is not None and named and label["said"] else None
        if said is not None:
            yield at + said, at + len(line)
        elif below and line.strip():  # the line below a heading, or the points
            yield at, at + len(line)
        elif not (titled or named or _NO_TITLE.match(line)) and (turn := _BEHIND_TITLE.search(line)):
            yield at + turn.start(), at + len(line)
        below = (named and said is None) or (below and (not line.strip() or is_point(line)))
        titled = titled or any(map(str.isalnum, line))
        at += len(line) + 1
