"""A small payroll, and a store in memory that is held to the same contract as the real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from threading import Lock
from typing import Any

from touchstone.access.people import Person, Right
from touchstone.core.money import Period
from touchstone.own_pay.model import PaidPerson, PaySet
from touchstone.salaries.model import Level

HR = Person("hr", "Ines", frozenset({Right.PAY}))
ORGANISER = Person("org", "Otto", frozenset({Right.ORGANISE, Right.INTERVIEW}))


def paid(number: int = 2, pay: str = "200000", **other: Any) -> PaidPerson:
    """A senior machine-learning engineer in the United States."""
    one = PaidPerson(
        number,
        f"p{number}",
        "machine_learning_engineer",
        Level.SENIOR,
        "US",
        Decimal(pay),
        "USD",
        Period.YEAR,
    )
    return replace(one, **other)


class MemoryPay:
    """Sets of pay in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[PaySet, list[PaidPerson]]] = {}
        self.lock = Lock()

    def keep(self, new: PaySet, people: Sequence[PaidPerson]) -> PaySet | None:
        with self.lock:
            for one, inside in self.kept.values():
                if (one.as_of, one.rows, inside) == (new.as_of, new.rows, list(people)):
                    return one
            self.kept[new.id] = (new, list(people))
        return None

    def sets(self) -> list[PaySet]:
        return [one for one, _ in self.kept.values()]

    def people(self, set_id: str) -> list[PaidPerson] | None:
        found = self.kept.get(set_id)
        return None if found is None else list(found[1])

    def forget(self, set_id: str) -> bool:
        return self.kept.pop(set_id, None) is not None
