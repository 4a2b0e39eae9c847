"""Planted wrong keys: the slips that people make, and the proofs that don't see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from touchstone.banks.keys import Bad, read_key
from touchstone.banks.mutants import mutants
from touchstone.banks.mutation import mutate
from touchstone.banks.question import Question
from touchstone.maths.grader import Grader

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "slips.yaml").read_text())
NAMES = frozenset("abcdknpsuvxzA")


@pytest.mark.parametrize("case", CASES, ids=[case["key"] for case in CASES])
def test_the_slips_of_authors_are_planted(case: dict[str, str]) -> None:
    tree = read_key(case["key"], NAMES)
    assert not isinstance(tree, Bad)
    planted = {mutant.text for mutant in mutants(tree, {})}
    assert [slip for slip in case["slips"] if slip not in planted] == []
    assert case["key"] not in planted


def test_another_parameter_of_the_same_kind_is_planted() -> None:
    tree = read_key("a/(a + b)", NAMES)
    assert not isinstance(tree, Bad)
    assert "b/(a + b)" in {mutant.text for mutant in mutants(tree, {"a": "b", "b": "a"})}


PRECISION = """\
  params:
    tp: {integer: [20, 90]}
    fp: {integer: [5, 60]}
  prompt: 'Of {{ tp + fp }} alarms {{ tp }} were right. Give the precision, to three decimal places.'
  answer:
    value: tp/(tp + fp)
    tolerance: {absolute: 0.001}
  proof: 1 - fp/(tp + fp)
"""


def test_an_independent_proof_catches_them_all(question: Callable[[str], Question], maths: Grader) -> None:
    found = mutate(question(PRECISION), maths)
    assert found.planted >= 8
    assert found.caught == found.planted
    assert found.survivors == ()


def test_a_value_shared_by_both_routes_lets_slips_through(
    question: Callable[[str], Question], maths: Grader
) -> None:
    shared = PRECISION.replace("  prompt", "  let: {total: tp + fp}\n  prompt")
    shared = shared.replace("tp/(tp + fp)", "tp/total").replace("fp/(tp + fp)", "(total - tp)/total")
    found = mutate(question(shared), maths)
    assert 0 < len(found.survivors) == found.planted - found.caught
    assert {survivor.where for survivor in found.survivors} == {"total"}
    assert "the proof goes through the same wrong value" in found.as_json()["survivors"][0]


def test_simulations_catch_them_too(question: Callable[[str], Question], maths: Grader) -> None:
    text = """\
  params:
    n: {integer: [3, 6]}
  prompt: What is the mean of the largest of {{ n }} numbers between 0 and 1, exactly?
  answer: {value: n/(n + 1)}
  simulate:
    draw:
      u: {uniform: [0, 1], size: n}
    value: max(u)
    trials: 50000
"""
    found = mutate(question(text), maths)
    assert found.planted >= 5
    assert found.caught == found.planted


def test_slips_that_change_nothing_are_not_wrong_keys(
    question: Callable[[str], Question], maths: Grader
) -> None:
    text = """\
  params:
    A: {matrix: {rows: 2, columns: 2, integers: [1, 9]}}
  prompt: What is the determinant of ${{ A }}$?
  answer: {value: det(A)}
  proof: 'A[1, 1]*A[2, 2] - A[1, 2]*A[2, 1]'
"""
    found = mutate(question(text), maths)
    assert found.same >= 1  # the determinant of the transpose
    assert found.caught == found.planted
