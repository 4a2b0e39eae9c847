"""The parts of pasted postings: known by headings in every dress and by sentences, not by stray words."""

import time
from datetime import date
from pathlib import Path

import pytest
import yaml

from touchstone.postings.completeness import NEEDED

DAY = date(2026, 11, 23)
CASES = yaml.safe_load((Path(__file__).parent / "part_cases.yaml").read_text())
DRESSES = ("## {}", "**{}**", "**{}:**", "{}:", "{}", "<h3>{}</h3>", "# {} #", "🎯 {}", "{}\n-----")
UNDER = "\n\n- One thing\n- Another thing\n"


@pytest.fixture(scope="module")
def read(desk):
    return desk.wording.language.parts_of


def _rows(name):
    return [(part, text) for part, rows in CASES.items() for text in rows[name]]


@pytest.mark.parametrize("dress", DRESSES)
def test_a_part_is_known_by_its_heading_in_every_dress(dress, read):
    lost = [row for row in _rows("headings") if row[0] not in read(dress.format(row[1]) + UNDER).spans]
    assert lost == []


@pytest.mark.parametrize("dress", DRESSES)
def test_a_heading_of_something_else_is_no_part(dress, read):
    taken = [row for row in _rows("others") if row[0] in read(dress.format(row[1]) + UNDER).spans]
    assert taken == []


@pytest.mark.parametrize("dress", DRESSES[:3])
def test_a_heading_with_nothing_under_it_is_no_part(dress, read):
    bare = "{}\n\n## Something else\n\nSome words.\n"
    taken = [row for row in _rows("headings") if row[0] in read(bare.format(dress.format(row[1]))).spans]
    assert taken == []


def test_a_part_is_known_by_its_sentences(read):
    assert [row for row in _rows("says") if row[0] not in read(row[1]).spans] == []


def test_words_that_stray_by_are_no_part(read):
    assert [row for row in _rows("silent") if row[0] in read(row[1]).spans] == []


POINTS = "\n".join(f"- Skill {n}" for n in range(11))
COUNTED = [
    (f"What you need\n{POINTS}\n\nBenefits\n- Pension", 11),
    (f"## Basic qualifications\n{POINTS}\n## Preferred qualifications\n{POINTS}", 11),
    (f"Requirements\n{POINTS}\nTech stack\n- Python\n- Spark", 11),
    ("## Requirements\n### Technical\n- A\n- B\n### Personal\n- C", 3),
    ("## Requirements\n- A\n- B\n### Nice to have\n- C", 2),
    ("## Requirements\n- SQL\n  - joins\n  - windows\n- Python", 2),
    ("## Requirements\n- SQL that is long enough\n  to be wrapped\n- Python that\nis too\n- Rust", 3),
    ("## Requirements\n- One\n- Two\n\nWe like bicycles.\n" + POINTS, 2),
    ("**Must have:** SQL; Python; Go", 3),
    (f"## What you'll do\n{POINTS}", 0),
    ("## Requirements\n\n• SQL\n\n• Python", 2),
    ("## You have\n1. SQL\n2. Python", 2),
]


@pytest.mark.parametrize(("text", "count"), COUNTED, ids=[text[:30] for text, _ in COUNTED])
def test_points_are_counted_under_their_headings(text, count, read):
    assert read(text).points("must") == count


ASKED = {need.section: need.rule for need in NEEDED if need.section not in ("nice", "equal")}


@pytest.mark.parametrize("role", ["machine_learning_engineer", "ml_product_manager", "data_scientist"])
def test_each_part_that_is_taken_out_of_our_own_posting_is_missed(role, desk, draft):
    made = draft(role)
    for section in made.posting.sections:
        if section.id not in ASKED:
            continue
        parts = made.markdown.split("\n## ")
        kept = "\n## ".join(part for part in parts if not part.startswith(f"{section.title}\n"))
        assert kept != made.markdown
        missed = {one.rule for one in desk.review(kept, as_of=DAY).findings} & set(ASKED.values())
        assert missed == {ASKED[section.id]}, section.title


def test_a_posting_with_plain_headings_is_not_kept_back_for_its_skills(desk):
    text = "Data engineer\n\nWhat you'll do\n- Build\n\nWhat you'll bring\n" + POINTS + "\n\nPerks\n- Dogs"
    found = {one.rule: one.severity.value for one in desk.review(text, as_of=DAY).findings}
    assert "must-have" not in found
    assert "purpose" not in found
    assert found["must-count"] == "error"


@pytest.mark.parametrize("text", ["# " * 40_000, "a:\n" * 20_000, "**x**\n" * 15_000, "must have: " * 8_000])
def test_headings_without_end_take_no_long_time(text, read):
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5
