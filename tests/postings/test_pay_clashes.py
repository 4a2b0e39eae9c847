"""Pay that a text states twice, or states and says that it does not tell."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from touchstone.postings.pay_words import read_pay

CASES = yaml.safe_load((Path(__file__).parent / "pay_clashes.yaml").read_text(encoding="utf-8"))
POSTING = (
    "# Senior data engineer\n\nWe look for somebody who cares.\n\n{}\n\n## How to apply\n\nWrite to us.\n"
)


def _read(text):
    return read_pay(POSTING.format(text), country="US", currency="USD", year=2026)


@pytest.mark.parametrize("text", CASES["clash"])
def test_what_contradicts_the_pay_is_found(text):
    read = _read(text)
    assert read.stated is not None
    assert len(read.clashes) == 1


@pytest.mark.parametrize("text", CASES["agree"])
def test_tables_other_periods_and_what_is_said_again_do_not_contradict_it(text):
    read = _read(text)
    assert read.stated is not None
    assert read.clashes == ()


def test_a_contradiction_is_told_with_both_statements(desk):
    text = "# Analyst\n\nSalary: $120,000 - $150,000 a year\n\nSalary: **not disclosed**"
    findings = desk.review(text, as_of=date(2026, 11, 23)).findings
    (found,) = [f for f in findings if f.rule == "pay-contradiction"]
    assert found.severity.value == "warn"
    assert "'$120,000 - $150,000 a year' and 'Salary: **not disclosed' contradict" in found.message
    assert text[slice(*found.span)] == "Salary: **not disclosed"
