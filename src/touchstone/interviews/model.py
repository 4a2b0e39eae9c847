"""The requests of a blueprint as rows over a pool, for one form or for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.budget import Budget
from touchstone.interviews.pool import Bools, Floats, Pool
from touchstone.interviews.programme import Programme

Places: TypeAlias = NDArray[np.int64]

# The price of one unit off a request when not all can be met: a missing question weighs more than minutes
# over, so that the nearest offer asks for more time before it gives up a skill.
PRICES = {"minutes": 1.0, "need": 12.0, "share": 4.0, "band": 10.0, "one_per_skill": 5.0, "overlap": 8.0}


@dataclass(frozen=True)
class Row:
    """low ≤ coefficients · x ≤ high over the whole pool; `key` names the request."""

    key: str
    coefficients: Floats
    low: float
    high: float


@dataclass(frozen=True)
class Problem:
    """A blueprint over a pool, with the mean difficulty that all forms share (None: no band), and the time
    that there is for it (None: as long as it takes)."""

    pool: Pool
    blueprint: Blueprint
    difficulty: float | None
    budget: Budget | None = None

    @cached_property
    def must(self) -> Places:
        """Places of the questions that every form holds."""
        named = [self.pool.place[name] for name in self.blueprint.must_include if name in self.pool.place]
        return np.array(sorted(named), dtype=np.int64)

    @cached_property
    def needs(self) -> list[Row]:
        """One row for each need, in the blueprint's order."""
        return [
            Row(
                f"need:{place}",
                self.pool.meeting(need.topics, need.levels, need.kinds).astype(float),
                need.at_least,
                np.inf if need.at_most is None else need.at_most,
            )
            for place, need in enumerate(self.blueprint.needs)
        ]

    @cached_property
    def rows(self) -> list[Row]:
        """All requests that are sums over a form's questions."""
        blueprint = self.blueprint
        minutes = Row("minutes", self.pool.minutes, blueprint.low_minutes, blueprint.high_minutes)
        return [minutes, *self.needs, *self._shares(), *self._band()]

    @cached_property
    def serving(self) -> Bools:
        """Which questions serve a duty of the role."""
        return self.pool.serving(frozenset(self.blueprint.duties))

    @cached_property
    def enemies(self) -> NDArray[np.int64]:
        """Pairs of places that may not stand together, shape (pairs, 2), without pairs that must stand."""
        must = set(self.must.tolist())
        pairs = [pair for pair in self.pool.enemy_pairs() if not must.issuperset(pair)]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def _shares(self) -> list[Row]:
        rows = []
        counts, unnamed = np.ones(len(self.pool)), np.ones(len(self.pool))
        counts[[self.pool.place[name] for name in self.blueprint.common if name in self.pool.place]] = 0
        unnamed[self.must] = 0
        for share in self.blueprint.shares:
            member = self.pool.meeting((), (share.level,), ()).astype(float)
            if share.beside:
                rows.append(Row(f"share:{share.level}", member * unnamed, -np.inf, share.asked))
                continue
            if share.at_least > 0:
                rows.append(Row(f"share:{share.level}", (member - share.at_least) * counts, 0, np.inf))
            if share.at_most < 1:
                rows.append(Row(f"share:{share.level}", (member - share.at_most) * counts, -np.inf, 0))
        return rows

    def _band(self) -> list[Row]:
        if self.difficulty is None:
            return []
        off, band = self.pool.difficulty - self.difficulty, self.blueprint.band
        return [Row("band", off + band, 0, np.inf), Row("band", off - band, -np.inf, 0)]


def add_form(
    programme: Programme,
    problem: Problem,
    candidates: Places,
    first: int,
    *,
    earlier: Sequence[frozenset[int]] = (),
    elastic: bool = False,
) -> None:
    """Adds the rows of one form whose candidates are the columns from `first` on.

    With `elastic` each request gives way at its price; enemies never do.
    """
    columns = np.arange(first, first + len(candidates))
    priced: list[tuple[int, str]] = []
    for row in problem.rows:
        priced.append((programme.row(columns, row.coefficients[candidates], row.low, row.high), row.key))
    priced += [(number, "one_per_skill") for number in _cap_skills(programme, problem, candidates, first)]
    for form in earlier:
        members = np.flatnonzero(np.isin(candidates, sorted(form)) & ~np.isin(candidates, problem.must))
        number = programme.row(columns[members], np.ones(len(members)), -np.inf, problem.blueprint.overlap)
        priced.append((number, "overlap"))
    _add_enemies(programme, problem, candidates, first)
    if elastic:
        for number, key in priced:
            price = PRICES[key.partition(":")[0]] * ELASTIC
            programme.give(number, price * UNDER.get(key, 1.0), price)


UNDER = {"minutes": 3.0}  # time left unused tells less about a person than time over costs them

# One unit off a request costs more than any choice of questions could save.
ELASTIC = 10_000.0


def _cap_skills(programme: Programme, problem: Problem, candidates: Places, first: int) -> range:
    """A row for each skill with two candidates or more; their numbers."""
    if not problem.blueprint.one_per_skill or not len(candidates):
        return range(0)
    skills = problem.pool.skill_of[candidates]
    forced = np.bincount(skills, np.isin(candidates, problem.must))
    doubled = np.flatnonzero(np.bincount(skills) > 1)
    row_of = np.full(len(forced), -1, dtype=np.int64)
    row_of[doubled] = np.arange(len(doubled))
    members = np.flatnonzero(row_of[skills] >= 0)
    most = np.maximum(1.0, forced[doubled])
    start = programme.many(
        row_of[skills[members]],
        first + members,
        np.ones(len(members)),
        np.full(len(doubled), -np.inf),
        most,
    )
    return range(start, start + len(doubled))


def _add_enemies(programme: Programme, problem: Problem, candidates: Places, first: int) -> None:
    column = np.full(len(problem.pool), -1, dtype=np.int64)
    column[candidates] = np.arange(first, first + len(candidates))
    pairs = column[problem.enemies]
    pairs = pairs[(pairs >= 0).all(axis=1)]
    if count := len(pairs):
        rows = np.repeat(np.arange(count), 2)
        programme.many(rows, pairs.ravel(), np.ones(2 * count), [-np.inf] * count, [1.0] * count)
