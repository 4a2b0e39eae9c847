"""A small bank, its keepers, and a store in memory that is held to the real one's contract."""

from __future__ import annotations

from collections.abc import Sequence

from touchstone.access.people import Person, Right
from touchstone.authoring.model import Asked, Check, Version

KEEPER = Person("k", "Kim", frozenset({Right.ORGANISE}))
INTERVIEWER = Person("i", "Ira", frozenset({Right.INTERVIEW, Right.PAY}))

BANK = """\
# The file's own first line.
- id: twice
  title: Twice a number
  skill: statistics.descriptive.variance
  level: junior
  minutes: 2
  serves: [summarise-data]   # a duty
  params:
    n: {integer: [3, 9]}
  prompt: What is twice {{ n }}?
  answer: {value: 2*n}
  proof: sum(n, k, 1, 2)
  mistakes: [{name: square, value: n^2, says: This is the square.}]
  follow_ups:
  - {ask: And four times?, listen_for: Twice the double.}
  - {ask: And half of the double?, listen_for: The number itself.}

# About talking.
- id: talk
  title: Talk about it
  skill: communication.explaining.uncertainty
  level: mid
  minutes: 6
  serves: [summarise-data]
  prompt: What do you say?
  options:
  - {text: The first, right: true, why: It is right.}
  - {text: The second, why: It is not.}
# The end.
"""


class MemoryAuthoring:
    """Versions and checks in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Version] = {}
        self.found: list[Check] = []
        self.answers: dict[str, dict[str, Asked]] = {}

    def add_version(self, new: Version) -> bool:
        if (new.question_id, new.hash) in self.kept:
            return False
        self.kept[new.question_id, new.hash] = new
        return True

    def versions(self, question_id: str) -> Sequence[Version]:
        mine = [version for version in self.kept.values() if version.question_id == question_id]
        return sorted(mine, key=lambda version: version.saved_at, reverse=True)

    def add_check(self, new: Check) -> None:
        self.found.append(new)

    def checks(self, question_id: str | None = None) -> Sequence[Check]:
        mine = [check for check in self.found if question_id in (None, check.question_id)]
        return sorted(mine, key=lambda check: check.at, reverse=True)

    def asked(self, question_id: str) -> dict[str, Asked]:
        return self.answers.get(question_id, {})
