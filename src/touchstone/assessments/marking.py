"""From a stored answer to a verdict: the grading rows, and what the maths service's replies mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.following import followed_row
from touchstone.assessments.ports import Maths
from touchstone.assessments.record import SCORED, Outcome
from touchstone.assessments.units import OtherUnit

OTHER_KIND = "kind"  # the grader's name for its first step: the answer is of another kind than the key
ON_YOUR_OWN = "Marked on your own earlier value."


@dataclass(frozen=True)
class Judged:
    """What marking came to, before it is recorded."""

    outcome: Outcome
    score: float | None
    reason: str
    mistake: str | None
    read_as: str | None
    decided_by: str


def judge(
    asked: Asked, part: AskedPart, raw: str, earlier: Mapping[str, str], maths: Maths, *, owner: str
) -> Judged:
    """The verdict on one answer; `earlier` holds what was answered, as typed, in the parts before it, by id.

    A part that follows others is right when it is right for the true earlier values or for the candidate's
    own, unless those make it easy. Raises OSError or RuntimeError when the marker can't run.
    """
    typed = part.number(raw)
    if isinstance(typed, OtherUnit):
        return Judged(Outcome.UNREADABLE, None, typed.reason, None, None, "unit")
    straight = judged(maths.grade({**part.row, "answer": typed}, owner=owner))
    if straight.outcome not in (Outcome.INCORRECT, Outcome.PARTIAL):
        return straight
    row = followed_row(asked, part, earlier, maths, owner=owner)
    if row is None:
        return straight
    own = judged(maths.grade({**row, "answer": typed}, owner=owner))
    if own.score is None or own.score <= (straight.score or 0.0):
        return straight
    return replace(own, reason=f"{own.reason} {ON_YOUR_OWN}".strip())


def judged(reply: Mapping[str, Any]) -> Judged:
    """A reply of the maths service as a verdict. A key that can't be used is our fault: a person decides."""
    if reply.get("outcome") not in {outcome.value for outcome in Outcome}:
        reason = "This question could not be marked by the tool; a person will look at your answer."
        return Judged(Outcome.UNDECIDED, None, reason, None, None, "broken key")
    outcome = Outcome(reply["outcome"])
    if outcome is Outcome.INCORRECT and reply.get("decided_by") == OTHER_KIND:
        outcome = Outcome.UNREADABLE  # a slip of typing, not of thought
        reply = {**reply, "reason": reply.get("reason") or "This is another kind of answer."}
    return Judged(
        outcome,
        float(reply["score"]) if outcome in SCORED else None,
        str(reply.get("reason") or ""),
        reply.get("mistake"),
        reply.get("read_as"),
        str(reply.get("decided_by") or ""),
    )
