"""Why a request can't be met: first by counting, then by the nearest form that there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from touchstone.core.problems import did_you_mean
from touchstone.interviews.blueprint import Blueprint, Need, described
from touchstone.interviews.check import Breach, breaches, meets
from touchstone.interviews.eligible import Filtered
from touchstone.interviews.model import Problem
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.search import Chosen, open_places, solve_form

# Why a question that answers a need can't be taken, and how that is said of several: the supply and these are
# together all that the bank has on it.
KEPT_OUT = {
    "at the exposure cap": "at the exposure cap",
    "asked in another interview of the loop": "asked in another interview of the loop",
    "kept as a sample for candidates": "kept as samples for candidates",
    "left out by name": "left out by name",
    "of another level": "of another level",
    "of another kind": "of another kind",
    "for other tools": "for other tools",
    "too long": "too long",
}


@dataclass(frozen=True)
class Shortage:
    """Something that counting alone shows to be impossible.

    `each` is the most that every form can have of it, `forms` the most forms that can have all of it.
    """

    key: str
    sentence: str
    each: int = 0
    forms: int = 0


def counted(
    blueprint: Blueprint, questions: Sequence[PoolQuestion], filtered: Filtered, forms: int
) -> list[Shortage]:
    """All that can be seen to be missing before anything is solved."""
    return [
        *_named(blueprint, questions, filtered, forms),
        *_needs(blueprint, questions, filtered, forms),
        *_time(blueprint, filtered, forms),
    ]


def _time(blueprint: Blueprint, filtered: Filtered, forms: int) -> Iterator[Shortage]:
    """Whether all questions together last as long as forms that share none."""
    fixed = [q.minutes for q in filtered.pool.questions if q.id in blueprint.must_include]
    free = [q for q in filtered.pool.questions if q.id not in blueprint.must_include and q.left != 0]
    each, supply = blueprint.low_minutes - sum(fixed), sum(q.minutes for q in free)
    if forms < 2 or blueprint.overlap or not free or each * forms <= supply:
        return  # what one form lacks is told by the nearest one
    most = int(supply // each)
    said = (
        f"{forms} forms that share no question need {each * forms:g} minutes of questions ({each:g} a form × "
        f"{forms} forms); the bank can supply {supply:g}."
    )
    instead = "ask for fewer forms" if most else "make it shorter"
    yield Shortage(
        "time", f"{said} Add questions of {each * forms - supply:g} minutes, or {instead}.", forms=most
    )


def _named(
    blueprint: Blueprint, questions: Sequence[PoolQuestion], filtered: Filtered, forms: int
) -> Iterator[Shortage]:
    known = {question.id: question for question in questions}
    for name in blueprint.must_include:
        said = f"Each form must hold the question {name!r}, "
        left = known[name].left if name in known else None
        if name not in known:
            hint = did_you_mean(name, known)
            yield Shortage(
                f"include:{name}", f"There is no question {name!r}" + (f"; {hint}" if hint else ".")
            )
        elif name in filtered.refused:
            yield Shortage(f"include:{name}", f"{said}but it is {filtered.refused[name]}.")
        elif left is not None and left < forms:
            yield Shortage(
                f"include:{name}", f"{said}but it may enter only {left} more before its exposure cap."
            )
        for other in blueprint.must_include:
            if (
                name < other
                and name in known
                and other in known[name].enemies | _named_by(known, other, name)
            ):
                yield Shortage(f"include:{other}", f"{said}and {other!r}, but each gives the other away.")


def _named_by(known: dict[str, PoolQuestion], other: str, name: str) -> frozenset[str]:
    return frozenset({other}) if other in known and name in known[other].enemies else frozenset()


def _needs(
    blueprint: Blueprint, questions: Sequence[PoolQuestion], filtered: Filtered, forms: int
) -> Iterator[Shortage]:
    for place, need in enumerate(blueprint.needs):
        fitting = np.flatnonzero(filtered.pool.meeting(need.topics, need.levels, need.kinds))
        members = [filtered.pool.questions[at] for at in fitting]
        free = [question for question in members if question.id not in blueprint.must_include]
        supply = _Supply(len(members) - len(free), len(free), [q.left for q in free], blueprint.overlap)
        if not supply.gives(need.at_least, forms):
            room = _room(blueprint, place, members, filtered)
            most_each = min(need.at_least - 1, room)
            each = max((n for n in range(most_each + 1) if supply.gives(n, forms)), default=0)
            most = max((k for k in range(1, forms) if supply.gives(need.at_least, k)), default=0)
            kept = _kept_out(need, questions, filtered)
            said = _too_few(need, supply, forms, each, most, kept)
            if need.at_least > room:
                said = _too_long(said, blueprint, need, room, each, forms)
            yield Shortage(f"need:{place}", said, each, most)


def _room(blueprint: Blueprint, place: int, members: Sequence[PoolQuestion], filtered: Filtered) -> int:
    """How many of a need's questions, the shortest, fit into the time beside the shortest of the others.

    A question that answers two needs is counted once, so the real number can only be lower.
    """
    own = {question.id for question in members}
    left = blueprint.high_minutes
    taken: set[str] = set()
    for other, need in enumerate(blueprint.needs):
        if other == place:
            continue
        fitting = [q for q in filtered.pool.questions if meets(need, q)]
        if any(q.id in own or q.id in taken for q in fitting):
            continue
        shortest = sorted(fitting, key=lambda q: q.minutes)[: need.at_least]
        taken.update(q.id for q in shortest)
        left -= sum(q.minutes for q in shortest)
    fit = 0
    for minutes in sorted(question.minutes for question in members):
        if minutes > left:
            return fit
        left, fit = left - minutes, fit + 1
    return max(fit, blueprint.needs[place].at_least)  # all there are: time is not what is short


def _too_long(said: str, blueprint: Blueprint, need: Need, room: int, each: int, forms: int) -> str:
    """The sentence for more questions than the time holds: adding to the bank would not help."""
    counted, _, _ = said.rpartition(". Add")
    one = " of one form" if forms > 1 else ""
    instead = f" Ask for at most {each}{' a form' if forms > 1 else ''}." if each else " Leave them out."
    fit = f"no more than {room} fit{'s' if room == 1 else ''}" if room else "none fits beside the others"
    minutes = f"the {blueprint.high_minutes:g} minutes of questions{one}"
    advice = "" if need.of_role else instead
    return f"{counted or said.rstrip('.')}, and {fit} into {minutes}.{advice}"


@dataclass(frozen=True)
class _Supply:
    """What the pool has for one need: `fixed` in every form by name, `free` others with their uses left."""

    fixed: int
    free: int
    left: Sequence[int | None]
    overlap: int

    def needed(self, each: int, forms: int) -> int:
        """The fewest different questions for `each` a form."""
        return distinct_needed(each - self.fixed, forms, self.overlap) + self.fixed

    def gives(self, each: int, forms: int) -> bool:
        """Whether counting lets every form have `each`."""
        uses = sum(forms if left is None else min(forms, left) for left in self.left)
        return self.needed(each, forms) <= self.free + self.fixed and (each - self.fixed) * forms <= uses


def distinct_needed(each: int, forms: int, overlap: int) -> int:
    """The fewest different questions that `forms` forms of `each` need when two may share `overlap`.

    The j-th form can repeat at most `overlap` from each earlier one (Bonferroni), so j forms hold at least
    j·each − overlap·j(j−1)/2; the most that any j demands is the bound.
    """
    if each <= 0:
        return 0
    return max(count * each - overlap * count * (count - 1) // 2 for count in range(1, forms + 1))


def _too_few(need: Need, supply: _Supply, forms: int, each: int, most: int, kept: str) -> str:
    needed, have = supply.needed(need.at_least, forms), supply.free + supply.fixed
    per_form = f" ({need.at_least} a form × {forms} forms)" if forms > 1 else ""
    said = (
        f"The request needs {described(need, needed)}{per_form}; the bank can supply {have or 'none'}{kept}."
    )
    instead = f"ask for at most {each}{' a form' if forms > 1 else ''}" if each else "leave them out"
    if not each and most:
        instead = f"ask for {most} form{'s' if most > 1 else ''}"
    if need.of_role and not each and not most:
        return (
            f"{said} Add {needed - have}."
            if needed > have
            else f"{said} Their exposure caps leave too few uses."
        )
    if needed <= have:
        return f"{said} Their exposure caps leave too few uses: raise the cap, or {instead}."
    return f"{said} Add {needed - have}, or {instead}."


def _kept_out(need: Need, questions: Sequence[PoolQuestion], filtered: Filtered) -> str:
    reasons = filtered.reasons(question.id for question in questions if meets(need, question))
    listed = ", ".join(
        f"1 is {one}" if reasons[one] == 1 else f"{reasons[one]} are {many}"
        for one, many in KEPT_OUT.items()
        if reasons[one]
    )
    return f" (of the others, {listed})" if listed else ""


def nearest_form(problem: Problem, made: Sequence[Chosen]) -> list[Breach]:
    """What the nearest next form misses, after the forms already made; empty when nothing is missing."""
    uses = np.zeros(len(problem.pool), dtype=np.int64)
    for form in made:
        uses[list(form)] += 1
    cost = problem.pool.minutes / 60 + 0.01
    earlier = [frozenset(form) for form in made] if problem.blueprint.overlap else []
    candidates = np.flatnonzero(open_places(problem, uses))
    chosen = solve_form(problem, candidates, cost, earlier=earlier, elastic=True).chosen or ()
    if not chosen:
        return [Breach("minutes", 0, "no question is left that fits")]
    questions = [problem.pool.questions[place] for place in chosen]
    siblings = [frozenset(problem.pool.questions[place].id for place in form) for form in made]
    return breaches(problem.blueprint, questions, siblings=siblings, difficulty=problem.difficulty)


def told(problem: Problem, forms: int, made: Sequence[Chosen]) -> str:
    """A sentence or two on a request that counting lets pass and that can't be met all the same."""
    missed = nearest_form(problem, made)
    listed = "; ".join(breach.sentence for breach in missed)
    which = "further one" if made else "one"
    said = found(made, forms) + (f" In the nearest {which}, {listed}." if listed else "")
    return said + _many_subjects(problem.blueprint, missed)


def _many_subjects(blueprint: Blueprint, missed: Sequence[Breach]) -> str:
    """Why questions don't fit into the time, where there is one on each of many subjects."""
    long = any(one.key == "minutes" and one.found > blueprint.high_minutes for one in missed)
    asked = [need.at_least for need in blueprint.needs if need.at_least]
    return f" It asks about {len(asked)} subjects." if long and len(asked) == sum(asked) > 1 else ""


def found(made: Sequence[Chosen], forms: int) -> str:
    """How many of the forms asked for there are."""
    if not made:
        return "No form meets all requests."
    return f"Of the {forms} forms asked for, {len(made)} {'was' if len(made) == 1 else 'were'} found."
