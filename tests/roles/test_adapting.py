"""A profile adapted by hand keeps what it was, knows its difference, and is a good file."""

import pytest
from pydantic import ValidationError

from touchstone.roles.adapting import as_yaml, changes, moved, with_duties
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


def test_an_id_is_never_taken_twice(scientist):
    text = "Run experiments."  # its id, run-experiments, is that of another duty
    adapted = with_duties(scientist, Cadence.DAY, [text, "Rest.", "Rest."])
    assert [duty.id for duty in adapted.duties.day] == ["run-experiments-2", "rest"]


@pytest.mark.parametrize("sentences", [[], ["no sentence"], ["x" * 700 + "."]])
def test_what_is_no_duty_is_refused(scientist, sentences):
    with pytest.raises(ValidationError):
        with_duties(scientist, Cadence.DAY, sentences)
