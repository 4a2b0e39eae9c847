"""Numbers as they are written, and what Python's own readers would have taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from touchstone.core.numerals import decimal_of, float_of, whole_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85", "85"), (" 85.50 ", "85.50"), ("-1", "-1"), ("+.5", "0.5"), ("1.", "1"), ("8.5E4", "8.5E4"),
        ("1e-05", "0.00001"), ("８５", "85"),
    ],
)  # fmt: skip
def test_a_number_is_exact(text: str, value: str) -> None:
    assert decimal_of(text) == Decimal(value)
    assert float_of(text) == float(Decimal(value))


@pytest.mark.parametrize(
    "text", ["", "8_5", "_85", "nan", "Infinity", "1e", "0x10", "1,5", "1 000", "--1", "1e9999", "½", "85\n6"]
)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="expected a number, found"):
        decimal_of(text)


def test_a_number_beyond_floats_is_none_of_them() -> None:
    with pytest.raises(ValueError, match="expected a number, found '1e999'"):
        float_of("1e999")


@pytest.mark.parametrize("text", ["1.0", "1_000", "", "1e3"])
def test_a_whole_number_is_digits(text: str) -> None:
    assert whole_of("-12") == -12
    with pytest.raises(ValueError, match="expected a whole number, found"):
        whole_of(text)
