"""A profile adapted by hand keeps what it was, knows its difference, and is a good file."""

import pytest
import yaml
from pydantic import ValidationError

from touchstone.roles.adapting import apart, as_yaml, changes, moved, named, told, with_duties
from touchstone.roles.catalogue import read_profile
from touchstone.roles.profile import Cadence, Level
from touchstone.roles.titles import plural_of


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


def test_what_helped_at_some_levels_is_a_must_at_each(catalogue, topics):
    manager = catalogue.profiles["data_science_manager"]
    adapted = moved(manager, {skill.id for skill in manager.must} | {"managing-managers"})
    assert read_profile(as_yaml(adapted), topics=topics)[1] == []
    assert moved(adapted, {skill.id for skill in manager.must}).nice_at(Level.JUNIOR) != ()


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


@pytest.mark.parametrize(
    ("base", "title", "plural", "titles"),
    [
        (
            "machine_learning_engineer",
            "Vision engineer",
            "Vision engineers",
            "Junior vision engineer|Vision engineer|Senior vision engineer|Staff vision engineer",
        ),
        (
            "machine_learning_engineer",
            "NLP engineer",
            "NLP engineers",
            "Junior NLP engineer|NLP engineer|Senior NLP engineer|Staff NLP engineer",
        ),
        (
            "machine_learning_engineer",
            "Python engineer",
            "Python engineers",
            "Junior Python engineer|Python engineer|Senior Python engineer|Staff Python engineer",
        ),
        (
            "machine_learning_engineer",
            "Vision Engineer",
            "Vision Engineers",
            "Junior Vision Engineer|Vision Engineer|Senior Vision Engineer|Staff Vision Engineer",
        ),
        (
            "data_science_manager",
            "Head of analytics",
            "Heads of analytics",
            "Junior head of analytics|Head of analytics|Senior head of analytics|Staff head of analytics",
        ),
        (
            "data_scientist",
            "Senior forecaster",
            "Senior forecasters",
            "Junior forecaster|Senior forecaster|Senior forecaster|Staff forecaster",
        ),
        (
            "data_scientist",
            "Data scientist, adapted",
            "Data scientists, adapted",
            "Junior data scientist|Data scientist|Senior data scientist|Staff data scientist",
        ),
        (
            "data_scientist",
            "  ",
            "Data scientists, adapted",
            "Junior data scientist|Data scientist|Senior data scientist|Staff data scientist",
        ),
    ],
)
def test_the_name_of_an_adapted_role_reaches_its_levels(catalogue, base, title, plural, titles):
    profile = catalogue.profiles[base]
    made = named(profile, title)
    assert (made.plural, "|".join(made.levels.of(level).title for level in Level)) == (plural, titles)
    assert [one.path for one in changes(profile, made)] == []
    again = named(made, profile.title)
    assert again.levels.of(Level.SENIOR).title == profile.levels.of(Level.SENIOR).title


def test_a_role_that_is_named_twice_bears_the_last_name(scientist):
    made = named(named(named(scientist, "Forecaster"), "Forecaster, adapted"), "Market analyst")
    assert [made.levels.of(level).title for level in Level][1:3] == [
        "Market analyst",
        "Senior market analyst",
    ]


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("Data scientist", "Data scientists"),
        ("Data analytics lead", "Data analytics leads"),
        ("Head of data", "Heads of data"),
        ("Engineer, computer vision", "Engineers, computer vision"),
        ("Data scientist (NLP)", "Data scientists (NLP)"),
        ("Data scientist II", "Data scientists II"),
        ("Analyst/engineer", "Analysts/engineers"),
        ("Deputy", "Deputies"),
        ("Coach", "Coaches"),
        ("Key employee", "Key employees"),
        ("Chairwoman", "Chairwomen"),
        ("Contact person for data", "Contact people for data"),
        ("Data engineers", "Data engineers"),
        ("Boss", "Bosses"),
        ("Chief data officer", "Chief data officers"),
        ("Engineer – platform", "Engineers – platform"),
        ("データ", "データ"),
        ("!", "!"),
    ],
)
def test_a_title_of_several_people(one, several):
    assert plural_of(one) == several
