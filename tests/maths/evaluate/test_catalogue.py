"""Every function that the catalogue promises exists, and every one that exists is promised."""

from pathlib import Path

import pytest

import touchstone
from touchstone.maths.evaluate import evaluate
from touchstone.maths.library.catalogue import KEY_FUNCTIONS, USAGE
from touchstone.maths.library.forms import FORMS
from touchstone.maths.library.reference import page
from touchstone.maths.library.table import FUNCTIONS

# Written with a sign of its own, 90°, so there is no call to promise.
UNNAMED = {"degrees"}


def test_promised_and_present():
    assert (FUNCTIONS.keys() | FORMS.keys()) - UNNAMED == KEY_FUNCTIONS


@pytest.mark.parametrize("name", sorted(KEY_FUNCTIONS - {"percent"}))
def test_a_call_with_far_too_many_arguments_is_answered_with_the_usage(name):
    arguments = ", ".join(["1"] * 9)
    [result] = evaluate({"k": f"{name}({arguments})"}, {}).values()
    if name in ("min", "max", "gcd", "lcm"):
        assert result["ok"]
        return
    assert not result["ok"]
    assert name in result["reason"] or USAGE[name] in result["reason"]


def test_the_page_is_made_from_the_catalogue():
    made = Path(touchstone.__file__).parents[2] / "docs" / "key-functions.md"
    assert made.read_text(encoding="utf-8") == page()
