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
from touchstone.interviews.blueprint import Share
from touchstone.interviews.certificate import Checked, certify, load
from touchstone.interviews.derive import logit
from touchstone.interviews.forms import Assembled
from touchstone.interviews.met import Met, says, share_wanted
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.precision import information, precision
from touchstone.interviews.promised import all_met, rows
from touchstone.interviews.sets import InterviewSet, make_set

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
        checked = load(stored(made, place), bank, bank_hash="bank-1", profile_hash="profile-1")
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
    assert load(data, bank, bank_hash="bank-1", profile_hash="profile-1").problems == (
        "The certificate was changed after it was made: its hash does not fit.",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"standard_error": 0.01}, "The standard error that it names does not follow"),
        ({"misclassified": 0.001}, "The share of candidates on the wrong side of the cut does not follow"),
        ({"difficulty": 9.9}, "The mean difficulty that it names is not"),
        ({"minutes": 12.0}, "The minutes that it names are not those of the form's questions."),
        ({"cut": 3.0}, "The cut that it names is not the one for its level."),
        ({"met": ()}, "What it says of the requests is not what the form meets."),
        ({"blueprint_met": False}, "It says wrongly whether the form meets all requests."),
        ({"source": "from 10,000 real answers"}, "What its figures rest on is not what this program says."),
    ],
    ids=str,
)
def test_a_changed_figure_is_found_although_the_hash_was_made_again(
    made: Assembled, bank: list[PoolQuestion], change: dict[str, object], said: str
) -> None:
    certificate = certify(made, made.forms[0], bank_hash="b")
    forged = replace(certificate, **change)  # type: ignore[arg-type]
    forged = replace(forged, hash=content_hash({**forged.data(), "hash": ""}))
    (problem,) = load(forged.data(), bank, bank_hash="b", profile_hash=forged.profile_hash).problems
    assert problem.startswith(said)


def test_questions_told_with_other_numbers_are_found(made: Assembled, bank: list[PoolQuestion]) -> None:
    certificate = certify(made, made.forms[0], bank_hash="b")
    first, *others = certificate.questions
    forged = replace(certificate, questions=(replace(first, variant=first.variant + 1), *others))
    forged = replace(forged, hash=content_hash({**forged.data(), "hash": ""}))
    assert load(forged.data(), bank, bank_hash="b", profile_hash=forged.profile_hash).problems == (
        "The questions that it lists are not those of the form.",
    )


def test_a_changed_question_and_profile_are_found(made: Assembled, bank: list[PoolQuestion]) -> None:
    first = made.forms[0].questions[0]
    changed = [replace(q, hash="new") if q.id == first.id else q for q in bank]
    checked = load(stored(made), changed, bank_hash="bank-1", profile_hash="profile-2")
    assert checked.problems == (
        f"The question {first.id!r} has changed since the form was made.",
        "The role profile has changed since the form was made.",
    )


def test_a_question_that_is_gone_and_one_that_no_longer_fits(
    made: Assembled, bank: list[PoolQuestion]
) -> None:
    first = made.forms[0].questions[0]
    gone = [question for question in bank if question.id != first.id]
    assert load(stored(made), gone, bank_hash="bank-1", profile_hash="profile-1").problems == (
        f"The question {first.id!r} is no longer in the bank.",
    )
    longer = [replace(question, minutes=40) if question.id == first.id else question for question in bank]
    (problem,) = load(stored(made), longer, bank_hash="bank-1", profile_hash="profile-1").problems
    assert problem.startswith("Minutes of questions: wanted 45 to 50, found ")


@pytest.mark.parametrize("other", ["0" * 64, "bank-2", ""])
def test_another_bank_is_said_though_what_the_form_asks_is_as_it_was(
    made: Assembled, bank: list[PoolQuestion], other: str
) -> None:
    def checked(names: str, today: str, profile: str = "profile-1") -> Checked:
        certificate = certify(made, made.forms[0], bank_hash=names)
        return load(certificate.data(), bank, bank_hash=today, profile_hash=profile)

    for names, today in ((other, "bank-1"), ("bank-1", other)):
        found = checked(names, today)
        assert found.problems == ()
        assert found.another_bank == (
            f"It was certified against another bank than today's: it names bank {names[:12]}, and today's is "
            f"{today[:12]}; the form's own questions are as they were."
        )
    assert checked("bank-1", "bank-1").another_bank == ""
    assert "as they were" not in checked(other, "bank-1", "profile-2").another_bank


@pytest.mark.parametrize("data", [{}, {"format": 1}, {"form": ["x"]}])
def test_what_is_no_certificate_is_said_to_be_none(data: dict[str, object]) -> None:
    checked: Checked = load(data, [], bank_hash="bank-1", profile_hash="")
    assert checked.certificate is None
    assert checked.problems[0].startswith("This is not a certificate")


SHORT = [
    PoolQuestion(f"q-{number}", f"area0.part.skill{number % 5}", level, 5, hash=f"hash-{number}")
    for number, level in enumerate(["senior"] * 4 + ["mid"] * 6)
]


