"""Whether a bank is large enough: interviews one after another under the exposure cap, until one runs dry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from touchstone.banks.bank import Bank
from touchstone.core import c_output
from touchstone.interviews.assembly import find
from touchstone.interviews.blueprint import DEFAULT_MINUTES, LEVEL_MIX, Blueprint
from touchstone.interviews.derive import EXPOSURE_CAP, Ledger, blueprint, pool
from touchstone.interviews.eligible import eligible
from touchstone.interviews.model import Problem
from touchstone.interviews.pool import Pool
from touchstone.roles.profile import Profile

LEVELS = ("junior", "mid", "senior")  # staff candidates get senior questions: their sets are no scarcer
DIGITS = 1e-9  # what a floating-point share may be off


@dataclass(frozen=True)
class Tightest:
    """The request that comes nearest to running dry: the questions it has, and those the cap needs."""

    label: str
    questions: int
    needed: int


@dataclass(frozen=True)
class Exposure:
    """Interviews of one role and level. `least` is the lowest cap, 0 to 1, under which sets could be made
    for ever, in the mean over many forms (None: not even one); `highest` the share of candidates that saw
    the most shown question."""

    role: str
    level: str
    candidates: int
    served: int
    cap: float
    questions: int
    least: float | None
    highest: float
    tightest: Tightest

    @property
    def ran_dry(self) -> bool:
        """Whether a candidate got no set."""
        return self.served < self.candidates

    @property
    def margin(self) -> float:
        """How many times over the bank could serve the role: the cap over the lowest one that works."""
        return 0.0 if self.least is None else self.cap / self.least


def simulate(
    bank: Bank,
    profile: Profile,
    level: str,
    *,
    candidates: int = 100,
    minutes: int = DEFAULT_MINUTES,
    cap: float = EXPOSURE_CAP,
    seed: int = 1,
) -> Exposure:
    """One set of `minutes` for each of `candidates`, one after another; no question is shown to more than
    the share `cap` of them. Stops at the first candidate for whom there is no set."""
    asked = requests(bank, profile, level, minutes)
    shown: Counter[str] = Counter()
    served = 0
    for number in range(candidates):
        ledger = Ledger(dict(shown), number, cap)
        held = pool(bank.questions.values(), ledger, planned=candidates - number)
        made = find(asked, held, forms=1, seed=seed * candidates + number)
        if made is None:
            break
        shown.update(question.id for question in made.forms[0].questions)
        served += 1
    fitting = eligible(asked, pool(bank.questions.values())).pool
    return Exposure(
        profile.id,
        level,
        candidates,
        served,
        cap,
        len(fitting),
        least_exposure(Problem(fitting, asked, None)),
        max(shown.values(), default=0) / max(1, served),
        _tightest(asked, fitting, cap),
    )


def requests(bank: Bank, profile: Profile, level: str, minutes: int = DEFAULT_MINUTES) -> Blueprint:
    """What an interview of that role and level has to cover, as `touchstone interview` derives it."""
    levels: Collection[str] = LEVEL_MIX[level]
    known = {
        (question.skill, question.kind) for question in bank.questions.values() if question.level in levels
    }
    return blueprint(profile, level, minutes, known=known)


def least_exposure(problem: Problem) -> float | None:
    """The lowest share that the most shown question can have, 0 to 1; None when no form exists at all.

    A linear programme over how often each question is shown in the long run. Enemies are left out, so it is
    a bound: no bank does better, and the simulation says how near to it assembly comes.
    """
    from scipy.optimize import linprog

    pool_ = problem.pool
    count = len(pool_)
    if not count:
        return None
    rows: list[np.ndarray] = []
    limits: list[float] = []
    for row in problem.rows:
        if np.isfinite(row.high):
            rows.append(np.append(row.coefficients, 0.0))
            limits.append(row.high)
        rows.append(np.append(-row.coefficients, 0.0))
        limits.append(-row.low)
    finite = [place for place, limit in enumerate(limits) if np.isfinite(limit)]
    if problem.blueprint.one_per_skill:
        for skill in range(int(pool_.skill_of.max()) + 1):
            rows.append(np.append((pool_.skill_of == skill).astype(float), 0.0))
            limits.append(1.0)
            finite.append(len(rows) - 1)
    shares = np.hstack([np.eye(count), -np.ones((count, 1))])  # no share is above the highest one
    matrix = np.vstack([np.array(rows)[finite], shares])
    bounds = np.concatenate([np.array(limits)[finite], np.zeros(count)])
    goal = np.append(np.zeros(count), 1.0)
    with c_output.aside():
        answer = linprog(goal, A_ub=matrix, b_ub=bounds, bounds=[(0, 1)] * (count + 1), method="highs")
    return max(float(answer.fun), DIGITS) if answer.status == 0 else None


def _tightest(asked: Blueprint, fitting: Pool, cap: float) -> Tightest:
    """Of all requests, the one with the fewest questions for what the cap needs."""
    found = []
    for need in asked.needs:
        questions = int(fitting.meeting(need.topics, need.levels, need.kinds).sum())
        found.append(Tightest(need.label, questions, int(np.ceil(need.at_least / cap - DIGITS))))
    whole = Tightest("any question of the role", len(fitting), int(np.ceil(1 / cap - DIGITS)))
    return min(found, key=lambda one: one.questions / one.needed, default=whole)
