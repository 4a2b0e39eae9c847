"""Two texts from one: each change once, whatever was changed where."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.interviews.three_way import three_way

# base, one, two, what comes of them
CASES = [
    ("", "a", "b", "a\nb"),
    ("", "a", "", "a"),
    ("said yes", "said yes", "said no", "said no"),
    ("said yes", "said yes at once", "then said yes", "then said yes at once"),
    ("asked why", "asked why and how", "asked why and when", "asked why and how\nand when"),
    ("asked why", "asked why and", "asked why and how", "asked why and how"),  # half of it was sent before
    ("asked why", "asked why. Then wh", "asked why. Then when.", "asked why. Then when."),
    ("a tree.", "a tree.\nthe root.\nCu", "a tree. Cut two.", "a tree.\nthe root.\nCut two."),
    ("one two three", "one three", "one two three four", "one three four"),
    ("one two three", "one three", "one four three", "one four three"),  # what was changed is not taken away
    ("one two", "one\ntwo", "one two three", "one\ntwo three"),
    ("no", "no", "knows", "knows"),
    ("", "no", "knows", "no\nknows"),  # a word is not held by a longer one
    ("w1", "w12", "w13", "w12\nw13"),
    ("1w a", "21w a", "31w a", "21w\n31w a"),
    ("ke", "kept", "ke and mine", "kept and mine"),
    ("x", "", "x", ""),
    ("asked why", "", "asked why and how", "asked why and how"),  # better a note too many than evidence lost
    ("  x ", "x\n", "x y", "x y"),
]


@pytest.mark.parametrize(("base", "one", "two", "expected"), CASES)
def test_three_way(base: str, one: str, two: str, expected: str) -> None:
    assert three_way(base, one, two) == expected


TEXTS = st.lists(st.sampled_from(["red", "blue", "a", "\n", "is", "éß", "."]), max_size=12).map(" ".join)


@given(base=TEXTS, one=TEXTS)
@settings(max_examples=100, deadline=None)
def test_what_one_window_did_stands_as_it_is(base: str, one: str) -> None:
    assert (
        three_way(base, one, base) == three_way(base, base, one) == three_way(base, one, one) == one.strip()
    )


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text of different words, and two texts in which words are gone and others came, no word twice."""
    names = iter(range(1_000))
    base = [f"w{next(names)}" for _ in range(draw(st.integers(0, 10)))]

    def changed() -> str:
        words = []
        for word in [*base, ""]:
            words += [f"n{next(names)}" for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2])))]
            words += [word] if draw(st.sampled_from([True, True, True, False])) else []
        return " ".join(filter(None, words))

    return " ".join(base), changed(), changed()


@given(edited())
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_and_nothing_stands_twice(texts: tuple[str, str, str]) -> None:
    base, one, two = (text.split() for text in texts)
    found = Counter(three_way(*texts).split())
    assert max(found.values(), default=1) == 1
    assert {*one, *two} - {*base} <= set(found)  # what either wrote
    assert {*base} & {*one} & {*two} <= set(found)  # what both kept
    assert set(found) <= {*one, *two}  # what neither has is gone


@given(edited())
@settings(max_examples=100, deadline=None)
def test_a_text_that_is_sent_again_with_more_in_it_changes_nothing_twice(texts: tuple[str, str, str]) -> None:
    """A server that died after it kept a text gets it again, from what it was before."""
    base, one, _ = texts
    more = f"{one} and more"
    assert three_way(base, one, more).split() == more.split()


@pytest.mark.parametrize("kinds", [1, 50, 5_000])
def test_long_texts_are_joined_in_a_moment(kinds: int) -> None:
    base = " ".join(f"w{number % kinds}" for number in range(5_000))
    assert three_way(base, f"{base} one", f"two {base}") == f"two {base} one"
    other = " ".join(f"w{number % kinds}" for number in range(4_990, 0, -1))
    found = three_way(
        base, f"one {other} one", f"two {base}"
    )  # minutes, if every pair of words were looked at
    assert {"one", "two"} <= set(found.split())
