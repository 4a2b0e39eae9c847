"""Queries: key and answer run on the same small data sets, and what they return is compared.

SQL that a stranger typed is run, so every wall counts: a database in memory that only this query sees, an
authoriser that lets it read and nothing else, limits on steps, lengths and rows.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from touchstone.maths import outcome
from touchstone.maths.comparing import Tolerance
from touchstone.maths.keys import BadKey
from touchstone.maths.kinds.sql_text import ordered_further, outer_order, without_inner_orders
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow, InvalidRow, Table

STEP = "query result"
BY_CHANCE = (
    "The result depends on the order in which the rows are stored: a column is neither grouped nor in an "
    "aggregate, or a LIMIT or a row number cuts between equal rows."
)
# Steps of SQLite's machine: a second or so, where a join of the small tables takes thousands.
STEPS, STEPS_AT_ONCE = 10_000_000, 10_000
STEPS_AGAIN = 500_000  # when it is run once more, several times: what is slower is right as it was
MOST_ROWS = 10_000
# Sums of decimals differ in their last digits with the order of the rows.
NEARLY = Tolerance(relative=Fraction(1, 10**9))

_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
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


class _Failed(Exception):
    """Why a query gave nothing: a sentence. `slow` when it ran out of steps."""

    def __init__(self, reason: str, *, slow: bool = False) -> None:
        super().__init__(reason)
        self.slow = slow


@dataclass(frozen=True, slots=True)
class Difference:
    """How two results differ: the mistake's name where it has one, and a sentence."""

    says: str
    mistake: str | None = None


def judge(row: GradeRow) -> Outcome:
    """The outcome of a query; the data are the row's. Raises BadKey, InvalidRow."""
    if not isinstance(row.key, str) or not isinstance(row.answer, str):
        raise InvalidRow("'key' and 'answer' are text, except for choices.")
    sets = row.data if isinstance(row.data, list) else [row.data]
    if not row.data or any(not tables for tables in sets):
        raise InvalidRow("A query needs 'data': tables by name, each with 'columns' and 'rows'.")
    found: Difference | None = None
    for tables in sets:
        assert tables is not None
        try:
            wanted = run(row.key, tables)
        except _Failed as failed:
            raise BadKey(f"The key can't be run: {failed}") from None
        try:
            given = run(row.answer, tables)
        except _Failed as failed:
            return _failure(failed)
        found = found or difference(wanted, given, row) or _unsorted(wanted, row)
        found = found or _by_chance(wanted, tables, row)
    if found is None:
        return outcome.correct(STEP)
    return _listed(row, sets[0] or {}) or _wrong(found)


def _unsorted(wanted: Rows, row: GradeRow) -> Difference | None:
    """Rows that happen to come in the right order may come in another elsewhere: no database promises it."""
    if not row.ordered or len(wanted) < 2 or outer_order(str(row.answer)) is not None:
        return None
    said = "The rows came in the right order by chance: without ORDER BY a database may return them in any."
    return Difference(said, "wrong_order")


def _by_chance(wanted: Rows, tables: Mapping[str, Table], row: GradeRow) -> Difference | None:
    """What is right only as long as the rows are stored in this order, where the key is right in any."""
    assert isinstance(row.key, str)
    assert isinstance(row.answer, str)
    for direction in ("ASC", "DESC") if row.ordered and wanted else ():
        further = ordered_further(row.answer, len(wanted[0]), direction)
        if further is not None and _differs(wanted, further, tables, row):
            return Difference("Rows that your ORDER BY leaves level came right by chance.", "wrong_order")
    answer = without_inner_orders(row.answer)
    for stored in _stored(tables):
        again = _run_plainly(row.key, stored)
        if again is None or difference(wanted, again, row) is not None:
            return None  # the key is no better: its author has to mend it
        if _differs(again, answer, stored, row):
            return Difference(BY_CHANCE, "row_order")
    return None


def _differs(wanted: Rows, query: str, tables: Mapping[str, Table], row: GradeRow) -> bool:
    """Whether a query that ran in another form returns something else; False where this form can't be run."""
    given = _run_plainly(query, tables)
    return given is not None and difference(wanted, given, row) is not None


def _run_plainly(query: str, tables: Mapping[str, Table]) -> Rows | None:
    """What the query returns with extremes that choose no row, or as it is where it can't do without."""
    for plain_extremes in (True, False):
        try:
            return run(query, tables, plain_extremes=plain_extremes, most_steps=STEPS_AGAIN)
        except _Failed:
            continue
    return None


def _stored(tables: Mapping[str, Table]) -> Iterator[dict[str, Table]]:
    """The same tables with their rows stored as they are, the other way round, and from the middle on."""
    for order in (lambda rows: rows, lambda rows: rows[::-1], _from_the_middle):
        yield {name: one.model_copy(update={"rows": order(one.rows)}) for name, one in tables.items()}


