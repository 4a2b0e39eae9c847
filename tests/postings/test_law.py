"""Law as data: every law's own tests, the union over places, and the same posting on other days."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.postings.conftest import ROOT

from touchstone.core.located_yaml import load_file
from touchstone.postings.law import regions_of
from touchstone.postings.law_cases import case_problems, law_problems
from touchstone.postings.places import Place
from touchstone.postings.requirements import to_add
from touchstone.postings.statutes import load_laws


def _asked(draft, jurisdiction=None):
    return {
        (f.jurisdiction, f.rule)
        for f in draft.findings
        if f.kind.value == "law"
        and f.severity.value in ("error", "warn")
        and jurisdiction in (None, f.jurisdiction)
    }


def test_all_laws_load_and_meet_their_own_tests(desk):
    assert desk.laws.problems == ()
    assert case_problems(desk.laws, desk.atlas) == []
    pay = [law for law in desk.laws.by_id.values() if law.kind == "pay"]
    assert len(pay) == 40
    assert all(law.tests for law in desk.laws.by_id.values())
    kinds = [law.kind for law in desk.laws.by_id.values()]
    assert (kinds.count("ai"), kinds.count("equality")) == (6, 10)


def test_every_law_holds_somewhere_that_can_be_found(desk):
    for law in desk.laws.by_id.values():
        places = [desk.atlas.find(place) for place in law.places]
        assert all(isinstance(place, Place) and place.under(law) for place in places), law.id


def test_a_wrong_test_in_a_law_is_told_at_its_line(tmp_path, root, desk):
    text = (root.laws / "us-va.yaml").read_text()
    (tmp_path / "us-va.yaml").write_text(text.replace("unmet: [pay-range]", "unmet: []", 1))
    (problem,) = law_problems(tmp_path, desk.atlas.regions)
    assert "the law lacks pay-range; the test expects nothing" in str(problem)
    assert problem.line > 10


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("requires: pay_range", "requires: pay_rnage", "did you mean 'pay_range'?"),
        ("confidence: high", "confidence: hihg", "'hihg'"),
        ("salary_history_ban: true", "salary_history_ban: yes", "expected true or false, found 'yes'"),
        ("from: 2026-07-01", "from: 1 July", "'1 July'"),
        ("unmet: [pay-range]", "unmet: [pay-rnage]", "no duty 'pay-rnage' in this law"),
        ("says: 'State", "say: 'State", "unknown field 'say'; did you mean 'says'?"),
    ],
)
def test_a_mistake_in_a_law_is_told(tmp_path, root, find, put, says):
    text = (root.laws / "us-va.yaml").read_text()
    assert find in text
    (tmp_path / "us-va.yaml").write_text(text.replace(find, put, 1))
    found = load_laws(tmp_path)
    assert found.by_id == {}
    assert says in " ".join(map(str, found.problems))


def test_a_law_that_exists_already_points_at_the_first(tmp_path, root):
    text = (root.laws / "us-va.yaml").read_text()
    (tmp_path / "a.yaml").write_text(text)
    (tmp_path / "b.yaml").write_text(text)
    (problem,) = load_laws(tmp_path).problems
    line = text[: text.index("id: US-VA")].count("\n") + 1
    assert problem.message == "the law 'US-VA' exists already"
    assert problem.hint.startswith("first at ")
    assert problem.hint.endswith(f"a.yaml:{line}")


def test_what_is_wrong_beside_a_bad_date_is_told_too(tmp_path, root, desk):
    text = (root.laws / "us-va.yaml").read_text()
    text = text.replace("from: 2026-07-01", "from: 1 July", 1).replace("US-VA]", "US-VA, US-CAX]", 1)
    (tmp_path / "us-va.yaml").write_text(text.replace("unmet: [pay-range]", "unmet: [pay-rnage]", 1))
    said = [str(problem) for problem in law_problems(tmp_path, desk.atlas.regions)]
    assert len(said) == 3, said
    assert "'1 July'" in said[0]
    assert "no duty 'pay-rnage' in this law" in said[1]
    assert "No place is called 'US-CAX'. Nearest: US-CA (California)" in said[2]


def test_a_law_that_holds_nowhere_is_refused(tmp_path, root, desk):
    text = (root.laws / "us-va.yaml").read_text()
    (tmp_path / "us-va.yaml").write_text(text.replace("US-VA]", "]", 1))
    (problem,) = law_problems(tmp_path, desk.atlas.regions)
    assert "expected at least one" in str(problem)


def test_no_law_file_is_dated_in_the_future(root):
    for path in root.laws.glob("*.yaml"):
        located = load_file(path)
        assert date.fromisoformat(located.data["last_checked"]) <= date(2026, 11, 29)


@pytest.mark.parametrize(
    ("read", "checked", "told"),
    [
        ("2026-11-29", "2026-11-28", True),
        ("2026-11-28", "2026-11-28", False),
        ("2026-11-20", "2026-11-28", False),
    ],
)
def test_no_law_was_checked_before_its_sources_were_read(tmp_path, root, desk, read, checked, told):
    text = (root.laws / "us-va.yaml").read_text()
    text = text.replace("sources:\n", f"sources:\n- 'a.example, the section, read {read}'\n")
    (tmp_path / "us-va.yaml").write_text(text.replace("last_checked: 2026-11-23", f"last_checked: {checked}"))
    said = [str(problem) for problem in law_problems(tmp_path, desk.atlas.regions)]
    assert len(said) == told
    assert all(f"a source was read later, on {read}" in one for one in said)


def test_austria_asks_by_which_agreement_the_minimum_is_one(draft):
    doubtful = [one.message for one in draft(at=("AT",), overpay=True).findings if one.rule == "minimum-pay"]
    assert len(doubtful) == 1
    assert "we can't tell." in doubtful[0]
    sure = draft(at=("AT",), overpay=True, collective_agreement="IT")
    assert "minimum-pay" not in {one.rule for one in sure.findings}
    assert "The minimum pay by the collective agreement (IT) is USD 150,000 a year." in sure.markdown


def test_the_union_over_all_places(draft):
    made = draft(at=("US-CO", "US-NYC", "CA-BC"), pay=None, deadline=None, benefits=None)
    assert _asked(made) >= {
        ("US-CO", "pay-range"),
        ("US-CO", "benefits"),
        ("US-CO", "deadline"),
        ("US-NYC", "pay-range"),
        ("US-NY", "pay-range"),
        ("CA-BC", "pay-range"),
    }


def test_the_same_posting_on_three_days(draft):
    days = (date(2020, 6, 1), date(2023, 6, 1), date(2024, 6, 1))
    found = [_asked(draft(at=("US-CO",), on=day, pay=None, deadline=None), "US-CO") for day in days]
    assert found == [
        set(),
        {("US-CO", "pay-range")},
        {("US-CO", "pay-range"), ("US-CO", "deadline")},
    ]


def test_a_country_brings_the_laws_of_its_parts(draft):
    asked = {place for place, _ in _asked(draft(at=("US",), pay=None, benefits=None))}
    assert {"US-CA", "US-NY", "US-NYC", "US-WA", "US-NJ-JC"} <= asked
    assert not any(place.startswith("CA-") for place in asked if place)


def test_a_metro_area_brings_each_state_that_it_reaches_into(draft):
    asked = {place for place, _ in _asked(draft(at=("New York metro",), pay=None, benefits=None))}
    assert {"US-NY", "US-NYC", "US-NJ", "US-NJ-JC"} <= asked
    assert "US-CA" not in asked


def test_jersey_city_is_not_in_new_york(draft):
    asked = {place for place, _ in _asked(draft(at=("US-NJ-JC",), pay=None, benefits=None))}
    assert asked == {"US-NJ", "US-NJ-JC"}


def test_the_place_that_the_work_reports_to_counts_where_the_law_says_so(draft):
    reports = draft(at=("PL",), pay=None, reports_to_place="US-NY")
    assert ("US-NY", "pay-range") in _asked(reports)
    assert not _asked(draft(at=("PL",), pay=None, reports_to_place="US-CA"), "US-CA")


def test_an_internal_posting_is_not_asked_what_is_asked_of_public_ones(draft):
    def blocked(place, style):
        made = draft(places=[place], pay=None, employees=500, style=style)
        return {f.rule for f in made.findings if f.jurisdiction == place and f.severity.value == "error"}

    assert "pay-range" in blocked("CA-ON", "standard")
    assert blocked("CA-ON", "internal") == set()
    assert blocked("US-HI", "internal") == set()
    assert "pay-range" in blocked("US-CT", "internal")  # its law names internal postings


@pytest.mark.parametrize(
    ("people", "asked", "unknown"),
    [
        ({"Massachusetts": 24}, False, False),
        ({"Massachusetts": 25}, True, False),
        ({"US-MA": 24, "Nowhere-land": 30}, False, True),
    ],
)
def test_places_of_staff_are_known_by_name_or_said_to_be_unknown(draft, people, asked, unknown):
    made = draft(places=["US-MA"], pay=None, employees_in=people, employees=None)
    assert (("US-MA", "pay-range") in _asked(made)) is asked
    assert any("'employees_in'" in f.message for f in made.findings) is unknown


def test_a_threshold_that_is_not_reached_asks_for_nothing(draft):
    assert not _asked(draft(at=("US-CA",), pay=None, employees=14))
    assert _asked(draft(at=("US-CA",), pay=None, employees=15))


def test_an_unknown_number_of_employees_is_said(draft):
    made = draft(at=("US-CA",), pay=None, employees=None)
    (finding,) = [f for f in made.findings if f.jurisdiction == "US-CA"]
    assert "15 employees; yours are not stated" in finding.message


def test_a_finding_names_statute_and_what_is_missing(draft):
    (finding,) = [f for f in draft(at=("US-CA",), pay=None).findings if f.jurisdiction == "US-CA"]
    assert finding.severity.value == "error"
    assert finding.statute == "Cal. Lab. Code 432.3 (SB 1162, SB 642)"
    assert "No pay is stated." in finding.message


def test_low_confidence_is_said(draft):
    found = [f for f in draft(at=("US-NJ-JC",), pay=None).findings if f.jurisdiction == "US-NJ-JC"]
    assert found
    assert all("Our confidence is low: verify it." in f.message for f in found)


def test_open_ranges_are_refused_where_both_ends_are_asked_for(draft):
    made = draft(at=("US-NJ",), pay={"maximum": 90000, "currency": "USD", "period": "year"})
    said = "The range is open: 'up to USD 90,000 a year' is a top without a bottom, which is no range."
    assert said in str(made.findings)
    assert made.blocked


@pytest.mark.parametrize(("months", "blocked"), [(4166, False), (4167, True)])
def test_the_spread_of_ontario_counts_by_the_year(draft, months, blocked):
    pay = {"minimum": 6000, "maximum": 6000 + months, "currency": "CAD", "period": "month"}
    assert draft(at=("CA-ON",), pay=pay).blocked is blocked


def test_another_currency_is_not_converted_in_silence(draft):
    pay = {"minimum": 100000, "maximum": 190000, "currency": "USD", "period": "year"}
    (finding,) = [f for f in draft(at=("CA-ON",), pay=pay).findings if f.rule == "pay-range"]
    assert finding.severity.value == "warn"
    assert "can't be held against the limit" in finding.message


@pytest.mark.parametrize(
    ("pay", "says"),
    [
        ({"minimum": 60000, "maximum": 120000, "currency": "CAD", "period": "year"}, "closer together."),
        ({"minimum": 30, "maximum": 40, "currency": "CAD", "period": "hour"}, "CAD an hour can't be held"),
        (
            {"minimum": 60000, "maximum": 70000, "currency": "USD", "period": "year"},
            "State the pay in CAD a year",
        ),
    ],
)
def test_what_to_do_fits_what_is_wrong_with_the_range(draft, pay, says):
    found = [f.message for f in draft(at=("CA-ON",), pay=pay).findings if f.jurisdiction == "CA-ON"]
    (message,) = [text for text in found if "can't be held" in text or "spans" in text]
    assert says in message
    assert "Add the lowest" not in message


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 5, 1), False),
        (date(2025, 7, 26), False),
        (date(2025, 7, 27), True),
        (date(2027, 7, 27), True),
        (date(2027, 7, 28), False),
    ],
)
def test_a_cure_is_told_only_while_it_holds(desk, day, told):
    found = desk.review("Data engineer", as_of=day, places=[desk.atlas.find("US-WA")]).findings
    assert any(f.jurisdiction == "US-WA" and f.severity.value == "error" for f in found)
    assert any("5 business days to cure" in f.message for f in found) is told


def test_canadian_experience_is_found_in_the_text(draft):
    made = draft(at=("CA-ON",), steps=["Show two years of Canadian experience"])
    (finding,) = [f for f in made.findings if f.rule == "canadian-experience"]
    start, end = finding.span
    assert made.markdown[start:end] == "Canadian experience"


AI_USE = {
    "tool": "HireScore",
    "decides": "who is invited to an interview",
    "assesses": "SQL and statistics",
    "data": "your answers in the exercise",
    "kept": "6 months",
    "used_from": date(2026, 12, 7),
    "other_way": "write to jobs@harbour.example",
}


def _ai_asked(made, severities=("error", "warn")):
    found = [f for f in made.findings if f.kind.value == "law" and f.severity.value in severities]
    return {(f.jurisdiction, f.rule) for f in found if f.rule.startswith("ai-")}


def test_ai_in_hiring(draft):
    silent = _asked(draft(at=("US-NYC", "US-IL"), uses_ai=True))
    assert {("US-NYC", "ai-notice"), ("US-NYC", "ai-data"), ("US-NYC", "ai-ten-days")} <= silent
    assert not _ai_asked(draft(at=("US-NYC", "US-IL"), uses_ai=False))


def test_our_own_notice_holds_what_every_place_asks_for(draft):
    made = draft(at=("US-NYC", "US-IL", "CA-ON", "US-CO"), uses_ai=True, ai_use=AI_USE)
    assert not _ai_asked(made)
    assert "It is used from 7 December 2026 on." in made.markdown


@pytest.mark.parametrize(
    ("leave_out", "rule", "says"),
    [
        ("assesses", "ai-notice", "which qualifications and characteristics it assesses"),
        ("other_way", "ai-notice", "how to ask for another way of selection or for an accommodation"),
        ("data", "ai-data", "which data it uses and where they come from"),
        ("kept", "ai-data", "how long they are kept"),
        ("used_from", "ai-ten-days", "a first day of its use, 7 December 2026 or later"),
    ],
)
def test_each_part_that_a_notice_lacks_is_named(leave_out, rule, says, draft):
    use = {name: value for name, value in AI_USE.items() if name != leave_out}
    made = draft(at=("US-NYC",), uses_ai=True, ai_use=use)
    assert _ai_asked(made) == {("US-NYC", rule)}
    (finding,) = [f for f in made.findings if f.rule == rule]
    assert f"We don't find in the notice: {says}" in finding.message
    assert finding.severity.value == "warn"


@pytest.mark.parametrize("words", ["We love AI.", "AI is our future", "Our AI tools select products."])
def test_words_about_ai_are_no_statement_on_its_use(words, draft, desk):
    made = draft(at=("CA-ON", "US-NYC", "US-IL"), uses_ai=True, ai_statement=words)
    asked = {("CA-ON", "ai-statement"), ("US-IL", "ai-notice"), ("US-NYC", "ai-notice")}
    assert asked <= _ai_asked(made)


def test_a_statement_of_ones_own_is_read(draft):
    words = "We don't use artificial intelligence to assess applicants."
    made = draft(at=("CA-ON", "US-NYC", "US-IL"), uses_ai=None, ai_statement=words)
    assert not _ai_asked(made)
    (taken,) = [f for f in made.findings if f.rule == "taken-as-ai-statement"]
    assert made.markdown[slice(*taken.span)] == words


def test_a_law_known_with_low_confidence_keeps_nothing_back(draft):
    found = draft(at=("US-NJ-JC",), pay=None, on=date(2025, 5, 31)).findings
    (law,) = [f for f in found if f.jurisdiction == "US-NJ-JC" and f.rule == "pay-range"]
    assert law.severity.value == "warn"
    assert "Our confidence is low: verify it." in law.message
    later = draft(at=("US-NJ-JC",), pay=None, on=date(2025, 6, 1)).findings
    assert {f.severity.value for f in later if f.jurisdiction == "US-NJ" and f.rule == "pay-range"} == {
        "error"
    }


def test_a_fact_that_was_not_checked_for_180_days_warns(draft):
    last = date(2027, 5, 22)
    assert "stale-law" not in {rule for _, rule in _asked(draft(at=("US-CA",), on=last, deadline=None))}
    assert "stale-law" in {
        rule for _, rule in _asked(draft(at=("US-CA",), on=date(2027, 5, 23), deadline=None))
    }


def test_a_law_to_come_is_told_beforehand(draft):
    found = [f for f in draft(at=("US-DE",)).findings if f.jurisdiction == "US-DE"]
    assert {f.severity.value for f in found} == {"info"}
    assert any("from 2027-09-26" in f.message for f in found)


def test_it_says_that_it_is_not_legal_advice(draft):
    assert "not-legal-advice" in {f.rule for f in draft(at=("US-CA",)).findings}


@pytest.mark.parametrize(
    ("place", "law"),
    [
        ("Ithaca", "US-NY-LOCAL"),
        ("Westchester County", "US-NY-LOCAL"),
        ("City of Toledo, Ohio", "US-OH-OTHER"),
        ("Cincinnati", "US-OH-OTHER"),
        ("Cleveland, Ohio", "US-OH-CLE"),
        ("Jersey City", "US-NJ-JC"),
        ("NYC", "US-NYC"),
    ],
)
def test_a_city_with_a_law_of_its_own_is_found_by_its_name(desk, place, law):
    found = desk.atlas.find(place)
    assert isinstance(found, Place), found
    assert found.under(desk.laws.by_id[law])


def test_what_is_unmet_always_says_what_to_add(desk):
    for law in desk.laws.by_id.values():
        for duty in law.duties:
            needs_words = duty.requires not in ("nothing_in_posting", "duties")
            assert bool(to_add(duty)) or not needs_words, (law.id, duty.id)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Send your salary history.", True),
        ("State your current salary and your notice period.", True),
        ("Attach the latest payslips.", True),
        ("Tell us what salary you expect.", False),
        ("The current salary band is stated above.", False),
        ("We pay on the last day of the month.", False),
        ("Tell us what you earn today.", True),
        ("What are you earning now? Tell us in your cover letter.", True),
        ("State your most recent pay in the form.", True),
        ("Your last compensation?", True),
        ("List past salaries.", True),
        ("How much did you earn in your last job?", True),
        ("Please indicate present remuneration.", True),
        ("Tell us your current base and bonus.", True),
        ("CV incl. current package.", True),
        ("Please tell us what your previous employer paid you.", True),
        ("Our most recent pay report is public.", False),
        ("Our current package includes health insurance.", False),
        ("Tell us what you currently earn.", True),
        ("What do you earn now?", True),
        ("Let us know your present salary.", True),
        ("Send your CV with your last three pay slips.", True),
        ("Send us your three most recent pay slips.", True),
        ("Please include your last pay stub.", True),
        ("Proof of your present income is required.", True),
        ("Name your salary at your last job.", True),
        ("Tell us what you would like to earn.", False),
        ("Here is what you earn: $120,000 to $150,000.", False),
        ("You get a pay slip every month.", False),
        ("Never send us your salary history.", False),
        ("You will model the salary history of policy holders.", False),
        ("You predict churn from the salary history of customers.", False),
        ("It is unlawful for an employer to seek salary history before an offer.", False),
        ("You will model risk. Send us your salary history.", True),
        ("Lying is illegal here. State your current salary.", True),
        ("We do not ask for your current salary.", False),
        ("Tell us what you earn at the moment.", True),
        ("What are you currently earning?", True),
        ("Payslips from your last employer are required.", True),
        ("Applicants disclose what their previous employer paid them.", True),
        ("Don't forget your current salary.", True),
        ("Applications are not considered without your salary history.", True),
        ("Do not apply without your last payslips.", True),
        ("What were you paid in your last job?", True),
        ("Your current salary is not shared with others: state it.", True),
        ("Do not send a CV only; add your salary history.", True),
        ("Your current pay is not needed now, but later.", True),
        ("We need your salary history.", True),
        ("Previous salary is never asked.", False),
        ("Your salary history is irrelevant to us.", False),
        ("You needn't share your previous pay.", False),
        ("Your current pay does not matter.", False),
        ("Salary history inquiries are banned here.", False),
        ("Your salary history will not be considered in our offer.", False),
        ("Your previous salary plays no role.", False),
        ("Your current salary should not be included.", False),
        ("Your salary history is none of our business.", False),
        ("You shouldn't tell us your current pay.", False),
        ("What our employer pays is on the page.", False),
        ("Please indicate present compensation.", True),
        ("Applications without current remuneration will not be considered.", True),
        ("What was your base in your last role?", True),
        ("Please don't include your graduation year, a photo, or your current pay.", False),
        ("If you don't send a photo, send your current pay.", True),
    ],
)
def test_asking_for_former_pay_is_told_where_it_is_forbidden(desk, text, asks):
    california, britain = (desk.atlas.find(place) for place in ("US-CA", "GB"))
    day = date(2026, 11, 28)
    found = desk.review(text, as_of=day, places=[california, britain]).findings
    told = [f for f in found if f.rule == "salary-history"]
    assert [(f.jurisdiction, f.severity.value) for f in told] == ([("US-CA", "error")] if asks else [])


@pytest.mark.parametrize(
    ("place", "severity"),
    [
        ("US-NY", "error"),
        ("US-WA", "error"),
        ("US-CO", "error"),
        ("CA-BC", "error"),
        ("PL", "error"),
        ("US-RI", "warn"),
        ("CA-ON", "warn"),
        ("GB", "warn"),
        ("AT", "warn"),
    ],
)
def test_asking_for_former_pay_is_an_error_where_a_ban_is_on_record(desk, place, severity):
    text, where = "Tell us what you earn today.", [desk.atlas.find(place)]
    found = desk.review(text, as_of=date(2026, 11, 28), places=where).findings
    told = [f.severity.value for f in found if f.rule == "salary-history"]
    assert severity in told
    assert set(told) <= {severity, "warn"}


def test_asking_for_former_pay_long_ago_is_no_error(desk):
    found = desk.review(
        "Send your salary history.", as_of=date(2015, 1, 1), places=[desk.atlas.find("US-CA")]
    )
    assert [f.severity.value for f in found.findings if f.rule == "salary-history"] == ["warn"]


_WORDS = ("neutral-title", "no-age", "canadian-experience")


@pytest.mark.parametrize(
    ("place", "text", "rule"),
    [
        ("PL", "# Salesman\n\nWe look for a salesman.", "neutral-title"),
        ("SK", "# Female engineer", "neutral-title"),
        ("DE", "# Chairman", "neutral-title"),
        ("LV", "# Analyst, not older than 35", "no-age"),
        ("CA-ON", "3+ years of local (GTA) work experience required.", "canadian-experience"),
        ("CA-ON", "3+ years of GTA work experience required.", "canadian-experience"),
        ("CA-ON", "Two years of work in Canada required.", "canadian-experience"),
        ("CA-ON", "Previous employment in Canada preferred.", "canadian-experience"),
        ("CA-ON", "Experience gained within Canada will be favoured.", "canadian-experience"),
        ("CA-ON", "Canadian industry experience is desirable.", "canadian-experience"),
        ("CA-ON", "Experience with a Canadian employer.", "canadian-experience"),
        ("CA-ON", "You have worked for a Canadian bank for three years.", "canadian-experience"),
        ("CA-ON", "Canadian references required.", "canadian-experience"),
        ("CA-ON", "A Canadian-experience a plus.", "canadian-experience"),
        ("CA-ON", "Experience working for Ontario employers is required.", "canadian-experience"),
        ("CA-ON", "Cdn. experience", "canadian-experience"),
        ("CA-ON", "Cdn experience an asset.", "canadian-experience"),
        ("CA-ON", "Experience working in Toronto is required.", "canadian-experience"),
        ("CA-ON", "References from Canadian employers.", "canadian-experience"),
        ("CA-ON", "Work history in Canada required.", "canadian-experience"),
        ("CA-ON", "Improve the experience of Canadian customers.", None),
        ("CA-ON", "We are a Canadian employer with offices in Toronto.", None),
        ("CA-ON", "You work in Canada and report to Toronto.", None),
        ("CA-ON", "Experience with GTAs, the game.", None),
        ("LV", "# Waitress", "neutral-title"),
        ("GB", "# Salesgirl", "neutral-title"),
        ("GB", "You work as a postman.", "neutral-title"),
        ("GB", "You solve the travelling salesman problem.", None),
        ("DE", "You solve the travelling salesman problem.", None),
        ("PL", "# Analyst\n\nHuman resources, workmanship and a German team.", None),
        ("GB", "# Salesman", "neutral-title"),
        ("GB", "\n\n**Salesman**\n\nYou sell.", "neutral-title"),
        ("GB", "# Sales\n\nWe are looking for an experienced technical salesman.", "neutral-title"),
        ("GB", "# Sales\n\nJob title: Salesman", "neutral-title"),
        ("GB", "# Sales\n\nSalesman (m/f) for our team", "neutral-title"),
        ("GB", "# Sales\n\nForeman wanted.", "neutral-title"),
        ("PL", "# Sales\n\nYou will be a foreman.", "neutral-title"),
        ("GB", "# Sales\n\nThe salesman of the year gets a prize.", None),
        ("GB", "# Analyst\n\nOur chairman founded the firm in 1990.", None),
        ("PL", "# Analyst\n\nYou will work with the spokesman of the board.", None),
        ("GB", "# Analyst\n\nOur female engineers meet each month.", None),
        ("DE", "# Analyst\n\nWe seek an analyst. The foreman signs off each shift.", None),
    ],
)
def test_words_that_a_law_forbids_are_told_where_they_stand(desk, place, text, rule):
    found = desk.review(text, as_of=date(2026, 11, 28), places=[desk.atlas.find(place)]).findings
    told = [f for f in found if f.rule in _WORDS and f.severity.value == "error"]
    assert {f.rule for f in told} == ({rule} if rule else set())
    for finding in told:
        start, end = finding.span
        assert text[start:end] in finding.message


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("Canadian experience is not required.", []),
        ("- No Canadian experience needed", []),
        ("You do not need Canadian experience.", []),
        ("We don't ask for Canadian experience and value international backgrounds.", []),
        ("Canadian experience will not be considered in our decisions.", []),
        ("Track record in the Canadian market.", ["warn"]),
        ("Not needed: a degree, Canadian experience, or previous transit knowledge.", []),
        ("You don't need: Canadian experience.", []),
        ("Not needed: a degree, Canadian experience, but it helps.", ["warn"]),
        ("Needed: a degree, Canadian experience.", ["error"]),
        ("Canada-based work history needed.", ["error"]),
        ("We don't ask for Canadian experience.", []),
        ("Canadian experience is not required, but preferred.", ["warn"]),
        ("No Canadian experience, no job.", ["warn"]),
        ("We don't ask for Canadian experience but it helps.", ["warn"]),
        ("Experience in the Canadian market is an asset.", ["warn"]),
        ("Canadian experience is required.", ["error"]),
    ],
)
def test_words_that_are_plainly_not_asked_for_are_left_alone(desk, text, severities):
    found = desk.review(text, as_of=date(2026, 11, 28), places=[desk.atlas.find("CA-ON")]).findings
    assert [f.severity.value for f in found if f.rule == "canadian-experience"] == severities


THIRTY = yaml.safe_load((Path(__file__).parent / "law_thirty.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "case", THIRTY, ids=[f"{'+'.join(c['at'])} {c['day']} {n}" for n, c in enumerate(THIRTY)]
)
def test_places_days_and_pay_against_the_facts(draft, case):
    ends = case.get("pay")
    pay = (
        dict(zip(("minimum", "maximum", "currency"), ends, strict=True)) | {"period": "year"}
        if ends
        else None
    )
    silent = dict.fromkeys(("benefits", "other_pay", "deadline", "vacancy", "uses_ai", "overpay", "remote"))
    said = {
        **silent,
        "pay": pay,
        "reports_to_place": case.get("boss"),
        "places": case["at"],
        **case.get("said", {}),
    }
    made = draft(on=case["day"], **said)
    found = [(f"{f.jurisdiction} {f.rule}", f.severity) for f in made.findings if f.kind == "law"]
    assert {name for name, severity in found if severity == "error"} == set(case["unmet"])
    assert set(case.get("doubt", ())) <= {name for name, severity in found if severity == "warn"}


def test_every_kind_of_words_that_a_law_names_is_in_the_language(desk, root, tmp_path):
    kinds = {rule.id for rule in desk.wording.language.wording}
    assert law_problems(root.laws, desk.atlas.regions, kinds=kinds) == []
    text = (root.laws / "eq-de.yaml").read_text()
    (tmp_path / "eq-de.yaml").write_text(text.replace("wording: [age-limit,", "wording: [age-limits,"))
    (problem,) = [
        p for p in law_problems(tmp_path, desk.atlas.regions, kinds=kinds) if "kind of" in p.message
    ]
    assert str(problem).endswith("no kind of words 'age-limits' in the language; did you mean 'age-limit'?")


@pytest.mark.parametrize(
    ("text", "place", "asked"),
    [
        ("Women preferred.", "DE", {"no-preference": "error", "neutral-title": "error"}),
        ("Under 35.", "DE", {"no-preference": "error"}),
        ("Under 35.", "FR", {"no-preference": "error"}),
        ("Under 35.", "LV", {"no-preference": "error", "no-age": "error"}),
        ("Under 35.", "US-CA", {"no-age": "error"}),
        ("Under 35.", "GB", {"no-preference": "error"}),
        ("No older people.", "GB", {"no-preference": "error"}),
        ("Christian values required.", "GB", {"no-preference": "error"}),
        ("The team needs a strong man.", "GB", {"no-preference": "error"}),
        ("We seek a young graduate.", "DE", {"no-preference": "error"}),
        ("Recent graduates only.", "US-CA", {"no-recent-graduates": "error"}),
        ("Maximum of 5 years of experience.", "GB", {"no-preference": "warn"}),
        ("Overqualified candidates need not apply.", "DE", {"no-preference": "warn"}),
        ("A recent graduate would find this role a stretch.", "US-CA", {}),
        ("You must be a US citizen.", "US-CA", {"no-citizens-only": "error"}),
        ("US citizenship is required by law for this clearance.", "US-CA", {}),
        ("Good health required.", "US-CA", {"no-preference": "warn"}),
        ("Must be a native German speaker.", "FR", {"no-preference": "warn"}),
        ("No felonies.", "US-NYC", {"no-record": "error"}),
        ("No felonies.", "US-CA", {}),
        ("Must be currently employed.", "US-NJ", {"no-out-of-work": "error"}),
        ("Must be currently employed.", "US-NYC", {"no-out-of-work": "error"}),
        ("Unemployed applicants need not apply.", "US-DC", {"no-out-of-work": "error"}),
        ("Data scientist (m/w) wanted.", "DE-BE", {"no-preference": "warn"}),
        ("Data scientist (m/f) wanted.", "DE", {"no-preference": "warn"}),
        ("Data scientist (m/w/d) wanted.", "DE", {}),
        ("Data scientist (m/f) wanted.", "US-OR", {}),
        ("Must be currently employed.", "US-OR", {"no-out-of-work": "error"}),
        ("Must be currently employed.", "US-CA", {}),
        ("You need not be currently employed.", "US-NYC", {}),
        ("You use methods that are currently employed in banks.", "US-NYC", {}),
        ("No visa sponsorship.", "US-CA", {}),
        ("Women are encouraged to apply.", "DE", {}),
        ("Data under 35 ms.", "DE", {}),
        ("Women preferred.", "IN", {}),
    ],
)
def test_demands_are_held_against_the_laws_of_the_place(desk, text, place, asked):
    rules = {
        "no-preference",
        "neutral-title",
        "no-age",
        "no-recent-graduates",
        "no-citizens-only",
        "no-record",
        "no-out-of-work",
    }
    found = desk.review(text, as_of=date(2026, 11, 28), places=[desk.atlas.find(place)]).findings
    law = [f for f in found if f.kind.value == "law" and f.rule in rules and f.severity.value != "info"]
    assert {f.rule: f.severity.value for f in law} == asked
    assert all(f.statute and f.source and text[slice(*f.span)] in f.message for f in law)
    elsewhere = {"US-NYC": "New Jersey", "US-DC": "New Jersey", "US-NJ": "New York"}.get(place, "Atlantis")
    assert not any(elsewhere in f"{f.message} {f.source}" for f in law)


# Whose law or office a finding may name: of a posting that is checked elsewhere it would be a wrong reason.
_SPEAKS_OF = {
    "US": ("EEOC", "U.S.C.", "CFR", "US Department of Justice", "ADEA"),
    "GB": ("EHRC", "Equality Act", "Trade Union"),
    "DE": ("AGG",),
    "LV": ("Latvia",),
    "EU": ("C-54/07", "E-0941/2002"),
    "CA-ON": ("Ontario", "O. Reg."),
    "US-NJ": ("New Jersey",),
    "US-NYC": ("New York City", "NYC Admin"),
    "US-DC": ("D.C. Code",),
}
_EVERY_KIND = """# Salesman

