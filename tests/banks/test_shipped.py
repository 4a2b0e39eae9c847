"""The shipped questions and the examples of the guide: loaded, clean, proved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from touchstone.banks.bank import Bank, load_banks, load_files
from touchstone.banks.lint import lint
from touchstone.banks.params import KINDS
from touchstone.banks.proof import prove
from touchstone.banks.question import Part, Question
from touchstone.banks.taxonomy import FILE, load_taxonomy
from touchstone.maths.grader import Grader

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "questions.md"


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_banks(ROOT / "question_banks")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    path = tmp_path_factory.mktemp("guide") / "examples.yaml"
    path.write_text("\n".join(re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(), re.DOTALL)))
    return load_files([path], taxonomy=load_taxonomy(ROOT / "question_banks" / FILE))


def test_the_shipped_questions_are_clean(bank: Bank) -> None:
    assert [str(problem) for problem in [*bank.problems, *lint(bank)]] == []


def test_the_examples_of_the_guide_are_clean_and_proved(guide: Bank, maths: Grader) -> None:
    assert [str(problem) for problem in [*guide.problems, *lint(guide)]] == []
    assert len(guide) >= 6
    proofs = [prove(question, range(6), maths) for question in guide.questions.values()]
    assert [failure for proof in proofs for failure in proof.failures] == []


def test_the_guide_names_every_field_and_every_kind_of_parameter() -> None:
    text = GUIDE.read_text()
    names = {*Question.model_fields, *Part.model_fields, *KINDS}
    assert sorted(name for name in names if f"`{name}" not in text and f"  {name}:" not in text) == []


def test_the_taxonomy_has_every_area_and_skill() -> None:
    taxonomy = load_taxonomy(ROOT / "question_banks" / FILE)
    assert taxonomy.problems == ()
    assert (len(taxonomy.areas), len(taxonomy.subtopics), len(taxonomy.skills)) == (11, 34, 176)
    assert taxonomy.title("statistics.diagnostics.ppv") == "Positive predictive value"
    tested = [subtopic for area in taxonomy.areas if not area.only_interviews for subtopic in area.subtopics]
    assert len(tested) == 32
    assert all(set(subtopic.wanted) == {"junior", "mid", "senior"} for subtopic in tested)
