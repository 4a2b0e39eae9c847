"""What goes into marking and what comes out: checked rows, and the shape that the command line promises."""

from __future__ import annotations

from typing import Any

import pytest

from touchstone.maths import chance, mistakes
from touchstone.maths.comparing import Setting
from touchstone.maths.marking import mark
from touchstone.maths.outcome import INCORRECT
from touchstone.maths.reader import read
from touchstone.maths.verdict import Finding

ONE = {"key": "1", "answer": "1"}
FIELDS = {"id", "outcome", "score", "reason", "mistake", "read_as", "decided_by", "ms"}


def test_a_verdict_has_every_field() -> None:
    found = mark({"id": "q7", "key": "1/2", "answer": "0.5"})
    assert found.keys() == FIELDS
    assert (found["id"], found["outcome"], found["score"], found["mistake"]) == ("q7", "correct", 1.0, None)
    assert found["read_as"] == "0.5"
    assert isinstance(found["ms"], float)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"key": "1"}, "'answer' is missing"),
        ({**ONE, "kind": "matrix"}, "The kind is 'matrix', and the key is a number."),
        ({**ONE, "kind": "equation"}, "The kind is 'equation', and the key is a number."),
        ({**ONE, "key": "x = 1", "kind": "number"}, "The kind is 'number', and the key is an equation."),
        ({**ONE, "key": "{1, 2}", "kind": "list"}, "The kind is 'list', and the key is a set"),
        ({**ONE, "key": "[1, 2]", "kind": "expression"}, "and the key is a list"),
        ({"key": "{}<1e-3", "answer": "x<1", "kind": "set"}, "No answer could be right"),
        ({**ONE, "key": "1.5", "kind": "probability"}, "The key is no probability: it lies outside 0 to 1."),
        ({**ONE, "key": "-1/3", "kind": "probability"}, "The key is no probability"),
        ({**ONE, "key": "150%", "kind": "probability", "form": "percent"}, "The key is no probability"),
        ({**ONE, "key": "sqrt(2)", "kind": "probability"}, "The key is no probability"),
        ({**ONE, "tolerence": {"absolute": 1}}, "did you mean 'tolerance'?"),
        ({**ONE, "kind": "nubmer"}, "did you mean 'number'?"),
        ({**ONE, "tolerance": {"absolute": "wide"}}, "tolerance"),
        ({**ONE, "tolerance": {"relative": -1}}, "greater than or equal to 0"),
        ({**ONE, "significant_figures": 0}, "significant_figures"),
        ({**ONE, "assume": {"x": "positiv"}}, "did you mean 'positive'?"),
        ({"key": "1 +", "answer": "1"}, "The key can't be read: something is missing after “+”: it ends."),
        ({"key": "det(", "answer": "1"}, "The key can't be read: something is missing after “(”: it ends."),
        (
            {"key": "x_", "answer": "1"},
            "The key can't be read: a subscript is a number or a word: x_1, x_max.",
        ),
        ({"key": "1/0", "answer": "1"}, "no value"),
        (
            {"key": "sni(x)", "answer": "sin(x)"},
            "There is no function called sni; did you mean sin? Else write s*n*i*(…) for a product.",
        ),
        ({"key": "x + sni\\left(x\\right)", "answer": "x"}, "did you mean sin?"),
        ({"key": "mena([1, 2])", "answer": "1.5"}, "There is no function called mena; did you mean mean?"),
        ({"key": "dte([[1,2],[3,4]])", "answer": "-2"}, "did you mean det?"),
        ({"key": "sen(x)", "answer": "sin(x)"}, "did you mean sin?"),
        (
            {"key": "sin(x)", "answer": "x", "mistakes": [{"name": "m", "value": "cso(x)"}]},
            "did you mean cos?",
        ),
        ({"key": "1", "answer": "2", "mistakes": [{"name": "m", "value": "(("}]}, ""),
        (
            {**ONE, "mistakes": [{"name": "slip", "value": "1+"}]},
            "The mistake 'slip' can't be read: something is",
        ),
        ({"key": "[1]", "answer": "[1]", "mistakes": [{"name": "m", "value": "[[1,2]]+[1]"}]}, "same size"),
        ({"key": ["1"], "answer": "1"}, "text"),
        ({"key": True, "answer": "1"}, "'key' is true; expected text, a number, or a list of them."),
        ({"key": float("nan"), "answer": "1"}, "'key' is NaN; expected text, a number"),
        ({"key": 10**5_000, "answer": "1"}, "expected text, a number"),
        ({"key": "1", "answer": {"x": 1}}, "'answer' is {\"x\": 1}; expected text, a number"),
        ({"key": [[1, 2], [3]], "answer": "1"}, "'key' is [[1, 2], [3]]; expected text, a number"),
        ({"key": [1, 2], "answer": "1"}, "are text, except for choices"),
        (
            {**ONE, "significant_figures": True},
            "'significant_figures' is true; expected a",
        ),
        (
            {**ONE, "significant_figures": 2.5},
            "'significant_figures' is 2.5; expected a whole",
        ),
        ({**ONE, "decimal_places": True}, "'decimal_places' is true; expected a number"),
        ({**ONE, "deadline_ms": True}, "'deadline_ms' is true"),
        (
            {**ONE, "mistakes": [{"name": "m", "value": "1", "credit": True}]},
            "mistakes.0.credit",
        ),
        ({**ONE, "mistakes": [{"name": "m"}]}, "'mistakes.0.value' is missing"),
        ({**ONE, "mistakes": {"m": "1"}}, '\'mistakes\' is {"m": "1"}; expected a list'),
        ({**ONE, "tolerance": 0.1}, "'tolerance' is 0.1; expected an object"),
        ({**ONE, "tolerance": {"absolut": 1}}, "'tolerance.absolut' is not known here"),
        *(
            ({**ONE, "tolerance": {"absolute": wide}}, "expected a number such as 0.01")
            for wide in (
                "1e400000000",
                "1e-400000000",
                "1/0",
                "nan",
                "inf",
                1e999,
                True,
                [1],
                "",
                "1e3/2",
                "٣",
            )
        ),
        ({"key": "", "answer": "", "kind": "choice"}, "one option"),
        ({"key": ["a", "b"], "answer": "a", "kind": "choice"}, "one option"),
        ({"key": [], "answer": "a", "kind": "choice"}, "one option"),
        ({"key": " , ", "answer": "", "kind": "choices"}, "empty"),
        ({"key": "[[1,2]]+[1]", "answer": "1"}, "same size"),
        ({"key": "a*b*y", "answer": "1", "kind": "antiderivative"}, "variable"),
        ({"key": "x*y", "answer": "x*y+y+C", "kind": "antiderivative"}, "variable"),
        ({"key": "t*x^2/2+C", "answer": "t*x^2/2+C", "kind": "antiderivative"}, "variable"),
        ({"key": "x^2", "answer": "7+C", "kind": "antiderivative", "variable": "t"}, "has x"),
    ],
)
def test_a_bad_row_says_what_is_wrong(row: dict[str, Any], reason: str) -> None:
    found = mark({"id": 3, **row})
    assert found.keys() == {"id", "outcome", "reason"}
    assert (found["id"], found["outcome"]) == (3, "invalid_row")
    assert found["reason"]
    assert reason in str(found["reason"])
    assert "\n" not in str(found["reason"])


