"""Queries in queries.yaml: a stranger's SQL runs on two small data sets, and what it returns is compared."""

from pathlib import Path

import pytest
import yaml

from touchstone.maths.marking import mark

DATA = [
    {
        "orders": {
            "columns": ["id", "customer", "amount"],
            "rows": [[1, "a", 10.5], [2, "b", 20.25], [3, "a", 5], [4, "c", None]],
        }
    },
    {
        "orders": {
            "columns": ["id", "customer", "amount"],
            "rows": [[1, "a", 1], [2, "b", 3.5], [3, "a", 0.1]],
        }
    },
]
MISTAKES = [
    {
        "name": "counts_values",
        "value": "SELECT COUNT(amount) FROM orders",
        "credit": 0.4,
        "says": "NULL is not counted.",
    }
]
TABLE = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))
ROWS = [{"key": group["key"], **row} for group in TABLE for row in group["rows"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["answer"][:50] or "nothing")
def test_a_query_is_marked_by_what_it_returns(row):
    asked = {"kind": "sql", "key": row["key"], "answer": row["answer"], "data": DATA}
    mistakes = MISTAKES if "COUNT" in row["key"] else []
    found = mark({**asked, "mistakes": mistakes, "ordered": row.get("ordered", False)})
    assert (found["outcome"], found.get("mistake")) == (row["is"], row.get("mistake"))
    assert row.get("says", "") in found["reason"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "A query needs 'data'"),
        ({"t": {"columns": ["a"], "rows": [[1, 2]]}}, "row 1 has 2 values for 1 column"),
        ({"t": {"columns": ["a", "A"], "rows": []}}, "The table 't' can't be made"),
        ({'t"; DROP': {"columns": ["a"], "rows": []}}, "Correct."),
    ],
)
def test_the_data_are_checked(data, says):
    assert says in mark({"kind": "sql", "key": "SELECT 1", "answer": "SELECT 1", "data": data})["reason"]


def test_a_query_needs_no_more_than_its_share_of_time_and_memory(tmp_path):
    from touchstone.maths.grader import Grader

    with Grader() as grader:
        asked = {"kind": "sql", "key": "SELECT 1", "data": DATA}
        endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
        assert grader.grade({**asked, "answer": endless})["outcome"] == "timed_out"
        assert grader.grade({**asked, "answer": "SELECT 1"})["outcome"] == "correct"
