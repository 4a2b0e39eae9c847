"""One formula in two writings is told from two formulas that are equal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from touchstone.banks import keys
from touchstone.banks.canonical import Sum, canonical

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "formulas.yaml").read_text())
NAMES = frozenset("abcdhkmnprsxvA")


def form(text: str) -> Sum:
    node = keys.read_key(str(text), NAMES)
    assert not isinstance(node, keys.Bad), node
    return canonical(node)


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
