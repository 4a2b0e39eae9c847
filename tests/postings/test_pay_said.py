"""Amounts that a text states as this job's pay, and those that it denies, remembers or tells of others."""

import time
from datetime import date
from pathlib import Path

import pytest
import yaml

from touchstone.postings.as_shown import as_shown
from touchstone.postings.edits import Edit, Edits, edited
from touchstone.postings.pay_words import read_pay

DAY = date(2026, 11, 23)

CASES = yaml.safe_load((Path(__file__).parent / "pay_said.yaml").read_text(encoding="utf-8"))
SURROUNDINGS = (
    "{}\n",
    "# Data engineer\n\nWe look for somebody who cares.\n\n{}\n\n## How to apply\n\nWrite to us.\n",
)


def _read(text):
    return read_pay(text, country="US", currency="USD", year=2026)


@pytest.mark.parametrize("around", SURROUNDINGS, ids=["alone", "in a posting"])
@pytest.mark.parametrize("text", CASES["affirmed"])
def test_what_is_affirmed_is_the_pay(text, around):
    read = _read(around.format(text))
    assert read.stated is not None, read.passed
    assert None not in (read.stated.pay.minimum, read.stated.pay.maximum)


@pytest.mark.parametrize("around", SURROUNDINGS, ids=["alone", "in a posting"])
@pytest.mark.parametrize("text", CASES["not_affirmed"])
def test_what_is_denied_past_or_of_others_is_not(text, around):
    assert _read(around.format(text)).stated is None


@pytest.mark.parametrize("text", CASES["cant_tell"])
def test_what_may_be_the_pay_is_told_of(text):
    read = _read(text)
    assert read.stated is None
    assert read.passed


LEVELS = [
    "- Staff: $160,000 - $200,000 a year\n- Senior: $90,000 - $120,000 a year",
    "| Level | Base salary |\n|---|---|\n| Staff | $160,000 - $200,000 |\n| Senior | $90,000 - $120,000 |",
    "Senior: $90,000 - $120,000 a year; Staff: $160,000 - $200,000 a year",
]


@pytest.mark.parametrize("text", LEVELS)
def test_of_the_pay_of_several_levels_that_of_the_title_is_taken(text):
    stated = _read(f"# Senior data engineer\n\n{text}").stated
    assert (stated.pay.minimum, stated.pay.maximum) == (90_000, 120_000)


@pytest.mark.parametrize("text", CASES["open"])
def test_what_leaves_an_end_open_is_an_open_range(text):
    stated = _read(text).stated
    assert stated is not None
    assert None in (stated.pay.minimum, stated.pay.maximum)


@pytest.mark.parametrize("text", CASES["loose"])
def test_what_lets_pay_leave_the_range_is_said_with_its_words(text):
    stated = _read(text).stated
    assert stated is not None
    assert None not in (stated.pay.minimum, stated.pay.maximum)
    assert stated.marks.loose is not None


@pytest.mark.parametrize("text", CASES["closed"])
def test_what_only_sounds_open_is_closed(text):
    stated = _read(text).stated
    assert stated is not None
    assert None not in (stated.pay.minimum, stated.pay.maximum)
    assert stated.marks.loose is None


NO_PAY = [
    ("The salary is not $90,000 to $120,000 a year.", "No pay is stated."),
    ("The salary used to be $90,000 to $120,000 a year; today it is not disclosed.", "No pay is stated."),
    ("$90,000 to $120,000 a year is what a competitor pays.", "No pay is stated."),
    ("The salary could be $90,000 to $120,000 a year.", "It could not be told whether '$90,000 to $120,000"),
    (
        "Pay: $90,000 to $120,000 a year. Pay is negotiable and not limited to this range.",
        "The range is open",
    ),
]


@pytest.mark.parametrize(("text", "says"), NO_PAY)
def test_pay_that_is_not_affirmed_blocks_where_a_law_asks_for_it(text, says, desk):
    made = desk.review(f"# Analyst\n\n{text}", as_of=DAY, places=[desk.atlas.find("US-NJ")])
    (law,) = [f for f in made.findings if f.rule == "pay-range" and f.jurisdiction == "US-NJ"]
    assert (law.severity.value, says in law.message) == ("error", True)


def test_why_an_amount_is_not_taken_is_said_where_it_stands(desk):
    text = "# Analyst\n\nThe **pay was $90,000 to $120,000** a year."
    (found,) = [f for f in desk.review(text, as_of=DAY).findings if f.rule == "not-taken-as-pay"]
    assert text[slice(*found.span)] == "$90,000 to $120,000** a year"
    assert found.message.startswith(
        "'$90,000 to $120,000** a year' is not taken as the pay: the words around it"
    )


def test_a_line_that_denies_pay_states_none_in_a_composed_posting(draft, desk):
    said = "The pay is not USD 150,000 to USD 180,000 a year."
    composed = draft()
    edit = Edits({("pay", "employer.pay"): Edit(composed.posting.section("pay").lines[0].text, said)})
    assert as_shown(edited(composed.posting, edit), said, "US").pay is None


