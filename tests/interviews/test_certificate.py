"""The certificate: figures from a second route, and every tampering found when it is read again."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace

import numpy as np
import pytest
from tests.support.interviews import made_bank, made_blueprint

from touchstone.core.hashes import content_hash
from touchstone.interviews.assembly import assemble
from touchstone.interviews.certificate import Checked, certify, load
from touchstone.interviews.forms import Assembled
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.precision import information, precision

BLUEPRINT = made_blueprint("mid", profile_hash="profile-1")


@pytest.fixture(scope="module")
def bank() -> list[PoolQuestion]:
    return [replace(question, hash=f"hash-{question.id}") for question in made_bank(300, 5)]


@pytest.fixture(scope="module")
def made(bank: list[PoolQuestion]) -> Assembled:
    outcome = assemble(BLUEPRINT, bank, forms=3, seed=11)
    assert isinstance(outcome, Assembled)
    return outcome


def stored(made: Assembled, place: int = 0) -> dict[str, object]:
    data: dict[str, object] = json.loads(
        json.dumps(certify(made, made.forms[place], bank_hash="bank-1").data())
    )
    return data


def test_a_stored_certificate_is_proved_again(made: Assembled, bank: list[PoolQuestion]) -> None:
    for place, form in enumerate(made.forms):
        checked = load(stored(made, place), bank, profile_hash="profile-1")
        assert checked.problems == ()
        assert checked.form == form
        assert checked.certificate is not None
        assert checked.certificate.blueprint_met


def test_its_figures(made: Assembled) -> None:
    data = stored(made)
    means = [form.difficulty for form in made.forms]
    assert data["minutes"] == sum(question.minutes for question in made.forms[0].questions)
    assert data["difficulty"] == pytest.approx(means[0], abs=1e-4)
    assert data["difficulty_spread"] == pytest.approx(max(means) - min(means), abs=1e-4)
    assert (data["seed"], data["bank_hash"], data["profile_hash"]) == (11, "bank-1", "profile-1")


TAMPERINGS = {
    "a figure": lambda data: data.update(misclassified=0.0),
    "a question": lambda data: data["questions"].pop(),
    "the seed": lambda data: data.update(seed=12),
    "the blueprint": lambda data: data["blueprint"].update(minutes=45),
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found(made: Assembled, bank: list[PoolQuestion], tamper) -> None:  # type: ignore[no-untyped-def]
    data = stored(made)
    tamper(data)
    assert load(data, bank, profile_hash="profile-1").problems == (
        "The certificate was changed after it was made: its hash does not fit.",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"standard_error": 0.01},
        {"misclassified": 0.001},
        {"difficulty": 9.9},
        {"minutes": 12.0},
        {"cut": 3.0},
        {"met": ()},
        {"blueprint_met": False},
        {"source": "from 10,000 real answers"},
    ],
    ids=str,
)
def test_a_changed_figure_is_found_although_the_hash_was_made_again(
    made: Assembled, bank: list[PoolQuestion], change: dict[str, object]
) -> None:
    certificate = certify(made, made.forms[0], bank_hash="b")
    forged = replace(certificate, **change)  # type: ignore[arg-type]
    forged = replace(forged, hash=content_hash({**forged.data(), "hash": ""}))
    assert load(forged.data(), bank, profile_hash=forged.profile_hash).problems


def test_a_changed_question_and_profile_are_found(made: Assembled, bank: list[PoolQuestion]) -> None:
    first = made.forms[0].questions[0]
    changed = [replace(q, hash="new") if q.id == first.id else q for q in bank]
    checked = load(stored(made), changed, profile_hash="profile-2")
    assert checked.problems == (
        f"The question {first.id!r} has changed since the form was made.",
        "The role profile has changed since the form was made.",
    )


def test_a_question_that_is_gone_and_one_that_no_longer_fits(
    made: Assembled, bank: list[PoolQuestion]
) -> None:
    first = made.forms[0].questions[0]
    gone = [question for question in bank if question.id != first.id]
    assert load(stored(made), gone, profile_hash="profile-1").problems == (
        f"The question {first.id!r} is no longer in the bank.",
    )
    longer = [replace(question, minutes=40) if question.id == first.id else question for question in bank]
    (problem,) = load(stored(made), longer, profile_hash="profile-1").problems
    assert problem.startswith("Minutes of questions: wanted 45 to 50, found ")


@pytest.mark.parametrize("data", [{}, {"format": 1}, {"form": ["x"]}])
def test_what_is_no_certificate_is_said_to_be_none(data: dict[str, object]) -> None:
    checked: Checked = load(data, [], profile_hash="")
    assert checked.certificate is None
    assert checked.problems[0].startswith("This is not a certificate")


def question(difficulty: float, kind: str = "maths") -> PoolQuestion:
    return PoolQuestion("q", "area.part.skill", "mid", 5, kind=kind, difficulty=difficulty)


def test_standard_error_of_equal_questions_by_hand() -> None:
    # Rasch: each question at the cut brings 1/4, so 16 of them bring 4 and the error is 1/2.
    assert precision([question(0.3)] * 16, 0.3).standard_error == pytest.approx(0.5)


def test_anchored_question_brings_the_variance_of_its_anchor() -> None:
    # Partial credit with thresholds -1, 0, 1 at ability 0: odds 1 : e : e : 1 for the anchors 1 to 4.
    odds = np.array([1, math.e, math.e, 1])
    share = odds / odds.sum()
    anchors = np.array([1, 2, 3, 4])
    expected = (share * anchors**2).sum() - (share * anchors).sum() ** 2
    assert information([question(0.0, "spoken")], np.array([0.0]))[0] == pytest.approx(expected)


def test_an_option_question_tells_less_than_one_that_can_not_be_guessed() -> None:
    at = np.array([-1.0, 0.0, 1.0])
    assert (information([question(0.0, "choice")], at) < information([question(0.0)], at)).all()


def test_no_question_tells_nothing() -> None:
    told = precision([], 0.0)
    assert told.standard_error is None
    assert told.misclassified == pytest.approx(0.5)


def test_share_misclassified_agrees_with_simulated_candidates() -> None:
    form = [question(random.Random(place).gauss(0, 0.5)) for place in range(20)]
    chance = np.random.default_rng(1)
    abilities = chance.normal(0.0, 1.0, 40_000)
    estimates = abilities + chance.normal(0, 1, 40_000) / np.sqrt(information(form, abilities))
    wrong = float(((estimates > 0) != (abilities > 0)).mean())
    assert precision(form, 0.0).misclassified == pytest.approx(wrong, abs=0.01)
