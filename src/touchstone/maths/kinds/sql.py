"""Queries: key and answer run on the same small data sets, and what they return is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from touchstone.maths import outcome
from touchstone.maths.clock import Deadline, OutOfTime
from touchstone.maths.comparing import Tolerance
from touchstone.maths.keys import BadKey
from touchstone.maths.kinds.sql_results import VALUES, Difference, Wanted, level
from touchstone.maths.kinds.sql_running import Failed, Result, run
from touchstone.maths.kinds.sql_text import ordered_further, outer_order, without_inner_orders
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow, InvalidRow, Table

STEP = "query result"
BY_CHANCE = (
    "The result depends on the order in which the rows are stored: a column is neither grouped nor in an "
    "aggregate, or a LIMIT or a row number cuts between equal rows."
)
KEY_BY_CHANCE = (
    "What the key of this question returns depends on the order in which the rows are stored. "
    "A person will look at your answer."
)


def judge(row: GradeRow, deadline: Deadline) -> Outcome:
    """The outcome of a query; the data are the row's. Raises BadKey, InvalidRow."""
    if not isinstance(row.key, str) or not isinstance(row.answer, str):
        raise InvalidRow("'key' and 'answer' are text, except for choices.")
    sets = row.data if isinstance(row.data, list) else [row.data]
    if not row.data or any(not tables for tables in sets):
        raise InvalidRow("A query needs 'data': tables by name, each with 'columns' and 'rows'.")
    try:
        return _worst([_On(tables, row, deadline) for tables in sets if tables])
    except OutOfTime:
        return outcome.late(STEP)


def _worst(sets: Sequence[_On]) -> Outcome:
    """The outcome over all data: of the first on which the answer is wrong, or may be."""
    faults: list[Outcome] = []
    for one in sets:
        key = one.key()
        try:
            given = one.run(one.answer)
        except Failed as failed:
            return _failure(failed)
        if not any(fault.outcome != "undecided" for fault in faults):
            faults += one.faults(key, given)
    if not faults:
        return outcome.correct(STEP)
    worst = faults[-1]
    return worst if worst.outcome == "undecided" else sets[0].listed() or worst


