"""What the preview says of an answer, from the kind that is asked for and without its key."""

from __future__ import annotations

import pytest

from touchstone.maths.kinds.expected import AN_INTERVAL, NO_VALUE
from touchstone.maths.marking import mark
from touchstone.maths.operations import read

INTERVAL = "This question asks for an interval; you typed a number."
# The kind, what is typed, the remark or None, and a key beside which marking says the same.
CASES = [
    ("number", "λ=5", "This question asks for a number; you typed an equation.", "5"),
    ("number", "[5, 6]", "This question asks for a number; you typed a list, in brackets [ ].", "5"),
    ("number", "5", None, "5"),
    ("number", "1/0", NO_VALUE, "5"),
    ("expression", "1/(x-x)", NO_VALUE, "x"),
    ("expression", "[x,1]", "This question asks for an expression; you typed a list, in brackets [ ].", "x"),
    ("interval", "sqrt(2)/2+1/3", INTERVAL, "(0,1]"),
    ("interval", "0<x<1", None, "(0,1)"),
    ("set", "±1", None, "{-1,1}"),
    ("set", "1", "This question asks for a set, in braces { }; you typed a number.", "{1}"),
    ("list", "[1,1/0]", NO_VALUE, "[1,2]"),
    ("list", "x=2", "This question asks for a list, in brackets [ ]; you typed an equation.", "[2]"),
    ("list", "\\begin{pmatrix}1\\\\2\\end{pmatrix}", None, "[1,2]"),
    (
        "list",
        "{1,2}",
        "This question asks for a list, in brackets [ ]; you typed a set, in braces { }.",
        "[1,2]",
    ),
    ("list", "(1,2,3)", None, "[1,2,3]"),
    ("list", "(1,2)", None, "[1,2]"),
    ("list", "x_1=1, x_2=2", None, "[1,2]"),
    ("tuple", "x=1, y=2", None, "(1,2)"),
    ("set", "(1,2)", AN_INTERVAL, "{1,2}"),
    ("set", "[1,2]", AN_INTERVAL, "{1,2}"),
    (
        "set",
        "[1,2,3]",
        "This question asks for a set, in braces { }; you typed a list, in brackets [ ].",
        "{1,2,3}",
    ),
    (
        "matrix",
        "((1,2),(3,4))",
        "This question asks for a matrix; you typed a tuple, in brackets ( ).",
        "[[1,2],[3,4]]",
    ),
    ("inequality", "{4}", None, "(x-4)^2<=0"),
    ("matrix", "[1,2]", None, "[[1],[2]]"),
    ("inequality", "(1,oo)", None, "x>1"),
    ("equation", "5", "This question asks for an equation; you typed a number.", "x=5"),
    ("logical", "p", None, "p or p"),
]


@pytest.mark.parametrize(("kind", "typed", "remark", "key"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_the_preview_says_what_marking_will_refuse(
    kind: str, typed: str, remark: str | None, key: str
) -> None:
    found = read({"text": typed, "syntax": "auto", "names": [], "kind": kind})
    assert found["ok"]
    notes = [note for note in found["notes"] if " read as " not in note]
    assert notes == ([remark] if remark else [])
    outcome = mark({"key": key, "answer": typed, "kind": kind})["outcome"]
    assert outcome in (("incorrect", "undecided") if remark else ("correct",))


def test_a_kind_that_is_not_said_is_not_asked_for() -> None:
    assert read({"text": "{1}", "syntax": "auto", "names": [], "kind": None})["notes"] == []


@pytest.mark.parametrize(
    ("typed", "name"), [("prd(x,2)", "prd"), ("foo(x,2)", "foo"), ("2d(x,2)", "d"), ("3*prd(x,2)", "prd")]
)
def test_an_unknown_function_is_named_as_it_was_typed(typed: str, name: str) -> None:
    found = read({"text": typed, "syntax": "auto", "names": [], "kind": None})
    assert (found["ok"], found["reason"]) == (False, f"There is no function called {name}.")
