"""Synthetic banks and requests for measuring assembly."""

from __future__ import annotations

import random
from dataclasses import replace

from touchstone.interviews.blueprint import Blueprint, Need, level_shares, question_window
from touchstone.interviews.pool import PoolQuestion

LEVELS = ("junior", "mid", "senior")
AREAS = 10


def bank(count: int, seed: int) -> list[PoolQuestion]:
    """Questions over ten areas of three subtopics with six skills, as the shipped taxonomy has them."""
    chance = random.Random(seed)
    return [_question(f"q-{number:05}", chance, count) for number in range(count)]


def _question(name: str, chance: random.Random, count: int) -> PoolQuestion:
    level = chance.choice(LEVELS)
    middle = {"junior": -0.85, "mid": 0.0, "senior": 0.85}[level]
    return PoolQuestion(
        id=name,
        skill=f"area{chance.randrange(AREAS)}.part{chance.randrange(3)}.skill{chance.randrange(6)}",
        level=level,
        minutes=chance.choice([2, 3, 4, 5, 6, 8, 10]),
        kind=chance.choice(["maths", "maths", "choice", "spoken"]),
        difficulty=middle + chance.gauss(0, 0.3),
        enemies=frozenset(f"q-{chance.randrange(count):05}" for _ in range(chance.randrange(2))),
    )


def request(level: str = "senior", minutes: int = 60, areas: int = 6) -> Blueprint:
    """One question at least on each of the first areas."""
    low, high = question_window(minutes)
    return Blueprint(
        role="bench",
        title="Bench",
        level=level,
        minutes=minutes,
        low_minutes=low,
        high_minutes=high,
        needs=tuple(Need(f"area {number}", (f"area{number}",)) for number in range(areas)),
        shares=level_shares(level),
        topics=tuple(f"area{number}" for number in range(areas + 2)),
        difficulty={"junior": -0.5, "mid": 0.0, "senior": 0.5, "staff": 0.6}[level],
    )


def random_request(seed: int) -> tuple[Blueprint, list[PoolQuestion]]:
    """A request on the edge of what 500 questions give, so that some can be met and some can't.

    Half of the requests state no mean difficulty; some name a question, kinds, or let forms share questions.
    """
    chance = random.Random(seed)
    level = chance.choice([*LEVELS, "staff"])
    made = request(level, chance.choice([30, 45, 60, 90]), chance.randrange(3, 8))
    needs = tuple(
        replace(need, at_least=chance.choice([1, 1, 1, 2]), levels=(chance.choice(made.levels),))
        if chance.random() < 0.4
        else need
        for need in made.needs
    )
    difficulty = round((made.difficulty or 0.0) + chance.choice([-0.3, -0.1, 0.0, 0.1, 0.3]), 2)
    uses = chance.choice([[0, 0, 1, 2, 4], [0, 0, 0, 1, 2], [0, 0, 0, 0, 1]])
    questions = [replace(q, left=chance.choice(uses)) for q in bank(500, seed)]
    stated = chance.random() >= 0.5
    kinds: tuple[str, ...] = chance.choice([(), (), ("maths", "spoken"), ("maths",)])
    must = chance.choice([q.id for q in questions if q.left]) if chance.random() < 0.3 else ""
    blueprint = replace(
        made,
        needs=needs,
        difficulty=difficulty if stated else None,
        kinds=kinds,
        must_include=(must,) if must else (),
        overlap=chance.choice([0, 0, 0, 1, 2]),
        band=chance.choice([0.1, 0.1, 0.05]),
    )
    return blueprint, [replace(q, left=4) if q.id == must else q for q in questions]