@pytest.fixture(scope="module")
def eased() -> InterviewSet:
    made = make_set(made_blueprint("senior", 60, areas=1), SHORT)
    assert isinstance(made, InterviewSet)
    return made


def test_what_gave_way_is_certified_beside_the_wish_and_is_not_called_met(eased: InterviewSet) -> None:
    (certificate,) = eased.certificates
    stored_as = json.loads(json.dumps(certificate.data()))
    assert stored_as["eased"][1] == {
        "request": "Questions at mid level",
        "wished": "0% to 50%",
        "instead": "0% to 60%",
        "why": "the bank is small here",
    }
    checked = load(stored_as, SHORT, bank_hash="bank-1", profile_hash="")
    assert (checked.problems, checked.certificate) == ((), certificate)
    assert all_met(certificate) == (
        "Wishes that gave way. The bank is small here: two questions on one skill allowed (wished: none); "
        "questions at mid level up to 60% (wished: up to 50%, this form has 5 of 9); questions at senior "
        "level at least 40% (wished: at least 50%, this form has 4 of 9). All other requests met."
    )
    told = {row.request: (row.wanted, row.said) for row in rows(certificate)}
    assert told["Questions at mid level"] == ("0% to 50%, eased to 0% to 60%", "eased")
    assert told["Two questions on one skill"] == ("none", "eased")
    assert told["Minutes of questions"][1] == "yes"


def test_a_certificate_of_before_easing_was_kept_holds_and_says_what_gave_way(eased: InterviewSet) -> None:
    older = replace(eased.certificates[0], eased=())
    older = replace(older, hash=content_hash({**older.data(), "hash": ""}))
    assert "eased" not in older.data()
    checked = load(older.data(), SHORT, bank_hash="bank-1", profile_hash="")
    assert checked.problems == ()
    assert "questions at mid level up to 60% (wished: up to 50%, this form has 5 of 9)" in all_met(older)


def test_what_gave_way_can_not_be_told_otherwise(eased: InterviewSet) -> None:
    first, *others = eased.certificates[0].eased
    forged = replace(eased.certificates[0], eased=(replace(first, instead="none"), *others))
    forged = replace(forged, hash=content_hash({**forged.data(), "hash": ""}))
    assert load(forged.data(), SHORT, bank_hash="bank-1", profile_hash="").problems == (
        "What it says gave way is not what its blueprint is without.",
    )


def test_of_questions_on_one_skill_those_that_have_to_be_in_are_told_apart() -> None:
    same = [PoolQuestion(f"q-{n}", "area0.part.one", "mid", 15, hash=f"h{n}") for n in range(3)]
    names = tuple(q.id for q in same)
    blueprint = made_blueprint("mid", areas=1, must_include=names, common=names)
    made = make_set(blueprint, same)
    assert isinstance(made, InterviewSet)
    (certificate,) = made.certificates
    (row,) = [row for row in certificate.met if row.request == "Two questions on one skill"]
    assert row.found == "none beside those that everybody is asked"
    older = replace(row, wanted="none", found="none")
    before = replace(certificate, met=tuple(older if one is row else one for one in certificate.met))
    before = replace(before, hash=content_hash({**before.data(), "hash": ""}))
    assert before.met != certificate.met
    assert load(before.data(), same, bank_hash="bank-1", profile_hash="").problems == ()


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [(0, "none"), (1, "at most 1, as asked for"), (98, "at most 98, as asked for"),
     (Share.ANY, "as many as are asked for")],
)  # fmt: skip
def test_a_level_beside_the_mix_is_told_in_words(asked: int, wanted: str) -> None:
    assert share_wanted(Share("senior", 0.0, 0.0, asked)) == wanted


@pytest.mark.parametrize(
    ("kept", "right", "same"),
    [
        ("at most 99, as asked for", "as many as are asked for", True),  # an earlier certificate
        ("as many as are asked for", "as many as are asked for", True),
        ("at most 0, as asked for", "none", True),
        ("at most 99, as asked for", "at most 1, as asked for", False),
        ("at most 98, as asked for", "as many as are asked for", False),
        ("as many as are asked for", "none", False),
        ("none", "as many as are asked for", False),
    ],
)
def test_earlier_words_of_a_certificate_still_say_what_is_right(kept: str, right: str, same: bool) -> None:
    row = Met("Questions at senior level", right, "2", met=True)
    assert says([replace(row, wanted=kept)], [row]) is same
    assert not says([], [row])
    assert not says([row, row], [row])
    assert not says([replace(row, found="3")], [row])


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
    # One guess in four is right: at its own difficulty 5/8 answer it, and 3/16² / (5/8 · 3/8) is 0.15.
    assert information([question(0.3, "choice")], np.array([0.3]))[0] == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("share", "as_read"), [(0, 0.02), (0.019, 0.02), (0.02, 0.02), (0.3, 0.3), (0.97, 0.97), (1, 0.98)]
)
def test_of_nobody_and_everybody_no_difficulty_is_without_end(share: float, as_read: float) -> None:
    assert logit(share) == pytest.approx(math.log(as_read / (1 - as_read)))


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
