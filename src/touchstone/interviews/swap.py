"""Changing one question of a form by hand: all other requests stay met, or the broken ones are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from touchstone.core.problems import did_you_mean
from touchstone.interviews.check import Breach, breaches
from touchstone.interviews.eligible import eligible
from touchstone.interviews.forms import Assembled, make_form
from touchstone.interviews.pool import PoolQuestion


@dataclass(frozen=True)
class Refusal:
    """Why a swap can't be made, in sentences."""

    sentences: tuple[str, ...]


def swap(
    assembled: Assembled, place: int, out: str, into: str, questions: Iterable[PoolQuestion]
) -> Assembled | Refusal:
    """The set with `into` in place of `out` in form number `place` (from 0), or what that would break."""
    form, held = assembled.forms[place], list(questions)
    if out not in form.ids:
        return Refusal((f"The form does not hold {out!r}.",))
    if into in form.ids:
        return Refusal((f"The form holds {into!r} already.",))
    filtered = eligible(assembled.blueprint, held)
    if into not in filtered.pool.place:
        why = filtered.refused.get(into)
        hint = did_you_mean(into, [question.id for question in held])
        said = f"It is {why}." if why else f"There is no such question{f'; {hint}' if hint else ''}."
        return Refusal((f"{into!r} can't be used. {said}",))
    new = filtered.pool.questions[filtered.pool.place[into]]
    return _exchanged(assembled, place, out, new)


def _exchanged(assembled: Assembled, place: int, out: str, new: PoolQuestion) -> Assembled | Refusal:
    form = assembled.forms[place]
    questions = [*(question for question in form.questions if question.id != out), new]
    broken = [breach.sentence for breach in _broken(assembled, place, questions)]
    uses = sum(new.id in other.ids for other in assembled.forms)
    if new.left is not None and uses >= new.left:
        broken.append(f"{new.id!r} would be shown more often than its exposure cap allows")
    if broken:
        return Refusal((f"With {new.id!r} in place of {out!r}, {'; '.join(broken)}.",))
    changed = make_form(assembled.blueprint, form.seed, form.index, questions)
    return replace(assembled, forms=(*assembled.forms[:place], changed, *assembled.forms[place + 1 :]))


def alternatives(
    assembled: Assembled, place: int, out: str, questions: Iterable[PoolQuestion]
) -> list[PoolQuestion]:
    """All questions that could stand in for `out` with every request still met, the most similar first."""
    form = assembled.forms[place]
    old = next(question for question in form.questions if question.id == out)
    pool = eligible(assembled.blueprint, questions).pool.questions
    fitting = [
        new
        for new in pool
        if new.id not in form.ids and isinstance(_exchanged(assembled, place, out, new), Assembled)
    ]
    return sorted(fitting, key=lambda new: (_distance(old, new), new.id))


def _distance(old: PoolQuestion, new: PoolQuestion) -> tuple[int, float, float]:
    shared = sum(a == b for a, b in zip(old.skill.split("."), new.skill.split("."), strict=False))
    return -shared, abs(old.difficulty - new.difficulty), abs(old.minutes - new.minutes)


def _broken(assembled: Assembled, place: int, questions: Sequence[PoolQuestion]) -> list[Breach]:
    siblings = [other.ids for at, other in enumerate(assembled.forms) if at != place]
    return breaches(assembled.blueprint, questions, siblings=siblings, difficulty=assembled.difficulty)
