"""Attempts in a database: the assessments room's `Store`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from touchstone.assessments.asked import Asked
from touchstone.assessments.record import (
    FOR_A_PERSON,
    Answer,
    Attempt,
    Cause,
    Draft,
    Event,
    EventKind,
    Outcome,
    Sheet,
    Verdict,
)
from touchstone.store.database import Database
from touchstone.store.tables import answer, attempt, attempt_question, draft, event, verdict

PAGE = 500  # answers held in memory at once while all of them are walked


class AttemptStore:
    """Keeps attempts in SQLite or PostgreSQL. Thread-safe. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, new: Attempt, questions: Sequence[Asked]) -> None:
        """Keeps a new attempt with its questions, from position 1."""
        with self._database.write() as connection:
            connection.execute(insert(attempt).values(**vars(new)))
            rows = [_question_row(new.id, n, asked) for n, asked in enumerate(questions, start=1)]
            connection.execute(insert(attempt_question), rows)

    def load(self, attempt_id: str) -> Sheet | None:
        """Everything about one attempt as of one moment, or None."""
        with self._database.read() as connection:
            found = connection.execute(select(attempt).where(attempt.c.id == attempt_id)).first()
            return None if found is None else _sheet(connection, _attempt(found))

    def attempts_of(self, owner: str) -> list[Attempt]:
        """The owner's attempts, newest first."""
        wanted = (
            select(attempt)
            .where(attempt.c.owner == owner)
            .order_by(attempt.c.started_at.desc(), attempt.c.id)
        )
        with self._database.read() as connection:
            return [_attempt(row) for row in connection.execute(wanted)]

    def add_question(self, attempt_id: str, position: int, question: Asked) -> bool:
        """False, and nothing written, when the position is taken or the attempt is finished."""
        return self._add(attempt_id, insert(attempt_question), _question_row(attempt_id, position, question))

    def save_draft(self, attempt_id: str, position: int, part: str, raw: str, at: datetime) -> bool:
        """Keeps the latest text of a field. False, and nothing written, when the attempt is finished."""
        with self._database.write() as connection:
            if not _is_open(connection, attempt_id):
                return False
            _forget_draft(connection, attempt_id, position, part)
            row = {"attempt_id": attempt_id, "position": position, "part": part, "raw": raw, "saved_at": at}
            connection.execute(insert(draft).values(**row))
            return True

    def add_answer(self, new: Answer) -> bool:
        """Keeps the answer and forgets the draft; False, and nothing written, when the number is taken or the
        attempt is finished."""
        try:
            with self._database.write() as connection:
                if not _is_open(connection, new.attempt_id):
                    return False
                connection.execute(insert(answer).values(**vars(new)))
                _forget_draft(connection, new.attempt_id, new.position, new.part)
                return True
        except IntegrityError:
            return False

    def add_verdict(self, new: Verdict) -> bool:
        """False, and nothing written, when the answer already has a verdict of that number."""
        try:
            with self._database.write() as connection:
                connection.execute(insert(verdict).values(**vars(new)))
                return True
        except IntegrityError:
            return False

    def add_event(self, new: Event) -> bool:
        """False, and nothing written, when the attempt is finished."""
        return self._add(new.attempt_id, insert(event), vars(new))

    def finish(self, attempt_id: str, at: datetime) -> None:
        """Sets the end once; a second call changes nothing."""
        still_open = (attempt.c.id == attempt_id) & attempt.c.finished_at.is_(None)
        with self._database.write() as connection:
            connection.execute(update(attempt).where(still_open).values(finished_at=at))

    def for_a_person(self) -> list[Answer]:
        """Answers whose last verdict is undecided or timed out, oldest first."""
        any_of_it = verdict.alias()
        last = (
            select(func.max(any_of_it.c.number))
            .where(any_of_it.c.answer_id == answer.c.id)
            .correlate(answer)
            .scalar_subquery()
        )
        wanted = (
            select(answer)
            .select_from(answer)
            .join(verdict, verdict.c.answer_id == answer.c.id)
            .where(verdict.c.number == last)
            .where(verdict.c.outcome.in_([outcome.value for outcome in FOR_A_PERSON]))
            .order_by(answer.c.given_at, answer.c.id)
        )
        with self._database.read() as connection:
            return [_answer(row) for row in connection.execute(wanted)]

    def answers_to(self, question_id: str | None = None) -> Iterator[Answer]:
        """All answers, or those to one question, oldest first. No transaction stays open while you work."""
        after: tuple[datetime, str] | None = None
        while page := self._page(question_id, after):
            yield from page
            after = (page[-1].given_at, page[-1].id)

    def _page(self, question_id: str | None, after: tuple[datetime, str] | None) -> list[Answer]:
        wanted: Select[Any] = select(answer).order_by(answer.c.given_at, answer.c.id).limit(PAGE)
        if question_id is not None:
            same = (attempt_question.c.attempt_id == answer.c.attempt_id) & (
                attempt_question.c.position == answer.c.position
            )
            wanted = wanted.join(attempt_question, same).where(attempt_question.c.question_id == question_id)
        if after is not None:
            at, last = after
            later = (answer.c.given_at > at) | ((answer.c.given_at == at) & (answer.c.id > last))
            wanted = wanted.where(later)
        with self._database.read() as connection:
            return [_answer(row) for row in connection.execute(wanted)]

    def _add(self, attempt_id: str, statement: Any, row: dict[str, Any]) -> bool:
        try:
            with self._database.write() as connection:
                if not _is_open(connection, attempt_id):
                    return False
                connection.execute(statement.values(**row))
                return True
        except IntegrityError:
            return False


