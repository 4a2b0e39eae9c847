"""Every expression and every template of a question, with its place in the file and the names it may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from touchstone.banks.params import ChoiceParam, text_names, value_names
from touchstone.banks.question import Proof, Question, Task
from touchstone.core.located_yaml import Where


@dataclass(frozen=True)
class Spot:
    """One expression or template: where it stands, its text, the names it may use."""

    where: Where
    text: str
    names: frozenset[str]


@dataclass(frozen=True)
class Scope:
    """The names of a question: with a value, words only, unknown letters, and all together for the reader."""

    values: frozenset[str]
    words: frozenset[str]
    symbols: frozenset[str]

    @property
    def base(self) -> frozenset[str]:
        """What any expression may use."""
        return self.values | self.symbols


def scope(question: Question) -> Scope:
    """The names that a question defines, without its parts."""
    params = value_names(question.params)
    return Scope(
        frozenset(params | set(question.let)),
        frozenset(text_names(question.params)),
        frozenset(question.symbols),
    )


def expressions(question: Question) -> Iterator[Spot]:
    """All expressions outside templates, in the order of the format."""
    names = scope(question)
    for name, param in question.params.items():
        if isinstance(param, ChoiceParam):
            for index, text in enumerate(param.choice):
                yield Spot(("params", name, "choice", index), text, names.symbols)
    known = frozenset(value_names(question.params)) | names.symbols
    for name, text in question.let.items():
        yield Spot(("let", name), text, known)
        known |= {name}
    for index, text in enumerate(question.where):
        yield Spot(("where", index), text, names.base)
    for index, column in enumerate(question.figure.columns if question.figure else ()):
        if column.values is not None:
            yield Spot(("figure", "columns", index, "values"), column.values, names.base)
    earlier: frozenset[str] = frozenset()
    for base, part_id, task in tasks(question):
        yield from _task_expressions(base, part_id, task, names.base | earlier)
        earlier |= {part_id}


def _task_expressions(base: Where, own: str, task: Task, names: frozenset[str]) -> Iterator[Spot]:
    if task.answer is not None:
        yield Spot((*base, "answer", "value"), task.answer.value, names)
    if isinstance(task.proof, Proof):
        yield Spot((*base, "proof", "value"), task.proof.value, names)
    elif task.proof is not None and task.query is None:
        yield Spot((*base, "proof"), task.proof, names)
    for index, mistake in enumerate(task.mistakes if task.query is None else ()):
        yield Spot((*base, "mistakes", index, "value"), mistake.value, names | {own})
    for index, option in enumerate(task.options):
        if isinstance(option.right, str):
            yield Spot((*base, "options", index, "right"), option.right, names)
    if task.simulate is not None:
        yield from _simulate_expressions(base, task, names)


def _simulate_expressions(base: Where, task: Task, names: frozenset[str]) -> Iterator[Spot]:
    simulate = task.simulate
    assert simulate is not None
    known = names
    for name, how in simulate.draw.items():
        for law, arguments in how.items():
            for index, text in enumerate(arguments):
                yield Spot((*base, "simulate", "draw", name, law, index), text, known)
        known |= {name}
    for name, text in simulate.let.items():
        yield Spot((*base, "simulate", "let", name), text, known)
        known |= {name}
    for field in ("given", "value", "against"):
        text_or_none = getattr(simulate, field)
        if text_or_none is not None:
            yield Spot((*base, "simulate", field), text_or_none, known)


def templates(question: Question) -> Iterator[Spot]:
    """All templates. What a candidate sees before answering may not use the name of a part, its key."""
    names = scope(question)
    before = names.base | names.words
    after = before | {part_id for _, part_id, _ in tasks(question)}
    yield Spot(("prompt",), question.prompt, before)
    for base, _, task in tasks(question):
        yield from _task_templates(base, task, before, after)
    if question.figure is not None:
        yield Spot(("figure", "title"), question.figure.title, before)
        yield Spot(("figure", "alternative"), question.figure.alternative, before)
    for index, follow_up in enumerate(question.follow_ups):
        yield Spot(("follow_ups", index, "ask"), follow_up.ask, after)
        yield Spot(("follow_ups", index, "listen_for"), follow_up.listen_for, after)
    if question.parts:  # its own hints and solution, beside those of the parts
        yield from (Spot(("hints", n), hint, before) for n, hint in enumerate(question.hints))
        if question.solution:
            yield Spot(("solution",), question.solution, after)
    yield from _spoken_templates(question, before)


def _task_templates(base: Where, task: Task, before: frozenset[str], after: frozenset[str]) -> Iterator[Spot]:
    if base:
        yield Spot((*base, "prompt"), task.prompt, before)
    for index, hint in enumerate(task.hints):
        yield Spot((*base, "hints", index), hint, before)
    if task.solution:
        yield Spot((*base, "solution"), task.solution, after)
    for index, mistake in enumerate(task.mistakes):
        yield Spot((*base, "mistakes", index, "says"), mistake.says, after)
    for index, option in enumerate(task.options):
        yield Spot((*base, "options", index, "text"), option.text, before)
        yield Spot((*base, "options", index, "why"), option.why, after)


def _spoken_templates(question: Question, names: frozenset[str]) -> Iterator[Spot]:
    if question.anchors is None:
        return
    for index, hint in enumerate(question.hints):
        yield Spot(("hints", index), hint, names)
    for field in ("model_answer", "solution"):
        if getattr(question, field):
            yield Spot((field,), getattr(question, field), names)
    for index, probe in enumerate(question.probes):
        yield Spot(("probes", index), probe, names)
    for anchor, text in question.anchors.items():
        yield Spot(("anchors", anchor), text, names)


def tasks(question: Question) -> Iterator[tuple[Where, str, Task]]:
    """Each part with its path in the file and its id."""
    for index, (part_id, task) in enumerate(question.tasks):
        yield (("parts", index) if question.parts else ()), part_id, task
