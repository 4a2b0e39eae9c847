"""From drawn numbers and evaluated expressions to the texts, options and grading rows of a variant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from touchstone.banks import walk
from touchstone.banks.answers import Answer
from touchstone.banks.draws import Drawn, Stream
from touchstone.banks.formats import Unshowable, show
from touchstone.banks.letters import letters_of, with_letters
from touchstone.banks.params import value_names
from touchstone.banks.query import Query
from touchstone.banks.question import Part, Question, Task
from touchstone.banks.template import Slot, parse
from touchstone.banks.values import Value
from touchstone.banks.variant import (
    Variant,
    VariantFigure,
    VariantFollowUp,
    VariantMistake,
    VariantOption,
    VariantPart,
)

LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Unrendered:
    """Why a draw can't be shown; `broken` when no other draw is likely to be better."""

    reason: str
    broken: bool = True


def expressions_of(question: Question) -> dict[str, str]:
    """Everything to evaluate for one draw, by name; a key by its part's id, so that later parts see it."""
    words = walk.scope(question).words
    needed = {f"param {name}": name for name in sorted(value_names(question.params))}
    for _, part_id, task in walk.tasks(question):
        if task.answer is not None:
            needed[part_id] = task.answer.value
        for mistake in task.mistakes if task.query is None else ():
            needed[f"mistake {part_id} {mistake.name}"] = mistake.value
        for index, option in enumerate(task.options):
            if isinstance(option.right, str):
                needed[f"option {part_id} {index}"] = option.right
    for index, column in enumerate(question.figure.columns if question.figure else ()):
        if column.values is not None:
            needed[f"figure {index}"] = column.values
    for spot in walk.templates(question):
        for slot in parse(spot.text).slots:
            if slot.expression not in words:
                needed["{{" + slot.expression] = slot.expression
    return needed


def render(
    question: Question, seed: int, drawn: Drawn, values: Mapping[str, Value], env: Mapping[str, str]
) -> Variant | Unrendered:
    """The variant on these numbers, or why it can't be made. `redraws` is left for the caller to fill."""
    painter = _Painter(question, seed, drawn, values)
    try:
        return painter.variant(env)
    except Unshowable as error:
        return Unrendered(str(error))
    except _Unfair as error:
        return Unrendered(str(error), broken=False)


class _Unfair(Exception):
    """These numbers make two options alike, or none right."""


