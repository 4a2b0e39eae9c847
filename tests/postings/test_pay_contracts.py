"""Pay that is paid fourteen times a year, and pay under two kinds of contract."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from touchstone.postings.existing import Review
from touchstone.postings.pay_words import read_pay

DAY = date(2026, 11, 29)
CASES = yaml.safe_load((Path(__file__).parent / "pay_contracts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("times", "text"), CASES["times"])
def test_how_often_a_year_a_months_pay_is_paid(times, text):
    stated = read_pay(text, country="AT", currency="EUR", year=2026).stated
    assert stated is not None
    assert (stated.pay.minimum, stated.pay.period.value) == (3650, "month")
    assert stated.marks.times == times


@pytest.mark.parametrize(("low", "beside", "text"), CASES["contracts"])
def test_the_pay_under_another_kind_of_contract_is_kept(low, beside, text):
    read = read_pay(text, country="PL", currency="PLN", year=2026)
    assert read.stated is not None
    assert read.stated.pay.minimum == low
    assert [one.pay.minimum for one in read.beside] == beside


def test_both_are_told(desk):
    first, second = (CASES["contracts"][n][2] for n in (0, 1))
    austria = "Salary: EUR 3,650 gross per month, 14 times a year."
    told = []
    for name, text in (("PL", first), ("PL", second), ("AT", austria)):
        made = desk.review(f"# Analyst\n\n{text}\n", as_of=DAY, places=[desk.atlas.find(name)])
        assert isinstance(made, Review)
        told.append(" ".join(one.message for one in made.findings if one.rule == "taken-as-pay"))
    assert "under another kind of contract: PLN 18,000" in told[0]
    assert "under another kind of contract: PLN 18,000" in told[1]
    assert "14 times a year, which is EUR 51,100" in told[2]
