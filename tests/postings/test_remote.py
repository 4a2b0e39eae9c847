"""Work from home: from where is asked, said in the posting, and decides whose law holds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from touchstone.cli.posting import command
from touchstone.postings.places import Place
from touchstone.postings.saved import read_saved

HARBOUR = Path(__file__).parent / "harbour.yaml"
CHOICE = {"remote": "choice", "places": ["Berlin"]}


def _laws(made):
    return {one.law.id for one in made.laws}


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        (
            {**CHOICE, "remote_from": ["DE", "Netherlands"]},
            "You choose: work in Berlin, Germany, or fully from home in Germany or the Netherlands.",
        ),
        ({**CHOICE, "remote_from": "EU"}, "or fully from home in the European Union."),
        (CHOICE, "You choose: work in Berlin, Germany, or fully from home."),
        (
            {"remote": "yes", "places": ["US-CA"], "remote_from": ["US"]},
            "This job is fully remote: you work from home in the United States.",
        ),
        (
            {"remote": "yes", "places": ["US-CA", "PL"]},
            "you work from home in California, United States; or Poland.",
        ),
        ({"remote": "hybrid"}, "You work partly from home and partly on site."),
        (
            {"remote": "hybrid", "remote_from": ["US-NJ", "US-CO"]},
            "You work partly on site and partly from home in New Jersey or Colorado, United States.",
        ),
    ],
)
def test_what_a_reader_is_told(draft, said, reads):
    assert reads in draft(**said).markdown


def test_the_laws_of_every_place_are_looked_at(draft):
    assert "EU-PL" not in _laws(draft(**CHOICE))
    assert {"EU-DIR", "EU-PL"} <= _laws(draft(**CHOICE, remote_from=["PL"]))
    assert {"EU-LT", "EU-AT", "EU-IT"} <= _laws(draft(**CHOICE, remote_from=["EU"]))
    assert "EU-PL" in _laws(draft(places=["Berlin"], remote="hybrid", remote_from=["PL"]))
    assert "EU-PL" not in _laws(draft(places=["Berlin"], remote="no", remote_from=["PL"]))


def test_from_where_is_asked_until_it_is_said(draft):
    def asked(**said):
        return [f.rule for f in draft(**said).findings if f.rule == "remote-from"]

    assert asked(**CHOICE) == ["remote-from"]
    assert asked(**CHOICE, remote_from=["DE"]) == []
    assert asked(remote="yes", places=["PL"]) == []
    assert asked(remote="no", places=["PL"], remote_from=["DE"]) == ["remote-from"]
    assert asked(remote="yes", places=None) == ["remote-from"]


def test_search_engines_are_told_where_applicants_may_live(draft):
    made = draft(remote="yes", places=["US-CA"], remote_from=["PL", "EU"]).jsonld
    assert made["applicantLocationRequirements"] == [
        {"@type": "Country", "name": "Poland"},
        {"@type": "AdministrativeArea", "name": "European Union"},
    ]
    assert "jobLocationType" not in draft(**CHOICE, remote_from=["PL"]).jsonld  # not wholly remote
    rules = {f.rule for f in draft(places=["EU"], remote="no").findings if f.severity == "error"}
    assert "JP13" in rules  # nobody reports to work in the Union as such


def test_an_unknown_place_is_said(draft):
    found = [f for f in draft(**CHOICE, remote_from=["Atlantis"]).findings if f.rule == "unknown-place"]
    assert "Its laws were not checked." in found[0].message
    assert "from home in Atlantis" in draft(**CHOICE, remote_from=["Atlantis"]).markdown


def test_the_union_is_a_place(desk):
    for name in ("EU", "eu", "European Union"):
        found = desk.atlas.find(name)
        assert isinstance(found, Place)
        assert (found.id, found.country) == ("EU", None)
        assert {"PL", "DE", "DE-BE"} <= found.within | {"DE-BE"}


def test_a_saved_posting_keeps_from_where(draft, desk, catalogue):
    made = draft(**CHOICE, remote_from=["PL"])
    saved, problems = read_saved(made.saved())
    assert problems == []
    again = desk.reopen(catalogue.profiles[made.posting.role], saved, as_of=made.posting.as_of)
    assert again.markdown == made.markdown
    assert "EU-PL" in _laws(again)


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        (
            ("--location", "Berlin", "--location", "remote"),
            "You choose: work in Berlin, Germany, or fully from home.",
        ),
        (
            ("--location", "Berlin", "--location", "Remote", "--remote-from", "PL"),
            "or fully from home in Poland.",
        ),
        (("--location", "remote", "--remote-from", "EU"), "you work from home in the European Union."),
        (
            ("--location", "PL", "--remote-from", "EU"),
            "You work partly on site and partly from home in the European Union.",
        ),
    ],
)
def test_the_command(words, reads):
    call = ["MLE", "--level", "senior", "--employer", str(HARBOUR), "--as-of", "2026-11-23", *words]
    result = CliRunner().invoke(command, call)
    assert reads in result.stdout, result.stderr


def test_the_command_knows_its_places():
    call = ["MLE", "--level", "senior", "--employer", str(HARBOUR), "--remote-from", "Atlantis"]
    result = CliRunner().invoke(command, call)
    assert result.exit_code == 2
    assert "--remote-from" in result.stderr


def test_a_place_that_is_gone_by_now_is_told_when_a_posting_is_opened_again(draft, desk, catalogue):
    made = draft(at=("US-CA",))
    saved, _ = read_saved(made.saved().replace("places:\n- US-CA", "places:\n- Atlantis", 1))
    again = desk.reopen(catalogue.profiles[made.posting.role], saved, as_of=made.posting.as_of)
    assert "unknown-place" in {f.rule for f in again.findings}


def _call(*words):
    call = ["MLE", "--level", "senior", "--employer", str(HARBOUR), "--as-of", "2026-11-23", *words]
    return CliRunner().invoke(command, call)


def test_work_from_home_all_over_a_country_is_not_narrowed_to_the_employers_own_place(draft):
    made = draft(remote="yes", places=["US-CO"], at=("US",))
    assert "you work from home in the United States." in made.markdown
    assert "Colorado" not in json.dumps(made.jsonld["applicantLocationRequirements"])
    assert "You work in Colorado, United States." in draft(remote="no", places=["US-CO"], at=("US",)).markdown


def test_remote_alone_leaves_the_employers_places_out_and_asks_from_where():
    result = _call("--location", "remote")
    assert "This job is fully remote: you work from home." in result.stdout
    assert "California" not in result.stdout
    assert "nothing says from which countries. Name them:" in result.stderr
    assert "Say --remote-from PLACE, or remote_from in the employer file." in result.stderr


def test_what_is_said_of_remote_work_names_no_field_of_a_file(draft):
    (found,) = [f for f in draft(**CHOICE).findings if f.rule == "remote-from"]
    assert "_" not in found.message


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "since no place of work is chosen: name it"),
        (
            ("--location", "remote"),
            "since nothing says from where people may work at home: name those places",
        ),
        (("--location", "remote", "--remote-from", "US-CO"), None),
    ],
)
def test_a_text_is_checked_for_the_places_from_which_one_works_at_home(words, said, tmp_path):
    path = tmp_path / "job.md"
    path.write_text("# Analyst\n\nYou work from home.\n")
    result = CliRunner().invoke(command, ["--check", str(path), "--as-of", "2026-11-23", *words])
    assert (said or "Colorado") in result.stderr
    assert ("No law was looked at" in result.stderr) == (said is not None)
