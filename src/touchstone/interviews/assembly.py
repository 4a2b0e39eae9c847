"""From a blueprint and a bank to parallel forms, or to the reasons why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from touchstone.interviews import easing, shortage
from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.budget import HARD_SECONDS, SAY_SECONDS, Budget, TimeIsUp
from touchstone.interviews.eligible import eligible
from touchstone.interviews.forms import Assembled, Infeasible, Offer, make_form
from touchstone.interviews.joint import FEW, JOINT, JOINT_SECONDS, all_at_once, columns, impossible
from touchstone.interviews.mending import LARGEST, mended
from touchstone.interviews.model import Problem
from touchstone.interviews.pool import Pool, PoolQuestion
from touchstone.interviews.search import SCARCITY, Chosen, Found, one_by_one

PILOTS = 5  # forms built to see where the bank's mean difficulty lies; their mean is off by a tenth at most
STEPS = (-0.1, 0.1, -0.2, 0.2, -0.3, 0.3)  # logits beside it that are tried when the first mean doesn't work
LEAST = 0.5  # of the time asked for: less is another interview, and not the nearest one
BEGINNINGS = (
    12  # sets that fell short in different ways: all of the bench's are mended within the first three
)
EARLY = 2  # of them before all forms at once are tried, which is slow and often proves that there is no set
EASINGS = 6  # rounds of taking off what is missing; each moves every broken request, so few are needed


def assemble(
    blueprint: Blueprint,
    questions: Iterable[PoolQuestion],
    *,
    forms: int = 1,
    seed: int = 1,
    budget: Budget | None = None,
) -> Assembled | Infeasible:
    """`forms` parallel forms that meet the blueprint, or why there are none and what would work instead.

    The same blueprint, questions, number and seed give the same set, or none where the `budget` (None: the
    usual one) ends before anything is decided. ValueError when `forms` is below 1 or
    `seed` below 0.
    """
    return first_met([blueprint], questions, forms=forms, seed=seed, budget=budget)


def first_met(
    blueprints: Iterable[Blueprint],
    questions: Iterable[PoolQuestion],
    *,
    forms: int = 1,
    seed: int = 1,
    budget: Budget | None = None,
) -> Assembled | Infeasible:
    """As `assemble`, for the first of the blueprints that can be met. The last of them asks for least, so the
    reasons are its own.

    The slow search is for the last one alone: some wish gives way sooner than somebody waits for it.
    """
    if forms < 1 or seed < 0:
        raise ValueError(f"a set has one form or more and a seed of 0 or more, found {forms} and {seed}")
    held, (first, *others) = tuple(questions), blueprints
    bound = budget or Budget()
    softest = _Attempt(others[-1] if others else first, held, forms, seed, bound)
    try:
        hopeless = softest.hopeless()  # asked first: whatever gives way, the answer is no
        if hopeless is not None:
            return softest.explain(hopeless)
        made = met_soon([first, *others], held, forms=forms, seed=seed, budget=bound) if others else None
        outcome = made or softest.run()
    except TimeIsUp:
        outcome = _Missed(Found(()), None, decided=False)
    return outcome if isinstance(outcome, Assembled) else softest.explain(outcome)


def met_soon(
    blueprints: Sequence[Blueprint],
    questions: Sequence[PoolQuestion],
    *,
    budget: Budget,
    forms: int = 1,
    seed: int = 1,
) -> Assembled | None:
    """As `first_met`, without reasons or the slow search: None where there may be a set all the same.

    TimeIsUp when the budget ends before it is decided which of them can be met.
    """
    first, *others = (_Attempt(held, questions, forms, seed, budget, thorough=False) for held in blueprints)
    outcome = first.run()
    if isinstance(outcome, Assembled) or not others:
        return outcome if isinstance(outcome, Assembled) else None
    least = others[-1].run()
    if not isinstance(least, Assembled):
        return None
    between = (other.run() for other in others[:-1])
    return next((found for found in between if isinstance(found, Assembled)), least)


def find(
    blueprint: Blueprint, questions: Iterable[PoolQuestion], *, forms: int = 1, seed: int = 1
) -> Assembled | None:
    """As `assemble`, without reasons when there is nothing, and without the slow joint model."""
    outcome = _Attempt(blueprint, tuple(questions), forms, seed, None, thorough=False).run()
    return outcome if isinstance(outcome, Assembled) else None


@dataclass(frozen=True)
class _Missed:
    """A failed attempt: the most forms that were found, at which mean, and what counting showed; `decided`
    when it was not stopped for its time."""

    best: Found
    difficulty: float | None
    short: tuple[shortage.Shortage, ...] = ()
    decided: bool = True


@dataclass(frozen=True)
class _Attempt:
    blueprint: Blueprint
    questions: Sequence[PoolQuestion]
    forms: int
    seed: int
    budget: Budget | None
    thorough: bool = True

    def run(self) -> Assembled | _Missed:
        """Counts, then builds one form after another, then all at once."""
        filtered = eligible(self.blueprint, self.questions)
        short = shortage.counted(self.blueprint, self.questions, filtered, self.forms)
        if short or not len(filtered.pool):
            return _Missed(Found((), proved=True), None, tuple(short))
        pool = filtered.pool
        best = _Missed(Found(()), self.blueprint.difficulty)
        for difficulty, attempt in self._plans(pool):
            found = one_by_one(self._problem(pool, difficulty), self.forms, self.seed, attempt)
            if len(found.forms) == self.forms:
                return self._assembled(pool, difficulty, found.forms)
            if len(found.forms) > len(best.best.forms) or (found.proved and difficulty == best.difficulty):
                best = _Missed(found, difficulty)
        try:
            return self._settle(pool, best)
        except TimeIsUp:
            return replace(best, decided=False)

    def hopeless(self) -> _Missed | None:
        """What counting, or even fractions of questions, show to be impossible; None when they don't."""
        filtered = eligible(self.blueprint, self.questions)
        short = shortage.counted(self.blueprint, self.questions, filtered, self.forms)
        if short or not len(filtered.pool):
            return _Missed(Found((), proved=True), None, tuple(short))
        stated = self.blueprint.difficulty
        if impossible(self._problem(filtered.pool, stated), self.forms):
            return _Missed(Found((), proved=True), stated)
        return None

    def _settle(self, pool: Pool, best: _Missed) -> Assembled | _Missed:
        """When one after another fails: a proof that there is no set, or a set that was built all at once."""
        stated = self._problem(pool, self.blueprint.difficulty)
        proof = replace(best, best=Found(best.best.forms, proved=True))
        if best.best.proved or impossible(stated, self.forms):
            return proof
        if self.forms == 1 or not self.thorough:
            return best
        small = columns(stated, self.forms) <= JOINT
        longer = replace(stated, budget=self.budget and self.budget.more(HARD_SECONDS))
        if made := self._mended(pool, best.difficulty, range(EARLY)):
            return self._assembled(pool, best.difficulty, made)
        quick = all_at_once(longer, self.forms, nodes=FEW) if small else Found(())
        if quick.proved:
            return self._jointly(pool, quick) if quick.forms else proof
        if made := self._mended(pool, best.difficulty, range(EARLY, BEGINNINGS)):
            return self._assembled(pool, best.difficulty, made)
        last = all_at_once(stated, self.forms, seconds=JOINT_SECONDS) if small else Found(())
        if last.forms:
            return self._jointly(pool, last)
        return replace(proof, best=Found(best.best.forms, proved=True)) if last.proved else best

    def _mended(self, pool: Pool, difficulty: float | None, beginnings: Iterable[int]) -> tuple[Chosen, ...]:
        """A set that fell short, from one of several beginnings, changed until it doesn't; or ()."""
        if len(pool) > LARGEST:
            return ()
        problem = self._problem(pool, difficulty)
        for attempt in beginnings:
            begun = one_by_one(problem, self.forms, self.seed, attempt).forms
            if made := mended(problem, begun, self.forms, (self.seed, attempt)):
                return made
        return ()

    def _jointly(self, pool: Pool, found: Found) -> Assembled:
        difficulty = self.blueprint.difficulty
        return self._assembled(
            pool, self._shared(pool, found) if difficulty is None else difficulty, found.forms
        )

    def _shared(self, pool: Pool, found: Found) -> float:
        """The mean in the middle of what the forms have, rounded as far as the band lets it."""
        means = [float(pool.difficulty[list(form)].mean()) for form in found.forms]
        middle, spread = (min(means) + max(means)) / 2, max(means) - min(means)
        near = round(middle, 2)
        return near if spread / 2 + abs(near - middle) <= self.blueprint.band else round(middle, 6)

    def _plans(self, pool: Pool) -> Iterator[tuple[float | None, int]]:
        """Mean difficulties to aim at, each with its attempt, the most promising first."""
        stated = self.blueprint.difficulty
        if stated is not None or self.forms == 1:
            yield from ((stated, attempt) for attempt in range(len(SCARCITY) if self.forms > 1 else 1))
            return
        middle = self._middle(pool)
        yield from ((middle, attempt) for attempt in range(len(SCARCITY)))
        yield from ((round(middle + step, 2), 1) for step in STEPS)

    def _middle(self, pool: Pool) -> float:
        """The mean difficulty that forms have when nothing holds them, to 0.01 logits."""
        free = self._problem(pool, None)
        pilots = (one_by_one(free, 1, self.seed + 1 + pilot).forms for pilot in range(PILOTS))
        means = [float(pool.difficulty[list(form)].mean()) for forms in pilots for form in forms if form]
        return round(sum(means) / len(means), 2) if means else 0.0

    def _problem(self, pool: Pool, difficulty: float | None) -> Problem:
        return Problem(pool, self.blueprint, difficulty, self.budget)

    def _assembled(self, pool: Pool, difficulty: float | None, forms: Sequence[Chosen]) -> Assembled:
        made = tuple(
            make_form(self.blueprint, self.seed, index, [pool.questions[place] for place in form])
            for index, form in enumerate(forms, start=1)
        )
        return Assembled(self.blueprint, self.seed, made, difficulty)

    def explain(self, missed: _Missed) -> Infeasible:
        """The reasons in sentences, and the nearest request that works, as far as there is time for it."""
        sentences = [short.sentence for short in missed.short] or self._briefly().reasons(missed)
        if not missed.decided:
            seconds = self.budget.seconds if self.budget else 0
            sentences.append(
                f"Not decided in {seconds:g} seconds of work or more: there may be such a set all the same."
            )
        elif not missed.best.proved:
            sentences.append("The search ended without proving that there is no such set.")
        try:
            offer = self._briefly().offer(missed) if missed.decided else None
        except TimeIsUp:
            offer = None
        return Infeasible(tuple(sentences), offer, missed.best.proved, missed.decided)

    def _briefly(self) -> _Attempt:
        """The same with a short time of its own, whatever the search took."""
        bound = self.budget and Budget(SAY_SECONDS, self.budget.clock)
        return replace(self, budget=bound)

    def reasons(self, missed: _Missed) -> list[str]:
        """What the nearest form misses beside the forms that were found, in a sentence; none in a hurry."""
        made, difficulty = missed.best.forms, missed.difficulty
        if not missed.decided and not made:
            return []
        pool = eligible(self.blueprint, self.questions).pool
        try:
            if self.forms > 1 and not made:  # a proof that there are not so many says nothing of fewer
                made = one_by_one(self._problem(pool, difficulty), self.forms, self.seed).forms
            return [shortage.told(self._problem(pool, difficulty), self.forms, made)]
        except TimeIsUp:
            return [shortage.found(made, self.forms)]

    def offer(self, missed: _Missed) -> Offer | None:
        """Takes off what is missing until something works; fewer forms when one form is there already."""
        tried, outcome = self, missed
        for _ in range(EASINGS):
            tried = tried.eased(outcome)
            if tried.blueprint.low_minutes < self.blueprint.low_minutes * LEAST:
                return None
            found = tried.run()
            if isinstance(found, Assembled):
                says = easing.changes(self.blueprint, self.forms, tried.blueprint, tried.forms)
                return Offer(tried.blueprint, tried.forms, says)
            outcome = found
        return None

    def eased(self, missed: _Missed) -> _Attempt:
        """The same request without what was missing."""
        if missed.short:
            most = min(short.forms for short in missed.short)
            if most and any(not short.each for short in missed.short):
                return self._with(self.blueprint, most)
            return self._with(easing.ease_counted(self.blueprint, missed.short), self.forms)
        if missed.best.forms:
            return self._with(self.blueprint, len(missed.best.forms))
        problem = self._problem(eligible(self.blueprint, self.questions).pool, missed.difficulty)
        missing = shortage.nearest_form(problem, ())
        if not missing and self.forms > 1:
            return self._with(self.blueprint, self.forms - 1)
        return self._with(easing.ease(self.blueprint, missing), self.forms)

    def _with(self, blueprint: Blueprint, forms: int) -> _Attempt:
        return _Attempt(blueprint, self.questions, forms, self.seed, self.budget, thorough=False)
