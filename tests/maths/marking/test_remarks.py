"""What the preview says of an answer, from the kind that is asked for and without its key."""

from __future__ import annotations

import pytest

from touchstone.maths.kinds.expected import AN_INTERVAL, NO_VALUE
from touchstone.maths.marking import mark
from touchstone.maths.operations import read

INTERVAL = "This question asks for an interval; you typed a number."
# The kind, what is typed, the remark or None, and a key beside which marking says the same.
CASES = [
    ("matrix", "[[1,2],[3,4]]*[[1,0],[0,1]]", None, "[[1,2],[3,4]]"),
    ("matrix", "-[[1,2],[3,4]]/2", None, "[[-1/2,-1],[-3/2,-2]]"),
    ("matrix", "2*3", "This question asks for a matrix; you typed a number.", "[[1,2],[3,4]]"),
    ("list", "2*[1,2]", None, "[2,4]"),
    ("list", "[1,2]+[3,4]", None, "[4,6]"),
    ("number", "λ=5", None, "5"),
    ("number", "det A = -2", None, "det([[1,2],[3,4]])"),
    ("matrix", "A^{-1}=[[-2,1],[1.5,-0.5]]", None, "inv([[1,2],[3,4]])"),
    ("number", "λ=λ+5", "This question asks for a number; you typed an equation.", "5"),
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
        "((1,2),(3,4,5))",
        "This question asks for a matrix; you typed a tuple, in brackets ( ).",
        "[[1,2],[3,4]]",
    ),
    ("inequality", "{4}", None, "(x-4)^2<=0"),
    ("matrix", "[1,2]", None, "[[1],[2]]"),
    ("inequality", "(1,oo)", None, "x>1"),
    ("equation", "5", "This question asks for an equation; you typed a number.", "x=5"),
    ("logical", "p", None, "p or p"),
    ("number", "sin 2x", "This question asks for a number; you typed an expression in x.", "5"),
    ("number", "n/a", "This question asks for a number; you typed an expression in a, n.", "5"),
    ("number", "1-q^n", "This question asks for a number; you typed an expression in n, q.", "5"),
    # A refusal costs nothing: what is right in letters must not be told from what is wrong.
    ("number", "5x/x", "This question asks for a number; you typed an expression in x.", "5"),
    (
        "number",
        "1M",
        "This question asks for a number; you typed an expression in M. If M is a unit, leave it out.",
        "5",
    ),
    ("number", "{1,2}", "This question asks for a number; you typed a set, in braces { }.", "5"),
    ("number", "undefined", "This question asks for a number; you typed the word “none”.", "5"),
    ("probability", "0.95x", "This question asks for a probability; you typed an expression in x.", "0.95"),
    ("number", "pi+e", None, "e+pi"),
    ("number", "2i", None, "2i"),
    ("number", "2j", None, "2i"),
    ("number", "x=1+2j", None, "1+2i"),
    ("matrix", "{{1,2},{3,4}}", None, "[[1,2],[3,4]]"),
    ("system", "(2,1)", None, "x+y=3, x-y=1"),
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


# What is asked for, the question's letters, what is typed, and the remark.
LETTERS = [
    ("expression", "x", "x+y", "y is no letter of this question; it has x."),
    ("expression", "x,y", "x+y", None),
    ("expression", "", "x+y", None),
    ("antiderivative", "x", "x^2+C", None),
    ("antiderivative", "x", "x^2+y", None),
    ("antiderivative", "x", "x^2+C_1+C_2", None),
    ("antiderivative", "x", "x^2+C+y", "y is no letter of this question; it has x."),
    ("antiderivative", "x", "x^2+y+z", "y, z are no letters of this question; it has x."),
    ("list", "x", "[x,y]", "y is no letter of this question; it has x."),
    ("list", "x", "x_1=2,x_2=3", None),
    ("equation", "a", "x=a/2", None),
    ("expression", "σ", "σ+1", None),
    ("expression", "größe", "größe+1", None),
]


@pytest.mark.parametrize(("kind", "letters", "typed", "remark"), LETTERS, ids=[c[2] + c[1] for c in LETTERS])
def test_the_preview_names_letters_that_the_question_lacks(
    kind: str, letters: str, typed: str, remark: str | None
) -> None:
    names = [letter for letter in letters.split(",") if letter]
    notes = read({"text": typed, "syntax": "auto", "names": names, "kind": kind})["notes"]
    assert [note for note in notes if "this question" in note] == ([remark] if remark else [])


def test_a_kind_that_is_not_said_is_not_asked_for() -> None:
    assert read({"text": "{1}", "syntax": "auto", "names": [], "kind": None})["notes"] == []


@pytest.mark.parametrize(
    ("typed", "name"), [("prd(x,2)", "prd"), ("foo(x,2)", "foo"), ("2d(x,2)", "d"), ("3*prd(x,2)", "prd")]
)
def test_an_unknown_function_is_named_as_it_was_typed(typed: str, name: str) -> None:
    found = read({"text": typed, "syntax": "auto", "names": [], "kind": None})
    assert (found["ok"], found["reason"]) == (False, f"There is no function called {name}.")
