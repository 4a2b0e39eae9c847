"""Which parts a pasted posting holds: by headings with something under them, and by words of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import model_validator

from touchstone.core.ids import SnakeId
from touchstone.core.validate import Content
from touchstone.postings.findings import Span
from touchstone.postings.headings import INLINE, PLAIN, Heading, headings, is_point
from touchstone.postings.outline import Outline
from touchstone.postings.patterns import Groups
from touchstone.postings.phrases import Phrase, Phrases, Sieve, Text, outside, whole_text
from touchstone.postings.sentences import heading_words, sentences
from touchstone.postings.slots import SLOT


class PartWords(Content):
    """How a part of a posting is known in a pasted text.

    `headings` are words of its headings, `find` words of its sentences and of marked headings. `allow`: terms
    in which the words mean something else; `unless`: words with which a sentence is about something else.
    `apart`: words of `find` don't count in a list under the heading of another part. `listed` are headings
    under which a list speaks of the part, and a paragraph of something else.
    """

    id: SnakeId
    headings: tuple[Phrase, ...] = ()
    find: tuple[Phrase, ...] = ()
    allow: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    apart: bool = False
    listed: tuple[Phrase, ...] = ()

    @model_validator(mode="after")
    def _known_somehow(self) -> PartWords:
        if not (self.headings or self.find):
            raise ValueError("a part is known by `headings` or by words to `find`; found neither")
        return self


class Parts:
    """The parts of a language, ready to be looked for.

    `fillers` are words that a heading without marks may hold beside those of the parts.
    """

    def __init__(self, parts: Sequence[PartWords], fillers: Sequence[str], groups: Groups) -> None:
        self._parts = [_Part(part, groups) for part in parts]
        self._find, self._allow = (
            Sieve(one.find for one in self._parts),
            Sieve(one.allow for one in self._parts),
        )
        self._apart = frozenset(part.id for part in parts if part.apart)
        said = (
            word for part in parts for one in (*part.headings, *part.listed) for word in _words(one, groups)
        )
        self._head_words = frozenset((*said, *(word.lower() for word in fillers)))
        self._naming = lru_cache(maxsize=1000)(self._names)  # postings share most of their headings

    def read(self, text: str) -> PartsRead:
        """What of the parts stands in a text."""
        heads = headings(text, self._is_heading)
        outline = Outline(text, tuple(heads), sentences(text))
        named = tuple(map(self._named, heads))
        held = frozenset(n for n, head in enumerate(heads) if outline.holds(head))
        page, looked_in = _Page(outline, named, held), whole_text(text)
        found = self._find.spans(looked_in)
        allowed = self._allow.spans(looked_in, among=found)
        spans = {
            part.id: sorted(self._spans(part, outside(found.get(n, ()), allowed.get(n, ())), page))
            for n, part in enumerate(self._parts)
        }
        return PartsRead(outline, named, {name: found for name, found in spans.items() if found})

    def _names(self, words: str) -> _Naming:
        text = Text(words)
        found = [(part.id, part.in_heading(text)) for part in self._parts]
        begin = frozenset(name for name, spans in found if any(start == 0 for start, _ in spans))
        listed = frozenset(part.id for part in self._parts if part.listed.within(text))
        return _Naming(frozenset(name for name, spans in found if spans), begin, listed)

    def _named(self, head: Heading) -> _Naming:
        """The parts that a heading names; a line without marks does so by all its words or by the first."""
        naming = self._naming(head.words)
        if head.level < PLAIN or self._is_heading(head.words):
            return naming
        return replace(naming, names=naming.begin)

    def _is_heading(self, words: str) -> bool:
        """Whether a line without marks is a heading: it holds words of headings alone."""
        if not all(word in self._head_words for word in heading_words(words)):
            return False
        return bool(self._naming(words).names or self._naming(words).listed)

    def _spans(self, part: _Part, said: Sequence[Span], page: _Page) -> set[Span]:
        return {*page.under(part.id), *(span for span in said if self._counts(part, span, page))}

    def _counts(self, part: _Part, span: Span, page: _Page) -> bool:
        """Whether words of `find` say in their place what they say by themselves."""
        if part.unless.within(Text(page.outline.sentence(span[0]))):
            return False
        n = page.outline.above(span[0])
        if n is None:
            return True
        head, naming = page.outline.heads[n], page.named[n]
        if span[0] < head.span[1]:
            return head.level == INLINE or n in page.held
        if not part.apart or part.id in naming.names:
            return True
        point = is_point(page.outline.line(span[0]))
        if part.id in naming.listed:
            return point
        return not naming.names or not (naming.names & self._apart or point)


@dataclass(frozen=True)
class _Naming:
    """The parts that a heading names: anywhere in it, with its first words, and by a list under it."""

    names: frozenset[str]
    begin: frozenset[str]
    listed: frozenset[str]


@dataclass(frozen=True)
class _Page:
    """A text by its headings, what each names, and those under which something stands."""

    outline: Outline
    named: tuple[_Naming, ...]
    held: frozenset[int]

    def under(self, name: str) -> Iterator[Span]:
        """The headings of a part with something under them."""
        for n in sorted(self.held):
            head, naming = self.outline.heads[n], self.named[n]
            if name in naming.names or (name in naming.listed and self.outline.points(head) > 1):
                yield head.span


@dataclass(frozen=True)
class PartsRead:
    """What of the parts stands in a text: the places of their words, by the ids of the parts."""

    outline: Outline
    named: tuple[_Naming, ...]
    spans: Mapping[str, Sequence[Span]]

    def points(self, name: str) -> int:
        """How many points stand under the headings of a part, those of lists in lists left out."""

        def ends(n: int) -> bool:
            return bool(self.named[n].names) and name not in self.named[n].names

        count, done = 0, 0
        for head, naming in zip(self.outline.heads, self.named, strict=True):
            if name in naming.names and head.span[0] >= done:
                count += self.outline.points(head, ends)
                done = head.body[1]
        return count


class _Part:
    """A part's phrases, ready to look for."""

    def __init__(self, part: PartWords, groups: Groups) -> None:
        self.id, self.apart = part.id, part.apart
        self.find, self.allow = Phrases(part.find, groups), Phrases(part.allow, groups)
        self.unless, self.listed = Phrases(part.unless, groups), Phrases(part.listed, groups)
        self._heads = Phrases(dict.fromkeys((*part.headings, *part.find)), groups)

    def in_heading(self, text: Text) -> list[Span]:
        """Where its words stand in a heading."""
        return outside(self._heads.spans(text), self.allow.spans(text))


def _words(phrase: str, groups: Groups) -> Iterator[str]:
    """The words of a phrase, and of the groups that it names."""
    yield from heading_words(SLOT.sub(" ", phrase))
    for slot in SLOT.finditer(phrase):
        for one in groups.get(slot["name"], ()):
            yield from heading_words(one)
