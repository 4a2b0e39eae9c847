"""Questions asked for at levels that the mix has no share of: met where the bank can, refused in truth."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from dataclasses import replace

import pytest
from tests.support.interviews import LEVELS, answers, made_blueprint, set_exists, sound

from touchstone.interviews.blueprint import Blueprint, Need, Share, level_shares
from touchstone.interviews.certificate import load
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.sets import InterviewSet, make_set

REQUESTS = 240
SUPPLY = re.compile(
    r"The request needs (\d+) .*; the bank can supply (\d+|none)(?: \(of the others, (.*)\))?"
)


def request(seed: int) -> tuple[Blueprint, list[PoolQuestion], int]:
    """A request on the edge of what a small bank gives, mostly at a level beside its mix."""
    chance = random.Random(seed)
    names = [f"q{number}" for number in range(chance.choice([8, 9, 10]))]
    bank = [
        PoolQuestion(
            name,
            f"area{chance.randrange(2)}.part.skill{chance.randrange(4)}",
            chance.choice(LEVELS),
            chance.randint(2, 6),
            difficulty=chance.choice([-0.5, 0.0, 0.1, 0.5]),
            enemies=frozenset({chance.choice(names)} - {name}) if chance.random() < 0.2 else frozenset(),
            left=chance.choice([None, None, None, None, 0, 2]),
        )
        for name in names
    ]
    level = chance.choice(["junior", "junior", "mid", "senior", "staff"])
    wanted = tuple(
        Need(f"area {area}", (f"area{area}",), (chance.choice(LEVELS),), at_least=chance.choice([1, 1, 2]))
        for area in range(chance.randint(1, 2))
    )
    low = chance.randint(5, 14)
    blueprint = made_blueprint(
        level,
        needs=(*(Need(f"must {a}", (f"area{a}",)) for a in range(chance.choice([0, 0, 1, 2]))), *wanted),
        shares=level_shares(level, wanted),
        topics=("area0", "area1"),
        low_minutes=float(low),
        high_minutes=float(low + chance.randint(4, 10)),
        must_include=(names[0],) if chance.random() < 0.15 else (),
        exclude=(names[1],) if chance.random() < 0.15 else (),
        band=0.4,
    )
    return blueprint, bank, chance.choice([1, 1, 2])


def without_wishes(blueprint: Blueprint) -> Blueprint:
    """What was asked for alone: any mix, several questions a skill, a clock that is four fifths full."""
    shares = (Share(s.level, 0, 1) if s.at_most else Share(s.level, 0, 0, 99) for s in blueprint.shares)
    low = float(math.floor(blueprint.low_minutes * 0.8))
    return replace(blueprint, shares=tuple(shares), one_per_skill=False, low_minutes=low)


@pytest.fixture(scope="module")
def tried() -> list[tuple[Blueprint, list[PoolQuestion], int, InterviewSet | Infeasible]]:
    asked = [request(seed) for seed in range(REQUESTS)]
    return [(held, bank, forms, make_set(held, bank, forms=forms, asked=True)) for held, bank, forms in asked]


def test_it_is_refused_exactly_where_no_set_is_with_any_mix(tried: list) -> None:
    found = Counter[str]()
    for blueprint, bank, forms, made in tried:
        there_is = set_exists(without_wishes(blueprint), bank, forms, None)
        assert isinstance(made, InterviewSet) == there_is, (blueprint, bank, forms, made)
        found[type(made).__name__] += 1
    assert min(found.values()) > REQUESTS // 4, found  # neither a bank that gives all nor one that gives none


def test_what_is_made_has_all_that_was_asked_for_and_says_what_gave_way(tried: list) -> None:
    for blueprint, bank, _, made in tried:
        if not isinstance(made, InterviewSet):
            continue
        met, plain = made.assembled.blueprint, level_shares(blueprint.level)
        assert (met.needs, met.must_include, met.exclude) == (
            blueprint.needs,
            blueprint.must_include,
            blueprint.exclude,
        )
        for form, certificate in zip(made.forms, made.certificates, strict=True):
            assert sound(met, form.questions, made.assembled.difficulty)
            assert load(certificate.data(), bank, bank_hash="", profile_hash="").problems == ()
            levels, total = Counter(q.level for q in form.questions), len(form.questions)
            in_mix = all(s.at_least * total <= levels[s.level] <= s.at_most * total for s in plain)
            if not in_mix or set(levels) - {s.level for s in plain} - _named(blueprint, bank):
                assert made.eased_told.startswith("To meet what was asked for: ")


def _named(blueprint: Blueprint, bank: list[PoolQuestion]) -> set[str]:
    return {question.level for question in bank if question.id in blueprint.must_include}


def test_the_numbers_of_a_refusal_are_those_of_the_bank(tried: list) -> None:
    told = 0
    for blueprint, bank, _, made in tried:
        if isinstance(made, InterviewSet):
            continue
        assert made.proved
        for sentence in made.sentences:
            read = SUPPLY.match(sentence)
            if read is None:
                continue
            told += 1
            need = next(
                n for n in blueprint.needs if f"{n.label} question" in sentence and _level(n, sentence)
            )
            supply = 0 if read[2] == "none" else int(read[2])
            others = sum(int(number) for number in re.findall(r"\d+(?= (?:is|are) )", read[3] or ""))
            assert supply < int(read[1])
            assert supply + others == sum(answers(need, question) for question in bank), sentence
    assert told > 20


def _level(need: Need, sentence: str) -> bool:
    return " or ".join(need.levels) in sentence if need.levels else not re.search("|".join(LEVELS), sentence)


def test_what_is_offered_in_place_works_when_it_is_asked_for(tried: list) -> None:
    offered = 0
    for blueprint, bank, _, made in tried:
        if offered == 25:
            break
        if not isinstance(made, Infeasible) or made.offer is None:
            continue
        offered += 1
        eased, soft = made.offer.blueprint, without_wishes(blueprint).low_minutes
        again = replace(
            blueprint,
            needs=eased.needs,
            shares=level_shares(blueprint.level, [need for need in eased.needs if need.levels]),
            must_include=eased.must_include,
            minutes=eased.minutes,
            low_minutes=blueprint.low_minutes if eased.low_minutes == soft else eased.low_minutes,
            high_minutes=eased.high_minutes,
            band=eased.band,
        )
        assert isinstance(make_set(again, bank, forms=made.offer.forms, asked=True), InterviewSet), made
    assert offered == 25
