"""A form frozen for scoring: each question under a must skill of the role, the same form always one sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.interviews import made_blueprint
from tests.support.scorecards import NOON

from touchstone.core.content import ContentRoot
from touchstone.interviews.blueprint import Need
from touchstone.interviews.forms import make_form
from touchstone.interviews.loop import FILE, load_loop
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.sheet import Sheet, competencies, sheet_of_stage
from touchstone.roles.catalogue import load_catalogue

ROOT = ContentRoot(Path(__file__).parents[2])


@pytest.fixture(scope="module")
def screen() -> Sheet:
    loop, problems = load_loop(ROOT.templates / FILE)
    assert loop is not None, problems
    profile = load_catalogue(ROOT.roles).profiles["data_scientist"]
    return sheet_of_stage(loop.stages[0], loop, profile, "mid", NOON)


def test_what_is_asked_as_written_is_scored_against_anchors_too(screen: Sheet) -> None:
    assert screen.title == "Screen: Data scientist"
    assert [anchor["score"] for anchor in screen.questions[0]["anchors"]] == [4, 3, 2, 1]
    assert {entry.competency for entry in screen.entries} == {"Business knowledge"}
    assert [(item["starts"], item["ends"]) for item in screen.questions] == [
        ("2", "10"),
        ("10", "19"),
        ("19", "27"),
    ]
    assert screen.asked == ()


def test_a_question_is_scored_as_the_skill_that_needs_it_most() -> None:
    blueprint = made_blueprint(
        needs=(
            Need("mathematics", ("maths",)),
            Need("SQL on real tables", ("sql",)),
            Need("joins", ("sql.joins",)),
        )
    )
    questions = [
        PoolQuestion("a", "maths.algebra.rank", "senior", 5),
        PoolQuestion("b", "sql.joins.left", "senior", 5),
        PoolQuestion("c", "sql.windows.sum", "senior", 5),
        PoolQuestion("d", "business.goals.metric", "senior", 5),
    ]
    form = make_form(blueprint, 1, 1, questions)
    assert competencies(blueprint, form) == {"a": "Mathematics", "b": "Joins", "c": "SQL on real tables"}
