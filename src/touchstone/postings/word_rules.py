"""Kinds of words that keep people from applying: what is found, what is left alone, what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from touchstone.core.ids import KebabId
from touchstone.core.validate import Content
from touchstone.postings import slots
from touchstone.postings.findings import Severity, Span
from touchstone.postings.patterns import Groups
from touchstone.postings.phrases import Phrase, Phrases, Sieve, Text, outside, phrases, whole_text
from touchstone.postings.rule_sources import Sources
from touchstone.roles.profile import Text as Words

_NUMBER = re.compile(r"\d{1,6}\+?")
Worded = Mapping[str, tuple[Span, ...]]  # where words stand in a text, by the id of their rule


class Term(Content):
    """Words to find, and what to write in their place; `{name}` in it is what the group matched,
    `#` the number.

    `instead` is only advised, since the sentence may have to change with it; `write` is put there by a click.
    """

    find: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    write: Words | None = None
    instead: Words | None = None


class WordRule(Content):
    """A kind of words, why they are looked at, and the terms of the field that are left alone.

    `advisory`: the evidence is mixed, so the rule also says how often the words stand in 100. `unless`: words
    of the same clause that take back what is found, such as a denial. `source` is a text, or one for each
    place of which it speaks.
    """

    id: KebabId
    title: Words
    severity: Severity
    advisory: bool = False
    why: Words
    source: Sources
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    allow: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Hit:
    """Where words of a rule stand, and what to write there instead (None: leave them out).

    `instead` is what may be written there by somebody who sees to the sentence.
    """

    span: Span
    write: str | None
    instead: str | None = None


class RuleWords:
    """A rule's phrases, ready to look for."""

    def __init__(self, rule: WordRule, groups: Groups) -> None:
        self._groups = groups
        self._rule = rule
        self.terms = [Phrases(term.find, groups) for term in rule.terms]
        self._allowed, self._unless = Phrases(rule.allow, groups), Phrases(rule.unless, groups)
        self._may_be_denied = bool(rule.unless)

    def hits(self, text: Text, found: Sequence[tuple[Span, int]]) -> list[Hit]:
        """Each place once; where two terms begin, the one that stands first in the rule.

        `found` is where words of the terms stand, each with the number of its term.
        """
        left = set(outside({span for span, _ in found}, self._allowed.spans(text)))
        kept: list[tuple[Span, int]] = []
        for span, n in sorted(found, key=lambda hit: (hit[0][0], hit[1])):
            apart = not kept or span[0] >= kept[-1][0][1]
            if apart and span in left and not self._denied(text, span):
                kept.append((span, n))
        return [self._hit(text, span, self._rule.terms[n]) for span, n in kept]

    def _hit(self, text: Text, span: Span, term: Term) -> Hit:
        return Hit(span, self._written(text, span, term.write), self._written(text, span, term.instead))

    def _denied(self, text: Text, span: Span) -> bool:
        """The clause is looked at without the words themselves: `need not apply` denies nothing."""
        if not self._may_be_denied:
            return False
        before, after = clause_around(text.plain, span)
        return self._unless.within(Text(before)) or self._unless.within(Text(after))

    def _written(self, text: Text, span: Span, write: str | None) -> str | None:
        if write is None:
            return None
        here = Text(text.plain[slice(*span)])
        number = _NUMBER.search(here.plain)
        write = write.replace("#", number.group()) if number else write

        def matched(slot: re.Match[str]) -> str:
            spans = phrases(tuple(self._groups.get(slot["name"], ()))).spans(here)
            return here.plain[slice(*spans[0])] if spans else slot.group()

        return slots.SLOT.sub(matched, write)


class AllWords:
    """The rules of a language, each looked for in a text; the last texts are remembered."""

    def __init__(self, rules: Sequence[WordRule], groups: Groups) -> None:
        self._rules = [(rule, RuleWords(rule, groups)) for rule in rules]
        self._terms = [(r, n) for r, rule in enumerate(rules) for n in range(len(rule.terms))]
        self._sieve = Sieve(words for _, rule in self._rules for words in rule.terms)
        self.hits = lru_cache(maxsize=8)(self._hits)

    def _hits(self, plain: str) -> list[tuple[WordRule, list[Hit]]]:
        text = whole_text(plain)
        found: list[list[tuple[Span, int]]] = [[] for _ in self._rules]
        for number, spans in self._sieve.spans(text).items():
            r, n = self._terms[number]
            found[r] += [(span, n) for span in spans]
        return [
            (rule, words.hits(text, where) if where else [])
            for (rule, words), where in zip(self._rules, found, strict=True)
        ]


_CLAUSE_ENDS = re.compile(
    r"[.!?](?=\s|\Z)|\n(?=\s*(?:\n|[-•–·+]\s|\d{1,2}[.)]\s))|\b(?:but|however|although|yet)\b", re.IGNORECASE
)
_FAR = 300  # characters of a clause that are looked at on each side


def clause_around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a place in its clause: a sentence, or a part of one up to “but”."""
    before, after = text[max(0, span[0] - _FAR) : span[0]], text[span[1] : span[1] + _FAR]
    return _CLAUSE_ENDS.split(before)[-1], _CLAUSE_ENDS.split(after)[0]


def unknown_names(rule: WordRule, groups: Groups) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in a rule a phrase names a group that there is not, and the name."""
    lists = [(("terms", n, "find"), term.find) for n, term in enumerate(rule.terms)]
    for where, listed in [*lists, (("allow",), rule.allow), (("unless",), rule.unless)]:
        for n, phrase in enumerate(listed):
            for name in unknown_groups(phrase, groups):
                yield (*where, n), name


def unknown_groups(phrase: str, groups: Groups) -> Iterator[str]:
    """The groups that a phrase names and that there are not."""
    return (name for name, _ in slots.named(phrase) if name not in groups and name not in slots.NAMES)
