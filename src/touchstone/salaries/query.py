"""The pay tables as a database that pages and commands ask. Ibis is imported on first use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from touchstone.salaries.model import PAY_COLUMNS, PayRow

# Answers kept, one a role and day, some 500 rows each: Ibis compiles every question anew, which takes longer
# than DuckDB's answer.
REMEMBERED = 200


class Warehouse:
    """Pay rows in an embedded DuckDB, each known from a day on. Thread-safe: one question at a time."""

    def __init__(self, rows: Iterable[PayRow], known_from: Callable[[PayRow], date]) -> None:
        import ibis
        import pandas as pd

        self._lock = threading.Lock()
        self._rows = list(rows)
        frame = pd.DataFrame([_plain(row) for row in self._rows], columns=[*PAY_COLUMNS])
        frame["at"] = range(len(frame))
        frame["known"] = [known_from(row).isoformat() for row in self._rows]
        self._connection = ibis.duckdb.connect()
        self._connection.con.register("pay", frame)
        self._pay = self._connection.table("pay")
        self._known: dict[tuple[object, ...], list[PayRow]] = {}

    def rows(self, *, series: Sequence[str], regions: Sequence[str], as_of: date) -> list[PayRow]:
        """The rows of these series in these regions that were published by `as_of`, oldest first."""
        if not series or not regions:
            return []
        wanted, key = set(regions), (tuple(series), as_of)
        with self._lock:
            if key not in self._known:
                if len(self._known) >= REMEMBERED:
                    self._known.clear()
                self._known[key] = self._found(series, as_of)
            return [row for row in self._known[key] if row.region in wanted]

    def _found(self, series: Sequence[str], as_of: date) -> list[PayRow]:
        pay = self._pay
        wanted = pay.filter(pay.series.isin(list(series)), pay.known <= as_of.isoformat())
        found = self._connection.to_pandas(wanted.order_by("as_of", "at").select("at"))
        return [self._rows[at] for at in found["at"]]


def _plain(row: PayRow) -> dict[str, Any]:
    return row.model_dump(mode="json")
