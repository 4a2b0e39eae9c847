"""JobPosting: what we write passes all rules, and each rule catches its mistake."""

import re
from copy import deepcopy
from datetime import date
from zoneinfo import available_timezones

import pytest

from touchstone.postings.markup_rules import check_markup
from touchstone.postings.state_zones import ZONES

DAY = date(2026, 11, 23)


def _without(data, *path):
    *first, last = path
    for step in first:
        data = data[step]
    del data[last]


def _set(data, value, *path):
    *first, last = path
    for step in first:
        data = data[step]
    data[last] = value


@pytest.fixture
def good(draft):
    return deepcopy(draft(places=["US-CA-CUPERTINO"]).jsonld)


@pytest.mark.parametrize(
    ("name", "title", "told"),
    [
        ("A", "A data scientist", False),
        ("ING", "Data engineering lead", False),
        ("ING", "Data engineer, ING", True),
        ("C++ & Co.", "Engineer at C++ & Co.", True),
    ],
)
def test_a_short_name_is_only_found_as_a_word(good, name, title, told):
    good["title"], good["hiringOrganization"]["name"] = title, name
    assert any("name of the organisation" in f.message for f in check_markup(good, DAY)) is told


def test_what_we_write_passes_every_rule(good):
    assert check_markup(good, DAY) == []


def test_remote_work_passes_too(draft):
    made = draft(remote="yes", places=["PL", "US-CA"])
    assert made.jsonld["jobLocationType"] == "TELECOMMUTE"
    assert "jobLocation" not in made.jsonld
    assert check_markup(made.jsonld, DAY) == []


def _reference(made):
    return made.jsonld["identifier"]["value"]


def test_a_job_keeps_its_identifier_whatever_the_day_and_the_order_of_its_places(draft):
    known = _reference(draft(at=("DE-BE", "US-NYC")))
    assert known == "machine-learning-engineer-senior-8cf7ab6"
    assert _reference(draft(at=("US-NYC", "DE-BE"), on=date(2027, 2, 1))) == known
    assert _reference(draft(at=("US-NYC", "DE-BE"), pay=None, posted=date(2027, 1, 1))) == known
    assert _reference(draft(at=("DE-BE",), reference="ML-07")) == "ML-07"


JOBS = [
    {"at": ("DE-BE",)},
    {"at": ("US-NYC",)},
    {"at": ("DE-BE", "US-NYC")},
    {"at": ("DE-BE",), "level": "staff"},
    {"at": ("DE-BE",), "role": "data_engineer"},
    {"at": ("DE-BE",), "remote": "yes"},
    {"at": ("DE-BE",), "remote": "yes", "remote_from": ["PL"]},
    {"places": ["Gotham"]},
    {"places": ["Metropolis"]},
    {"places": ["東京タワー"]},
    {"places": ["大阪城"]},
    {"at": ("DE-BE",), "reference": "ML-07"},
]


def test_other_jobs_have_other_identifiers_that_boards_take(draft):
    found = [_reference(draft(**job)) for job in JOBS]
    assert len(set(found)) == len(JOBS), found
    assert max(map(len, found)) <= 40


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"posted": date(2026, 12, 24)}, {"JP08"}),
        # The day of the posting is to come: its deadline has not gone by, but it lies before that day.
        ({"posted": date(2026, 12, 24), "deadline": date(2026, 12, 1)}, {"JP08", "JP09"}),
        ({"posted": date(2026, 11, 23)}, set()),
        ({"posted": date(2026, 11, 1), "deadline": date(2026, 11, 20)}, {"JP28"}),
    ],
)
def test_the_days_of_our_own_posting_are_held_against_today(draft, changes, told):
    rules = {one.rule for one in draft(**changes).findings if one.rule.startswith("JP")}
    assert rules - {"JP14"} == told  # no street address


def test_hybrid_work_is_not_telecommuting(draft):
    assert "jobLocationType" not in draft(remote="hybrid").jsonld


