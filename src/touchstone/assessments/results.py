"""What each question of an attempt came to: the evidence from which a summary of skills is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from touchstone.assessments.asked import Asked
from touchstone.assessments.record import Sheet
from touchstone.assessments.state import Marked, Queued, Written, is_skipped, part_state

Standing = Literal["marked", "with a person", "self-rated", "skipped", "open"]


@dataclass(frozen=True)
class QuestionResult:
    """One question. `score` is 0 to 1 over the marked parts, None unless all answered parts are marked.

    A sibling comes after a worked solution: it is practice, and no evidence of what was there before.
    """

    position: int
    title: str
    skill: str
    area: str
    subtopic: str
    need: str
    level: str
    standing: Standing
    score: float | None
    self_rating: int | None
    practice: bool


def results(sheet: Sheet) -> tuple[QuestionResult, ...]:
    """One result a question, in order."""
    return tuple(_result(sheet, n, asked) for n, asked in enumerate(sheet.questions, start=1))


def _result(sheet: Sheet, position: int, asked: Asked) -> QuestionResult:
    standing, score, rating = _standing(sheet, position, asked)
    return QuestionResult(
        position=position,
        title=asked.title,
        skill=asked.skill,
        area=asked.area,
        subtopic=asked.subtopic,
        need=asked.need,
        level=asked.level,
        standing=standing,
        score=score,
        self_rating=rating,
        practice=asked.sibling_of is not None,
    )


def _standing(sheet: Sheet, position: int, asked: Asked) -> tuple[Standing, float | None, int | None]:
    states = [(part, part_state(sheet, position, part.id)) for part in asked.parts]
    marked = [(part.weight, state.credit) for part, state in states if isinstance(state, Marked)]
    ratings = [state.rating for _, state in states if isinstance(state, Written) and state.rating]
    if any(isinstance(state, Queued) for _, state in states):
        return "with a person", None, None
    if marked:
        total = sum(weight for weight, _ in marked)
        return "marked", sum(weight * credit for weight, credit in marked) / total, None
    if any(isinstance(state, Written) for _, state in states):
        return "self-rated", None, ratings[-1] if ratings else None
    return ("skipped" if is_skipped(sheet, position) else "open"), None, None
