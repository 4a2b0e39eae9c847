"""Keys in which the index of a letter runs, and no terms can be written out: they are refused."""

from __future__ import annotations

import pytest

from touchstone.maths.evaluate import evaluate
from touchstone.maths.marking import mark

REFUSED = [
    (r"\lim_{n\to\infty} a_n", "a_n", "a_n changes with its index and is no constant; limit"),
    (r"\lim_{n\to\infty} \frac{x_n}{n}", "0", "x_n changes"),
    (r"\int_0^1 x_t dt", "x_t", "x_t changes with its index and is no constant; integrate"),
    ("integrate(x_t, t)", "t x_t", "x_t changes"),
    ("diff(x_i^2, i)", "0", "x_i changes"),
    ("at(x_n^2, n, 3)", "x_n^2", "x_n changes"),
    ("gradient(x_t + y, [t, y])", "[0, 1]", "x_t changes"),
    ("each(x_i, i, 1, n)", "[x_i]", "the end of each must be"),
    ("sum(x_i, i, 1, 51)", "51x_i", "at most 50 terms"),
    ("sum(i*x_{2i}, i, 1, 3)", "6x_{2i}", "the index of x_2i can't be counted up"),
    ("sum(x_ij, i, 9, 10)", "2x_ij", "the index of x_ij can't be counted up"),
    (r"\sum_{i=1}^3 x^{(i)}", "x+x^2+x^3", "could be an index or a power"),
    (r"\sum_{i=1}^n \theta_i + mean([1, 2])", "1", "theta_i changes"),
    (r"\sum_{i=1}^n x^{(i)} - x_i", "1", "could be an index or a power"),
    (r"\sum_{i=1}^n y_i\log p_i + (1-y_i)\log(1-p_i)", "1", "put what is summed in brackets"),
    (r"\sum_{i=1}^2 x_i x_i^T", "x_1 x_1^T + x_2 x_2^T", "vectors or matrices"),
    (r"\sum_{i=1}^{\infty} x_i", "1", "x_i changes"),
]


@pytest.mark.parametrize(("key", "answer", "why"), REFUSED)
def test_what_runs_is_never_taken_for_a_constant(key: str, answer: str, why: str) -> None:
    found = mark({"key": key, "answer": answer})
    assert (found["outcome"], why in str(found["reason"])) == ("invalid_row", True), found


@pytest.mark.parametrize(
    ("key", "answer"),
    [(r"\prod_{i=1}^n x_i", "x_i^n"), (r"L = \prod_{i=1}^{n} p_i", "L = p_i^n")],
)
def test_a_product_of_what_runs_is_no_power(key: str, answer: str) -> None:
    assert mark({"key": key, "answer": answer})["outcome"] == "incorrect"


@pytest.mark.parametrize(
    ("env", "expression", "why"),
    [
        ({"f": "x_i^2"}, "sum(f, i, 1, 3)", "x_i changes"),
        ({"x": "[4, 5, 6]"}, "sum(x_i, i, 1, 3)", "write x[…]"),
        ({"x": "[4, 5, 6]"}, "each(sum(x_i, i, 1, 3), x)", "write x[…]"),
    ],
)
def test_what_runs_within_a_bank(env: dict[str, str], expression: str, why: str) -> None:
    found = evaluate({"value": expression}, env)["value"]
    assert (found["ok"], why in str(found["reason"])) == (False, True), found


def test_names_with_a_meaning_keep_it() -> None:
    env = {"x": "[4, 5, 6]", "c_i": "7", "x_1": "2", "x_2": "3"}
    found = evaluate({"a": "sum(x_i, x)", "b": "sum(c_i, i, 1, 3)", "c": "sum(x[i], i, 1, 3)"}, env)
    assert {name: value["text"] for name, value in found.items()} == {"a": "15", "b": "21", "c": "15"}
