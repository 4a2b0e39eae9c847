"""Answers that the tool can't decide, and marking again with a newer grader. Both only add verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from touchstone.assessments.marker import Marker
from touchstone.assessments.marking import Judged
from touchstone.assessments.outcomes import Done, Recorded, Refused, Why
from touchstone.assessments.record import FOR_A_PERSON, Answer, Cause, Outcome, Sheet, Verdict


@dataclass(frozen=True)
class ForReview:
    """One answer that waits for a person, with what a decision needs. The candidate is not named."""

    answer_id: str
    attempt_id: str
    given_at: datetime
    title: str
    prompt: str
    part_prompt: str
    key: str
    raw: str
    read_as: str | None
    reason: str


@dataclass(frozen=True)
class Change:
    """An answer whose verdict a regrade changes, and how."""

    answer_id: str
    question_id: str
    before: Outcome
    after: Outcome
    score_before: float | None
    score_after: float | None


@dataclass(frozen=True)
class Review:
    """The review queue and regrading, for the people who run an assessment."""

    marker: Marker

    def queue(self) -> list[ForReview]:
        """What waits for a person, oldest first."""
        found = ((answer, self._sheet(answer)) for answer in self.marker.store.for_a_person())
        return [_for_review(sheet, answer) for answer, sheet in found]

    def decide(self, answer_id: str, *, reviewer: str, score: float, reason: str) -> Recorded:
        """A person's decision, 0 to 1 with a reason. Raises ValueError for a score out of range."""
        if not 0 <= score <= 1:
            raise ValueError(f"a score is 0 to 1, found {score}")
        answer = next((a for a in self.marker.store.for_a_person() if a.id == answer_id), None)
        if answer is None:
            return Refused(Why.NO_SUCH_QUESTION)
        sheet = self._sheet(answer)
        if sheet.attempt.owner == reviewer:
            return Refused(Why.NOT_YOUR_OWN)
        last = sheet.last_verdict(answer.id)
        found = Judged(_outcome(score), score, reason, None, last.read_as if last else None, "a person")
        self.marker.append(sheet, answer, found, Cause.PERSON, marker=reviewer)
        return Done()

    def regrade(self, question_id: str | None = None, *, dry_run: bool = False) -> Iterator[Change]:
        """Marks stored answers again and yields each change. What a person decided stays as it is."""
        for answer in self.marker.store.answers_to(question_id):
            sheet = self._sheet(answer)
            last = sheet.last_verdict(answer.id)
            if last is None or last.cause is Cause.PERSON:
                continue
            found = self.marker.judge(sheet, answer)
            if found is None or (found.outcome, found.score) == (last.outcome, last.score):
                continue
            if not dry_run:
                self.marker.append(sheet, answer, found, Cause.REGRADE)
            yield _change(sheet, answer, last, found)

    def _sheet(self, answer: Answer) -> Sheet:
        sheet = self.marker.store.load(answer.attempt_id)
        assert sheet is not None, "an answer belongs to an attempt"
        return sheet


def _outcome(score: float) -> Outcome:
    if score == 1:
        return Outcome.CORRECT
    return Outcome.PARTIAL if score > 0 else Outcome.INCORRECT


def _for_review(sheet: Sheet, answer: Answer) -> ForReview:
    asked = sheet.question(answer.position)
    part = asked.part(answer.part) if asked else None
    last = sheet.last_verdict(answer.id)
    assert asked is not None
    assert part is not None
    assert last is not None
    assert last.outcome in FOR_A_PERSON
    return ForReview(
        answer_id=answer.id,
        attempt_id=answer.attempt_id,
        given_at=answer.given_at,
        title=asked.title,
        prompt=asked.prompt,
        part_prompt=part.prompt,
        key=str(part.row.get("key", "")),
        raw=answer.raw,
        read_as=last.read_as,
        reason=last.reason,
    )


def _change(sheet: Sheet, answer: Answer, before: Verdict, after: Judged) -> Change:
    asked = sheet.question(answer.position)
    name = asked.question_id if asked else ""
    return Change(answer.id, name, before.outcome, after.outcome, before.score, after.score)
