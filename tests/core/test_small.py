"""Hashes, money, ids, nearest names."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchstone.core.hashes import content_hash
from touchstone.core.ids import new_id, slug
from touchstone.core.letters import letters
from touchstone.core.money import Money
from touchstone.core.problems import Problem, did_you_mean

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def test_a_hash_sees_content_and_not_order() -> None:
    assert content_hash({"a": 1, "b": [2]}) == content_hash({"b": [2], "a": 1})
    assert content_hash({"a": 1}) != content_hash({"a": 2})
    with pytest.raises(ValueError, match="Out of range"):
        content_hash({"a": float("nan")})


@given(AMOUNTS, AMOUNTS)
def test_money_adds_exactly(a: Decimal, b: Decimal) -> None:
    assert (Money(a, "EUR") + Money(b, "EUR")) - Money(b, "EUR") == Money(a, "EUR")


@given(AMOUNTS, st.sampled_from([Decimal(1), Decimal(500), Decimal("0.05")]))
def test_rounding_moves_at_most_half_a_step(a: Decimal, step: Decimal) -> None:
    rounded = Money(a, "EUR").rounded(step).amount
    assert abs(rounded - a) <= step / 2
    assert rounded % step == 0


NOT_MONEY = [(1.5, "EUR"), (Decimal("NaN"), "EUR"), (Decimal(1), "euro")]


@pytest.mark.parametrize(("amount", "currency"), NOT_MONEY)
def test_money_refuses(amount: object, currency: str) -> None:
    with pytest.raises(ValueError, match="found"):
        Money(amount, currency)  # type: ignore[arg-type]


def test_two_currencies_never_join() -> None:
    with pytest.raises(ValueError, match="dated rate"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "USD")


def test_ids_and_slugs() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert slug("Senior ML engineer (m/f)") == "senior-ml-engineer-m-f"
    assert slug("…") == "untitled"


def test_hints() -> None:
    assert did_you_mean("ponits", ["points", "id"]) == "did you mean 'points'?"
    assert did_you_mean("zzz", ["points", "id"]) == "known: id, points"
    assert did_you_mean("zzz", [f"name{i}" for i in range(20)]) is None
    assert str(Problem("f.yaml", 1, 2, "broken", "mend it")) == "f.yaml:1:2: broken; mend it"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Named 1:n joins", 12),
        ("a" * 15, 3),
        ("aA" * 20, 3),
        ("a a a a a a a a a", 3),
        ("1,000,000 rows", 8),  # 1, three of the naughts, r, o, w, s
        ("ababababab", 10),
        ("committee, all aboard", 18),
        ("\u3164" * 9, 0),
        ("....", 0),
        ("\u540c\u4e8b", 2),
        ("\U00010400" * 5, 3),  # a letter of two code units
    ],
)
def test_letters_that_are_there_to_be_read(text: str, seen: int) -> None:
    assert letters(text) == seen
