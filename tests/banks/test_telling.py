"""A worked solution arrives at the key; a hint does not print it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from touchstone.banks.proof import prove
from touchstone.banks.question import Question
from touchstone.banks.telling import numbers_shown
from touchstone.maths.grader import Grader

SHARE = """\
  params:
    k: {integer: [11, 49]}
    n: {integer: [101, 197]}
  prompt: '{{ k }} of {{ n }} alarms were right. Which share is that, to three decimal places?'
  answer: {value: k/n, tolerance: {absolute: 0.001}}
  proof: 1 - (n - k)/n
  hints: [HINT]
  solution: SOLUTION
"""
CASES = [
    ("Divide.", "'{{ answer | decimals(3) }}'", None),
    ("Divide.", "'{{ answer | percent(1) }} of them'", None),
    ("Divide.", "'$\\frac{ {{ k }} }{ {{ n }} }$'", None),
    ("Divide.", "'$x = {{ k }}/{{ n }}$'", None),
    ("Divide.", "'{{ (k + 9)/n | decimals(3) }}'", "the worked solution of answer never shows the key"),
    ("Divide.", "'{{ answer | decimals(1) }}'", "the worked solution of answer never shows the key"),
    ("'It is {{ k/n | decimals(3) }}.'", "'{{ answer | decimals(3) }}'", "hint 1 of answer prints the key"),
    ("'Divide by {{ n }}.'", "'{{ answer | decimals(3) }}'", None),
    ("'Half of it is {{ k/n/2 | decimals(4) }}.'", "'{{ answer | decimals(3) }}'", "hint 1 of answer prints"),
    (
        "'Twice the share is {{ 2*k/n | decimals(4) }}.'",
        "'{{ answer | decimals(3) }}'",
        "hint 1 of answer prints",
    ),
    (
        "'Look at half of the alarms. Others were {{ k/n/2 | decimals(4) }}.'",
        "'{{ answer | decimals(3) }}'",
        None,
    ),
    ("Divide.", "'{{ -k/n | decimals(3) }}'", "the worked solution of answer never shows the key"),
    ("Divide.", "'{{ answer | decimals(3) }}, and not {{ k/n/3 | decimals(3) }}.'", None),
    (
        "Divide.",
        "'{{ answer | decimals(3) }} are right. So {{ 1 - k/n | decimals(3) }} are wrong.'",
        "the worked solution of answer ends in another number than the key",
    ),
    ("Divide.", "'{{ answer | decimals(3) }} are right. Nothing else was asked.'", None),
]
ALWAYS = """\
  params: {{n: {{integer: [11, 49]}}}}
  prompt: 'A sum of {{{{ n }}}} and twelve more is taken from {{{{ n + 24 }}}}. What is left?'
  answer: {{value: n + 24 - n - 12, unit: none}}
  proof: sum(1, k, 1, 12)
  hints: ['{hint}']
  solution: It is 12.
"""


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("The answer is twelve.", True),
        ("It comes to 12.", True),
        ("The result is half of twenty-four.", False),  # the sentence has 24, which is not the key
        ("Half of it is six.", True),
        ("Add the twelve to the first sum.", False),  # a key that never changes may occur by chance
    ],
)
def test_a_hint_may_tell_in_words(
    hint: str, told: bool, question: Callable[[str], Question], maths: Grader
) -> None:
    found = prove(question(ALWAYS.format(hint=hint)), range(3), maths).failures
    assert any("prints the key" in fault for fault in found) == told, found


@pytest.mark.parametrize(("hint", "solution", "says"), CASES)
def test_what_a_solution_and_a_hint_tell(
    hint: str, solution: str, says: str | None, question: Callable[[str], Question], maths: Grader
) -> None:
    text = SHARE.replace("HINT", hint).replace("SOLUTION", solution)
    found = prove(question(text), range(6), maths).failures
    if says is None:
        assert found == ()
    else:
        assert any(says in fault for fault in found), found


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [
        ("about 12.50 ms", 12.5, 0.005),
        ("12,000 rows", 12000, 0.5),
        (r"$12\,000$", 12000, 0.5),
        ("$1.5 \\cdot 10^{-3}$", 0.0015, 0.00005),
        ("1.5e-07", 1.5e-7, 5e-9),
        ("a change of −3 %", -3, 0.5),
        (r"$\frac{ 3 }{ 8 }$", 0.375, 0),
        ("$-3/8$", -0.375, 0),
        ("$10^{-7}$", 1e-7, 0),
        ("about .5 ms", 0.5, 0.05),
        ("the list $[1,205]$", 205, 0.5),
        ("the list $[1,205]$", 1205, 0.5),
    ],
)
def test_numbers_are_found_with_what_rounding_took(text: str, value: float, half: float) -> None:
    found = [(float(one.value), float(one.half)) for one in numbers_shown(text)]
    assert any(pytest.approx(one) == (value, half) for one in found), found


def test_a_run_of_digits_is_no_figure() -> None:
    assert numbers_shown("9" * 5000 + "/" + "9" * 5000) == []


@pytest.mark.parametrize(
    ("key", "solution"),
    [
        ("s*sqrt(n)", "It is ${{ answer }}$."),
        ("s*sqrt(n)", "It is ${{ s }}\\sqrt{ {{ n }} }$."),
        ("1/s^2", "It is $ {{ s }}^{-2} $."),
        ("[1, n + 200]", "It is $[1,{{ n + 200 }}]$."),
    ],
)
def test_a_key_is_told_in_every_form(
    key: str, solution: str, question: Callable[[str], Question], maths: Grader
) -> None:
    text = f"""\
  params:
    n: {{choice: [3, 5, 7, 11]}}
    s: {{integer: [2, 9]}}
  prompt: 'From {{{{ n }}}} and {{{{ s }}}}, what is it exactly?'
  answer: {{value: '{key}'}}
  proof: '{key}'
  solution: '{solution}'
"""
    assert prove(question(text), range(6), maths).failures == ()
