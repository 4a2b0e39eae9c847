"""Planted wrong keys: the slips that people make, and the proofs that don't see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from touchstone.banks.keys import Bad, read_key
from touchstone.banks.mismarking import mismark
from touchstone.banks.mutants import as_interval, mutants
from touchstone.banks.mutation import mutate
from touchstone.banks.question import Question
from touchstone.maths.grader import Grader
from touchstone.maths.tree import Node

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


def test_a_value_made_of_hidden_numbers_is_data_and_not_a_key(
    question: Callable[[str], Question], maths: Grader
) -> None:
    """The limit is handed out and made from z: where z is shown too, the limit must be right."""
    text = """\
  params:
    m: {integer: [100, 200]}
    z: {integer: [2, 9]}
  let: {most: m + 10*z}
  prompt: 'The mean is {{ m }} ms and the limit {{ most }} ms. How far apart are they?'
  answer: {value: most - m, unit: ms}
  proof: 0 - (m - most)
"""
    assert mutate(question(text), maths).survivors == ()
    shown = text.replace("The mean", "With {{ z }} steps of ten the mean")
    assert {survivor.where for survivor in mutate(question(shown), maths).survivors} == {"most"}


MARKED = (
    PRECISION
    + """\
  mistakes:
  - name: false-alarms
    value: fp/(tp + fp)
    credit: 0.5
    says: This is the share of false alarms.
"""
)


def test_wrong_marking_is_noticed(question: Callable[[str], Question], maths: Grader) -> None:
    """A tolerance too wide, one too narrow, and a mistake that is the key."""
    found = mismark(question(MARKED), maths)
    assert (found.planted, found.caught) == (3, 3)


def test_wrong_marking_survives_where_nothing_tells(
    question: Callable[[str], Question], maths: Grader
) -> None:
    vague = MARKED.replace("to three decimal places", "within 0.1 points").replace("fp/(tp + fp)\n", "50\n")
    assert "value: 50" in vague
    found = mismark(question(vague.replace("proof: 1 - 50", "proof: 1 - fp/(tp + fp)")), maths)
    assert {survivor.slip for survivor in found.survivors} >= {"tolerance far too wide"}
    assert found.planted == 3


def test_ends_of_intervals_are_opened_and_roundings_exchanged(
    question: Callable[[str], Question], maths: Grader
) -> None:
    text = """\
  params:
    a: {integer: [20, 90]}
    b: {integer: [3, 9]}
  prompt: Which range is it?
  answer: {value: '[ceil(a/b), a]', kind: interval}
  proof: '[floor((a + b - 1)/b), a]'
"""
    made = question(text)
    slips = {one.slip for one in mutants(as_interval(read(made)), {})}
    assert {"an end opened or closed", "round for ceil", "floor for ceil"} <= slips
    found = mutate(made, maths)
    assert found.caught == found.planted >= 6


def read(made: Question) -> Node:
    assert made.answer is not None
    tree = read_key(made.answer.value, frozenset("ab"))
    assert not isinstance(tree, Bad)
    return tree
