"""Plants wrong marking: a tolerance far too wide or narrow, a mistake that is the key, digits off by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from touchstone.banks import walk
from touchstone.banks.answers import Answer, Tolerance
from touchstone.banks.lint_marking import digits, too_wide
from touchstone.banks.mutation import Mutation, Survivor, caught, with_task
from touchstone.banks.question import Question, Task
from touchstone.banks.service import Maths

FAR = 100.0  # times too wide or too narrow: such as 0.01 typed for 1 %, where 1 was meant


@dataclass(frozen=True)
class _Slip:
    """Wrong marking: its name, and the fields of the task as the bank would then have them."""

    name: str
    changed: dict[str, Any]


def mismark(question: Question, maths: Maths) -> Mutation:
    """Plants every slip in how the question is marked, and lints and proves it as its author would."""
    total = Mutation()
    for _, part_id, task in walk.tasks(question):
        for slip in _slips(task):
            total += _judged(question, part_id, task, slip, maths)
    return total


def _slips(task: Task) -> Iterator[_Slip]:
    answer = task.answer
    if answer is None:
        return
    if answer.tolerance is not None:
        yield _Slip("tolerance far too wide", _with_tolerance(answer, FAR))
        yield _Slip("tolerance far too narrow", _with_tolerance(answer, 1 / FAR))
    if answer.decimal_places is not None:
        more = answer.model_copy(update={"decimal_places": answer.decimal_places + 1})
        yield _Slip("digits off by one", {"answer": more})
    for index, mistake in enumerate(task.mistakes):
        same = mistake.model_copy(update={"value": answer.value})
        mistakes = (*task.mistakes[:index], same, *task.mistakes[index + 1 :])
        yield _Slip(f"the key listed as the mistake {mistake.name}", {"mistakes": mistakes})


def _with_tolerance(answer: Answer, factor: float) -> dict[str, Any]:
    assert answer.tolerance is not None
    times = {key: value * factor for key, value in answer.tolerance.model_dump(exclude_none=True).items()}
    # Past the checks of the model: the point is to see whether later ones notice.
    return {"answer": answer.model_copy(update={"tolerance": Tolerance.model_construct(None, **times)})}


def _judged(question: Question, part_id: str, task: Task, slip: _Slip, maths: Maths) -> Mutation:
    prompt = question.prompt if task is question else f"{question.prompt}\n{task.prompt}"
    answer = slip.changed.get("answer", task.answer)
    assert answer is not None
    planted = with_task(question, part_id, lambda one: one.model_copy(update=slip.changed))
    if too_wide(answer) or any(digits((), answer, prompt)) or caught(planted, maths):
        return Mutation(planted=1, caught=1)
    why = "nothing in the prompt or the mistakes tells"
    survivor = Survivor(question.id, part_id, slip.name, "marking", "", why)
    return Mutation(planted=1, survivors=(survivor,))
