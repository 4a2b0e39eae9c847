"""The page about the language says what the reader does: each row of its tables is typed and read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from touchstone.maths import limits
from touchstone.maths.plain import to_plain
from touchstone.maths.reader import Read, read
from touchstone.maths.unreadable import Unreadable

PAGE = (Path(__file__).parents[3] / "docs/maths-language.md").read_text("utf-8")
ROWS = [
    [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
READ = [(row[0].strip("`"), row[1].strip("`")) for row in ROWS if row[1].startswith("`")]
REFUSED = [(row[0].strip("`"), row[1]) for row in ROWS if not row[1].startswith("`")]


@pytest.mark.parametrize(("typed", "reading"), READ)
def test_the_page_says_how_a_text_is_read(typed: str, reading: str) -> None:
    found = read(typed)
    assert isinstance(found, Read), found
    assert to_plain(found.tree) == reading


@pytest.mark.parametrize(("typed", "reason"), REFUSED)
def test_the_page_says_why_a_text_is_refused(typed: str, reason: str) -> None:
    found = read(typed)
    assert isinstance(found, Unreadable), found
    assert found.reason == reason


def test_the_page_notes_each_ambiguity_that_the_reader_notes() -> None:
    section = PAGE.split("## Where mathematics is ambiguous")[1].split("\n## ")[0]
    for line in section.splitlines():
        if line.startswith("| `"):
            typed = line.split("`")[1].replace("\\|", "|")
            found = read(typed)
            assert isinstance(found, Read)
            assert found.notes, typed


def test_the_page_states_the_bounds() -> None:
    bounds = PAGE.split("## Bounds")[1]
    for number in (
        *(limits.ANSWER.characters, limits.ANSWER.tokens, limits.ANSWER.nodes, limits.MAX_DEPTH),
        *(limits.MAX_DIGITS, limits.MAX_EXPONENT_OF_TEN, limits.KEY.characters),
    ):
        assert re.search(rf"\b{number:,}\b", bounds)
