"""The six profiles, and a mistake of each kind in one of them."""

import re
from pathlib import Path

import pytest
import yaml

from touchstone.core.located_yaml import load_text
from touchstone.roles.catalogue import load_catalogue, read_profile
from touchstone.roles.profile import Cadence, Level, Profile

HERE = Path(__file__).parent
MISTAKES = yaml.safe_load((HERE / "mistakes.yaml").read_text())
ROLES = [
    "data_engineer",
    "data_science_manager",
    "data_scientist",
    "full_stack_data_scientist",
    "machine_learning_engineer",
    "ml_product_manager",
]


def test_the_six_profiles_have_no_problem(catalogue):
    assert catalogue.problems == ()
    assert list(catalogue.profiles) == ROLES


@pytest.mark.parametrize("role", ROLES)
def test_each_profile_can_fill_a_posting_at_each_advertised_level(catalogue, role):
    profile = catalogue.profiles[role]
    assert 1 <= len(profile.must) <= 7
    assert all(skill.topics for skill in profile.must)
    for level in profile.advertised:
        assert all(len(profile.duties_at(level, cadence)) >= 2 for cadence in Cadence)


@pytest.mark.parametrize("row", MISTAKES, ids=[row["name"] for row in MISTAKES])
def test_a_mistake_is_told_with_its_line(root, topics, row):
    text = (root.roles / "data_scientist.yaml").read_text()
    assert text.count(row["find"]) >= 1
    before, after = text.split(row["find"], 1)
    located = load_text(before + row["put"] + after, name="roles/data_scientist.yaml")
    profile, problems = read_profile(located, topics=topics)
    assert profile is None
    assert row["says"] in " ".join(map(str, problems))
    assert all(problem.line >= 1 and problem.file == "roles/data_scientist.yaml" for problem in problems)
    first_line = before.count("\n") + 1
    if row["name"] == "unknown topic":
        assert problems[0].line == first_line


def test_a_broken_profile_leaves_the_others(tmp_path, root, topics):
    for path in root.roles.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "data_engineer.yaml").write_text("id: data_engineer\ntitle: [")
    (tmp_path / "ml_product_manager.yaml").write_text("just words")
    found = load_catalogue(tmp_path, topics=topics)
    assert len(found.profiles) == 4
    assert {Path(problem.file).name for problem in found.problems} == {
        "data_engineer.yaml",
        "ml_product_manager.yaml",
    }


def test_the_hash_follows_the_content_and_not_the_layout(root):
    text = (root.roles / "data_engineer.yaml").read_text()
    first = _profile(text)
    assert first.hash == _profile("# a remark\n" + text).hash
    assert first.hash != _profile(text.replace("Fix or extend a pipeline.", "Mend a pipeline.")).hash


def test_a_level_that_makes_no_sense_says_why(catalogue):
    full_stack = catalogue.profiles["full_stack_data_scientist"]
    assert full_stack.advertised == (Level.MID, Level.SENIOR, Level.STAFF)
    assert "advertise a junior data scientist" in str(full_stack.levels.junior.not_advertised)


def test_levels_change_what_a_person_does(catalogue):
    scientist = catalogue.profiles["data_scientist"]
    junior = {duty.id for duty in scientist.duties_at(Level.JUNIOR, Cadence.MONTH)}
    staff = {duty.id for duty in scientist.duties_at(Level.STAFF, Cadence.MONTH)}
    assert junior < staff
    assert "agree-hand-over-contract" in staff - junior


@pytest.mark.parametrize("role", ROLES)
def test_junior_and_staff_have_other_plans_and_other_duties(catalogue, role):
    profile = catalogue.profiles[role]
    first, last = profile.advertised[0], profile.advertised[-1]
    for days, milestones in profile.milestones_at(last).items():
        assert not set(milestones) & set(profile.milestones_at(first)[days]), days
    of = {level: {d.id for c in Cadence for d in profile.duties_at(level, c)} for level in (first, last)}
    assert of[last] - of[first]


@pytest.mark.parametrize("role", ROLES)
def test_the_last_milestone_reads_by_itself(catalogue, role):  # the short style prints no other
    back = re.compile(r"\b(that (change|design|product)|these|those rules|the new)\b", re.IGNORECASE)
    assert [one.done for one in catalogue.profiles[role].success.day_90 if back.search(one.done)] == []


@pytest.mark.parametrize("role", ["machine_learning_engineer", "data_engineer"])
def test_whoever_is_on_call_by_plan_is_so_by_duty(catalogue, role):
    profile = catalogue.profiles[role]
    for level in profile.advertised:
        plan = " ".join(one.done for listed in profile.milestones_at(level).values() for one in listed)
        duties = " ".join(one.does for c in Cadence for one in profile.duties_at(level, c))
        assert "on-call" in duties or "on-call" not in plan, level


def test_a_director_has_no_duties_of_a_team_lead(catalogue):
    profile = catalogue.profiles["data_science_manager"]
    lead, director = (
        {duty.id for c in Cadence for duty in profile.duties_at(level, c)}
        for level in (Level.JUNIOR, Level.STAFF)
    )
    assert not lead & director


NAMES = ["MLE", "machine-learning engineer", "Machine Learning Engineers", "machine_learning_engineer"]


@pytest.mark.parametrize("name", NAMES)
def test_a_role_is_found_by_its_names(catalogue, name):
    assert catalogue.find(name) is catalogue.profiles["machine_learning_engineer"]


def test_an_unknown_role_is_met_with_the_nearest(catalogue):
    assert catalogue.find("data sientist") is None
    assert (
        catalogue.missing("data sientist")
        == "There is no role 'data sientist'; did you mean 'data_scientist'?"
    )


def _profile(text: str) -> Profile:
    profile, problems = read_profile(text)
    assert profile is not None, problems
    return profile


@pytest.mark.parametrize("level", ["senior", "staff"])
def test_a_role_of_all_four_steps_asks_for_depth_in_two_of_them(root, topics, level):
    text = (root.roles / "full_stack_data_scientist.yaml").read_text()
    assert read_profile(text, topics=topics)[1] == []
    deeper = text.replace(f"{level}: working", f"{level}: deep")
    profile, (problem, *_) = read_profile(deeper, topics=topics)
    assert profile is None
    assert f"the level '{level}' of a role that does all four steps asks for depth in 4" in problem.message


def test_depth_in_many_skills_of_one_step_is_no_mistake(root, topics):
    text = (root.roles / "data_engineer.yaml").read_text().replace("senior: working", "senior: deep")
    assert read_profile(text, topics=topics)[1] == []
