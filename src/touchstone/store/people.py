"""People in a database: the access room's `PeopleStore`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.sql.elements import ColumnElement

from touchstone.access.people import Known, Person, Right
from touchstone.store.database import Database
from touchstone.store.panel_tables import person


class PeopleTable:
    """Keeps people in SQLite or PostgreSQL. Thread-safe. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, person_id: str) -> Known | None:
        """Somebody by id."""
        return self._one(person.c.id == person_id)

    def by_token(self, token_hash: str) -> Known | None:
        """Whose link it is, by the hash of its token."""
        return self._one(person.c.token_hash == token_hash)

    def everyone(self) -> list[Known]:
        """All people, by name."""
        with self._database.read() as connection:
            return [_known(row) for row in connection.execute(select(person).order_by(person.c.name))]

    def keep(self, known: Known) -> None:
        """Adds a person, or replaces who has the same id."""
        with self._database.write() as connection:
            keep_person(connection, known)

    def _one(self, same: ColumnElement[bool]) -> Known | None:
        with self._database.read() as connection:
            found = connection.execute(select(person).where(same)).first()
            return None if found is None else _known(found)


def keep_person(connection: Connection, known: Known) -> None:
    """Adds a person, or replaces who has the same id, in somebody else's transaction."""
    row = {
        "id": known.person.id,
        "name": known.person.name,
        "rights": " ".join(sorted(known.person.rights)),
        "token_hash": known.token_hash,
        "since": known.since,
        "revoked_at": known.revoked_at,
        "expires_at": known.expires_at,
    }
    connection.execute(delete(person).where(person.c.id == known.person.id))
    connection.execute(insert(person).values(**row))


def others_named(connection: Connection, known: Known) -> bool:
    """Whether somebody else who was not shut out has a person's name, by the people of this moment."""
    others = select(person.c.name).where(person.c.id != known.person.id, person.c.revoked_at.is_(None))
    return any(row.name.casefold() == known.person.name.casefold() for row in connection.execute(others))


def _known(row: Row[Any]) -> Known:
    rights = frozenset(Right(name) for name in row.rights.split())
    return Known(Person(row.id, row.name, rights), row.token_hash, row.since, row.revoked_at, row.expires_at)
