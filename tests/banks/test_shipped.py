"""The shipped questions and the examples of the guide: loaded, clean, proved."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from touchstone.banks.bank import Bank, bank_files, load_banks, load_files
from touchstone.banks.drawing import draw
from touchstone.banks.formats import cell
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


@pytest.mark.parametrize("path", bank_files(ROOT / "question_banks"), ids=lambda path: path.stem)
def test_every_file_is_yaml_for_the_slow_parser_too(path: Path) -> None:
    """Where PyYAML has no C parser its own one reads the banks, and it is stricter about `?` in a list."""
    ended = [type(event) for event in yaml.parse(path.read_text(), Loader=yaml.SafeLoader)][-1]
    assert ended is yaml.StreamEndEvent


def test_whoever_cannot_see_a_figure_is_told_its_data(bank: Bank, guide: Bank, maths: Grader) -> None:
    figured = [one for some in (bank, guide) for one in some.questions.values() if one.figure is not None]
    assert len(figured) > 10
    for question in figured:
        figure = draw(question, 1, maths).figure
        assert figure is not None
        counted = [column.words is None for column in question.figure.columns]
        shown = [values for (_, values), number in zip(figure.columns, counted, strict=True) if number]
        told = Counter(re.findall(r"[\d.,]*\d", figure.alternative))
        wanted = Counter(cell(value) for values in shown for value in values if not _numbering(values))
        assert wanted - told == Counter(), (question.id, figure.alternative)


def _numbering(values: tuple[float | str, ...]) -> bool:
    """Whether a column counts its rows: “months 1 to 7” says that."""
    return list(values) in (list(range(len(values))), list(range(1, len(values) + 1)))


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
    assert (len(taxonomy.areas), len(taxonomy.subtopics), len(taxonomy.skills)) == (11, 36, 188)
    assert taxonomy.title("statistics.diagnostics.ppv") == "Positive predictive value"
    tested = [subtopic for area in taxonomy.areas if not area.only_interviews for subtopic in area.subtopics]
    assert len(tested) == 34
    assert all(set(subtopic.wanted) == {"junior", "mid", "senior"} for subtopic in tested)
