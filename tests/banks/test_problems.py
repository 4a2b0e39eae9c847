"""Every mistake in a bank is named with its line, its column and the nearest name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from touchstone.banks.bank import Bank, load_banks

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "problems.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_problems_are_named_at_their_place(case: dict[str, Any], load: Callable[..., Bank]) -> None:
    bank = load(case["text"])
    found = [str(problem).split(".yaml:", 1)[1] for problem in bank.problems]
    assert len(found) == len(case["problems"]), found
    for said, expected in zip(found, case["problems"], strict=True):
        assert said.startswith(expected)


GOOD = """\
  prompt: What is it?
  answer: {value: 3}
  proof: 1 + 2
"""


def test_good_questions_run_beside_bad_ones(load: Callable[..., Bank]) -> None:
    bank = load(GOOD, GOOD + "  wrong: 1\n", "- not: yaml: at all\n")
    assert list(bank.questions) == ["question-0"]
    assert len(bank.problems) == 2


def test_an_id_that_is_taken_names_both_places(load: Callable[..., Bank], tmp_path: Path) -> None:
    text = dedent(
        """\
        - id: same
          title: A question
          skill: statistics.descriptive.variance
          level: junior
          minutes: 4
          serves: [summarise-data]
          prompt: What?
          answer: {value: 1}
          proof: 2 - 1
        """
    )
    bank = load(text, text)
    (problem,) = bank.problems
    assert len(load(text.replace("minutes", "minuts"), text).problems) == 3  # two of the first, then its id
    assert problem.file.endswith("bank1.yaml")
    assert (problem.line, problem.column) == (1, 7)
    assert problem.hint is not None
    assert problem.hint.endswith("bank0.yaml:1:7")
    assert len(bank) == 1


def test_a_folder_leaves_files_with_an_underscore_out(tmp_path: Path) -> None:
    (tmp_path / "_notes.yaml").write_text("this is no bank")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "bank.yaml").write_text("[]")
    bank = load_banks(tmp_path)
    assert (len(bank), bank.problems) == (0, ())


def test_the_hash_is_of_the_content_and_not_of_the_layout(load: Callable[..., Bank]) -> None:
    first = load(GOOD)
    second = load("  # a remark\n  proof: 1 + 2\n  answer:\n    value: 3\n  prompt: What is it?\n")
    other = load(GOOD.replace("1 + 2", "2 + 1"))
    assert first.hash == second.hash
    assert first.hash != other.hash
