"""Groups of answers to one key, in groups/: those that mean the same and those that don't, either way round.

`never` holds answers that a person may have to look at, but that must not be accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.maths.marking import mark

FOLDER = Path(__file__).parent / "groups"
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
OUTCOMES = {
    "same": "correct",
    "not": "incorrect",
    "partly": "partial",
    "unknown": "undecided",
    "unreadable": "unreadable",
    "never": "incorrect undecided",
}


def _rows(group: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    given = group.get("with", {})
    for field, outcome in OUTCOMES.items():
        for answer in group.get(field, []):
            yield outcome, {**given, "key": group["key"], "answer": answer}
            if not group.get("one_way"):
                yield outcome, {**given, "key": answer, "answer": group["key"]}


@pytest.mark.parametrize("file", FILES)
def test_every_group(file: str) -> None:
    groups = yaml.safe_load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    assert groups, f"{file} holds no groups"
    wrong = [
        f"{row['key']} | {row['answer']}: {found['outcome']}, not {outcome} ({found['reason']})"
        for group in groups
        for outcome, row in _rows(group)
        if (found := mark(row))["outcome"] not in outcome.split()
    ]
    assert wrong == []
