"""Questions answered with a query: any right query is right, none by accident, and no key is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from touchstone.assessments.asking import asked
from touchstone.banks.bank import Bank, load_banks
from touchstone.banks.drawing import draw
from touchstone.banks.lint import lint
from touchstone.banks.proof import prove
from touchstone.banks.query_mutants import mutate_query, slips
from touchstone.banks.question import Question
from touchstone.maths.grader import Grader

ROOT = Path(__file__).parents[2]

QUESTION = """\
  prompt: Which orders are above 10 EUR? One column, in any order.
  query:
    value: SELECT id FROM orders WHERE amount > 10
    tables:
      orders: {columns: [id, amount], rows: [[1, 5], [2, 20], [3, 10]]}
    also:
    - orders: {columns: [id, amount], rows: [[4, 11], [5, null]]}
  proof: SELECT id FROM orders EXCEPT SELECT id FROM orders WHERE amount <= 10 OR amount IS NULL
  mistakes:
  - {name: below, value: SELECT id FROM orders WHERE amount < 10, credit: 0.2, says: These are below.}
  follow_ups: [{ask: And ten itself?, listen_for: It is not above.}, {ask: A null?, listen_for: Unknown.}]
"""


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load_banks(ROOT / "question_banks")


@pytest.mark.parametrize(
    ("typed", "outcome", "mistake"),
    [
        ("select ID from ORDERS where 10 < amount order by id desc;", "correct", None),
        ("SELECT id AS number FROM (SELECT * FROM orders) WHERE amount >= 10.5", "correct", None),
        ("SELECT 2", "incorrect", None),  # right on the tables that one sees
        ("SELECT id FROM orders WHERE id = 2", "incorrect", None),
        ("SELECT id FROM orders WHERE amount < 10", "partial", "below"),
        ("SELECT id FROM order", "unreadable", None),
        ("DROP TABLE orders", "unreadable", None),
        ("SELECT id FROM orders; DELETE FROM orders", "unreadable", None),
        ("ATTACH DATABASE '/etc/passwd' AS p", "unreadable", None),
        ("PRAGMA database_list", "unreadable", None),
        ("", "unreadable", None),
    ],
)
def test_a_query_is_marked_by_what_it_returns(
    question: Callable[[str], Question], maths: Grader, typed: str, outcome: str, mistake: str | None
) -> None:
    part = draw(question(QUESTION), 1, maths).parts[0]
    verdict = maths.grade({**part.row, "answer": typed})
    assert (verdict["outcome"], verdict["mistake"]) == (outcome, mistake), verdict


def test_the_tables_are_shown_and_the_key_is_not(question: Callable[[str], Question], maths: Grader) -> None:
    variant = draw(question(QUESTION), 1, maths)
    shown = json.dumps(variant.public())
    assert "| id | amount |" in shown
    assert all(secret not in shown for secret in ("amount > 10", "EXCEPT", "11", "below"))


def test_in_a_self_test_it_is_a_query(shipped: Bank, maths: Grader) -> None:
    one = shipped["query-visits-per-clinic"]
    kept = asked(one, draw(one, 1, maths), shipped.taxonomy.title)
    (part,) = kept.parts
    assert (part.kind, part.reads_as, part.asks, part.unit) == ("sql", None, "", "")
    assert "Table `clinics`" in part.prompt
    assert part.number("SELECT 1") == "SELECT 1"
    assert kept.solution.endswith("GROUP BY c.id, c.name;\n```")


def test_a_wrong_key_fails_its_proof(question: Callable[[str], Question], maths: Grader) -> None:
    good, wrong = question(QUESTION), question(QUESTION.replace("amount > 10\n", "amount >= 10\n"))
    assert prove(good, [0], maths).failures == ()
    (failure,) = prove(wrong, [0], maths).failures
    assert "the key and the second query differ" in failure


@pytest.mark.parametrize(
    ("proof", "once_more"),
    [
        ("select id  from orders /* again */ where amount>10 ; -- done", True),
        ("SELECT id FROM orders WHERE amount > 10 AND 1", False),
        ("SELECT id FROM orders EXCEPT SELECT id FROM orders WHERE amount <= 10 OR amount IS NULL", False),
    ],
)
def test_a_proof_that_is_the_key_in_other_letters_is_named(
    load: Callable[..., Bank], proof: str, once_more: bool
) -> None:
    text = re.sub(r"proof: .*", f"proof: '{proof}'", QUESTION)
    assert any("[same-route]" in problem.message for problem in lint(load(text))) == once_more


def test_a_key_without_rows_judges_nothing(question: Callable[[str], Question], maths: Grader) -> None:
    none = QUESTION.replace("amount > 10\n", "amount > 900\n").replace("amount <= 10", "amount <= 900")
    assert any("judges nothing" in failure for failure in prove(question(none), [0], maths).failures)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rows: [[4, 11]", "rows: [[4, 11, 2]", "row 1 has 3 cells for 2 columns"),
        (
            "{columns: [id, amount], rows: [[4",
            "{columns: [id, price], rows: [[4",
            "have other names or columns",
        ),
        ("  proof: SELECT", "  solution: SELECT", "the key has no proof"),
        ("  query:\n", "  query:\n    ordered: true\n", "the key has no ORDER BY of its own"),
        ("  query:\n", "  answer: {value: 3}\n  query:\n", "either `answer`, `options` or `query`"),
    ],
)
def test_a_broken_query_question_is_named(load: Callable[..., Bank], old: str, new: str, said: str) -> None:
    assert old in QUESTION
    problems = load(QUESTION.replace(old, new)).problems
    assert any(said in problem.message for problem in problems), problems
    assert all(problem.line >= 1 for problem in problems)


ORDERED = """\
  prompt: Give the id and amount of each order, the largest amount first.
  query:
    value: SELECT id, amount FROM orders ORDER BY amount DESC{more}
    ordered: true
    tables:
      orders: {{columns: [id, amount], rows: [[1, 5], [2, {second}], [3, 10]]}}
  proof: SELECT o.id, o.amount FROM orders o ORDER BY -o.amount{more}
