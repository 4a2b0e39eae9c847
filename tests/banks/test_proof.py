"""Proving: wrong keys, wrong proofs and unfair markings are all found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from touchstone.banks.proof import prove
from touchstone.banks.question import Question
from touchstone.maths.grader import Grader

Made = Callable[[str], Question]

VARIANCE = """\
  params:
    x: {sample: {size: 7, integers: [1, 30]}}
  where: [range(x) > 3]
  prompt: 'A sample: {{ x }}. Give its variance to two decimal places.'
  answer:
    value: variance(x)
    tolerance: {absolute: 0.01}
  proof: (sum(x_i^2, x) - size(x)*mean(x)^2)/(size(x) - 1)
  mistakes:
  - name: population
    value: pvariance(x)
    credit: 0.4
    says: You divided by n.
  solution: It is {{ answer | decimals(2) }}.
"""


def failures(text: str, question: Made, maths: Grader, seeds: int = 8) -> list[str]:
    return list(prove(question(text), range(seeds), maths).failures)


def test_a_good_question_is_proved(question: Made, maths: Grader) -> None:
    proof = prove(question(VARIANCE), range(8), maths)
    assert proof.failures == ()
    assert (proof.seeds, proof.distinct) == (8, 8)
    assert proof.as_json() == {"id": "question-0", "seeds": 8, "redraws": 0, "failures": []}


@pytest.mark.parametrize(
    ("change", "into", "says"),
    [
        ("value: variance(x)", "value: variance(x) + 1", "the proof says"),
        ("(size(x) - 1)\n", "size(x)\n", "the proof says"),
        ("proof: (sum", "proof: (1/0*sum", "the proof has no value"),
        ("tolerance: {absolute: 0.01}", "tolerance: {relative: 0.5}", "equals the key"),
        ("tolerance: {absolute: 0.01}", "tolerance: {absolute: 0.001}", "the right answer"),
        (
            "{{ answer | decimals(2) }}",
            "{{ answer | percent }} and {{ x[1] - x[1] }}x and nan",
            "shows a word",
        ),
        ("    tolerance: {absolute: 0.01}\n", "", "the right answer"),
    ],
    ids=[
        "wrong key",
        "wrong proof",
        "proof without a value",
        "tolerance that swallows a mistake",
        "tolerance narrower than the rounding asked for",
        "ugly text",
        "exact marking of a rounded answer",
    ],
)
def test_a_flaw_is_found(change: str, into: str, says: str, question: Made, maths: Grader) -> None:
    assert change in VARIANCE
    found = failures(VARIANCE.replace(change, into), question, maths, seeds=2)
    assert [failure for failure in found if says in failure], found


def test_a_long_exact_key_is_unfair(question: Made, maths: Grader) -> None:
    text = """\
  params:
    p: {decimal: [0.0101, 0.0903, 0.0001]}
  prompt: What is the probability?
  answer: {value: p^4*(1 - p)^6}
  proof: exp(4*ln(p) + 6*ln(1 - p))
"""
    found = failures(text, question, maths)
    assert any("too long to type" in failure for failure in found)


def test_a_proof_may_only_come_close_when_it_says_so(question: Made, maths: Grader) -> None:
    text = """\
  params:
    a: {integer: [2, 9]}
  prompt: The area under $x^2$ from 0 to {{ a }}, exactly.
  answer: {value: a^3/3}
  proof: {value: 'sum((a*(k - 1/2)/100)^2*a/100, k, 1, 100)', tolerance: {relative: 0.001}}
"""
    assert failures(text, question, maths) == []
    strict = text.replace("0.001", "0.00000001")
    assert any("the proof says" in failure for failure in failures(strict, question, maths))


def test_a_rare_condition_is_reported(question: Made, maths: Grader) -> None:
    rare = VARIANCE.replace("[range(x) > 3]", "['x[1] = 7']")
    assert any("draws are thrown away" in failure for failure in failures(rare, question, maths))


@pytest.mark.parametrize(
    ("key", "proof", "off"),
    [
        ("'{a, b}'", "'{b, a}'", "'{b, c}'"),
        ("'[[a, b], [0, 1]]'", "'transpose([[a, 0], [b, 1]])'", "'[[a, 0], [b, 1]]'"),
        ("'(0, a]'", "'(0, 2*a/2]'", "'(0, a)'"),
        ("a*x^2 + b", "b + x*x*a", "b + x*x*c"),
    ],
)
def test_keys_of_every_shape_are_compared(
    key: str, proof: str, off: str, question: Made, maths: Grader
) -> None:
    text = f"""\
  params:
    a: {{integer: [2, 9]}}
    b: {{integer: [11, 19]}}
  symbols: [x]
  prompt: What is it?
  answer: {{value: {key}}}
  proof: {proof}
"""
    assert failures(text, question, maths) == []
    wrong = text.replace("    b: {integer: [11, 19]}", "    b: {integer: [11, 19]}\n  let: {c: a + 1}")
    wrong = wrong.replace(f"proof: {proof}", f"proof: {off}")
    assert any("the proof says" in failure for failure in failures(wrong, question, maths))


ROUND_UP = """\
  params:
    s: {integer: [20, 60]}
    g: {integer: [3, 9]}
  prompt: 'A spread of {{ s }} and a margin of {{ g }}: how many cases?'
  answer: {value: KEY}
  proof: if_else(floor((s/g)^2) = (s/g)^2, (s/g)^2, floor((s/g)^2) + 1)
  mistakes:
  - {name: down, value: floor((s/g)^2), credit: 0.3, says: Round up.}
"""


def test_a_wrong_key_that_meets_a_mistake_where_it_is_wrong(question: Made, maths: Grader) -> None:
    """Such numbers are drawn again, so that the key is right on all that are kept."""
    assert failures(ROUND_UP.replace("KEY", "ceil((s/g)^2)"), question, maths) == []
    found = failures(ROUND_UP.replace("KEY", "round((s/g)^2)"), question, maths)
    assert any("a mistake meets the key there" in fault for fault in found), found


@pytest.mark.parametrize("key", ["'(a, b)'", "'[a, b)'", "'(a, b]'"])
def test_the_ends_of_an_interval_belong_to_it(key: str, question: Made, maths: Grader) -> None:
    text = """\
  params:
    a: {integer: [2, 9]}
    b: {integer: [11, 19]}
  prompt: Which range is it?
  answer: {value: KEY, kind: interval}
  proof: '[a, b]'
"""
    assert failures(text.replace("KEY", "'[a, b]'"), question, maths) == []
    assert failures(text.replace("KEY", key), question, maths) != []


def test_numbers_on_which_something_has_no_value_are_named(
    question: Callable[[str], Question], maths: Grader
) -> None:
    text = """\
  params: {n: {integer: [0, 4]}}
  prompt: 'What is twelve over {{ n }}?'
  answer: {value: 12/n}
  proof: 1/(n/12)
"""
    said = prove(question(text), range(20), maths).failures
    assert any("draws are never asked since answer has no value" in one for one in said), said
    assert not prove(question(text + "  where: [n > 0]\n"), range(20), maths).failures
