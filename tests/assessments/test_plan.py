"""Which questions a self-test asks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.assessments import BANK, REQUEST, SmallQuestion

from touchstone.assessments.plan import Need, Plan, make_plan


def plan(minutes: float = 30, level: str = "junior", seed: int = 1) -> Plan:
    return make_plan(BANK.questions, REQUEST.needs, level=level, minutes=minutes, seed=seed)


def test_every_need_gets_its_turn_before_any_gets_a_second_one() -> None:
    needs = [pick.need for pick in plan().picks]
    assert needs[:3] == ["Statistics", "Probability", "Communication"]
    assert sorted(needs[3:]) == ["Probability", "Statistics"]


def test_the_topics_of_a_need_take_turns() -> None:
    questions = [SmallQuestion(f"{area}{n}", f"{area}.x.s{n}") for area in "abc" for n in range(3)]
    needs = [Need("Mathematics", ("a", "b", "c"))]
    for seed in range(5):
        picks = make_plan(questions, needs, level="mid", minutes=12, seed=seed).picks
        assert {pick.question_id[0] for pick in picks} == set("abc")


def test_what_the_bank_has_nothing_for_is_said() -> None:
    assert plan().uncovered == ("Sewing",)


def test_what_the_time_leaves_out_is_said() -> None:
    short = plan(minutes=8)
    assert short.minutes == 8
    assert short.left_out == ("Communication",)


def test_a_level_takes_its_own_questions_first() -> None:
    assert plan(level="senior").picks[0].question_id == "hard"
    assert plan(level="staff").picks[0].question_id == "hard"
    assert plan(level="junior").picks[0].question_id != "hard"


def test_a_far_level_is_taken_only_when_there_is_nothing_nearer() -> None:
    assert "hard" not in [pick.question_id for pick in plan().picks]
    needs = [Need("Inference", ("statistics.inference",))]
    picks = make_plan(BANK.questions, needs, level="junior", minutes=30, seed=1).picks
    assert [pick.question_id for pick in picks] == ["hard"]


def test_marked_questions_come_before_spoken_ones() -> None:
    questions = [SmallQuestion("talk", "a.b.c", kind="spoken"), SmallQuestion("sum", "a.b.d")]
    picks = make_plan(questions, [Need("A", ("a",))], level="junior", minutes=4, seed=1).picks
    assert [pick.question_id for pick in picks] == ["sum"]


@pytest.mark.parametrize(
    ("topic", "skill", "covered"),
    [
        ("statistics", "statistics.descriptive.variance", True),
        ("statistics.descriptive", "statistics.descriptive.variance", True),
        ("statistics.descriptive.variance", "statistics.descriptive.variance", True),
        ("statistics.desc", "statistics.descriptive.variance", False),
        ("probability", "statistics.descriptive.variance", False),
    ],
)
def test_a_topic_is_a_whole_prefix(topic: str, skill: str, covered: bool) -> None:
    assert Need("A", (topic,)).covers(skill) is covered


@settings(max_examples=40, deadline=None)
@given(
    minutes=st.integers(1, 60),
    seed=st.integers(0, 10**6),
    sizes=st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 12)), max_size=12),
)
def test_a_plan_fits_repeats_nothing_and_can_be_repeated(
    minutes: int, seed: int, sizes: list[tuple[str, int]]
) -> None:
    questions = [SmallQuestion(f"q{n}", f"{area}.x.s{n % 3}", minutes=m) for n, (area, m) in enumerate(sizes)]
    needs = [Need(area, (area,)) for area in "abc"]
    made = make_plan(questions, needs, level="mid", minutes=minutes, seed=seed)
    ids = [pick.question_id for pick in made.picks]
    assert made.minutes <= minutes
    assert len(ids) == len(set(ids))
    assert {*made.covered, *made.uncovered, *made.left_out} == set("abc")
    assert made == make_plan(reversed(questions), needs, level="mid", minutes=minutes, seed=seed)
