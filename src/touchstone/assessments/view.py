"""What a page may see of an attempt. Keys, solutions and anchors appear once nothing is left to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart, Option
from touchstone.assessments.record import Attempt, Sheet
from touchstone.assessments.state import (
    HINT_COST,
    Marked,
    Open,
    PartState,
    hints_taken,
    is_flagged,
    is_settled,
    is_skipped,
    part_state,
    question_settled,
)


@dataclass(frozen=True)
class Revealed:
    """What is shown of a part after the question is settled."""

    key: str
    right_options: tuple[str, ...]
    anchors: dict[int, str]
    probes: tuple[str, ...]
    model_answer: str


@dataclass(frozen=True)
class PartView:
    """One part: what it asks, where it stands, what is in its field.

    `mistake_says` is what the bank says (Markdown) to who made the mistake that the verdict names.
    """

    id: str
    prompt: str
    kind: str
    options: tuple[Option, ...]
    names: tuple[str, ...]
    unit: str
    asks: str
    state: PartState
    draft: str
    mistake_says: str
    revealed: Revealed | None


@dataclass(frozen=True)
class QuestionView:
    """One question of an attempt as its candidate may see it."""

    position: int
    title: str
    area: str
    subtopic: str
    need: str
    level: str
    minutes: float
    tools: str
    prompt: str
    parts: tuple[PartView, ...]
    hints: tuple[str, ...]
    hints_left: int
    hint_cost: float
    settled: bool
    skipped: bool
    flagged: bool
    solution: str | None
    figure: dict[str, Any] | None
    sibling_of: int | None

    @property
    def touched(self) -> bool:
        """Whether anything was committed."""
        return any(not isinstance(part.state, Open) for part in self.parts)


@dataclass(frozen=True)
class AttemptView:
    """One attempt as its owner may see it."""

    id: str
    role: str | None
    title: str
    level: str
    minutes: int
    started_at: datetime
    finished_at: datetime | None
    questions: tuple[QuestionView, ...]

    @property
    def settled(self) -> int:
        """How many questions are answered."""
        return sum(question.settled for question in self.questions)

    def next_open(self, after: int = 0) -> int | None:
        """The next position with something left to do, skipped ones last; None when all is answered."""
        waiting = [q for q in self.questions if not q.settled]
        later = sorted(waiting, key=lambda q: (q.skipped, q.position <= after, q.position))
        return later[0].position if later else None


@dataclass(frozen=True)
class AttemptLine:
    """An attempt in a list."""

    id: str
    title: str
    level: str
    started_at: datetime
    finished_at: datetime | None


def attempt_view(sheet: Sheet) -> AttemptView:
    """The owner's view of a whole attempt."""
    attempt = sheet.attempt
    return AttemptView(
        id=attempt.id,
        role=attempt.role,
        title=attempt.title,
        level=attempt.level,
        minutes=attempt.minutes,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        questions=tuple(_question(sheet, n + 1, asked) for n, asked in enumerate(sheet.questions)),
    )


def attempt_line(attempt: Attempt) -> AttemptLine:
    """An attempt in a list."""
    return AttemptLine(attempt.id, attempt.title, attempt.level, attempt.started_at, attempt.finished_at)


def _question(sheet: Sheet, position: int, asked: Asked) -> QuestionView:
    settled = question_settled(sheet, position)
    shown = settled or sheet.attempt.finished_at is not None
    taken = hints_taken(sheet, position)
    return QuestionView(
        position=position,
        title=asked.title,
        area=asked.area,
        subtopic=asked.subtopic,
        need=asked.need,
        level=asked.level,
        minutes=asked.minutes,
        tools=asked.tools,
        prompt=asked.prompt,
        parts=tuple(_part(sheet, position, part, shown) for part in asked.parts),
        hints=asked.hints[:taken],
        hints_left=len(asked.hints) - taken,
        hint_cost=HINT_COST,
        settled=settled,
        skipped=is_skipped(sheet, position) and not settled,
        flagged=is_flagged(sheet, position),
        solution=asked.solution if shown else None,
        figure=asked.figure,
        sibling_of=asked.sibling_of,
    )


def _part(sheet: Sheet, position: int, part: AskedPart, shown: bool) -> PartView:
    state = part_state(sheet, position, part.id)
    # A spoken part has no key to protect once its own answer is in; a marked one waits for its sisters.
    reveal = shown or (part.kind == "spoken" and is_settled(state))
    return PartView(
        id=part.id,
        prompt=part.prompt,
        kind=part.kind,
        options=part.options,
        names=part.names,
        unit=part.unit,
        asks=part.asks,
        state=state,
        draft=_in_field(sheet, position, part.id, state),
        mistake_says=_mistake_says(part, state),
        revealed=_revealed(part) if reveal else None,
    )


def _mistake_says(part: AskedPart, state: PartState) -> str:
    """What the bank says to the named mistake; to a wrong option it says so whether or not it was named."""
    if not isinstance(state, Marked):
        return ""
    made = state.answer.raw.strip() if part.kind == "choice" else state.verdict.mistake
    called = "value" if part.kind == "choice" else "name"
    known = {mistake[called]: mistake.get("says", "") for mistake in part.row.get("mistakes", [])}
    return str(known.get(made, ""))


def _revealed(part: AskedPart) -> Revealed:
    return Revealed(
        key=str(part.row.get("key", "")),
        right_options=part.right_options,
        anchors=part.anchors,
        probes=part.probes,
        model_answer=part.model_answer,
    )


def _in_field(sheet: Sheet, position: int, part_id: str, state: PartState) -> str:
    """The draft, or else the last try, so that an unreadable answer can be corrected where it stands."""
    for draft in sheet.drafts:
        if (draft.position, draft.part) == (position, part_id):
            return draft.raw
    answer = None if isinstance(state, Open) else state.answer
    return answer.raw if answer else ""
