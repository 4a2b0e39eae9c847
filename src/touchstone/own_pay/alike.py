"""The same mistake in many rows, told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from touchstone.core.problems import Problem


@dataclass(frozen=True)
class Alike:
    """The first of some problems that differ in the row alone, and all their rows."""

    first: Problem
    rows: tuple[int, ...]

    def __str__(self) -> str:
        """`pay.csv:2:3: Job: no role is called 'X' (79 rows more: 3, 4, 5 …)`, for a terminal."""
        more = self.rows[1:]
        if not more:
            return str(self.first)
        count = "1 row" if len(more) == 1 else f"{len(more):,} rows"
        dots = " …" if len(more) > 3 else ""
        return f"{self.first} ({count} more: {', '.join(map(str, more[:3]))}{dots})"

    @property
    def which(self) -> str:
        """`row 2`; `rows 2, 3, 4 and 77 more`, for a page."""
        if len(self.rows) == 1:
            return f"row {self.rows[0]}"
        more = f" and {len(self.rows) - 3:,} more" if len(self.rows) > 3 else ""
        return f"rows {', '.join(map(str, self.rows[:3]))}{more}"


def alike(problems: Iterable[Problem]) -> list[Alike]:
    """Each mistake once, in the order in which it first stands in the file."""
    found: dict[tuple[int, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.column, problem.message), []).append(problem)
    return [Alike(same[0], tuple(one.line for one in same)) for same in found.values()]
