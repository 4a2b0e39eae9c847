"""Assembly keeps every request, repeats itself, and fails only where trying every set fails."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.interviews import made_bank, made_blueprint, set_exists, sound

from touchstone.interviews.assembly import assemble
from touchstone.interviews.blueprint import Blueprint, Need, Share, level_shares
from touchstone.interviews.budget import Budget, TimeIsUp
from touchstone.interviews.check import breaches
from touchstone.interviews.eligible import eligible
from touchstone.interviews.forms import Assembled, Infeasible
from touchstone.interviews.mending import mended
from touchstone.interviews.model import Problem
from touchstone.interviews.pool import Pool, PoolQuestion

LEVEL = st.sampled_from(["junior", "mid", "senior", "staff"])


def assembled(blueprint: Blueprint, bank: list[PoolQuestion], forms: int = 1, seed: int = 1) -> Assembled:
    outcome = assemble(blueprint, bank, forms=forms, seed=seed)
    assert isinstance(outcome, Assembled), outcome.told
    return outcome


@settings(max_examples=5, deadline=None)
@given(level=LEVEL, minutes=st.sampled_from([45, 60, 90]), forms=st.integers(1, 4), seed=st.integers(0, 99))
def test_every_form_keeps_every_request(level: str, minutes: int, forms: int, seed: int) -> None:
    bank = made_bank(400, seed)
    must, excluded, asked = bank[0], bank[1].id, bank[2].id
    skill, share = "area0.part0.skill0", level_shares(level)[-1]
    bank[0] = replace(must, skill=skill, level=share.level, enemies=frozenset(), minutes=4)
    blueprint = made_blueprint(level, minutes, must_include=("q-00000",), exclude=(excluded,), asked=(asked,))
    outcome = assembled(blueprint, bank, forms, seed)
    assert len(outcome.forms) == forms
    for form in outcome.forms:
        assert sound(blueprint, form.questions, outcome.difficulty)
        for other in outcome.forms:
            shared = form.ids & other.ids
            assert other is form or shared == {"q-00000"}


@given(seed=st.integers(0, 10**9), order=st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_same_seed_and_bank_give_the_same_set_in_any_order(seed: int, order: random.Random) -> None:
    bank = made_bank(120, 7)
    shuffled = list(bank)
    order.shuffle(shuffled)
    assert assembled(made_blueprint("mid"), bank, 2, seed) == assembled(
        made_blueprint("mid"), shuffled, 2, seed
    )


def test_another_seed_gives_another_set(bank_of_500: list[PoolQuestion]) -> None:
    sets = {assembled(made_blueprint(), bank_of_500, 1, seed).forms[0].ids for seed in range(6)}
    assert len(sets) == 6


def tiny(draw: st.DrawFn) -> tuple[Blueprint, list[PoolQuestion]]:
    """A request and a bank on the edge: about half of them can be met."""
    names = [f"q{number}" for number in range(draw(st.integers(4, 8)))]
    bank = [
        PoolQuestion(
            id=name,
            skill=f"area{draw(st.integers(0, 1))}.part.skill{draw(st.integers(0, 4))}",
            level=draw(st.sampled_from(["junior", "mid", "mid", "senior"])),
            minutes=draw(st.integers(2, 5)),
            difficulty=draw(st.sampled_from([-0.8, 0.0, 0.2, 0.9])),
            enemies=frozenset(draw(st.sets(st.sampled_from(names), max_size=1)) - {name}),
            left=draw(st.sampled_from([None, None, None, 0, 1, 2])),
        )
        for name in names
    ]
    low = draw(st.integers(3, 9))
    blueprint = made_blueprint(
        "mid",
        needs=(
            Need("area 0", ("area0",), at_least=draw(st.integers(0, 1))),
            Need(
                "area 1",
                ("area1",),
                at_least=draw(st.integers(0, 2)),
                at_most=draw(st.sampled_from([None, 2])),
            ),
        ),
        topics=("area0", "area1"),
        low_minutes=float(low),
        high_minutes=float(low + draw(st.integers(1, 5))),
        must_include=tuple(draw(st.sampled_from([(), (), (names[0],)]))),
        overlap=draw(st.sampled_from([0, 0, 1])),
        one_per_skill=draw(st.booleans()),
        difficulty=draw(st.sampled_from([None, 0.0, 0.3])),
        band=draw(st.sampled_from([0.1, 0.4])),
    )
    return blueprint, bank


@settings(max_examples=50, deadline=None)
@given(data=st.data(), forms=st.integers(1, 2))
def test_it_fails_exactly_where_trying_every_set_fails(data: st.DataObject, forms: int) -> None:
    blueprint, bank = data.draw(st.composite(tiny)())
    outcome = assemble(blueprint, bank, forms=forms, seed=1)
    if isinstance(outcome, Assembled):
        assert all(sound(blueprint, form.questions, outcome.difficulty) for form in outcome.forms)
        assert set_exists(blueprint, bank, forms, outcome.difficulty)
        return
    assert outcome.proved
    assert not set_exists(blueprint, bank, forms, blueprint.difficulty)


@settings(max_examples=20, deadline=None)
@given(data=st.data(), forms=st.integers(1, 2))
def test_what_is_offered_works(data: st.DataObject, forms: int) -> None:
    blueprint, bank = data.draw(st.composite(tiny)())
    outcome = assemble(blueprint, bank, forms=forms, seed=1)
    if isinstance(outcome, Infeasible):
        assert all(sentence.strip().endswith((".", ".)")) for sentence in outcome.told)
        if outcome.offer is not None:
            assembled(outcome.offer.blueprint, bank, outcome.offer.forms)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_check_agrees_with_a_second_reading_of_the_blueprint(data: st.DataObject) -> None:
    blueprint, bank = data.draw(st.composite(tiny)())
    bank = [replace(question, left=None) for question in bank]
    chosen = data.draw(st.lists(st.sampled_from(bank), min_size=1, unique_by=lambda question: question.id))
    assert (not breaches(blueprint, chosen, difficulty=blueprint.difficulty)) == sound(
        blueprint, chosen, blueprint.difficulty
    )


def test_early_forms_do_not_take_the_best_questions() -> None:
    outcome = assembled(made_blueprint("mid"), made_bank(600, 3), 8)
    means = [form.difficulty for form in outcome.forms]
    assert max(means) - min(means) <= 2 * outcome.blueprint.band + 1e-6


def plain(name: str, area: int, minutes: float, difficulty: float) -> PoolQuestion:
    return PoolQuestion(name, f"area{area}.part.{name}", "mid", minutes, difficulty=difficulty)


def two_areas(**changed: object) -> Blueprint:
    """One question on each of two areas, and nothing that the tables below don't speak of."""
    fields = {"low_minutes": 4.0, "high_minutes": 16.0, "topics": ("area0", "area1"), **changed}
    return made_blueprint("mid", areas=2, shares=(Share("mid", 0, 1),), **fields)


