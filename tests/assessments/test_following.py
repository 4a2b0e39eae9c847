"""Which of a candidate's own values are followed into later parts."""

import pytest

from touchstone.assessments.following import trivial


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
        (None, 7.0, False),
    ],
)
def test_a_value_of_an_easier_sort_is_not_followed(own, true, is_trivial):
    assert trivial(value(own), value(true)) is is_trivial


def test_what_can_not_be_evaluated_is_left_to_the_key():
    assert not trivial({"ok": False}, value(7.0))