@dataclass(frozen=True, slots=True)
class _On:
    """Key and answer of a row, on one set of tables."""

    tables: Mapping[str, Table]
    row: GradeRow
    deadline: Deadline

    @property
    def answer(self) -> str:
        return str(self.row.answer)

    def run(self, query: str) -> Result:
        """What a query returns. Raises Failed, OutOfTime."""
        return run(query, self.tables, self.deadline)

    def key(self) -> Wanted:
        """What the key returns. Raises BadKey."""
        try:
            return self.wanted(str(self.row.key))
        except Failed as failed:
            raise BadKey(f"The key can't be run: {failed}") from None

    def wanted(self, query: str) -> Wanted:
        """What is asked for, where this query is right. Raises Failed."""
        wide = self.row.tolerance
        tolerance = Tolerance(wide.relative, wide.absolute) if wide else None
        result = self.run(query)
        return Wanted(result, self._ends(query, result) if self.row.ordered else None, tolerance)

    def _ends(self, query: str, result: Result) -> tuple[int, ...]:
        """Behind which rows groups end that the query leaves level; behind each, where that can't be told."""
        sorted_twice = [self._again(further) for further in _further(query, result.width)]
        up, down = sorted_twice or (None, None)
        if up is None or down is None or not Counter(up.rows) == Counter(down.rows) == Counter(result.rows):
            return tuple(range(1, len(result.rows) + 1))
        return tuple(level(up.rows, down.rows))

    def faults(self, key: Wanted, given: Result) -> Iterator[Outcome]:
        """What is wrong with the answer, or may be, if anything is."""
        difference = key.difference(given)
        if difference is not None and difference.says == VALUES and not self._decided(key):
            yield outcome.undecided(STEP, KEY_BY_CHANCE)
        elif found := difference or self._unsorted(key) or self._by_chance(key):
            yield _wrong(found)

    def _decided(self, key: Wanted) -> bool:
        """Whether the key returns the same however rows are stored and level ones sorted."""
        text = str(self.row.key)
        again = [self._plainly(further) for further in _further(text, key.result.width)]
        again += [on._plainly(text) for on in self._stored_otherwise()]
        return all(one is None or key.difference(one) is None for one in again)

    def _unsorted(self, key: Wanted) -> Difference | None:
        """Rows that come in the right order by chance: no database promises it without an ORDER BY."""
        if key.ends is None or len(key.ends) < 2 or outer_order(self.answer) is not None:
            return None
        if outer_order(str(self.row.key)) is None:
            return None  # nor does the key have one
        said = (
            "The rows came in the right order by chance: without ORDER BY a database may return them in any."
        )
        return Difference(said, "wrong_order")

    def _by_chance(self, key: Wanted) -> Difference | None:
        """What is right only as long as the rows are stored in this order, where the key is right in any."""
        if not self._decided(key):
            return None  # the key is no better: its author has to mend it
        for further in _further(self.answer, key.result.width) if self.row.ordered else ():
            if self._differs(key, further):
                return Difference("Rows that your ORDER BY leaves level came right by chance.", "wrong_order")
        answer = without_inner_orders(self.answer)
        for on in (self, *self._stored_otherwise()):
            again = on._plainly(str(self.row.key))
            if again is None or key.difference(again) is not None:
                return None
            if on._differs(replace(key, result=again), answer):
                return Difference(BY_CHANCE, "row_order")
        return None

    def _differs(self, key: Wanted, query: str) -> bool:
        """Whether a query that ran in another form returns something else; not where this can't be run."""
        given = self._plainly(query)
        return given is not None and key.difference(given) is not None

    def _plainly(self, query: str) -> Result | None:
        """What it returns with extremes that choose no row, or as it is where it can't do without."""
        return self._again(query, plain_extremes=True) or self._again(query)

    def _again(self, query: str, *, plain_extremes: bool = False) -> Result | None:
        """What it returns; None where it can't be run. Raises OutOfTime where it is slow."""
        try:
            return run(query, self.tables, self.deadline, plain_extremes=plain_extremes, again=True)
        except Failed as failed:
            if failed.slow:
                raise OutOfTime from None
        return None

    def _stored_otherwise(self) -> Iterator[_On]:
        """The same with the rows of each table stored the other way round, and from the middle on."""
        for order in (lambda rows: rows[::-1], _from_the_middle):
            tables = self.tables.items()
            stored = {name: one.model_copy(update={"rows": order(one.rows)}) for name, one in tables}
            yield replace(self, tables=stored)

    def listed(self) -> Outcome | None:
        """A mistake whose query gives what the answer gives."""
        given = self.run(self.answer)
        for mistake in sorted(self.row.mistakes, key=lambda m: -m.credit):
            try:
                wanted = self.wanted(mistake.value)
            except Failed as failed:
                raise BadKey(f"The mistake {mistake.name!r} can't be run: {failed}") from None
            if wanted.difference(given) is None:
                return outcome.partial(mistake.credit, mistake.says, STEP, mistake.name)
        return None


def _further(query: str, columns: int) -> list[str]:
    """The query with what its ORDER BY leaves level sorted by all columns, up and down; none without one."""
    both = (ordered_further(query, columns, direction) for direction in ("ASC", "DESC"))
    return [further for further in both if further is not None]


def _from_the_middle(rows: list[Any]) -> list[Any]:
    return rows[len(rows) // 2 :] + rows[: len(rows) // 2]


def _failure(failed: Failed) -> Outcome:
    reason = f"Your query can't be run: {failed}"
    if failed.slow:
        return Outcome("timed_out", 0.0, f"{reason} A person will look at it.", STEP)
    return outcome.unreadable(reason)


def _wrong(found: Difference) -> Outcome:
    if found.mistake == "wrong_order":
        return outcome.partial(outcome.FORM_CREDIT, found.says, STEP, found.mistake)
    return outcome.incorrect(STEP, f"{outcome.INCORRECT} {found.says}", found.mistake)