# Bank, band and request of sets that lie where no search begins.
HIDDEN = [
    pytest.param(
        # The short ones are chosen first and are 1.6 logits from each other's partners.
        [plain("a1", 0, 2, -1), plain("b1", 1, 8, 1.6), plain("a2", 0, 8, 1), plain("b2", 1, 2, -0.3)],
        {"band": 0.1},
        id="no mean stated, and the one that works is far from what forms have by chance",
    ),
    pytest.param(
        [plain("a1", 0, 2, -1), plain("b1", 1, 8, 1.6), plain("a2", 0, 8, 1), plain("b2", 1, 2, 0)],
        {"band": 0.1},
        id="no mean stated, and both forms at the ends of the band",
    ),
    pytest.param(
        [plain("a1", 0, 2, 0), plain("b1", 1, 2, 0), plain("a2", 0, 3, 0.5), plain("b2", 1, 3, -0.5)],
        {"difficulty": 0.0, "band": 0.01},
        id="two questions that stand with each other alone",
    ),
]


@pytest.mark.parametrize(("bank", "changed"), HIDDEN)
def test_a_set_is_found_wherever_it_lies(bank: list[PoolQuestion], changed: dict[str, object]) -> None:
    blueprint = two_areas(**changed)
    assert set_exists(blueprint, bank, 2, blueprint.difficulty)
    outcome = assembled(blueprint, bank, 2)
    assert all(sound(blueprint, form.questions, outcome.difficulty) for form in outcome.forms)


def test_an_early_form_gives_back_what_a_later_one_needs() -> None:
    """Both areas of the second form were asked by the first, which could do with the longer questions."""
    bank = [plain("a1", 0, 2, 0), plain("b1", 1, 2, 0), plain("a2", 0, 6, 0), plain("b2", 1, 12, 0)]
    blueprint = two_areas(difficulty=0.0, high_minutes=14.0)
    problem = Problem(Pool(bank), blueprint, 0.0)
    begun = (0, 2)  # a1 and b1: what they leave takes 18 minutes
    assert mended(problem, (begun,), 2, (1, 0)) in {((0, 3), (1, 2)), ((1, 2), (0, 3))}
    tighter = Problem(Pool(bank), replace(blueprint, high_minutes=13.0), 0.0)
    assert mended(tighter, (begun,), 2, (1, 0)) == ()


