"""Runs a query on small tables, behind walls.

SQL that a stranger typed is run, so every wall counts: a database in memory that only this query sees, an
authoriser that lets it read the given tables and nothing else, limits on steps, time, lengths and rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from touchstone.maths.clock import Deadline, OutOfTime
from touchstone.maths.kinds import sql_functions, sql_walls
from touchstone.maths.kinds.sql_functions import Cell
from touchstone.maths.row import InvalidRow, Table

# Steps of SQLite's machine: a second or so, where a join of the small tables takes thousands.
# One of them may look through a long text: the clock is asked often.
STEPS, STEPS_AT_ONCE = 10_000_000, 1_000
STEPS_AGAIN = 2_000_000  # when it is run once more, several times
MOST_ROWS = 10_000
MOST_BYTES = 20_000_000  # of texts and blobs in all rows: each may hold 100,000 characters

_PLANS = (
    ["addr", "opcode", "p1", "p2", "p3", "p4", "p5", "comment"],
    ["id", "parent", "notused", "detail"],
)
Rows = list[tuple[Cell, ...]]


class Failed(Exception):
    """Why a query gave nothing: a sentence. `slow` when it ran out of steps."""

    def __init__(self, reason: str, *, slow: bool = False) -> None:
        super().__init__(reason)
        self.slow = slow


@dataclass(frozen=True, slots=True)
class Result:
    """What a query returned: how many columns, which are known of an empty result too, and the rows."""

    width: int
    rows: Rows


def run(
    query: str,
    tables: Mapping[str, Table],
    deadline: Deadline,
    *,
    plain_extremes: bool = False,
    again: bool = False,
) -> Result:
    """What the query returns. Raises Failed with a sentence, OutOfTime.

    SQLite takes a column beside max() or min() that is not grouped from the row of the extreme; no other
    database does. With `plain_extremes` it comes from any row of its group, as beside all other aggregates;
    a query that uses them over a window can't be run so. (Python can make window functions too, and crashes
    in them where a frame holds no row.)
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        for name, table in tables.items():
            _create(connection, name, table)
        connection.commit()
        sql_functions.without_clock(connection)
        sql_functions.with_narrow_formats(connection)
        if plain_extremes:
            sql_functions.with_plain_extremes(connection)
        sql_walls.build(connection, again=again)
        return _fetch(connection, query, STEPS_AGAIN if again else STEPS, deadline)
    finally:
        connection.close()


def _create(connection: sqlite3.Connection, name: str, table: Table) -> None:
    columns = ", ".join(map(_quoted, table.columns))
    try:
        connection.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
        places = ", ".join("?" * len(table.columns))
        connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", table.rows)  # noqa: S608
    except (sqlite3.Error, OverflowError) as error:
        raise InvalidRow(f"The table {name!r} can't be made: {error}.") from None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _fetch(connection: sqlite3.Connection, query: str, most_steps: int, deadline: Deadline) -> Result:
    steps = 0

    def tick() -> int:
        nonlocal steps
        steps += STEPS_AT_ONCE
        return int(steps > most_steps or not deadline.left())

    connection.set_progress_handler(tick, STEPS_AT_ONCE)
    try:
        cursor = connection.execute(query)
        if cursor.description is None:
            raise Failed("it is not a SELECT.")
        if [column[0] for column in cursor.description] in _PLANS:
            raise Failed("EXPLAIN shows how a query is run, not what it returns.")
        rows = _rows(cursor)
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError) as error:
        if steps > most_steps:
            raise Failed("it takes too many steps.", slow=True) from None
        if not deadline.left():
            raise OutOfTime from None
        raise Failed(_reason(str(error))) from None
    return Result(len(cursor.description), rows)


def _rows(cursor: sqlite3.Cursor) -> Rows:
    """All rows. Raises Failed before they fill the memory."""
    rows: Rows = []
    size = 0
    for row in cursor:
        rows.append(row)
        size += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if len(rows) > MOST_ROWS:
            raise Failed(f"it returns more than {MOST_ROWS:,} rows.")
        if size > MOST_BYTES:
            raise Failed(f"it returns more than {MOST_BYTES:,} characters.")
    return rows


def _reason(message: str) -> str:
    if not message.strip():
        return "it takes too much memory."
    if "to use function" in message or "user-defined function" in message:
        return "only a query that reads the given tables may run, without a clock or chance."
    if any(word in message for word in ("authoriz", "prohibited", "not allowed", "vtable constructor")):
        return "only a query that reads the given tables may run."
    if "one statement at a time" in message:
        return "it holds more than one statement; give one query, with at most one semicolon behind it."
    if "bindings" in message:
        return "it has a place for a value, such as ?, and none is given."
    return message.rstrip(".")[:200] + "."
