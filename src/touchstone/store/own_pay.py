"""The organisation's own pay in a database: the own-pay room's `OwnPayStore`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from touchstone.core.money import Period
from touchstone.own_pay.model import PaidPerson, PaySet
from touchstone.salaries.model import Level
from touchstone.store.database import Database
from touchstone.store.pay_tables import own_pay, own_pay_set
from touchstone.store.tables import metadata

_KEEPING = "own pay"  # the queue of those who keep a set: two of the same file must see each other


class OwnPayTable:
    """Keeps sets of pay in SQLite or PostgreSQL. Thread-safe. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, new: PaySet, people: Sequence[PaidPerson]) -> PaySet | None:
        """A new set with everybody in it; the one that holds the same already, where there is one."""
        texts = [_text(one) for one in people]
        rows = [{"set_id": new.id, "place": at, "person": text} for at, text in enumerate(texts, start=1)]
        with self._database.write(alone=_KEEPING) as connection:
            twin = _twin(connection, new, people, texts)
            if twin is None:
                connection.execute(insert(own_pay_set).values(**vars(new)))
                connection.execute(insert(own_pay), rows)
        return twin

    def sets(self) -> list[PaySet]:
        """All sets."""
        with self._database.read() as connection:
            return [PaySet(**row._mapping) for row in connection.execute(select(own_pay_set))]

    def people(self, set_id: str) -> list[PaidPerson] | None:
        """Everybody in a set, in the order of its file; None when there is no such set."""
        wanted = select(own_pay.c.person).where(own_pay.c.set_id == set_id).order_by(own_pay.c.place)
        with self._database.read() as connection:
            known = connection.execute(select(own_pay_set.c.id).where(own_pay_set.c.id == set_id)).first()
            return None if known is None else [_person(row.person) for row in connection.execute(wanted)]

    def forget(self, set_id: str) -> bool:
        """Erases a set and everybody in it, from the disk too. Raises TracesLeft where others read on."""
        with self._database.erasing() as connection:
            connection.execute(delete(own_pay).where(own_pay.c.set_id == set_id))
            gone = connection.execute(delete(own_pay_set).where(own_pay_set.c.id == set_id))
            if gone.rowcount and self._database.is_sqlite:
                _on_new_pages(connection)
        return bool(gone.rowcount)


def _twin(
    connection: Connection, new: PaySet, people: Sequence[PaidPerson], texts: Sequence[str]
) -> PaySet | None:
    """The set that holds the same `people`, who are written as `texts`, with the same pay on the same day."""
    as_many = select(own_pay_set).where(own_pay_set.c.as_of == new.as_of, own_pay_set.c.rows == new.rows)
    for row in connection.execute(as_many).all():
        inside = select(own_pay.c.person).where(own_pay.c.set_id == row.id).order_by(own_pay.c.place)
        kept = connection.execute(inside).scalars().all()
        if len(kept) == len(people) and all(
            known == text or _person(known) == one
            for known, text, one in zip(kept, texts, people, strict=True)
        ):
            return PaySet(**row._mapping)
    return None


def _on_new_pages(connection: Connection) -> None:
    """Writes what is kept to new pages, and lets SQLite overwrite all that held pay before.

    A deleted row is overwritten where it stands (`secure_delete`), but when SQLite moves rows from a full or
    an emptied page to its neighbours, it leaves copies between the rows of the page: of some hundred sets
    erased in any order two could still be read in the file. Pages that a dropped table gives back are
    overwritten whole.
    """
    for table in (own_pay, own_pay_set):
        connection.exec_driver_sql(f"ALTER TABLE {table.name} RENAME TO {table.name}_before")
    metadata.create_all(connection, [own_pay_set, own_pay], checkfirst=False)
    for table, order in ((own_pay_set, "id"), (own_pay, "set_id, place")):
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {table.name}_before ORDER BY {order}"  # noqa: S608 - names of ours
        )
    for table in (own_pay, own_pay_set):
        connection.exec_driver_sql(f"DROP TABLE {table.name}_before")


def _text(person: PaidPerson) -> str:
    """ASCII JSON: what no text column takes (NUL, half a surrogate pair) is escaped."""
    return json.dumps(asdict(person), default=str)


def _person(text: str) -> PaidPerson:
    kept: dict[str, Any] = json.loads(text)
    hours = kept["hours_a_year"]
    return PaidPerson(
        **{
            **kept,
            "level": Level(kept["level"]),
            "period": Period(kept["period"]),
            "pay": Decimal(kept["pay"]),
            "fte": Decimal(kept["fte"]),
            "hours_a_year": None if hours is None else Decimal(hours),
        }
    )
