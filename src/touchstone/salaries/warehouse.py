"""A company's own database of pay, asked for the percentiles of groups. Nothing is written to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlparse

from touchstone.core.counts import count
from touchstone.core.problems import did_you_mean
from touchstone.salaries.confidence import (
    LOW_ERROR_PERCENT,
    SUPPRESSED_BELOW,
    by_count,
    interval_error,
    over_the_bound,
)
from touchstone.salaries.differencing import held_back, tells_more
from touchstone.salaries.figure import Quality
from touchstone.salaries.model import PERCENTILES
from touchstone.salaries.rollup import sizes, sql, summary

SCHEMES = {
    "postgresql": "postgres",
    "postgres": "postgres",
    "duckdb": "duckdb",
    "clickhouse": "clickhouse",
    "databricks": "databricks",
}

# What the answer calls its own columns.
ANSWERED = ("n", *PERCENTILES, "p50_low", "p50_high", "quality", "reason")
MOST = 1e12  # of any currency a year


class WarehouseError(Exception):
    """The warehouse can't be asked; the message says why, and holds no password."""


@dataclass(frozen=True)
class Question:
    """Which table, which column is a yearly pay in one currency, and by which columns to group."""

    table: str
    pay: str
    by: tuple[str, ...]


def dialect_of(url: str) -> str:
    """The dialect of an address such as `postgresql://user@host/name`. Raises WarehouseError."""
    scheme = url.partition("://")[0].casefold() if "://" in url else ""
    if scheme not in SCHEMES:
        raise WarehouseError(f"expected an address that starts with {', '.join(SCHEMES)}, then ://")
    return SCHEMES[scheme]


def connect(url: str) -> Any:
    """An Ibis connection. Raises WarehouseError when it can't be made or its driver isn't installed."""
    import ibis

    file = _file(url) if dialect_of(url) == "duckdb" else ""
    if file and not Path(file).is_file():  # DuckDB would make an empty database of that name
        raise WarehouseError(f"there is no file {file}")
    asked = [name for name, _ in parse_qsl(urlparse(url).query, keep_blank_values=True)]
    if file and any(name != "read_only" for name in asked):
        raise WarehouseError(f"a DuckDB file takes no {asked[0]!r} after the question mark")
    try:  # a file is opened to read, whatever its address says: nothing is ever written
        return ibis.duckdb.connect(file, read_only=True) if file else ibis.connect(url)
    except Exception as error:  # noqa: BLE001  each driver raises its own, and some repeat the password
        raise WarehouseError(f"the warehouse can't be opened ({type(error).__name__})") from None


def _file(url: str) -> str:
    """The file that a DuckDB address names; nothing for a database in memory or a hosted one."""
    parts = urlparse(url)
    found = parts.netloc + parts.path  # as Ibis takes it: `%20` stays as it is
    return "" if found.startswith((":memory:", "md:", "motherduck:")) else found


@dataclass(frozen=True)
class Answer:
    """The groups' rows, and what to ask instead where much had to stay unsaid, a sentence or nothing."""

    rows: list[dict[str, Any]]
    advice: str = ""


def answer(connection: Any, question: Question) -> list[dict[str, Any]]:
    """The rows of `asked` alone."""
    return asked(connection, question).rows


def asked(connection: Any, question: Question) -> Answer:
    """n, percentiles, interval and quality of each group; thin groups come with their count alone, and so do
    those that a total would give a thin one away with.

    Raises WarehouseError for a table or column that isn't there, with the nearest name.
    """
    table = _table(connection, question.table)
    paid = _paid(table, question)
    records = _asked(connection, summary(paid, question.by, question.pay, least=SUPPRESSED_BELOW))
    everyone = _asked(connection, sizes(paid, question.by))
    counts = {_key(one, map(str, range(len(question.by)))): int(one["n"]) for one in everyone}
    held = held_back(counts, SUPPRESSED_BELOW)
    rows = [_row(record, question.by, held) for record in records]
    return Answer(rows, _advice(counts, question.by))


def _advice(counts: Mapping[tuple[object, ...], int], by: Sequence[str]) -> str:
    """Which column to leave out so that more people are in groups that are shown."""
    everyone = sum(counts.values())
    at, most, now = tells_more(counts, SUPPRESSED_BELOW)
    if now == everyone:
        return ""
    said = f"{now:,} of {everyone:,} people are in groups that are shown{_wordless(counts, by, now)}"
    if at is None:
        return f"{said}; leaving out a column would not show more: group by something coarser."
    return f"{said}. Without --by {by[at]}, {most:,} would be."


