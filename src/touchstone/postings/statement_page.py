"""A text taken apart to look for statements in: its sentences, what stands around one, and its headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from touchstone.postings.phrases import Text
from touchstone.postings.sentences import Sentence, heading_words
from touchstone.postings.statement_words import StatementWords, UnsaidWords

TAKES_UP = re.compile(r"\W*(?:this|that|it|these|those|which)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A text taken apart, to look in."""

    text: Text
    parts: tuple[Sentence, ...]
    fillers: frozenset[str]
    today: date
    unsaid: tuple[UnsaidWords, ...] = ()

    @cached_property
    def starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def at(self, position: int) -> Sentence | None:
        """The sentence at a position; None in a heading."""
        n = bisect_right(self.starts, position) - 1
        if n < 0 or position >= self.parts[n].start + len(self.parts[n].text):
            return None
        return self.parts[n]

    def after(self, part: Sentence) -> Sentence | None:
        """The sentence behind one."""
        n = bisect_right(self.starts, part.start)
        return self.parts[n] if n < len(self.parts) else None

    def around(self, part: Sentence) -> str:
        """A sentence with what semicolons tie to it, and one behind that takes it up: `This is not known.`"""
        n = bisect_right(self.starts, part.start) - 1
        low = high = n
        while low and self.parts[low - 1].text.endswith(";"):
            low -= 1
        while high + 1 < len(self.parts) and self.parts[high].text.endswith(";"):
            high += 1
        if high + 1 < len(self.parts) and TAKES_UP.match(self.parts[high + 1].text):
            high += 1
        return " ".join(one.text for one in self.parts[low : high + 1])

    def all_under(self, known: StatementWords) -> list[Sentence]:
        """The sentences under such headings."""
        named = {one for one in self._headings if self._names(known, one)}
        return [part for part in self.parts if part.heading in named] if named else []

    @cached_property
    def _headings(self) -> frozenset[str]:
        return frozenset(part.heading for part in self.parts)

    @cached_property
    def _heads(self) -> dict[tuple[str, str], bool]:
        return {}

    def under(self, known: StatementWords, part: Sentence) -> bool:
        """Whether a sentence stands under a heading that names the statement, and nothing else.

        Under one of what is offered labels are no headings of something else: `Parental leave: 16 weeks`.
        """
        return self._names(known, part.heading) or (known.labels and self._names(known, part.section))

    def labelled(self, known: StatementWords) -> list[Sentence]:
        """The sentences under such headings that begin with a label."""
        found = (part for part in self.parts if part.section != part.heading)
        return [part for part in found if known.labels and self._names(known, part.section)]

    def _names(self, known: StatementWords, heading: str) -> bool:
        key = known.id, heading
        if key not in self._heads:  # many sentences stand under one heading
            words = heading_words(heading)
            named = bool(words) and all(word in known.head_words or word in self.fillers for word in words)
            self._heads[key] = named and known.found["headings"].within(Text(heading))
        return self._heads[key]
