"""The walls around a query that a stranger typed: what it may read, what it may call, how much of all."""

from __future__ import annotations

import sqlite3

# When a query is run once more, in another form, it has more terms in its ORDER BY.
COLUMNS_AGAIN = 400

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
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000,  # instr() compares all of one text with all of another
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


def build(connection: sqlite3.Connection, *, again: bool) -> None:
    """Lays the limits and lets nothing but the given tables be read."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    if again:
        connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, COLUMNS_AGAIN)
    for name in _OPEN_TABLES:
        connection.execute(f"SELECT 1 FROM {name}('[]')")  # noqa: S608  our own two names
    connection.set_authorizer(_authorise)


def _authorise(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if (second or "").lower() in _REFUSED else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and (first or "").lower().startswith(_CATALOGUE):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY
