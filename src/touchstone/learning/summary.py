"""What an attempt shows: area by area, how sure that is, and three things to learn next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from touchstone.learning.evidence import Evidence, Shown, evidence

NEXT_STEPS = 3  # more than three is a list that nobody starts on


class Result(Protocol):
    """One question of an attempt; `score` is 0 to 1, None where it is not (yet) known."""

    @property
    def area(self) -> str: ...
    @property
    def subtopic(self) -> str: ...
    @property
    def need(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def score(self) -> float | None: ...
    @property
    def self_rating(self) -> int | None: ...
    @property
    def practice(self) -> bool: ...


@dataclass(frozen=True)
class Topic:
    """One subtopic or area: its evidence, and what of it is no evidence."""

    title: str
    evidence: Evidence
    with_a_person: int
    skipped: int
    self_ratings: tuple[int, ...]
    practised: int


@dataclass(frozen=True)
class Area:
    """An area with its subtopics, in the order they were asked."""

    topic: Topic
    subtopics: tuple[Topic, ...]


@dataclass(frozen=True)
class Step:
    """A skill to learn next, and why it is named."""

    skill: str
    why: str


@dataclass(frozen=True)
class Summary:
    """The whole of it. `answers` counts the marked questions that it rests on."""

    areas: tuple[Area, ...]
    steps: tuple[Step, ...]
    answers: int


def summarise(results: Sequence[Result], needs: Sequence[str]) -> Summary:
    """Areas with their evidence, and up to three steps out of `needs`: the skills asked for, in their order.

    Only marked answers are evidence. An answer that waits for a person, a skipped question, a self-rating and
    a sibling tried after the solution are named beside it and never counted.
    """
    areas = tuple(_area(title, found) for title, found in _by(results, "area"))
    return Summary(areas, _steps(results, needs), sum(area.topic.evidence.answers for area in areas))


def _area(title: str, results: Sequence[Result]) -> Area:
    subtopics = tuple(_topic(name, found) for name, found in _by(results, "subtopic"))
    return Area(_topic(title, results), subtopics)


def _topic(title: str, results: Sequence[Result]) -> Topic:
    tested = [result for result in results if not result.practice]
    return Topic(
        title=title,
        evidence=evidence(_scores(tested)),
        with_a_person=sum(result.standing == "with a person" for result in tested),
        skipped=sum(result.standing == "skipped" for result in tested),
        self_ratings=tuple(result.self_rating for result in tested if result.self_rating is not None),
        practised=sum(result.practice and result.standing == "marked" for result in results),
    )


def _steps(results: Sequence[Result], needs: Sequence[str]) -> tuple[Step, ...]:
    """The needs with the least shown: what went wrong, then what was skipped, then what was not tried."""
    topics = [_topic(need, [result for result in results if result.need == need]) for need in needs]
    lacking = [topic for topic in topics if topic.evidence.shown is not Shown.SHOWN]
    return tuple(Step(topic.title, _why(topic)) for topic in sorted(lacking, key=_rank)[:NEXT_STEPS])


def _rank(topic: Topic) -> float:
    """Low is first. A low self-rating and a skip say less than a wrong answer and more than nothing."""
    chance = topic.evidence.chance
    if topic.evidence.answers == 0 and topic.self_ratings:
        return 0.3 if min(topic.self_ratings) <= 2 else 0.7
    return chance - 0.1 * (topic.skipped > 0)


def _why(topic: Topic) -> str:
    found = topic.evidence
    if found.answers == 0:
        return _why_untried(topic)
    match found.shown:
        case Shown.NOT_SHOWN | Shown.UNLIKELY:
            return "Your answers went wrong more often than right."
        case Shown.LIKELY:
            return "Your answers were right, but there were too few to be sure."
        case Shown.SHOWN:
            return "You have shown this."
        case Shown.UNCLEAR if found.right == 0:
            return "What you answered was not right, but it was too little to be sure."
        case Shown.UNCLEAR | Shown.NOT_TRIED:
            return "Your answers don't settle it yet: another few questions would."


def _why_untried(topic: Topic) -> str:
    if topic.self_ratings:
        lowest = min(topic.self_ratings)
        return f"You rated your own answer {lowest} of 4."
    if topic.skipped:
        return "You skipped it."
    if topic.with_a_person:
        return "The tool could not decide whether your answer is right."
    return "It was not tried."


def _scores(results: Iterable[Result]) -> list[float]:
    return [result.score for result in results if result.score is not None]


def _by(results: Sequence[Result], field: str) -> list[tuple[str, list[Result]]]:
    """The results grouped by a field, in the order of first appearance."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(getattr(result, field), []).append(result)
    return list(groups.items())
