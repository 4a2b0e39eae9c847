"""One formula in two writings is told from two formulas that are equal."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from touchstone.banks import keys
from touchstone.banks.canonical import TooLong, canonical
from touchstone.banks.sums import Sum
from touchstone.maths.tree import Node

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "formulas.yaml").read_text())
NAMES = frozenset("abcdhkmnprsxvA")


def node(text: str) -> Node:
    found = keys.read_key(str(text), NAMES)
    assert not isinstance(found, keys.Bad), found
    return found


def form(text: str) -> Sum:
    return canonical(node(text))


@pytest.mark.parametrize(("first", "second"), CASES["one_formula"])
def test_one_formula_has_one_form(first: str, second: str) -> None:
    assert form(first) == form(second)


@pytest.mark.parametrize(("first", "second"), CASES["two_formulas"])
def test_two_formulas_stay_two(first: str, second: str) -> None:
    assert form(first) != form(second)


@pytest.mark.parametrize(
    "text", ["9^9^9^9", "(1/3)^100000*a", "0^(-1)", "(a - a)^b", "sqrt(0 - 4)", "2^0.1^k"]
)
def test_large_and_impossible_powers_are_left_as_they_are(text: str) -> None:
    assert form(text) == form(text)


def test_helpers_that_grow_without_end_are_left() -> None:
    letters = "abcdhkmnpr"
    meanings = {
        one: node(f"sqrt({other}) + sin({other})*{other}^{other}") for one, other in pairwise(letters)
    }
    with pytest.raises(TooLong):
        canonical(node("a"), meanings)
