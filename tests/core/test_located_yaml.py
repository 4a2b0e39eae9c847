"""Strict YAML: what is read as what, what is refused and where."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from touchstone.banks.expressions import as_expression
from touchstone.core.located_yaml import MAX_BYTES, Located, load_file, load_text
from touchstone.core.problems import Problem
from touchstone.core.written import as_written

READ = [
    ("a: 12", {"a": 12}),
    ("a: -3", {"a": -3}),
    ("a: 0.25", {"a": 0.25}),
    ("a: 1e-3", {"a": 0.001}),
    ("a: true", {"a": True}),
    ("a: null", {"a": None}),
    ("a: ~", {"a": None}),
    ("a:", {"a": None}),
    ("a: NO", {"a": "NO"}),
    ("a: yes", {"a": "yes"}),
    ("a: True", {"a": "True"}),
    ("a: 12:30", {"a": "12:30"}),
    ("a: 010", {"a": "010"}),
    ("a: 0x1F", {"a": "0x1F"}),
    ("a: 1_000", {"a": "1_000"}),
    ("a: 2024-01-31", {"a": "2024-01-31"}),
    ("a: .inf", {"a": ".inf"}),
    ("a: 1e400", {"a": "1e400"}),
    ("a: '12'", {"a": "12"}),
    ("a: " + "9" * 70, {"a": "9" * 70}),
    ("NO: Norway", {"NO": "Norway"}),
    ("1: one", {"1": "one"}),
    ("- [1, {b: 2}]", [[1, {"b": 2}]]),
    ("", None),
]

REFUSED = [
    ("a: &x [1]\nb: *x", 1, 4, "anchors"),
    ("b: *x", 1, 4, "aliases"),
    ("a: !!python/object/apply:os.system ['true']", 1, 4, "tags"),
    ("a: !local 1", 1, 4, "tags"),
    ("a: 1\nb: 2\na: 3", 3, 1, "the key 'a' stands twice"),
    ("a: 1\n---\nb: 2", 2, 1, "second document"),
    ("? [1, 2]\n: x", 1, 3, "a key must be plain text"),
    ("<<: {a: 1}", 1, 1, "merge keys"),
    ("a: [1, 2", 1, 4, "not YAML"),
    ("a:\n\t- 1", 2, 1, "not YAML"),
    ("[" * 60 + "]" * 60, 1, 26, "nested deeper"),
    ("a: \x00", 1, 4, "the control character U+0000 can't stand in it"),
    ("a: 1\nb: x\x07y", 2, 5, "the control character U+0007"),
    ("a" * (MAX_BYTES + 1), 0, 0, "longer than"),
]


@pytest.mark.parametrize(
    "text", ["0.5", "0.123456789012345678901", "-1234567890.12345678", "1.00000000000000000000e-3"]
)
def test_a_decimal_keeps_the_digits_that_a_float_forgets(text: str) -> None:
    found = load_text(f"a: {text}")
    assert isinstance(found, Located)
    assert found.data["a"] == float(text)
    assert Fraction(str(as_written(found.data["a"]))) == Fraction(text)
    assert Fraction(as_expression(found.data["a"])) == Fraction(text)
    assert yaml.safe_load(yaml.safe_dump(found.data)) == {"a": float(text)}


@pytest.mark.parametrize("text", ["0.1234567890123456", "-1.7976931348623157e+308", "0.10000000000000000"])
def test_a_float_that_loses_nothing_is_a_plain_one(text: str) -> None:
    found = load_text(f"a: {text}")
    assert isinstance(found, Located)
    assert type(found.data["a"]) is float


@pytest.mark.parametrize(("text", "data"), READ)
def test_reads(text: str, data: object) -> None:
    located = load_text(text)
    assert isinstance(located, Located)
    assert located.data == data


@pytest.mark.parametrize(("text", "line", "column", "said"), REFUSED, ids=[row[3] for row in REFUSED])
def test_refuses_with_a_place(text: str, line: int, column: int, said: str) -> None:
    problem = load_text(text, name="bank.yaml")
    assert isinstance(problem, Problem)
    assert said in problem.message
    if said != "not YAML":
        assert (problem.line, problem.column) == (line, column)


def test_every_value_and_key_has_its_place() -> None:
    located = load_text("- id: one\n  answer:\n    value: 2\n")
    assert isinstance(located, Located)
    assert located.place((0, "answer", "value")) == (3, 12)
    assert located.key_place((0, "answer", "value")) == (3, 5)
    assert located.place((0, "answer", "value", "gone")) == (3, 12)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    missing = load_file(tmp_path / "none.yaml")
    assert isinstance(missing, Problem)
    assert "can't be read" in missing.message
    (tmp_path / "latin.yaml").write_bytes(b"b: 1\na: \xc3\xa9caf\xe9")
    latin = load_file(tmp_path / "latin.yaml")
    assert isinstance(latin, Problem)
    assert str(latin).endswith(
        "latin.yaml:2:8: the file is not UTF-8 text: the byte 0xE9 can't stand here; save it as UTF-8"
    )


UNCLEAR = [
    ('a: "x\nb: 1\nc: 2\n', "1:4: this is not YAML: the quote that opens here is never closed"),
    ("- a: 'x\n- b: 1\n", "1:6: this is not YAML: the quote that opens here is never closed"),
    ("a: [1, 2\nb: 3\n", "1:4: this is not YAML: the list that opens here with [ is not closed"),
    ("a: {x: 1\nb: 3\n", "1:4: this is not YAML: the mapping that opens here with { is not closed"),
    (" a: 1\nb: 2\n", "2:1: this is not YAML: the content ended before this: its lines begin in one column"),
    ("a: b: c\n", "1:5: this is not YAML: a colon can't stand here"),
    ("a: @x\n", "1:4: this is not YAML: a value can't begin with @: put it in quotes"),
    ("\ta: 1\n", "1:1: this is not YAML: a tab can't indent a line: use blanks"),
    ("a: 'it's'\n", "1:8: this is not YAML: expected 'name: value' here"),
    ("a: b\nc d\n", "2:1: this is not YAML: the name that begins here has no colon after it"),
    ("- a\nb: 1\n", "2:1: this is not YAML: expected '- ' here"),
    ('a: "\\q"\n', "this can't follow a backslash in double quotes"),
]


@pytest.mark.parametrize(("text", "said"), UNCLEAR, ids=[row[1][:40] for row in UNCLEAR])
def test_what_the_parser_means_is_said_where_it_is_mended(text: str, said: str) -> None:
    problem = load_text(text, name="f")
    assert isinstance(problem, Problem)
    assert said in str(problem)


@given(st.text(alphabet="ab:-[]{}&*!?|>'\"#,%@`\n\t 01.~\x00\u2028é", max_size=80))
def test_any_text_is_read_or_refused_and_never_raises(text: str) -> None:
    found = load_text(text)
    assert isinstance(found, Located | Problem)
