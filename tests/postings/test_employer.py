"""Employer files: YAML and JSON, and what is said about a mistake."""

from pathlib import Path

import pytest
import yaml

from touchstone.postings.employer import as_yaml, load_employer, read_employer
from touchstone.postings.filled import from_fields

MISTAKES = yaml.safe_load((Path(__file__).parent / "employer_mistakes.yaml").read_text())


@pytest.mark.parametrize("row", MISTAKES, ids=[row["name"] for row in MISTAKES])
def test_a_mistake_is_told_at_its_place(row):
    employer, problems = read_employer(row["text"].replace("MISSION", "x" * 700), name="e.yaml")
    assert employer is None
    assert row["says"] in " ".join(map(str, problems))


def test_all_mistakes_are_told_at_once():
    _, problems = read_employer("nmae: A\nemployees: x\npay: {minimum: 1}\n")
    assert len(problems) >= 4


def test_json_may_have_tabs_and_escapes(tmp_path):
    path = tmp_path / "e.json"
    path.write_text('{\n\t"name": "Gr\\u00fcn \\/ Co \\ud83d\\ude80",\n\t"goals": ["a"],\n\t"pay": null\n}')
    employer, problems = load_employer(path)
    assert problems == []
    assert employer.name == "Grün / Co 🚀"
    assert employer.pay is None


def test_one_line_may_stand_without_its_list():
    employer, _ = read_employer("name: A\nplaces: Berlin\nbenefits: leave\n")
    assert employer.places == ("Berlin",)
    assert employer.benefits == ("leave",)


@pytest.mark.parametrize("name", ["e.json", "e.yaml"])
def test_a_file_in_another_encoding_is_told_its_line(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b'{"goals": ["a"],\n "name": "Caf\xe9"}')
    employer, (problem,) = load_employer(path)
    assert employer is None
    assert (problem.line, problem.column) == (2, 14)
    assert "not UTF-8 text" in str(problem)


def test_an_oversized_file_is_never_parsed(tmp_path):
    path = tmp_path / "e.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    employer, (problem,) = load_employer(path)
    assert employer is None
    assert "larger than" in str(problem)


YEAR = {"currency": "PLN", "period": "year"}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"pay": {"minimum": 2.5, "maximum": 1.0, **YEAR}},
         "Pay: the lowest, 2.5, is above the highest, 1. Swap them or correct one."),
        ({"pay": {"minimum": 0.0, **YEAR}}, "Pay: expected more than 0, found 0."),
        ({"pay": {"minimum": 1.0, "currency": "ZŁ", "period": "year"}},
         "Pay: expected three capital letters, such as USD, found 'ZŁ'."),
        ({"website": "harbour.example"},
         "Web site: expected a web address that begins with https://, found 'harbour.example'."),
        ({"goals": ["x"] * 31}, "Goals: expected at most 30 of them, found a list."),
    ],
)  # fmt: skip
def test_a_field_that_can_not_be_taken_blocks_and_leaves_the_rest(fields, says):
    employer, (finding,) = from_fields({"name": "Harbour", "mission": "Calm ports.", "hours": "", **fields})
    assert (finding.message, finding.severity) == (says, "error")
    assert (employer.name, employer.mission, employer.pay) == ("Harbour", "Calm ports.", None)


def test_a_name_that_can_not_be_taken_leaves_no_employer():
    employer, (finding,) = from_fields({"name": "x" * 130})
    assert employer is None
    assert finding.message.startswith("Organisation: expected at most 120 characters, found 'xxx")


@pytest.mark.parametrize(("typed", "written"), [(200000.0, "200000"), (24.5, "24.5"), (1e6, "1000000")])
def test_amounts_are_written_as_a_person_types_them(typed, written):
    employer, _ = from_fields({"name": "Harbour", "pay": {"minimum": typed, **YEAR}})
    text = as_yaml(employer)
    assert f"minimum: {written}\n" in text
    assert read_employer(text) == (employer, [])


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("9" * 5000, "a number of 5,000 digits is not read"),
        ("NaN", "NaN is not a number"),
        ("-Infinity", "-Infinity is not a number"),
        ('"\\ud800"', "this text holds half a character"),
    ],
)
def test_what_json_has_no_way_to_write_is_refused_with_its_line(value, says, tmp_path):
    path = tmp_path / "who.json"
    path.write_text(f'{{\n  "name": "NaN \\ud83d\\ude00",\n  "employees": {value}\n}}\n')
    made, (problem,) = load_employer(path)
    assert made is None
    assert (problem.line, problem.column) == (3, 16)
    assert problem.message.startswith(f"this is not JSON: {says}")
    assert "sys." not in problem.message
