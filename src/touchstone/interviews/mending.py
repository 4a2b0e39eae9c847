"""Forms that fall short are mended together: one question changed at a time, by a tabu search.

Glover (1989), Tabu Search, Part I; the growing weights of what stays broken are those of Morris (1993), The
breakout method. It proves nothing, and finds in a second what the model of all forms takes twenty for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from touchstone.interviews.budget import TimeIsUp
from touchstone.interviews.model import Places, Problem
from touchstone.interviews.pool import Bools, Floats
from touchstone.interviews.search import Chosen

LARGEST = 2_000  # questions: the table of pairs that clash takes 32 MB then
STEPS = 600  # from one beginning, half a second: half of the bench's hardest are mended by then
# What a unit off a request counts beside a question too few: of minutes there are many, of logits few.
WEIGHTS = {"minutes": 0.5, "band": 2.0}
GROWS = 0.3  # of its weight, that a broken request gains where no change helps
RESTS = (4, 12)  # steps for which a question that left a form stays out; half of them for one that came in
NEAR = 1e-7  # sums of minutes and logits are as exact as that


def mended(problem: Problem, made: Sequence[Chosen], forms: int, seed: Sequence[int]) -> tuple[Chosen, ...]:
    """So many forms that meet every request, found from those `made`; none when it looked for long enough.

    Deterministic. TimeIsUp when the problem's budget ends first.
    """
    search = _Search(problem, forms, np.random.default_rng(seed))
    for place, form in enumerate(made):
        search.holds[place, list(form)] = True
    for step in range(STEPS):
        if problem.budget and problem.budget.left <= 0:
            raise TimeIsUp
        broken = search.broken()
        if not len(broken):
            return tuple(tuple(np.flatnonzero(line).tolist()) for line in search.holds)
        search.change(int(search.chance.choice(broken)), step)
    return ()


class _Move(NamedTuple):
    """What a change of a form adds to its cost, which questions leave and enter it (`nothing`: none), and the
    form that it exchanges them with (-1: none)."""

    adds: float
    leaves: int
    enters: int
    other: int = -1


@dataclass
class _Search:
    """Forms as rows of `holds`; until which step a question `rests` in or out of a form; and the weight of
    each request in each form. The last place, after all questions, stands for none."""

    problem: Problem
    forms: int
    chance: np.random.Generator
    holds: Bools = field(init=False)
    rests: Places = field(init=False)
    weights: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.holds = np.zeros((self.forms, self.nothing + 1), dtype=bool)
        self.holds[:, self.problem.must] = True
        self.rests = np.zeros((self.forms, self.nothing + 1), dtype=np.int64)
        self.weights = np.tile(self.plain, (self.forms, 1))

    @property
    def nothing(self) -> int:
        """The place that stands for no question."""
        return len(self.problem.pool)

    @cached_property
    def plain(self) -> Floats:
        """The weight of each request at first."""
        return np.array([WEIGHTS.get(row.key, 1.0) for row in self.problem.rows])

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """The least and the most of each request."""
        rows = self.problem.rows
        return np.array([row.low for row in rows]) - NEAR, np.array([row.high for row in rows]) + NEAR

    @cached_property
    def sums(self) -> Floats:
        """What each question, and none, adds to each request, shape (questions + 1, requests)."""
        return np.array([np.append(row.coefficients, 0.0) for row in self.problem.rows]).T

    @cached_property
    def clash(self) -> Floats:
        """1 for two questions that may not stand together, shape (questions + 1, questions + 1)."""
        found, skills = np.zeros((self.nothing + 1, self.nothing + 1)), self.problem.pool.skill_of
        if self.problem.blueprint.one_per_skill:
            found[:-1, :-1] = skills[:, None] == skills
        first, second = self.problem.enemies.T
        found[first, second] = found[second, first] = 1.0
        found[np.ix_(self.problem.must, self.problem.must)] = 0.0
        np.fill_diagonal(found, 0.0)
        return found

    @cached_property
    def free(self) -> Bools:
        """Which questions need not stand in every form."""
        places = np.arange(self.nothing + 1)
        return ~np.isin(places, self.problem.must) & (places < self.nothing)

    @cached_property
    def most(self) -> Places:
        """In how many forms each question may stand."""
        repeats = 1 if self.problem.blueprint.overlap == 0 else self.forms
        return np.append(np.minimum(self.problem.pool.left, repeats), 0)

    def broken(self) -> Places:
        """The forms that don't meet every request."""
        none = np.array([self.nothing])
        return np.array(
            [form for form in range(self.forms) if self._after(form, none, none, self.plain)[0, 0] > 0],
            dtype=np.int64,
        )

    def change(self, form: int, step: int) -> None:
        """Makes the change that is best for a form, even if it makes it worse: its way out of a dead end."""
        moves = [self._alone(form, step), *self._exchanges(form, step)]
        best = min(moves, key=lambda move: move.adds)
        if best.adds >= -NEAR:
            missed = self._off(self.sums[self.holds[form]].sum(0)) > 0
            self.weights[form] += GROWS * self.plain * missed
        rest = int(self.chance.integers(*RESTS))
        self._put(form, best.leaves, best.enters, step, rest)
        if best.other >= 0:
            self._put(best.other, best.enters, best.leaves, step, rest)

    def _put(self, form: int, leaves: int, enters: int, step: int, rest: int) -> None:
        if leaves != self.nothing:
            self.holds[form, leaves], self.rests[form, leaves] = False, step + rest
        if enters != self.nothing:
            self.holds[form, enters], self.rests[form, enters] = True, step + rest // 2

    def _alone(self, form: int, step: int) -> _Move:
        """The best change of one form: a question more, one less, or one for another."""
        ready, here = self.free & (self.rests[form] <= step), self.holds[form]
        leave = np.append(np.flatnonzero(ready & here), self.nothing)
        enter = np.append(np.flatnonzero(ready & ~here & (self.holds.sum(0) < self.most)), self.nothing)
        cost = self._after(form, leave, enter, self.weights[form])
        before, cost[-1, -1] = float(cost[-1, -1]), np.inf
        at = self.chance.choice(np.flatnonzero(cost <= cost.min() + NEAR))  # many are worth the same
        return _Move(float(cost.min()) - before, int(leave[at // len(enter)]), int(enter[at % len(enter)]))

    def _exchanges(self, form: int, step: int) -> Iterator[_Move]:
        """The best exchange of two questions with each other form."""
        for other in range(self.forms):
            ready = self.free & (self.rests[[form, other]] <= step).all(0)
            leave = np.flatnonzero(ready & self.holds[form] & ~self.holds[other])
            enter = np.flatnonzero(ready & self.holds[other] & ~self.holds[form])
            if len(leave) and len(enter):
                none = np.array([self.nothing])
                both = (form, leave, enter, other), (other, enter, leave, form)
                here, there = (
                    self._after(one, out, into, self.weights[one], two) for one, out, into, two in both
                )
                now = [self._after(one, none, none, self.weights[one], two)[0, 0] for one, _, _, two in both]
                cost = here + there.T
                one, two = np.unravel_index(cost.argmin(), cost.shape)
                yield _Move(float(cost.min() - sum(now)), int(leave[one]), int(enter[two]), other)

    def _after(self, form: int, leave: Places, enter: Places, weights: Floats, beside: int = -1) -> Floats:
        """What a form costs after each change, shape (leave, enter). What it shares with the form `beside` is
        not counted."""
        held, sums = np.flatnonzero(self.holds[form]), self.sums
        totals = sums[held].sum(0) - sums[leave][:, None] + sums[enter]
        meets = self.clash[held].sum(0)
        pairs = (
            meets[held].sum() / 2 - meets[leave][:, None] + meets[enter] - self.clash[leave[:, None], enter]
        )
        cost: Floats = self._off(totals) @ weights + pairs
        if self.problem.blueprint.overlap:
            cost += self._shared_too_many(form, leave, enter, beside)
        return cost

    def _off(self, totals: Floats) -> Floats:
        """By how much totals of requests miss their bounds."""
        low, high = self.bounds
        off: Floats = np.maximum(low - totals, 0) + np.maximum(totals - high, 0)
        return off

    def _shared_too_many(self, form: int, leave: Places, enter: Places, beside: int) -> Floats:
        apart = [other for other in range(self.forms) if other not in (form, beside)]
        others = self.holds[apart] & self.free
        now, held = (others & self.holds[form]).sum(1), others.astype(np.int64)
        shared = (now[:, None] - held[:, leave])[:, :, None] + held[:, enter][:, None, :]
        found: Floats = np.maximum(shared - self.problem.blueprint.overlap, 0).sum(0)
        return found
