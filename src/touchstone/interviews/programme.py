"""A mixed-integer programme built row by row, solved by HiGHS through scipy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from touchstone.core import c_output
from touchstone.interviews.budget import Budget, TimeIsUp
from touchstone.interviews.pool import Floats

# A set is asked for, not the cheapest set: costs are random weights, so a tenth above the best will do.
GAP = 0.1
NODES = 20_000  # a bound in nodes and not in seconds: a slow machine gives the same set as a fast one
STATUS_LIMIT = 1  # scipy's number for "out of nodes or time"
STATUS_INFEASIBLE = 2  # scipy's number for "there is no solution"


@dataclass(frozen=True)
class Answer:
    """The solver's values, or None and whether that is a proof that there are none."""

    values: Floats | None
    proved: bool


@dataclass
class Programme:
    """minimise cost · x where low ≤ A x ≤ high. Columns are questions first (0 or 1), then what is added."""

    cost: list[Floats] = field(default_factory=list)
    lower: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)
    whole: list[Floats] = field(default_factory=list)
    columns: int = 0
    lows: list[Floats] = field(default_factory=list)
    highs: list[Floats] = field(default_factory=list)
    rows: int = 0
    entries: list[tuple[NDArray[np.int64], NDArray[np.int64], Floats]] = field(default_factory=list)

    def choices(self, cost: Floats, must: ArrayLike) -> int:
        """Adds 0-or-1 columns, 1 where `must` is true; returns the number of the first."""
        ones = np.ones(len(cost))
        return self._columns(cost, np.asarray(must, dtype=float), ones, ones)

    def fractions(self, most: Floats, must: ArrayLike) -> int:
        """Adds free columns between 0 and `most`, 1 where `must` is true; returns the number of the first."""
        zeros, least = np.zeros(len(most)), np.asarray(must, dtype=float)
        return self._columns(zeros, least, np.maximum(most, least), zeros)

    def amounts(self, cost: Floats) -> int:
        """Adds columns for amounts of 0 and more; returns the number of the first."""
        zeros = np.zeros(len(cost))
        return self._columns(cost, zeros, np.full(len(cost), np.inf), zeros)

    def row(self, columns: ArrayLike, values: ArrayLike, low: float, high: float) -> int:
        """Adds one row; returns its number."""
        where = np.asarray(columns, dtype=np.int64)
        return self.many(np.zeros(len(where), dtype=np.int64), where, values, [low], [high])

    def many(
        self,
        rows: ArrayLike,
        columns: ArrayLike,
        values: ArrayLike,
        low: Sequence[float] | Floats,
        high: Sequence[float] | Floats,
    ) -> int:
        """Adds `len(low)` rows at once, `rows` counted from 0 among them; returns the number of the first."""
        first = self.rows
        held = np.asarray(rows, dtype=np.int64) + first
        self.entries.append((held, np.asarray(columns, dtype=np.int64), np.asarray(values, dtype=float)))
        self.lows.append(np.asarray(low, dtype=float))
        self.highs.append(np.asarray(high, dtype=float))
        self.rows += len(low)
        return first

    def give(self, row: int, below: float, above: float) -> None:
        """Lets a row be missed, at a price for each unit below and above its bounds."""
        first = self.amounts(np.array([below, above]))
        pair = np.array([row, row], dtype=np.int64)
        self.entries.append((pair, np.array([first, first + 1], dtype=np.int64), np.array([1.0, -1.0])))

    def solve(
        self,
        budget: Budget | None = None,
        *,
        gap: float = GAP,
        nodes: int = NODES,
        seconds: float = math.inf,
    ) -> Answer:
        """Solves it. The same programme gives the same answer on every run; `seconds` gives that up.

        TimeIsUp when the `budget` ends first: what was found by then would depend on the machine.
        """
        if budget and budget.left <= 0:
            raise TimeIsUp
        wait, began = (budget.wait, budget.wall()) if budget else (math.inf, 0.0)
        options: dict[str, float] = {"mip_rel_gap": gap, "node_limit": nodes}
        if (limit := min(wait, seconds)) < math.inf:
            options["time_limit"] = limit
        with c_output.aside():
            found = milp(
                np.concatenate(self.cost),
                constraints=[self._constraint()],
                bounds=Bounds(np.concatenate(self.lower), np.concatenate(self.upper)),
                integrality=np.concatenate(self.whole),
                options=options,
            )
        if found.status == STATUS_LIMIT and budget and (budget.left <= 0 or budget.wall() - began >= wait):
            raise TimeIsUp  # nodes are another limit, with the same status: the same on every machine
        return Answer(found.x, proved=found.x is not None or found.status == STATUS_INFEASIBLE)

    def _constraint(self) -> LinearConstraint:
        rows, columns, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        matrix = coo_array((values, (rows, columns)), shape=(self.rows, self.columns)).tocsc()
        return LinearConstraint(matrix, np.concatenate(self.lows), np.concatenate(self.highs))

    def _columns(self, cost: Floats, lower: Floats, upper: Floats, whole: Floats) -> int:
        first = self.columns
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        self.columns += len(cost)
        return first
