"""The search for forms, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from touchstone.interviews.model import Places, Problem, add_form
from touchstone.interviews.pool import Bools, Floats
from touchstone.interviews.programme import GAP, Programme

Chosen: TypeAlias = tuple[int, ...]

SHORTLIST = 24  # cheapest questions a need: several times what a form takes of it; solved in milliseconds
SERVING = 0.7  # a question that serves a duty of the role costs this much of its price
FRESH = 0.5  # the most shown question of a bank costs half as much again
SCARCITY = (0.5, 4.0, 20.0)  # how much more a scarce question costs, in the first and later attempts


@dataclass(frozen=True)
class Solved:
    """One form, or None and whether that is a proof that the candidates give none."""

    chosen: Chosen | None
    proved: bool


@dataclass(frozen=True)
class Found:
    """Forms as places in the pool. Fewer than asked for: none was found, `proved` when none exists."""

    forms: tuple[Chosen, ...]
    proved: bool = False


def one_by_one(problem: Problem, forms: int, seed: int, attempt: int = 0) -> Found:
    """Forms built one after another, each from what the earlier ones left. Deterministic."""
    uses = np.zeros(len(problem.pool), dtype=np.int64)
    made: list[Chosen] = []
    proved, dear = False, scarce(problem, forms) * SCARCITY[attempt % len(SCARCITY)]
    for index in range(forms):
        cost = costs(problem, dear, (seed, attempt, index))
        form = _next_form(problem, open_places(problem, uses), cost, made)
        if form.chosen is None:
            proved = form.proved and not made  # later forms lack only what earlier ones took
            break
        made.append(form.chosen)
        uses[list(form.chosen)] += 1
    return Found(tuple(made), proved)


def open_places(problem: Problem, uses: Places) -> Bools:
    """Which questions may enter one more form, after `uses`."""
    free = problem.pool.left > uses
    if problem.blueprint.overlap == 0:
        free &= uses == 0
    free[problem.must] = True
    return free


def _next_form(problem: Problem, free: Bools, cost: Floats, made: Sequence[Chosen]) -> Solved:
    earlier = [frozenset(form) for form in made] if problem.blueprint.overlap else []
    short = shortlist(problem, free, cost)
    for candidates in (short, np.flatnonzero(free)):
        form = solve_form(problem, candidates, cost, earlier=earlier)
        if form.chosen is not None or len(candidates) == free.sum():
            break
    return form


def scarce(problem: Problem, forms: int) -> Floats:
    """For each question the shares of supply that all forms take of the needs that it meets, added up."""
    found = np.zeros(len(problem.pool))
    for row in problem.needs:
        found += row.coefficients * min(1.0, row.low * forms / max(1.0, row.coefficients.sum()))
    return found


def costs(problem: Problem, dear: Floats, key: tuple[int, ...]) -> Floats:
    """The cost of each question: its minutes by chance; more if scarce (`dear`) or often shown, less if it
    serves."""
    pool = problem.pool
    cost = 0.5 + np.random.default_rng(key).random(len(pool))
    cost *= np.where(problem.serving, SERVING, 1.0)
    cost += FRESH * pool.shown / max(1.0, float(pool.shown.max(initial=0)))
    priced: Floats = np.maximum(pool.minutes, 0.5) * (cost + dear)
    return priced


def shortlist(problem: Problem, free: Bools, cost: Floats) -> Places:
    """The cheapest free questions of each need and level, and those that must be in."""
    chosen = np.zeros(len(problem.pool), dtype=bool)
    groups = [row.coefficients > 0 for row in problem.needs]
    groups += [problem.pool.at_levels((share.level,)) for share in problem.blueprint.shares]
    for group in groups or [free]:
        members = np.flatnonzero(group & free)
        if len(members) > SHORTLIST:
            members = members[np.argpartition(cost[members], SHORTLIST)[:SHORTLIST]]
        chosen[members] = True
    chosen[problem.must] = True
    return np.flatnonzero(chosen)


def solve_form(
    problem: Problem,
    candidates: Places,
    cost: Floats,
    *,
    earlier: Sequence[frozenset[int]] = (),
    elastic: bool = False,
) -> Solved:
    """One form from the candidate places. With `elastic` the nearest one, whatever it misses."""
    if not len(candidates):
        return Solved(() if elastic else None, proved=True)
    programme = Programme()
    first = programme.choices(cost[candidates], np.isin(candidates, problem.must))
    add_form(programme, problem, candidates, first, earlier=earlier, elastic=elastic)
    _balance(programme, problem, candidates, cost)
    answer = programme.solve(problem.budget, gap=1e-4 if elastic else GAP)
    if answer.values is None:
        return Solved(None, answer.proved)
    return Solved(picked(candidates, answer.values[: len(candidates)]), proved=True)


def _balance(programme: Programme, problem: Problem, candidates: Places, cost: Floats) -> None:
    """Lets a need's questions beyond its fair share cost one question more: no skill fills a form."""
    needs = [row.coefficients[candidates] for row in problem.needs]
    typical = float(np.median(problem.pool.minutes[candidates]))
    if len(needs) < 2 or typical <= 0:
        return
    fair = float(np.ceil(problem.blueprint.high_minutes / typical / len(needs)))
    extra = programme.amounts(np.full(len(needs), float(np.median(cost[candidates]))))
    for place, member in enumerate(needs):
        columns = np.flatnonzero(member)
        programme.row(
            np.append(columns, extra + place), np.append(np.ones(len(columns)), -1.0), -np.inf, fair
        )


def picked(candidates: Places, values: Floats) -> Chosen:
    """The candidates whose column is 1."""
    return tuple(int(place) for place in candidates[values > 0.5])
