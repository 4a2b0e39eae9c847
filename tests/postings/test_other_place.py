"""A pasted text that names another place of work than it is checked for: one warning that names both."""

from datetime import date

import pytest

from touchstone.postings.employer import Employer

DAY = date(2026, 11, 23)
OTHER = [
    ("# Data engineer\n\nLocation: Austin, TX", "US-CA"),
    ("Data engineer (Austin, TX)\n\nWe build.", "US-CA"),
    ("# Data engineer\n\n## Location\n\nAustin, TX", "US-CA"),
    ("Data engineer | Berlin | full-time", "US-CA"),
    ("# A\n\n**Location:** London, UK", "DE"),
    ("# A\n\nYou work in Munich, three days a week in the office.", "US-NY"),
    ("# A\n\nThis role is based in Paris.", "DE"),
    ("# A\n\nOffice: Toronto, Ontario", "US-CA"),
    ("- Location: Warsaw, Poland", "DE"),
    ("# Data engineer in Berlin\n\nx", "FR"),
    ("# A\n\nPlace of work\nVienna", "DE"),
    ("# A\n\nYou will be based in our Munich office.", "FR"),
    ("Location: Portland, OR", "US-CA"),
    ("Location: Washington, DC", "US-WA"),
]
SAME = [
    ("Location: Austin, TX or remote", "US-CA"),
    ("Location: Remote", "US-CA"),
    ("Location: Austin, TX; San Francisco, CA", "US-CA"),
    ("Location: San Francisco", "US-CA"),
    ("Location: United States", "US-CA"),
    ("Location: Austin, TX", "US"),
    ("We are based in Austin.", "US-CA"),
    ("Our customers in Texas\n\nLocation: Los Angeles, CA", "US-CA"),
    ("# A\n\nLocation: Berlin", "DE"),
    ("# A\n\nLocation: Germany", "DE-BE"),
    ("# A\n\nLocation: Berlin", "EU"),
    ("Fully remote. Location: Austin, TX", "US-CA"),
    ("Offices in Austin, Berlin and Paris.", "US-CA"),
    ("# A\n\nYou work in teams.", "US-CA"),
    ("# Analyst, Reading group\n\nx", "US-CA"),
    ("Location: to be agreed", "US-CA"),
    ("Location: Anywhere in Europe", "DE"),
    ("You work in Python and SQL.", "DE"),
    ("# A\n\nLocation: Brooklyn, NY", "US-NY"),
    ("Location: New York City", "US-NY"),
    ("# A\n\nLocation: Berlin or Munich", "DE"),
    ("# A\n\nNo place", "US-CA"),
    ("# Jordan Labs, analyst", "US-CA"),
]


def _found(desk, text, *places, **said):
    at = [desk.atlas.find(place) for place in places]
    made = desk.review(text, as_of=DAY, places=at, **said)
    return [one for one in made.findings if one.rule == "other-place"]


@pytest.mark.parametrize(("text", "place"), OTHER)
def test_another_place_is_told_once_with_both_names(text, place, desk):
    (found,) = _found(desk, text, place)
    assert text[slice(*found.span)] in found.message
    assert desk.atlas.find(place).name in found.message
    assert found.severity.value == "warn"


@pytest.mark.parametrize(("text", "place"), SAME)
def test_the_same_place_several_and_remote_work_are_no_warning(text, place, desk):
    assert _found(desk, text, place) == []


def test_one_of_several_places_is_enough(desk):
    assert _found(desk, "Location: Austin, TX", "US-CA", "US-TX") == []
    assert len(_found(desk, "Location: Austin, TX\n\nLocation: Boston, MA", "US-CA", "DE")) == 1
    assert _found(desk, "Location: Austin, TX") == []
    who = Employer(name="X", remote="yes")
    assert _found(desk, "Location: Austin, TX", "US-CA", employer=who) == []


