"""A pasted text beside the profile of the chosen role and level."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from touchstone.cli.posting import command
from touchstone.postings.beside_profile import beside
from touchstone.postings.phrases import Text, phrases
from touchstone.roles.profile import Level

DAY = date(2026, 11, 23)
PASTED = """# Senior Data Engineer

Harbour is looking for a data engineer. You will build ETL pipelines in Airflow.

## Requirements
- 8+ years of experience in data engineering
- SQL and Python

Location: New York. Pay: $40,000 to $50,000 a year.
"""


@pytest.fixture
def told(desk, catalogue):
    """What is said beside a text, by a role and a level."""

    def say(text, role="data_engineer", level="senior"):
        review = desk.review(text, as_of=DAY)
        found = beside(review, catalogue.find(role), Level(level), desk.wording.language, ())
        return [one for one in found.findings if one.rule == "beside-profile"]

    return say


def test_every_must_have_of_every_role_is_known_by_words(catalogue, desk):
    skills = desk.wording.language.skills
    needed = {skill.id for profile in catalogue.profiles.values() for skill in profile.must}
    assert needed <= skills.keys()


def test_every_posting_of_ours_names_its_own_must_haves(catalogue, desk):
    skills = desk.wording.language.skills
    for profile in catalogue.profiles.values():
        for skill in profile.must:
            assert phrases(skills[skill.id]).within(Text(skill.label)), (profile.id, skill.id)


def test_must_haves_that_are_not_found_are_named(told):
    first = told(PASTED)[0].message
    assert first.startswith("It names 3 of the 7 must-haves of a senior data engineer. Not found: ")
    assert "data security and privacy" in first
    assert "Python (or Scala" not in first


def test_a_skill_of_ones_own_is_looked_for_by_the_words_of_its_name(told, catalogue, desk):
    profile = catalogue.find("data_engineer")
    own = profile.must[0].model_copy(update={"id": "maps", "label": "cartography or geodata"})
    mine = profile.model_copy(update={"must": (own,)})
    for text, names in (("You draw maps of geodata.", 1), ("You draw.", 0)):
        review = beside(desk.review(text, as_of=DAY), mine, Level.MID, desk.wording.language, ())
        assert any(one.message.startswith(f"It names {names} of the 1 ") for one in review.findings)


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("junior", "It asks for '8+ years'; a junior data engineer usually has 0–2."),
        ("mid", "It asks for '8+ years'; a data engineer usually has 2–5."),
        ("senior", None),
        ("staff", None),
    ],
)
def test_years_beyond_the_level_are_told(told, level, said):
    years = [one for one in told(PASTED, level=level) if "years" in one.message]
    assert [one.message for one in years] == ([said] if said else [])
    assert all(PASTED[slice(*one.span)] == "8+ years" for one in years)


def test_few_years_of_a_high_level_are_told_and_years_of_the_firm_are_none(told):
    text = "# Data engineer\n\nWe have 40 years in business. You bring 2 years of experience with SQL."
    assert any("no more than '2 years'; a staff data" in one.message for one in told(text, level="staff"))


@pytest.mark.parametrize(("level", "other"), [("junior", True), ("senior", False)])
def test_a_title_of_another_level_is_told(told, level, other):
    assert any("Its title says “Senior”" in one.message for one in told(PASTED, level=level)) is other


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        ("$40,000 to $50,000 a year", "lies below what others pay, "),
        ("$900,000 to $950,000 a year", "lies above what others pay, "),
        ("$20 to $24 an hour", "lies below what others pay, "),
        ("$120,000 to $180,000 a year", "overlaps with what others pay, "),
        ("€40,000 to €50,000 a year", "is in another currency than what others pay, "),
        ("a lot", "It states no pay for New York, United States. For comparison, what others pay, "),
    ],
)
def test_pay_stands_beside_that_of_others(tmp_path, pay, said):
    path = tmp_path / "posting.md"
    path.write_text(PASTED.replace("$40,000 to $50,000 a year", pay))
    words = ["data_engineer", "--level", "senior", "--check", str(path), "--location", "US-NY", "--json"]
    found = json.loads(CliRunner().invoke(command, words).stdout)["findings"]
    (told,) = (one["message"] for one in found if one["rule"] == "beside-profile" and one["kind"] == "pay")
    assert said in told
    assert "n = " in told


def test_nothing_is_held_beside_a_text_without_a_role(tmp_path):
    path = tmp_path / "posting.md"
    path.write_text(PASTED)
    plain = CliRunner().invoke(command, ["--check", str(path)])
    assert "beside-profile" not in plain.stderr
    half = CliRunner().invoke(command, ["data_engineer", "--check", str(path)])
    assert "Say --level, too" in half.stderr
    refused = CliRunner().invoke(command, ["data_scientist", "--level", "lead", "--check", str(path)])
    assert refused.exit_code == 2
