"""How a language file says which words state what laws ask for, and which leave it unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from touchstone.core.validate import Content
from touchstone.postings.phrases import Phrase, Phrases, Text, outside
from touchstone.postings.sentences import heading_words
from touchstone.roles.profile import Text as Words

StatementId = Literal["benefits", "other_pay", "deadline", "vacancy", "ai"]


_END = re.compile(r"\s*(?:[.,;:!)]|$|(?:and|or)\s\w+\W*$)")


class Pattern(Content):
    """How a statement is made: words of `find`, with one of each group of `along` in the same sentence.

    Under a heading of the statement `along` is not needed, and with no `find` a day alone will do. `unless`:
    words with which the sentence is about something else. `day`: a day has to stand beside the words.
    `denied`: a sentence that denies it says as much. `ends`: with the words of the last group it ends, or a
    part of it does, so that it speaks of nothing else (`we use no AI to screen`, not `to screen products`).
    """

    find: Annotated[tuple[Phrase, ...], Field(max_length=80)] = ()
    along: tuple[tuple[Phrase, ...], ...] = ()
    unless: tuple[Phrase, ...] = ()
    day: bool = False
    denied: bool = False
    ends: bool = False

    @cached_property
    def words(self) -> Phrases:
        """Finds any of the words."""
        return Phrases(self.find)

    @cached_property
    def beside(self) -> tuple[Phrases, ...]:
        """Finds the words of each group that must stand in the same sentence."""
        return tuple(map(Phrases, self.along))

    def along_in(self, sentence: Text) -> bool:
        """Whether words of every group stand in the sentence, and the last ones where they must."""
        if not all(group.within(sentence) for group in self.beside):
            return False
        if not (self.ends and self.beside):
            return True
        return any(_END.match(sentence.plain, end) for _, end in self.beside[-1].spans(sentence))

    @cached_property
    def others(self) -> Phrases:
        """Finds words with which the sentence is about something else."""
        return Phrases(self.unless)


class UnsaidWords(Content):
    """Words with which a sentence leaves a statement unsaid, and how it does so.

    `find` stand anywhere in the sentence, `ahead` before the words of the statement. `soft`: they may do so,
    and a person is shown them. `denials`: not where a denial says as much as the statement.
    """

    why: Words
    find: tuple[Phrase, ...] = ()
    ahead: tuple[Phrase, ...] = ()
    allow: tuple[Phrase, ...] = ()
    soft: bool = False
    denials: bool = True

    @cached_property
    def found(self) -> Mapping[str, Phrases]:
        """Finds the words of each field."""
        return {name: Phrases(getattr(self, name)) for name in ("find", "ahead", "allow")}

    def within(self, sentence: Text, before: Text) -> bool:
        """Whether they stand in a sentence, or in what of it stands before the words of a statement."""
        each = ((self.found["find"], sentence), (self.found["ahead"], before))
        return any(
            outside(found, self.found["allow"].spans(text))
            for words, text in each
            if (found := words.spans(text))
        )


class StatementWords(Content):
    """How one statement is known in a text.

    `headings` are its headings; `unless` words with which a sentence elsewhere is about something else,
    `never` those with which one under a heading is, too; `allow` terms in which its words mean something
    else; `doubtful` words that may mean it, which a person is shown. `labels`: lines under a heading with
    labels of their own belong to it.
    """

    id: StatementId
    title: Words
    says: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    headings: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    never: tuple[Phrase, ...] = ()
    labels: bool = False
    allow: tuple[Phrase, ...] = ()
    doubtful: Annotated[tuple[Phrase, ...], Field(min_length=1)]

    @cached_property
    def found(self) -> Mapping[str, Phrases]:
        """Finds the words of each field."""
        names = ("headings", "unless", "never", "allow", "doubtful")
        return {name: Phrases(getattr(self, name)) for name in names}

    @cached_property
    def head_words(self) -> frozenset[str]:
        """The words that headings may hold."""
        return frozenset(word for one in self.headings for word in heading_words(one))
