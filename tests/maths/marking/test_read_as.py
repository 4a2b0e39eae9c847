"""What a verdict shows as read: all that was typed, as the question means it."""

from __future__ import annotations

import pytest

from touchstone.maths.marking import mark
from touchstone.maths.operations import read

COLUMN = r"\begin{pmatrix}1\\2\end{pmatrix}"
MATRIX = r"x = \begin{pmatrix} 1 \\ 2 \end{pmatrix}"
CASES = [
    ({"key": "[1,2]", "answer": f"x={COLUMN}"}, r"x = \left[1, 2\right]"),
    (
        {"key": "[[1],[2]]", "answer": f"x={COLUMN}", "kind": "matrix"},
        MATRIX,
    ),
    (
        {"key": "[[1],[2]]", "answer": "x={{1},{2}}", "kind": "matrix"},
        MATRIX,
    ),
    ({"key": "25%", "answer": "p=25", "kind": "probability", "form": "percent"}, r"p = 25\%"),
    ({"key": "5", "answer": "x=5"}, "x = 5"),
    ({"key": "5", "answer": r"\text{5}"}, "5"),
    ({"key": "(0, 1)", "answer": "]0,1["}, r"\left]0, 1\right["),
    ({"key": "(0, 1)", "answer": "(0,1)"}, r"\left(0, 1\right)"),
    ({"key": "(0, 1)", "answer": "]0,1[", "kind": "interval"}, r"\left(0, 1\right)"),
    ({"key": "(0, 1]", "answer": "]0,1]"}, r"\left(0, 1\right]"),
]


@pytest.mark.parametrize(("row", "shown"), CASES, ids=[str(row["answer"]) for row, _ in CASES])
def test_a_name_before_a_value_is_shown(row: dict[str, str], shown: str) -> None:
    verdict = mark(row)
    assert (verdict["outcome"], verdict["read_as"]) == ("correct", shown)


@pytest.mark.parametrize("typed", ["{{1,2},{3,4}}", "A={{1,2},{3,4}}", r"\{\{1,2\},\{3,4\}\}"])
def test_the_preview_reads_rows_in_braces_as_marking_does(typed: str) -> None:
    found = read({"text": typed, "syntax": "auto", "names": [], "kind": "matrix"})
    verdict = mark({"key": "[[1,2],[3,4]]", "answer": typed, "kind": "matrix"})
    assert verdict["outcome"] == "correct"
    assert found["latex"] == verdict["read_as"]
    assert not [note for note in found["notes"] if "asks for" in note]


def test_rows_in_braces_are_a_key_too() -> None:
    row = {"key": "{{1,2},{3,4}}", "answer": "[[1,2],[3,4]]", "kind": "matrix"}
    assert mark(row)["outcome"] == "correct"
    assert mark({**row, "answer": "[[1,2],[4,3]]"})["outcome"] == "incorrect"


@pytest.mark.parametrize("kind", [None, "interval"])
def test_an_open_interval_is_shown_so_that_it_reads_back(kind: str | None) -> None:
    found = read({"text": "]0,1[", "syntax": "auto", "names": [], "kind": kind})
    again = read({"text": found["latex"], "syntax": "latex", "names": [], "kind": kind})
    assert again["latex"] == found["latex"]
    assert found["latex"] == (r"\left(0, 1\right)" if kind else r"\left]0, 1\right[")
