"""Which of a candidate's own values are followed into later parts."""

import pytest

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.following import followed_row, trivial
from touchstone.maths.grader import Grader


@pytest.fixture(scope="module")
def maths():
    with Grader(workers=1, deadline_ms=10_000) as running:
        yield running


def value(found):
    return {"ok": True, "value": found}


FULL = [[2.0, 1.0], [1.0, 3.0]]
THREE = [[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]]


@pytest.mark.parametrize(
    ("own", "true", "is_trivial"),
    [
        (0.0, 7.0, True),
        (-1.0, 7.0, True),
        (1.0, 0.0, False),  # the true value is as easy
        (6.0, 7.0, False),
        (0.5, 0.25, False),
        (float("inf"), 7.0, True),
        ([0.0, 0.0], [3.0, 4.0], True),
        ([[1.0, 0.0], [0.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]], True),
        ([3.0, 0.0], [3.0, 4.0], False),
        ([5.0, 5.0, 5.0, 5.0], [3.0, 7.0, 8.0, 12.0], True),  # every mean of it is 5
        ([10.0, 0.0, 0.0], [3.0, 7.0, 8.0], True),
        ([5.0, 5.0, 5.0], [4.0, 4.0, 4.0], False),
        ([3.0, 7.0, 0.0], [3.0, 7.0, 8.0], False),
        (5.0, None, True),  # a number where a formula was asked
        (None, None, False),
        (None, 7.0, True),  # a letter or i where a number was asked: the later part is only written down
        ([3.0, None], [3.0, 4.0], True),
        ([3.0, float("inf")], [3.0, 4.0], True),
        ([[2.0, 0.0], [0.0, 3.0]], [[2.0, 1.0], [1.0, 3.0]], True),
        ([[2.0, 5.0], [0.0, 3.0]], [[2.0, 1.0], [1.0, 3.0]], True),
        ([[2.0, 5.0], [0.0, 3.0]], [[2.0, 0.0], [1.0, 3.0]], False),
        ([[2.0, 5.0], [4.0, 3.0]], [[2.0, 1.0], [1.0, 3.0]], False),
        ([[2.0, 0.0, 1.0]], [[2.0, 1.0, 1.0]], False),  # not square
        ([[0.0, 2.0], [3.0, 0.0]], FULL, True),  # anti-diagonal
        ([[7.0, 2.0], [3.0, 0.0]], FULL, True),
        ([[2.0, 1e-9], [1e-9, 3.0]], FULL, True),  # diagonal but for nothing
        ([[2.0, 1.0], [4.0, 2.0]], FULL, True),  # singular
        ([[2.0, 1.0], [4.0, 2.000000001]], FULL, True),
        ([[5.0, 5.0], [5.0, 5.0]], FULL, True),
        ([[0.6, 0.8], [-0.8, 0.6]], FULL, True),  # a rotation
        ([[2.0, -1.0], [1.0, 3.0]], FULL, False),  # a sign
        ([[2.0, 4.0], [4.0, 3.0]], FULL, False),
        ([[1.0, 2.0], [2.0, 4.0]], [[2.0, 4.0], [1.0, 2.0]], False),  # as singular
        ([[0.0, 1.0], [2.0, 0.0]], [[2.0, 0.0], [0.0, 1.0]], False),  # rows exchanged, and as easy
        ([[0.0, 4.0, 0.0], [0.0, 0.0, 5.0], [6.0, 0.0, 0.0]], THREE, True),  # a permutation
        ([[1.0, 0.0, 9.0], [7.0, 5.0, 8.0], [0.0, 0.0, 6.0]], THREE, True),  # triangular in other order
        ([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [3.0, 6.0, 9.0]], THREE, True),  # rank 1
        ([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]], THREE, True),  # rank 2
        ([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 5.0]], THREE, False),  # a slip in the corner
        ([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]], [[1.0, 2.0, 3.0], [2.0, 4.0, 7.0]], True),  # rank 1, not square
        (5.0, [3.0, 4.0], True),
        ([3.0, 4.0], 5.0, True),
        ([3.0, 4.0], [3.0, 4.0, 5.0], True),
        ([3.0, 4.0], FULL, True),
        ([[3.0], [4.0]], [[1.0], [2.0]], False),  # columns
    ],
)
def test_a_value_of_an_easier_sort_is_not_followed(own, true, is_trivial):
    assert trivial(value(own), value(true)) is is_trivial


@pytest.mark.parametrize(
    ("own", "true", "is_trivial"),
    [
        ("x - 1", "10*x - 7", True),
        ("x^2", "10*x - 7", True),
        ("x", "sin(x) + x*cos(x)", True),
        ("10*x", "10*x - 7", False),  # a term forgotten
        ("5*x - 7", "10*x - 7", False),
        ("10*x + 7", "10*x - 7", False),
        ("cos(x)", "sin(x) + x*cos(x)", False),
        ("x^2 + 3", "x - 1", False),  # longer than the true one
        ("y", "x", False),
    ],
)
def test_a_formula_that_was_made_up_to_be_easy_is_not_followed(own, true, is_trivial):
    texts = [{**value(None), "text": text} for text in (own, true)]
    assert trivial(*texts) is is_trivial


