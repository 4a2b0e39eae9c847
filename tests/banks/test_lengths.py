"""Whether the length of options gives answers away over a whole bank."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from touchstone.banks.bank import Bank
from touchstone.banks.lengths import telling_lengths

MANY = """\
- id: choice-{n}
  title: A question to try things on
  skill: statistics.descriptive.variance
  level: junior
  minutes: 4
  serves: [summarise-data]
  prompt: {words}?
  options:
  - {{text: {right}, right: true, why: Yes.}}
  - {{text: The second one, why: No.}}
  - {{text: The last of them, why: No.}}
"""


@pytest.mark.parametrize(
    ("count", "long", "short", "said"),
    [
        (30, 10, 10, []),  # as chance has it
        (30, 30, 0, ["the longest in 30 of 30 single choices, where 10"]),
        (30, 0, 30, ["the shortest in 30 of 30"]),
        (30, 18, 12, ["the longest in 18 of 30"]),
        (19, 19, 0, []),  # too few to say
    ],
)
def test_lengths_that_tell_the_answer_over_a_bank(
    load: Callable[..., Bank], count: int, long: int, short: int, said: list[str]
) -> None:
    texts = []
    for n in range(count):
        right = "The first of them all" if n < long else "The 1st" if n >= count - short else "The first ones"
        words = f"Which {chr(97 + n % 26) * 3} is {chr(98 + n % 24) * 4} {'x' * (n + 1)} here"
        texts.append(MANY.format(n=n, right=right, words=words))
    bank = load("".join(texts))
    found = [finding.message for _, finding in telling_lengths(list(bank.entries.values()))]
    assert len(found) == len(said), found
    assert all(part in one for part, one in zip(said, found, strict=True)), found
