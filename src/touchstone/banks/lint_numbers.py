"""Linter rules that look at drawn numbers: a mistake that is marked right, two right options.

They work in plain floats, without a worker, so that `check` stays quick. What floats can't do (matrices,
symbols, distributions) is left to `prove`, which looks at every draw exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from touchstone.banks import keys, walk
from touchstone.banks.answers import Tolerance
from touchstone.banks.arrays import CannotSimulate, Column, evaluate
from touchstone.banks.bank import Entry
from touchstone.banks.draws import Stream
from touchstone.banks.draws import draw as draw_params
from touchstone.banks.finding import Finding
from touchstone.banks.params import value_names
from touchstone.banks.question import Question
from touchstone.banks.values import Exact, exact
from touchstone.core.located_yaml import Where

MORE_DRAWS = 600  # before it is said that no draw meets `where`
DRAWS = 60  # enough to tell a third from a half
FEWEST = 8  # draws that meet `where`, below which nothing is said
MANY = 0.4  # of the draws: such a rule of thumb is no bad luck any more, and drawing again only hides it
_ONE = re.compile(r"\b(?:choose|select|pick)\s+\**(?:exactly\s+)?one\b", re.IGNORECASE)
_FAILS = (CannotSimulate, ValueError, TypeError, IndexError, FloatingPointError, OverflowError)


def swallowed_mistake(entry: Entry) -> Iterator[Finding]:
    """The tolerance tells a listed mistake from the key, and from nothing at all, on most draws."""
    numbers = _Numbers(entry.question)
    if not numbers.count:
        return
    for base, part_id, task in walk.tasks(entry.question):
        answer = task.answer
        key = numbers.value(answer.value) if answer is not None else None
        if answer is not None and answer.tolerance is not None and answer.kind in (None, "number"):
            for index, mistake in enumerate(task.mistakes if key is not None else ()):
                where = (*base, "mistakes", index, "value")
                yield from _swallowed(where, mistake.value, numbers, key, answer.tolerance)
        if answer is not None:
            numbers.add(part_id, answer.value)


def _swallowed(
    where: Where, text: str, numbers: _Numbers, key: np.ndarray | None, tolerance: Tolerance
) -> Iterator[Finding]:
    value = numbers.value(text)
    if value is None or key is None:
        return
    share = float(np.mean(_within(value, key, tolerance)))
    if share >= MANY:
        message = f"the tolerance accepts this mistake on {share:.0%} of the draws"
        yield Finding(where, message, "a narrower tolerance, or ranges in which the mistake shows", text)
    least = float(np.mean((np.abs(value) <= (tolerance.absolute or 0)) & (value != 0)))
    if least >= MANY:
        message = f"the mistake is smaller than the tolerance on {least:.0%} of the draws"
        yield Finding(
            where, message, "an answer of 0 looks the same: a narrower tolerance, or larger numbers", text
        )


def two_right_options(entry: Entry) -> Iterator[Finding]:
    """Exactly one option is right where one is to be chosen, on most draws."""
    question = entry.question
    for base, _, task in walk.tasks(question):
        prompt = f"{question.prompt}\n{task.prompt}" if base else question.prompt
        if task.options and task.chooses == "all" and _ONE.search(prompt):
            message = "the prompt speaks of one option, and all that are right are to be chosen"
            yield Finding((*base, "options"), message, "let both say the same")
        if task.chooses != "one" or not any(isinstance(option.right, str) for option in task.options):
            continue
        numbers = _Numbers(question)
        right = [numbers.truth(option.right) for option in task.options]
        if not numbers.count or any(one is None for one in right):
            continue
        wrong = float(np.mean(np.sum([one for one in right if one is not None], axis=0) != 1))
        if wrong >= MANY:
            message = f"not exactly one option is right on {wrong:.0%} of the draws"
            yield Finding((*base, "options"), message, "add to `where` what keeps the options apart")


def impossible_where(entry: Entry) -> Iterator[Finding]:
    """Some drawn numbers meet every `where`."""
    question = entry.question
    if not question.where or not question.params:
        return
    numbers = _Numbers(question)
    if numbers.failed or numbers.kept.any() or _Numbers(question, MORE_DRAWS).kept.any():
        return
    said = f"none of {MORE_DRAWS} draws meets every condition"
    yield Finding(("where",), said, "change the conditions or the ranges of the parameters")


class _Numbers:
    """Draws of a question that meet its `where`, as arrays; `count` is 0 where floats can't do it."""

    def __init__(self, question: Question, draws: int = DRAWS) -> None:
        self.names = walk.scope(question).base
        self.env: dict[str, Column] = {}
        self.kept = np.ones(draws if question.params else 1, dtype=bool)
        self.failed = False
        try:
            with np.errstate(all="ignore"):
                self._draw(question)
        except _FAILS:
            self.kept[:], self.failed = False, True

    @property
    def count(self) -> int:
        """How many draws there are to look at."""
        held = int(self.kept.sum())
        return held if held >= min(FEWEST, len(self.kept)) else 0

    def _draw(self, question: Question) -> None:
        size = len(self.kept)
        drawn = [draw_params(question.params, Stream(question.id, "lint", seed)) for seed in range(size)]
        for name in sorted(value_names(question.params)):
            self.env[name] = _column([exact(one.env[name]) for one in drawn])
        for name, text in question.let.items():
            self.env[name] = self._evaluate(text)
        for text in question.where:
            self.kept &= np.broadcast_to(self._evaluate(text).data.astype(bool), (size,))

    def _evaluate(self, text: str) -> Column:
        node = keys.read_key(text, self.names)
        if isinstance(node, keys.Bad):
            raise CannotSimulate(node.reason)
        return evaluate(node, self.env)

    def add(self, name: str, text: str) -> None:
        """Lets what follows use the key of an earlier part by its name."""
        try:
            with np.errstate(all="ignore"):
                self.env[name] = self._evaluate(text)
        except _FAILS:
            return
        self.names |= {name}

    def value(self, text: str) -> np.ndarray | None:
        """One number a kept draw; None where floats can't evaluate it."""
        try:
            with np.errstate(all="ignore"):
                found = self._evaluate(text)
        except _FAILS:
            return None
        if found.is_list:
            return None
        return np.broadcast_to(found.data, self.kept.shape)[self.kept]

    def truth(self, right: bool | str) -> np.ndarray | None:
        """Whether an option is right, a kept draw each."""
        if isinstance(right, bool):
            return np.full(int(self.kept.sum()), right)
        found = self.value(right)
        return None if found is None else found.astype(bool)


def _column(values: list[Exact]) -> Column:
    """Numbers, or lists of one length. Raises CannotSimulate for anything else."""
    if any(value is None for value in values):
        raise CannotSimulate("a parameter is no rational number")
    data = np.array(values, dtype=float)  # ValueError where lists differ in length
    if data.ndim > 2:
        raise CannotSimulate("a matrix")
    return Column(data)


def _within(value: np.ndarray, key: np.ndarray, tolerance: Tolerance) -> np.ndarray:
    off = np.abs(value - key)
    close = np.zeros(off.shape, dtype=bool)
    if tolerance.absolute is not None:
        close |= off <= tolerance.absolute
    if tolerance.relative is not None:
        close |= off <= tolerance.relative * np.abs(key)
    return close
