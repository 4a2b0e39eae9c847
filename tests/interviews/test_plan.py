"""The plan of a loop: every role's gaps and doubles are said, time is capped, nothing is asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from touchstone.banks.taxonomy import FILE as TAXONOMY
from touchstone.banks.taxonomy import load_taxonomy
from touchstone.core.content import ContentRoot
from touchstone.interviews.loop import FILE, Loop, load_loop
from touchstone.interviews.plan import Plan, plan
from touchstone.interviews.pool import PoolQuestion
from touchstone.roles.catalogue import Catalogue, load_catalogue

ROOT = ContentRoot(Path(__file__).parents[2])
ROLES = [
    "data_scientist",
    "machine_learning_engineer",
    "data_engineer",
    "ml_product_manager",
    "data_science_manager",
    "full_stack_data_scientist",
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT.roles)


@pytest.fixture(scope="module")
def loop(catalogue: Catalogue) -> Loop:
    topics = load_taxonomy(ROOT.banks / TAXONOMY).titles
    found, problems = load_loop(ROOT.templates / FILE, roles=catalogue.profiles, topics=topics)
    assert problems == []
    assert found is not None
    return found


def test_the_shipped_loop_looks_for_the_nine_things_and_for_motivation(loop: Loop) -> None:
    assert [competency.label for competency in loop.competencies] == [
        "Business knowledge",
        "Databases and programming",
        "Analytical skill",
        "Spreadsheets and slides",
        "Mathematics, algebra and statistics",
        "Big data and machine learning",
        "Critical thinking",
        "Problem solving",
        "Communication",
        "Motivation and plans",
    ]
    asked = {name for stage in loop.stages for name in stage.asks}
    assert {"strategies-for-this-company", "what-are-your-goals", "keep-up-with-new-developments"} <= asked


@pytest.mark.parametrize("role", ROLES)
def test_the_shipped_loop_has_no_gap_and_keeps_the_cap(loop: Loop, catalogue: Catalogue, role: str) -> None:
    made = plan(loop, catalogue.profiles[role], "senior")
    assert made.findings == ()
    assert made.minutes <= made.cap_minutes
    assert [stage.stage.id for stage in made.stages][:2] == ["screen", "technical"]
    assert sum(stage.stage.id in ("system", "case") for stage in made.stages) == 1
    skills = [skill for stage in made.stages for skill in stage.skills]
    assert sorted(skills) == sorted(skill.id for skill in catalogue.profiles[role].must)


def test_a_gap_a_double_and_too_much_time_are_said(loop: Loop, catalogue: Catalogue) -> None:
    screen = loop.stages[0].model_copy(update={"looks_at": ("critical-thinking",), "minutes": 90})
    changed = loop.model_copy(update={"stages": (screen, *loop.stages[1:])})
    made = plan(changed, catalogue.profiles["machine_learning_engineer"], "mid", leave_out=["system"])
    assert made.findings == (
        "No interview looks at “Business knowledge”.",
        "“Critical thinking” is looked at more than once: Screen and Behavioural.",
        "No interview looks at “Problem solving”.",
        "No interview looks at “containers and one cloud”.",
        "No interview looks at “serving models through an API or in batches”.",
        "No interview looks at “continuous delivery, monitoring and lineage of models”.",
    )
    long = loop.model_copy(update={"cap_minutes": 200})
    assert plan(long, catalogue.profiles["data_scientist"], "mid").findings == (
        "The loop takes 225 minutes of the candidate's time, 25 more than the cap of 200.",
    )


def test_a_skill_goes_where_most_of_it_is_and_then_to_its_first_topic(
    loop: Loop, catalogue: Catalogue
) -> None:
    made: Plan = plan(loop, catalogue.profiles["machine_learning_engineer"], "mid")
    home = {skill: stage.stage.id for stage in made.stages for skill in stage.skills}
    assert home["communication"] == "behavioural"
    assert home["serving"] == "system"
    assert home["mathematics"] == "technical"


BROKEN = {
    "looks_at: [business-knowledge]": ("looks_at: [busines-knowledge]", "did you mean 'business-knowledge'?"),
    "topics: [mlops, programming.engineering": (
        "topics: [mlopz, programming.engineering",
        "did you mean 'mlops'?",
    ),
    "roles: [machine_learning_engineer": ("roles: [machine_learning_enginer", "'machine_learning_engineer'?"),
    "- id: system": ("- id: technical", "the name 'technical' stands twice"),
    "asks: [data-nobody-wanted-to-hear": (
        "asks: [data-nobody-wants-to-hear",
        "did you mean 'data-nobody-wanted-to-hear'?",
    ),
    "minutes: 45": ("minutes: 450", "expected at most 120, found 450"),
    "cap_minutes: 240": ("cap: 240", "unknown field 'cap'"),
}


@pytest.mark.parametrize("good", BROKEN)
def test_mistakes_in_a_loop_are_said_with_their_line(
    tmp_path: Path, catalogue: Catalogue, loop: Loop, good: str
) -> None:
    bad, said = BROKEN[good]
    text = (ROOT.templates / FILE).read_text(encoding="utf-8")
    assert good in text
    file = tmp_path / "loop.yaml"
    file.write_text(text.replace(good, bad, 1), encoding="utf-8")
    topics = load_taxonomy(ROOT.banks / TAXONOMY).titles
    questions = {name: question(name) for stage in loop.stages for name in stage.asks}
    found, problems = load_loop(file, roles=catalogue.profiles, topics=topics, questions=questions)
    assert (found is None) == ("asks" not in good)  # without a question that is missing the loop goes on
    told = [problem for problem in problems if said in str(problem)]
    assert told, problems
    line = next(number for number, held in enumerate(text.splitlines(), start=1) if good in held)
    assert abs(told[0].line - line) <= 1


def question(name: str, minutes: float = 5, *, sample: bool = False, enemies: str = "") -> PoolQuestion:
    return PoolQuestion(name, "sql.joins", "mid", minutes, sample=sample, enemies=frozenset(enemies.split()))


ASKABLE = {
    q.id: q
    for q in (
        *(question(name) for name in ("one", "two", "three", "four")),
        question("shown", sample=True),
        question("ten", 10),
        question("telling", enemies="one"),
        question("half", 0.5),
    )
}
# What two interviews of 30 minutes (25 of them for questions) ask, their roles, and what is said of it.
ASKS = [
    (("one two", "three four"), ("", ""), []),
    (("ten ten-more", ""), ("", ""), [("ten-more", "there is no question 'ten-more'")]),
    (("ten one two three", ""), ("", ""), []),  # 25 minutes
    (
        ("ten one two three half four", ""),
        ("", ""),
        [
            (
                "half",
                "its questions take 25.5 minutes up to 'half'; 30 minutes of interview have room for 25",
            )
        ],
    ),
    (("one two one", ""), ("", ""), [("one", "the question 'one' is asked twice here")]),
    (("one", "two one"), ("", ""), [("one", "the question 'one' is asked in 'first' too")]),
    (("one", "one"), ("data_scientist", "ml_product_manager"), []),  # nobody sits in both
    (("one", "one"), ("data_scientist", ""), [("one", "in 'first' too, which comes before")]),
    (("one shown", ""), ("", ""), [("shown", "'shown' is a sample that candidates see beforehand")]),
    (("one telling", ""), ("", ""), [("telling", "'one' and 'telling' give each other away")]),
    (("telling", "one"), ("", ""), [("one", "'telling' and 'one' give each other away")]),
    (("telling", "one"), ("data_scientist", "data_engineer"), []),
]


@pytest.mark.parametrize(("asks", "roles", "said"), ASKS)
def test_questions_that_leave_an_interview_without_a_form_are_said(
    tmp_path: Path, asks: tuple[str, str], roles: tuple[str, str], said: list[tuple[str, str]]
) -> None:
    stages = [
        {
            "id": name,
            "title": name,
            "minutes": 30,
            "by": ["somebody"],
            "looks_at": [],
            "roles": of.split(),
            "asks": listed.split(),
        }
        for name, listed, of in zip(("first", "second"), asks, roles, strict=True)
    ]
    competency = {"id": "x", "label": "X", "looks_like": "Is so."}
    text = yaml.safe_dump({"cap_minutes": 60, "competencies": [competency], "stages": stages})
    file = tmp_path / "loop.yaml"
    file.write_text(text, encoding="utf-8")
    found, problems = load_loop(file, questions=ASKABLE)
    assert found is not None, problems
    assert len(problems) == len(said), problems
    for problem, (name, words) in zip(problems, said, strict=True):
        assert words in problem.message
        assert text.splitlines()[problem.line - 1].strip() == f"- {name}"
