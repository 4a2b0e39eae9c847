"""The connection to SQLite or PostgreSQL, and what a transaction means on each."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

# Another process (a command beside the app) may hold SQLite's write lock for as long as a migration takes.
BUSY_MS = 15_000
# Each open session may read at once; a read is a few milliseconds, so 60 connections serve some 400 sessions.
POOL, OVERFLOW = 20, 40
# So often traces that somebody's reading kept are tried again as the data are used; a try waits for nobody.
AGAIN_SECONDS = 5.0


# Ends with the transaction. A name is a number for PostgreSQL; two names that share one wait needlessly.
_QUEUE = text("SELECT pg_advisory_xact_lock(hashtext(:name))")


class StoreError(Exception):
    """The database can't be used; the message says why and what to do. For the operator."""


class TracesLeft(StoreError):
    """What was to be erased is erased, and can still be found on the disk while others read."""


class Database:
    """One database. Thread-safe; one object a process, since it holds the process's write lock."""

    def __init__(self, url: str) -> None:
        """Connects on first use. Raises StoreError for an address that is not one of SQLite or PostgreSQL."""
        self.url = _known_url(url)
        self.engine = _engine(self.url)
        self._one_writer = threading.Lock()
        self._file: tuple[int, int] | None = None
        self._looked = -AGAIN_SECONDS  # when it was looked last whether traces are left

    @property
    def is_sqlite(self) -> bool:
        """Whether the data is a file on this machine."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def _is_file(self) -> bool:
        return self.is_sqlite and self.url.database not in (None, "", ":memory:")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction in which every query sees the same moment."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**level) as connection, connection.begin():
            yield connection
        self._clear_left()

    @contextmanager
    def write(self, *, alone: str = "") -> Iterator[Connection]:
        """A transaction that is on disk when the block ends, and undone when it raises.

        On SQLite threads queue here for one lock and take the file's write lock before they read: without
        both, a reader that wants to write meets "database is locked" under load. On PostgreSQL writers of the
        same `alone` wait for each other, in whichever process: what one counts, no other changes meanwhile.
        """
        lock = self._one_writer if self.is_sqlite else nullcontext()
        with lock, self.engine.connect().execution_options(writes=True) as connection:
            self._still_there()  # the connection has made the file by now
            with connection.begin():
                if alone and not self.is_sqlite:
                    connection.execute(_QUEUE, {"name": alone})
                yield connection
            self._still_there()
        self._clear_left()

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """A write whose deletions go from the disk, too: also out of SQLite's write-ahead file, which keeps
        pages as they once were.

        Waits for whoever reads, as long as for a lock. Raises TracesLeft when somebody reads on; who uses the
        data next, in whichever process, finds the mark that is left and does it then. On PostgreSQL dead rows
        and its log are the operator's to clear (`VACUUM`).
        """
        self._set_mark()  # before, so that a kill in between leaves it
        with self.write() as connection:
            yield connection
        if self._is_file and not self._clear(BUSY_MS):
            self._set_mark()  # another process may have cleared and taken the first one before the deletion
            raise TracesLeft(
                f"It is erased, but traces of it are left in {self.url.database}-wal while others read the"
                " data. The app, or the next command that uses the data, takes them away when they are done;"
                f" until then {self._mark.name} stands beside it."
            )

    def clear_traces(self) -> None:
        """The same at a start, for what an earlier end left. While somebody else reads it is left, and tried
        again as the data are used."""
        log = Path(f"{self.url.database}-wal")
        if self._is_file and log.is_file() and log.stat().st_size:
            with suppress(SQLAlchemyError, sqlite3.Error):
                self._clear(wait_ms=100)

    def _clear_left(self) -> None:
        """The same once more, now and then, where somebody's reading kept what any process erased."""
        if not self._is_file or time.monotonic() - self._looked < AGAIN_SECONDS:
            return
        self._looked = time.monotonic()  # other threads don't try at the same moment
        if self._mark.is_file():
            with suppress(SQLAlchemyError, sqlite3.Error):
                self._clear(wait_ms=0)

    def _clear(self, wait_ms: int) -> bool:
        """Whether nothing is left now in the write-ahead file."""
        cleared = self._truncate_log(wait_ms)
        if cleared:
            with suppress(OSError):
                self._mark.unlink(missing_ok=True)
        return cleared

    def _set_mark(self) -> None:
        if self._is_file:
            with suppress(OSError):
                self._mark.touch()

    @property
    def _mark(self) -> Path:
        """The file that stands beside the data while traces of what was erased may be left."""
        return Path(f"{self.url.database}-traces")

    def _truncate_log(self, wait_ms: int) -> bool:
        """Whether the write-ahead file is empty now."""
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={wait_ms}")
            try:
                busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:  # the connection goes back to others, who wait longer
                cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
                cursor.close()
        finally:
            connection.close()
        return not busy

    def _still_there(self) -> None:
        """Raises StoreError when SQLite's file was removed or replaced: its open handle swallows answers."""
        if not self._is_file:
            return
        name = self.url.database
        found = _identity(Path(str(name)))
        if self._file is not None and found != self._file:
            became = "gone" if found is None else "another file now"
            raise StoreError(
                f"The data file {name} is {became}. Start the app again; until then nothing is saved."
            )
        self._file = found

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


def _identity(file: Path) -> tuple[int, int] | None:
    """Which file the name stands for now, whatever it holds; None when there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _known_url(url: str) -> URL:
    try:
        found = make_url(url)
    except ArgumentError:
        raise StoreError(f"{_without_password(url)!r} is not a database address; {EXPECTED}") from None
    backend = found.get_backend_name()
    if backend in ("postgres", "postgresql"):
        return found.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return found
    raise StoreError(f"{backend!r} databases are not supported; {EXPECTED}")


EXPECTED = "expected sqlite:///path/to/file.db or postgresql://user@host/name"


def _without_password(url: str) -> str:
    return url.rsplit("@", 1)[-1]


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=POOL, max_overflow=OVERFLOW, pool_pre_ping=True)
    engine = create_engine(url, pool_size=POOL, max_overflow=OVERFLOW)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    _write_ahead(cursor)
    # FULL: a commit that was reported survives a power cut, not only a crash of the process.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what is erased is overwritten, not only struck from the index
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Sets the file to write-ahead logging, waiting for others who do the same to a new file.

    For this one statement SQLite doesn't heed `busy_timeout`: of eight who opened a new file at once about
    one in a hundred was told "database is locked".
    """
    last = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.005)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
