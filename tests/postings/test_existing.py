"""Pasted postings: what they lack, what they state as pay, and the command that checks them."""

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner

from touchstone.cli.posting import command
from touchstone.postings.pay_words import read_pay

DAY = date(2026, 11, 23)
PAY = [
    ("$120,000 - $150,000 per year", 120000, 150000, "USD", "year"),
    ("USD 120,000 to USD 150,000 a year", 120000, 150000, "USD", "year"),
    ("€60k–€80k", 60000, 80000, "EUR", "year"),
    ("60.000 - 80.000 EUR", 60000, 80000, "EUR", "year"),
    ("up to $90/hour", None, 90, "USD", "hour"),
    ("from 50,000 GBP", 50000, None, "GBP", "year"),
    ("£45,000", 45000, 45000, "GBP", "year"),
    ("between 90 and 120k EUR", 90000, 120000, "EUR", "year"),
    ("$120-150k", 120000, 150000, "USD", "year"),
    ("CAD 6000 to CAD 9000 per month", 6000, 9000, "CAD", "month"),
    ("18 000 - 22 000 zł per month", 18000, 22000, "PLN", "month"),
    ("$50.50 - $60.25 per hour", Decimal("50.50"), Decimal("60.25"), "USD", "hour"),
    ("£500 a day", 500, 500, "GBP", "day"),
]


@pytest.mark.parametrize(("text", "low", "high", "currency", "period"), PAY, ids=[row[0] for row in PAY])
def test_pay_in_words_is_read(text, low, high, currency, period):
    found = read_pay(f"The pay is {text}, and more.", country="US").pay
    assert (found.minimum, found.maximum, found.currency, found.period.value) == (low, high, currency, period)


@pytest.mark.parametrize(
    "text", ["10+ years, 3 to 5 people", "100% remote", "2026-11-23", "", "competitive salary", "$"]
)
def test_other_numbers_are_no_pay(text):
    assert read_pay(text) is None


def test_a_bare_dollar_is_the_dollar_of_the_country():
    assert read_pay("$90,000", country="CA").pay.currency == "CAD"
    assert read_pay("$90,000", country="US").pay.currency == "USD"


def _rules(review, severity=None):
    return {f.rule for f in review.findings if severity in (None, f.severity.value)}


def test_our_own_posting_passes_the_check_of_texts(desk, draft):
    found = desk.review(draft().markdown, as_of=DAY, places=[desk.atlas.find("US-CA")])
    assert not found.blocked
    assert found.pay.maximum == 180000
    assert found.title == "Senior machine-learning engineer"


def test_a_thin_text_lacks_nearly_everything(desk):
    found = desk.review("Ninja wanted. Apply now!", as_of=DAY, places=[desk.atlas.find("US-CO")])
    assert {"daily-duties", "mission", "goals", "pay-range", "deadline"} <= _rules(found, "error")
    assert "hype" in _rules(found, "warn")


def test_an_open_range_is_told_with_its_place(desk):
    text = "Data engineer. Up to $90,000 a year."
    found = desk.review(text, as_of=DAY, places=[desk.atlas.find("US-NJ")])
    (finding,) = [f for f in found.findings if f.rule == "open-range"]
    assert text[slice(*finding.span)] == "Up to $90,000 a year"
    assert "pay-range" in _rules(found, "error")


def _check(tmp_path, text, *words):
    path = tmp_path / "job.md"
    path.write_text(text)
    return CliRunner().invoke(command, ["--check", str(path), "--as-of", "2026-11-23", *words])


def test_the_command_checks_a_text(tmp_path):
    result = _check(tmp_path, "# Guru\nYoung team.\n", "--location", "US-CA", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["title"] == "Guru"
    assert found["jsonld"] is None
    kinds = {finding["kind"] for finding in found["findings"]}
    assert kinds == {"completeness", "law", "language"}


def test_the_command_says_what_keeps_a_text_back(tmp_path):
    result = _check(tmp_path, "Young team.")
    assert result.stdout == ""
    assert "keep this posting from being published" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [((), "Name a role"), (("DS",), "Name a level"), (("DS", "--level", "mid"), "Name an employer file")],
)
def test_a_call_that_says_too_little_ends_with_2(words, says):
    result = CliRunner().invoke(command, list(words))
    assert result.exit_code == 2
    assert says in result.stderr


POINTS = "\n".join(f"- Skill {n}" for n in range(11))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"## Requirements\n{POINTS}\n", {"must-count"}),
        (f"**You bring:**\n\n{POINTS.replace('-', '*')}\n## Benefits\n- Pension\n", {"must-count"}),
        (f"Nice to have\n{POINTS}\n", {"nice-count"}),
        (f"## Benefits\n{POINTS}\n", set()),
        ("## Requirements\n- One\n- Two\n\nWe like bicycles.\n" + POINTS, set()),
    ],
)
def test_demands_are_counted_in_a_pasted_text(text, rules, desk):
    found = desk.review(text, as_of=DAY).findings
    assert {f.rule for f in found if f.rule in ("must-count", "nice-count")} == rules


def test_the_command_says_the_line_and_what_to_write(tmp_path):
    path = tmp_path / "p.md"
    path.write_text("# Data scientist\n\nWe look for ninjas.\n")
    result = CliRunner().invoke(command, ["--check", str(path)])
    assert "warn: line 3: 'ninjas'." in result.stderr
    assert "Write: experts. [hype]" in result.stderr
