"""Files of learning systems: what is read of them, and what is named instead of guessed at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.banks.exchange.importing import MOST_BYTES, read
from touchstone.banks.exchange.items import Item

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "exchange.yaml").read_text())
NAMES = {"moodle": "exchange.xml", "gift": "exchange.gift", "csv": "exchange.csv"}


def plain(item: Item, name: str) -> Any:
    held = getattr(item, name)
    if name == "choices":
        return [[one.text, one.share, one.feedback] for one in held]
    if name == "accepted":
        return [[one.value, one.share, one.tolerance, one.feedback] for one in held]
    return list(held) if isinstance(held, tuple) else held


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_what_a_file_holds(case: dict[str, Any]) -> None:
    text = f"<quiz>\n{case['file']}</quiz>" if case["in"] == "moodle" else case["file"]
    found = read(text.encode(), NAMES[case["in"]])
    said = [str(problem) for problem in found.problems]
    wanted = case.get("problems", [])
    assert len(said) == len(wanted), said
    for part, problem in zip(wanted, said, strict=True):
        assert part in problem
    items = case.get("items", [])
    assert len(found.items) == len(items), found.items
    for item, fields in zip(found.items, items, strict=True):
        assert {name: plain(item, name) for name in fields} == fields


BOMB = '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><quiz>&b;</quiz>'
OUTSIDE = '<!DOCTYPE q [<!ENTITY f SYSTEM "file:///etc/passwd">]><quiz><question>&f;</question></quiz>'
NO_ENTITY = '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, NO_ENTITY], ids=["bomb", "outside", "external-dtd"])
def test_document_types_and_entities_are_refused(text: str) -> None:
    found = read(text.encode(), "x.xml")
    assert found.items == []
    (problem,) = found.problems
    assert "a document type or entity is declared" in problem.message
    assert problem.line == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<quiz><question>", "this is not XML"),
        (b"\xff\xfe<quiz>", "not UTF-8"),
        (b'<?xml version="1.0" encoding="x-no-such"?><quiz/>', "this is not XML"),
        (b"<quiz>&nosuch;</quiz>", "this is not XML"),
        (b"<questestinterop/>", "expected 'quiz'"),
        (b"<quiz>" + b"<a>" * 100 + b"</a>" * 100 + b"</quiz>", "nested deeper"),
        (b"<a/>" * 3, "this is not XML"),
        (b"", "the file holds no question"),
        (b"\x00" * 10, "asks nothing"),
        (b"\x80abc", "not UTF-8"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
    ],
)
def test_a_broken_file_is_one_problem(content: bytes, said: str) -> None:
    found = read(content, "exchange.txt")
    assert found.items == []
    assert said in found.problems[0].message


def test_a_wide_file_is_stopped() -> None:
    found = read(b"<quiz>" + b"<a/>" * 600_000 + b"</quiz>", "x.xml")
    assert "more than 500,000 elements" in found.problems[0].message


def test_too_many_and_too_long_questions_are_named() -> None:
    found = read("\n\n".join(["Why? {}"] * 5_003).encode(), "x.gift")
    assert len(found.items) == 5_000
    assert [problem.line for problem in found.problems] == [10_001]
    assert "only the first 5,000" in found.problems[0].message
    long = read(("why " * 2_000 + "{}").encode(), "x.gift")
    assert "the prompt has 7,999 characters; at most 6,000" in long.problems[0].message


HOSTILE = {
    "backslashes in a title": ("::" + "\\" * 60 + " Q {T}", ""),
    "labels without an end": ("//" + "[id:" * 100_000 + "\nQ {T}", ""),
    "many options": ("Q {=a" + "~b" * 300_000 + "}", "it has 300,001 answers; at most 200 are read"),
    "a long prompt": ("\\" * 200_000 + " Q {T}", "at most 6,000"),
}


@pytest.mark.parametrize(("text", "said"), HOSTILE.values(), ids=HOSTILE)
def test_gift_that_is_made_to_take_long_takes_no_time(text: str, said: str) -> None:
    found = read(text.encode(), "quiz.gift")  # each of them once took from five seconds to years
    assert [said in problem.message for problem in found.problems] == [True] * bool(said)
