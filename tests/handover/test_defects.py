"""Each planted defect is named with its rule; the sound contract has none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.handover.conftest import TODAY

from touchstone.handover.contract import Contract, as_yaml, from_fields, read_contract
from touchstone.handover.names import Task
from touchstone.handover.needed import NEEDS
from touchstone.handover.skeleton import skeleton
from touchstone.handover.versions import is_exact

CASES = yaml.safe_load((Path(__file__).parent / "defects.yaml").read_text())
PLANTED = {  # what is wrong in examples/handover/contract-with-defects.yaml: the key to the work sample
    "version-not-exact",
    "periods-overlap",
    "rows-differ",
    "unknown-class",
    "figure-differs",
    "bound-missed",
    "bound-wrong-way",
    "slices-contradict-whole",
    "percentiles-out-of-order",
    "latency-differs",
    "memory-too-small",
    "vague-preprocessing",
    "not-a-person",
    "missing-monitoring-watched-alert-when",
    "rollback-to-itself",
    "slice-not-stated",
}


def test_the_sound_example_has_no_defect(example) -> None:  # type: ignore[no-untyped-def]
    checked = example("contract.yaml")
    assert [str(defect) for defect in checked.defects] == []
    assert checked.valid
    assert checked.rows == 1200
    assert all(figure.agrees for figure in checked.figures if figure.stated is not None)


def test_every_planted_defect_of_the_work_sample_is_named(example) -> None:  # type: ignore[no-untyped-def]
    checked = example("contract-with-defects.yaml")
    assert {defect.rule for defect in checked.defects} == PLANTED
    assert not checked.valid
    assert all(defect.line > 1 for defect in checked.defects)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['rule']}" for n, case in enumerate(CASES)])
def test_a_changed_contract_gets_its_defect(case, check) -> None:  # type: ignore[no-untyped-def]
    found = [defect for defect in check(case["set"]).defects if defect.rule == case["rule"]]
    assert found, case
    assert found[0].severity.value == case.get("severity", "error")
    assert any(str(case.get("says", "")) in defect.message for defect in found), [d.message for d in found]


@pytest.mark.parametrize("task", Task)
def test_an_empty_contract_loads_and_is_told_all_that_it_lacks(task, handovers) -> None:  # type: ignore[no-untyped-def]
    text = skeleton('The "new" model', task)
    contract, located, problems = read_contract(text)
    assert problems == []
    assert contract is not None
    checked = handovers.check(contract, located, find=lambda name: "there is none", as_of=TODAY)
    rules = {defect.rule for defect in checked.defects}
    answered = {"metrics", "evaluation.predictions", "evaluation.labels", "task"}  # stand in the skeleton
    needed = {need.path for need in NEEDS} - answered
    assert {"missing-" + path.replace(".", "-").replace("_", "-") for path in needed} <= rules


def test_a_contract_is_written_as_it_was_read() -> None:
    text = (Path(__file__).parents[2] / "examples/handover/contract.yaml").read_text()
    first, _, _ = read_contract(text)
    assert first is not None
    again, _, problems = read_contract(as_yaml(first))
    assert problems == []
    assert again == first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: A\nverson: '1.0'\n", "<text>:2:1: unknown field 'verson'; did you mean 'version'?"),
        (
            "name: A\nframework: {python: 3.10}\n",
            "put the version in quotes",
        ),
        ("name: A\nlatency: {p50_ms: -3}\n", "<text>:2:19: expected more than 0, found -3"),
        ("name: A\nmetrics: [{name: accuracy, value: .inf}]\n", "expected a number, found '.inf'"),
        ("- 1\n", "a hand-over contract begins with fields such as 'name: …'"),
        ("name: &a A\n", "anchors (&name) are not allowed"),
    ],
)
def test_a_contract_that_cant_be_read_says_where(text: str, says: str) -> None:
    contract, _, problems = read_contract(text)
    assert contract is None
    assert any(says in str(problem) for problem in problems), [str(p) for p in problems]


def test_fields_that_were_left_empty_are_not_said() -> None:
    contract, complaints = from_fields({"name": "A", "owner": {"name": "", "contact": None}, "metrics": []})
    assert complaints == []
    assert contract == Contract(name="A")


@pytest.mark.parametrize(
    ("version", "exact"),
    [
        ("2.4.1", True), ("v1.0", True), ("2.3.0+cu121", True), ("1.7.0rc1", True), ("2026.11.1", True),
        ("2", False), ("2.x", False), (">=2.1", False), ("^1.2.3", False), ("~=1.4", False),
        ("latest", False),        ("1.2.*", False), ("1.2.3, 1.2.4", False), ("", False),
    ],
)  # fmt: skip
def test_which_versions_name_one_release(version: str, exact: bool) -> None:
    assert is_exact(version) is exact


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"Churn \\u202egnp.exe"', "Churn gnp.exe"),
        ('"Churn \\0 x"', "Churn   x"),
        ('"Churn \\uFEFF\\u2028plans"', "Churn  plans"),
    ],
)
def test_marks_that_no_paper_can_hold_do_not_reach_the_contract(written: str, kept: str) -> None:
    contract, _, problems = read_contract(f"name: {written}\n")
    assert problems == []
    assert contract is not None
    assert contract.name == kept


def test_a_name_of_controls_alone_is_refused_with_its_line() -> None:
    contract, _, (problem,) = read_contract('name: "\\0\\u202e"\n')
    assert contract is None
    assert "there is nothing to print in it, only control characters" in str(problem)
