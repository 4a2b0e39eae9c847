"""Which shipped questions show which must skill: a score bears its name, so it has to be about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchstone.banks.bank import Bank, load_banks
from touchstone.interviews.blueprint import LEVEL_MIX, Need, shown_by
from touchstone.interviews.check import meets
from touchstone.interviews.derive import blueprint, pool
from touchstone.roles.catalogue import Catalogue, load_catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_banks(ROOT / "question_banks")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "roles")


def _need(catalogue: Catalogue, role: str, skill_id: str) -> Need:
    skill = next(skill for skill in catalogue.profiles[role].must if skill.id == skill_id)
    return Need(skill.label, skill.topics, kinds=shown_by(spoken=skill.spoken))


SHOWN = [  # role, must skill, question, whether a good answer to it shows the skill
    ("machine_learning_engineer", "communication", "cuped-smaller-sample", False),
    ("machine_learning_engineer", "communication", "sellers-who-share-buyers", False),
    ("machine_learning_engineer", "communication", "effect-that-wears-off", False),
    ("machine_learning_engineer", "communication", "interval-of-a-sum", False),
    ("machine_learning_engineer", "communication", "failed-experiment-for-the-board", True),
    ("machine_learning_engineer", "serving", "no-owner-in-the-contract", False),
    ("machine_learning_engineer", "containers-and-cloud", "lock-file-upgrade-plan", False),
    ("data_engineer", "orchestration", "autoscaler-replicas", False),
    ("data_engineer", "orchestration", "gpu-cluster-noisy-neighbours", False),
    ("data_engineer", "orchestration", "registry-for-twelve-teams", False),
    ("data_engineer", "orchestration", "secrets-in-images", False),
    ("data_engineer", "orchestration", "three-hundred-jobs", True),
    ("data_engineer", "data-quality", "number-of-columns-one-hot", False),
    ("data_engineer", "data-quality", "block-or-warn", True),
    ("data_engineer", "data-modelling", "index-that-is-not-used", False),
    ("data_engineer", "communication", "a-technique-without-jargon", False),
    ("data_engineer", "communication", "app-team-renames-fields", True),
    ("data_science_manager", "leading-people", "model-without-tests-refused", False),
    ("data_science_manager", "leading-people", "two-seniors-who-stopped-talking", True),
    ("data_science_manager", "hiring-and-feedback", "memo-for-a-small-effect", False),
    ("data_science_manager", "hiring-and-feedback", "panel-split-over-a-candidate", True),
    ("data_science_manager", "stakeholder-management", "rate-that-slips-away", False),
    ("ml_product_manager", "metric-design", "skewness-of-five-times", False),
    ("ml_product_manager", "metric-design", "guardrails-for-recommendations", True),
    ("data_scientist", "communication", "overfitting-for-a-shop-manager", False),
    ("full_stack_data_scientist", "problem-framing", "memo-for-a-small-effect", False),
]


@pytest.mark.parametrize(("role", "skill", "question", "shows"), SHOWN)
def test_a_question_counts_only_for_a_skill_that_it_shows(
    catalogue: Catalogue, bank: Bank, role: str, skill: str, question: str, shows: bool
) -> None:
    held = [one for one in pool(bank.questions.values()) if one.id == question]
    assert [meets(_need(catalogue, role, skill), one) for one in held] == [shows]


def test_every_must_skill_of_every_role_can_be_shown_at_every_level(catalogue: Catalogue, bank: Bank) -> None:
    for profile in catalogue.profiles.values():
        for level in LEVEL_MIX:
            known = {(q.skill, q.kind) for q in bank.questions.values() if q.level in LEVEL_MIX[level]}
            assert blueprint(profile, level, known=known).unseen == (), (profile.id, level)


def test_where_only_other_kinds_are_asked_for_a_spoken_skill_is_told_as_missing(catalogue: Catalogue) -> None:
    profile = catalogue.profiles["data_engineer"]
    made = blueprint(profile, "staff", 45, kinds=("sql", "maths", "choice"))
    assert made.unseen == ("agreeing needs and changes with producers and users of data",)
