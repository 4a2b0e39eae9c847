"""A question as assembly sees it, and the bank as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PoolQuestion:
    """What choosing a question needs to know of it; nothing about its words or its key.

    `difficulty` is in logits, `minutes` what a candidate needs. `shown` counts the sets that it was in so
    far; `left` is how many more it may enter (None: no cap). `enemies` may not stand in one form with it. A
    `sample` is shown to candidates beforehand and may stand in no form.
    """

    id: str
    skill: str
    level: str
    minutes: float
    kind: str = "maths"
    tools: str = "closed"
    difficulty: float = 0.0
    enemies: frozenset[str] = frozenset()
    serves: frozenset[str] = frozenset()
    shown: int = 0
    left: int | None = None
    sample: bool = False
    hash: str = ""


def within(skill: str, topics: Sequence[str]) -> bool:
    """Whether a dotted skill lies in one of the topics (`statistics.inference` lies in `statistics`)."""
    return any(skill == topic or skill.startswith(topic + ".") for topic in topics)


class Pool:
    """Questions in the order of their ids, with what the solver reads of them as arrays.

    Equal banks give equal pools in whatever order they were loaded.
    """

    def __init__(self, questions: Iterable[PoolQuestion]) -> None:
        self.questions = tuple(sorted(questions, key=lambda question: question.id))
        self.place = {question.id: index for index, question in enumerate(self.questions)}
        self.minutes: Floats = np.array([q.minutes for q in self.questions], dtype=float)
        self.difficulty: Floats = np.array([q.difficulty for q in self.questions], dtype=float)
        self.shown: Floats = np.array([q.shown for q in self.questions], dtype=float)
        unlimited = np.iinfo(np.int32).max
        self.left = np.array(
            [unlimited if q.left is None else q.left for q in self.questions], dtype=np.int64
        )
        self._skills, self.skill_of = _codes([q.skill for q in self.questions])
        self._levels, self._level_of = _codes([q.level for q in self.questions])
        self._kinds, self._kind_of = _codes([q.kind for q in self.questions])

    def __len__(self) -> int:
        return len(self.questions)

    def in_topics(self, topics: Sequence[str]) -> Bools:
        """Which questions lie in one of the topics; all of them when none is named."""
        if not topics:
            return np.ones(len(self), dtype=bool)
        return _chosen([within(skill, topics) for skill in self._skills], self.skill_of)

    def at_levels(self, levels: Sequence[str]) -> Bools:
        """Which questions are of one of the levels; all of them when none is named."""
        if not levels:
            return np.ones(len(self), dtype=bool)
        return _chosen([level in levels for level in self._levels], self._level_of)

    def of_kinds(self, kinds: Sequence[str]) -> Bools:
        """Which questions are of one of the kinds; all of them when none is named."""
        if not kinds:
            return np.ones(len(self), dtype=bool)
        return _chosen([kind in kinds for kind in self._kinds], self._kind_of)

    def meeting(self, topics: Sequence[str], levels: Sequence[str], kinds: Sequence[str]) -> Bools:
        """Which questions lie in a topic, at a level and of a kind that is named."""
        return self.in_topics(topics) & self.at_levels(levels) & self.of_kinds(kinds)

    def serving(self, duties: frozenset[str]) -> Bools:
        """Which questions serve at least one of the duties."""
        return np.array([not duties.isdisjoint(q.serves) for q in self.questions], dtype=bool)

    def enemy_pairs(self) -> list[tuple[int, int]]:
        """Pairs (i < j) that may not stand together, named by either of the two."""
        pairs = {
            (min(here, self.place[other]), max(here, self.place[other]))
            for here, question in enumerate(self.questions)
            for other in question.enemies
            if other in self.place and other != question.id
        }
        return sorted(pairs)


def _codes(values: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The distinct values, and for each position the number of its value."""
    names = sorted(set(values))
    number = {name: index for index, name in enumerate(names)}
    return names, np.array([number[value] for value in values], dtype=np.int64)


def _chosen(wanted: Sequence[bool], codes: NDArray[np.int64]) -> Bools:
    if not wanted:
        return np.zeros(0, dtype=bool)
    chosen: Bools = np.array(wanted, dtype=bool)[codes]
    return chosen