@pytest.mark.parametrize(
    ("row", "is_"),
    [
        ({"key": 5, "answer": "10/2"}, "correct"),
        ({"key": 0.1, "answer": "1/10"}, "correct"),
        ({"key": 0.1, "answer": "0.1000000000000000055511151231257827"}, "incorrect"),
        ({"key": 1e22, "answer": "10^22"}, "correct"),
        ({"key": 1e-7, "answer": "1/10000000"}, "correct"),
        ({"key": 12345678901234567890123, "answer": 12345678901234567890123}, "correct"),
        ({"key": 12345678901234567890123, "answer": 12345678901234567890124}, "incorrect"),
        ({"key": -0.5, "answer": -0.5}, "correct"),
        ({"key": "b", "answer": 3, "mistakes": [{"name": "m", "value": 3, "credit": 0.5}]}, "partial"),
        ({"key": 2, "answer": "2", "kind": "choice"}, "correct"),
        ({"key": [1, "b"], "answer": ["b", 1], "kind": "choices"}, "correct"),
    ],
)
def test_a_number_stands_for_its_digits(row: dict[str, Any], is_: str) -> None:
    assert mark(row)["outcome"] == is_


@pytest.mark.parametrize("row", [None, [], "x", 7])
def test_what_is_no_object_is_an_invalid_row(row: Any) -> None:
    assert mark(row)["outcome"] == "invalid_row"


def test_null_stands_for_a_field_left_out_and_foreign_fields_are_ignored() -> None:
    row = {**ONE, "kind": None, "tolerance": None, "candidate_number": 12}
    assert mark(row)["outcome"] == "correct"


@pytest.mark.parametrize("length", [100_001, 150_000, 1_000_000])
def test_a_long_answer_is_unreadable_and_leaves_its_row_valid(length: int) -> None:
    found = mark({"key": "x+1", "answer": "a" * length})
    assert (found["outcome"], "too long" in str(found["reason"])) == ("unreadable", True)


def test_an_unreadable_answer_costs_nothing_and_says_why() -> None:
    found = mark({"key": "x", "answer": "x + ("})
    assert (found["outcome"], found["score"], found["decided_by"]) == ("unreadable", 0.0, "reader")
    assert found["reason"]


