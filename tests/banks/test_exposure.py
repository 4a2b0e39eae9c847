"""The bank is large enough: under the exposure cap no interview of a shipped role runs dry."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.interviews import made_blueprint

from touchstone.banks.bank import Bank, load_banks
from touchstone.banks.taxonomy import FILE, load_taxonomy
from touchstone.cli.bank import command
from touchstone.interviews.derive import EXPOSURE_CAP, pool
from touchstone.interviews.eligible import eligible
from touchstone.interviews.exposure import LEVELS, least_exposure, requests, simulate
from touchstone.interviews.model import Problem
from touchstone.interviews.pool import Pool, PoolQuestion
from touchstone.roles.catalogue import Catalogue, load_catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_banks(ROOT / "question_banks")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "roles", topics=load_taxonomy(ROOT / "question_banks" / FILE).names)


def _pool(*skills: str) -> Pool:
    return Pool(PoolQuestion(f"q-{number}", skill, "senior", 10.0) for number, skill in enumerate(skills))


def _least(*skills: str, areas: int = 1) -> float | None:
    asked = made_blueprint(
        "senior", 60, areas=areas, one_per_skill=False, topics=(), low_minutes=40, high_minutes=50
    )
    return least_exposure(Problem(_pool(*skills), asked, None))


@pytest.mark.parametrize(
    ("skills", "least"),
    [
        # Four questions a form of ten minutes each; the bank's size alone decides.
        ([f"area0.a.{n}" for n in range(8)], 4 / 8),
        ([f"area0.a.{n}" for n in range(40)], 4 / 40),
        # One need has two questions: one of them is in half of all forms.
        ([*(f"area0.a.{n}" for n in range(2)), *(f"other.a.{n}" for n in range(40))], 1 / 2),
        # Too few for a single form.
        ([f"area0.a.{n}" for n in range(3)], None),
        ([], None),
    ],
)
def test_the_lowest_exposure_is_what_counting_says(skills: list[str], least: float | None) -> None:
    found = _least(*skills)
    assert found is None if least is None else found == pytest.approx(least, abs=1e-6)


def test_one_question_a_skill_counts() -> None:
    asked = made_blueprint("senior", 60, areas=1, topics=(), low_minutes=40, high_minutes=50)
    crowded = _pool(*["area0.a.x"] * 30, *(f"area0.a.{n}" for n in range(5)))
    assert asked.one_per_skill
    # Three of four places in each form go to the five questions with a skill of their own.
    assert least_exposure(Problem(crowded, asked, None)) == pytest.approx(3 / 5, abs=1e-6)


def test_no_shipped_role_is_short_of_questions(bank: Bank, catalogue: Catalogue) -> None:
    """The bound that no choice of questions can beat leaves room everywhere; nightly, sets are assembled."""
    short = {}
    for role, profile in catalogue.profiles.items():
        for level in LEVELS:
            asked = requests(bank, profile, level)
            fitting = eligible(asked, pool(bank.questions.values())).pool
            least = least_exposure(Problem(fitting, asked, None))
            if least is None or EXPOSURE_CAP / least < 1.15:
                short[role, level] = least
    assert short == {}


def test_a_small_bank_runs_dry_and_says_when(bank: Bank, catalogue: Catalogue) -> None:
    few = Bank(dict(list(bank.entries.items())[::4]), (), bank.taxonomy)
    found = simulate(few, catalogue.profiles["data_engineer"], "senior", candidates=12)
    assert found.ran_dry
    assert found.served < 12
    assert found.margin < 1


def test_the_command_prints_the_margin() -> None:
    done = CliRunner().invoke(
        command, ["exposure", "--role", "ml_product_manager", "--level", "mid", "--candidates", "8"]
    )
    assert done.exit_code == 0, done.output
    assert "ml_product_manager mid: 8 of 8 served, margin " in done.output
    assert "1 of 1 never ran dry under a cap of 15%" in done.output


def test_the_command_names_the_nearest_role() -> None:
    done = CliRunner().invoke(command, ["exposure", "--role", "data_enginer"])
    assert done.exit_code == 2
    assert "did you mean 'data_engineer'" in done.output


@pytest.mark.nightly
def test_400_candidates_of_every_role_get_a_set(bank: Bank, catalogue: Catalogue) -> None:
    dry = [
        found
        for profile in catalogue.profiles.values()
        for level in LEVELS
        if (found := simulate(bank, profile, level, candidates=400)).ran_dry or found.highest > EXPOSURE_CAP
    ]
    assert dry == []
