"""A profile adapted by hand keeps what it was, knows its difference, and is a good file."""

import pytest
import yaml
from pydantic import ValidationError

from touchstone.roles.adapting import apart, as_yaml, changes, moved, named, told, with_duties
from touchstone.roles.catalogue import read_profile
from touchstone.roles.profile import Cadence


@pytest.fixture
def scientist(catalogue):
    return catalogue.profiles["data_scientist"]


def test_every_profile_survives_being_written(catalogue, topics):
    for profile in catalogue.profiles.values():
        again, problems = read_profile(as_yaml(profile), topics=topics)
        assert problems == []
        assert again.hash == profile.hash
        assert changes(profile, again) == []


def test_a_skill_moves_and_the_hash_with_it(scientist):
    must = {skill.id for skill in scientist.must} - {"sql"} | {"causal-inference"}
    adapted = moved(scientist, must)
    assert {skill.id for skill in adapted.must} == must
    assert adapted.hash != scientist.hash
    paths = {
        change.path: (change.before is None, change.after is None) for change in changes(scientist, adapted)
    }
    assert paths == {
        "must.sql": (False, True),
        "nice.sql": (True, False),
        "must.causal-inference": (True, False),
        "nice.causal-inference": (False, True),
    }


def test_a_new_duty_gets_an_id_and_known_ones_keep_theirs(scientist):
    sentences = [duty.does for duty in scientist.duties.week] + ["Brew the coffee for everybody."]
    adapted = with_duties(scientist, Cadence.WEEK, sentences)
    assert adapted.duties.week[:-1] == scientist.duties.week
    assert adapted.duties.week[-1].id == "brew-the-coffee-for-everybody"
    (change,) = changes(scientist, adapted)
    assert change.path == "duties.week.brew-the-coffee-for-everybody"


def test_an_adapted_role_has_a_name_of_its_own_and_knows_its_base(scientist, topics):
    adapted = named(moved(scientist, {"sql"}), "Marketing scientist")
    assert (adapted.id, adapted.base, adapted.title) == (
        "marketing_scientist",
        "data_scientist",
        "Marketing scientist",
    )
    again, problems = read_profile(as_yaml(adapted), topics=topics)
    assert problems == []
    assert again.hash == adapted.hash
    assert named(adapted, "Another").base == "data_scientist"
    assert named(scientist, " data SCIENTIST ").id == "data_scientist_adapted"
    assert named(scientist, "3D scientist").id == "role_3d_scientist"
    assert named(scientist, "データ").id not in ("", "data_scientist")


def test_what_differs_is_told_without_ids(scientist):
    sentences = [*(duty.does for duty in scientist.duties.week[1:]), "Brew the coffee."]
    adapted = named(with_duties(moved(scientist, {"sql"}), Cadence.WEEK, sentences), "Ours")
    said = told(changes(scientist, adapted))
    assert f"Weekly duties, left out: {scientist.duties.week[0].does}" in said
    assert "Weekly duties, new: Brew the coffee." in said
    label = next(skill.label for skill in scientist.must if skill.id != "sql")
    assert f"Nice to have, moved from must have: {label}" in said
    ids = {skill.id for skill in scientist.skills} | {"marketing_scientist"}
    assert not [line for line in said if any(f".{name}" in line for name in ids)]


def test_two_versions_of_one_role_can_stand_side_by_side(scientist):
    adapted = moved(scientist, {"sql"})
    one, two = apart([scientist, adapted])
    assert (one.id, two.id, two.title) == ("data_scientist", "data_scientist_2", "Data scientist (2)")
    assert [p.id for p in apart([scientist, scientist])] == ["data_scientist"] * 2


def test_a_role_that_nobody_is_sought_for_is_no_profile(scientist, topics):
    data = yaml.safe_load(as_yaml(scientist))
    for level in data["levels"].values():
        level["not_advertised"] = "Nobody seeks this level."
    profile, problems = read_profile(yaml.safe_dump(data), topics=topics)
    assert profile is None
    assert "no level is advertised" in "\n".join(map(str, problems))


def test_an_id_is_never_taken_twice(scientist):
    text = "Run experiments."  # its id, run-experiments, is that of another duty
    adapted = with_duties(scientist, Cadence.DAY, [text, "Rest.", "Rest."])
    assert [duty.id for duty in adapted.duties.day] == ["run-experiments-2", "rest"]


@pytest.mark.parametrize("sentences", [[], ["no sentence"], ["x" * 700 + "."]])
def test_what_is_no_duty_is_refused(scientist, sentences):
    with pytest.raises(ValidationError):
        with_duties(scientist, Cadence.DAY, sentences)
