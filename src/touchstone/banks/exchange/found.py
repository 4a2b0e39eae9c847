"""What reading an exchange file gives: the items, and what could not be taken over, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from touchstone.banks.exchange.items import LONGEST_TEXT, MOST_ITEMS, Chosen, Item
from touchstone.core.problems import Problem


@dataclass
class Found:
    """Items and problems of one file, gathered in the order of the file."""

    file: str
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, item: Item) -> None:
        """Takes an item, unless it is too long or one too many."""
        if len(self.items) >= MOST_ITEMS:
            if len(self.items) == MOST_ITEMS and not self._full:
                self.problem(item.line, f"only the first {MOST_ITEMS:,} questions are read; split the file")
            return
        if len(item.prompt) > LONGEST_TEXT:
            said = f"{item.name!r}: the prompt has {len(item.prompt):,} characters; at most {LONGEST_TEXT:,}"
            self.problem(item.line, said)
            return
        self.items.append(item)

    @property
    def _full(self) -> bool:
        return any(problem.message.startswith("only the first") for problem in self.problems)

    def problem(self, line: int, message: str, hint: str | None = None, column: int = 1) -> None:
        """Notes what could not be taken over."""
        self.problems.append(Problem(self.file, line, column if line else 0, message, hint))


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
