"""Which questions pass a blueprint's filters before any form is built, and why the others don't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.check import of_level
from touchstone.interviews.pool import Pool, PoolQuestion, within


@dataclass(frozen=True)
class Filtered:
    """The questions that may be chosen, and for each of the others the first reason why not."""

    pool: Pool
    refused: dict[str, str]

    def reasons(self, ids: Iterable[str]) -> Counter[str]:
        """How many of the ids were refused, by reason."""
        return Counter(self.refused[name] for name in ids if name in self.refused)


def eligible(blueprint: Blueprint, questions: Iterable[PoolQuestion]) -> Filtered:
    """Applies what doesn't depend on a form's other questions: topic, level, kind, tools, exposure.

    Questions of `must_include` pass the filters of topic, level, kind and tools: whoever names one wants it.
    """
    held = list(questions)
    filters = _Filters(blueprint, held)
    refused: dict[str, str] = {}
    passed = []
    for question in held:
        reason = filters.reason(question)
        if reason is None:
            passed.append(question)
        else:
            refused[question.id] = reason
    return Filtered(Pool(passed), refused)


def _with_enemies(ids: Iterable[str], questions: list[PoolQuestion]) -> frozenset[str]:
    """The questions, and all that they would give away."""
    named = set(ids)
    if not named:
        return frozenset()
    enemies = {other for question in questions if question.id in named for other in question.enemies}
    enemies |= {question.id for question in questions if not named.isdisjoint(question.enemies)}
    return frozenset(named | enemies)


class _Filters:
    """The filters of a blueprint, worked out once for ten thousand questions."""

    def __init__(self, blueprint: Blueprint, questions: list[PoolQuestion]) -> None:
        self.blueprint = blueprint
        self.exclude = frozenset(blueprint.exclude)
        self.asked = _with_enemies(blueprint.asked, questions)
        samples = {question.id for question in questions if question.sample}
        self.samples = _with_enemies(samples.union(blueprint.samples), questions)
        self.must = frozenset(blueprint.must_include)
        skills = {question.skill for question in questions}
        self.skills = {skill for skill in skills if not blueprint.topics or within(skill, blueprint.topics)}
        self.levels = frozenset(blueprint.levels)

    def reason(self, question: PoolQuestion) -> str | None:
        """The first reason why a question can't be chosen."""
        if question.id in self.exclude:
            return "left out by name"
        if question.id in self.asked:
            return "asked in another interview of the loop"
        if question.id in self.samples:
            return "kept as a sample for candidates"
        if question.left is not None and question.left <= 0:
            return "at the exposure cap"
        return None if question.id in self.must else self._unfit(question)

    def _unfit(self, question: PoolQuestion) -> str | None:
        blueprint = self.blueprint
        if question.skill not in self.skills:
            return "on no skill of the role"
        if question.level not in self.levels and not of_level(blueprint, question):
            return "of another level"
        if blueprint.kinds and question.kind not in blueprint.kinds:
            return "of another kind"
        if blueprint.tools and question.tools not in blueprint.tools:
            return "for other tools"
        return "too long" if question.minutes > blueprint.high_minutes else None
