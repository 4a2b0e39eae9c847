"""The obvious way to assemble forms: take the first fitting question for each need, then fill the time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.check import breaches, counted, meets
from touchstone.interviews.eligible import eligible
from touchstone.interviews.pool import PoolQuestion


def greedy(
    blueprint: Blueprint, questions: Sequence[PoolQuestion], forms: int, seed: int
) -> list[list[PoolQuestion]]:
    """`forms` lists of questions, sound or not."""
    chance, used, made = random.Random(seed), set[str](), []
    for _ in range(forms):
        free = [q for q in eligible(blueprint, questions).pool.questions if q.id not in used]
        chance.shuffle(free)
        form = _form(blueprint, free)
        used |= {question.id for question in form}
        made.append(form)
    return made


def _form(blueprint: Blueprint, free: Sequence[PoolQuestion]) -> list[PoolQuestion]:
    form: list[PoolQuestion] = []
    own = max(blueprint.shares, key=lambda share: share.at_least).level
    for need in blueprint.needs:
        for question in sorted(free, key=lambda q: q.level != own):
            if counted(need, form) >= need.at_least:
                break
            if meets(need, question) and _fits(blueprint, form, question):
                form.append(question)
    for question in sorted(free, key=lambda q: q.level != own):
        if sum(q.minutes for q in form) >= blueprint.low_minutes:
            break
        if _fits(blueprint, form, question):
            form.append(question)
    return form


def _fits(blueprint: Blueprint, form: Sequence[PoolQuestion], new: PoolQuestion) -> bool:
    return (
        sum(q.minutes for q in form) + new.minutes <= blueprint.high_minutes
        and all(q.skill != new.skill for q in form)
        and not any(new.id in q.enemies or q.id in new.enemies for q in form)
    )


def sound(blueprint: Blueprint, made: Sequence[Sequence[PoolQuestion]]) -> bool:
    """Whether every form meets every request; without a stated mean they share the middle of theirs."""
    ids = [frozenset(q.id for q in form) for form in made]
    uses = Counter(question for form in ids for question in form)
    capped = any(q.left is not None and uses[q.id] > q.left for form in made for q in form)
    means = [sum(q.difficulty for q in form) / len(form) for form in made if form]
    middle = (min(means) + max(means)) / 2 if len(means) > 1 else None
    difficulty = middle if blueprint.difficulty is None else blueprint.difficulty
    return not capped and all(
        not breaches(
            blueprint,
            form,
            siblings=[other for at, other in enumerate(ids) if at != place],
            difficulty=difficulty,
        )
        for place, form in enumerate(made)
    )
