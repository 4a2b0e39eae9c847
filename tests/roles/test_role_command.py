"""`touchstone role` as a program calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from touchstone.cli.posting import command as posting
from touchstone.cli.role import command
from touchstone.core.content import content_root


def _run(*words: str):
    return CliRunner().invoke(command, list(words))


def test_list_has_the_shape_that_programs_rely_on():
    rows = json.loads(_run("list", "--json").stdout)
    assert len(rows) == 6
    assert all(set(row) == {"id", "title", "levels"} for row in rows)
    levels = {row["id"]: row["levels"] for row in rows}
    assert levels["data_scientist"] == ["junior", "mid", "senior", "staff"]
    assert levels["full_stack_data_scientist"] == ["mid", "senior", "staff"]


def test_show_prints_what_the_profile_holds():
    shown = _run("show", "mle").stdout
    for words in (
        "Docker",
        "ONNX",
        "C++",
        "chatbot",
        "rollback",
        "15-1252.00",
        "optimised C++",
        "one leader",
    ):
        assert words in shown
    assert len(json.loads(_run("show", "mle", "--json").stdout)["hash"]) == 64


def test_compare_prints_who_does_what_at_the_maturity_asked_for():
    found = json.loads(_run("compare", "DS", "MLE", "--maturity", "12", "--json").stdout)
    assert found["roles"] == ["data_scientist", "machine_learning_engineer"]
    assert [table["id"] for table in found["raci"]] == ["mid"]
    assert len(json.loads(_run("compare", "DS", "MLE", "--json").stdout)["raci"]) >= 3
    assert (
        "Watches the models in production: Machine-learning engineer" in _run("compare", "DS", "MLE").stdout
    )


def test_compare_says_what_its_signs_mean_and_prints_no_ids():
    shown = _run("compare", "DS", "MLE", "--maturity", "mid").stdout
    assert "= what all of them have; - what only those named have" in shown
    assert "R does it, A answers for it, C is asked beforehand, I is told." in shown
    assert "\n  - Machine-learning engineer: Write and review production Python, with tests.\n" in shown
    assert "write-production-code" not in shown


@pytest.fixture
def ours(tmp_path):
    """An adapted profile as a file of whatever name, with the id of its base."""
    text = (content_root().roles / "machine_learning_engineer.yaml").read_text("utf-8")
    path = tmp_path / "role-ours-2026-11-28.yaml"
    path.write_text(text.replace("Test a service under load and in failure.", "Test a service in failure."))
    return path


def test_a_file_is_compared_with_its_base_and_makes_a_posting(ours, tmp_path):
    shown = _run("compare", "MLE", str(ours))
    assert shown.exit_code == 0
    assert "Machine-learning engineer (2): Test a service in failure." in shown.stdout
    assert _run("compare", "MLE", "machine_learning_engineer").exit_code == 2
    assert "Test a service in failure." in _run("show", str(ours)).stdout
    employer = str(Path(__file__).parents[1] / "postings" / "harbour.yaml")
    words = [str(ours), "--level", "mid", "--employer", employer, "--format", "yaml"]
    made = CliRunner().invoke(posting, [*words, "-o", str(tmp_path / "job.yaml")])
    assert made.exit_code == 0, made.stderr
    again = CliRunner().invoke(posting, [str(ours), "--saved", str(tmp_path / "job.yaml")])
    assert "Test a service in failure." in again.stdout
    assert "has changed since" not in again.stderr
    other = CliRunner().invoke(posting, ["DS", "--saved", str(tmp_path / "job.yaml")])
    assert other.exit_code == 2
    assert "made from the role 'machine_learning_engineer'" in other.stderr


def test_a_broken_file_of_a_role_is_told_at_its_line(ours):
    ours.write_text(ours.read_text("utf-8").replace("one_line:", "one_lien:"))
    result = _run("show", str(ours))
    assert result.exit_code == 1
    assert "unknown field 'one_lien'; did you mean 'one_line'?" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "no/such.yaml"), "There is no file no/such.yaml."),
        (("show", "data_sientist"), "did you mean 'data_scientist'?"),
        (("compare", "DS"), "at least two different roles"),
        (("compare", "DS", "MLE", "--maturity", "startop"), "did you mean 'startup'?"),
        (("compare", "DS", "MLE", "--maturity", "0"), "or the number of people in the team, 1 or more"),
        (("show", "DS", "--level", "boss"), "boss"),
    ],
)
def test_a_wrong_call_is_told_and_ends_with_2(words, says):
    result = _run(*words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_two_levels_of_one_role_are_compared():
    shown = _run("compare", "MLE", "--level", "mid", "--level", "senior").stdout
    assert shown.startswith("Machine-learning engineer (mid) and Senior machine-learning engineer (senior)")
    assert "Scope: a project from end to end." in shown
    assert "(must, working)\n    Senior machine-learning engineer (senior): " in shown
    assert "Who does what" not in shown
    data = json.loads(_run("compare", "MLE", "--level", "mid", "--level", "senior", "--json").stdout)
    assert data["roles"] == ["mid", "senior"]
    sections = {one["id"]: one for one in data["sections"]}
    assert {"level", "duties_week", "skills", "supervises", "after_30", "after_90"} <= sections.keys()
    assert "tools" not in sections  # they are the role's
    deeper = [one["by"] for one in sections["skills"]["different"]]
    assert deeper
    assert all(set(by) == {"mid", "senior"} and by["mid"] != by["senior"] for by in deeper)
    weekly = {one["id"]: set(one["by"]) for one in sections["duties_week"]["different"]}
    assert {"senior"} in weekly.values()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("MLE", "DS", "--level", "mid", "--level", "senior"), "compared at one level"),
        (("MLE", "--level", "mid", "--level", "senior", "--maturity", "mid"), "--maturity is about roles"),
        (("MLE", "--level", "mid", "--level", "mid"), "two levels of one"),
    ],
)
def test_what_levels_can_not_be_compared_with_is_told(asked, says):
    made = _run("compare", *asked)
    assert made.exit_code == 2
    assert says in made.stderr
