"""Plants wrong marking: a tolerance far too wide or narrow, a mistake that is the key, digits off by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from touchstone.banks import walk
from touchstone.banks.answers import Answer, Tolerance
from touchstone.banks.drawing import draw_many
from touchstone.banks.lint_marking import digits, too_wide
from touchstone.banks.mutation import Mutation, Survivor
from touchstone.banks.proof import marking_failures
from touchstone.banks.question import Question, Task
from touchstone.banks.service import Maths
from touchstone.banks.variant import Variant, VariantPart

FAR = 100.0  # times too wide or too narrow: such as 0.01 typed for 1 %, where 1 was meant
SEEDS = 6


@dataclass(frozen=True)
class _Slip:
    """Wrong marking: its name, the answer as the bank would then say, and the part as it would be marked."""

    name: str
    answer: Answer
    changed: Mapping[str, Any]
    mistake: int | None = None

    def of(self, part: VariantPart) -> VariantPart:
        row = {**part.row, **self.changed}
        if self.mistake is None or part.key is None:
            return replace(part, row=row)
        same = replace(part.mistakes[self.mistake], value=part.key)
        mistakes = (*part.mistakes[: self.mistake], same, *part.mistakes[self.mistake + 1 :])
        return replace(part, row=row, mistakes=mistakes)


def mismark(question: Question, maths: Maths, *, seeds: Sequence[int] = range(SEEDS)) -> Mutation:
    """Plants every slip in how the question is marked."""
    variants = [one for one in draw_many(question, seeds, maths) if isinstance(one, Variant)]
    total = Mutation()
    for _, part_id, task in walk.tasks(question) if variants else ():
        for slip in _slips(task):
            total += _judged(question, part_id, task, slip, variants, maths)
    return total


def _slips(task: Task) -> Iterator[_Slip]:
    answer = task.answer
    if answer is None:
        return
    if answer.tolerance is not None:
        yield _tolerance("tolerance far too wide", answer, FAR)
        yield _tolerance("tolerance far too narrow", answer, 1 / FAR)
    if answer.decimal_places is not None:
        more = {"decimal_places": answer.decimal_places + 1}
        yield _Slip("digits off by one", answer.model_copy(update=more), more)
    for index, mistake in enumerate(task.mistakes):
        yield _Slip(f"the key listed as the mistake {mistake.name}", answer, {}, index)


def _tolerance(name: str, answer: Answer, factor: float) -> _Slip:
    assert answer.tolerance is not None
    times = {key: value * factor for key, value in answer.tolerance.model_dump(exclude_none=True).items()}
    # Past the checks of the model: the point is to see whether later ones notice.
    wrong = Tolerance.model_construct(None, **times)
    return _Slip(name, answer.model_copy(update={"tolerance": wrong}), {"tolerance": times})


def _judged(
    question: Question, part_id: str, task: Task, slip: _Slip, variants: Sequence[Variant], maths: Maths
) -> Mutation:
    prompt = question.prompt if task is question else f"{question.prompt}\n{task.prompt}"
    if too_wide(slip.answer) or any(digits((), slip.answer, prompt)):
        return Mutation(planted=1, caught=1)
    wrong = [_with(variant, part_id, slip) for variant in variants]
    if any(marking_failures(wrong, maths)):
        return Mutation(planted=1, caught=1)
    why = "nothing in the prompt or the mistakes tells"
    survivor = Survivor(question.id, part_id, slip.name, "marking", "", why)
    return Mutation(planted=1, survivors=(survivor,))


def _with(variant: Variant, part_id: str, slip: _Slip) -> Variant:
    parts = tuple(slip.of(part) if part.id == part_id else part for part in variant.parts)
    return replace(variant, parts=parts)
