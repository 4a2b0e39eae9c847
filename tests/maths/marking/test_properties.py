"""Laws of marking: what is equal by construction is accepted, what differs isn't.

And sides may be swapped.
"""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.rewrites import ALL, CONSTANT_RULES, changed, expression, rewritten

from touchstone.maths.equality import undefined
from touchstone.maths.keys import without_value
from touchstone.maths.latex import to_latex
from touchstone.maths.marking import mark
from touchstone.maths.plain import to_plain
from touchstone.maths.tree import Node, walk

seeds = st.integers(0, 2**32)
few = settings(max_examples=40, deadline=None)
# Longer texts than a person types; the reader refuses them anyway.
MOST_NODES = 120


def _verdict(key: Node, answer: Node, random: Random) -> tuple[str, str]:
    write = to_latex if random.random() < 0.3 else to_plain
    row = {"key": write(key), "answer": write(answer)}
    swapped = {"key": row["answer"], "answer": row["key"]}
    return str(mark(row)["outcome"]), str(mark(swapped)["outcome"])


def _defined(*nodes: Node) -> bool:
    short = all(sum(1 for _ in walk(node)) <= MOST_NODES for node in nodes)
    return short and not any(undefined(node) or without_value(node) for node in nodes)


@few
@given(seeds)
def test_an_equivalent_rewriting_is_accepted_and_sides_may_be_swapped(seed: int) -> None:
    random = Random(seed)
    key = expression(random, 3)
    answer = rewritten(random, key, random.randint(1, 5))
    if _defined(key, answer):
        outcomes = _verdict(key, answer, random)
        assert set(outcomes) <= {"correct", "undecided"}
        assert outcomes[0] == outcomes[1]


@few
@given(seeds)
def test_what_differs_is_never_accepted(seed: int) -> None:
    random = Random(seed)
    names = random.choice(((), ("x",), ("x", "y")))
    functions = ALL if names else ("sqrt", "exp", "sin", "cos")
    key = expression(random, 3, names, functions)
    rules = {} if names else {"rules": CONSTANT_RULES}
    answer = changed(random, rewritten(random, key, random.randint(0, 4), **rules), names)
    if _defined(key, answer):
        assert set(_verdict(key, answer, random)) <= {"incorrect", "undecided"}


@few
@given(seeds)
def test_any_two_answers_are_judged_alike_both_ways(seed: int) -> None:
    random = Random(seed)
    a, b = expression(random, 2), expression(random, 2)
    if _defined(a, b):
        forth, back = _verdict(a, b, random)
        assert forth == back


factors = st.one_of(
    st.integers(40, 400).map("2^{}".format),
    st.integers(15, 120).map("10^{}".format),
    st.integers(20, 80).map("{}!".format),
    st.tuples(st.integers(46, 90), st.integers(1, 10**9)).map("2^{0[0]}*{0[1]}".format),
)
waves = st.sampled_from(("{}+sin({} pi x)", "{}-tan({} pi x)", "{}+x*sin({} pi x)^2"))


@few
@given(seeds, factors, waves)
def test_a_wave_that_is_zero_at_every_float_is_seen(seed: int, factor: str, wave: str) -> None:
    random = Random(seed)
    key = expression(random, 2, ("x",))
    if _defined(key):
        row = {"key": to_plain(key), "answer": wave.format(to_plain(key), factor)}
        assert mark(row)["outcome"] != "correct"
        assert mark({"key": row["answer"], "answer": row["key"]})["outcome"] != "correct"
