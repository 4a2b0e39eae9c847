"""All forms in one model: a proof that there is no set, and the sure but slow way to one."""

from __future__ import annotations

import numpy as np

from touchstone.interviews.model import Problem, add_form
from touchstone.interviews.pool import Bools
from touchstone.interviews.programme import Programme
from touchstone.interviews.search import Found, picked

JOINT = 4_000  # columns: 500 questions × 4 forms take seconds at worst, 2,000 × 10 don't end in time
JOINT_SECONDS = 10.0


def impossible(problem: Problem, forms: int) -> bool:
    """Whether even fractions of questions can't make the forms: then no set of whole ones can.

    Any set, averaged over its forms, solves this linear programme: having no solution is a proof.
    """
    pool, programme = problem.pool, Programme()
    repeats = 1 if problem.blueprint.overlap == 0 else forms
    most = np.minimum(pool.left, repeats) / forms
    everything = np.arange(len(pool))
    first = programme.fractions(most, np.isin(everything, problem.must))
    add_form(programme, problem, everything, first)
    answer = programme.solve()
    return answer.values is None and answer.proved


def all_at_once(problem: Problem, forms: int, *, seconds: float = JOINT_SECONDS) -> Found:
    """All forms in one programme: slow, and sure. Nothing is found or proved when it runs out of time."""
    count = len(problem.pool)
    programme, everything = Programme(), np.arange(count)
    must = np.isin(everything, problem.must)
    for index in range(forms):
        chance = np.random.default_rng((forms, index)).random(count)
        add_form(programme, problem, everything, programme.choices(chance, must))
    _share_questions(programme, problem, forms, must)
    answer = programme.solve(gap=1e6, seconds=seconds)
    if answer.values is None:
        return Found((), proved=answer.proved)
    grid = answer.values[: forms * count].reshape(forms, count)
    return Found(tuple(picked(everything, line) for line in grid), proved=True)


def _share_questions(programme: Programme, problem: Problem, forms: int, must: Bools) -> None:
    """Rows across forms: how often a question may be used, and how much two forms may overlap."""
    count, overlap = len(problem.pool), problem.blueprint.overlap
    for place in np.flatnonzero(~must):
        most = min(int(problem.pool.left[place]), 1 if overlap == 0 else forms)
        if most < forms:
            programme.row([index * count + place for index in range(forms)], np.ones(forms), -np.inf, most)
    if overlap == 0:
        return
    free = np.flatnonzero(~must)
    for one in range(forms):
        for two in range(one + 1, forms):
            both = programme.amounts(np.zeros(len(free)))
            for step, place in enumerate(free):
                columns = [both + step, one * count + int(place), two * count + int(place)]
                programme.row(np.array(columns), [1.0, -1.0, -1.0], -1.0, np.inf)
            programme.row(range(both, both + len(free)), np.ones(len(free)), -np.inf, overlap)
