"""What reading an exchange file gives: the items, and what could not be taken over, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from touchstone.banks.exchange.items import LONGEST_TEXT, MOST_ANSWERS, MOST_ITEMS, Chosen, Item
from touchstone.core.problems import Problem


@dataclass
class Found:
    """Items and problems of one file, gathered in the order of the file."""

    file: str
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: int = 0  # questions that could not be taken over
    _full: bool = False

    def add(self, item: Item) -> None:
        """Takes an item, unless it is too long or one too many."""
        if self.full(item.line):
            return
        if len(item.prompt) > LONGEST_TEXT:
            said = f"{item.name!r}: the prompt has {len(item.prompt):,} characters; at most {LONGEST_TEXT:,}"
            self.refuse(item.line, said)
            return
        self.items.append(item)

    def full(self, line: int) -> bool:
        """Whether no more questions are read, one on `line` among them; asked before one is looked at."""
        if len(self.items) < MOST_ITEMS:
            return False
        if not self._full:
            self.problem(line, f"only the first {MOST_ITEMS:,} questions are read; split the file")
        self._full = True
        self.lost += 1
        return True

    def refuse(self, line: int, message: str, column: int = 1) -> None:
        """Notes a question that can't be taken over, and why."""
        self.lost += 1
        self.problem(line, message, column=column)

    def problem(self, line: int, message: str, hint: str | None = None, column: int = 1) -> None:
        """Notes what could not be taken over."""
        self.problems.append(Problem(self.file, line, column if line else 0, message, hint))


def too_many(answers: int) -> str | None:
    """Why a question has more answers than anybody could read, or None when it hasn't."""
    return f"it has {answers:,} answers; at most {MOST_ANSWERS} are read" if answers > MOST_ANSWERS else None


def unfair(choices: Sequence[Chosen], *, single: bool) -> str | None:
    """Why nobody could earn all points of a choice, or None when somebody can."""
    if len(choices) < 2:
        return f"a choice needs two options or more, found {len(choices)}"
    if len({choice.text for choice in choices}) < len(choices):
        return "two options say the same"
    best = max(choice.share for choice in choices)
    if single and best < 1:
        return "no option earns all points"
    if not single and abs(sum(max(0.0, choice.share) for choice in choices) - 1) > 0.001:
        return "the right options together don't earn all points, or earn more"
    return None
