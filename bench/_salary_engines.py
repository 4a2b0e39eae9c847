"""One engine a process: n and five percentiles of 2,400 groups from a Parquet file, with CPU and memory used.

`python -m bench._salary_engines ENGINE FILE` prints one line of JSON.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable

SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
BY = ["occupation", "region"]


Answer = list[tuple[float, ...]]
# pandas takes 1.4 GiB for ten million rows: what wants several times as much is stopped before it takes what
# others on the machine need.
ROOM_GIB = 6


def ours(file: str) -> Callable[[], Answer]:
    """The product's own expression."""
    import ibis

    from touchstone.salaries.rollup import percentiles

    connection = ibis.duckdb.connect()

    def ask() -> Answer:
        found = connection.to_pandas(percentiles(connection.read_parquet(file), BY, "pay").order_by(BY))
        return [tuple(row) for row in found[["n", "p10", "p25", "p50", "p75", "p90"]].to_numpy()]

    return ask


def duckdb_alone(file: str) -> Callable[[], Answer]:
    """The same in SQL by hand."""
    import duckdb

    connection = duckdb.connect()
    sql = (
        f"SELECT count(*), quantile_cont(pay, {SHARES}) FROM read_parquet('{file}') "
        "GROUP BY occupation, region ORDER BY occupation, region"
    )
    return lambda: [(n, *quantiles) for n, quantiles in connection.execute(sql).fetchall()]


def in_pandas(file: str) -> Callable[[], Answer]:
    """As one would write it in a notebook."""
    import pandas as pd

    def ask() -> Answer:
        groups = pd.read_parquet(file).groupby(BY)["pay"]
        table = groups.quantile(SHARES).unstack()
        return [(n, *row) for n, row in zip(groups.size(), table.to_numpy(), strict=True)]

    return ask


def in_polars(file: str) -> Callable[[], Answer]:
    """The same, lazily."""
    import polars as pl

    quantiles = [pl.col("pay").quantile(share, "linear").alias(str(share)) for share in SHARES]

    def ask() -> Answer:
        lazy = pl.scan_parquet(file).group_by(BY).agg(pl.len().alias("n"), *quantiles).sort(BY)
        return [tuple(row) for row in lazy.drop(BY).collect().rows()]

    return ask


ENGINES: dict[str, Callable[[str], Callable[[], Answer]]] = {
    "ours": ours,
    "duckdb": duckdb_alone,
    "pandas": in_pandas,
    "polars": in_polars,
}

# Imported and connected before the clock starts: a service pays for that once, and for each question again.
NEEDS = {
    "ours": ("ibis", "duckdb", "pandas", "pyarrow", "touchstone.salaries.rollup"),
    "duckdb": ("duckdb",),
    "pandas": ("pandas", "pyarrow.parquet"),
    "polars": ("polars",),
}


def main(engine: str, file: str) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (ROOM_GIB << 30, ROOM_GIB << 30))
    for module in NEEDS[engine]:
        importlib.import_module(module)
    ask = ENGINES[engine](file)
    started, before = time.perf_counter(), time.process_time()
    answer = ask()
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {
        "cpu_s": time.process_time() - before,
        "wall_s": time.perf_counter() - started,
        "peak_mib": used.ru_maxrss / 1024,
        "groups": len(answer),
        "check": [round(float(value), 3) for value in answer[len(answer) // 2]],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
