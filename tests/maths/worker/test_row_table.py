"""The table of fields in docs/marking.md says what the rows of `grade` really have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from touchstone.cli.grade import command
from touchstone.maths import outcome
from touchstone.maths.marking import mark
from touchstone.maths.row import Assumption, Form, Freedom, GradeRow, Kind, Mistake, Numbers, Table, Tolerance

PAGE = (Path(__file__).parents[3] / "docs" / "marking.md").read_text()
SECTION = PAGE.split("## A row, field by field")[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in SECTION.splitlines()
    if line.startswith("| `")
]
FIELDS = {cells[0].strip("`"): cells for cells in ROWS if cells[0].strip("`") in GradeRow.model_fields}
OUTCOMES = [cells[0].strip("`") for cells in ROWS if cells[0].strip("`") not in FIELDS]


def _named(text: str) -> list[str]:
    return re.findall(r"`(\w+)`", text)


def test_every_field_has_a_line_and_no_other() -> None:
    assert list(FIELDS) == list(dict.fromkeys(cells[0].strip("`") for cells in ROWS))[: len(FIELDS)]
    assert FIELDS.keys() == GradeRow.model_fields.keys()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("kind", get_args(Kind)),
        ("syntax", get_args(GradeRow.model_fields["syntax"].annotation)),
        ("assume", get_args(Assumption)),
        ("tolerance", tuple(Tolerance.model_fields)),
        ("form", get_args(Form)),
        ("over", ("factored", *get_args(Numbers))),
        ("up_to", get_args(Freedom)),
        ("constant", get_args(GradeRow.model_fields["constant"].annotation)),
        ("mistakes", tuple(Mistake.model_fields)),
        ("data", tuple(Table.model_fields)),
    ],
)
def test_every_value_of_a_field_is_named(field: str, values: tuple[str, ...]) -> None:
    assert sorted(_named(FIELDS[field][1])) == sorted(values)


def test_what_is_required_and_what_is_left_out() -> None:
    said = {name: cells[2] for name, cells in FIELDS.items()}
    required = [name for name, field in GradeRow.model_fields.items() if field.is_required()]
    assert [name for name, when in said.items() if when == "required"] == required
    for name in ("syntax", "constant", "deadline_ms"):
        assert said[name].strip("`") == str(GradeRow.model_fields[name].default)


def test_every_outcome_has_a_line() -> None:
    rows: list[dict[str, Any]] = [
        {"key": "2", "answer": "2"},
        {"key": "(x+1)^2", "answer": "(x+1)^2", "form": "expanded"},
        {"key": "2", "answer": "3"},
        {"key": "2", "answer": "("},
        {"key": "2", "answer": "2", "kind": "text"},
        {"key": "("},
    ]
    met = {str(mark(row)["outcome"]) for row in rows} | {"timed_out"}  # which comes from outside the worker
    assert met == set(OUTCOMES)
    assert _named(SECTION.split("Back comes")[1].split("An invalid row")[0]) == list(
        outcome.correct("step").as_row(None, 0)
    )


def test_the_help_of_the_command_names_every_field() -> None:
    text = command.help or ""
    assert [name for name in GradeRow.model_fields if not re.search(rf"\b{name}\b", text)] == []
