"""Percentiles of ten million pay rows beside pandas, Polars and DuckDB alone; what a page waits for; one
import.

The whole takes 110 s of processor time, half of it for the workbook of 600,000 rows; `--quick` takes 20 s.
One engine at a time is in memory: at most 1.4 GiB, by pandas.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench import _lca_file
from bench._salary_engines import ENGINES, ROOM_GIB
from bench.figures import Figure, quantile
from touchstone.core.content import content_root
from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.importers import lca
from touchstone.salaries.importers.base import Request
from touchstone.salaries.model import Level
from touchstone.salaries.table import load_tables

TITLE = "ten million pay rows (--quick: a third), 2,400 groups, five percentiles; and one page's question"

ROWS = 10_000_000
OCCUPATIONS, REGIONS = 40, 60
MOST_TIMES_DUCKDB = 1.2
MOST_MIB = 500
MOST_PAGE_MS = 20.0
REPEATS = 3
OUT_OF_ROOM = f"needs more than {ROOM_GIB} GiB"


def run(quick: bool) -> Iterator[Figure]:
    """Each engine in a process of its own, so that each pays for its own memory; then the page."""
    # Ibis compiles a question in 20 ms whatever its size: a fifth of what a million rows take, so fewer than
    # some three million say little about ten.
    rows = ROWS // 3 if quick else ROWS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pay.parquet"
        write(file, rows)
        yield from engines(str(file), f"{rows:,} rows")
        yield from importing(Path(folder), 600_000 // (20 if quick else 1))
    yield from page()


def importing(folder: Path, rows: int) -> Iterator[Figure]:
    """A workbook of labor condition applications with a real year's width, read as `salary import lca`
    does."""
    file = folder / "lca.xlsx"
    _lca_file.write(file, rows)
    tables = load_tables(content_root().salaries)
    started, before = time.perf_counter(), time.process_time()
    found = lca.read(Request(file, tables))
    used = time.process_time() - before
    name = f"H-1B workbook of {rows:,} rows and {_lca_file.COLUMNS} columns"
    yield Figure(f"{name}, imported", rows / (time.perf_counter() - started), "rows/s")
    yield Figure(f"{name}, imported, CPU", used, "s")
    yield Figure(f"{name}, rows of the table made", len(found.rows))


def write(file: Path, rows: int) -> None:
    """Lognormal pay around a level of its own for each group; always the same."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SELECT setseed(0.42)")
    group = f"(i * 7919) % {OCCUPATIONS} AS occupation, (i * 104729 // 40) % {REGIONS} AS region"
    pay = f"round(exp(11 + 0.01 * ((i * 7919) % {OCCUPATIONS}) + 0.4 * (random() + random() - 1)), 0) AS pay"
    source = f"SELECT {group}, {pay} FROM range({rows}) t(i)"
    connection.execute(f"COPY ({source}) TO '{file}' (FORMAT parquet)")


def engines(file: str, name: str) -> Iterator[Figure]:
    """CPU seconds and peak memory of each, the best of some rounds; all must give the same answer.

    One after the other, round by round: whatever else the machine does meets all alike, and only one of them
    is in memory.
    """
    asked = [engine for engine in ENGINES if engine != "polars" or importlib.util.find_spec("polars")]
    rounds: dict[str, list[dict[str, float]]] = {engine: [] for engine in asked}
    for engine in asked * REPEATS:
        rounds[engine] += filter(None, [measured(engine, file)])
    for engine in ENGINES:
        if not rounds.get(engine):
            yield Figure(f"{name}, {engine}", "not installed" if engine not in asked else OUT_OF_ROOM)
    found = {engine: min(some, key=lambda one: one["cpu_s"]) for engine, some in rounds.items() if some}
    if "duckdb" not in found:
        return
    right = found["duckdb"]["check"]
    for engine, one in found.items():
        if one["check"] != right:
            yield Figure(f"{name}, {engine}", f"DIFFERS: {one['check']} is not {right}")
        goal = MOST_TIMES_DUCKDB * found["duckdb"]["cpu_s"] if engine == "ours" else None
        yield Figure(f"{name}, {engine}, CPU", one["cpu_s"], "s", goal)
        yield Figure(f"{name}, {engine}, wall", one["wall_s"], "s")
        memory = float(MOST_MIB) if engine == "ours" else None
        yield Figure(f"{name}, {engine}, peak memory", one["peak_mib"], "MiB", memory)


def measured(engine: str, file: str) -> dict[str, float] | None:
    """One engine in a process of its own; None where it needs more memory than it may have."""
    command = [sys.executable, "-W", "ignore", "-m", "bench._salary_engines", engine, file]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode == 0:
        answer: dict[str, float] = json.loads(done.stdout)
        return answer
    if any(word in done.stderr.casefold() for word in ("memory", "allocat")):
        return None
    raise RuntimeError(f"{engine} ended with {done.returncode}: {done.stderr[-2000:]}")


def page() -> Iterator[Figure]:
    """The compare page's question: first in a process, new to it, and asked again."""
    started = time.perf_counter()
    benchmarks = Benchmarks(load_tables(content_root().salaries))
    yield Figure("tables loaded and checked", 1000 * (time.perf_counter() - started), "ms")
    today = date(2026, 11, 23)
    regions = [region for region in benchmarks.tables.regions.by_id if region.startswith("CBSA-")]
    fresh, again = [], []
    for place in regions[:60]:
        query = Query("machine_learning_engineer", Level.SENIOR, ("US", "CA", "GB", place), today)
        for times in (fresh, again):
            started = time.perf_counter()
            benchmarks.benchmark(query)
            times.append(1000 * (time.perf_counter() - started))
    yield Figure("a page's first question of a process, with imports", fresh[0], "ms")
    yield Figure("a page's question about a new place, median", quantile(fresh[1:], 0.5), "ms", MOST_PAGE_MS)
    yield Figure("a page's question about a new place, slowest", max(fresh[1:]), "ms")
    yield Figure("a page's question asked again, median", quantile(again, 0.5), "ms", MOST_PAGE_MS)