class _Painter:
    def __init__(self, question: Question, seed: int, drawn: Drawn, values: Mapping[str, Value]) -> None:
        self.question, self.seed, self.drawn, self.values = question, seed, drawn, values

    def text(self, template: str) -> str:
        return parse(template).render(self.fill)

    def fill(self, slot: Slot) -> str:
        if slot.expression in self.drawn.words:
            return self.drawn.words[slot.expression]
        value = self.values["{{" + slot.expression]
        try:
            return show(value, slot.format, slot.digits, slot.in_maths, in_code=slot.in_code)
        except Unshowable as error:
            raise Unshowable(f"`{slot.source}` can't be shown: {error}") from None

    def texts(self, templates: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.text(template) for template in templates)

    def variant(self, env: Mapping[str, str]) -> Variant:
        question = self.question
        return Variant(
            question_id=question.id,
            question_hash=question.hash,
            seed=self.seed,
            title=question.title,
            level=question.level,
            minutes=question.minutes,
            tools=question.tools,
            prompt=self.text(question.prompt),
            parts=tuple(self.part(part_id, task) for _, part_id, task in walk.tasks(question)),
            figure=self.figure(),
            hints=self.texts(question.hints),
            solution=self.solution(),
            follow_ups=tuple(
                VariantFollowUp(self.text(one.ask), self.text(one.listen_for)) for one in question.follow_ups
            ),
            probes=self.texts(question.probes),
            anchors={level: self.text(text) for level, text in (question.anchors or {}).items()},
            model_answer=self.text(question.model_answer),
            env=dict(env),
            letters=letters_of(question, env),
            values=self.named_values(),
        )

    def named_values(self) -> dict[str, Value]:
        """Parameters, derived values and keys by the names that expressions use."""
        named = {name.removeprefix("param "): value for name, value in self.values.items()}
        return {name: value for name, value in named.items() if name.isidentifier()}

    def solution(self) -> str:
        if not self.question.parts:
            return self.solution_of(self.question)
        shown = [self.text(self.question.solution), *map(self.solution_of, self.question.parts)]
        return "\n\n".join(text for text in shown if text)

    def solution_of(self, task: Task) -> str:
        """A part's solution; that of a query ends with the query."""
        shown = self.text(task.solution)
        return shown if task.query is None else f"{shown.rstrip()}\n\n{task.query.shown()}".strip()

    def part(self, part_id: str, task: Task) -> VariantPart:
        marking = self.marking_of(part_id, task)
        own = isinstance(task, Part)
        asked = [self.text(task.prompt) if own else "", task.query.markdown() if task.query else ""]
        return VariantPart(
            id=part_id,
            prompt="\n\n".join(text.strip() for text in asked if text),
            points=task.points if isinstance(task, Part) else 1.0,
            follow=tuple(task.follow) if isinstance(task, Part) else (),
            hints=self.texts(task.hints),
            solution=self.solution_of(task),
            **marking,
        )

    def marking_of(self, part_id: str, task: Task) -> dict[str, Any]:
        if task.query is not None:
            return self.query(task, task.query)
        return self.choice(part_id, task) if task.options else self.maths(part_id, task)

    def query(self, task: Task, query: Query) -> dict[str, Any]:
        mistakes = [
            {"name": one.name, "value": one.value, "credit": one.credit, "says": self.text(one.says)}
            for one in task.mistakes
        ]
        return {"kind": "sql", "row": {**query.row(), "mistakes": mistakes}}

    def maths(self, part_id: str, task: Task) -> dict[str, Any]:
        assert task.answer is not None
        key = self.values[part_id]
        mistakes = tuple(
            VariantMistake(m.name, self.values[f"mistake {part_id} {m.name}"], m.credit, self.text(m.says))
            for m in task.mistakes
        )
        names = self.read_names(task)
        row = {
            "key": key.text,
            **self.marking(task.answer),
            **({"names": list(names)} if names else {}),
            "mistakes": [
                {"name": one.name, "value": one.value.text, "credit": one.credit, "says": one.says}
                for one in mistakes
            ],
        }
        return {
            "kind": task.answer.kind,
            "row": row,
            "key": key,
            "expressions": self.expressions(task),
            "mistakes": mistakes,
            "unit": None if task.answer.unit == "none" else task.answer.unit,
            "read_names": names,
        }

    def marking(self, answer: Answer) -> dict[str, Any]:
        """The marking fields of the answer, about the drawn letters where a name was drawn."""
        letters, row = letters_of(self.question, self.drawn.env), answer.row()
        if "variable" in row:
            row["variable"] = letters.get(row["variable"], row["variable"])
        if "assume" in row:
            row["assume"] = {letters.get(name, name): kind for name, kind in row["assume"].items()}
        return row

    def expressions(self, task: Task) -> Mapping[str, str]:
        assert task.answer is not None
        written = {"key": task.answer.value} | {f"mistake {m.name}": m.value for m in task.mistakes}
        return with_letters(written, letters_of(self.question, self.drawn.env))

    def read_names(self, task: Task) -> tuple[str, ...]:
        """The letters of a part: not those that the proof alone needs."""
        texts = [self.question.prompt, *self.question.let.values(), *(m.value for m in task.mistakes)]
        texts += [task.answer.value] if task.answer else []
        texts += [task.prompt] if isinstance(task, Part) else []
        symbols = [name for name in self.question.symbols if any(_mentions(text, name) for text in texts)]
        return (*symbols, *letters_of(self.question, self.drawn.env).values())

    def choice(self, part_id: str, task: Task) -> dict[str, Any]:
        order = list(range(len(task.options)))
        if not task.keep_order:
            order = Stream(self.question.id, self.seed, "options", part_id).shuffled(order)
        texts = [self.text(task.options[index].text) for index in order]
        whys = [self.text(task.options[index].why) for index in order]
        if len(set(texts)) < len(texts):
            raise _Unfair("two options say the same")
        lettered = list(zip(LETTERS, order, strict=False))
        right = [letter for letter, index in lettered if self.is_right(part_id, task, index)]
        if not right or (task.chooses == "one" and len(right) > 1):
            raise _Unfair(f"{len(right)} options are right")
        kind = "choice" if task.chooses == "one" else "choices"
        return {
            "kind": kind,
            "row": self.choice_row(kind, task, order, right),
            "options": tuple(map(VariantOption, LETTERS, texts, whys)),
        }

    def choice_row(self, kind: str, task: Task, order: list[int], right: list[str]) -> dict[str, Any]:
        if kind == "choices":
            return {"key": "{" + ", ".join(right) + "}", "kind": kind, "mistakes": []}
        whys = [
            {
                "name": f"option-{index + 1}",
                "value": letter,
                "credit": 0.0,
                "says": self.text(task.options[index].why),
            }
            for letter, index in zip(LETTERS, order, strict=False)
            if letter not in right
        ]
        return {"key": right[0], "kind": kind, "mistakes": whys}

    def is_right(self, part_id: str, task: Task, index: int) -> bool:
        right = task.options[index].right
        return right if isinstance(right, bool) else self.values[f"option {part_id} {index}"].value is True

    def figure(self) -> VariantFigure | None:
        figure = self.question.figure
        if figure is None:
            return None
        columns = []
        for index, column in enumerate(figure.columns):
            cells = tuple(column.words) if column.values is None else self.cells(index)
            columns.append((column.title, cells))
        if len({len(cells) for _, cells in columns}) != 1:
            raise Unshowable("the columns of the figure are not equally long")
        return VariantFigure(
            figure.kind, self.text(figure.title), tuple(columns), self.text(figure.alternative)
        )

    def cells(self, index: int) -> tuple[float, ...]:
        found = self.values[f"figure {index}"].value
        if not isinstance(found, list) or not all(isinstance(cell, float) for cell in found):
            raise Unshowable(f"column {index + 1} of the figure is not a list of numbers")
        return tuple(found)


def _mentions(text: str, name: str) -> bool:
    """Whether a name stands somewhere in a text, and isn't part of a longer word."""
    return re.search(rf"(?<![A-Za-z'’]){re.escape(name)}(?![A-Za-z])", text) is not None
