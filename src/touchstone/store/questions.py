"""Versions and checks of questions in a database: the authoring room's `AuthoringStore`."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from touchstone.authoring.model import Asked, Check, Version
from touchstone.store.database import Database
from touchstone.store.question_tables import question_check, question_version
from touchstone.store.tables import attempt_question


class QuestionTable:
    """Keeps versions and checks in SQLite or PostgreSQL. Thread-safe. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_version(self, new: Version) -> bool:
        """Keeps a version; False, and nothing changed, when one of that question and hash is kept."""
        try:
            with self._database.write() as connection:
                connection.execute(insert(question_version).values(**vars(new)))
        except IntegrityError:
            return False
        return True

    def versions(self, question_id: str) -> list[Version]:
        """The versions of a question, the newest first."""
        table = question_version.c
        wanted = select(question_version).where(table.question_id == question_id)
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(table.saved_at.desc(), table.hash)).all()
        return [Version(**row._mapping) for row in rows]

    def add_check(self, new: Check) -> None:
        """Keeps what a check found."""
        row = {**vars(new), "said": json.dumps(new.said)}
        with self._database.write() as connection:
            connection.execute(insert(question_check).values(**row))

    def checks(self, question_id: str | None = None) -> list[Check]:
        """The checks of a question, or of all, the newest first."""
        table = question_check.c
        wanted = select(question_check).order_by(table.at.desc(), table.id)
        if question_id is not None:
            wanted = wanted.where(table.question_id == question_id)
        with self._database.read() as connection:
            return [_check(row) for row in connection.execute(wanted)]

    def asked(self, question_id: str) -> dict[str, Asked]:
        """How often each version was asked in self-tests, by its hash."""
        table = attempt_question.c
        wanted = select(table.question_hash, func.count()).where(table.question_id == question_id)
        with self._database.read() as connection:
            rows = connection.execute(wanted.group_by(table.question_hash)).all()
        return {row[0]: Asked(attempts=row[1]) for row in rows}


def _check(row: Row[Any]) -> Check:
    kept = dict(row._mapping)
    return Check(**{**kept, "said": tuple(json.loads(kept["said"]))})
