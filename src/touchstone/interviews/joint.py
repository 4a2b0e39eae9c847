"""Many forms in one model: a proof that there is no set, and the sure but slow way to one."""

from __future__ import annotations

import itertools
import math

import numpy as np

from touchstone.interviews.model import Places, Problem, add_form
from touchstone.interviews.programme import NODES, Programme
from touchstone.interviews.search import Found, open_places, picked

JOINT = 5_000  # columns: 500 questions × 4 forms take seconds at worst, 2,000 × 10 don't end in time
JOINT_SECONDS = 8.0  # for the last try: the hardest of the bench's requests takes three
FEW = 60  # nodes for all forms at once, before other ways are tried: more seldom decide it


def columns(problem: Problem, forms: int) -> int:
    """How many columns the model of all forms has: the size that its time grows with."""
    pairs = forms * (forms - 1) // 2 if problem.blueprint.overlap else 0
    return len(problem.pool) * (forms + pairs)


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
    answer = programme.solve(problem.budget)
    return answer.values is None and answer.proved


def all_at_once(
    problem: Problem,
    forms: int,
    *,
    nodes: int = NODES,
    seconds: float = math.inf,
) -> Found:
    """So many forms in one programme: slow, and sure.

    Nothing is found or proved when it runs out of nodes or seconds. When no mean difficulty is stated the
    programme chooses the one that the forms share within the band.
    """
    candidates = np.flatnonzero(open_places(problem, np.zeros(len(problem.pool), dtype=np.int64)))
    if not len(candidates):
        return Found((), proved=True)
    programme, must = Programme(), np.isin(candidates, problem.must)
    for index in range(forms):
        chance = np.random.default_rng((forms, index)).random(len(candidates))
        first = programme.choices(chance / np.minimum(problem.pool.left[candidates], forms), must)
        add_form(programme, problem, candidates, first)
    _share_questions(programme, problem, candidates, forms)
    if problem.difficulty is None and forms > 1:
        _share_mean(programme, problem, candidates, forms)
    answer = programme.solve(problem.budget, gap=1e6, nodes=nodes, seconds=seconds)
    if answer.values is None:
        return Found((), proved=answer.proved)
    grid = answer.values[: forms * len(candidates)].reshape(forms, len(candidates))
    return Found(tuple(picked(candidates, line) for line in grid), proved=True)


def _share_questions(programme: Programme, problem: Problem, candidates: Places, forms: int) -> None:
    """Rows across forms: how often a question may be used, and how much two forms may overlap."""
    count, overlap = len(candidates), problem.blueprint.overlap
    free = np.flatnonzero(~np.isin(candidates, problem.must))
    for at in free:
        most = min(int(problem.pool.left[candidates[at]]), 1 if overlap == 0 else forms)
        if most < forms:
            programme.row([index * count + at for index in range(forms)], np.ones(forms), -np.inf, most)
    if overlap == 0:
        return
    for one, two in itertools.combinations(range(forms), 2):
        both = programme.amounts(np.zeros(len(free)))
        for step, at in enumerate(free):
            here = [both + step, one * count + int(at), two * count + int(at)]
            programme.row(here, [1.0, -1.0, -1.0], -1.0, np.inf)
        programme.row(range(both, both + len(free)), np.ones(len(free)), -np.inf, overlap)


def _share_mean(programme: Programme, problem: Problem, candidates: Places, forms: int) -> None:
    """Rows by which the mean difficulties of all forms lie within the band of one mean, a column of its own.

    A form's mean is a sum over its size. So each size that a form can have gets a column that is 1 for the
    one it has, and a column for the mean at that size, which is 0 at all others.
    """
    difficulty, band = problem.pool.difficulty[candidates], problem.blueprint.band
    above = difficulty - difficulty.min()  # columns are amounts of 0 and more
    widest, count = float(above.max()), len(candidates)
    sizes = np.arange(*_sizes(problem, candidates), dtype=np.int64)
    shared = programme.amounts(np.zeros(1))
    for index in range(forms):
        form = np.arange(index * count, (index + 1) * count)
        has = programme.choices(np.zeros(len(sizes)), np.zeros(len(sizes))) + np.arange(len(sizes))
        mean = programme.amounts(np.zeros(len(sizes))) + np.arange(len(sizes))
        programme.row(has, np.ones(len(sizes)), 1, 1)
        programme.row([*form, *has], [*np.ones(count), *-sizes], 0, 0)
        programme.row([*mean, shared], [*np.ones(len(sizes)), -1.0], 0, 0)
        for one, two in zip(has, mean, strict=True):
            programme.row([two, one], [1.0, -widest], -np.inf, 0)
        inside = [*form, *mean, *has]
        programme.row(inside, [*above, *-sizes, *(sizes * band)], 0, np.inf)
        programme.row(inside, [*above, *-sizes, *(-sizes * band)], -np.inf, 0)


def _sizes(problem: Problem, candidates: Places) -> tuple[int, int]:
    """The fewest questions that a form can have, and one more than the most, by its minutes alone."""
    minutes, blueprint = np.sort(problem.pool.minutes[candidates]), problem.blueprint
    most = int((np.cumsum(minutes) <= blueprint.high_minutes + 1e-6).sum())
    fewest = int((np.cumsum(minutes[::-1]) < blueprint.low_minutes - 1e-6).sum()) + 1
    return min(fewest, most), most + 1
