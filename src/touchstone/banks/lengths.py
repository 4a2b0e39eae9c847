"""Whether the length of options gives answers away over a whole bank, however little in each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from touchstone.banks import walk
from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding

FEWEST = 20  # single choices, below which a share says nothing
CHANCE = 0.01  # so rarely a bank in which length says nothing would be called one in which it does


@dataclass(frozen=True)
class _Choice:
    """A single choice: its place, how many options it has, how long the right and the wrong ones are."""

    entry: Entry
    base: tuple[str | int, ...]
    options: int
    right: int
    wrong: tuple[int, ...]

    @property
    def lead(self) -> float:
        """How many times as long the right option is as the longest wrong one."""
        return self.right / max(*self.wrong, 1)


def telling_lengths(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    """A finding at the plainest question where the longest (or shortest) option is right too often."""
    choices = [choice for entry in entries for choice in _choices(entry)]
    if len(choices) < FEWEST:
        return
    longest = [choice for choice in choices if choice.right > max(choice.wrong)]
    shortest = [choice for choice in choices if choice.right < min(choice.wrong)]
    expected = sum(1 / choice.options for choice in choices)
    for word, found in (("longest", longest), ("shortest", shortest)):
        if len(found) <= expected or _tail(choices, len(found)) > CHANCE:
            continue
        by_lead = sorted(found, key=lambda choice: choice.lead, reverse=word == "longest")
        message = (
            f"over the bank the right option is the {word} in {len(found)} of {len(choices)} single choices, "
            f"where {expected:.0f} would be by chance: whoever picks the {word} is right so often"
        )
        plainest = ", ".join(choice.entry.question.id for choice in by_lead[1:4])
        hint = f"shorten right options or say more in wrong ones, here and in {plainest}"
        yield by_lead[0].entry, Finding((*by_lead[0].base, "options"), message, hint)


def _choices(entry: Entry) -> Iterator[_Choice]:
    for base, _, task in walk.tasks(entry.question):
        right = [len(option.text) for option in task.options if option.right is True]
        wrong = tuple(len(option.text) for option in task.options if option.right is False)
        if task.chooses == "one" and len(right) == 1 and len(wrong) == len(task.options) - 1 and wrong:
            yield _Choice(entry, base, len(task.options), right[0], wrong)


def _tail(choices: Sequence[_Choice], count: int) -> float:
    """How likely at least `count` of them would be such if each option were equally likely to be."""
    likely = np.zeros(len(choices) + 1)
    likely[0] = 1.0
    for choice in choices:
        share = 1 / choice.options
        likely[1:] = likely[1:] * (1 - share) + likely[:-1] * share
        likely[0] *= 1 - share
    return float(likely[count:].sum())
