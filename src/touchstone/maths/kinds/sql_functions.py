"""Functions of SQLite that a query gets in another form: dates without a clock, extremes of any row."""

from __future__ import annotations

import re
import sqlite3
from functools import cache, partial

Cell = int | float | str | bytes | None

# These read the clock where they are given no date, or the word 'now'.
_DATES = frozenset(["date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff"])


def without_clock(connection: sqlite3.Connection) -> None:
    """Date functions as SQLite has them, but for a date that is given."""
    for name in _DATES:
        connection.create_function(name, -1, partial(_dated, name), deterministic=True)


def _dated(name: str, *arguments: Cell) -> Cell:
    """The value on a connection of its own. Raises ValueError where the clock would be read."""
    arguments = tuple(map(_as_read, arguments))
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


def _as_read(cell: Cell) -> Cell:
    """A blob as the text that SQLite reads in it; text ends at a NUL."""
    text = cell.decode(errors="replace") if isinstance(cell, bytes) else cell
    return text.partition("\0")[0] if isinstance(text, str) else text


@cache
def _apart() -> sqlite3.Connection:
    """Where date functions are as SQLite made them; holds nothing."""
    return sqlite3.connect(":memory:", check_same_thread=False)


# A place of a format wider than this, `%.*c` with a large number beside it too, is written letter by letter
# in one step of SQLite's machine, which nobody can interrupt.
WIDEST = 10_000
_WIDTHS = re.compile(r"[0-9]+")


def with_narrow_formats(connection: sqlite3.Connection) -> None:
    """printf() and format() as SQLite has them, but for what would be written for seconds."""
    for name in ("printf", "format"):
        connection.create_function(name, -1, _formatted, deterministic=True)


def _formatted(*arguments: Cell) -> Cell:
    """Raises OverflowError where a place is too wide."""
    if not arguments or arguments[0] is None:
        return None
    pattern = arguments[0].decode(errors="replace") if isinstance(arguments[0], bytes) else str(arguments[0])
    widths = [int(digits[:9]) for digits in _WIDTHS.findall(pattern)]
    if "*" in pattern:
        widths += [int(a) for a in arguments[1:] if isinstance(a, int | float) and abs(a) < 2**53]
    if any(abs(width) > WIDEST for width in widths):
        raise OverflowError  # "string or blob too big"
    places = ", ".join("?" * len(arguments))
    found: Cell = _apart().execute(f"SELECT printf({places})", arguments).fetchone()[0]
    return found


def with_plain_extremes(connection: sqlite3.Connection) -> None:
    """Lets max() and min() choose no row for the columns beside them."""
    for name, extreme in (("max", Largest), ("min", Smallest)):
        connection.create_aggregate(name, 1, extreme)  # type: ignore[arg-type]  # not only int


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
