"""Pairs of every kind that is marked, as many of each kind: what all ways are compared on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from bench import _pairs, _statement_pairs
from bench._pairs import Pair
from bench._sharp_pairs import SHARP, Row

Family = Callable[[Random, bool], tuple[str, str]] | Callable[[Random, bool], Row]


@dataclass(frozen=True)
class Kind:
    """Families of pairs of one kind; `kind` as the row says it, where the text alone doesn't show it."""

    families: tuple[Family, ...]
    kind: str | None = None


def random_expression(random: Random, equal: bool) -> tuple[str, str]:
    """A random expression beside itself rewritten by a few rules."""
    pair = next(pair for pair in _pairs.rewritten_pairs(2, random.randrange(10**9)) if pair.equal is equal)
    return pair.key, pair.answer


def tuple_of_numbers(random: Random, equal: bool) -> tuple[str, str]:
    """A tuple, fractions written otherwise; an unequal one has two entries exchanged."""
    key = random.sample(range(-20, 20), random.randint(2, 5))
    shown = key if equal else [key[1], key[0], *key[2:]]
    return f"({', '.join(map(str, key))})", f"({', '.join(f'{3 * n}/3' for n in shown)})"


def union(random: Random, equal: bool) -> tuple[str, str]:
    """Two intervals in the other order; an unequal one has an end that is closed where it was open."""
    a, b, c, d = sorted(random.sample(range(-20, 20), 4))
    ends = [random.choice("[("), random.choice(")]"), random.choice("[("), random.choice(")]")]
    other = list(ends)
    if not equal:
        place = random.randrange(4)
        other[place] = {"[": "(", "(": "[", ")": "]", "]": ")"}[other[place]]
    return (
        f"{ends[0]}{a}, {b}{ends[1]} U {ends[2]}{c}, {d}{ends[3]}",
        f"{other[2]}{2 * c}/2, {d}{other[3]} U {other[0]}{a}, {b}{other[1]}",
    )


S = _statement_pairs
KINDS: dict[str, Kind] = {
    "expressions": Kind(
        (
            *(family for family in _pairs.FAMILIES if family.__name__ in _pairs.SCALAR),
            random_expression,
        )
    ),
    "expressions that part at one place": Kind(tuple(SHARP)),
    "equations": Kind((S.solutions, S.scaled_equation, S.solved_for_y, S.surd_solutions)),
    "inequalities": Kind((S.inequality, S.outside, S.open_or_closed, S.absolute)),
    "systems": Kind((S.linear_system,), "system"),
    "sets": Kind((S.finite_set,)),
    "intervals": Kind((union,), "interval"),
    "lists": Kind((_pairs.vector,), "list"),
    "tuples": Kind((tuple_of_numbers,), "tuple"),
    "matrices": Kind((_pairs.matrix, S.product_of_matrices)),
    "logic": Kind((S.logic,)),
}


def kind_pairs(each: int, seed: int = 11) -> Iterator[Pair]:
    """So many pairs of each kind, every other one unequal, of its families in turn."""
    random = Random(seed)
    for name, kind in KINDS.items():
        for number in range(each):
            family, equal = kind.families[number // 2 % len(kind.families)], number % 2 == 0
            key, answer, *more = family(random, equal)
            assume = {"a": "positive", "b": "positive"} if family is _pairs.logarithm else dict(*more)
            yield replace(Pair(key, answer, equal, family.__name__, assume), kind=name)
