"""Which of a candidate's own values are followed into later parts."""

import pytest

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.following import followed_row, trivial
from touchstone.maths.grader import Grader


@pytest.fixture(scope="module")
def maths():
    with Grader(workers=1, deadline_ms=10_000) as running:
        yield running


def value(found):
    return {"ok": True, "value": found}


@pytest.mark.parametrize(
    ("own", "true", "is_trivial"),
    [
        (0.0, 7.0, True),
        (-1.0, 7.0, True),
        (1.0, 0.0, False),  # the true value is as easy
        (6.0, 7.0, False),
        (0.5, 0.25, False),
        (float("inf"), 7.0, True),
        ([0.0, 0.0], [3.0, 4.0], True),
        ([[1.0, 0.0], [0.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]], True),
        ([3.0, 0.0], [3.0, 4.0], False),
        (5.0, None, True),  # a number where a formula was asked
        (None, None, False),
        (None, 7.0, True),  # a letter or i where a number was asked: the later part is only written down
        ([3.0, None], [3.0, 4.0], True),
        ([3.0, float("inf")], [3.0, 4.0], True),
        ([[2.0, 0.0], [0.0, 3.0]], [[2.0, 1.0], [1.0, 3.0]], True),
        ([[2.0, 5.0], [0.0, 3.0]], [[2.0, 1.0], [1.0, 3.0]], True),
        ([[2.0, 5.0], [0.0, 3.0]], [[2.0, 0.0], [1.0, 3.0]], False),
        ([[2.0, 5.0], [4.0, 3.0]], [[2.0, 1.0], [1.0, 3.0]], False),
        ([[2.0, 0.0, 1.0]], [[2.0, 1.0, 1.0]], False),  # not square
    ],
)
def test_a_value_of_an_easier_sort_is_not_followed(own, true, is_trivial):
    assert trivial(value(own), value(true)) is is_trivial


def test_what_can_not_be_evaluated_is_left_to_the_key():
    assert not trivial({"ok": False}, value(7.0))


INTERVAL = AskedPart(
    id="upper",
    kind="maths",
    row={"key": "270.588", "tolerance": {"absolute": 0.02}, "mistakes": []},
    follow=("error",),
    expressions={"key": "m + 1.96*error"},
)
ERROR = AskedPart(id="error", kind="maths", row={"key": "0.3"})


@pytest.mark.parametrize(
    ("own", "followed"),
    [
        ("1e-9", False),
        ("0.0001", False),
        ("-0.001", False),
        ("sqrt(0.00000001)", False),
        ("0.02", False),  # 270.02 would do for it and for 0
        ("1.0000001", False),
        ("0.33", True),
        ("12", True),
    ],
)
def test_a_value_that_the_tolerance_takes_for_an_easy_one_is_not_followed(maths, own, followed):
    asked = Asked(
        question_id="q", question_hash="h", seed=1, title="t", skill="s", area="a", subtopic="b",
        level="mid", minutes=1, prompt="p", parts=(ERROR, INTERVAL), env={"m": "270"},
    )  # fmt: skip
    row = followed_row(asked, INTERVAL, {"error": own}, maths, owner="ann")
    assert (row is not None) is followed
