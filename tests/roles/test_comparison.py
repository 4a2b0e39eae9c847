"""Roles side by side, and who does what."""

from pathlib import Path

import pytest
import yaml

from touchstone.core.located_yaml import load_text
from touchstone.core.validate import validate
from touchstone.roles.comparison import compare
from touchstone.roles.profile import Level, Step
from touchstone.roles.raci import FILE, Raci, load_raci, raci_problems

MISTAKES = yaml.safe_load((Path(__file__).parent / "raci_mistakes.yaml").read_text())


@pytest.fixture(scope="session")
def raci(root, catalogue):
    loaded = load_raci(root.roles, roles=catalogue.profiles)
    assert loaded.problems == ()
    return loaded.raci


def _side_by_side(catalogue, *roles, level=None):
    return compare(*(catalogue.profiles[role] for role in roles), level=level)


def _section(comparison, name):
    return next(section for section in comparison.sections if section.name == name)


def test_shared_and_different(catalogue):
    found = _side_by_side(catalogue, "data_scientist", "machine_learning_engineer")
    weekly, tools = _section(found, "duties_week"), _section(found, "tools")
    assert {row.key for row in found.shared(weekly)} == {
        "adapt-models",
        "run-experiments",
        "mentor-juniors",
        "advise-teams",
    }
    assert "release-behind-a-canary" in {row.key for row in found.different(weekly)}
    assert {"Python", "scikit-learn"} <= {row.key for row in found.shared(tools)}
    assert {"C++", "Docker", "Kubernetes", "ONNX"} <= {row.key for row in found.different(tools)}


def test_every_row_is_shared_or_different_and_never_both(catalogue):
    found = _side_by_side(catalogue, *catalogue.profiles)
    for section in found.sections:
        shared, different = found.shared(section), found.different(section)
        assert sorted([*shared, *different], key=str) == sorted(section.rows, key=str)
        assert not set(map(str, shared)) & set(map(str, different))


def test_parts_in_the_lifecycle_are_shared_only_when_alike(catalogue):
    found = _side_by_side(catalogue, "data_scientist", "machine_learning_engineer")
    assert [row.key for row in found.shared(_section(found, "lifecycle"))] == ["data"]


def test_a_level_leaves_out_duties_of_other_levels(catalogue):
    found = _side_by_side(catalogue, "data_scientist", "machine_learning_engineer", level=Level.JUNIOR)
    assert "agree-hand-over-contract" not in {row.key for row in _section(found, "duties_month").rows}


def test_a_role_is_not_compared_with_itself(catalogue):
    with pytest.raises(ValueError, match="two different roles"):
        _side_by_side(catalogue, "data_scientist", "data_scientist")


@pytest.mark.parametrize(
    ("people", "expected"),
    [("3", "startup"), ("6", "mid"), ("20", "mid"), ("21", "large"), ("900", "large"), ("0", None)],
)
def test_a_team_size_has_its_maturity(raci, people, expected):
    found = raci.find(people)
    assert (found.id if found else None) == expected


def test_one_accountable_a_step_at_each_maturity(raci):
    for maturity in raci.maturities:
        for step in Step:
            assert sum("A" in part for part in maturity.steps[step].values()) == 1


@pytest.mark.parametrize("row", MISTAKES, ids=[row["name"] for row in MISTAKES])
def test_a_broken_rule_is_told(root, catalogue, row):
    text = (root.roles / FILE).read_text()
    assert text.count(row["find"]) >= 1
    located = load_text(text.replace(row["find"], row["put"], 1), name=FILE)
    table, problems = validate(located, Raci)
    if table is not None:
        problems = raci_problems(located, table, roles=catalogue.profiles)
    assert row["says"] in " ".join(map(str, problems))
    assert all(problem.line > 1 for problem in problems)
