"""Random sums up to n over x_i and y_i, rewritten and perturbed: numbers say whether a pair agrees."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

from touchstone.maths.marking import mark

Tree = tuple[Any, ...]
SIGNS = {"+": "+", "-": "-", "*": r"\cdot "}
ENDS = [("1", "n")] * 4 + [("0", "n"), ("1", "n-1"), ("2", "n")]


def _leaf(rng: random.Random) -> Tree:
    return rng.choice([("x",), ("x",), ("y",), ("a",), ("n",), ("i",), (str(rng.randint(2, 3)),)])


def _summand(rng: random.Random, depth: int) -> Tree:
    chance = rng.random()
    if depth == 0 or chance < 0.3:
        return _leaf(rng)
    if chance < 0.85:
        return rng.choice("+-*"), _summand(rng, depth - 1), _summand(rng, depth - 1)
    return rng.choice([("^", _summand(rng, depth - 1)), ("ln", ("x",)), ("exp", ("y",))])


def _total(rng: random.Random, depth: int) -> Tree:
    chance = rng.random()
    if depth == 0 or chance < 0.5:
        return "sum", rng.choice(ENDS), ("+", ("x",), _summand(rng, 2))
    if chance < 0.9:
        return rng.choice("+-*"), _total(rng, depth - 1), rng.choice([("a",), _total(rng, depth - 1)])
    return "^", _total(rng, depth - 1)


def _text(tree: Tree, letter: str = "i") -> str:
    match tree:
        case ("x" | "y" as name,):
            return f"{name}_{{{letter}}}"
        case ("i",):
            return letter
        case (leaf,):
            return str(leaf)
        case ("^", inner):
            return rf"\left({_text(inner, letter)}\right)^{{2}}"
        case ("ln", inner):
            return rf"\ln({_text(inner, letter)})"
        case ("exp", inner):
            return f"e^{{{_text(inner, letter)}}}"
        case ("sum", (low, high), term):
            return rf"\left(\sum_{{{letter}={low}}}^{{{high}}} ({_text(term, letter)})\right)"
        case (sign, left, right):
            return f"({_text(left, letter)}{SIGNS[sign]}{_text(right, letter)})"
    raise AssertionError(tree)


def _value(tree: Tree, at: dict[str, Any]) -> float:
    match tree:
        case ("x" | "y" as name,):
            return float(at[name][at["i"]])
        case (leaf,):
            return float(at[leaf]) if leaf in at else float(leaf)
        case ("^", inner):
            return _value(inner, at) ** 2
        case ("ln", inner):
            return math.log(_value(inner, at))
        case ("exp", inner):
            return math.exp(_value(inner, at))
        case ("sum", (low, high), term):
            end = at["n"] - (high == "n-1")
            return sum(_value(term, {**at, "i": place}) for place in range(int(low), end + 1))
        case (sign, left, right):
            one, other = _value(left, at), _value(right, at)
            return one * other if sign == "*" else one + other if sign == "+" else one - other
    raise AssertionError(tree)


def _agree(one: Tree, other: Tree, rng: random.Random) -> bool:
    for n in (1, 2, 3, 5, 6):
        at: dict[str, Any] = {"n": n, "a": rng.uniform(0.5, 2)}
        at |= {name: [rng.uniform(0.5, 2) for _ in range(8)] for name in "xy"}
        mine, theirs = _value(one, at), _value(other, at)
        if abs(mine - theirs) > 1e-7 * max(1, abs(mine), abs(theirs)):
            return False
    return True


def _rewritten(tree: Tree, rng: random.Random) -> Tree:
    """Another way to write the same."""
    match tree:
        case ("sum", ends, ("+" | "-" as sign, left, right)) if rng.random() < 0.4:
            return sign, ("sum", ends, left), ("sum", ends, right)
        case ("^", inner) if rng.random() < 0.4:
            return "*", inner, inner
        case ("*", left, ("+" | "-" as sign, one, other)) if rng.random() < 0.5:
            return sign, ("*", left, one), ("*", left, other)
        case ("+" | "*" as sign, left, right):
            return sign, _rewritten(right, rng), _rewritten(left, rng)
        case ("sum", ends, term):
            return "sum", ends, _rewritten(term, rng)
        case (sign, left, right):
            return sign, _rewritten(left, rng), _rewritten(right, rng)
    return tree


def _changed(tree: Tree, rng: random.Random, *, within: bool = False) -> Tree:
    """Something else, mostly; `within` a sum letters may run."""
    match tree:
        case ("sum", ends, term) if rng.random() < 0.6:
            return rng.choice(
                [
                    ("sum", rng.choice(ENDS), term),
                    ("sum", ends, ("^", term)),
                    ("^", tree),
                    ("*", ("n",), tree),
                    ("sum", ends, _changed(term, rng, within=True)),
                ]
            )
        case ("sum", ends, term):
            return "sum", ends, _changed(term, rng, within=True)
        case ("^" | "ln" | "exp", inner):
            return inner
        case (sign, left, right):
            there = rng.random()
            if there < 0.2:
                return rng.choice("+-*"), left, right
            if there < 0.6:
                return sign, _changed(left, rng, within=within), right
            return sign, left, _changed(right, rng, within=within)
    return _leaf(rng) if within else ("n",)


@pytest.mark.parametrize("seed", range(6))
def test_no_verdict_against_the_numbers(seed: int) -> None:
    rng = random.Random(seed)
    decided = {"correct": 0, "incorrect": 0}
    for _ in range(25):
        tree = _total(rng, 2)
        for other in (_rewritten(tree, rng), _changed(tree, rng)):
            agree = _agree(tree, other, rng)
            row = {"key": _text(tree), "answer": _text(other, rng.choice("ik"))}
            found = mark(row)["outcome"]
            assert found in (("correct", "undecided") if agree else ("incorrect", "undecided")), row
            if found in decided:
                decided[str(found)] += 1
    assert decided["correct"] >= 20
    assert decided["incorrect"] >= 10
