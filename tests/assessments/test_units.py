"""The unit that the label names may be typed; another one costs nothing and is never guessed about."""

from __future__ import annotations

import pytest
from tests.support.assessments import SmallMaths, SmallQuestion, drawn

from touchstone.assessments.asked import AskedPart
from touchstone.assessments.marking import judge
from touchstone.assessments.record import Outcome
from touchstone.assessments.units import OtherUnit, plain_number, without_unit

TYPED = [
    ("-510 EUR", "EUR", "-510"),
    ("-510EUR", "EUR", "-510"),
    ("510 euros", "EUR", "510"),
    ("€510", "EUR", "510"),
    ("-€ 510", "EUR", "-510"),
    ("$-510", "USD", "-510"),
    ("25%", "%", "25"),
    ("25 percent", "%", "25"),
    (r"25\%", "%", "25"),
    ("3/4 %", "%", "3/4"),
    ("12 thousand EUR", "thousand EUR", "12"),
    ("4.5 ms", "ms", "4.5"),
    ("4.5 ms^2", "ms²", "4.5"),
    ("680*16 cases", "cases", "680*16"),
    ("1 case", "cases", "1"),
    ("sqrt(2) s", "s", "sqrt(2)"),
    (r"\frac{1}{2}\text{ s}", "s", r"\frac{1}{2}"),
    ("1.5 h.", "h", "1.5"),
    # nothing to take away
    ("2pi", "s", "2pi"),
    ("2 e", "s", "2 e"),
    ("1e3", "s", "1e3"),
    ("12", "EUR", "12"),
    ("EUR", "EUR", "EUR"),
    ("x + 2", "EUR", "x + 2"),
]
REFUSED = [
    ("12000 EUR", "thousand EUR"),
    ("0.5 s", "ms"),
    ("$510", "EUR"),
    ("3 boxes of it", "cases"),
]


@pytest.mark.parametrize(("raw", "unit", "left"), TYPED)
def test_the_named_unit_is_no_part_of_the_number(raw: str, unit: str, left: str) -> None:
    found = without_unit(raw, unit)
    assert isinstance(found, str)
    assert found.strip() == left


@pytest.mark.parametrize(("raw", "unit"), REFUSED)
def test_another_unit_is_refused(raw: str, unit: str) -> None:
    found = without_unit(raw, unit)
    assert isinstance(found, OtherUnit)
    assert unit in found.reason


def test_letters_of_the_question_are_no_units() -> None:
    assert without_unit("2 n", "rows", ["n"]) == "2 n"
    assert without_unit("2 s", "ms", ["s"]) == "2 s"
    assert without_unit("2 s^2", "ms", ["s"]) == "2 s^2"


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [("5 EUR", Outcome.CORRECT), ("7 EUR", Outcome.INCORRECT), ("5 USD", Outcome.UNREADABLE)],
)
def test_what_is_marked_is_the_number(raw: str, outcome: Outcome) -> None:
    part = AskedPart(id="answer", kind="maths", unit="EUR", row={"key": "5"})
    asked = drawn(SmallQuestion("cost", "statistics.descriptive.mean"), 1).model_copy(
        update={"parts": (part,)}
    )
    found = judge(asked, part, raw, {}, SmallMaths(), owner="ann")
    assert (found.outcome, found.score) == (outcome, {"5 EUR": 1.0, "7 EUR": 0.0}.get(raw))


@pytest.mark.parametrize("raw", ["1/2 kg", "5 cases", "0.3 probability", "12\\text{ kg}"])
def test_words_behind_a_plain_number_cost_nothing(raw: str) -> None:
    assert isinstance(plain_number(raw), OtherUnit)


@pytest.mark.parametrize("raw", ["1/2", "25%", "2 pi", "2pi", "3 e", "sqrt(2)", "5 x", "-0.5", "1e-3", "kg"])
def test_a_plain_number_stays_as_it_is(raw: str) -> None:
    assert plain_number(raw) == raw
