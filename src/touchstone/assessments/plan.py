"""Which questions a self-test asks: every needed skill gets its turn before any gets a second one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from touchstone.assessments.ports import Candidate

LEVELS = ("junior", "mid", "senior")


@dataclass(frozen=True)
class Need:
    """A skill that is asked for: its label, and the prefixes of the taxonomy that belong to it."""

    label: str
    topics: tuple[str, ...]

    def covers(self, skill: str) -> bool:
        """Whether a question's skill (`area.subtopic.skill`) belongs to this need."""
        return self.topic_of(skill) != ""

    def topic_of(self, skill: str) -> str:
        """The topic that the skill belongs to; empty when it belongs to none."""
        return next((topic for topic in self.topics if f"{skill}.".startswith(f"{topic}.")), "")


@dataclass(frozen=True)
class Pick:
    """A question and the need it was chosen for."""

    question_id: str
    need: str
    minutes: float


@dataclass(frozen=True)
class Plan:
    """The questions in order; the needs that the bank has nothing for; those that the time leaves out."""

    picks: tuple[Pick, ...]
    uncovered: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def minutes(self) -> float:
        """The sum of the questions' own times."""
        return sum(pick.minutes for pick in self.picks)

    @property
    def covered(self) -> tuple[str, ...]:
        """The needs that have a question, in the order they come."""
        return tuple(dict.fromkeys(pick.need for pick in self.picks))


def make_plan(
    questions: Iterable[Candidate], needs: Sequence[Need], *, level: str, minutes: float, seed: int
) -> Plan:
    """Questions for the needs, within the minutes, at the level or as near to it as the bank has.

    Same arguments, same plan. Questions that the tool marks come before spoken ones; among equals chance
    decides, by the seed.
    """
    chance = random.Random(seed)  # noqa: S311  a fair draw, not a secret
    shuffled = sorted(questions, key=lambda q: q.id)
    chance.shuffle(shuffled)
    order = sorted(shuffled, key=lambda q: (level_distance(q.level, level), q.kind == "spoken"))
    waiting = [(need, _near([q for q in order if need.covers(q.skill)], level)) for need in needs]
    uncovered = tuple(need.label for need, found in waiting if not found)
    picks = tuple(_rounds(waiting, minutes))
    asked = {pick.need for pick in picks}
    left_out = tuple(need.label for need, found in waiting if found and need.label not in asked)
    return Plan(picks, uncovered, left_out)


def _near(candidates: list[Candidate], level: str) -> list[Candidate]:
    """Those at most one level away; farther ones only when there is nothing nearer."""
    return [q for q in candidates if level_distance(q.level, level) <= 1] or candidates


def _rounds(waiting: Sequence[tuple[Need, list[Candidate]]], minutes: float) -> list[Pick]:
    """Round after round, one question a need, until nothing more fits."""
    picks: list[Pick] = []
    used: set[str] = set()
    times: Counter[str] = Counter()  # how often each topic and each skill was asked
    while True:
        before = len(picks)
        for need, candidates in waiting:
            left = minutes - sum(pick.minutes for pick in picks)
            possible = [q for q in candidates if q.id not in used and q.minutes <= left]
            if possible:
                found = min(possible, key=partial(_often, need, times))
                used.add(found.id)
                times.update({found.skill, need.topic_of(found.skill)})
                picks.append(Pick(found.id, need.label, found.minutes))
        if len(picks) == before:
            return picks


def _often(need: Need, times: Counter[str], question: Candidate) -> tuple[int, int]:
    """How often the question's topic, then its skill, was asked already."""
    return times[need.topic_of(question.skill)], times[question.skill]


def level_distance(found: str, wanted: str) -> int:
    """How many levels apart; the bank ends at senior, which serves staff as well."""
    top = len(LEVELS) - 1
    place = {name: index for index, name in enumerate(LEVELS)}
    return abs(place.get(found, top) - place.get(wanted, top))
