"""Pay that a text states for some places is the pay of those; and what the laws say of pay in its words."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from touchstone.postings.places import Place

DAY = date(2026, 11, 28)
LAW = yaml.safe_load((Path(__file__).parent / "pay_law.yaml").read_text(encoding="utf-8"))
CASES = yaml.safe_load((Path(__file__).parent / "pay_places.yaml").read_text(encoding="utf-8"))
PAY = {"pay_range", "minimum_pay"}


def _review(desk, row, *more):
    places = [desk.atlas.find(name) for name in (row["at"], *more)]
    assert all(isinstance(place, Place) for place in places)
    return desk.review(f"# Data scientist\n\n{row['text']}\n", as_of=DAY, places=places)


def _unmet(desk, made, kinds=PAY):
    """The rules of the laws on pay that the text does not meet, errors and doubts."""
    asked = {duty.id for law in desk.laws.by_id.values() for duty in law.duties if duty.requires in kinds}
    return [
        one
        for one in made.findings
        if one.kind.value == "law" and one.rule in asked and one.severity.value != "info"
    ]


def _id(row):
    return f"{row['at']}: {row['text'][:60]}"


@pytest.mark.parametrize("row", CASES["lawful"], ids=_id)
def test_pay_of_the_place_is_its_pay(desk, row):
    made = _review(desk, row)
    assert made.pay is not None
    assert [(one.rule, one.severity.value) for one in _unmet(desk, made)] == [
        (rule, "warn") for rule in row.get("doubt", [])
    ]
    assert "pay-currency" not in {one.rule for one in made.findings}


@pytest.mark.parametrize("row", CASES["unlawful"], ids=_id)
def test_pay_of_another_place_is_not(desk, row):
    made = _review(desk, row)
    assert (made.pay is not None) == row.get("named", False)  # as a place of work: its pay is read, too
    assert [one.severity.value for one in _unmet(desk, made)][:1] == ["error"]


@pytest.mark.parametrize("row", CASES["warned"], ids=_id)
def test_a_foreign_currency_is_named_with_the_place(desk, row):
    made = _review(desk, row)
    (told,) = [one for one in made.findings if one.rule == "pay-currency"]
    assert told.severity.value == "warn"
    assert f"stated in {row['in']}, but the currency of" in told.message
    assert told.span is not None


def test_each_place_of_a_posting_has_its_own_pay(desk):
    row = {"at": "US-CA", "text": "Salary: California: $150k-$180k; Texas: $120k-$140k"}
    made = _review(desk, row, "US-TX", "US-CO")
    (colorado,) = _unmet(desk, made)
    assert (colorado.jurisdiction, colorado.severity.value) == ("US-CO", "error")
    assert "is stated for California, and no pay for this place" in colorado.message
    taken = [one.message for one in made.findings if one.rule == "taken-as-pay"]
    assert [" in California" in taken[0], " in Texas" in taken[1]] == [True, True]


def test_pay_of_a_part_of_the_country_is_not_that_of_its_other_parts(desk):
    made = _review(desk, {"at": "US", "text": "Salary in California: $150,000 - $180,000 a year."})
    places = {one.jurisdiction for one in _unmet(desk, made)}
    assert "US-CA" not in places
    assert {"US-CO", "US-NY", "US-WA"} <= places


def test_why_an_amount_is_not_the_pay_there_names_the_place(desk):
    made = _review(desk, {"at": "US-CA", "text": "Salary in Texas: $120,000 - $150,000 a year."})
    (told,) = [one for one in made.findings if one.rule == "not-taken-as-pay"]
    assert "in California, United States: it is stated for Texas." in told.message


@pytest.mark.parametrize("row", LAW, ids=_id)
def test_a_law_on_pay_reads_the_words(desk, row):
    said = {"met": [], "doubt": ["warn"], "unmet": ["error"]}[row["is"]]
    # A city's own law, or one that we are less sure of, may warn beside.
    found = sorted(
        _unmet(desk, _review(desk, row), {*PAY, "overpay_statement"}),
        key=lambda one: one.severity.value != "error",
    )
    assert [one.severity.value for one in found][:1] == said
    assert row.get("says", "") in (found[0].message if found else "")


@pytest.mark.parametrize(
    "title",
    ["Research scientist, reinforcement learning", "Credit risk analyst", "Data scientist, insurance"],
)
def test_the_field_in_a_title_is_no_other_money(desk, title):
    header = f"# {title}\n\nZürich / Remote within Switzerland · Full time · CHF 165'000 – 210'000\n"
    made = desk.review(header, as_of=DAY, places=[desk.atlas.find("CH")])
    assert (made.pay.minimum, made.pay.maximum) == (165_000, 210_000)


def test_lakhs_are_told_of_as_not_read(desk):
    made = _review(desk, {"at": "IN", "text": "CTC: INR 32,00,000 to INR 44,00,000 per annum"})
    (told,) = [one for one in made.findings if one.rule == "not-taken-as-pay"]
    assert "'INR 32,00,000 to INR 44,00,000' is not taken as the pay" in told.message
