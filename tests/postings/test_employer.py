"""Employer files: YAML and JSON, and what is said about a mistake."""

from pathlib import Path

import pytest
import yaml

from touchstone.postings.employer import load_employer, read_employer

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
