"""The grader: verdicts for whatever can go wrong between a row and its marking, in order, in bounds."""

import itertools
import threading
import time

import pytest

from touchstone.maths.grader import CHUNK_ROWS, Grader, InvalidRow
from touchstone.maths.pool import Pool

from .conftest import ROGUE


@pytest.fixture(scope="module")
def rogue_grader():
    """A grader whose worker does what the answer says."""
    pool = Pool(command=ROGUE, workers=2)
    with Grader(2, deadline_ms=300, pool=pool) as made:
        yield made


def row(answer, **fields):
    return {"id": fields.pop("id", answer), "key": "1", "answer": answer, **fields}


def test_a_right_and_a_wrong_answer(grader):
    right = grader.grade({"id": 7, "key": "2*(x+1)", "answer": "2x + 2"})
    wrong = grader.grade({"id": "b", "key": "[1, 2]", "answer": "[1, 3]"})
    assert (right["id"], right["outcome"], right["score"]) == (7, "correct", 1.0)
    assert (wrong["id"], wrong["outcome"], wrong["score"]) == ("b", "incorrect", 0.0)
    fields = {"id", "outcome", "score", "reason", "mistake", "read_as", "decided_by", "ms"}
    assert fields <= set(right)
    assert fields <= set(wrong)


def test_verdicts_keep_the_order_of_the_rows(grader):
    rows = [{"id": n, "key": str(n % 7), "answer": str(n % 5)} for n in range(3 * CHUNK_ROWS + 5)]
    verdicts = list(grader.grade_many(rows))
    assert [verdict["id"] for verdict in verdicts] == list(range(len(rows)))
    for verdict, asked in zip(verdicts, rows, strict=True):
        wanted = "correct" if asked["key"] == asked["answer"] else "incorrect"
        assert verdict["outcome"] == wanted


def test_rows_are_taken_as_they_are_needed(grader):
    taken = itertools.count()
    endless = ({"id": next(taken), "key": "1", "answer": "1"} for _ in itertools.count())
    first = list(itertools.islice(grader.grade_many(endless), 3))
    assert [verdict["id"] for verdict in first] == [0, 1, 2]
    assert next(taken) <= 7 * CHUNK_ROWS


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ([1], "found a list"),
        ("text", "found text"),
        (None, "found null"),
        ({"key": "1", "answer": "1", "deadline_ms": "soon"}, "deadline_ms"),
        ({"key": "1", "answer": "1", "deadline_ms": 0}, "at least 1"),
        ({"key": "1", "answer": "1", "deadline_ms": True}, "deadline_ms"),
        ({"key": "1", "answer": "1", "deadline_ms": float("nan")}, "at least 1"),
        ({"key": "1", "answer": {1, 2}}, "not plain JSON"),
        ({"key": "9" * 300_000, "answer": "1"}, "characters long"),
        ({"key": "1"}, "'answer'"),
        ({"answer": "1"}, "'key'"),
        ({"key": "1", "answer": "1", "kind": "colour"}, "kind"),
        (InvalidRow("Line 3 is not JSON."), "Line 3"),
    ],
)
def test_a_row_that_is_not_valid_says_why(grader, bad, reason):
    verdict = grader.grade(bad)
    assert verdict["outcome"] == "invalid_row"
    assert reason in verdict["reason"]
    assert "score" not in verdict


def test_an_invalid_row_leaves_the_others(grader):
    rows = [row("1"), ["no row"], row("1"), {"id": "c"}, row("1")]
    outcomes = [verdict["outcome"] for verdict in grader.grade_many(rows)]
    assert outcomes == ["correct", "invalid_row", "correct", "invalid_row", "correct"]


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        ("hang", "timed_out", "within 0.3 s"),
        ("die", "undecided", "can't handle"),
        ("bloat", "undecided", "memory"),
        ("raise", "undecided", "can't handle"),
    ],
)
def test_what_can_not_be_marked_never_scores_and_never_says_wrong(rogue_grader, answer, outcome, words):
    verdict = rogue_grader.grade(row(answer))
    assert verdict["outcome"] == outcome
    assert verdict["score"] == 0.0
    assert verdict["mistake"] is None
    assert words in verdict["reason"]
    assert "A person will look at it." in verdict["reason"]
    assert "wrong" not in verdict["reason"]


def test_rows_around_one_that_hangs_are_marked(rogue_grader):
    answers = ["fine", "hang", "fine", "die", "fine"]
    verdicts = rogue_grader.grade_many(map(row, answers))
    assert [verdict["outcome"] for verdict in verdicts] == [
        *("correct", "timed_out", "correct", "undecided", "correct")
    ]


def test_a_row_brings_its_own_deadline(rogue_grader):
    assert rogue_grader.grade(row("fine"))["deadline_ms"] == 300
    started = time.monotonic()
    verdict = rogue_grader.grade(row("hang", deadline_ms=100))
    assert verdict["outcome"] == "timed_out"
    assert time.monotonic() - started < 10  # far from a hang; how soon is measured in the bench


def test_no_row_takes_more_than_a_minute(rogue_grader):
    assert rogue_grader.grade(row("fine", deadline_ms=10**9))["deadline_ms"] == 60_000


def test_reading(grader):
    assert grader.read("1/2 + x")["latex"] == r"\frac{1}{2} + x"
    bad = grader.read("2 + (3")
    assert not bad["ok"]
    assert bad["caret"].splitlines()[-1].strip() == "^"
    assert bad["start"] < bad["end"]


def test_reading_a_million_characters(grader):
    assert not grader.read("x+" * 500_000)["ok"]


def test_reading_that_fails_is_a_reason(rogue_grader):
    assert rogue_grader.read("hang")["reason"] == "This could not be read within 0.3 s."
    assert "can't handle" in rogue_grader.read("raise")["reason"]


def test_evaluating(grader):
    assert grader.evaluate({"v": "variance(x)", "w": "v + 1"}, {"x": "[1, 3]"})["w"]["text"] == "3"
    many = grader.evaluate_many([({"v": "a^2"}, {"a": str(n)}) for n in range(250)])
    assert [found["v"]["value"] for found in many] == [n * n for n in range(250)]


def test_libraries_that_load_when_first_needed_load_inside_the_walls(grader):
    expressions = {"t": "t_cdf(0, 3)", "e": "eigenvalues([[1, 2, 3], [4, 5, 6], [7, 8, 10]])[3]"}
    found = grader.evaluate(expressions, deadline_ms=5000)
    assert found["t"]["value"] == pytest.approx(0.5)
    assert found["e"]["value"] == pytest.approx(16.707493316)


def test_evaluating_that_fails_is_a_reason_for_each(rogue_grader):
    found = rogue_grader.evaluate({"a": "hang", "b": "fine"}, {})
    assert {name: result["ok"] for name, result in found.items()} == {"a": False, "b": False}
    assert found["a"]["reason"] == "This could not be evaluated within 0.3 s."


def test_many_threads_share_one_grader(grader):
    found = {}

    def candidate(number):
        found[number] = [
            grader.grade(
                {"id": number, "key": str(number), "answer": str(number), "deadline_ms": 20_000},
                owner=f"person {number}",
            )
            for _ in range(5)
        ]

    threads = [threading.Thread(target=candidate, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdicts = [(number, verdict) for number, each in found.items() for verdict in each]
    assert len(verdicts) == 60
    assert all(verdict["id"] == number for number, verdict in verdicts)
    # On a busy machine somebody may wait too long for a worker; nobody is told that a right answer is wrong.
    assert {verdict["outcome"] for _, verdict in verdicts} <= {"correct", "timed_out"}
