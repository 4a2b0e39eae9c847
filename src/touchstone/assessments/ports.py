"""What this room asks of the others: a store, a marker of mathematics, a bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from touchstone.assessments.asked import Asked
from touchstone.assessments.record import Answer, Attempt, Event, Sheet, Verdict


class Maths(Protocol):
    """Reads and marks. Takes and returns plain data and never raises for what was typed.

    `owner` is an opaque token of the person behind a job, so that one person never takes every worker.
    May raise OSError or RuntimeError when the marker itself can't run: the answer then waits.
    """

    def grade(self, row: Mapping[str, Any], *, owner: str | None = None) -> Mapping[str, Any]: ...

    def read(
        self,
        text: str,
        *,
        syntax: str = "auto",
        names: Iterable[str] = (),
        kind: str | None = None,
        owner: str | None = None,
    ) -> Mapping[str, Any]: ...

    def stated(self, row: Mapping[str, Any], *, owner: str | None = None) -> Mapping[str, Any]: ...

    def evaluate(
        self,
        expressions: Mapping[str, str],
        env: Mapping[str, str],
        assume: Mapping[str, str] | None = None,
        *,
        owner: str | None = None,
    ) -> Mapping[str, Mapping[str, Any]]: ...


class Candidate(Protocol):
    """A question of the bank as far as choosing goes. `skill` is `area.subtopic.skill`."""

    @property
    def id(self) -> str: ...
    @property
    def skill(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def minutes(self) -> float: ...
    @property
    def kind(self) -> str: ...


class Bank(Protocol):
    """Questions to choose from, and their variants."""

    def candidates(self) -> Sequence[Candidate]: ...

    def draw(self, question_id: str, seed: int) -> Asked | None:
        """The variant with that seed, or None when the question can't be drawn."""
        ...


class Store(Protocol):
    """Keeps attempts. Each method is one transaction: when it returns, what it wrote survives a crash."""

    def create(self, attempt: Attempt, questions: Sequence[Asked]) -> None: ...

    def load(self, attempt_id: str) -> Sheet | None: ...

    def attempts_of(self, owner: str) -> list[Attempt]:
        """The owner's attempts, newest first."""
        ...

    def add_question(self, attempt_id: str, position: int, question: Asked) -> bool:
        """False, and nothing written, when the position is taken or the attempt is finished."""
        ...

    def save_draft(self, attempt_id: str, position: int, part: str, raw: str, at: datetime) -> bool:
        """False, and nothing written, when the attempt is finished."""
        ...

    def add_answer(self, answer: Answer) -> bool:
        """Keeps the answer and forgets the draft; False, and nothing written, when that number of the part is
        taken (another window was quicker) or the attempt is finished."""
        ...

    def add_verdict(self, verdict: Verdict) -> bool:
        """False, and nothing written, when the answer already has a verdict of that number."""
        ...

    def add_event(self, event: Event) -> bool:
        """False, and nothing written, when the attempt is finished."""
        ...

    def finish(self, attempt_id: str, at: datetime) -> None:
        """Sets the end once; a second call changes nothing."""
        ...

    def for_a_person(self) -> list[Answer]:
        """Answers whose last verdict is undecided or timed out, oldest first."""
        ...

    def answers_to(self, question_id: str | None = None) -> Iterator[Answer]:
        """All answers, or those to one question, oldest first."""
        ...
