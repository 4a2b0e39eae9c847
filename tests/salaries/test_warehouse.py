"""The same questions on a real PostgreSQL as on embedded DuckDB, and their SQL for ClickHouse and
Databricks."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import ibis
import pandas as pd
import psycopg
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.cli.salary_warehouse import warehouse_command
from touchstone.salaries.differencing import held_back, tells_more
from touchstone.salaries.quantiles import median_interval, median_ranks, quantile
from touchstone.salaries.rollup import HALF_WIDTH, ONE_MORE, SHARES, sql
from touchstone.salaries.warehouse import Question, WarehouseError, answer, asked, compiled, connect

pytestmark = pytest.mark.filterwarnings("ignore")
QUESTION = Question("pay", "yearly", ("role", "region"))


def observations() -> dict[tuple[str, str], list[float]]:
    """Groups of sizes at every border: thin, low, ok, and where the interval's formula needs its
    correction."""
    chance = random.Random(11)
    sizes = {("mle", "PL"): 9, ("mle", "US"): 10, ("ds", "PL"): 17, ("de", "US"): 44, ("ds", "US"): 301}
    sizes |= {("mle", "DE"): 8, ("de", "PL"): 4, ("de", "DE"): 7}  # two thin groups in each row and column
    return {
        key: sorted(round(chance.lognormvariate(11, 0.4), 2) for _ in range(n)) for key, n in sizes.items()
    }


def frame() -> pd.DataFrame:
    rows = [(role, region, pay) for (role, region), pays in observations().items() for pay in pays]
    rows += [("mle", "PL", None), (None, "PL", 1.0)]  # without pay or without a group: these don't count
    rows += [("mle", "PL", odd) for odd in (0.0, -5.0, 1e13)]  # no pay either: the group stays at nine
    return pd.DataFrame(rows, columns=["role", "region", "yearly"]).sample(frac=1, random_state=3)


@pytest.fixture
def duckdb(tmp_path: Path) -> Any:
    connection = ibis.duckdb.connect(str(tmp_path / "pay.duckdb"))
    connection.con.register("rows", frame())
    connection.raw_sql("CREATE TABLE pay AS SELECT * FROM rows")
    connection.con.unregister("rows")
    return connection


@pytest.fixture
def postgres(postgres_url: str) -> Any:
    rows = frame().astype(object)
    with psycopg.connect(postgres_url, autocommit=True) as plain:
        plain.execute("CREATE TABLE pay (role text, region text, yearly numeric)")
        values = [[None if cell != cell else cell for cell in row] for row in rows.to_numpy().tolist()]
        plain.cursor().executemany("INSERT INTO pay VALUES (%s, %s, %s)", values)
        connection = connect(postgres_url)
        yield connection
        connection.disconnect()
        plain.execute("DROP TABLE pay")


@pytest.mark.parametrize("kind", ["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_every_group_is_what_plain_python_says(kind: str, request: pytest.FixtureRequest) -> None:
    rows = answer(request.getfixturevalue(kind), QUESTION)
    found = {(row["role"], row["region"]): row for row in rows}
    for key, values in observations().items():
        row = found.pop(key)
        assert row["n"] == len(values)
        if len(values) < 10:
            assert (row["quality"], row["reason"]) == ("suppressed", "fewer than 10")
            assert all(row[name] is None for name in (*SHARES, "p50_low", "p50_high"))
            continue
        low, high = median_interval(values) or (0.0, 0.0)
        wide = (high - low) / 3.92 / quantile(values, 0.5) > 0.1
        assert row["quality"] == ("low" if len(values) < 30 or wide else "ok")
        assert ("interval is as wide" in (row["reason"] or "")) == wide
        assert (row["p50_low"], row["p50_high"]) == (low, high)
        for name, share in SHARES.items():
            assert row[name] == pytest.approx(quantile(values, share), rel=1e-12)
    assert found == {}


@pytest.mark.parametrize("name", ["rank", "total", "first", "value", "group_1", 'we"ird; DROP TABLE pay--'])
def test_a_group_may_be_called_anything(duckdb: Any, name: str) -> None:
    quoted = name.replace('"', '""')
    for kind, made in (("BIGINT", "CASE WHEN role = 'mle' THEN 1 ELSE 2 END"), ("VARCHAR", "role")):
        duckdb.raw_sql(f'CREATE OR REPLACE TABLE odd AS SELECT ({made})::{kind} AS "{quoted}", * FROM pay')
        found = answer(duckdb, Question("odd", "yearly", (name, "region")))
        plain = answer(duckdb, Question("odd", "yearly", ("role", "region")))
        if kind == "VARCHAR":
            assert [list(row.values()) for row in found] == [list(row.values()) for row in plain]
        assert {row["n"] for row in found} >= {9, 10}


Held = set[tuple[object, ...]]


@pytest.mark.parametrize(
    ("counts", "held"),
    [
        ({("a",): 10, ("b",): 11}, set()),
        ({("a",): 9, ("b",): 11, ("c",): 12}, {("a",), ("b",)}),
        ({("a",): 4, ("b",): 5, ("c",): 12, ("d",): 13}, {("a",), ("b",), ("c",)}),  # nine are still too few
        ({("a",): 5, ("b",): 5, ("c",): 12}, {("a",), ("b",)}),
        ({("a",): 3}, {("a",)}),
        ({("a",): 12, (None,): 3, ("b",): 11}, {(None,), ("b",)}),  # three without a word are in the total
        ({("a",): 12, (None,): 300}, {(None,)}),
        ({("r", 1): 9, ("r", 2): 20, ("s", 1): 30, ("s", 2): 40, ("s", 3): 50},
         {("r", 1), ("r", 2), ("s", 1), ("s", 2)}),
        ({("r", 1): 9, ("r", 2): 20, ("r", 3): 15, ("s", 1): 30, ("s", 2): 40},
         {("r", 1), ("r", 2), ("s", 1), ("s", 2)}),  # ("r", 3) is its column's total, which tells it anyway
    ],
)  # fmt: skip
def test_no_total_gives_a_thin_group_away(counts: dict[tuple[object, ...], int], held: Held) -> None:
    assert held_back(counts, 10) == held


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyzw")), st.integers(1, 40)))
def test_what_is_left_of_a_total_is_never_one_group_that_was_held_back(
    counts: dict[tuple[object, ...], int],
) -> None:
    held = held_back(counts, 10)
    for at in (0, 1):
        for word in {key[at] for key in counts}:
            members = [key for key in counts if key[at] == word]
            unknown = [key for key in members if key in held]
            enough = len(unknown) >= 2 and sum(counts[key] for key in unknown) >= 10
            assert not unknown or enough or len(unknown) == len(members)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({("r", 1): 20, ("s", 1): 30}, (None, 50, 50)),
        ({("r", 1): 6, ("r", 2): 9, ("s", 1): 40, ("s", 3): 8}, (1, 63, 0)),  # 15 and 48; by the second 46
        ({("r",): 9, ("s",): 40}, (None, 0, 0)),  # no column can be left
        ({("r", 1): 4, ("s", 1): 3}, (None, 0, 0)),
        ({}, (None, 0, 0)),
    ],
)
def test_the_column_to_leave_out_is_the_one_that_shows_most_people(
    counts: dict[tuple[object, ...], int], found: tuple[int | None, int, int]
) -> None:
    assert tells_more(counts, 10) == found


def test_a_group_beside_a_thin_one_is_held_back_with_it(duckdb: Any) -> None:
    duckdb.raw_sql("CREATE TABLE few AS SELECT * FROM pay WHERE role = 'mle' AND region IN ('PL', 'US')")
    duckdb.raw_sql("INSERT INTO few SELECT 'mle', 'CA', 50000 + range FROM range(40)")
    found = {row["region"]: row for row in answer(duckdb, Question("few", "yearly", ("region",)))}
    assert [(found[at]["n"], found[at]["reason"] or "shown") for at in ("PL", "US", "CA")] == [
        (9, "fewer than 10"),
        (10, "with a total it would tell of fewer than 10"),
        (40, "shown"),
    ]
    assert all(found["US"][name] is None for name in (*SHARES, "p50_low", "p50_high"))


def test_a_large_group_whose_median_is_not_known_well_is_low_and_says_why(duckdb: Any) -> None:
    """Half of them are paid about 40,000 and half about 90,000: the median may be either."""
    duckdb.raw_sql(
        "CREATE TABLE wide AS SELECT 'a' AS role, 40000.0 + 50000 * (range % 2) + range AS yearly "
        "FROM range(60)"
    )
    (row,) = answer(duckdb, Question("wide", "yearly", ("role",)))
    assert (row["n"], row["quality"]) == (60, "low")
    assert row["reason"] == "the median's interval is as wide as a standard error of 20 %"


def test_rows_without_a_word_that_cost_a_group_are_told_of(duckdb: Any) -> None:
    duckdb.raw_sql(
        "CREATE TABLE gaps AS SELECT 'ds' AS role, 50000.0 + range AS yearly FROM range(195) "
        "UNION ALL SELECT 'mle', 60000.0 + range FROM range(30) UNION ALL SELECT NULL, 70000.0"
    )
    answered = asked(duckdb, Question("gaps", "yearly", ("role",)))
    assert [(row["role"], row["n"], row["p50"] is None) for row in answered.rows] == [
        ("ds", 195, False), ("mle", 30, True),
    ]  # fmt: skip
    said = (
        "195 of 226 people are in groups that are shown; 30 more could be, if role were filled in for 1 row"
    )
    assert answered.advice.startswith(said)
    duckdb.raw_sql("CREATE TABLE whole AS SELECT * FROM gaps WHERE role IS NOT NULL")
    assert asked(duckdb, Question("whole", "yearly", ("role",))).advice == ""


def test_infinity_and_nan_are_no_pay(duckdb: Any) -> None:
    odd = "('infinity'), ('-infinity'), ('nan'), ('0'), ('-1')"
    duckdb.raw_sql(
        f"CREATE TABLE odd AS SELECT 'a' AS role, pay::DOUBLE AS yearly FROM (VALUES {odd}) t(pay)"
    )
    duckdb.raw_sql("INSERT INTO odd SELECT 'a', range FROM range(1, 11)")
    (row,) = answer(duckdb, Question("odd", "yearly", ("role",)))
    assert (row["n"], row["p50"], row["p90"], row["p50_low"], row["p50_high"]) == (10, 5.5, 9.1, 2.0, 9.0)


def test_the_ranks_in_arithmetic_are_the_exact_ones() -> None:
    near = {n + by for n in ONE_MORE for by in (-1, 0, 1)}
    for n in sorted(near | set(range(6, 400))):
        first = int(n / 2 + 0.5 - HALF_WIDTH * n**0.5) + (n in ONE_MORE)
        assert median_ranks(n) == (first, n + 1 - first), n


@pytest.mark.nightly
def test_the_ranks_are_exact_for_every_n_up_to_5000() -> None:
    for n in range(6, 5001):
        first = int(n / 2 + 0.5 - HALF_WIDTH * n**0.5) + (n in ONE_MORE)
        assert median_ranks(n) == (first, n + 1 - first), n


@pytest.mark.parametrize(
    ("dialect", "exact"),
    [
        ("clickhouse", "quantilesExactInclusive(0.1, 0.25, 0.5, 0.75, 0.9)"),
        ("databricks", "`value`, ARRAY(0.1, 0.25, 0.5, 0.75, 0.9))"),
        ("postgres", "PERCENTILE_CONT(ARRAY[0.1, 0.25, 0.5, 0.75, 0.9]) WITHIN GROUP"),
        ("duckdb", "QUANTILE_CONT("),
    ],
)
def test_the_question_compiles_to_exact_percentiles(dialect: str, exact: str) -> None:
    text = compiled(QUESTION, dialect)
    assert exact in text
    assert "quantiles(0.1" not in text
    assert "APPROX" not in text.upper()


@pytest.mark.parametrize("quote", ["a quantiles(x)", 'q" quantiles(', "it's quantiles(", "back` quantiles("])
def test_names_of_theirs_are_not_rewritten(quote: str) -> None:
    text = compiled(Question(quote, "yearly", (quote, "region")), "clickhouse")
    assert "quantilesExactInclusive(0.1" in text
    assert text.count("quantilesExactInclusive(") == 1
    assert text.count("quantiles(") >= 2, "in names it stays as it is"


def test_a_dialect_that_only_estimates_is_refused() -> None:
    with pytest.raises(ValueError, match="not on 'snowflake'"):
        sql(ibis.table({"pay": "float64"}, name="pay"), "snowflake")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("pays", "yearly", ("role",)), "there is no table 'pays'; did you mean 'pay'?"),
        (Question("pay", "yearli", ("role",)), "no column 'yearli'; did you mean 'yearly'?"),
        (Question("pay", "yearly", ("rolle",)), "no column 'rolle'; did you mean 'role'?"),
        (Question("pay", "role", ("region",)), "'role' holds no numbers"),
        (Question("pay", "yearly", ("N",)), "the answer has a column 'N' of its own"),
        (Question("pay", "yearly", ("role", "p50")), "the answer has a column 'p50' of its own"),
    ],
)
def test_a_wrong_name_is_said_with_the_nearest(duckdb: Any, question: Question, said: str) -> None:
    with pytest.raises(WarehouseError) as refused:
        answer(duckdb, question)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "url", ["postgresql://ann:secret@127.0.0.1:1/none", "mysql://ann:secret@host/db", "ann:secret", ""]
)
def test_an_address_that_cannot_be_used_is_a_sentence_without_the_password(url: str) -> None:
    with pytest.raises(WarehouseError) as refused:
        connect(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("slashes", ["//", "///"])
def test_a_file_that_is_not_there_is_not_made(slashes: str, tmp_path: Path) -> None:
    (tmp_path / "no pe.duckdb").touch()
    for name in ("nope.duckdb", "no%20pe.duckdb"):
        with pytest.raises(WarehouseError, match=rf"there is no file /+.*{name}"):
            connect(f"duckdb:{slashes}{tmp_path / name}")
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize("made", ["[role]", "{'a': role}", "MAP {'a': role}"])
def test_lists_and_records_are_no_groups(duckdb: Any, made: str) -> None:
    duckdb.raw_sql(f"CREATE TABLE odd AS SELECT {made} AS tags, yearly FROM pay")
    with pytest.raises(WarehouseError, match="the column 'tags' holds lists or records"):
        answer(duckdb, Question("odd", "yearly", ("tags",)))


@pytest.mark.parametrize(
    ("made", "n"),
    [("role = 'mle'", 400), ("DATE '2026-01-01'", 401), ("1.5::DECIMAL(4, 1)", 401), ("NULL::VARCHAR", 0)],
)
def test_a_group_may_be_of_any_plain_kind(duckdb: Any, made: str, n: int) -> None:
    duckdb.raw_sql(f"CREATE TABLE odd AS SELECT {made} AS kind, yearly FROM pay")
    found = answer(duckdb, Question("odd", "yearly", ("kind",)))
    assert sum(row["n"] for row in found) == n


def test_a_file_is_only_ever_read(duckdb: Any, tmp_path: Path) -> None:
    duckdb.disconnect()
    for ending in ("", "?read_only=1", "?read_only=false"):
        connection = connect(f"duckdb://{tmp_path / 'pay.duckdb'}{ending}")
        with pytest.raises(Exception, match="read-only"):
            connection.raw_sql("CREATE TABLE mine (x INT)")
        assert answer(connection, QUESTION)
        connection.disconnect()
    with pytest.raises(WarehouseError, match="takes no 'threads'"):
        connect(f"duckdb://{tmp_path / 'pay.duckdb'}?threads=1")


def test_the_command(duckdb: Any, tmp_path: Path) -> None:
    duckdb.disconnect()
    words = ["--table", "pay", "--pay", "yearly", "--by", "role", "--by", "region"]
    at = ["--url", f"duckdb://{tmp_path / 'pay.duckdb'}"]
    run = CliRunner().invoke(warehouse_command, [*words, *at, "--format", "json"])
    assert run.exit_code == 0, run.output
    assert [row["n"] for row in json.loads(run.stdout)["rows"]] == [7, 4, 44, 17, 301, 8, 9, 10]
    assert "people are in groups that are shown" in run.stderr
    printed = CliRunner().invoke(warehouse_command, [*words, *at])
    assert printed.stdout.splitlines()[0].startswith("role,region,n,p10,p25")
    assert "SELECT" in CliRunner().invoke(warehouse_command, [*words, "--sql", "databricks"]).stdout
    for wrong in (words, [*words, "--url", "x"], [*words, *at, "--by", "role"]):
        assert CliRunner().invoke(warehouse_command, wrong).exit_code == 2
