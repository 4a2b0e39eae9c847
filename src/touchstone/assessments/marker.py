"""Marks stored answers and appends the verdicts."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.marking import Judged, judge
from touchstone.assessments.ports import Maths, Store
from touchstone.assessments.record import Answer, Cause, Sheet, Verdict
from touchstone.assessments.state import Marked, Queued, part_state
from touchstone.core.clock import Clock

log = logging.getLogger("touchstone.assessments")


@dataclass(frozen=True)
class Marker:
    """Turns a stored answer into a stored verdict."""

    store: Store
    maths: Maths
    clock: Clock
    grader_version: str

    def mark(self, sheet: Sheet, answer: Answer, cause: Cause) -> Verdict | None:
        """The answer's next verdict, appended; None when the marker can't run now, and nothing is lost."""
        found = self.judge(sheet, answer)
        return None if found is None else self.append(sheet, answer, found, cause)

    def judge(self, sheet: Sheet, answer: Answer) -> Judged | None:
        """What marking comes to, without recording it; None when the marker can't run now."""
        question, part = _asked(sheet, answer)
        try:
            earlier = earlier_answers(sheet, answer)
            return judge(question, part, answer.raw, earlier, self.maths, owner=sheet.attempt.owner)
        except (OSError, RuntimeError):
            log.exception("answer %s is stored and could not be marked", answer.id)
            return None

    def append(
        self, sheet: Sheet, answer: Answer, found: Judged, cause: Cause, *, marker: str | None = None
    ) -> Verdict:
        """Adds a verdict after those that the answer has, unless another process was quicker."""
        question, _ = _asked(sheet, answer)
        last = sheet.last_verdict(answer.id)
        verdict = Verdict(
            answer_id=answer.id,
            number=last.number + 1 if last else 1,
            outcome=found.outcome,
            score=found.score,
            reason=found.reason,
            mistake=found.mistake,
            read_as=found.read_as,
            decided_by=found.decided_by,
            grader_version=self.grader_version,
            question_hash=question.question_hash,
            seed=question.seed,
            graded_at=self.clock.now(),
            cause=cause,
            marker=marker,
        )
        if self.store.add_verdict(verdict):
            return verdict
        again = self.store.load(answer.attempt_id)
        return (again.last_verdict(answer.id) if again else None) or verdict


def earlier_answers(sheet: Sheet, answer: Answer) -> dict[str, str]:
    """What the candidate answered in the parts before this one, as typed, where it could be read."""
    question, _ = _asked(sheet, answer)
    found: dict[str, str] = {}
    for part in question.parts:
        if part.id == answer.part:
            break
        state = part_state(sheet, answer.position, part.id)
        if isinstance(state, Marked | Queued):
            found[part.id] = state.answer.raw
    return found


def _asked(sheet: Sheet, answer: Answer) -> tuple[Asked, AskedPart]:
    question = sheet.question(answer.position)
    part = question.part(answer.part) if question else None
    if question is None or part is None:
        raise KeyError((answer.position, answer.part))  # the store let in an answer to nothing
    return question, part
