"""Assembling parallel forms: one after another, beside a joint model of all forms and a greedy choice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence

from bench._assembly_banks import bank, random_request, request
from bench._greedy import greedy, sound
from bench.figures import Figure, quantile
from touchstone.interviews.assembly import assemble
from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.eligible import eligible
from touchstone.interviews.forms import Assembled, Infeasible
from touchstone.interviews.joint import all_at_once
from touchstone.interviews.model import Problem
from touchstone.interviews.pool import PoolQuestion

TITLE = "interview sets: time, feasibility and spread of difficulty by size of the bank"

SIZES = ((500, 4), (2_000, 10), (10_000, 20))
GOAL_S = 0.5  # for 10,000 questions and 20 forms
JOINT_LIMIT_S = 60.0  # the joint model of 2,000 × 10 takes 8 to 19 s, that of 10,000 × 20 46 s or no end
REPEATS = 5
REQUESTS = 200


def run(quick: bool) -> Iterator[Figure]:
    """Each size three ways, then random requests on the edge of what a bank gives."""
    for count, forms in SIZES:
        questions, blueprint = bank(count, seed=count), request()
        name = f"{count:,} × {forms}"
        yield from one_by_one(name, blueprint, questions, forms, goal=GOAL_S if count == 10_000 else None)
        yield from joint(name, blueprint, questions, forms, 5.0 if quick else JOINT_LIMIT_S)
        yield from by_greed(name, blueprint, questions, forms)
    yield from edge(REQUESTS // 10 if quick else REQUESTS)


def one_by_one(
    name: str, blueprint: Blueprint, questions: Sequence[PoolQuestion], forms: int, *, goal: float | None
) -> Iterator[Figure]:
    """What the product does."""
    times, spread = [], 0.0
    busy = []  # processor time: what another program takes from a machine is no time of ours
    for seed in range(REPEATS):
        started, working = time.perf_counter(), time.process_time()
        made = assemble(blueprint, questions, forms=forms, seed=seed)
        times.append(time.perf_counter() - started)
        busy.append(time.process_time() - working)
        if not isinstance(made, Assembled) or not sound(blueprint, [form.questions for form in made.forms]):
            yield Figure(f"{name}, one after another", "FAILED")
            return
        spread = max(spread, _spread([form.questions for form in made.forms]))
    yield Figure(f"{name}, one after another, median", quantile(times, 0.5), "s", goal)
    yield Figure(f"{name}, one after another, median of processor time", quantile(busy, 0.5), "s", goal)
    yield Figure(
        f"{name}, one after another, spread of mean difficulty", spread, "logits", 2 * blueprint.band
    )


def joint(
    name: str, blueprint: Blueprint, questions: Sequence[PoolQuestion], forms: int, limit_s: float
) -> Iterator[Figure]:
    """All forms in one model."""
    pool = eligible(blueprint, questions).pool
    started = time.perf_counter()
    found = all_at_once(Problem(pool, blueprint, blueprint.difficulty), forms, seconds=limit_s)
    taken = time.perf_counter() - started
    if not found.forms:
        said = "infeasible" if found.proved else f"no set in {limit_s:.0f} s"
        yield Figure(f"{name}, joint model", said)
        return
    made = [[pool.questions[place] for place in form] for form in found.forms]
    yield Figure(f"{name}, joint model", taken, "s")
    yield Figure(f"{name}, joint model, spread of mean difficulty", _spread(made), "logits")


def by_greed(
    name: str, blueprint: Blueprint, questions: Sequence[PoolQuestion], forms: int
) -> Iterator[Figure]:
    """The first fitting questions."""
    started = time.perf_counter()
    sets = [greedy(blueprint, questions, forms, seed) for seed in range(REPEATS)]
    taken = (time.perf_counter() - started) / REPEATS
    good = sum(sound(blueprint, made) for made in sets)
    yield Figure(f"{name}, greedy", taken, "s")
    yield Figure(f"{name}, greedy, sets that meet all requests", f"{good} of {REPEATS}")
    yield Figure(f"{name}, greedy, spread of mean difficulty", max(map(_spread, sets)), "logits")


def edge(requests: int) -> Iterator[Figure]:
    """Random requests to 500 questions × 4 forms: a set must be found wherever the joint model finds one."""
    found: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(requests):
        blueprint, questions = random_request(seed)
        started = time.perf_counter()
        made = assemble(blueprint, questions, forms=4, seed=seed)
        slowest = max(slowest, time.perf_counter() - started)
        ours = isinstance(made, Assembled) and sound(blueprint, [form.questions for form in made.forms])
        pool = eligible(blueprint, questions).pool
        both = all_at_once(Problem(pool, blueprint, blueprint.difficulty), 4, seconds=JOINT_LIMIT_S)
        found["ours"] += ours
        found["joint"] += bool(both.forms)
        found["missed"] += bool(both.forms) and not ours
        found["unproved"] += isinstance(made, Infeasible) and not made.proved
        found["greedy"] += sound(blueprint, greedy(blueprint, questions, 4, seed))
    name = f"500 × 4, {requests} random requests"
    yield Figure(f"{name}: met one after another", found["ours"])
    yield Figure(f"{name}: met by the joint model", found["joint"])
    yield Figure(f"{name}: met by greed", found["greedy"])
    yield Figure(f"{name}: missed although the joint model meets them", found["missed"], goal=0)
    yield Figure(f"{name}: refused without a proof", found["unproved"])
    yield Figure(f"{name}: slowest answer, reasons included", slowest, "s")


def _spread(made: Sequence[Sequence[PoolQuestion]]) -> float:
    means = [sum(q.difficulty for q in form) / len(form) for form in made if form]
    return max(means) - min(means) if means else 0.0
