"""Variants: drawn again where they would be unfair, rendered, and silent about their key."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from touchstone.banks.drawing import draw, draw_many
from touchstone.banks.question import Question
from touchstone.banks.variant import CannotDraw, Variant
from touchstone.maths.grader import Grader

Made = Callable[[str], Question]

SUM = """\
  params:
    a: {integer: [2, 4]}
    b: {integer: [2, 4]}
  prompt: What is {{ a }} + {{ b }}?
  answer: {value: a + b, unit: ms}
  proof: b - (-a)
  hints: [Count on.]
  mistakes:
  - name: product
    value: a*b
    credit: 0.2
    says: You multiplied {{ a }} and {{ b }}.
  - name: square
    value: a^2
    says: Only the first counts.
  solution: It is {{ answer }}.
"""


def test_a_variant_is_the_same_for_its_seed(question: Made, maths: Grader) -> None:
    found = question(SUM)
    assert draw(found, 5, maths) == draw(found, 5, maths)
    assert len({draw(found, seed, maths).prompt for seed in range(12)}) > 1


def test_draws_in_which_mistakes_coincide_are_thrown_away(question: Made, maths: Grader) -> None:
    """2 + 2 is 2·2, and 3·3 is 3²: neither draw can tell what somebody did."""
    variants = draw_many(question(SUM), range(60), maths)
    for variant in variants:
        assert isinstance(variant, Variant)
        a, b = int(variant.env["a"]), int(variant.env["b"])
        assert len({a + b, a * b, a * a}) == 3
    reasons = {reason for variant in variants if isinstance(variant, Variant) for reason in variant.redraws}
    assert "the mistake product equals the key" in reasons
    assert "the mistake square equals product" in reasons


def test_what_a_candidate_sees_holds_no_key(question: Made, maths: Grader) -> None:
    variant = draw(question(SUM), 1, maths)
    public = json.dumps(variant.public())
    assert variant.parts[0].row["key"] == str(int(variant.env["a"]) + int(variant.env["b"]))
    assert variant.solution == f"It is {variant.parts[0].row['key']}."
    for secret in ("key", "mistakes", "solution", "You multiplied", "Count on"):
        assert secret not in public
    assert "ms" in public


def test_a_condition_that_never_holds_is_given_up(question: Made, maths: Grader) -> None:
    impossible = SUM.replace("  prompt:", "  where: [a > 4]\n  prompt:")
    with pytest.raises(CannotDraw, match="200 × where a > 4"):
        draw(question(impossible), 0, maths)


def test_a_key_that_has_no_value_is_given_up_soon(question: Made, maths: Grader) -> None:
    broken = SUM.replace("value: a + b", "value: 1/(a - a)")
    with pytest.raises(CannotDraw) as caught:
        draw(question(broken), 0, maths)
    assert sum(caught.value.reasons.values()) < 20


CHOICE = """\
  params:
    a: {integer: [1, 9]}
    b: {integer: [1, 9]}
  prompt: Which is larger?
  options:
  - {text: The first is larger, right: a > b, why: It is not.}
  - {text: The second is larger, right: a < b, why: It is not.}
  - {text: The sum is negative, why: Both are positive.}
"""


def test_options_are_shuffled_and_judged_on_the_numbers(question: Made, maths: Grader) -> None:
    variants = [draw(question(CHOICE), seed, maths) for seed in range(30)]
    orders = {tuple(option.text for option in variant.parts[0].options) for variant in variants}
    assert len(orders) > 2
    for variant in variants:
        (part,) = variant.parts
        right = {option.letter: option.text for option in part.options}[part.row["key"]]
        larger = "first" if int(variant.env["a"]) > int(variant.env["b"]) else "second"
        assert right == f"The {larger} is larger"
        assert maths.grade({**part.row, "answer": part.row["key"]})["outcome"] == "correct"


def test_choosing_all_is_graded_as_a_set(question: Made, maths: Grader) -> None:
    both = """\
  prompt: Which are even?
  choose: all
  options:
  - {text: Two, right: true, why: It is.}
  - {text: Three, why: It is odd.}
  - {text: Four, right: true, why: It is.}
"""
    (part,) = draw(question(both), 0, maths).parts
    right = [option.letter for option in part.options if option.text in ("Two", "Four")]
    assert (part.kind, part.row["key"]) == ("choices", "{" + ", ".join(sorted(right)) + "}")
    assert maths.grade({**part.row, "answer": "{" + ", ".join(reversed(right)) + "}"})["outcome"] == "correct"
    assert maths.grade({**part.row, "answer": "{" + right[0] + "}"})["outcome"] != "correct"


def test_a_letter_of_the_proof_alone_is_not_offered(question: Made, maths: Grader) -> None:
    found = question(
        """\
  params:
    k: {integer: [2, 9]}
  symbols: [t, x]
  prompt: 'For which $\\lambda$ is $\\lambda = {{ k }}$? Don''t use x.'
  answer: {value: k}
  proof: max(roots(t - k, t))
"""
    )
    assert draw(found, 0, maths).parts[0].read_names == ("x",)


def test_a_random_letter_stays_a_letter(question: Made, maths: Grader) -> None:
    found = question(
        """\
  params:
    k: {integer: [2, 9]}
    v: {name: [x, t]}
  prompt: 'Differentiate ${{ k*v^2 }}$ by ${{ v }}$.'
  answer: {value: 'diff(k*v^2, v)', kind: expression}
  proof: 2*k*v
"""
    )
    for seed in range(4):
        variant = draw(found, seed, maths)
        letter = variant.letters["v"]
        assert variant.parts[0].read_names == (letter,)
        assert letter in variant.parts[0].row["key"]
        assert f"by ${letter}$" in variant.prompt


PARTS = """\
  params:
    n: {integer: [3, 9]}
  prompt: A square of side {{ n }}.
  parts:
  - id: side_sum
    prompt: How long is its edge, all around?
    answer: {value: 4*n}
    proof: n + n + n + n
  - id: price
    prompt: Each unit costs 3. What does the edge cost?
    answer: {value: 3*side_sum}
    follow: [side_sum]
    proof: 12*n
    solution: It costs {{ price }}.
"""


def test_a_later_part_uses_the_value_of_an_earlier_one(question: Made, maths: Grader) -> None:
    variant = draw(question(PARTS), 2, maths)
    n = int(variant.env["n"])
    assert [part.row["key"] for part in variant.parts] == [str(4 * n), str(12 * n)]
    assert variant.part("price").follow == ("side_sum",)
    assert variant.part("price").expressions == {"key": "3*side_sum"}
    assert variant.solution == f"It costs {12 * n}."


ASSUMED = """\
  params:
    v: {name: [k, m]}
  symbols: [x]
  prompt: What is $\\\\int_0^\\\\infty {{ 1/(x^2 + v^2) }}\\\\,dx$ for a positive ${{ v }}$?
  answer:
    value: integrate(1/(x^2 + v^2), x, 0, oo)
    assume: {v: positive}
  proof: pi/(2*v)
  mistakes:
  - name: twice
    value: pi/v
    says: Half of the line only.
  solution: It is ${{ answer }}$.
"""


def test_what_an_answer_assumes_of_a_drawn_letter_is_known_to_its_key(question: Made, maths: Grader) -> None:
    variant = draw(question(ASSUMED), 1, maths)
    assert variant.parts[0].row["key"] == f"pi/(2*{variant.letters['v']})"
    with pytest.raises(CannotDraw, match="doesn't hold for"):
        draw(question(ASSUMED.replace("    assume: {v: positive}\n", "")), 1, maths)
