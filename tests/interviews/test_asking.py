"""How a question stands on the interviewer's paper."""

from __future__ import annotations

import pytest

from touchstone.banks.values import Value
from touchstone.interviews.asking import letters, marked_anchors, shown


@pytest.mark.parametrize(
    ("latex", "number", "said"),
    [
        ("12", 12.0, "12"),
        ("17.632", 17.632, "17.632"),
        ("0.9136942080077702", 0.9136942080077702, r"\approx 0.913694"),
        (r"\frac{13}{2}", 6.5, r"\frac{13}{2} = 6.5"),
        (r"\frac{1}{3}", 1 / 3, r"\frac{1}{3} \approx 0.333333"),
        (r"\sqrt{2}", 2**0.5, r"\sqrt{2} \approx 1.41421"),
        (r"10^{12}", 1e12, r"10^{12}"),
    ],
)
def test_a_key_is_shown_as_somebody_would_say_it(latex: str, number: float, said: str) -> None:
    assert shown(Value(latex, latex, number, None)) == said


@pytest.mark.parametrize(
    ("hints", "named"),
    [(0, ()), (1, ("the hint",)), (2, ("two hints or more", "all hints")), (4, ("all hints",))],
)
def test_anchors_name_only_the_hints_that_there_are(hints: int, named: tuple[str, ...]) -> None:
    said = marked_anchors(hints, follow_up=True)
    text = " ".join(said.values())
    assert sorted(said) == [1, 2, 3, 4]
    assert all(name in text for name in named)
    assert hints or "hint" not in text
    assert ("hints" in text) == (hints > 1)
    assert "follow-up" in said[4]
    assert "follow-up" not in marked_anchors(hints, follow_up=False)[4]


def test_parts_have_letters_where_there_are_several() -> None:
    assert letters(1) == [""]
    assert letters(3) == ["(a)", "(b)", "(c)"]