def test_what_can_not_be_evaluated_is_left_to_the_key():
    assert not trivial({"ok": False}, value(7.0))


INTERVAL = AskedPart(
    id="upper",
    kind="maths",
    row={"key": "270.588", "tolerance": {"absolute": 0.02}, "mistakes": []},
    follow=("error",),
    expressions={"key": "m + 1.96*error"},
)
ERROR = AskedPart(id="error", kind="maths", row={"key": "0.3"})


@pytest.mark.parametrize(
    ("own", "followed"),
    [
        ("1e-9", False),
        ("0.0001", False),
        ("-0.001", False),
        ("sqrt(0.00000001)", False),
        ("0.02", False),  # 270.02 would do for it and for 0
        ("1.0000001", False),
        ("0.33", True),
        ("12", True),
        ("e = 12", True),
        ("error=0.33", True),
        ("e = 0", False),
        ("e = e + 1", False),
    ],
)
def test_a_value_that_the_tolerance_takes_for_an_easy_one_is_not_followed(maths, own, followed):
    asked = Asked(
        question_id="q", question_hash="h", seed=1, title="t", skill="s", area="a", subtopic="b",
        level="mid", minutes=1, prompt="p", parts=(ERROR, INTERVAL), env={"m": "270"},
    )  # fmt: skip
    row = followed_row(asked, INTERVAL, {"error": own}, maths, owner="ann")
    assert (row is not None) is followed


@pytest.mark.parametrize(
    ("later", "own", "followed"),
    [
        ("eigenvalues(a)", "[[2, 0.01], [0.01, 3]]", False),  # 2 and 3 will do
        ("eigenvalues(a)", "[[2, 4], [4, 3]]", True),
        ("det(a)", "[[2, 0.01], [0.01, 3]]", False),
        ("det(a)", "[[0.01, 2], [3, 0.01]]", False),
        ("det(a)", "[[2, -1], [1, 3]]", True),
        ("inv(a)", "[[0, 2], [3, 0]]", False),
        ("inv(a)", "[[2, 1], [2, 3]]", True),
        ("trace(a)", "[[2, 1], [1, 4]]", True),  # for the true matrix too it needs the diagonal alone
        ("trace(a)", "[[2, 0], [0, 4]]", False),
        ("trace(a)", "7", False),
    ],
)
def test_a_matrix_with_which_a_later_part_is_easy_is_not_followed(maths, later, own, followed):
    given = AskedPart(id="a", kind="maths", row={"key": "[[2, 1], [1, 3]]"})
    true = maths.evaluate({"key": later}, {"a": "[[2, 1], [1, 3]]"}, owner="ann")["key"]["text"]
    row = {"key": true, "tolerance": {"absolute": 0.02}, "mistakes": []}
    part = AskedPart(id="later", kind="maths", row=row, follow=("a",), expressions={"key": later})
    asked = Asked(
        question_id="q", question_hash="h", seed=1, title="t", skill="s", area="a", subtopic="b",
        level="mid", minutes=1, prompt="p", parts=(given, part), env={},
    )  # fmt: skip
    assert (followed_row(asked, part, {"a": own}, maths, owner="ann") is not None) is followed


@pytest.mark.parametrize(
    ("own", "followed"),
    [
        ("[0.999, 0.001, 0]", False),  # as good as [1, 0, 0]
        ("[0.6, 0.25, 0.15]", True),
        ("[1, 0, 0]", False),
        ("[0.5, 0.5]", False),
        ("0.3", False),
    ],
)
def test_a_list_that_is_nearly_easy_is_not_followed(maths, own, followed):
    given = AskedPart(id="p", kind="maths", row={"key": "[0.6, 0.3, 0.1]"})
    row = {"key": "13.8", "tolerance": {"absolute": 0.05}, "mistakes": []}
    part = AskedPart(
        id="mean", kind="maths", row=row, follow=("p",), expressions={"key": "dot(p, [10, 20, 18])"}
    )
    asked = Asked(
        question_id="q", question_hash="h", seed=1, title="t", skill="s", area="a", subtopic="b",
        level="mid", minutes=1, prompt="p", parts=(given, part), env={},
    )  # fmt: skip
    assert (followed_row(asked, part, {"p": own}, maths, owner="ann") is not None) is followed


