"""Every shipped question is proved: on 25 seeds each in every run, on 500 with --nightly.

In a file of its own, so that the test command gives it a process of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from touchstone.banks.bank import Bank, load_banks
from touchstone.banks.mismarking import mismark
from touchstone.banks.mutation import Mutation, mutate
from touchstone.banks.proof import HIGH_REDRAW_RATE, QuestionProof, prove
from touchstone.banks.query_mutants import mutate_query
from touchstone.maths.grader import Grader

ROOT = Path(__file__).parents[2]
ENOUGH = 0.97  # of the planted wrong keys and markings


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_banks(ROOT / "question_banks")


def proofs(bank: Bank, seeds: Sequence[int], maths: Grader) -> list[QuestionProof]:
    return [prove(question, seeds, maths) for question in bank.questions.values()]


def failures(found: list[QuestionProof]) -> dict[str, tuple[str, ...]]:
    return {proof.id: proof.failures for proof in found if proof.failures}


def test_every_question_is_proved_on_25_seeds(bank: Bank, maths: Grader) -> None:
    found = proofs(bank, range(25), maths)
    assert failures(found) == {}
    assert [proof.id for proof in found if proof.redraw_rate > HIGH_REDRAW_RATE] == []


@pytest.mark.nightly
def test_every_question_is_proved_on_500_seeds(bank: Bank, maths: Grader) -> None:
    """A proof that fails on a right key is a false alarm: none in well over 10,000 draws."""
    found = proofs(bank, range(1_000, 1_500), maths)
    assert failures(found) == {}
    assert sum(proof.seeds for proof in found) > 10_000


@pytest.mark.nightly
def test_wrong_keys_and_wrong_marking_are_caught(bank: Bank, maths: Grader) -> None:
    planted = Mutation()
    for one in bank.questions.values():
        planted += mutate(one, maths) + mismark(one, maths) + mutate_query(one, maths)
    assert planted.planted > 5_000
    assert planted.caught / planted.planted >= ENOUGH, [str(one) for one in planted.survivors]
    assert all(": " in str(survivor) for survivor in planted.survivors)  # each with its reason
