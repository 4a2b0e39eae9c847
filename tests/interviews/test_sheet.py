"""A form frozen for scoring: each question under a must skill of the role, the same form always one sheet."""

from __future__ import annotations

from tests.support.interviews import made_blueprint

from touchstone.interviews.blueprint import Need
from touchstone.interviews.forms import make_form
from touchstone.interviews.kit import competencies
from touchstone.interviews.pool import PoolQuestion


def test_a_question_is_scored_as_the_skill_that_needs_it_most() -> None:
    blueprint = made_blueprint(
        needs=(
            Need("mathematics", ("maths",)),
            Need("SQL on real tables", ("sql",)),
            Need("joins", ("sql.joins",)),
            Need("problem solving", ("business", "sql.windows"), competency=True),
        )
    )
    questions = [
        PoolQuestion("a", "maths.algebra.rank", "senior", 5),
        PoolQuestion("b", "sql.joins.left", "senior", 5),
        PoolQuestion("c", "sql.windows.sum", "senior", 5),
        PoolQuestion("d", "business.goals.metric", "senior", 5),
    ]
    form = make_form(blueprint, 1, 1, questions)
    assert competencies(blueprint, form) == {
        "a": "Mathematics",
        "b": "Joins",
        "c": "SQL on real tables",
        "d": "Problem solving",
    }