def planted(seed: int, overlap: int) -> tuple[list[PoolQuestion], Blueprint]:
    """Twelve questions that make four forms of exactly 21 minutes and a mean of 0, each with `must`, in a way
    that is hidden."""
    chance = random.Random(seed)
    bank = [plain("must", 2, 3, 0.0)]
    for form in range(4):
        one, two = chance.choice([3, 4, 5, 7]), chance.choice([4, 6, 7])
        first, second = chance.uniform(-1, 1), chance.uniform(-1, 1)
        minutes, off = (one, two, 18 - one - two), (first, second, -first - second)
        bank += [plain(f"a{place}{form}", place, minutes[place], off[place]) for place in range(3)]
    blueprint = made_blueprint(
        "mid",
        areas=3,
        shares=(Share("mid", 0, 1),),
        topics=("area0", "area1", "area2"),
        low_minutes=21.0,
        high_minutes=21.0,
        difficulty=0.0,
        band=0.02,
        must_include=("must",),
        overlap=overlap,
    )
    return bank, blueprint


@pytest.mark.parametrize("overlap", [0, 1])
@pytest.mark.parametrize("seed", range(4))
def test_a_hidden_set_is_found_by_changing_one_question_at_a_time(seed: int, overlap: int) -> None:
    bank, blueprint = planted(seed, overlap)
    problem = Problem(Pool(bank), blueprint, 0.0)
    made = next(filter(None, (mended(problem, (), 4, (seed, attempt)) for attempt in range(12))))
    assert made == next(filter(None, (mended(problem, (), 4, (seed, attempt)) for attempt in range(12))))
    assert all(sound(blueprint, [problem.pool.questions[at] for at in form], 0.0) for form in made)
    for one, two in itertools.combinations(made, 2):
        assert len(set(one) & set(two)) <= 1 + overlap


@pytest.mark.parametrize("overlap", [0, 1])
def test_changing_questions_stops_when_its_time_is_up(overlap: int) -> None:
    bank, blueprint = planted(1, overlap)
    problem = Problem(Pool(bank), replace(blueprint, low_minutes=20.5, high_minutes=20.6), 0.0)
    assert mended(problem, (), 4, (1, 0)) == ()
    with pytest.raises(TimeIsUp):
        mended(replace(problem, budget=Budget(0.0)), (), 4, (1, 0))


@pytest.mark.parametrize("seed", range(5))
def test_questions_that_nobody_was_shown_come_first(seed: int) -> None:
    bank = [PoolQuestion(f"q-{n:02}", f"area{n % 3}.part.skill{n}", "senior", 5) for n in range(60)]
    shown = {question.id: (place // 3) % 2 for place, question in enumerate(bank)}  # half of each area

    def stale(record: dict[str, int]) -> int:
        held = [replace(question, shown=record.get(question.id, 0)) for question in bank]
        (form,) = assembled(made_blueprint("senior", areas=3), held, 1, seed).forms
        return sum(shown[question.id] for question in form.questions)

    assert stale(shown) == 0
    assert stale({}) > 0  # without a record they are as good as any


@pytest.mark.parametrize(("names", "named"), [("sample", "its-enemy"), ("its-enemy", "sample")])
def test_what_gives_a_sample_away_is_no_more_asked_than_the_sample(names: str, named: str) -> None:
    bank = [plain(name, 0, 5, 0) for name in ("sample", "its-enemy", "free")]
    bank = [replace(q, sample=q.id == "sample") for q in bank]
    bank = [replace(q, enemies=frozenset({named})) if q.id == names else q for q in bank]
    found = eligible(two_areas(), bank)
    assert [question.id for question in found.pool.questions] == ["free"]
    assert found.refused == dict.fromkeys(("sample", "its-enemy"), "kept as a sample for candidates")


@pytest.mark.parametrize(("forms", "seed"), [(0, 1), (1, -1)])
def test_a_set_without_forms_or_with_a_negative_seed_is_refused(forms: int, seed: int) -> None:
    with pytest.raises(ValueError, match="one form or more"):
        assemble(made_blueprint(), [], forms=forms, seed=seed)
