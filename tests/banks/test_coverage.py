"""What the shipped bank covers: every subtopic at every level, every skill, all that an employer names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from touchstone.banks.bank import Bank, load_banks

ROOT = Path(__file__).parents[2]
NAMED = yaml.safe_load((Path(__file__).parent / "cases" / "named_skills.yaml").read_text())


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_banks(ROOT / "question_banks")


def test_every_subtopic_has_its_share_at_every_level(bank: Bank) -> None:
    held = Counter(
        (question.subtopic, question.level) for question in bank.questions.values() if not question.sample
    )
    wanted = {
        (name, level): count
        for name, subtopic in bank.taxonomy.subtopics.items()
        for level, count in subtopic.wanted.items()
    }
    assert sum(wanted.values()) >= 320
    assert {place: held[place] for place in wanted if held[place] < wanted[place]} == {}


def test_every_skill_is_asked_about_twice(bank: Bank) -> None:
    held = Counter(question.skill for question in bank.questions.values())
    assert [skill for skill in bank.taxonomy.skills if held[skill] < 2] == []


@pytest.mark.parametrize("name", NAMED)
def test_what_employers_name_is_asked_about(bank: Bank, name: str) -> None:
    found = {
        question.id
        for question in bank.questions.values()
        for topic in NAMED[name]
        if question.id == topic or f"{question.skill}.".startswith(f"{topic}.")
    }
    unknown = [t for t in NAMED[name] if t not in bank.questions and t not in bank.taxonomy.titles]
    assert unknown == []
    assert len(found) >= 2, found


def test_mathematics_is_parametrised_proved_and_followed_up(bank: Bank) -> None:
    maths = [question for question in bank.questions.values() if question.kind == "maths"]
    assert len(maths) >= 140
    bare = [question.id for question in maths if not question.params or len(question.follow_ups) < 2]
    unproved = [
        question.id
        for question in maths
        if not all(task.proof or task.simulate for _, task in question.tasks if task.answer)
    ]
    assert (bare, unproved) == ([], [])


def test_each_area_has_sample_answers_with_scores(bank: Bank) -> None:
    samples = Counter({area.id: 0 for area in bank.taxonomy.areas})
    for question in bank.questions.values():
        samples[question.area] += len(question.calibration)
    assert {area: count for area, count in samples.items() if count < 2} == {}


def test_spoken_questions_have_all_that_an_interviewer_needs(bank: Bank) -> None:
    spoken = [question for question in bank.questions.values() if question.kind == "spoken"]
    lacking = [
        question.id
        for question in spoken
        if not (question.anchors and question.probes and question.red_flags and question.model_answer)
    ]
    assert lacking == []


def test_every_policy_on_tools_is_in_use(bank: Bank) -> None:
    assert {question.tools for question in bank.questions.values()} == {"closed", "open", "assistant"}
