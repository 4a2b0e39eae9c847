"""The service on the shipped content: sets for the roles, and loops in which nothing is asked twice."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from tests.support.interviews import made_bank, made_blueprint

from touchstone.banks.bank import load_banks
from touchstone.banks.question import Question
from touchstone.banks.variant import Variant
from touchstone.core.content import ContentRoot
from touchstone.interviews.certificate import load
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.loop import FILE, load_loop
from touchstone.interviews.plan import plan
from touchstone.interviews.pool import PoolQuestion, within
from touchstone.interviews.service import Interviews, Request, as_json, summary
from touchstone.interviews.sets import InterviewSet, make_set
from touchstone.roles.catalogue import Catalogue, load_catalogue

HANDS_ON = {"data_scientist", "machine_learning_engineer", "data_engineer", "full_stack_data_scientist"}
ROOT = ContentRoot(Path(__file__).parents[2])


def nobody(question: Question, seed: int) -> Variant:
    raise AssertionError("nothing is drawn here")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT.roles)


@pytest.fixture(scope="module")
def desk() -> Interviews:
    return Interviews(load_banks(ROOT.banks), ROOT.templates, nobody)


@pytest.mark.parametrize("level", ["junior", "mid", "senior", "staff"])
def test_an_hour_for_every_role(desk: Interviews, catalogue: Catalogue, level: str) -> None:
    for profile in catalogue.profiles.values():
        made = desk.assemble(profile, Request(level))
        if level in profile.refused:
            assert isinstance(made, Infeasible)
            assert profile.refused[level] in made.told[0]
            continue
        if isinstance(made, Infeasible):
            assert profile.id not in HANDS_ON, made.told
            continue
        assert made.certificates[0].blueprint_met
        assert 36 <= made.forms[0].minutes <= 50
        assert not made.forms[0].ids & set(made.samples)


def test_no_interview_of_a_loop_repeats_another(desk: Interviews, catalogue: Catalogue) -> None:
    loop, _ = load_loop(ROOT.templates / FILE)
    assert loop is not None
    for profile in catalogue.profiles.values():
        planned = plan(loop, profile, "mid")
        made = desk.loop(profile, planned)
        assert list(made) == [stage.stage.id for stage in planned.stages if stage.assembled]
        sets = [found for found in made.values() if isinstance(found, InterviewSet)]
        for one, two in combinations(sets, 2):
            assert not one.forms[0].ids & two.forms[0].ids


def test_the_summary_and_the_json_tell_of_the_same_questions(desk: Interviews, catalogue: Catalogue) -> None:
    made = desk.assemble(catalogue.profiles["data_scientist"], Request("mid"))
    assert isinstance(made, InterviewSet)
    data = as_json(made)["forms"][0]
    text = "\n".join(summary(made, {question.id: question.id for question in made.forms[0].questions}))
    for question in data["questions"]:
        assert f"| {question['id']} | {question['skill']} | {question['level']} |" in text
    assert "All requests met." in text


def test_a_must_skill_without_a_question_is_named_and_not_called_met() -> None:
    blueprint, bank = made_blueprint("mid", unseen=("steering a ship",)), made_bank(300, 2)
    made = make_set(blueprint, bank)
    assert isinstance(made, InterviewSet)
    certificate = made.certificates[0]
    assert not certificate.blueprint_met
    told = "\n".join(summary(made, {}))
    assert "All requests met" not in told
    assert "Questions on steering a ship (wanted at least 1, found 0: the bank has no question" in told
    (missing,) = [m for m in as_json(made)["forms"][0]["certificate"]["met"] if not m["met"]]
    assert missing["request"] == "Questions on steering a ship"
    assert load(certificate.data(), bank, profile_hash="").problems == ()  # said from the start: no news


def test_each_must_skill_of_a_data_scientist_is_asked_about_whatever_the_seed(
    desk: Interviews, catalogue: Catalogue
) -> None:
    for seed in (2, 7):
        made = desk.assemble(catalogue.profiles["data_scientist"], Request("mid", seed=seed))
        assert isinstance(made, InterviewSet)
        for skill in catalogue.profiles["data_scientist"].must:
            assert any(within(q.skill, skill.topics) for q in made.forms[0].questions), skill.label


def test_our_own_wishes_give_way_before_a_small_bank_gives_nothing_and_that_is_said() -> None:
    blueprint = made_blueprint("senior", 60, areas=1)
    questions = [
        PoolQuestion(f"q-{number}", f"area0.part.skill{number % 5}", level, 5)
        for number, level in enumerate(["senior"] * 4 + ["mid"] * 6)
    ]
    made = make_set(blueprint, questions)
    assert isinstance(made, InterviewSet)
    assert made.eased == (
        "The bank is small here: up to 60% mid questions instead of 50%, at least 40% senior questions "
        "instead of 50% and more than one question on the same skill."
    )
    assert made.certificates[0].blueprint_met
    assert isinstance(make_set(blueprint, questions[:6]), Infeasible)


def test_what_was_asked_for_never_gives_way() -> None:
    blueprint = made_blueprint("senior", 60, areas=1, must_include=("q-99",))
    made = make_set(blueprint, made_bank(300, 2, areas=1))
    assert isinstance(made, Infeasible)
    assert made.sentences[0].startswith("There is no question 'q-99'")


def test_no_question_is_shown_more_often_than_the_cap_allows(desk: Interviews, catalogue: Catalogue) -> None:
    profile, seen = catalogue.profiles["data_scientist"], Counter[str]()
    first = None
    for number in range(8):
        ledger = Ledger(dict(seen), number)
        made = desk.assemble(profile, Request("mid", 30), ledger=ledger)
        assert isinstance(made, InterviewSet), made.told
        first = first or made.forms[0].ids
        seen.update(made.forms[0].ids)
    again = desk.assemble(profile, Request("mid", 30), ledger=ledger)
    assert isinstance(again, InterviewSet)
    assert again.forms == made.forms  # the same ledger, the same set
    assert max(seen.values()) <= 3
    assert len(seen) > len(first or ()) * 2  # fresh questions come first


@pytest.mark.parametrize(
    ("shown", "candidates", "planned", "left"),
    [(5, 0, 1, None), (0, 1, 1, 3), (2, 1, 1, 1), (3, 7, 1, 0), (3, 25, 1, 0), (3, 26, 1, 1), (9, 40, 0, 0)],
)
def test_what_is_left_under_the_cap(shown: int, candidates: int, planned: int, left: int | None) -> None:
    assert Ledger({"q": shown}, candidates).left("q", planned) == left