Young candidates only. Under 35. Women preferred. Single only. Christians only. Must be a US citizen.
No foreigners. Native English speaker. Must be in good health. Attractive appearance. No gays.
No union members. No felonies. Must be currently employed. No visa sponsorship. Canadian experience required.
The pay is up to USD 90,000 a year.
"""


@pytest.mark.parametrize(
    "place", ["US-NYC", "US-CA", "US-NJ", "US-DC", "GB", "DE", "FR", "LV", "CA-ON", "IN", None]
)
def test_no_finding_gives_the_reason_of_another_place(desk, place):
    at = [desk.atlas.find(place)] if place else []
    here = regions_of(desk.laws.by_id.values(), at)
    found = desk.review(_EVERY_KIND, as_of=date(2026, 11, 28), places=at).findings
    kinds = {"out-of-work", "criminal-record", "sponsorship", "sex", "origin", "native-language", "belonging"}
    assert kinds <= {f.rule for f in found}
    for finding in found:
        source = finding.source or ""
        assert source.startswith("We hold no source of this place.") <= bool(place), finding
        for region, words in _SPEAKS_OF.items() if at else ():
            named = [one for one in words if one in f"{finding.message} {source}"]
            assert not named or region in here or source.startswith("We hold no source"), finding


WEAK = ("blr.com", "pages.dev", "huggingface.co", "blog", "techne.ai", "aicompliancevendors.com")


@pytest.mark.parametrize("path", sorted((ROOT / "laws").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_blog_a_tracker_and_a_data_set_are_called_secondary_sources(path):
    law = yaml.safe_load(path.read_text(encoding="utf-8"))
    duties = law.get("duties") or ()
    for source in (*law["sources"], *(one for duty in duties for one in duty.get("sources", ()))):
        weak = any(name in source for name in WEAK)
        assert source.startswith("secondary source: ") == weak


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (
            "IE",
            "Ireland: we know of no duty to state pay in a posting. The General Scheme of 15 January 2025",
        ),
        ("NL", "Netherlands: we know of no duty to state pay in a posting. The law is expected for"),
        ("DE", "Germany: we know of no duty to state pay in a posting. The deadline of the Directive"),
        ("EU", "Other member states of the European Union: we know of no duty"),
        ("CA-NL", "Our confidence is low: verify it."),
        ("PL", None),
        ("US-CA", None),
    ],
)
def test_a_law_that_asks_for_nothing_is_said_to_have_been_looked_at(draft, place, says):
    told = [one.message for one in draft(at=(place,)).findings if one.rule == "no-duty-known"]
    assert any(says in one for one in told) if says else told == []
