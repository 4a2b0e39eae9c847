"""Pairs made by construction, whose truth is counted and not looked up: events, numbered solutions.

The draws are seeded: the same pairs in every run.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from random import Random

import pytest

from touchstone.maths.marking import mark

World = tuple[bool, bool, bool]
Event = tuple[str, Callable[[World], bool]]
WORLDS: list[World] = [*product((False, True), repeat=3)]  # type: ignore[list-item]
LETTERS = "ABC"
# Chances of the eight worlds that no two events of these pairs share by accident.
SHARES = [Random(11 + n).randrange(10**9) for n in range(8)]
WEIGHTS = [Fraction(share, sum(SHARES)) for share in SHARES]
PAIRS = 120


def _event(dice: Random, depth: int = 2) -> Event:
    if depth == 0 or dice.random() < 0.35:
        at = dice.randrange(3)
        return LETTERS[at], lambda world: world[at]
    text, holds = _event(dice, depth - 1)
    if dice.random() < 0.3:
        return f"(not {text})", lambda world: not holds(world)
    other, also = _event(dice, depth - 1)
    if dice.random() < 0.5:
        return f"({text} and {other})", lambda world: holds(world) and also(world)
    return f"({text} ∪ {other})", lambda world: holds(world) or also(world)


def _chance(dice: Random) -> tuple[str, Fraction]:
    text, holds = _event(dice)
    value = _weight(holds)
    if dice.random() < 0.5:
        return f"P({text})", value
    given, known = _event(dice, 1)
    whole = _weight(known)
    if not whole:
        return f"P({text})", value
    return f"P({text} | {given})", _weight(lambda world: holds(world) and known(world)) / whole


def _weight(holds: Callable[[World], bool]) -> Fraction:
    return sum((w for w, world in zip(WEIGHTS, WORLDS, strict=True) if holds(world)), Fraction(0))


def _combination(dice: Random) -> tuple[str, Fraction]:
    (a, x), (b, y) = _chance(dice), _chance(dice)
    return dice.choice([(f"{a}+{b}", x + y), (f"{a}*{b}", x * y), (f"1-{a}", 1 - x), (a, x)])


@pytest.mark.parametrize("seed", [1, 2])
def test_probabilities_agree_exactly_when_all_worlds_say_so(seed: int) -> None:
    dice = Random(seed)
    found = [_combination(dice) for _ in range(PAIRS)]
    wrong = []
    for (a, x), (b, y) in zip(found, sorted(found, key=lambda one: one[1]), strict=True):
        wanted = "correct" if x == y else "incorrect"
        outcome = mark({"key": a, "answer": b})["outcome"]
        if outcome != wanted:
            wrong.append(f"{a} | {b}: {outcome}, not {wanted}")
    for (a, x), (b, y) in pairwise(sorted(found, key=lambda one: one[1])):
        if (mark({"key": a, "answer": b})["outcome"] == "correct") != (x == y):
            wrong.append(f"{a} | {b}")
    assert wrong == []


Row = tuple[Fraction, Fraction]


def _rows(dice: Random) -> list[Row]:
    return [
        (Fraction(dice.randrange(-6, 7), dice.choice([1, 2, 3, 4])), Fraction(dice.choice([1, 2, 3, 4]), 2))
        for _ in range(dice.randrange(1, 4))
    ]


def _otherwise(dice: Random, rows: list[Row]) -> list[Row]:
    """The same numbers: a progression cut into several, or begun elsewhere and run backwards."""
    found: list[Row] = []
    for start, step in rows:
        parts = dice.choice([1, 2, 3])
        first = start + dice.randrange(-3, 4) * step
        found += [(first + j * step, -parts * step) for j in range(parts)]
    dice.shuffle(found)
    return found


def _numbers(rows: list[Row]) -> set[Fraction]:
    """All within one common multiple of the steps, twelve turns."""
    return {start + n * step for start, step in rows for n in range(-120, 121) if 0 <= start + n * step < 12}


def _solutions(dice: Random, rows: list[Row]) -> str:
    return " or ".join(f"x={start}*pi+({step})*{dice.choice('nkm')}*pi" for start, step in rows)


def test_numbered_solutions_agree_exactly_when_they_name_the_same_numbers() -> None:
    dice = Random(5)
    wrong = []
    for turn in range(PAIRS):
        rows = _rows(dice)
        others = _otherwise(dice, rows) if turn % 2 else _rows(dice)
        wanted = "correct" if _numbers(rows) == _numbers(others) else "incorrect"
        key, answer = _solutions(dice, rows), _solutions(dice, others)
        outcome = mark({"key": key, "answer": answer})["outcome"]
        if outcome != wanted:
            wrong.append(f"{key} | {answer}: {outcome}, not {wanted}")
    assert wrong == []
