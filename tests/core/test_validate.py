"""Located validation: each mistake is named with its line, its column and the nearest known name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from pydantic import Field

from touchstone.core.located_yaml import Located, load_text
from touchstone.core.validate import Cells, Content, unique, validate, validate_each


class Answer(Content):
    value: str
    points: int = Field(default=1, ge=1)


class Row(Content):
    id: str
    level: Literal["junior", "mid", "senior"] = "mid"
    answer: Answer | None = None
    parts: tuple[Answer, ...] = ()


CASES = [
    ("id: a\nponits: 2", "2:1", "unknown field 'ponits'", None),
    ("id: a\nzzz: 2", "2:1", "unknown field 'zzz'", "known: answer, id, level, parts"),
    ("id: a\nanswer: {value: x, ponits: 2}", "2:20", "unknown field 'ponits'", "did you mean 'points'?"),
    ("id: a\nparts:\n- value: x\n- vlaue: y", "4:3", "unknown field 'vlaue'", "did you mean 'value'?"),
    ("level: mid", "1:1", "the field 'id' is missing", None),
    ("id: a\nlevel: snior", "2:8", "did you mean 'senior'?", None),
    ("id: a\nanswer: {value: x, points: 0}", "2:28", "expected at least 1, found 0", None),
    ("id: a\nanswer: 3", "2:9", "found 3", None),
    ("- 1", "1:1", "expected a mapping", None),
]


class Strict(Content):
    shipped: bool = True
    minutes: int = 1
    share: float | None = None
    read: date = date(2026, 1, 1)
    parts: tuple[Answer, ...] = ()


STRICT = [
    ("shipped: NO", "1:10: expected true or false, found 'NO'"),
    ("shipped: yes", "1:10: expected true or false, found 'yes'"),
    ("shipped: 1", "1:10: expected true or false, found 1"),
    ('minutes: "4"', "1:10: expected a whole number, found '4'"),
    ("minutes: 4.0", "1:10: expected a whole number, found 4.0"),
    ("minutes: true", "1:10: expected a whole number, found True"),
    ('share: "0.5"', "1:8: expected a number, found '0.5'"),
    ('share: "1e400000000"', "1:8: expected a number, found '1e400000000'"),
    ("share: 1e400", "1:8: expected a number, found '1e400'"),
    ("share: .inf", "1:8: expected a number, found '.inf'"),
    ("read: 20261123", "1:7: expected a date such as 2026-11-23, found 20261123"),
    ('parts: [{value: x, points: "2"}]', "1:28: expected a whole number, found '2'"),
]


@pytest.mark.parametrize(("text", "said"), STRICT, ids=[row[0] for row in STRICT])
def test_no_value_is_guessed_from_another(text: str, said: str) -> None:
    located = load_text(text, name="f.yaml")
    assert isinstance(located, Located)
    _, problems = validate(located, Strict)
    assert [str(problem) for problem in problems] == [f"f.yaml:{said}"]


def test_whole_numbers_serve_as_numbers_and_text_as_a_date() -> None:
    located = load_text("share: 1\nread: 2026-11-23\nparts: [{value: x}]", name="f.yaml")
    assert isinstance(located, Located)
    found, problems = validate(located, Strict)
    assert problems == []
    assert found is not None
    assert (found.share, found.read.day, len(found.parts)) == (1.0, 23, 1)


class Table(Cells):
    share: float | None = None
    exact: Decimal | None = None


@pytest.mark.parametrize("word", ["inf", "-Infinity", "nan", "1e400"])
@pytest.mark.parametrize("field", ["share", "exact"])
def test_no_number_is_infinite_where_text_becomes_one(field: str, word: str) -> None:
    """A cell of a table is text first; JSON's 1e400 is a float already."""
    for value in (word, float(word)):
        _, problems = validate(Located("f.csv", {field: value}), Table)
        if (field, value) != ("exact", "1e400"):  # an exact number of that size is finite
            assert "expected a number that is not infinite" in str(problems[0])


@pytest.mark.parametrize(("text", "where", "said", "hint"), CASES, ids=[row[0] for row in CASES])
def test_problem(text: str, where: str, said: str, hint: str | None) -> None:
    located = load_text(text, name="f.yaml")
    assert isinstance(located, Located)
    row, problems = validate(located, Row)
    assert row is None
    shown = [str(problem) for problem in problems]
    assert any(line.startswith(f"f.yaml:{where}: ") and said in line for line in shown), shown
    if hint:
        assert any(hint in line for line in shown), shown


def test_all_problems_at_once_and_the_good_ones_stay() -> None:
    located = load_text("- {id: a}\n- {id: b, levl: mid}\n- {}\n- {id: c}", name="f.yaml")
    assert isinstance(located, Located)
    good, problems = validate_each(located, Row)
    assert [row.id for _, row in good] == ["a", "c"]
    assert [problem.line for problem in problems] == [2, 3]


def test_a_list_is_expected() -> None:
    located = load_text("id: a", name="f.yaml")
    assert isinstance(located, Located)
    _, problems = validate_each(located, Row)
    assert "expected a list, found a mapping" in str(problems[0])


def test_a_repeated_id_names_the_first() -> None:
    located = load_text("- id: a\n- id: b\n- id: a", name="f.yaml")
    assert isinstance(located, Located)
    good, _ = validate_each(located, Row)
    kept, problems = unique([(located, where, row) for where, row in good], lambda row: row.id, "question")
    assert [row.id for _, _, row in kept] == ["a", "b"]
    assert str(problems[0]) == "f.yaml:3:7: the question 'a' exists already; first at f.yaml:1:7"