SETS = [
    ("JP01", "http://schema.org", ("@context",)),
    ("JP02", "Job", ("@type",)),
    ("JP03", " ", ("title",)),
    ("JP04", "GREAT DATA SCIENTIST!", ("title",)),
    ("JP04", "Data scientist, USD 100,000", ("title",)),
    ("JP04", "Data scientist at Harbour Analytics", ("title",)),
    ("JP05", "", ("description",)),
    ("JP06", "<p>x</p><h2>y</h2>", ("description",)),
    ("JP07", "<p>Come.</p>", ("description",)),
    ("JP08", "soon", ("datePosted",)),
    ("JP08", "2026-11-24", ("datePosted",)),
    ("JP09", "2026-12-31", ("validThrough",)),
    ("JP09", "2026-11-01T00:00:00+00:00", ("validThrough",)),
    ("JP10", {"@type": "Organization"}, ("hiringOrganization",)),
    ("JP11", "http://harbour.example", ("hiringOrganization", "sameAs")),
    ("JP12", [{"@type": "Place"}], ("jobLocation",)),
    ("JP13", "", ("jobLocation", 0, "address", "addressCountry")),
    ("JP15", "REMOTE", ("jobLocationType",)),
    ("JP16", "TELECOMMUTE", ("jobLocationType",)),
    ("JP17", [{"@type": "Visa", "name": "x"}], ("applicantLocationRequirements",)),
    ("JP18", 200000, ("baseSalary", "value", "minValue")),
    ("JP19", "year", ("baseSalary", "value", "unitText")),
    ("JP20", "150,000", ("baseSalary", "value", "minValue")),
    ("JP20", 1, ("salary",)),
    ("JP21", "full_time", ("employmentType",)),
    ("JP22", "7", ("identifier",)),
    ("JP22", "data-engineer-mid-2026-11-23", ("identifier", "value")),
    ("JP23", "yes", ("directApply",)),
    ("JP24", {"credentialCategory": "PhD"}, ("educationRequirements",)),
    ("JP25", {"monthsOfExperience": "12"}, ("experienceRequirements",)),
    ("JP26", True, ("experienceInPlaceOfEducation",)),
    ("JP27", [], ("@graph",)),
    ("JP28", "2026-11-22T00:00:00+00:00", ("validThrough",)),
    ("JP28", "<p>There is an application fee.</p>", ("description",)),
    ("JP29", "leave", ("benefits",)),
    ("JP30", [1], ("skills",)),
    ("JP31", [1], ("occupationalCategory",)),
    ("JP32", 0, ("totalJobOpenings",)),
    ("JP33", 40, ("workHours",)),
]


@pytest.mark.parametrize(("rule", "value", "path"), SETS, ids=[f"{r}-{p[-1]}-{v}"[:50] for r, v, p in SETS])
def test_each_rule_catches_its_mistake(good, rule, value, path):
    _set(good, value, *path)
    assert rule in {finding.rule for finding in check_markup(good, DAY)}


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("JP12", ("jobLocation",)),
        ("JP14", ("jobLocation", 0, "address", "postalCode")),
        ("JP20", ("baseSalary", "currency")),
        ("JP22", ("identifier",)),
        ("JP05", ("description",)),
    ],
)
def test_each_rule_misses_what_is_missing(good, rule, path):
    _without(good, *path)
    assert rule in {finding.rule for finding in check_markup(good, DAY)}


def test_nothing_in_markup_can_break_the_checks():
    for value in (None, 1, "x", [], [[]], {"a": 1}, True):
        keys = (
            "@context",
            "title",
            "description",
            "datePosted",
            "validThrough",
            "hiringOrganization",
            "jobLocation",
        )
        more = ("baseSalary", "employmentType", "identifier", "skills", "applicantLocationRequirements")
        found = check_markup(dict.fromkeys((*keys, *more), value), DAY)
        assert any(finding.rule == "JP02" for finding in found)


