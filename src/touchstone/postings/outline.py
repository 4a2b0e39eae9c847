"""A pasted text by its headings: under which one something stands, and how many points stand under one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from touchstone.postings.headings import INLINE, Heading, is_point
from touchstone.postings.sentences import Sentence

SET_IN = 2  # blanks by which a line is set in that belongs to the point above


@dataclass(frozen=True)
class Outline:
    """A text with its headings and its sentences."""

    text: str
    heads: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    @cached_property
    def _head_starts(self) -> list[int]:
        return [one.span[0] for one in self.heads]

    def sentence(self, position: int) -> str:
        """The sentence at a position; of a heading its line."""
        n = bisect_right(self._starts, position) - 1
        if n < 0 or position >= self._starts[n] + len(self.sentences[n].text):
            return self.line(position)
        return self.sentences[n].text

    def line(self, position: int) -> str:
        """The line that holds a position."""
        end = self.text.find("\n", position)
        return self.text[self.text.rfind("\n", 0, position) + 1 : end if end >= 0 else len(self.text)]

    def above(self, position: int) -> int | None:
        """The number of the heading under which, or in which, a position stands: of several the last."""
        for n in range(bisect_right(self._head_starts, position) - 1, -1, -1):
            if position < max(self.heads[n].span[1], self.heads[n].body[1]):
                return n
        return None

    def holds(self, head: Heading) -> bool:
        """Whether anything stands under a heading but other headings."""
        return any(n is None for _, n in self._under(head))

    def points(self, head: Heading, ends: Callable[[int], bool] = lambda _: False) -> int:
        """How many points stand under a heading; those that are set in belong to the ones above.

        `ends` says which deeper headings speak of something else.
        """
        if head.level == INLINE:
            within = self.text[slice(*head.body)]
            return within.count(";") + 1 if ";" in within else 0
        count, first, apart = 0, 0, False
        lines = [*self._under(head, blank=True), ("", None)]
        for (line, n), (following, _) in pairwise(lines):
            in_list = is_point(line)
            if n is not None and ends(n):
                return count
            if in_list:
                first = first if count else _indent(line)
                count += _indent(line) < first + SET_IN
            elif count and n is None and _ends_list(line, following, apart=apart):
                return count
            apart = not line.strip()
        return count

    def _under(self, head: Heading, *, blank: bool = False) -> Iterator[tuple[str, int | None]]:
        """The lines under a heading, each with its number where it is a heading."""
        if head.level == INLINE:
            yield self.text[slice(*head.body)], None
            return
        at = head.body[0]
        for line in self.text[slice(*head.body)].split("\n"):
            n = bisect_right(self._head_starts, at + len(line)) - 1
            is_head = n >= 0 and self.heads[n].span[0] >= at and self.heads[n].level != INLINE
            if blank or any(map(str.isalnum, line)):
                yield line, n if is_head else None
            at += len(line) + 1


def _ends_list(line: str, following: str, *, apart: bool) -> bool:
    """Whether a line that is no point is a paragraph or heads the next list, and no more of the point."""
    return (
        bool(line.strip())
        and _indent(line) < SET_IN
        and not line[0].islower()
        and (apart or is_point(following))
    )


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())
