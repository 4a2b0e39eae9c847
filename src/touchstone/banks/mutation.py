"""Plants wrong keys and asks whether the proof would have noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from touchstone.banks import keys, walk
from touchstone.banks.agreement import comparing_row, same_values
from touchstone.banks.drawing import draw_many
from touchstone.banks.letters import with_letters
from touchstone.banks.mutants import Mutant, as_interval, mutants
from touchstone.banks.params import value_names
from touchstone.banks.proof import fails
from touchstone.banks.question import Question, Task
from touchstone.banks.service import Maths, Result
from touchstone.banks.template import parse
from touchstone.banks.values import from_result
from touchstone.banks.variant import Variant

SEEDS = 4  # numbers on which a slip may show: one that four draws don't show is hardly ever shown
MORE_SEEDS = 25  # what `prove` draws of each question unless told otherwise


@dataclass(frozen=True)
class Survivor:
    """A wrong key that the proof did not notice."""

    question_id: str
    part_id: str
    slip: str
    where: str
    mutant: str
    why: str

    def __str__(self) -> str:
        planted = f"{self.where} as `{self.mutant}`, " if self.mutant else ""
        return f"{self.question_id} ({self.part_id}): {planted}{self.slip}: {self.why}"


@dataclass(frozen=True)
class Mutation:
    """How many wrong keys were planted and caught. `same` counts slips that changed no value: not wrong."""

    planted: int = 0
    caught: int = 0
    same: int = 0
    survivors: tuple[Survivor, ...] = ()

    def __add__(self, other: Mutation) -> Mutation:
        return Mutation(
            self.planted + other.planted,
            self.caught + other.caught,
            self.same + other.same,
            self.survivors + other.survivors,
        )

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone prove --mutate --json` prints."""
        survivors = [str(survivor) for survivor in self.survivors]
        return {"planted": self.planted, "caught": self.caught, "survivors": survivors}


def mutate(question: Question, maths: Maths, *, seeds: Sequence[int] = range(SEEDS)) -> Mutation:
    """Plants every slip in the key and in each derived value of the question."""
    variants = [one for one in draw_many(question, seeds, maths) if isinstance(one, Variant)]
    total = Mutation()
    for _, part_id, task in walk.tasks(question):
        if task.answer is not None and variants:
            total += _part(question, part_id, task, variants, maths)
    return total


@dataclass(frozen=True)
class _Plant:
    where: str
    mutant: Mutant
    expressions: Mapping[str, str]


def _part(
    question: Question, part_id: str, task: Task, variants: Sequence[Variant], maths: Maths
) -> Mutation:
    assert task.answer is not None
    expressions = {**question.let, **_earlier(question, part_id), "key": task.answer.value}
    plants = list(_plants(question, task, expressions))
    right = _results([expressions] * len(variants), question, variants, maths)
    planted = [plant.expressions for plant in plants for _ in variants]
    wrong = iter(_results(planted, question, list(variants) * len(plants), maths))
    rows = [variant.part(part_id).row for variant in variants]
    total = Mutation()
    for plant in plants:
        pairs = [(row, was["key"], next(wrong)["key"]) for row, was in zip(rows, right, strict=True)]
        if all(_same(row, was, now, maths) for row, was, now in pairs):
            total += Mutation(same=1)
        else:
            total += _judged(question, part_id, plant, maths)
    return total


def _earlier(question: Question, part_id: str) -> dict[str, str]:
    """The keys of the parts before this one, which its expressions may use."""
    found: dict[str, str] = {}
    for other, task in question.tasks:
        if other == part_id:
            break
        if task.answer is not None:
            found[other] = task.answer.value
    return found


def _plants(question: Question, task: Task, expressions: Mapping[str, str]) -> Iterator[_Plant]:
    alike = _alike(question)
    names = frozenset(expressions) | value_names(question.params) | frozenset(question.symbols)
    used = _used(expressions["key"], expressions, names) - _given(question, names)
    for where in ["key", *(name for name in question.let if name in used)]:
        tree = keys.read_key(expressions[where], names)
        if isinstance(tree, keys.Bad):
            continue
        ends = where == "key" and task.answer is not None and task.answer.kind == "interval"
        for mutant in mutants(as_interval(tree) if ends else tree, alike):
            yield _Plant(where, mutant, {**expressions, where: mutant.text})