def _is_open(connection: Connection, attempt_id: str) -> bool:
    """Whether the attempt may still be added to. Holds its row, so that it can't be finished meanwhile."""
    wanted = select(attempt.c.finished_at).where(attempt.c.id == attempt_id).with_for_update()
    found = connection.execute(wanted).first()
    return found is not None and found.finished_at is None


def _forget_draft(connection: Connection, attempt_id: str, position: int, part: str) -> None:
    same = (draft.c.attempt_id == attempt_id) & (draft.c.position == position) & (draft.c.part == part)
    connection.execute(delete(draft).where(same))


def _question_row(attempt_id: str, position: int, asked: Asked) -> dict[str, Any]:
    return {
        "attempt_id": attempt_id,
        "position": position,
        "question_id": asked.question_id,
        "question_hash": asked.question_hash,
        "seed": asked.seed,
        "asked": asked.model_dump_json(ensure_ascii=True),
    }


def _sheet(connection: Connection, of: Attempt) -> Sheet:
    def rows(wanted: Select[Any]) -> Sequence[Row[Any]]:
        return connection.execute(wanted).all()

    questions = select(attempt_question.c.asked).where(attempt_question.c.attempt_id == of.id)
    answers = select(answer).where(answer.c.attempt_id == of.id).order_by(answer.c.given_at, answer.c.id)
    verdicts = (
        select(verdict).join(answer, answer.c.id == verdict.c.answer_id).where(answer.c.attempt_id == of.id)
    )
    events = select(event).where(event.c.attempt_id == of.id).order_by(event.c.id)
    return Sheet(
        attempt=of,
        questions=tuple(
            Asked.model_validate_json(row.asked)
            for row in rows(questions.order_by(attempt_question.c.position))
        ),
        answers=tuple(_answer(row) for row in rows(answers)),
        verdicts=tuple(
            _verdict(row) for row in rows(verdicts.order_by(verdict.c.graded_at, verdict.c.number))
        ),
        events=tuple(_event(row) for row in rows(events)),
        drafts=tuple(_draft(row) for row in rows(select(draft).where(draft.c.attempt_id == of.id))),
    )


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(**row._mapping)


def _answer(row: Row[Any]) -> Answer:
    return Answer(**row._mapping)


def _verdict(row: Row[Any]) -> Verdict:
    values = dict(row._mapping)
    return Verdict(**{**values, "outcome": Outcome(values["outcome"]), "cause": Cause(values["cause"])})


def _event(row: Row[Any]) -> Event:
    return Event(row.attempt_id, row.position, row.part, EventKind(row.kind), row.value, row.at)


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.position, row.part, row.raw, row.saved_at)