"""


@pytest.mark.parametrize(
    ("second", "more", "level"),
    [
        (10, "", False),
        (7, "", False),
        (10, ", id", False),
        (10, " LIMIT 1", True),
        (10, " LIMIT 2", False),
        (7, " LIMIT 1", False),
    ],
)
def test_a_key_that_cuts_between_level_rows_is_named(
    question: Callable[[str], Question], maths: Grader, second: int, more: str, level: bool
) -> None:
    asked = question(ORDERED.format(second=second, more=more))
    failures = [one for one in prove(asked, [0], maths).failures if "leaves some rows level" in one]
    assert len(failures) == level


def test_a_query_without_its_order_is_caught(question: Callable[[str], Question], maths: Grader) -> None:
    found = mutate_query(question(ORDERED.format(second=7, more="")), maths)
    assert (found.planted, found.caught) == (3, 3)  # turned round, forgotten, and sorted as text


def test_slips_are_planted_one_at_a_time() -> None:
    found = dict(slips("SELECT DISTINCT a FROM t LEFT JOIN u ON t.i = u.i WHERE b >= 2 AND c IS NULL"))
    assert found["inner join"] == "SELECT DISTINCT a FROM t join u ON t.i = u.i WHERE b >= 2 AND c IS NULL"
    assert set(found) >= {
        "bound left out",
        "repeated rows",
        "or for and",
        "null turned round",
        "rows not filtered",
    }


def test_tables_that_are_too_weak_are_named(question: Callable[[str], Question], maths: Grader) -> None:
    weak = question(QUESTION.replace("[3, 10]", "[3, 9]").replace("[4, 11], [5, null]", "[4, 11]"))
    assert mutate_query(question(QUESTION), maths).survivors == ()
    survivors = [str(survivor) for survivor in mutate_query(weak, maths).survivors]
    assert len(survivors) == 2  # in the key and in its proof
    assert all("the tables can't tell it from the key" in survivor for survivor in survivors)
    assert "bound taken in" in survivors[0]


def test_the_shipped_queries_tell_every_slip(shipped: Bank, maths: Grader) -> None:
    queries = [one for one in shipped.questions.values() if one.kind == "sql"]
    assert len(queries) >= 7
    assert all(task.query.also for one in queries for _, task in one.tasks if task.query)
    planted = [mutate_query(one, maths) for one in queries]
    assert [str(s) for found in planted for s in found.survivors] == []
    assert sum(found.planted for found in planted) >= 15


@pytest.mark.parametrize(
    ("question_id", "typed"),
    [
        (
            "query-orders-with-two-kinds-of-items",  # twice, for two books
            "SELECT order_id FROM items WHERE kind = 'book' "
            "AND order_id IN (SELECT order_id FROM items WHERE kind = 'game')",
        ),
        (
            "query-orders-with-two-kinds-of-items",  # only where no other kind comes before or after
            "SELECT order_id FROM items GROUP BY order_id HAVING min(kind) = 'book' AND max(kind) = 'game'",
        ),
        (
            "query-visits-per-clinic",  # two clinics of one name and one number
            "SELECT DISTINCT c.name, count(v.id) OVER (PARTITION BY c.id) "
            "FROM clinics c LEFT JOIN visits v ON v.clinic_id = c.id",
        ),
        (
            "query-customers-above-a-sum",  # unpaid ends in paid, too
            "SELECT customer_id, sum(amount) FROM orders WHERE status LIKE '%paid' "
            "GROUP BY customer_id HAVING sum(amount) >= 100",
        ),
        (
            "query-rows-that-differ-after-a-copy",  # a null for -1 looks the same
            "SELECT s.id FROM source s LEFT JOIN target t USING (id) "
            "WHERE t.id IS NULL OR coalesce(s.amount, -1) <> coalesce(t.amount, -1)",
        ),
        (
            "query-latest-row-of-each-address",  # two rows of the latest day
            "SELECT lower(address), plan FROM forms GROUP BY lower(address) HAVING day = max(day)",
        ),
        (
            "query-gaps-between-loaded-days",  # a day that was loaded twice before a gap
            "SELECT a.day + 1, min(b.day) - 1 FROM loads a JOIN loads b ON b.day > a.day "
            "GROUP BY a.id HAVING min(b.day) > a.day + 1 ORDER BY 1",
        ),
        (
            "query-two-most-expensive-runs",  # sorted within the window only
            "SELECT team, run, cost FROM (SELECT *, row_number() OVER (PARTITION BY team ORDER BY cost DESC) "
            "AS place FROM runs) WHERE place <= 2",
        ),
        (
            "query-trials-paid-within-thirty-days",  # paid in time, and once more later
            "WITH p AS (SELECT user_id, max(day) AS day FROM payments GROUP BY 1) "
            "SELECT t.month, count(*), count(p.day) FROM trials t LEFT JOIN p ON p.user_id = t.user_id "
            "AND p.day BETWEEN t.day AND t.day + 30 GROUP BY 1 ORDER BY 1",
        ),
        (
            "query-overlapping-bookings",  # only neighbours in time are compared
            "SELECT id, other FROM (SELECT id, stop, lead(id) OVER w AS other, lead(start) OVER w AS next "
            "FROM bookings WINDOW w AS (PARTITION BY machine ORDER BY start)) WHERE next < stop",
        ),
    ],
)
def test_a_common_slip_is_not_right_by_accident(
    shipped: Bank, maths: Grader, question_id: str, typed: str
) -> None:
    row = draw(shipped[question_id], 1, maths).parts[0].row
    (verdict,) = maths.grade_many([{**row, "answer": typed}])
    assert verdict["outcome"] != "correct"
    assert verdict["outcome"] != "unreadable"


TYPED = yaml.safe_load((Path(__file__).parent / "cases" / "typed_queries.yaml").read_text())


@pytest.mark.parametrize("kind", ["wrong", "right"])
def test_queries_as_people_type_them(shipped: Bank, maths: Grader, kind: str) -> None:
    table = [(name, typed) for name, queries in TYPED[kind].items() for typed in queries]
    keys = {name: draw(shipped[name], 1, maths).parts[0].row for name in TYPED[kind]}
    verdicts = maths.grade_many([{**keys[name], "answer": typed} for name, typed in table])
    found = [
        (name, typed, verdict["outcome"]) for (name, typed), verdict in zip(table, verdicts, strict=True)
    ]
    judged = {"correct"} if kind == "right" else {"partial", "incorrect"}
    assert [one for one in found if one[2] not in judged] == []


def test_every_kind_of_slip_is_planted() -> None:
    query = (
        "SELECT DISTINCT o.id, count(o.id), avg(o.price), 1.0 * sum(o.n) / count(DISTINCT o.c) FROM orders o "
        "LEFT JOIN items i ON i.o = o.id AND i.kind = 'new' "
        "WHERE NOT EXISTS (SELECT 1 FROM gone WHERE gone.id = o.id) AND o.day >= 3 AND o.day < 9 "
        "AND o.a IS NOT i.a GROUP BY o.id, o.name HAVING max(o.n) > 2 "
        "UNION ALL SELECT 1, 2, 3, 4 ORDER BY o.day DESC, o.id LIMIT 3"
    )
    planted = [name for name, _ in slips(query, {"day"})]
    planted += [name for name, _ in slips("SELECT a FROM t WHERE b BETWEEN 1 AND 2 GROUP BY a", ())]
    planted += [name for name, _ in slips("SELECT a FROM t LEFT JOIN u ON u.i = t.i AND u.k = 1", ())]
    planted += [
        name for name, _ in slips("SELECT a FROM t WHERE b IS c UNION SELECT cast(a AS real) FROM u", ())
    ]
    assert {
        "null among what is not in",
        "between takes both ends in",
        "ends left out",
        "inner join",
        "condition in where",
        "part of a word",
        "rows counted for values",
        "repeated values counted",
        "average counts nulls",
        "whole-number division",
        "null never differs",
        "null never equals",
        "numbers sorted as text",
        "last term of the order forgotten",
        "union for union all",
        "union all for union",
        "rows filtered after grouping",
        "groups not filtered",
        "repeated rows",
        "one row more",
    } - set(planted) == set()
    assert "numbers sorted as text" not in [name for name, _ in slips(query, ())]
