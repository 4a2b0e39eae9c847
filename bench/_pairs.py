"""Pairs of a key and an answer that are equal, or differ, by construction.

An equal answer is the key rewritten by rules that hold for every value; an unequal one is then changed at one
place in a way that changes its value somewhere. Nothing here asks the engine that is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from tests.support.plain_floats import plainly
from tests.support.rewrites import changed, expression, rewritten

from bench._fine_pairs import FINE
from bench._sharp_pairs import SHARP
from bench._statement_pairs import STATEMENTS
from touchstone.maths.plain import to_plain
from touchstone.maths.tree import Node

VARIABLES = "xyab"


@dataclass(frozen=True)
class Pair:
    """A key, an answer and whether they are equal."""

    key: str
    answer: str
    equal: bool
    family: str
    assume: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)  # other fields of the row


def pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """So many pairs, half of them equal, of all families in turn."""
    random = Random(seed)
    for number in range(count):
        family = FAMILIES[number % len(FAMILIES)]
        equal = (number // len(FAMILIES)) % 2 == 0
        key, answer = family(random, equal)
        yield Pair(key, answer, equal, family.__name__)


def rewritten_pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """Random expressions, each beside itself after a few random rules, every other one changed for good."""
    random = Random(seed)
    for number in range(count):
        tree = _defined(random)
        other = rewritten(random, tree, random.randint(1, 4))
        equal = number % 2 == 0
        yield Pair(to_plain(tree), to_plain(other if equal else changed(random, other)), equal, "rewritten")


def answers_to_few_keys(keys: int, each: int, seed: int = 3) -> Iterator[Pair]:
    """So many keys, each beside so many answers, right and wrong in turn: what a test gives."""
    random = Random(seed)
    for _ in range(keys):
        tree = _defined(random)
        for number in range(each):
            equal = number % 2 == 0
            other = rewritten(random, tree, random.randint(1, 4))
            shown = to_plain(other if equal else changed(random, other))
            yield Pair(to_plain(tree), shown, equal, "rewritten")


def statement_pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """Equations, inequalities, intervals, sets, systems, logic, floors: every other round is unequal."""
    random = Random(seed)
    for number in range(count):
        family = STATEMENTS[number % len(STATEMENTS)]
        equal = (number // len(STATEMENTS)) % 2 == 0
        key, answer = family(random, equal)
        if random.random() < 0.5:
            key, answer = answer, key
        yield Pair(key, answer, equal, family.__name__)


def sharp_pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """What parts at one place or on one axis, or has no value, beside equal pairs that look like it."""
    random = Random(seed)
    for number in range(count):
        family = SHARP[number % len(SHARP)]
        equal = (number // len(SHARP)) % 2 == 0
        key, answer, assume = family(random, equal)
        if random.random() < 0.5:
            key, answer = answer, key
        yield Pair(key, answer, equal, family.__name__, assume)


def fine_pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """What differs in one small thing, and what is written in two far apart ways."""
    random = Random(seed)
    for number in range(count):
        family = FINE[number // 2 % len(FINE)]
        equal = number % 2 == 0
        key, answer, more = family(random, equal)
        if random.random() < 0.5 and not key.startswith("\\"):  # a sum is for keys alone
            key, answer = answer, key
        yield Pair(key, answer, equal, family.__name__, more=more)


def _defined(random: Random) -> Node:
    """A random expression that has a value at most of a few points: ln(x − x) asks nothing."""
    while True:
        tree = expression(random, random.choice([2, 2, 3]))
        values = [_value(tree, {"x": x, "y": y}) for x, y in ((0.7, 1.3), (2.3, 0.4), (5.1, 3.7))]
        if sum(value is not None and abs(value) < 1e9 for value in values) >= 2:
            return tree


def _value(tree: Node, at: dict[str, float]) -> float | None:
    try:
        return plainly(tree, at)
    except (ArithmeticError, ValueError):
        return None


def _other(random: Random, number: int) -> int:
    """Another integer, near the given one."""
    return number + random.choice([-2, -1, 1, 2])


def _whole(random: Random, most: int = 9) -> int:
    return random.choice([-1, 1]) * random.randint(1, most)


def number(random: Random, equal: bool) -> tuple[str, str]:
    """A fraction, and the same one not in lowest terms."""
    value = Fraction(_whole(random, 40), random.randint(2, 30))
    factor = random.randint(2, 9)
    above, below = value.numerator * factor, value.denominator * factor
    return str(value), f"{above if equal else _other(random, above)}/{below}"


def decimal(random: Random, equal: bool) -> tuple[str, str]:
    """A decimal, and the fraction that it is."""
    value = random.randint(-9999, 9999)
    return f"{value / 1000:.3f}", f"{value if equal else _other(random, value)}/1000"


def surd(random: Random, equal: bool) -> tuple[str, str]:
    """A root, and the same one with its square factor taken out."""
    outside, inside = random.randint(2, 12), random.choice([2, 3, 5, 6, 7, 10, 11])
    return f"sqrt({outside**2 * inside})", f"{outside if equal else _other(random, outside)}*sqrt({inside})"


def product(random: Random, equal: bool) -> tuple[str, str]:
    """(x + a)(x + b), multiplied out."""
    x, a, b = random.choice(VARIABLES), _whole(random), _whole(random)
    middle, last = a + b, a * b
    if not equal:
        last = _other(random, last)
    return f"({x} + ({a}))*({x} + ({b}))", f"{x}^2 + ({middle})*{x} + ({last})"


def square(random: Random, equal: bool) -> tuple[str, str]:
    """(a x + b y)^2, multiplied out, its terms in any order."""
    a, b = _whole(random), _whole(random)
    cross = 2 * a * b
    terms = [f"({a * a})*x^2", f"({cross if equal else _other(random, cross)})*x*y", f"({b * b})*y^2"]
    random.shuffle(terms)
    return f"(({a})*x + ({b})*y)^2", " + ".join(terms)


def fractions(random: Random, equal: bool) -> tuple[str, str]:
    """1/(x + a) + 1/(x + b) over one denominator."""
    a = _whole(random)
    b = _other(random, a)
    total = a + b if equal else _other(random, a + b)
    return f"1/(x + ({a})) + 1/(x + ({b}))", f"(2*x + ({total}))/((x + ({a}))*(x + ({b})))"


def pythagoras(random: Random, equal: bool) -> tuple[str, str]:
    """c cos², and c − c sin²."""
    c, n = random.randint(2, 9), random.randint(1, 4)
    shown = c if equal else _other(random, c) or 1
    return f"{c}*cos({n}*x)^2", f"{c} - {shown}*sin({n}*x)^2"


def double_angle(random: Random, equal: bool) -> tuple[str, str]:
    """sin 2nx, and 2 sin nx cos nx."""
    n = random.randint(1, 6)
    sign = "" if equal else "-"
    return f"sin({2 * n}*x)", f"{sign}2*sin({n}*x)*cos({n}*x)"


def logarithm(random: Random, equal: bool) -> tuple[str, str]:
    """ln(a^n b), split, for positive a and b."""
    n = random.randint(2, 6)
    return f"ln(a^{n}*b)", f"{n if equal else n + 1}*ln(a) + ln(b)"


def exponential(random: Random, equal: bool) -> tuple[str, str]:
    """e^(ax + b), split."""
    a, b = _whole(random), _whole(random)
    shown = b if equal else _other(random, b)
    return f"e^(({a})*x + ({b}))", f"e^(({a})*x)*e^({shown})"


def long_sum(random: Random, equal: bool) -> tuple[str, str]:
    """Eight terms, shuffled."""
    terms = [f"({_whole(random)})*x^{k}*y^{random.randint(0, 3)}" for k in range(8)]
    other = terms[:]
    random.shuffle(other)
    if not equal:
        other[0] = f"{other[0]} + 1"
    return " + ".join(terms), " + ".join(other)


def high_power(random: Random, equal: bool) -> tuple[str, str]:
    """(x − a)^n against (a − x)^n: equal for even n only."""
    a, n = random.randint(1, 9), random.randint(2, 60) * 2
    n += 0 if equal else 1
    return f"(x - {a})^{n}", f"({a} - x)^{n}"


def vector(random: Random, equal: bool) -> tuple[str, str]:
    """A list of numbers, fractions written otherwise."""
    items = [Fraction(_whole(random, 20), random.choice([1, 2, 4, 5])) for _ in range(random.randint(2, 5))]
    shown = [f"{3 * item.numerator}/{3 * item.denominator}" for item in items]
    if not equal:
        shown[-1] = f"{shown[-1]} + 1"
    return "[" + ", ".join(map(str, items)) + "]", "[" + ", ".join(shown) + "]"


def matrix(random: Random, equal: bool) -> tuple[str, str]:
    """A 2 × 2 matrix, each entry as a sum."""
    entries = [_whole(random, 20) for _ in range(4)]
    shown = [f"{entry - 1} + 1" for entry in entries]
    if not equal:
        shown[2] = str(_other(random, entries[2]))
    a, b, c, d = entries
    e, f, g, h = shown
    return f"[[{a}, {b}], [{c}, {d}]]", f"[[{e}, {f}], [{g}, {h}]]"


FAMILIES: list[Callable[[Random, bool], tuple[str, str]]] = [
    *(number, decimal, surd, product, square, fractions, pythagoras, double_angle),
    *(logarithm, exponential, long_sum, high_power, vector, matrix),
]

# What the naive alternatives can be asked: one expression, no lists.
SCALAR = frozenset(family.__name__ for family in FAMILIES) - {"vector", "matrix"}
