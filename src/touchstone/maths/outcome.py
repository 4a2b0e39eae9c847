"""The row that comes out of marking, and the sentences a candidate reads.

None of them gives the answer away.
"""

from __future__ import annotations

from touchstone.maths.frozen import frozen

# What a right value in the wrong form is worth: the mathematics is right, the instruction was missed.
FORM_CREDIT = 0.5

CORRECT = "Correct."
INCORRECT = "This is not the right answer."
LATE = "This could not be marked in time. A person will look at it."
UNDECIDED = "It could not be decided by machine whether this is right. A person will look at it."


@frozen
class Outcome:
    """A verdict on one answer. `score` runs from 0 to 1; `read_as` is LaTeX."""

    outcome: str
    score: float
    reason: str
    decided_by: str
    mistake: str | None = None
    read_as: str | None = None

    def as_row(self, row_id: object, milliseconds: float) -> dict[str, object]:
        """The shape that `touchstone grade` prints."""
        return {
            "id": row_id,
            "outcome": self.outcome,
            "score": self.score,
            "reason": self.reason,
            "mistake": self.mistake,
            "read_as": self.read_as,
            "decided_by": self.decided_by,
            "ms": round(milliseconds, 3),
        }

    def read(self, latex: str | None) -> Outcome:
        """The same with how the answer was read."""
        return Outcome(self.outcome, self.score, self.reason, self.decided_by, self.mistake, latex)


def correct(step: str) -> Outcome:
    """Right."""
    return Outcome("correct", 1.0, CORRECT, step)


def incorrect(step: str, reason: str | None = None, mistake: str | None = None) -> Outcome:
    """Wrong, refuted by `step`."""
    return Outcome("incorrect", 0.0, reason or INCORRECT, step, mistake)


def partial(score: float, reason: str, step: str, mistake: str | None = None) -> Outcome:
    """Some credit: `correct` at 1 and `incorrect` at 0 keep their names, and reasons where none is given."""
    reason = reason or (CORRECT if score >= 1 else INCORRECT)
    name = "partial" if 0 < score < 1 else "correct" if score >= 1 else "incorrect"
    return Outcome(name, score, reason, step, mistake)


def unreadable(reason: str) -> Outcome:
    """Not understood: costs nothing."""
    return Outcome("unreadable", 0.0, reason, "reader")


def undecided(step: str, reason: str | None = None) -> Outcome:
    """Nobody knows yet."""
    return Outcome("undecided", 0.0, reason or UNDECIDED, step)


def late(step: str) -> Outcome:
    """There was no time left."""
    return Outcome("timed_out", 0.0, LATE, step)


def invalid(row_id: object, reason: str) -> dict[str, object]:
    """What a row that can't be graded gets."""
    return {"id": row_id, "outcome": "invalid_row", "reason": reason}
