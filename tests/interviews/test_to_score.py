"""The sample answers that a kit has its readers score: a weaker and a stronger one, of two questions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.support.interviews import made_bank

from touchstone.banks.bank import load_files
from touchstone.banks.question import ORIGIN, Calibration, Question
from touchstone.bootstrap import services
from touchstone.cli.interview_papers import own_desk
from touchstone.interviews.forms import Form
from touchstone.interviews.kit import Material, Occasion, kit_data
from touchstone.interviews.plan import plan
from touchstone.interviews.request import Request
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.to_score import to_score

ROOT = Path(__file__).parents[2]
SPOKEN = load_files([Path(__file__).parent / "bank.yaml"]).questions["explain-p-value"]


def question(name: str, *scores: int) -> Question:
    """A spoken question with sample answers of these scores."""
    samples = tuple(Calibration(answer=f"{name} at {s}", score=s, because="so") for s in scores)
    return SPOKEN.model_copy(update={"id": name, "calibration": samples})


def form_of(*names: str, form: str = "form-1") -> Form:
    held = tuple(replace(made, id=name) for made, name in zip(made_bank(len(names)), names, strict=True))
    return Form(form, 1, 1, held, tuple(range(len(names))))


# The scores of the form's questions, of others in the bank, and of the answers that are taken.
CASES: dict[str, tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]], set[str]]] = {
    "two questions": ({"a": (1, 3), "b": (2, 4)}, {}, {"a at 1", "b at 4"}),
    "the furthest apart of three": ({"a": (2, 3), "b": (3, 4), "c": (1, 3)}, {}, {"c at 1", "b at 4"}),
    "never two weak ones": ({"a": (1,), "b": (1,), "c": (3,)}, {}, {"a at 1|b at 1", "c at 3"}),
    "one question": ({"a": (4, 2, 1), "b": ()}, {"x": (1, 4)}, {"a at 4", "a at 1"}),
    "one answer": ({"a": (2,)}, {"x": (1, 4)}, {"a at 2"}),
    "none of its own": ({"a": ()}, {"x": (1, 3), "y": (2, 4)}, {"x at 1", "y at 4"}),
    "none at all": ({"a": ()}, {"x": ()}, set()),
}


@pytest.mark.parametrize("case", CASES)
def test_a_weaker_and_a_stronger_answer_are_taken(case: str) -> None:
    own, others, expected = CASES[case]
    held = {name: question(name, *scores) for name, scores in {**own, **others}.items()}
    found = [one.sample.answer for one in to_score(form_of(*own), held)]
    assert len(found) == len(expected)
    assert all(any(answer in one.split("|") for answer in found) for one in expected)


def test_the_first_answer_is_not_always_the_weaker_one() -> None:
    held = {name: question(name, 1, 3) for name in ("a", "b")}
    forms = [form_of("a", "b", form=f"form-{number}") for number in range(40)]
    firsts = [to_score(form, held)[0].sample.score for form in forms]
    assert {1, 3} == set(firsts)
    assert firsts == [to_score(form, held)[0].sample.score for form in forms]


def test_every_shipped_loop_calibrates_on_two_questions_where_a_form_has_them() -> None:
    loop, desk, catalogue = services().content.loop[0], own_desk(), services().content.catalogue
    assert loop is not None
    seen = 0
    for role in ("data_scientist", "machine_learning_engineer", "data_engineer"):
        profile = catalogue.profiles[role]
        for made in desk.loop(profile, plan(loop, profile, "mid"), Request("mid")).sets.values():
            assert isinstance(made, InterviewSet)
            having = [q.id for q in made.forms[0].questions if desk.bank.questions[q.id].calibration]
            found = to_score(made.forms[0], desk.bank.questions)
            assert len({one.question.id for one in found}) == (1 if len(having) == 1 else 2)
            one, two = (held.sample.score for held in found)
            assert one != two
            seen += len(having) > 1
    assert seen > 5


def test_where_the_sample_answers_come_from_is_said_everywhere_in_the_same_words() -> None:
    profile = services().content.catalogue.profiles["data_scientist"]
    desk = own_desk()
    made = desk.assemble(profile, Request("mid"))
    assert isinstance(made, InterviewSet)
    material = desk.material(made.certified[0], profile)
    assert isinstance(material, Material)
    today = Occasion(date(2026, 11, 23))
    printed = desk.printed("kit", material, today)
    assert not isinstance(printed, list)
    assert ORIGIN in " ".join(printed.markdown.replace("\\", "").split())
    assert kit_data(material, today)["calibration_origin"] == ORIGIN
    schema = json.loads((ROOT / "docs/schemas/question_bank.json").read_text())
    assert ORIGIN in schema["$defs"]["Calibration"]["description"]
    for page in ("interviews.md", "questions.md"):
        text = " ".join((ROOT / "docs" / page).read_text().split())
        assert ORIGIN in text
        assert "agreed scores" not in text
