"""The self-test as a service: start, look, answer, skip, flag, hint, rate, finish.

Every method takes the owner and refuses another owner's attempt as if it did not exist. `commit` stores the
raw answer in a transaction of its own before anything reads it; what a crash leaves unmarked is marked by the
next `attempt`. `state` says how a part moves from one state to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.drawing import Drawer, Request
from touchstone.assessments.marker import Marker
from touchstone.assessments.outcomes import (
    Committed,
    Done,
    Hint,
    Hinted,
    Recorded,
    Refused,
    Sibling,
    SiblingAt,
    Start,
    Started,
    Why,
)
from touchstone.assessments.plan import Plan
from touchstone.assessments.ports import Bank, Maths, Store
from touchstone.assessments.record import Answer, Attempt, Cause, Event, EventKind, Sheet
from touchstone.assessments.results import QuestionResult, results
from touchstone.assessments.state import (
    Marked,
    Open,
    Queued,
    Saved,
    Unread,
    Written,
    hints_taken,
    part_state,
    question_settled,
)
from touchstone.assessments.units import OtherUnit
from touchstone.assessments.view import AttemptLine, AttemptView, attempt_line, attempt_view
from touchstone.core.clock import Clock
from touchstone.core.ids import new_id

# The reader takes 2,000 characters and a spoken answer some pages. More is not an answer, and is not stored.
MAX_RAW = 20_000


@dataclass(frozen=True)
class Assessments:
    """Attempts of candidates.

    `seeds` gives a fresh random number below 2^31 at each call; `grader_version` goes with every verdict.
    """

    store: Store
    maths: Maths
    bank: Bank
    clock: Clock
    seeds: Callable[[], int]
    grader_version: str

    def plan(self, request: Request, *, seed: int) -> Plan:
        """What a self-test would cover and how long it would take; nothing is stored."""
        return self._drawer.plan(request, seed)

    def start(self, owner: str, request: Request, *, seed: int | None = None) -> Start:
        """Draws the questions and stores the attempt. The same seed plans the same questions."""
        plan, drawn = self._drawer.drawn(request, self.seeds() if seed is None else seed)
        if not drawn:
            return Refused(Why.NOTHING_TO_ASK)
        now = self.clock.now()
        attempt = Attempt(
            id=new_id(),
            owner=owner,
            role=request.role,
            title=request.title,
            level=request.level,
            minutes=round(sum(asked.minutes for asked in drawn)),
            profile_hash=request.profile_hash,
            started_at=now,
            deadline_at=now + request.deadline if request.deadline else None,
        )
        self.store.create(attempt, drawn)
        return Started(attempt.id, plan.uncovered)

    def attempts(self, owner: str) -> list[AttemptLine]:
        """The owner's attempts, newest first."""
        return [attempt_line(attempt) for attempt in self.store.attempts_of(owner)]

    def attempt(self, attempt_id: str, owner: str) -> AttemptView | Refused:
        """The whole attempt as its owner may see it; marks what a crash left unmarked."""
        sheet = self._sheet(attempt_id, owner)
        return sheet if isinstance(sheet, Refused) else attempt_view(self._resumed(sheet))

    def results(self, attempt_id: str, owner: str) -> tuple[QuestionResult, ...] | Refused:
        """What each question came to, for the summary of skills."""
        sheet = self._sheet(attempt_id, owner)
        return sheet if isinstance(sheet, Refused) else results(self._resumed(sheet))

    def preview(
        self, attempt_id: str, owner: str, position: int, part_id: str, text: str
    ) -> Mapping[str, Any] | Refused:
        """How the maths service reads `text` in that field: as `Grader.read`. Nothing is stored or marked."""
        found = self._part(attempt_id, owner, position, part_id)
        if isinstance(found, Refused):
            return found
        _, _, part = found
        typed = part.number(text)
        if isinstance(typed, OtherUnit):
            return {"ok": False, "reason": typed.reason, "start": 0, "end": len(text), "caret": ""}
        return self.maths.read(
            typed,
            syntax=part.row.get("syntax", "auto"),
            names=part.names,
            kind=part.reads_as,
            owner=owner,
        )

    def save_draft(self, attempt_id: str, owner: str, position: int, part_id: str, raw: str) -> Recorded:
        """Keeps what stands in the field, so that it is there after a reload."""
        found = self._part(attempt_id, owner, position, part_id)
        if isinstance(found, Refused):
            return found
        if len(raw) > MAX_RAW:
            return Refused(Why.TOO_LONG)
        saved = self.store.save_draft(attempt_id, position, part_id, raw, self.clock.now())
        return Done() if saved else Refused(Why.FINISHED)

    def commit(self, attempt_id: str, owner: str, position: int, part_id: str, raw: str) -> Committed:
        """Stores the answer, then marks it. An unreadable one costs nothing: correct it and commit again."""
        found = self._part(attempt_id, owner, position, part_id)
        if isinstance(found, Refused):
            return found
        sheet, _, part = found
        refusal = self._refusal(sheet, position, part, raw)
        if refusal:
            return Refused(refusal)
        answer = self._new_answer(sheet, position, part_id, raw)
        if not self.store.add_answer(answer):
            return Refused(Why.ALREADY_ANSWERED)
        sheet = replace(sheet, answers=(*sheet.answers, answer))
        if part.kind == "spoken":
            return Written(answer, None)
        verdict = self._marker.mark(sheet, answer, Cause.COMMIT)
        if verdict is not None:
            sheet = replace(sheet, verdicts=(*sheet.verdicts, verdict))
        return _committed(sheet, position, part_id)

    def skip(self, attempt_id: str, owner: str, position: int) -> Recorded:
        """Leaves the question for later; it costs nothing and shows nothing."""
        return self._event(attempt_id, owner, position, EventKind.SKIPPED)

    def come_back(self, attempt_id: str, owner: str, position: int) -> Recorded:
        """Takes a skipped question up again."""
        return self._event(attempt_id, owner, position, EventKind.RETURNED)

    def flag(self, attempt_id: str, owner: str, position: int, *, on: bool = True) -> Recorded:
        """Marks a question to look at again, or takes the mark off."""
        return self._event(attempt_id, owner, position, EventKind.FLAGGED if on else EventKind.UNFLAGGED)

    def hint(self, attempt_id: str, owner: str, position: int) -> Hint:
        """The next hint. It is recorded before it is shown and lowers the credit of what is answered next."""
        found = self._question(attempt_id, owner, position)
        if isinstance(found, Refused):
            return found
        sheet, asked = found
        number = hints_taken(sheet, position) + 1
        if number > len(asked.hints):
            return Refused(Why.NO_MORE_HINTS)
        recorded = self._event(attempt_id, owner, position, EventKind.HINTED, value=number)
        return Hinted(asked.hints[number - 1], number) if isinstance(recorded, Done) else recorded

    def rate(self, attempt_id: str, owner: str, position: int, part_id: str, rating: int) -> Recorded:
        """The candidate's own rating (1 to 4) of a spoken answer, against the anchors. It is not a mark."""
        found = self._part(attempt_id, owner, position, part_id)
        if isinstance(found, Refused):
            return found
        if not isinstance(part_state(found[0], position, part_id), Written):
            return Refused(Why.NOT_SETTLED)
        if rating not in (1, 2, 3, 4):
            return Refused(Why.NOT_A_RATING)
        return self._event(attempt_id, owner, position, EventKind.RATED, part=part_id, value=rating)

    def sibling(self, attempt_id: str, owner: str, position: int) -> Sibling:
        """Adds another question like this one at the end: new numbers, or else the same skill."""
        found = self._question(attempt_id, owner, position)
        if isinstance(found, Refused):
            return found
        sheet, asked = found
        if not question_settled(sheet, position):
            return Refused(Why.NOT_SETTLED)
        drawn = self._drawer.sibling(sheet, asked, position)
        if drawn is None:
            return Refused(Why.NO_SIBLING)
        at = len(sheet.questions) + 1
        added = self.store.add_question(attempt_id, at, drawn)
        return SiblingAt(at) if added else Refused(Why.FINISHED)

    def finish(self, attempt_id: str, owner: str) -> Recorded:
        """Closes the attempt for good; solutions of open questions are shown from now on."""
        sheet = self._sheet(attempt_id, owner)
        if isinstance(sheet, Refused):
            return sheet
        self.store.finish(attempt_id, self.clock.now())
        return Done()

    @property
    def _marker(self) -> Marker:
        return Marker(self.store, self.maths, self.clock, self.grader_version)

    @property
    def _drawer(self) -> Drawer:
        return Drawer(self.bank, self.seeds)

    def _sheet(self, attempt_id: str, owner: str) -> Sheet | Refused:
        sheet = self.store.load(attempt_id)
        if sheet is None or sheet.attempt.owner != owner:
            return Refused(Why.NO_SUCH_ATTEMPT)
        return sheet

    def _question(self, attempt_id: str, owner: str, position: int) -> tuple[Sheet, Asked] | Refused:
        sheet = self._sheet(attempt_id, owner)
        if isinstance(sheet, Refused):
            return sheet
        asked = sheet.question(position)
        return (sheet, asked) if asked else Refused(Why.NO_SUCH_QUESTION)

    def _part(
        self, attempt_id: str, owner: str, position: int, part_id: str
    ) -> tuple[Sheet, Asked, AskedPart] | Refused:
        found = self._question(attempt_id, owner, position)
        if isinstance(found, Refused):
            return found
        sheet, asked = found
        part = asked.part(part_id)
        return (sheet, asked, part) if part else Refused(Why.NO_SUCH_QUESTION)

    def _refusal(self, sheet: Sheet, position: int, part: AskedPart, raw: str) -> Why | None:
        """Why an answer may not be taken now, by state, clock and length alone: nothing is read yet."""
        if sheet.attempt.finished_at is not None:
            return Why.FINISHED
        if sheet.attempt.deadline_at is not None and self.clock.now() > sheet.attempt.deadline_at:
            return Why.PAST_DEADLINE
        if not isinstance(part_state(sheet, position, part.id), Open | Unread):
            return Why.ALREADY_ANSWERED
        if not raw.strip() and part.kind != "spoken":  # a spoken answer may be given aloud
            return Why.EMPTY
        return Why.TOO_LONG if len(raw) > MAX_RAW else None

    def _new_answer(self, sheet: Sheet, position: int, part_id: str, raw: str) -> Answer:
        last = sheet.last_answer(position, part_id)
        return Answer(
            id=new_id(),
            attempt_id=sheet.attempt.id,
            position=position,
            part=part_id,
            number=last.number + 1 if last else 1,
            raw=raw,
            given_at=self.clock.now(),
            hints=hints_taken(sheet, position),
        )

    def _event(
        self,
        attempt_id: str,
        owner: str,
        position: int,
        kind: EventKind,
        *,
        part: str | None = None,
        value: int | None = None,
    ) -> Recorded:
        found = self._question(attempt_id, owner, position)
        if isinstance(found, Refused):
            return found
        event = Event(attempt_id, position, part, kind, value, self.clock.now())
        return Done() if self.store.add_event(event) else Refused(Why.FINISHED)

    def _resumed(self, sheet: Sheet) -> Sheet:
        """The sheet with every stored answer marked, as far as the marker can run."""
        for position, asked in enumerate(sheet.questions, start=1):
            for part in asked.parts:
                state = part_state(sheet, position, part.id)
                if not isinstance(state, Saved):
                    continue
                verdict = self._marker.mark(sheet, state.answer, Cause.RESUME)
                if verdict is not None:
                    sheet = replace(sheet, verdicts=(*sheet.verdicts, verdict))
        return sheet


def _committed(sheet: Sheet, position: int, part_id: str) -> Committed:
    state = part_state(sheet, position, part_id)
    match state:
        case Marked() | Unread() | Queued() | Saved() | Written():
            return state
        case Open():
            raise AssertionError("an answer was just added")
