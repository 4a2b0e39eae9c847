"""The linter finds what is doubtful and leaves good questions alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.banks.bank import Bank
from touchstone.banks.likeness import ACROSS
from touchstone.banks.lint import LENGTHS, RULES, lint, lint_among

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "lint.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_rule_finds_what_it_is_for(case: dict[str, Any], load: Callable[..., Bank]) -> None:
    bank = load(case["text"])
    assert bank.problems == ()
    found = [str(problem) for problem in lint(bank)]
    if "follow-ups" not in case["rules"]:  # so that a case need not bring two of them
        found = [text for text in found if "[follow-ups]" not in text]
    assert len(found) == len(case["rules"]), found
    for rule in case["rules"]:
        assert any(f"[{rule}]" in text or rule in text for text in found)


def test_every_rule_has_a_case_and_a_line_in_the_guide() -> None:
    tried = {rule for case in CASES for rule in case["rules"]}
    guide = (Path(__file__).parents[2] / "docs" / "questions.md").read_text()
    assert set(RULES) - tried == set()
    assert [rule for rule in (*RULES, ACROSS, LENGTHS) if f"| `{rule}` |" not in guide] == []


PROMPT = """\
  prompt: A service answers most of its requests within a tenth of a second. {} would you watch, and why?
  options:
  - {{text: The slowest percent of requests, right: true, why: It is.}}
  - {{text: The mean over all requests, why: It is not.}}
"""


def test_near_duplicates_are_named_unless_they_are_enemies(load: Callable[..., Bank]) -> None:
    first, second = PROMPT.format("Which figure"), PROMPT.format("What figure")
    (found,) = lint(load(first, second))
    assert "the prompt is nearly that of 'question-0'" in found.message
    assert found.file.endswith("bank1.yaml")
    assert lint(load(first, second + "  enemies: [question-0]\n")) == []
    assert lint(load(first, second + "  accept: {near-duplicate: It is meant.}\n")) == []


def test_a_group_that_is_alike_is_told_of_once(load: Callable[..., Bank]) -> None:
    texts = [PROMPT.format(word) for word in ("Which figure", "What figure", "Which one", "Which value")]
    (found,) = lint(load(*texts))
    assert "that of 'question-0', 'question-1' and 'question-2'" in found.message
    assert found.file.endswith("bank3.yaml")
    texts[1] += "  enemies: [question-0, question-2, question-3]\n"
    (found,) = lint(load(*texts))
    assert "that of 'question-0' and 'question-2'" in found.message
    bank = load(*[PROMPT.format(f"Figure {'abcdefghij'[n] * 3}") for n in range(9)])
    assert "and 3 more" in lint(bank)[0].message
    entry = bank.entries["question-4"]
    (found,) = lint_among(entry, bank)  # in the editor it is the question that one looks at
    assert found.file.endswith("bank4.yaml")


COUNTED = """\
  params: {{{first}: {{integer: [2, 9]}}, {second}: {{integer: [2, 9]}}}}
  prompt: '{prompt} What is it, exactly, with {{{{ {first} }}}} and {{{{ {second} }}}}?'
  answer: {{value: {key}}}
  proof: {proof}
  mistakes: [{{name: one, value: {first} - 20, says: It is not.}}]
"""


@pytest.mark.parametrize(
    ("key", "proof", "alike"),
    [
        ("(k + m)*(k + 1)", "k^2 + m*k + k + m", True),
        ("(k + m)*(k + 1)", "k*(k + m) + k + m", False),  # another route
        ("(k + m)*(k + 2)", "k^2 + m*k + k + m", False),
    ],
)
def test_the_same_computation_in_other_words_is_named(
    load: Callable[..., Bank], key: str, proof: str, alike: bool
) -> None:
    first = COUNTED.format(
        first="a", second="b", prompt="Rows in a grid.", key="(a + b)*(a + 1)", proof="a^2 + b*a + a + b"
    )
    other = COUNTED.format(
        first="k", second="m", prompt="A price with a fee, both per case.", key=key, proof=proof
    )
    found = [one for one in lint(load(first, other)) if "[near-duplicate]" in one.message]
    assert ["key and proof are those of 'question-0'" in one.message for one in found] == [True] * alike


ROUTES = """\
  params: {{n: {{integer: [5, 9]}}, s: {{integer: [2, 9]}}}}
  let: {{u: 's/sqrt(n)'}}
  prompt: 'What is the standard error for {{{{ n }}}} and {{{{ s }}}}{shown}, exactly?'
  answer: {{value: '{key}'}}
  proof: '{proof}'
  mistakes: [{{name: one, value: n - 20, says: It is not.}}]
  solution: '{{{{ u }}}}'
"""


@pytest.mark.parametrize(
    ("key", "proof", "shown", "said"),
    [
        ("s/sqrt(n)", "sqrt(s^2)/sqrt(n)", "", "the proof is the key once more"),
        ("u", "s*n^(-1/2)", "", "the proof is the key once more"),  # a helper is written out
        ("u*sqrt(n)", "s", ", {{ u }}", ""),  # what the prompt gives is undone: a way back
        (
            "(s/n, s/sqrt(n))",
            "(s*n^(-1), exp(ln(s) - ln(n)/2))",
            "",
            "entry 1 of the proof is that of the key",
        ),
        ("(s, s/sqrt(n))", "(s, exp(ln(s) - ln(n)/2))", "", ""),  # a bare name can't be worked out otherwise
    ],
)
def test_a_proof_that_is_the_key_in_disguise_is_named(
    load: Callable[..., Bank], key: str, proof: str, shown: str, said: str
) -> None:
    found = [one.message for one in lint(load(ROUTES.format(key=key, proof=proof, shown=shown)))]
    routes = [message for message in found if "[same-route]" in message]
    assert bool(routes) == bool(said)
    assert all(said in message for message in routes)
