"""Words behind a range by which the posting takes its pay back."""

from datetime import date
from pathlib import Path

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parent / "pay_undone.yaml").read_text())
PAY = "$120,000 to $150,000 a year"
PAGE = "# Data scientist\n\nWe hire a data scientist.\n\n## Pay\n\n{}\n\n## Benefits\n\n- Leave.\n"


def _open(desk, behind):
    """The severities of the findings by which New Jersey's law calls the range open."""
    found = desk.review(
        PAGE.format(PAY + behind), as_of=date(2026, 11, 29), places=[desk.atlas.find("US-NJ")]
    ).findings
    told = [f for f in found if f.rule == "pay-range" and f.jurisdiction == "US-NJ"]
    return [f.severity.value for f in told]


@pytest.mark.parametrize("behind", CASES["undone"])
def test_a_range_that_is_taken_back_is_open(desk, behind):
    assert _open(desk, behind) == ["error"]


@pytest.mark.parametrize("behind", CASES["unsure"])
def test_words_that_may_leave_a_range_open_are_a_doubt(desk, behind):
    assert _open(desk, behind) == ["warn"]


@pytest.mark.parametrize("behind", CASES["left"])
def test_words_on_other_things_take_nothing_back(desk, behind):
    assert _open(desk, behind) == []
