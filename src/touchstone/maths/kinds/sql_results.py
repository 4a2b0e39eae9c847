"""Whether two results of queries are the same: rows in an order that the key asks for, or in any."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from touchstone.maths.comparing import Tolerance
from touchstone.maths.kinds.sql_functions import Cell
from touchstone.maths.kinds.sql_running import Result, Rows
from touchstone.maths.pairing import paired

# Sums of decimals differ in their last digits with the order of the rows: nine digits count.
NEARLY = 1e-9
# 0.1 + 0.2 - 0.3 is 6e-17, and 0 has no digits that could agree. A whole number beside a decimal, too.
NOTHING = 1e-12
# So many rows that differ in decimals alone are paired one by one; of more, their order decides.
MOST_PAIRED = 200

VALUES = "Not all values are right."


@dataclass(frozen=True, slots=True)
class Difference:
    """How two results differ: the mistake's name where it has one, and a sentence."""

    says: str
    mistake: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a key returns, and where its rows may not be exchanged.

    `ends` are the places behind which each group of rows ends that the key's ORDER BY leaves level; None
    where no order is asked for.
    """

    result: Result
    ends: tuple[int, ...] | None
    tolerance: Tolerance | None

    def difference(self, given: Result) -> Difference | None:
        """How a result differs from it; None where it doesn't. Columns' names don't count."""
        wanted, rows = self.result.rows, given.rows
        if self.result.width != given.width:
            return Difference(f"The number of columns is not right: it is {given.width}.")
        if len(wanted) != len(rows):
            if set(wanted) == set(rows):
                return Difference("Look at rows that are repeated.", "repeated_rows")
            return Difference(f"The number of rows is not right: it is {len(rows):,}.")
        if self._in_order(rows):
            return None
        if self._same_rows(wanted, rows):
            return Difference("The rows are right, but not their order.", "wrong_order")
        if Counter(map(_sorted_cells, wanted)) == Counter(map(_sorted_cells, rows)):
            return Difference("Look at the order of the columns.", "column_order")
        return Difference(VALUES)

    def _in_order(self, rows: Rows) -> bool:
        ends = (len(rows),) if self.ends is None else self.ends
        return all(
            self._same_rows(self.result.rows[start:end], rows[start:end])
            for start, end in pairwise((0, *ends))
        )

    def _same_rows(self, wanted: Rows, given: Rows) -> bool:
        """Whether they are the same in some order."""
        if self._agree(wanted, given) or self._agree(sorted(wanted, key=_rank), sorted(given, key=_rank)):
            return True
        ours, others = _by_words(wanted), _by_words(given)
        return ours.keys() == others.keys() and all(
            len(ours[words]) == len(others[words]) <= MOST_PAIRED
            and paired(ours[words], others[words], self._same_row)
            for words in ours
        )

    def _agree(self, wanted: Rows, given: Rows) -> bool:
        return all(map(self._same_row, wanted, given))

    def _same_row(self, wanted: Sequence[Cell], given: Sequence[Cell]) -> bool:
        return all(map(self._same, wanted, given))

    def _same(self, wanted: Cell, given: Cell) -> bool:
        if not isinstance(wanted, int | float) or not isinstance(given, int | float):
            return type(wanted) is type(given) and wanted == given
        if wanted == given:
            return True
        try:
            x, y = Fraction(wanted), Fraction(given)
        except (ValueError, OverflowError):  # infinite
            return False
        wide = self.tolerance
        if wide is not None:
            return abs(x - y) <= max((wide.relative or 0) * abs(x), wide.absolute or 0)
        decimal = [isinstance(wanted, float), isinstance(given, float)]
        most = NOTHING if any(decimal) else 0  # whole numbers are exact
        if all(decimal):
            most = max(most, NEARLY * float(max(abs(x), abs(y))))
        return abs(x - y) <= most


def level(rising: Rows, falling: Rows) -> Iterator[int]:
    """Behind which places a group of level rows ends.

    The rows come with those that are level sorted up, and sorted down: where a group ends, and nowhere
    inside it but between equal rows, both began with the same.
    """
    more: Counter[tuple[Cell, ...]] = Counter()
    for place, (up, down) in enumerate(zip(rising, falling, strict=True), 1):
        for row, step in ((up, 1), (down, -1)):
            more[row] += step
            if not more[row]:
                del more[row]
        if not more:
            yield place


def _by_words(rows: Rows) -> dict[tuple[object, ...], Rows]:
    """The rows, by all that isn't a number in them."""
    found: defaultdict[tuple[object, ...], Rows] = defaultdict(list)
    for row in rows:
        found[tuple(isinstance(cell, int | float) or (type(cell), cell) for cell in row)].append(row)
    return found


def _sorted_cells(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(sorted(row, key=_key))


def _rank(row: tuple[Cell, ...]) -> tuple[tuple[str, object], ...]:
    return tuple(map(_key, row))


def _key(cell: Cell) -> tuple[str, object]:
    """Sorts cells of all types; numbers by six digits, so that nearly equal ones mostly lie side by side."""
    if isinstance(cell, int | float):
        return "1", float(f"{cell:.6g}")
    return ("0", "") if cell is None else ("2", str(cell))
