"""What the tests of banks share: a marker, and a way to load a bank from text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from touchstone.banks.bank import Bank, load_files
from touchstone.banks.question import Question
from touchstone.maths.grader import Grader

ROOT = Path(__file__).resolve().parents[2]

HEAD = """\
- id: {id}
  title: A question to try things on
  skill: statistics.descriptive.variance
  level: junior
  minutes: 4
  serves: [summarise-data]
"""


@pytest.fixture(scope="session")
def maths() -> Iterator[Grader]:
    # Patient: a busy machine must not turn a slow answer into a false alarm.
    with Grader(workers=1, deadline_ms=10_000) as grader:
        yield grader


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Bank]:
    """A bank from YAML text. Text that begins with blanks gets a head with every field that must be there."""

    def loaded(*texts: str) -> Bank:
        paths = []
        for number, text in enumerate(texts):
            path = tmp_path / f"bank{number}.yaml"
            path.write_text(text if text.startswith("- ") else HEAD.format(id=f"question-{number}") + text)
            paths.append(path)
        return load_files(paths)

    return loaded


@pytest.fixture
def question(load: Callable[..., Bank]) -> Callable[[str], Question]:
    """The only question of a YAML text, which must be good."""

    def only(text: str) -> Question:
        bank = load(text)
        assert bank.problems == ()
        (found,) = bank.questions.values()
        return found

    return only