def test_numbers_in_json_are_the_decimals_that_were_written() -> None:
    row = {"key": "1", "tolerance": {"absolute": 0.1}}
    assert mark({**row, "answer": "1.1"})["outcome"] == "correct"  # as binary floats it would lie outside
    assert mark({**row, "answer": "1.1000000001"})["outcome"] == "incorrect"


@pytest.mark.parametrize(
    ("key", "answer"),
    [("42", "43"), ("sqrt(2)", "1.4"), ("x^2", "2x"), ("{1, 2}", "{1, 3}"), ("x = 7", "x = 8")],
)
def test_no_reason_gives_the_answer_away(key: str, answer: str) -> None:
    reason = str(mark({"key": key, "answer": answer})["reason"])
    assert reason.startswith(INCORRECT)
    assert key not in reason


@pytest.mark.parametrize(
    ("key", "answer", "share"),
    [
        (["a", "c"], ["c", "a"], 1),
        ("a, c", "{A C}", 1),
        (["a", "c"], ["a"], 0.5),
        ("a,c", "a,b", 0),
        ("a,b,c", "a,b,d", 1 / 3),
    ],
)
def test_choices_earn_the_share_that_is_right_less_what_is_wrong(key: Any, answer: Any, share: float) -> None:
    found = mark({"key": key, "answer": answer, "kind": "choices"})
    assert found["score"] == pytest.approx(share)
    assert found["outcome"] == {1: "correct", 0: "incorrect"}.get(share, "partial")


@pytest.mark.parametrize(
    ("value", "answer", "score", "mistake"),
    [
        ("A", ["a"], 0.25, "listed"),
        (["A", "B"], "b, a", 0.25, "listed"),
        ("A, B", ["A", "B"], 0.25, "listed"),
        ("B", ["A"], 0.5, None),
        ("A", ["A", "C"], 1, None),
    ],
)
def test_a_listed_mistake_counts_among_choices_too(
    value: Any, answer: Any, score: float, mistake: str | None
) -> None:
    listed = {"name": "listed", "value": value, "credit": 0.25, "says": "One is missing."}
    found = mark({"key": ["A", "C"], "answer": answer, "kind": "choices", "mistakes": [listed]})
    assert (found["score"], found["mistake"]) == (score, mistake)


@pytest.mark.parametrize(
    ("key", "answer", "outcome"),
    [
        ("b", "b", "correct"),
        ("b", "(B)", "correct"),
        (["b"], ["b"], "correct"),
        ("b", ["b", "a"], "incorrect"),
        ("b", ["a", "b"], "incorrect"),
        ("b", [], "incorrect"),
        ("b", [""], "incorrect"),
        (".", "", "incorrect"),
        (".", ".", "correct"),
        ("()", "", "incorrect"),
    ],
)
def test_a_choice_is_one_option(key: Any, answer: Any, outcome: str) -> None:
    assert mark({"key": key, "answer": answer, "kind": "choice"})["outcome"] == outcome


@pytest.mark.parametrize("wide", ["0.5", ".5", "5e-1", "1/2", 0.5, "+0.5"])
def test_a_tolerance_may_be_written_as_numbers_are(wide: Any) -> None:
    row = {"key": "1", "tolerance": {"absolute": wide}}
    assert [mark({**row, "answer": typed})["outcome"] for typed in ("1.5", "1.6")] == ["correct", "incorrect"]


def test_the_best_paid_mistake_wins() -> None:
    mistakes = [
        {"name": "low", "value": "4"},
        {"name": "high", "value": "2+2", "credit": 0.5, "says": "Nearly."},
    ]
    found = mark({"key": "3", "answer": "4", "mistakes": mistakes})
    assert (found["outcome"], found["score"], found["mistake"], found["reason"]) == (
        "partial",
        0.5,
        "high",
        "Nearly.",
    )


def test_a_short_deadline_leaves_a_hard_answer_undecided_instead_of_guessing() -> None:
    row = {"key": "x^2 > y^2", "answer": "|x| > |y|", "deadline_ms": 1}
    assert mark(row)["outcome"] in ("undecided", "timed_out", "correct")
    assert mark({**row, "answer": "|x| < |y|"})["outcome"] in ("undecided", "timed_out", "incorrect")


# Answers that differ from their key at few places only, or that are hard to prove: tempting to judge by luck.
ONCE_BY_LUCK = [
    ("n!", "n!+relu(1-abs(n-41))", {"assume": {"n": "integer"}}),
    ("mod(n,2)", "mod(n,2)+max(0,1-abs(n-37))", {"assume": {"n": "integer"}}),
    ("floor(x)", "floor(x)+relu(x-12.3)*relu(12.31-x)", {}),
    ("n", "n+relu(1-abs(n-41))", {"assume": {"n": "integer"}}),
    ("x", "x+relu(1/1000-(sin(x)-x/3)^2)", {}),
    ("x+y>0", "x+y>0 and (x-1000)^2+(y-1000)^2>10^(-6)", {}),
]


