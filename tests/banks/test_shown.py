"""Slots: how values are shown, and what no reader should meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.banks.formats import FORMATS, Unshowable, show
from touchstone.banks.humane import faults
from touchstone.banks.template import parse
from touchstone.banks.values import Value, exact, from_result
from touchstone.maths.grader import Grader

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "shown.yaml").read_text())


def value_of(text: str, maths: Grader) -> Value:
    return from_result(maths.evaluate({"v": text}, {})["v"])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['value']} in {case['template']}" for case in CASES])
def test_a_value_is_shown(case: dict[str, str], maths: Grader) -> None:
    value = value_of(case["value"], maths)
    template = parse(case["template"])
    assert template.faults == ()
    shown = template.render(
        lambda slot: show(value, slot.format, slot.digits, slot.in_maths, in_code=slot.in_code)
    )
    assert shown == case["shown"]


@pytest.mark.parametrize(
    ("value", "name"), [("[1, 2]", "fraction"), ("x + 1", "decimals"), ("3", "matrix"), ("x", "list")]
)
def test_a_format_refuses_what_it_cannot_show(value: str, name: str, maths: Grader) -> None:
    with pytest.raises(Unshowable):
        show(value_of(value, maths), name, 2, False)


def test_every_format_is_described_in_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "questions.md").read_text()
    assert [name for name in FORMATS if f"`{name}" not in guide] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("it fell by -0 ms", "negative zero"),
        ("it fell by -0.00 ms", "negative zero"),
        ("a mean of 0.30000000000000004", "more than eight decimals"),
        ("1.5e-07 of all", "program notation"),
        ("about nan percent", "a program left"),
        ("$x + -3$", "two signs"),
        ("$1x + 2$", "coefficient 1 or 0"),
        ("$3x + 0y$", "coefficient 1 or 0"),
    ],
)
def test_ugly_figures_are_found(text: str, fault: str) -> None:
    assert [found for found in faults(text) if fault in found]


@pytest.mark.parametrize(
    "text",
    [
        "-0.05 and -0,5 and 10 of 100",
        "`nan` is what Python prints, and `1.0000000001` too",
        "$x - 3 + 11x$ and $\\frac{1}{x}$ and $x_1y$",
        "from 2026-11-23 to 2026-11-24",
    ],
)
def test_good_texts_pass(text: str) -> None:
    assert list(faults(text)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [("3/4", [3, 4]), ("-2", [-2, 1]), ("0.50", [1, 2]), ("1/0", None), ("sqrt(2)", None), ("[]", None)],
)
def test_rational_texts_are_read_exactly(text: str, parts: list[int] | None) -> None:
    found: Any = exact(text)
    assert (found is None) if parts is None else ([found.numerator, found.denominator] == parts)
