"""A place of a template that nobody filled in keeps a pasted text back; brackets of another kind do not."""

from datetime import date
from pathlib import Path

import pytest
import yaml

ROWS = yaml.safe_load((Path(__file__).parent / "left_open.yaml").read_text())


def _found(desk, text):
    made = desk.review(text, as_of=date(2026, 11, 29))
    return [one for one in made.findings if one.rule == "left-open"]


@pytest.mark.parametrize("row", ROWS["found"], ids=lambda row: row["text"])
def test_a_place_that_was_left_open_is_an_error(row, desk):
    found = _found(desk, row["text"])[0]
    assert row["text"][slice(*found.span)] == row["at"]
    assert found.severity.value == "error"


@pytest.mark.parametrize("text", ROWS["left"])
def test_other_brackets_and_letters_are_left_alone(text, desk):
    assert _found(desk, text) == []


def test_many_are_told_by_the_first_few(desk):
    found = _found(desk, "[Company] " * 9)
    assert len(found) == 5
    assert found[-1].message.endswith("There are 4 more.")


def test_our_own_postings_leave_nothing_open(desk, draft):
    assert _found(desk, draft(places=["DE"]).markdown) == []


@pytest.mark.parametrize("mission", ["[Company] makes maps.", "TBD", "We earn $XX,XXX."])
def test_a_field_of_the_employer_that_was_left_open_is_told(mission, draft):
    found = [one for one in draft(mission=mission).findings if one.rule == "left-open"]
    assert [one.severity.value for one in found] == ["error"]