@pytest.mark.parametrize(("key", "answer", "rest"), ONCE_BY_LUCK, ids=[row[1] for row in ONCE_BY_LUCK])
def test_one_row_has_one_verdict(key: str, answer: str, rest: dict[str, Any]) -> None:
    rows = [{"id": n, "key": key, "answer": answer, **rest} for n in range(6)]
    found = {(verdict["outcome"], verdict["decided_by"]) for verdict in map(mark, rows)}
    assert len(found) == 1
    assert found.pop()[0] in ("incorrect", "undecided")


def test_who_answered_and_how_long_it_may_take_move_no_point() -> None:
    seen = []
    for rest in ({"id": 1}, {"id": 2, "deadline_ms": 900, "candidate_number": 3}):
        chance.begin({"key": "x", "answer": "y", "kind": "expression", **rest})
        seen.append(chance.dice().random())
    chance.begin({"key": "x", "answer": "y+0", "kind": "expression"})
    assert seen[0] == seen[1] != chance.dice().random()


@pytest.mark.parametrize(
    "key",
    [
        "1/0",
        "x + 1/0",
        "ln(0) + x",
        "x*ln(0) + y",
        "{1/0, 1}",
        "[ln(0), 1]",
        "x = 1/0",
        "oo - oo",
        "ln(x - x)",
    ],
)
def test_a_key_without_a_value_is_refused_even_beside_itself(key: str) -> None:
    found = mark({"key": key, "answer": key})
    assert found["outcome"] == "invalid_row"
    assert "has no value" in str(found["reason"])


def test_a_listed_value_that_earns_everything_is_not_called_wrong() -> None:
    row = {"key": "1", "answer": "2", "mistakes": [{"name": "also", "value": "2", "credit": 1}]}
    found = mark(row)
    assert (found["outcome"], found["score"], found["reason"]) == ("correct", 1, "Correct.")


def test_no_slip_is_looked_for_in_the_equations_of_a_system() -> None:
    """Each try would be a comparison of systems, the dearest there is."""
    key, answer = read("[x+y=5, x-y=1]").tree, read("[x+y=5, x-y=2]").tree

    def never(*_: object) -> Finding:
        raise AssertionError("compared")

    assert mistakes.slip(key, answer, Setting(system=True), never) is None


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("norm_cdf(1.96)", "normal_cdf"),
        ("t_ppf(0.95, 10)", None),
        ("geom_pmf(1, 0.5)", "geometric_pmf"),
        ("cum_sum([1, 2])", "cumsum"),
        ("tr([[1, 2], [3, 4]])", "trace"),
        ("2*sd([1, 2, 3])", "stdev"),
        ("var([1, 2])", "variance"),
        ("std([1, 2])", "stdev"),
        ("avg([1, 2])", "mean"),
        ("fact(5)", "factorial"),
        ("x + pdf(1)", None),
        ("2*foo( -1.5 )", None),
    ],
)
def test_a_function_of_another_program_is_no_product_in_a_key(key: str, meant: str | None) -> None:
    found = mark({"key": key, "answer": "1"})
    assert found["outcome"] == "invalid_row"
    assert "here is no function called" in found["reason"]
    assert meant is None or f"did you mean {meant}?" in found["reason"]


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"key": "xsin(3)"}, "x*sin(3)"),
        ({"key": "Sin(3)"}, "sin(3)"),
        ({"key": "2theta(3)"}, "6*theta"),
        ({"key": "pir(3)"}, "3*pi*r"),
        ({"key": "ab(3)"}, "3*a*b"),
        ({"key": "abc(x + 3)"}, "(x + 3)*a*b*c"),
        ({"key": "abc(3)", "names": ["a", "b", "c"]}, "3*a*b*c"),
        ({"key": "rate(3)", "names": ["rate"]}, "3*rate"),
        ({"key": "factorial(5)"}, "120"),
        ({"key": "\\Gamma(5)"}, "24"),
    ],
)
def test_letters_before_a_bracket_are_a_product_in_a_key_where_nobody_means_a_function(row, answer) -> None:
    assert mark({**row, "answer": answer})["outcome"] == "correct"


@pytest.mark.parametrize("key", ["v_max(1-t)", "f([1, 2])", "mean([1, 2])", "x_1([1, 2])"])
def test_products_and_functions_in_a_key_stay(key: str) -> None:
    assert mark({"key": key, "answer": "1"})["outcome"] != "invalid_row"
