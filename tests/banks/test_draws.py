"""Draws are the same for ever, stay in their range, and meet their promises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from touchstone.banks.draws import Stream, draw
from touchstone.banks.params import Param

PARAM: TypeAdapter[Any] = TypeAdapter(Param)


def drawn(param: dict[str, Any], *seed: object) -> str:
    return draw({"v": PARAM.validate_python(param)}, Stream(*seed)).env["v"]


@pytest.mark.parametrize(
    ("param", "text"),
    [
        ({"integer": [1, 1000]}, "555"),
        ({"decimal": [0.05, 0.95, 0.05]}, "0.55"),
        ({"choice": [10, "1/3", 0.5]}, "1/3"),
        ({"sample": {"size": 4, "integers": [1, 99]}}, "[98, 89, 25, 25]"),
        ({"matrix": {"rows": 2, "columns": 2, "integers": [-5, 5]}}, "[[1, 5], [4, -3]]"),
    ],
)
def test_a_seed_gives_the_same_numbers_on_every_machine(param: dict[str, Any], text: str) -> None:
    """Stored attempts name their seed: these numbers may never change."""
    assert drawn(param, "some-question", 7, 0) == text


@given(st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_numbers_stay_in_range_and_out_of_what_is_excluded(seed: int) -> None:
    assert 2 <= int(drawn({"integer": [2, 9]}, seed)) <= 9
    assert int(drawn({"integer": [-3, 3], "exclude": [0, 1]}, seed)) not in (0, 1)
    assert drawn({"decimal": [0, 1, 0.25]}, seed) in ("0", "0.25", "0.5", "0.75", "1")
    assert int(drawn({"integer": [10, 50], "step": 10}, seed)) % 10 == 0


@given(st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_samples_keep_their_promises(seed: int) -> None:
    spec = {"size": [3, 6], "integers": [1, 9], "distinct": True, "sorted": True}
    numbers = [int(part) for part in drawn({"sample": spec}, seed)[1:-1].split(", ")]
    assert 3 <= len(numbers) <= 6
    assert numbers == sorted(set(numbers))


def test_a_symmetric_matrix_is_symmetric() -> None:
    spec = {"rows": 3, "columns": 3, "integers": [-9, 9], "symmetric": True}
    rows = [[int(n) for n in row.split(", ")] for row in drawn({"matrix": spec}, 3)[2:-2].split("], [")]
    assert rows == [list(column) for column in zip(*rows, strict=True)]


def test_every_value_turns_up() -> None:
    found = {drawn({"integer": [1, 6]}, seed) for seed in range(200)}
    assert found == {"1", "2", "3", "4", "5", "6"}


def test_rows_are_drawn_together() -> None:
    param = PARAM.validate_python({"together": [{"place": "a shop", "n": 40}, {"place": "a depot", "n": 90}]})
    pairs = {
        (found.words["place"], found.env["n"]) for found in (draw({"t": param}, Stream(s)) for s in range(20))
    }
    assert pairs == {("a shop", "40"), ("a depot", "90")}


def test_shuffling_keeps_all_items() -> None:
    assert sorted(Stream("x").shuffled(range(8))) == list(range(8))
    assert len({tuple(Stream(n).shuffled("ABC")) for n in range(100)}) == 6