def _wordless(counts: Mapping[tuple[object, ...], int], by: Sequence[str], now: int) -> str:
    """What is lost to people without a word for a column: they are in no group, but in the totals."""
    without = {key: n for key, n in counts.items() if None in key}
    named = {key: n for key, n in counts.items() if None not in key}
    held = held_back(named, SUPPRESSED_BELOW)
    could = sum(n for key, n in named.items() if key not in held)
    if could <= now:
        return ""
    columns = " or ".join(by[at] for at in range(len(by)) if any(key[at] is None for key in without))
    rows = count(sum(without.values()), "row")
    return f"; {could - now:,} more could be, if {columns} were filled in for {rows} without it"


def _asked(connection: Any, expression: Any) -> list[dict[Any, Any]]:
    name = connection.name
    try:
        asked = connection.sql(sql(expression, name)) if name == "clickhouse" else expression
        found: list[dict[Any, Any]] = connection.to_pandas(asked).to_dict("records")
    except Exception as error:  # noqa: BLE001
        raise WarehouseError(f"the warehouse refused the question ({type(error).__name__})") from None
    return found


def _key(record: dict[Any, Any], columns: Iterable[Any]) -> tuple[object, ...]:
    """The words of a row's group; None for none, as which pandas writes NaN, too."""
    import pandas as pd

    return tuple(None if pd.isna(record[name]) else record[name] for name in columns)


def compiled(question: Question, dialect: str) -> str:
    """The question in SQL, for who looks after the warehouse. Raises ValueError for an unknown dialect."""
    import ibis

    columns = dict.fromkeys(question.by, "string") | {question.pay: "float64"}
    paid = _paid(ibis.table(columns, name=question.table), question)
    return sql(summary(paid, question.by, question.pay, least=SUPPRESSED_BELOW), dialect)


def _table(connection: Any, name: str) -> Any:
    known = _names(connection)
    if name not in known:
        hint = did_you_mean(name, known, list_when_at_most=20)
        raise WarehouseError(f"there is no table {name!r}" + (f"; {hint}" if hint else ""))
    return connection.table(name)


def _names(connection: Any) -> list[str]:
    """The tables and views in the schema that a question is asked in."""
    if connection.name not in ("duckdb", "postgres"):
        return list(connection.list_tables())
    # Ibis 12 asks DuckDB 2 in a way that it no longer has.
    found = connection.raw_sql(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    )
    return [str(row[0]) for row in found.fetchall()]


def _paid(table: Any, question: Question) -> Any:
    """The rows that count, with pay as a float."""
    for column in question.by:
        if column.casefold() in ANSWERED:
            raise WarehouseError(
                f"the answer has a column {column!r} of its own: group by a view that calls yours otherwise"
            )
    for column in (*question.by, question.pay):
        if column not in table.columns:
            hint = did_you_mean(column, table.columns, list_when_at_most=30)
            raise WarehouseError(f"the table {question.table} has no column {column!r}; {hint}")
    for column in question.by:
        if table.schema()[column].is_nested():
            raise WarehouseError(f"the column {column!r} holds lists or records: group by a view of them")
    if not table.schema()[question.pay].is_numeric():
        raise WarehouseError(f"the column {question.pay!r} holds no numbers")
    rows = table.mutate(**{question.pay: table[question.pay].cast("float64")})
    # Nothing, less than nothing, infinity and NaN, which databases rank above all numbers, are no pay.
    return rows.filter(rows[question.pay] > 0, rows[question.pay] < MOST)


def _row(record: dict[Any, Any], by: Sequence[str], held: set[tuple[object, ...]]) -> dict[str, Any]:
    n = int(record["n"])
    figures = {name: None if value != value else value for name, value in record.items() if name not in by}
    error = interval_error(*(figures[name] for name in ("p50", "p50_low", "p50_high")))
    quality, reason = by_count(n, error), _reason(n, error)
    if n >= SUPPRESSED_BELOW and _key(record, by) in held:
        quality = Quality.SUPPRESSED
        reason = f"with a total it would tell of fewer than {SUPPRESSED_BELOW}"
        figures = dict.fromkeys(figures)
    words = {name: record[name] for name in by}
    return {**words, **figures, "n": n, "quality": quality.value, "reason": reason}


def _reason(n: int, error: float | None) -> str | None:
    """What speaks against a group where its count alone doesn't say it, or why it isn't shown."""
    if n < SUPPRESSED_BELOW:
        return f"fewer than {SUPPRESSED_BELOW}"
    if error is None or error <= LOW_ERROR_PERCENT:
        return None
    return f"the median's interval is as wide as a standard error of {over_the_bound(error)} %"
