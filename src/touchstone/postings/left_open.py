"""Places of a template that nobody filled in: `[Company]`, `TBD`, `XX,XXX`. Nobody publishes these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.phrases import Phrase, Phrases, whole_text
from touchstone.roles.profile import Text as Words

MOST_TOLD = 5  # a template that nobody filled in needs no list of all its places
# `[…]` that is no link, no box of a list; `{{ … }}`, `<…>` and `${…}`; figures of X or of blanks to fill in.
_BRACKETS = re.compile(r"\[(?P<said>[^\[\]\n]{1,60})\](?![(\[:])")
_WORD = re.compile(r"\w+")
_BRACES = re.compile(r"\{\{[^{}\n]{1,60}\}\}|<(?P<said>[^<>\n/@=!\"]{2,40})>|_{4,}")
_FIGURES = re.compile(
    r"(?<![\w-])(?:[$€£]\s?)?(?:[Xx]{1,3}[,.][Xx]{3}|XX{1,2}[kK]|(?<=[$€£])[Xx_]{2,6})(?![\w-])"
)


class LeftOpen(Content):
    """Words of templates: `words` stand alone (`TBD`); brackets of `inside` words are to be filled in."""

    words: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    inside: Annotated[tuple[Words, ...], Field(min_length=1)]

    @cached_property
    def found(self) -> tuple[Phrases, frozenset[str]]:
        """Finds the words that stand alone; those within brackets."""
        return Phrases(self.words), frozenset(self.inside)


def left_open(text: str, words: LeftOpen | None) -> Sequence[Span]:
    """Where a text holds a place that nobody filled in."""
    if words is None:
        return []
    alone, inside = words.found
    spans = [found.span() for found in _FIGURES.finditer(text)]
    for pattern in (_BRACKETS, _BRACES):
        for found in pattern.finditer(text):
            said = found.groupdict().get("said")
            if said is None or (_is_place(said, inside) and f"</{said}" not in text):
                spans.append(found.span())
    spans += [
        span
        for span in alone.spans(whole_text(text))
        if text[slice(*span)].isupper() or " " in text[slice(*span)]
    ]
    return _apart(sorted(spans))


def _is_place(said: str, inside: frozenset[str]) -> bool:
    """Whether what stands in brackets is to be filled in: marks of money, dots, or words of templates."""
    words = _WORD.findall(said.lower())
    return inside.issuperset(words) if words else bool(said.strip())


def _apart(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def check_left_open(text: str, words: LeftOpen | None) -> Iterator[Finding]:
    """An error for each such place, the first few of them."""
    spans = left_open(text, words)
    for n, span in enumerate(spans[:MOST_TOLD]):
        more = len(spans) - MOST_TOLD if n == MOST_TOLD - 1 else 0
        rest = f" There are {more} more." if more > 1 else " There is one more." if more == 1 else ""
        said = f"'{text[slice(*span)]}' was left to be filled in: write what belongs there.{rest}"
        yield Finding("left-open", Kind.COMPLETENESS, Severity.ERROR, said, span=span, source=OUR_OWN)