def _from_the_middle(rows: list[Any]) -> list[Any]:
    return rows[len(rows) // 2 :] + rows[: len(rows) // 2]


def _failure(failed: _Failed) -> Outcome:
    reason = f"Your query can't be run: {failed}"
    if failed.slow:
        return Outcome("timed_out", 0.0, f"{reason} A person will look at it.", STEP)
    return outcome.unreadable(reason)


def _wrong(found: Difference) -> Outcome:
    if found.mistake == "wrong_order":
        return outcome.partial(outcome.FORM_CREDIT, found.says, STEP, found.mistake)
    return outcome.incorrect(STEP, f"{outcome.INCORRECT} {found.says}", found.mistake)


def _listed(row: GradeRow, tables: Mapping[str, Table]) -> Outcome | None:
    """A mistake whose query gives what the answer gives."""
    assert isinstance(row.answer, str)
    given = run(row.answer, tables)
    for mistake in sorted(row.mistakes, key=lambda m: -m.credit):
        try:
            wanted = run(mistake.value, tables)
        except _Failed as failed:
            raise BadKey(f"The mistake {mistake.name!r} can't be run: {failed}") from None
        if difference(wanted, given, row) is None:
            says = mistake.says or outcome.INCORRECT
            return outcome.partial(mistake.credit, says, STEP, mistake.name)
    return None


# --- running -------------------------------------------------------------------------------------------


def run(
    query: str, tables: Mapping[str, Table], *, plain_extremes: bool = False, most_steps: int = STEPS
) -> Rows:
    """What the query returns. Raises _Failed with a sentence.

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
        _without_clock(connection)
        if plain_extremes:
            for name, extreme in (("max", Largest), ("min", Smallest)):
                connection.create_aggregate(name, 1, extreme)  # type: ignore[arg-type]  # not only int
        connection.set_authorizer(_authorise)
        return _fetch(connection, query, most_steps)
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
    apart = sqlite3.connect(":memory:")
    try:
        found: Cell = apart.execute(f"SELECT {name}({places})", arguments).fetchone()[0]
        return found
    finally:
        apart.close()


def _fetch(connection: sqlite3.Connection, query: str, most_steps: int) -> Rows:
    steps = 0

    def tick() -> int:
        nonlocal steps
        steps += STEPS_AT_ONCE
        return int(steps > most_steps)

    connection.set_progress_handler(tick, STEPS_AT_ONCE)
    try:
        cursor = connection.execute(query)
        if cursor.description is None:
            raise _Failed("it is not a SELECT.")
        if [column[0] for column in cursor.description] in _PLANS:
            raise _Failed("EXPLAIN shows how a query is run, not what it returns.")
        rows: Rows = cursor.fetchmany(MOST_ROWS + 1)
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError) as error:
        if steps > most_steps:
            raise _Failed("it takes too many steps.", slow=True) from None
        raise _Failed(_reason(str(error))) from None
    if len(rows) > MOST_ROWS:
        raise _Failed(f"it returns more than {MOST_ROWS:,} rows.")
    return rows


def _reason(message: str) -> str:
    if not message.strip():
        return "it takes too much memory."
    if "to use function" in message or "user-defined function" in message:
        return "only a query that reads the given tables may run, without a clock or chance."
    if "authoriz" in message or "prohibited" in message or "not allowed" in message:
        return "only a query that reads the given tables may run."
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


# --- comparing -----------------------------------------------------------------------------------------


def difference(wanted: Rows, given: Rows, row: GradeRow) -> Difference | None:
    """How the results differ; None when they don't. Columns' names don't count, nor an order not asked."""
    asked = row.tolerance
    tolerance = Tolerance(asked.relative, asked.absolute) if asked else NEARLY
    width, found = (len(rows[0]) if rows else 0 for rows in (wanted, given))
    if wanted and given and width != found:
        return Difference(f"The number of columns is not right: it is {found}.")
    if len(wanted) != len(given):
        if len(set(wanted)) == len(set(given)) and set(wanted) == set(given):
            return Difference("Look at rows that are repeated.", "repeated_rows")
        return Difference(f"The number of rows is not right: it is {len(given):,}.")
    if _agree(wanted, given, tolerance):
        return None
    if _agree(sorted(wanted, key=_rank), sorted(given, key=_rank), tolerance):
        return Difference("The rows are right, but not their order.", "wrong_order") if row.ordered else None
    if Counter(tuple(sorted(r, key=_key)) for r in wanted) == Counter(
        tuple(sorted(r, key=_key)) for r in given
    ):
        return Difference("Look at the order of the columns.", "column_order")
    return Difference("Not all values are right.")


def _agree(wanted: Sequence[tuple[Cell, ...]], given: Sequence[tuple[Cell, ...]], wide: Tolerance) -> bool:
    pairs = zip(wanted, given, strict=True)
    return all(len(a) == len(b) and all(map(lambda x, y: _same(x, y, wide), a, b)) for a, b in pairs)


def _same(wanted: Cell, given: Cell, wide: Tolerance) -> bool:
    if isinstance(wanted, int | float) and isinstance(given, int | float):
        if wanted == given:
            return True
        if wide is NEARLY and not (isinstance(wanted, float) and isinstance(given, float)):
            return False  # whole numbers are exact
        try:
            x, y = Fraction(wanted), Fraction(given)
        except (ValueError, OverflowError):
            return False
        bounds = [(wide.relative or 0) * abs(x), wide.absolute or 0]
        return abs(x - y) <= max(bounds)
    return type(wanted) is type(given) and wanted == given


def _rank(row: tuple[Cell, ...]) -> tuple[tuple[str, object], ...]:
    return tuple(map(_key, row))


def _key(cell: Cell) -> tuple[str, object]:
    """Sorts cells of all types; numbers by six digits, so that nearly equal ones lie side by side."""
    if isinstance(cell, int | float):
        return "1", float(f"{cell:.6g}")
    return ("0", "") if cell is None else ("2", str(cell))
