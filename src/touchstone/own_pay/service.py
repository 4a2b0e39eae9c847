"""An organisation's own pay, kept and shown only to those who may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from touchstone.access.people import Person, Right
from touchstone.core.clock import Clock
from touchstone.core.letters import one_line
from touchstone.own_pay.gap import ALL_PARTS, Gaps, gaps
from touchstone.own_pay.market import Position, days_said, positions
from touchstone.own_pay.model import PaidPerson, PaySet
from touchstone.own_pay.reading import Payroll
from touchstone.salaries.ageing import Ageing
from touchstone.salaries.benchmark import Benchmarks

LONGEST_NAME = 80
OLDEST_YEARS = 10


@dataclass(frozen=True)
class Refused:
    """Why something was not done or is not shown, a sentence."""

    sentence: str


class OwnPayStore(Protocol):
    """What keeps sets of pay. A set is written once, whole, and can only be forgotten whole."""

    def keep(self, new: PaySet, people: Sequence[PaidPerson]) -> PaySet | None:
        """Writes a set unless one holds the same people with the same pay on the same day: gives that one
        back, also where both are kept at once."""
        ...

    def sets(self) -> Sequence[PaySet]: ...

    def people(self, set_id: str) -> Sequence[PaidPerson] | None: ...

    def forget(self, set_id: str) -> bool: ...


@dataclass(frozen=True)
class Beside:
    """Everybody of a set beside the market, the day that it describes, and what is to be said of both."""

    pay_as_of: date
    positions: list[Position]
    notes: tuple[str, ...]


NOT_YOURS = Refused("Only people who were given the right to see pay may do this.")
NO_SET = Refused("There is no such set of pay.")


@dataclass(frozen=True)
class OwnPay:
    """Every method takes who asks, and refuses whoever has no right to see pay."""

    store: OwnPayStore
    clock: Clock
    new_id: Callable[[], str]

    def keep(
        self, by: Person, name: str, as_of: date, payroll: Payroll, *, sure: bool = False, replaces: str = ""
    ) -> PaySet | Refused:
        """Keeps the rows of a file, and then erases the set that it `replaces`, by its id.

        Refused while any row has a problem: half a payroll misleads; and while amounts are hard to believe,
        until somebody is `sure` of them. Raises what `forget` raises, when the new set is kept.
        """
        if not by.may(Right.PAY):
            return NOT_YOURS
        if replaces and self._set(replaces) is None:
            return NO_SET
        said = one_line(name)[:LONGEST_NAME]
        if payroll.problems or not payroll.people:
            return Refused("Nothing was kept: mend the rows that are listed first, or there are none.")
        if payroll.doubts and not sure:
            first = payroll.doubts[0]
            return Refused(
                f"Nothing was kept: row {first.line}: {first.message}. Say that you are sure, or mend the "
                "file or its mapping."
            )
        if as_of > self.clock.now().date():
            return Refused(f"Nothing was kept: {as_of} is still to come, so no file describes it.")
        if as_of < _years_before(self.clock.now().date(), OLDEST_YEARS):
            return Refused(f"Nothing was kept: {as_of} is over {OLDEST_YEARS} years ago. Is the year right?")
        new = PaySet(
            f"s{self.new_id()}", said or one_line(payroll.file), as_of, payroll.file, by.id, self.clock.now(),
            len(payroll.people),
        )  # fmt: skip
        twin = self.store.keep(new, payroll.people)
        if twin is not None:
            return Refused(f"Nothing was kept: “{twin.name}” of {twin.as_of} holds the same already.")
        if replaces:
            self.store.forget(replaces)
        return new

    def sets(self, by: Person) -> list[PaySet] | Refused:
        """All sets, the newest first."""
        if not by.may(Right.PAY):
            return NOT_YOURS
        return sorted(self.store.sets(), key=lambda one: (one.imported_at, one.id), reverse=True)

    def people(self, by: Person, set_id: str) -> list[PaidPerson] | Refused:
        """Everybody in a set."""
        if not by.may(Right.PAY):
            return NOT_YOURS
        found = self.store.people(set_id)
        return NO_SET if found is None else list(found)

    def positions(
        self, by: Person, set_id: str, benchmarks: Benchmarks, *, rate: float = 0.0
    ) -> Beside | Refused:
        """Everybody beside the market as it is known today, moved to the day of the set at a yearly `rate`
        (0.03 is 3 %). Raises ValueError for a rate that `Ageing` doesn't take."""
        people, kept = self.people(by, set_id), self._set(set_id)
        if isinstance(people, Refused) or kept is None:
            return people if isinstance(people, Refused) else NO_SET
        ageing = Ageing(kept.as_of, rate) if rate else None
        found = positions(benchmarks, people, self.clock.now().date(), ageing)
        return Beside(kept.as_of, found, tuple(days_said(found, kept.as_of, ageing)))

    def gaps(self, by: Person, set_id: str) -> Gaps | Refused:
        """The pay gap in each group of equal work, the day that it is of, and who is in none."""
        people, kept = self.people(by, set_id), self._set(set_id)
        if isinstance(people, Refused) or kept is None:
            return people if isinstance(people, Refused) else NO_SET
        found = gaps(people)
        said = (f"The file describes {kept.as_of}.", *found.notes, *((ALL_PARTS,) if found.groups else ()))
        return replace(found, notes=said, pay_as_of=kept.as_of)

    def _set(self, set_id: str) -> PaySet | None:
        return next((one for one in self.store.sets() if one.id == set_id), None)

    def forget(self, by: Person, set_id: str) -> bool | Refused:
        """Erases a set; False when there is none."""
        return self.store.forget(set_id) if by.may(Right.PAY) else NOT_YOURS


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, 1)
