"""Where each part of an attempt stands, worked out from what was recorded.

    Open ──commit──▶ Saved ──marking──▶ Marked   correct, partial or incorrect: settled, carries credit
     ▲                               ├▶ Queued   undecided or timed out: settled here, a person decides
     │                               └▶ Unread   unreadable: costs nothing
     └───────── corrected and committed again ◀──┘
    Open ──commit (spoken)──▶ Written ──rate──▶ Written with a rating: settled, never a mark

`Saved` is what a crash between storing and marking leaves behind; the next look marks it. Skipping is not an
answer: a skipped question stays open until the attempt is finished. A person's decision turns Queued into
Marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from touchstone.assessments.record import (
    FOR_A_PERSON,
    Answer,
    EventKind,
    Outcome,
    Sheet,
    Verdict,
)

# A hint gives away a step of the solution. A tenth a hint keeps a helped answer above a wrong one even after
# all four hints that a question may have, and below an unhelped one.
HINT_COST = 0.1


@dataclass(frozen=True)
class Open:
    """Nothing committed yet."""


@dataclass(frozen=True)
class Unread:
    """The last try could not be read; another is free."""

    answer: Answer
    verdict: Verdict


@dataclass(frozen=True)
class Saved:
    """Stored and not marked yet."""

    answer: Answer


@dataclass(frozen=True)
class Marked:
    """Marked. `credit` is the score (0 to 1) less what the hints taken before it cost."""

    answer: Answer
    verdict: Verdict
    credit: float


@dataclass(frozen=True)
class Queued:
    """The tool can't tell; a person will."""

    answer: Answer
    verdict: Verdict


@dataclass(frozen=True)
class Written:
    """A spoken or written answer, which nobody marks here; `rating` is the candidate's own, 1 to 4."""

    answer: Answer
    rating: int | None


PartState: TypeAlias = Open | Unread | Saved | Marked | Queued | Written


def part_state(sheet: Sheet, position: int, part_id: str) -> PartState:
    """The state of one part. Raises KeyError for a part that the attempt does not have."""
    question = sheet.question(position)
    part = question.part(part_id) if question else None
    if part is None:
        raise KeyError((position, part_id))
    answer = sheet.last_answer(position, part_id)
    if answer is None:
        return Open()
    if part.kind == "spoken":
        return Written(answer, _rating(sheet, position, part_id))
    verdict = sheet.last_verdict(answer.id)
    return Saved(answer) if verdict is None else _judged(answer, verdict)


def _judged(answer: Answer, verdict: Verdict) -> PartState:
    if verdict.outcome is Outcome.UNREADABLE:
        return Unread(answer, verdict)
    if verdict.outcome in FOR_A_PERSON or verdict.score is None:
        return Queued(answer, verdict)
    return Marked(answer, verdict, verdict.score * hint_factor(answer.hints))


def hint_factor(hints: int) -> float:
    """What is left of a score after the hints that were taken before the answer: 1, 0.9, 0.8 …"""
    return max(0.0, 1 - HINT_COST * hints)


def is_settled(state: PartState) -> bool:
    """Whether the candidate has nothing more to do here, so that the solution may be shown."""
    match state:
        case Open() | Unread() | Saved():
            return False
        case Marked() | Queued() | Written():
            return True


def question_settled(sheet: Sheet, position: int) -> bool:
    """Whether every part of the question is settled."""
    question = sheet.question(position)
    return question is not None and all(
        is_settled(part_state(sheet, position, part.id)) for part in question.parts
    )


def is_skipped(sheet: Sheet, position: int) -> bool:
    """Whether the candidate left the question and has not come back to it."""
    return _last(sheet, position, EventKind.SKIPPED, EventKind.RETURNED) is EventKind.SKIPPED


def is_flagged(sheet: Sheet, position: int) -> bool:
    """Whether the candidate marked the question as one to look at again or to complain about."""
    return _last(sheet, position, EventKind.FLAGGED, EventKind.UNFLAGGED) is EventKind.FLAGGED


def hints_taken(sheet: Sheet, position: int) -> int:
    """How many hints of the question have been shown."""
    found = [e.value or 0 for e in sheet.events if e.kind is EventKind.HINTED and e.position == position]
    return max(found, default=0)


def _last(sheet: Sheet, position: int, *kinds: EventKind) -> EventKind | None:
    found = [event.kind for event in sheet.events if event.position == position and event.kind in kinds]
    return found[-1] if found else None


def _rating(sheet: Sheet, position: int, part_id: str) -> int | None:
    found = [
        event.value
        for event in sheet.events
        if event.kind is EventKind.RATED and (event.position, event.part) == (position, part_id)
    ]
    return found[-1] if found else None
