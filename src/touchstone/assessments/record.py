"""What is kept of an attempt. Answers, verdicts and events are only ever added; nothing is edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from touchstone.assessments.asked import Asked


class Outcome(StrEnum):
    """What marking came to. Only the first three carry a score; the others are not a zero."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    UNREADABLE = "unreadable"
    UNDECIDED = "undecided"
    TIMED_OUT = "timed_out"


SCORED = frozenset({Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT})
FOR_A_PERSON = frozenset({Outcome.UNDECIDED, Outcome.TIMED_OUT})


class Cause(StrEnum):
    """Why a verdict was given."""

    COMMIT = "commit"  # the candidate committed the answer
    RESUME = "resume"  # the answer was found stored and unmarked, after a crash
    REGRADE = "regrade"  # a newer grader marked it again
    PERSON = "person"  # a reviewer decided


class EventKind(StrEnum):
    """What a candidate did besides answering."""

    SKIPPED = "skipped"
    RETURNED = "returned"
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    HINTED = "hinted"
    RATED = "rated"


@dataclass(frozen=True)
class Attempt:
    """One sitting of one owner. Times are UTC; `deadline_at` None means that no clock runs."""

    id: str
    owner: str
    role: str | None
    title: str
    level: str
    minutes: int
    profile_hash: str | None
    started_at: datetime
    deadline_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """Exactly what arrived, before anything read it.

    `number` counts the tries at one part from 1; `hints` is how many hints had been shown by then.
    """

    id: str
    attempt_id: str
    position: int
    part: str
    number: int
    raw: str
    given_at: datetime
    hints: int = 0


@dataclass(frozen=True)
class Verdict:
    """One marking of one answer. `number` counts its verdicts from 1; the last one holds.

    `score` is 0 to 1, and None where nothing was decided. `marker` names the person who decided, if one did.
    """

    answer_id: str
    number: int
    outcome: Outcome
    score: float | None
    reason: str
    mistake: str | None
    read_as: str | None
    decided_by: str
    grader_version: str
    question_hash: str
    seed: int
    graded_at: datetime
    cause: Cause
    marker: str | None = None


@dataclass(frozen=True)
class Event:
    """A skip, a flag, a hint or a self-rating. `value` is the hint's number or the rating, 1 to 4."""

    attempt_id: str
    position: int
    part: str | None
    kind: EventKind
    value: int | None
    at: datetime


@dataclass(frozen=True)
class Draft:
    """What stood in the field and was not committed."""

    position: int
    part: str
    raw: str
    saved_at: datetime


@dataclass(frozen=True)
class Sheet:
    """Everything about one attempt. `questions[0]` has position 1; the rest is in the order it was added."""

    attempt: Attempt
    questions: tuple[Asked, ...]
    answers: tuple[Answer, ...]
    verdicts: tuple[Verdict, ...]
    events: tuple[Event, ...]
    drafts: tuple[Draft, ...]

    def question(self, position: int) -> Asked | None:
        """The question at a position (from 1), or None."""
        return self.questions[position - 1] if 1 <= position <= len(self.questions) else None

    def last_answer(self, position: int, part: str) -> Answer | None:
        """The latest try at a part, or None."""
        tries = [a for a in self.answers if (a.position, a.part) == (position, part)]
        return max(tries, key=lambda a: a.number) if tries else None

    def last_verdict(self, answer_id: str) -> Verdict | None:
        """The verdict that holds, or None when the answer has not been marked."""
        found = [v for v in self.verdicts if v.answer_id == answer_id]
        return max(found, key=lambda v: v.number) if found else None