def _given(question: Question, names: frozenset[str]) -> set[str]:
    """The derived values that the prompt hands out, made from parameters that it keeps to itself.

    Another value there is another question and no wrong key. A value that the reader could work out from
    what is shown is not among them: it would have to be right.
    """
    texts = [question.prompt, *(task.prompt for _, task in question.tasks)]
    shown: set[str] = set()
    for slot in (slot for text in texts for slot in parse(text).slots):
        shown |= _used(slot.expression, {}, names)
    for column in question.figure.columns if question.figure else ():
        shown |= _used(column.values or "0", {}, names)
    handed_out = {inner for name in shown for inner in (name, *_used(name, question.let, names))}
    hidden = set(question.params) - shown
    return {
        name
        for name in handed_out & set(question.let)
        if _used(question.let[name], question.let, names) & hidden
    }


def _used(text: str, expressions: Mapping[str, str], names: frozenset[str]) -> set[str]:
    """The names that an expression uses, directly or through other names."""
    tree = keys.read_key(text, names)
    if isinstance(tree, keys.Bad):
        return set()
    found = set(keys.free_names(tree)) | (keys.lists_of(tree) & names)
    for name in list(found):
        if name in expressions and expressions[name] != text:
            found |= _used(expressions[name], expressions, names)
    return found


def _alike(question: Question) -> dict[str, str]:
    """For each parameter the next one of the same kind."""
    kinds: dict[str, list[str]] = {}
    for name, param in question.params.items():
        if name in value_names({name: param}):
            kinds.setdefault(type(param).__name__, []).append(name)
    return {
        name: group[(index + 1) % len(group)]
        for group in kinds.values()
        if len(group) > 1
        for index, name in enumerate(group)
    }


def _results(
    expressions: Sequence[Mapping[str, str]], question: Question, variants: Sequence[Variant], maths: Maths
) -> list[Mapping[str, Result]]:
    drawn = value_names(question.params)
    jobs = [
        (
            with_letters(asked, variant.letters),
            {name: text for name, text in variant.env.items() if name in drawn},
        )
        for asked, variant in zip(expressions, variants, strict=True)
    ]
    return list(maths.evaluate_many(jobs))


def _same(row: Mapping[str, Any], was: Result, now: Result, maths: Maths) -> bool:
    if not now["ok"]:
        return False
    key, other = from_result(was), from_result(now)
    agrees = same_values(row, key, other)
    if agrees is None:
        (verdict,) = maths.grade_many([comparing_row(row, key, other)])
        return bool(verdict["outcome"] == "correct")
    return agrees


def _judged(question: Question, part_id: str, plant: _Plant, maths: Maths) -> Mutation:
    """Plants the slip in the question itself and proves that, as its author would."""
    if caught(_planted(question, part_id, plant), maths):
        return Mutation(planted=1, caught=1)
    why = "the proof goes through the same wrong value" if plant.where != "key" else "the proof can't tell"
    survivor = Survivor(question.id, part_id, plant.mutant.slip, plant.where, plant.mutant.text, why)
    return Mutation(planted=1, survivors=(survivor,))


def caught(planted: Question, maths: Maths) -> bool:
    """Whether `prove` finds fault with a planted question: on one seed, or else on as many as usual."""
    return fails(planted, range(1), maths) or fails(planted, range(1, MORE_SEEDS), maths)


def _planted(question: Question, part_id: str, plant: _Plant) -> Question:
    if plant.where != "key":
        return question.model_copy(update={"let": {**question.let, plant.where: plant.mutant.text}})

    def wrong(task: Task) -> Task:
        assert task.answer is not None
        answer = task.answer.model_copy(update={"value": plant.mutant.text})
        return task.model_copy(update={"answer": answer})

    return with_task(question, part_id, wrong)


def with_task(question: Question, part_id: str, change: Callable[[Task], Task]) -> Question:
    """The question with one of its tasks changed, unchecked: what is planted may be what a check refuses."""
    if not question.parts:
        return cast(Question, change(question))
    tasks = zip(question.tasks, question.parts, strict=True)
    parts = tuple(change(part) if name == part_id else part for (name, _), part in tasks)
    return question.model_copy(update={"parts": parts})