@pytest.mark.parametrize(
    ("place", "locality"),
    [("Berlin", "Berlin"), ("US-DC", "Washington"), ("US-CA", None), ("US-NYC", "New York City")],
)
def test_an_address_has_the_city_that_is_known(draft, place, locality):
    (found,) = draft(at=(place,)).jsonld["jobLocation"]
    assert found["address"].get("addressLocality") == locality


@pytest.mark.parametrize(
    ("at", "changes", "ends"),
    [
        (("Berlin",), {}, "+01:00"),
        (("US",), {"places": ["US"]}, "-10:00"),  # Hawaii, last of its zones
        (("US-CA",), {}, "-08:00"),
        (("US-CA",), {"deadline": date(2027, 7, 1)}, "-07:00"),
        (("Berlin", "US-CA"), {}, "-08:00"),
        (("US-CA", "Berlin"), {}, "-08:00"),
        (("US-NYC",), {}, "-05:00"),
        (("US-DC",), {}, "-05:00"),
        (("US-TX",), {}, "-07:00"),  # El Paso, last of its zones
        (("US-AZ",), {"deadline": date(2027, 7, 1)}, "-07:00"),
        (("US-PR",), {}, "-04:00"),
        (("CBSA-16980",), {}, "-06:00"),  # Chicago, with a part of Indiana
        (("Toronto",), {}, "-05:00"),
        (("CA-ON",), {}, "-06:00"),  # its north-west
        (("Madrid",), {}, "+01:00"),
        (("ES",), {}, "+00:00"),  # the Canary Islands
        (("São Paulo",), {}, "-03:00"),
        (("AU-VIC",), {}, "+11:00"),
        (("PL", "GB"), {}, "+00:00"),
        (("EU",), {}, "-12:00"),
        (("Berlin", "IN"), {"deadline": date(2027, 7, 1)}, "+02:00"),
        (("Berlin",), {"deadline": date(2027, 7, 1)}, "+02:00"),
        (("Berlin",), {"remote": "yes"}, "+01:00"),  # from home, there
        (("Berlin",), {"remote": "yes", "remote_from": ["PT"]}, "-01:00"),  # the Azores, last of its zones
        (("Berlin",), {"remote": "choice", "remote_from": ["GB"]}, "+00:00"),
        (("Berlin",), {"remote": "choice", "remote_from": ["US"]}, "-10:00"),
        ((), {"remote": "yes"}, "-12:00"),
    ],
)
def test_a_deadline_ends_with_the_day_of_the_place(draft, at, changes, ends):
    changes = {"deadline": date(2026, 12, 31), "remote": "no", **changes}
    through = draft(at=at, **changes).jsonld["validThrough"]
    assert through == f"{changes['deadline']}T23:59:59{ends}"


def test_every_state_of_a_country_with_several_zones_has_its_own(desk):
    regions = {one for one in desk.atlas.names if re.fullmatch(r"(US|CA|AU)-[A-Z]{2,3}", one)}
    states = {one for one in regions if desk.atlas.find(one).locality is None or one == "US-DC"}
    assert states == set(ZONES)
    known = available_timezones()
    assert {zone for zones in ZONES.values() for zone in zones} <= known


def test_markup_does_not_deny_the_education_that_the_text_asks_for(draft):
    made = draft()
    assert "software engineering, with" in made.markdown
    assert "educationRequirements" not in made.jsonld


def test_on_site_or_remote_as_one_likes_is_no_telecommuting(draft):
    made = draft(at=("Berlin",), remote="choice")
    assert "You choose: work in Berlin, Germany, or fully from home." in made.markdown
    assert "jobLocationType" not in made.jsonld
    assert made.jsonld["jobLocation"]
    assert not [f for f in made.findings if f.rule in ("JP15", "JP16", "JP17")]
