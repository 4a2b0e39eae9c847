"""A text in another language is told to be unread; English with foreign names is none."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from touchstone.cli.posting import command

ROWS = yaml.safe_load((Path(__file__).parent / "tongues.yaml").read_text())
DAY = date(2026, 11, 29)


def _told(desk, text):
    found = desk.review(text, as_of=DAY, places=[desk.atlas.find("DE")]).findings
    return [one for one in found if one.rule in ("not-read", "part-not-read")]


@pytest.mark.parametrize("row", ROWS["other"], ids=lambda row: row["text"][:25])
def test_a_text_in_another_language_is_not_called_well(row, desk):
    (told,) = _told(desk, row["text"])
    assert (told.rule, told.severity.value) == ("not-read", "error")
    assert "doesn't read as English" in told.message
    assert row["name"] is None or f"but as {row['name']}" in told.message


@pytest.mark.parametrize("text", ROWS["english"])
def test_english_with_foreign_names_is_english(text, desk):
    assert _told(desk, text) == []


@pytest.mark.parametrize("row", ROWS["mixed"], ids=lambda row: row["name"])
def test_a_paragraph_in_another_language_is_told_with_its_line(row, desk):
    (told,) = _told(desk, row["text"])
    assert (told.rule, told.severity.value) == ("part-not-read", "warn")
    assert f"reads as {row['name']}" in told.message
    assert row["text"].count("\n", 0, told.span[0]) + 1 == row["line"]


def test_our_own_postings_read_as_english(desk, draft):
    assert _told(desk, draft(places=["DE"]).markdown) == []


def test_the_command_does_not_say_that_all_is_well(tmp_path):
    file = tmp_path / "job.md"
    file.write_text(ROWS["other"][0]["text"])
    ran = CliRunner().invoke(command, ["--check", str(file), "--location", "DE"])
    assert ran.exit_code == 1
    assert "The text was not read" in ran.output.splitlines()[-1]
    file.write_text(ROWS["mixed"][0]["text"])
    ran = CliRunner().invoke(command, ["--check", str(file), "--location", "DE"])
    assert "A part of the text was not checked" in ran.output.splitlines()[-1]