def test_our_own_postings_name_their_places(desk, draft):
    for place in ("US-CA", "DE", "CA-ON", "US-NYC"):
        assert _found(desk, draft(places=[place]).markdown, place) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("**Machine-learning engineer (m/f/d) – Berlin**\n\nYou train models.", True),
        ("Data analyst, Austin, TX\n\nYou write SQL.", True),
        ("# Data analyst\n\nWe sell to firms in Berlin.", False),
        ("# Data engineer\n\nMaplecrest Logistics Inc., Toronto, Ontario\n\nYou build.", True),
        ("# Data engineer (K/M)\n\nWisła Data Sp. z o.o., Kraków\n\nYou build.", True),
        ("# Ninja\n\nJoin our young team of experts in New York City! We build.", True),
        ("# Data engineer\n\nKraków\n\nYou build.", True),
        ("# Lead\n\nThameside plc | London | Permanent, full time (37.5 hours)", True),
        ("# Head of data\n\n*Seattle, Washington. Salary $215,000 to $265,000 a year. Equity.*\n\nx", True),
        ("# Data scientist\n\n**Copenhagen** · DKK 48.000–58.000 a month · permanent, 37 hours", True),
        ("# Researcher\n\nAmsterdam. Base EUR 110,000 to EUR 150,000 a year; bonus on top.", True),
        ("# Researcher\n\nAmsterdam University Press. We print books.", False),
        ("# Data analyst\n\nJoin a firm that sells to banks in Berlin, Paris and Rome.", True),
        ("# Data analyst\n\nYou work in a team of six and report to the head.", False),
        ("# Data analyst\n\nYou will work in Python, in teams.", False),
        ("# Data analyst\n\nYou work in our laboratory in Berlin.", True),
        ("# Data analyst\n\nMaplecrest Logistics Inc.\n\nOur customers sit in Toronto, Ontario.", False),
        ("# Data analyst\n\nBoston Consulting\n\nYou write SQL.", False),
        ("# Data analyst (SQL)\n\nYou write SQL.", False),
    ],
)
def test_a_place_behind_the_title_is_a_place_of_work(text, named, desk):
    rules = {one.rule for one in desk.review(text, as_of=DAY).findings}
    assert ("place" not in rules) == named


def _applied(made):
    return {one.law.id for one in made.laws if one.applies}


BOTH = [
    ("# A\n\nLocation: Austin, TX or Denver, CO", "US-TX", {"US-CO"}),
    ("# A\n\nLocations:\n\n- Berlin\n- Denver, CO", "DE-BE", {"US-CO"}),
    ("# A (Berlin / New York City)\n\nx", "DE", {"US-NY", "US-NYC"}),
    ("# A\n\nYou work in Berlin, Denver and Toronto.", "DE", {"US-CO", "CA-ON"}),
    ("# A\n\nLocation: Remote (Germany, Colorado)", "DE", {"US-CO"}),
]


@pytest.mark.parametrize(("text", "place", "laws"), BOTH)
def test_the_laws_of_every_place_that_a_text_names_are_looked_at(text, place, laws, desk):
    made = desk.review(text, as_of=DAY, places=[desk.atlas.find(place)])
    assert laws <= _applied(made)
    (told,) = [one for one in made.findings if one.rule == "named-places"]
    assert told.severity.value == "info"
    assert "as a place of work: the law" in told.message
    assert not [one for one in made.findings if one.rule == "other-place"]
    alone = desk.review("# A\n\nx", as_of=DAY, places=[desk.atlas.find(place)])
    assert not laws & _applied(alone)


NOT_NAMED = [
    "# A\n\nYou work in Python, with our teams in Denver.",
    "# A\n\nLocation: Berlin (our customers are in Denver)",
    "# A\n\nLocation: Berlin, not Denver",
    "# A\n\nLocation: Georgia",
    "# A\n\nOur offices are in Berlin and Denver.",
    "# A\n\nLocation: Berlin",
]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_is_no_place_of_work_brings_no_law(text, desk):
    made = desk.review(text, as_of=DAY, places=[desk.atlas.find("DE")])
    alone = desk.review("# A\n\nx", as_of=DAY, places=[desk.atlas.find("DE")])
    assert _applied(made) == _applied(alone)
    assert "named-places" not in {one.rule for one in made.findings}


def test_a_place_that_nobody_chose_is_read_and_said(desk):
    made = desk.review("# A\n\nLocation: Denver, CO", as_of=DAY, places=[])
    rules = {one.rule: one for one in made.findings}
    assert rules["named-places"].severity.value == "warn"
    assert "choose it if that is right" in rules["named-places"].message
    assert rules["pay-range"].jurisdiction == "US-CO"
    assert "no-place" not in rules


def test_a_town_of_a_metro_area_is_under_the_law_of_its_own_state(desk):
    made = desk.review("# A\n\nLocation: Portland, OR", as_of=DAY, places=[])
    assert "US-WA" not in _applied(made)


def test_where_only_another_place_is_named_its_law_counts_and_the_choice_is_doubted(desk):
    made = desk.review("# A\n\nLocation: Denver, CO", as_of=DAY, places=[desk.atlas.find("DE")])
    (told,) = [one for one in made.findings if one.rule in ("other-place", "named-places")]
    assert (told.rule, told.severity.value) == ("other-place", "warn")
    assert "the law of that place was looked at as well" in told.message
    assert "US-CO" in _applied(made)
