"""Rows that come again: marked once where the verdict hangs on nothing but the row."""

from __future__ import annotations

import pytest

from touchstone.maths.repeated import LONGEST_ROW, MOST_ROWS, Repeated


class Marker:
    """Says the same of every row, and counts."""

    def __init__(self, outcome="correct"):
        self.outcome, self.marked = outcome, 0

    def __call__(self, row):
        self.marked += 1
        return {"id": row.get("id"), "outcome": self.outcome, "ms": 5.0, "number": self.marked}


@pytest.mark.parametrize("outcome", ["correct", "partial", "incorrect", "unreadable"])
def test_the_same_row_is_marked_once_and_keeps_its_own_id(outcome):
    marker = Marker(outcome)
    marked = Repeated(marker)
    first = marked.verdict({"id": 1, "key": "x", "answer": "y"})
    again = marked.verdict({"id": 2, "key": "x", "answer": "y", "deadline_ms": 500})
    unnamed = marked.verdict({"key": "x", "answer": "y"})
    assert marker.marked == 1
    assert (first["id"], again["id"], unnamed["id"]) == (1, 2, None)
    assert {**again, "id": 1, "ms": 5.0} == first


@pytest.mark.parametrize("outcome", ["undecided", "timed_out", "invalid_row"])
def test_what_is_not_settled_is_tried_again(outcome):
    marker = Marker(outcome)
    marked = Repeated(marker)
    for _ in range(3):
        marked.verdict({"key": "x", "answer": "y"})
    assert marker.marked == 3


@pytest.mark.parametrize(
    "other",
    [
        {"answer": "x "},
        {"kind": "number"},
        {"decimal_places": 1},
        {"decimal_places": True},
        {"decimal_places": 1.0},
        {"assume": {"x": "positive"}},
        {"mistakes": [{"name": "m", "value": "2x"}]},
    ],
)
def test_a_row_that_differs_in_anything_is_another(other):
    marker = Marker()
    marked = Repeated(marker)
    for row in ({}, {"decimal_places": 2}, other):
        marked.verdict({"key": "x", "answer": "x", **row})
    assert marker.marked == 3


def test_memory_is_bounded():
    marker = Marker()
    marked = Repeated(marker)
    for number in range(MOST_ROWS + 1):
        marked.verdict({"key": "x", "answer": str(number)})
    marked.verdict({"key": "x", "answer": str(MOST_ROWS)})
    assert marker.marked == MOST_ROWS + 1
    marked.verdict({"key": "x", "answer": "0"})  # the oldest was forgotten
    assert marker.marked == MOST_ROWS + 2


def test_large_and_deep_rows_are_marked_each_time():
    marker = Marker()
    marked = Repeated(marker)
    deep = []
    for _ in range(2500):
        deep = [deep]
    for row in ({"key": "x", "answer": "1" * LONGEST_ROW}, {"key": "x", "answer": deep}):
        marked.verdict(row)
        marked.verdict(row)
    assert marker.marked == 4


def test_a_worker_gives_the_same_verdict_again(grader):
    row = {"key": "sin(2x)", "answer": "2*sin(x)*cos(x)"}
    first, again = (grader.grade({**row, "id": number}) for number in (1, 2))
    assert {**again, "id": 1, "ms": first["ms"]} == first
