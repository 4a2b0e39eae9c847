"""The numbers under the ladder: error bounds hold, prime fields agree with the numbers they stand for."""

from __future__ import annotations

from itertools import islice, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.rewrites import expression

from touchstone.maths import modular
from touchstone.maths.digits import Digits
from touchstone.maths.domain import Domain
from touchstone.maths.floats import Floats
from touchstone.maths.modular.field import TURN, TURN_PRIMES, a_field, is_prime
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.reader import Read, read
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node

FUNCTIONS = ("sin", "tan", "exp", "sqrt", "ln", "abs", "asin", "acosh", "cosh", "gamma", "floor", "atan")


def _tree(text: str) -> Node:
    found = read(text, key=True)
    assert isinstance(found, Read), found
    return found.tree


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_true_value_lies_within_the_floats_error(seed: int) -> None:
    node = expression(Random(seed), 3, ("x", "y"), FUNCTIONS)
    floats, digits = Floats(real=True), Digits(real=True)
    try:
        rough, fine = compile_tree(node, floats), compile_tree(node, digits)
    except (Undefined, Unsure):
        return
    for point in islice(Domain().points(names_in(node), node), 8):
        digits.ctx.prec = 400
        try:
            value, error = rough({name: (x, 0.0) for name, x in point.items()})
            true, doubt = fine({name: (digits.ctx.mpf(x), -(10**12)) for name, x in point.items()})
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if abs(value) < 1e290 and error < 1e290 and doubt < -100:
            assert abs(digits.ctx.mpf(value) - true) <= error * 1.0001 + 2.0**-100


@pytest.mark.parametrize("number", range(3))
def test_a_field_has_the_roots_that_angles_and_surds_need(number: int) -> None:
    field = a_field(number)
    p = field.p
    assert is_prime(p)
    assert pow(field.zeta, TURN, p) == p - 1
    assert field.i * field.i % p == p - 1
    assert {q: root * root % p for q, root in field.square_roots.items()} == {q: q for q in TURN_PRIMES}
    eighth = field.angle(TURN // 4)
    assert (eighth + pow(eighth, -1, p)) % p == field.square_roots[2]  # 2 cos(π/4) is √2, not −√2


@pytest.mark.parametrize(
    ("prime", "expected"),
    [(1, False), (2, True), (91, False), (97, True), (2**61 - 1, True), (2**61 + 1, False)],
)
def test_primes_are_known(prime: int, expected: bool) -> None:
    assert is_prime(prime) is expected


EQUAL = [
    ("sqrt(6)", "sqrt(2)*sqrt(3)"),
    ("sqrt(17)*sqrt(19)", "sqrt(323)"),
    ("sin(2x)", "2sin(x)cos(x)"),
    ("cos(pi/5)", "(1+sqrt(5))/4"),
    ("e^(2x)", "e^x e^x"),
    ("x^(n+1)", "x*x^n"),
    ("4^n", "2^(2n)"),
    ("ln(12)", "2ln(2)+ln(3)"),
    ("(n+2)!", "(n+2)(n+1)n!"),
    ("max(x,y)+min(x,y)", "x+y"),
    ("floor(x+2)", "floor(x)+2"),
    ("|2-2x|", "2|x-1|"),
    ("sqrt(x^2)", "|x|"),
    ("sqrt(1-cos(x)^2)", "|sin(x)|"),
    ("ln(x^2)", "2ln|x|"),
    ("asin(x)+acos(x)", "pi/2"),
]


@pytest.mark.parametrize(("a", "b"), EQUAL)
def test_prime_fields_prove_identities(a: str, b: str) -> None:
    assert modular.compare(_tree(a), _tree(b)).equal


def test_prime_fields_mix_up_no_two_of_the_identities() -> None:
    for (a, _), (b, _) in product(EQUAL, EQUAL):
        if a != b:
            assert not modular.compare(_tree(a), _tree(b)).equal, (a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("(a-x)^5999", "(x-a)^5999"), ("x+10^-50", "x"), ("sqrt(2)", "-sqrt(2)"), ("sin(pi/5)", "sin(pi/7)")],
)
def test_prime_fields_refute_what_their_laws_cover(a: str, b: str) -> None:
    assert modular.compare(_tree(a), _tree(b)).different


@pytest.mark.parametrize(("a", "b"), [("sqrt(x^2)", "x"), ("ln(x^2)", "2ln(x)")])
def test_prime_fields_hold_their_tongue_where_signs_matter(a: str, b: str) -> None:
    assert modular.compare(_tree(a), _tree(b)).undecided


def test_prime_fields_go_through_every_choice_of_a_root() -> None:
    a, b = _tree("x+y+sqrt((x+y)^2)"), _tree("0")
    assert not any(modular.compare(a, b).equal for _ in range(40))


@pytest.mark.parametrize(("text", "expected"), [("1/(x-x)", True), ("tan(pi/2)", True), ("1/(|x|-x)", False)])
def test_division_by_zero_is_noticed(text: str, expected: bool) -> None:
    assert modular.divides_by_zero(_tree(text)) is expected
