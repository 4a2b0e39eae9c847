"""Questions to the pay tables as Ibis expressions: the same code runs on embedded DuckDB and on a company's
own PostgreSQL, ClickHouse or Databricks. Frames are pandas at the edge. Ibis is imported on first use.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from touchstone.salaries.model import PAY_COLUMNS, PERCENTILES, PayRow
from touchstone.salaries.quantiles import median_ranks

if TYPE_CHECKING:
    import pandas as pd

# Answers kept, one a role and day, some 500 rows each: Ibis compiles every question anew, which takes longer
# than DuckDB's answer.
REMEMBERED = 200
SHARES = {"p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90}


class Warehouse:
    """Pay rows in an embedded DuckDB. Thread-safe: one question at a time."""

    def __init__(self, rows: Iterable[PayRow]) -> None:
        import ibis
        import pandas as pd

        self._lock = threading.Lock()
        self._rows = list(rows)
        frame = pd.DataFrame([_plain(row) for row in self._rows], columns=[*PAY_COLUMNS, "at"])
        frame["at"] = range(len(frame))
        self._connection = ibis.duckdb.connect()
        self._connection.con.register("pay", frame)
        self._pay = self._connection.table("pay")
        self._known: dict[tuple[object, ...], list[PayRow]] = {}

    def rows(self, *, series: Sequence[str], regions: Sequence[str], as_of: date) -> list[PayRow]:
        """The rows of these series in these regions that describe a time up to `as_of`, oldest first."""
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
        wanted = pay.filter(pay.series.isin(list(series)), pay.as_of <= as_of.isoformat())
        found = self._connection.to_pandas(wanted.order_by("as_of", "at").select("at"))
        return [self._rows[at] for at in found["at"]]


def _plain(row: PayRow) -> dict[str, Any]:
    return {**row.model_dump(mode="json"), "at": 0}


def percentiles(rows: Any, by: Sequence[str], value: str) -> Any:
    """n and the five percentiles of `value` in each group of an Ibis table, as an Ibis expression.

    All five in one aggregate: five aggregates would each hold the whole column.
    """
    together = rows.group_by(list(by)).aggregate(
        n=rows.count(), quantiles=rows[value].quantile(list(SHARES.values()))
    )
    apart = {name: together.quantiles[at] for at, name in enumerate(SHARES)}
    return together.select(*by, "n", **apart)


def rollup(frame: pd.DataFrame, by: Sequence[str], value: str) -> pd.DataFrame:
    """n, p10 … p90 and the median's interval (p50_low, p50_high: order statistics, 95 %) of each group."""
    import ibis

    connection = ibis.duckdb.connect()
    connection.con.register("observations", frame)
    rows = connection.table("observations").select(*by, value)
    groups = connection.to_pandas(percentiles(rows, by, value).order_by(list(by)))
    ranks = [median_ranks(int(n)) or (0, 0) for n in groups["n"]]
    bounds = groups[list(by)].assign(first=[r[0] for r in ranks], last=[r[1] for r in ranks])
    connection.con.register("bounds", bounds)
    window = ibis.window(group_by=list(by), order_by=rows[value])
    ranked = rows.mutate(rank=ibis.row_number().over(window) + 1).join(connection.table("bounds"), list(by))
    ends = ranked.group_by(list(by)).aggregate(
        p50_low=lambda t: t[value].max(where=t["rank"] == t["first"]),
        p50_high=lambda t: t[value].max(where=t["rank"] == t["last"]),
    )
    merged: pd.DataFrame = groups.merge(connection.to_pandas(ends), on=list(by))
    return merged[[*by, "n", *PERCENTILES, "p50_low", "p50_high"]]
