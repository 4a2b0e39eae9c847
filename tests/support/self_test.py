"""A self-test service on stand-ins, with shortcuts for one owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.assessments import (
    BANK,
    REQUEST,
    MemoryStore,
    SmallBank,
    SmallMaths,
    StoppedClock,
    counting_seeds,
)

from touchstone.assessments.drawing import Request
from touchstone.assessments.outcomes import Committed, Refused, Started
from touchstone.assessments.record import Sheet
from touchstone.assessments.service import Assessments
from touchstone.assessments.view import AttemptView, QuestionView


@dataclass
class Room:
    """A service with the stand-ins it leans on, and shortcuts for one owner, `ann`."""

    store: MemoryStore = field(default_factory=MemoryStore)
    maths: SmallMaths = field(default_factory=SmallMaths)
    clock: StoppedClock = field(default_factory=StoppedClock)
    bank: SmallBank = BANK
    seeds: Callable[[], int] = field(default_factory=counting_seeds)
    version: str = "small 1"
    attempt_id: str = ""

    @property
    def service(self) -> Assessments:
        return Assessments(self.store, self.maths, self.bank, self.clock, self.seeds, self.version)

    def start(self, request: Request = REQUEST) -> str:
        started = self.service.start("ann", request, seed=1)
        assert isinstance(started, Started)
        self.attempt_id = started.attempt_id
        return started.attempt_id

    def view(self) -> AttemptView:
        found = self.service.attempt(self.attempt_id, "ann")
        assert not isinstance(found, Refused)
        return found

    def sheet(self) -> Sheet:
        found = self.store.load(self.attempt_id)
        assert found is not None
        return found

    def question(self, question_id: str) -> QuestionView:
        """The view of the question with that id."""
        return self.view().questions[self.position(question_id) - 1]

    def position(self, question_id: str) -> int:
        ids = [asked.question_id for asked in self.sheet().questions]
        return ids.index(question_id) + 1

    def key(self, question_id: str, part: str = "answer") -> str:
        asked = self.sheet().questions[self.position(question_id) - 1]
        found = asked.part(part)
        assert found is not None
        return str(found.row["key"])

    def commit(self, question_id: str, raw: str, part: str = "answer", *, owner: str = "ann") -> Committed:
        return self.service.commit(self.attempt_id, owner, self.position(question_id), part, raw)