def test_readiness_to_pay_more_opens_a_range(draft):
    found = [f for f in draft(at=("US-NJ",), overpay=True).findings if f.rule == "pay-range"]
    assert any("ready to pay more" in f.message and f.severity.value == "error" for f in found)
    assert not [f for f in draft(at=("US-NJ",), overpay=False).findings if f.rule == "pay-range"]


AMOUNTS = [
    # how a range stands in a text, and its ends
    ("Pay: **$90,000** – **$120,000**", 90000, 120000),
    ("Pay: $**90,000** - $**120,000**", 90000, 120000),
    ("Pay: `$90,000` to `$120,000`", 90000, 120000),
    ("Pay: $90,000‑$120,000", 90000, 120000),
    ("Pay: $90,000−$120,000", 90000, 120000),
    ("Pay: $90,000 ~ $120,000", 90000, 120000),
    ("Pay: $90,000 -- $120,000", 90000, 120000),
    ("Pay: $90,000 --- $120,000", 90000, 120000),
    ("Pay: $90,000 through $120,000", 90000, 120000),
    ("Salary Range: $90,000.00 To $120,000.00 Annually", 90000, 120000),
    ("Pay: $90,000 thru $120,000", 90000, 120000),
    ("Pay: $90,000/$120,000", 90000, 120000),
    ("Pay: $90.000 - $120.000", 90000, 120000),
    ("Pay: 90 000 $ - 120 000 $", 90000, 120000),
    ("Pay: US $90,000 - US $120,000", 90000, 120000),
    ("Pay: USD$90,000 - USD$120,000", 90000, 120000),
    ("Pay: $90,000 USD - $120,000 USD", 90000, 120000),
    ("Pay: $90,000USD-$120,000USD", 90000, 120000),
    ("Pay: $90K–$120K USD", 90000, 120000),
    ("Pay: $90-120K", 90000, 120000),
    ("Pay: 90-120k USD", 90000, 120000),
    ("Pay: $90k - 120k", 90000, 120000),
    ("Pay: $90,000.00 - $120,000.00", 90000, 120000),
    ("Pay: $90,000.00 per year to $120,000.00 per year", 90000, 120000),
    ("Pay: $43.27/hour - $57.69/hour", 43.27, 57.69),
    ("Pay: $43.27 - $57.69 an hour", 43.27, 57.69),
    ("Pay: $7,500 – $10,000 / month", 7500, 10000),
    ("Pay: $7.5k–$10k per month", 7500, 10000),
    ("Pay: from $90,000 to $120,000", 90000, 120000),
    ("Pay: min $90k max $120k", 90000, 120000),
    ("Pay: $90k min – $120k max", 90000, 120000),
    ("Pay: $90,000 (minimum) to $120,000 (maximum)", 90000, 120000),
    ("Minimum salary: $90,000\nMaximum salary: $120,000", 90000, 120000),
    ("- Minimum: $90,000 a year\n- Maximum: $120,000 a year", 90000, 120000),
    ("Pay: $90,000\u2009–\u2009$120,000", 90000, 120000),
    ("Pay: $90,000&ndash;$120,000", 90000, 120000),
    ("Pay: &#36;90,000 to &#36;120,000", 90000, 120000),
    ("Pay: ＄90,000 to ＄120,000", 90000, 120000),
    ("Pay: $90’000 – $120’000", 90000, 120000),
    ("Pay: CHF 90'000 – 120'000", 90000, 120000),
    ("Pay: $ 90,000 - $ 120,000", 90000, 120000),
    ("Pay: €90.000,00 – €120.000,00", 90000, 120000),
    ("Pay begins at $90,000 and ends at $120,000.", 90000, 120000),
    ("Pay starts at $90,000 and tops out at $120,000.", 90000, 120000),
    ("Pay: $90,000<br>to $120,000", 90000, 120000),
    ("<td>Pay</td><td>$90,000 – $120,000</td>", 90000, 120000),
    ("Pay:\n\n$90,000\n\nto\n\n$120,000", 90000, 120000),
    ("Pay: £90,000 pa to £120,000 pa", 90000, 120000),
    ("Pay: £90,000 p.a. - £120,000 p.a.", 90000, 120000),
    ("Salary: 90000-120000 USD", 90000, 120000),
    ("Salary: $90000 to $120000", 90000, 120000),
    ("Pay: $1,730.77 - $2,307.69 weekly", 1730.77, 2307.69),
    ("Pay: $90,000 to $ 120,000 annually (USD)", 90000, 120000),
]


@pytest.mark.parametrize(("text", "low", "high"), AMOUNTS, ids=[row[0] for row in AMOUNTS])
def test_a_range_is_read_however_it_is_set(text, low, high):
    pay = _read(text).stated.pay
    assert (float(pay.minimum), float(pay.maximum)) == (low, high)


HOSTILE = {
    "comments without end": "<!-- " * 20_000,
    "dashes": "--" * 50_000,
    "amounts": "$90,000 to $120,000 " * 5_000,
    "images": "![" * 50_000,
    "what is hidden": "<span hidden>" * 7_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_layout_takes_no_long_time(text):
    start = time.process_time()
    _read(text)
    assert time.process_time() - start < 5
