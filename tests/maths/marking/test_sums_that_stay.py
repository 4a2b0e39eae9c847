"""Sums that stay sums: what is shown of them, what a question lists, and answers that are meant to hang."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from touchstone.maths.latex import to_latex
from touchstone.maths.marking import mark
from touchstone.maths.plain import to_plain
from touchstone.maths.reader import Read, read
from touchstone.maths.reading.big_operators import SUMS

KEY = r"\frac1n\sum_{i=1}^n (y_i-\hat y_i)^2"
GROUPS = yaml.safe_load((Path(__file__).parent / "groups" / "sums_with_letters.yaml").read_text())
TEXTS = [
    text
    for group in GROUPS
    for text in [group["key"], *(one for field in ("same", "not", "unknown") for one in group.get(field, []))]
]


def test_what_is_shown_reads_back() -> None:
    for text in TEXTS:
        found = read(text, names=(SUMS, "i"))
        assert isinstance(found, Read), text
        for written in (to_latex(found.tree), to_plain(found.tree)):
            again = read(written, names=(SUMS, "i"))
            assert isinstance(again, Read), written
            assert again.tree == found.tree, written


def test_answers_hold_sums_where_the_key_does() -> None:
    assert mark({"key": "n x", "answer": r"\sum_{i=1}^n x"})["outcome"] == "unreadable"
    assert mark({"key": KEY, "answer": KEY})["read_as"] == (
        r"\frac{1}{n} \sum_{i = 1}^{n} \left(y_{i} - \hat{y}_{i}\right)^{2}"
    )


def test_listed_mistakes() -> None:
    mistakes = [
        {
            "name": "no_mean",
            "value": r"\sum_{i=1}^n (y_i-\hat y_i)^2",
            "credit": 0.25,
            "says": "Divide by n.",
        },
        {"name": "one", "value": r"(y_i-\hat y_i)^2"},
    ]
    row = {"key": KEY, "mistakes": mistakes}
    answers = [r"\sum_{k=1}^n (\hat y_k-y_k)^2", r"(\hat y_i-y_i)^2", r"\sum_{k=1}^n y_k", KEY]
    found = [mark({**row, "answer": answer}) for answer in answers]
    assert [verdict["mistake"] for verdict in found] == ["no_mean", "one", None, None]
    assert [verdict["score"] for verdict in found] == [0.25, 0, 0, 1]
    broken = mark({"key": KEY, "answer": KEY, "mistakes": [{"name": "q", "value": "ln(0)"}]})
    assert broken["outcome"] == "invalid_row"


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"tolerance": {"relative": 0.01}}, "correct"),
        ({"assume": {"n": "integer"}, "names": ["n"]}, "correct"),
        ({"form": "expanded"}, "undecided"),
        ({"significant_figures": 3}, "undecided"),
        ({"kind": "number"}, "invalid_row"),
    ],
)
def test_what_a_row_asks(more: dict[str, object], outcome: str) -> None:
    assert mark({"key": KEY, "answer": KEY, **more})["outcome"] == outcome


HOSTILE = [
    "".join(rf"\sum_{{{letter}=1}}^n " for letter in "abcdijklpqrs") + "x_{i}",
    r"\cdot".join([r"(\sum_{i=1}^n x_i)"] * 40),
    "+".join([r"\sum_{i=1}^n x_i"] * 40),
    r"\left(\sum_{i=1}^n (x_i+y_i+z_i+w_i+u_i)^4\right)^4",
    r"\sum_{i=1}^n\sum_{j=1}^n\sum_{k=1}^n (x_i+y_j+z_k)^4",
    r"\sum_{i=1}^{9^{9^{9}}} x_i",
    r"\sum_{i=1}^{10^{400}} x_i",
    r"\sum_{i=1}^{n^{n^{n}}} x_i",
    r"\sum_{i=10^9}^{n+10^9} x_i",
    r"\sum_{i=1}^{n} x_i^{10^{10}}",
    r"\sum_{i=1}^{n} e^{e^{e^{e^{e^{x_i}}}}}",
    r"\sum_{i=1}^{n} x_i!!",
    r"\sum_{i=1}^{n} \frac{1}{x_i-x_i}",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_nothing_hangs(answer: str) -> None:
    started = time.process_time()
    assert mark({"key": r"\sum_{i=1}^n x_i", "answer": answer})["outcome"] != "correct"
    mark({"key": answer, "answer": answer})
    assert time.process_time() - started < 4
