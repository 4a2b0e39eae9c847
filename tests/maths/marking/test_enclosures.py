"""Many digits hold the true value within the error that they claim, and claim no exactness they lack."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from tests.support.rewrites import ALL, expression

from touchstone.maths.digit_arithmetic import EXACT, Ball
from touchstone.maths.digits import Digits
from touchstone.maths.kinds.scalars import as_fraction
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.rationals import Rationals
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Number, Power, names_in

# Few digits, so that what is lost shows.
BITS = 90
FOLDS = ("abs", "sign", "floor", "ceil", "relu", "min", "max", "root", "sqrt", "mod")


def _rational(random: Random, depth: int) -> Node:
    """A random expression in x, made of steps that keep fractions fractions."""
    if depth <= 0:
        return random.choice((Name("x"), _number(random)))
    smaller = lambda: _rational(random, depth - 1)  # noqa: E731
    match random.randrange(7):
        case 0 | 1:
            return Add((smaller(), random.choice((smaller, lambda: Negative(smaller())))()))
        case 2:
            return Multiply((smaller(), smaller()))
        case 3:
            return Divide(smaller(), smaller())
        case 4:
            return Power(smaller(), Number(n := random.choice("0234"), Fraction(n)))
        case 5:
            return Negative(smaller())
    return _folded(random.choice(FOLDS), smaller)


def _number(random: Random) -> Number:
    value = Fraction(random.randint(1, 10**40), random.choice((1, 3, 7, 2**20, 10**30)))
    return Number(str(value), value)


def _folded(name: str, smaller: Callable[[], Node]) -> Node:
    if name in ("min", "max", "mod"):
        return Call(name, (smaller(), smaller()))
    if name in ("root", "sqrt"):
        square = Power(smaller(), Number("2", Fraction(2)))
        return Call(name, (square, Number("2", Fraction(2))) if name == "root" else (square,))
    return Call(name, (smaller(),))


class _WithMod(Rationals):
    """Fractions, with remainders."""

    def function(self, name: str) -> Callable[..., Fraction]:
        return self._mod if name == "mod" else super().function(name)

    def _mod(self, a: Fraction, b: Fraction) -> Fraction:
        return a - b * math.floor(self.divide(a, b))


def _digits(tree: Node, x: Ball | None, *, bits: int, real: bool = True) -> tuple[Digits, Ball] | None:
    arithmetic = Digits(real=real)
    arithmetic.ctx.prec = bits
    try:
        return arithmetic, compile_tree(tree, arithmetic)({"x": x, "y": x})
    except (Undefined, Unsure, OverflowError):
        return None


def _place(random: Random) -> tuple[Fraction, Ball]:
    """A number with more digits than are counted with, exactly."""
    arithmetic = Digits(real=True)
    arithmetic.ctx.prec = 6 * BITS
    value = arithmetic.ctx.mpf(random.randint(-(10**30), 10**30)) / random.choice((3, 7, 11, 10**9, 10**31))
    return as_fraction(value), (value, EXACT)


@pytest.mark.parametrize("seed", range(40))
def test_the_exact_value_of_a_rational_expression_lies_within_the_error(seed: int) -> None:
    random, seen = Random(seed), 0
    for _ in range(40):
        tree, (x, ball) = _rational(random, 4), _place(random)
        found = _digits(tree, ball, bits=BITS)
        try:
            true = compile_tree(tree, _WithMod())({"x": x})
        except (Undefined, Unsure):
            continue
        if found is None:
            continue
        seen += 1
        _, (value, error) = found
        gap = abs(as_fraction(value) - true)
        assert gap == 0 or (error > EXACT // 2 and gap <= Fraction(2) ** error), (seed, tree)
    assert seen > 4


@pytest.mark.parametrize("seed", range(40))
def test_few_digits_and_many_agree_within_their_errors(seed: int) -> None:
    random, seen = Random(seed), 0
    real = seed % 2 == 0
    for _ in range(12):
        tree = expression(random, 3, ("x",), (*ALL, "asin", "acos", "asinh", "gamma"))
        _, ball = _place(random)
        few, many = (_digits(tree, ball, bits=bits, real=real) for bits in (BITS, 5 * BITS))
        if few is None or many is None or not names_in(tree):
            continue
        seen += 1
        arithmetic, (value, error) = few
        other, off = many[1]
        arithmetic.ctx.prec = 6 * BITS
        gap = value - other
        assert not gap or arithmetic.size(gap) <= max(error, off) + 2, (seed, tree)
    assert seen > 1
