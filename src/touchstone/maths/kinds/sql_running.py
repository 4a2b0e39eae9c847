"""Runs a query on small tables, behind walls.

SQL that a stranger typed is run, so every wall counts: a database in memory that only this query sees, an
authoriser that lets it read the given tables and nothing else, limits on steps, time, lengths and rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from touchstone.maths.clock import Deadline, OutOfTime
from touchstone.maths.row import InvalidRow, Table

# Steps of SQLite's machine: a second or so, where a join of the small tables takes thousands.
# One of them may copy a megabyte: the clock is asked often.
STEPS, STEPS_AT_ONCE = 10_000_000, 1_000
# When it is run once more, several times; in other forms it has more terms in its ORDER BY.
STEPS_AGAIN, COLUMNS_AGAIN = 2_000_000, 400
MOST_ROWS = 10_000
MOST_BYTES = 20_000_000  # of texts and blobs in all rows: each may hold a megabyte

_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_CATALOGUE = "sqlite_"  # so begin the names of the tables in which SQLite keeps how the others were made
# Tables of SQLite's own that read what they are given. Their makers ask for a leave that no query has.
_OPEN_TABLES = ("json_each", "json_tree")
# These reach out of the query, or give something else each time.
_REFUSED = frozenset(
    [
        "load_extension",
        "random",
        "randomblob",
        "fts3_tokenizer",
        "sqlite_log",
        "sqlite_version",
        "sqlite_source_id",
        "sqlite_compileoption_used",
        "sqlite_compileoption_get",
        "changes",
        "total_changes",
        "last_insert_rowid",
        "current_date",
        "current_time",
        "current_timestamp",
    ]
)
# These read the clock where they are given no date, or the word 'now'.
_DATES = frozenset(["date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff"])
_PLANS = (
    ["addr", "opcode", "p1", "p2", "p3", "p4", "p5", "comment"],
    ["id", "parent", "notused", "detail"],
)
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 50_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 20,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
}

Cell = int | float | str | bytes | None
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
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        if again:
            connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, COLUMNS_AGAIN)
        _without_clock(connection)
        if plain_extremes:
            for name, extreme in (("max", Largest), ("min", Smallest)):
                connection.create_aggregate(name, 1, extreme)  # type: ignore[arg-type]  # not only int
        for name in _OPEN_TABLES:
            connection.execute(f"SELECT 1 FROM {name}('[]')")  # noqa: S608  our own two names
        connection.set_authorizer(_authorise)
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


def _authorise(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if (second or "").lower() in _REFUSED else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and (first or "").lower().startswith(_CATALOGUE):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY


def _without_clock(connection: sqlite3.Connection) -> None:
    """Date functions as SQLite has them, but for a date that is given."""
    for name in _DATES:
        connection.create_function(name, -1, partial(_dated, name), deterministic=True)


def _dated(name: str, *arguments: Cell) -> Cell:
    """The value on a connection of its own. Raises ValueError where the clock would be read."""
    at = 1 if name == "strftime" else 0
    times = arguments[at : at + (2 if name == "timediff" else 1)]
    words = [a.strip().lower() for a in arguments if isinstance(a, str)]
    if not times or {"localtime", "utc"} & set(words):
        raise ValueError("the clock")
    for time in times:
        if isinstance(time, str) and time.strip()[:1] not in set("0123456789+-."):
            if time.strip().lower().startswith(("now", "subsec")):
                raise ValueError("the clock")
            return None
    places = ", ".join("?" * len(arguments))
    found: Cell = _apart().execute(f"SELECT {name}({places})", arguments).fetchone()[0]
    return found


@cache
def _apart() -> sqlite3.Connection:
    """Where date functions are as SQLite made them; holds nothing."""
    return sqlite3.connect(":memory:", check_same_thread=False)


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
    if "bindings" in message:
        return "it has a place for a value, such as ?, and none is given."
    return message.rstrip(".")[:200] + "."


class Largest:
    """max() of a group, as SQLite compares: no null, numbers before text before blobs."""

    def __init__(self) -> None:
        self.found: Cell = None

    def step(self, value: Cell) -> None:
        """Takes a value in."""
        if value is not None and (self.found is None or self.beats(value, self.found)):
            self.found = value

    def beats(self, value: Cell, other: Cell) -> bool:
        """Whether the value comes before what was found so far."""
        return _stored_order(value) > _stored_order(other)

    def finalize(self) -> Cell:
        """The extreme at the end."""
        return self.found


class Smallest(Largest):
    """min() of a group."""

    def beats(self, value: Cell, other: Cell) -> bool:
        """Whether the value comes before what was found so far."""
        return _stored_order(value) < _stored_order(other)


def _stored_order(cell: Cell) -> tuple[int, int | float | bytes]:
    if isinstance(cell, int | float):
        return 0, cell
    return (1, cell.encode()) if isinstance(cell, str) else (2, cell or b"")