def drawn(first, later, *, true="77", env=(), names=()):
    """A question whose part `later` follows its part `s`."""
    given = AskedPart(id="s", kind="maths", row={"names": list(names), **first}, names=tuple(names))
    part = AskedPart(
        id="later", kind="maths", row={"key": true, "mistakes": []}, follow=("s",), expressions={"key": later}
    )
    asked = Asked(
        question_id="q", question_hash="h", seed=1, title="t", skill="s", area="a", subtopic="b",
        level="mid", minutes=1, prompt="p", parts=(given, part), env=dict(env),
    )  # fmt: skip
    return asked, part


@pytest.mark.parametrize(
    ("key", "own", "later", "followed"),
    [
        ("[3, 4]", r"\begin{pmatrix}3\\5\end{pmatrix}", "dot(s, s)", "34"),
        ("[3, 4]", "3,5", "dot(s, s)", "34"),
        ("[3, 4]", r"\vec v=(3,5)", "dot(s, s)", "34"),
        ("[3, 4]", "v_1=3,v_2=5", "dot(s, s)", "34"),
        ("[3, 4]", "y=5, x=3", "s[1] + 2*s[2]", "13"),
        ("[3, 4]", "<3,5>", "dot(s, s)", "34"),
        ("[3, 4]", "3,5,7", "dot(s, s)", None),
        ("[3, 4]", "v_1=1,v_2=0", "dot(s, s)", None),
        ("[2, 1]", r"\lambda_1=2,\lambda_2=3", "mean(s)", "5/2"),
        ("[2, 1]", "2,3", "mean(s)", "5/2"),
        ("0.3", r"\hat p=0.4", "2*s + 1", "1.8"),
        ("0.3", "P(A)=0.4", "2*s + 1", "1.8"),
        ("0.3", "P(X>2)=0.4", "2*s + 1", "1.8"),
        ("0.3", r"\mu=0.4", "2*s + 1", "1.8"),
        ("0.3", "40%", "2*s + 1", "9/5"),
        ("0.3", "0,4", "2*s + 1", "1.8"),
        ("0.3", "P(A)=0", "2*s + 1", None),
        ("0.3", "P(A)=q", "2*s + 1", None),
        ("0.3", "P(A)>0.4", "2*s + 1", None),
        ("[[2, 1], [1, 3]]", "[2 1; 1 4]", "det(s)", "7"),
        ("[[2, 1], [1, 3]]", "((2,1),(1,4))", "det(s)", "7"),
        ("[[2, 1], [1, 3]]", "Matrix([[2,1],[1,4]])", "det(s)", "7"),
        ("[[2, 1], [1, 3]]", "((2,1),(4,2))", "det(s)", None),
        ("[[2, 1], [1, 3]]", "((2,1),(1,4),(3,5))", "det(s)", None),
    ],
)
def test_an_earlier_answer_is_followed_in_any_writing_that_marking_reads(maths, key, own, later, followed):
    asked, part = drawn({"key": key}, later)
    row = followed_row(asked, part, {"s": own}, maths, owner="ann")
    assert (row and row["key"]) == followed


@pytest.mark.parametrize(
    ("own", "followed"),
    [
        ("(k - 3)/2", "k - 2"),
        ("(n - k)/2", "n - k + 1"),
        ("(w - n)/2", None),  # a later part
        ("m/10", None),  # what was drawn
        ("n + m_i", None),
        ("n + diff(f, x)", None),
        ("det(A)/n", None),
        ("n^later/2", None),
        ("n + m_1", None),
        ("n + f(3)", None),
        ("n + f^-1(k)", None),
    ],
)
def test_an_earlier_answer_knows_the_names_of_its_own_part_alone(maths, own, followed):
    env = {"m": "270", "f": "x^2", "A": "[[1, 2], [3, 4]]"}
    asked, part = drawn({"key": "(n - k)/3"}, "2*s + 1", true="2*(n - k)/3 + 1", env=env, names="nk")
    last = AskedPart(id="w", kind="maths", row={"key": "7*n"})
    asked = asked.model_copy(update={"parts": (*asked.parts, last)})
    row = followed_row(asked, part, {"s": own}, maths, owner="ann")
    assert (row and row["key"]) == followed


def test_what_is_assumed_of_a_letter_holds_for_the_followed_key_too(maths):
    """For k of both signs `integrate(1/(x^2 + k^2), x, 0, oo)` has no closed form."""
    scaled = AskedPart(
        id="scaled",
        kind="maths",
        row={"key": "3*pi/(2*k)", "assume": {"k": "positive"}, "mistakes": []},
        follow=("share",),
        expressions={"key": "share*integrate(1/(x^2 + k^2), x, 0, oo)"},
    )
    first = AskedPart(id="share", kind="maths", row={"key": "3"})
    asked = Asked(
        question_id="q", question_hash="h", seed=1, title="t", skill="s", area="a", subtopic="b",
        level="mid", minutes=1, prompt="p", parts=(first, scaled), env={},
    )  # fmt: skip
    row = followed_row(asked, scaled, {"share": "5"}, maths, owner="ann")
    assert row is not None
    assert row["key"] == "5*pi/(2*k)"
