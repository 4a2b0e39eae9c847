"""Random statements about the plane against a count of points: what differs at one is never accepted."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest

from touchstone.maths.marking import mark

# Each with the same formula in Python; curves through points of the grid, so that edges are tried too.
CURVES: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "x": lambda x, y: x,
    "y+1": lambda x, y: y + 1,
    "x+y-1": lambda x, y: x + y - 1,
    "2*x-y": lambda x, y: 2 * x - y,
    "x^2+y^2-1": lambda x, y: x * x + y * y - 1,
    "y-x^2": lambda x, y: y - x * x,
    "x-y^2": lambda x, y: x - y * y,
    "x*y-1": lambda x, y: x * y - 1,
    "x^2-y^2": lambda x, y: x * x - y * y,
    "|x|+|y|-1": lambda x, y: abs(x) + abs(y) - 1,
    "max(x,y)-1": lambda x, y: max(x, y) - 1,
}
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
PLACES = sorted({Fraction(k, 2) for k in range(-5, 6)} | {Fraction(3, 5), Fraction(-4, 5), Fraction(1, 10)})
DRAWS = 25

Atom = tuple[str, str]
Region = list[list[Atom]]  # any of several, each where all hold


def region(random: Random) -> Region:
    return [
        [(random.choice(list(CURVES)), random.choice(list(OPERATORS))) for _ in range(random.randint(1, 3))]
        for _ in range(random.randint(1, 2))
    ]


def changed(random: Random, of: Region) -> Region:
    """The region with one condition replaced, most often by another sign alone."""
    cases = [list(case) for case in of]
    case = random.choice(cases)
    place = random.randrange(len(case))
    curve = case[place][0] if random.random() < 0.6 else random.choice(list(CURVES))
    case[place] = (curve, random.choice(list(OPERATORS)))
    return cases


def written(of: Region, random: Random | None = None) -> str:
    """The region as text; with chance, each condition in another way and in another order."""
    cases = [[condition(atom, random) for atom in case] for case in of]
    if random:
        for parts in (cases, *cases):
            random.shuffle(parts)
    return " or ".join("(" + " and ".join(case) + ")" for case in cases)


def condition(atom: Atom, random: Random | None) -> str:
    curve, op = atom
    ways = [f"{curve} {op} 0", f"-({curve}) {TURNED[op]} 0", f"2*({curve}) {op} 0"]
    ways.append(f"not ({curve} {OPPOSITE[op]} 0)")
    return random.choice(ways) if random else ways[0]


def holds(of: Region, x: Fraction, y: Fraction) -> bool:
    return any(all(OPERATORS[op](CURVES[curve](x, y), 0) for curve, op in case) for case in of)


@pytest.mark.parametrize("seed", range(4))
def test_a_region_is_told_from_its_neighbours_and_known_in_other_words(seed: int) -> None:
    random = Random(seed)
    wrong = []
    for _ in range(DRAWS):
        one = region(random)
        other = changed(random, one)
        key, same, near = written(one), written(one, random), written(other, random)
        if mark({"key": key, "answer": same})["outcome"] != "correct":
            wrong.append(f"not known: {key} | {same}")
        differs = any(holds(one, x, y) != holds(other, x, y) for x, y in product(PLACES, PLACES))
        if differs and mark({"key": key, "answer": near})["outcome"] == "correct":
            wrong.append(f"accepted: {key} | {near}")
    assert wrong == []
