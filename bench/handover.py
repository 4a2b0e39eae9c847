"""Hand-over contracts checked: ours, and the figures of a million rows out of CSV and Parquet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from bench.figures import Figure
from touchstone.bootstrap import services
from touchstone.handover.contract import load_contract
from touchstone.handover.measured import beside
from touchstone.handover.measuring import measured_apart

TITLE = "hand-over: check a contract, recompute the figures of many rows"
EXAMPLE = Path(__file__).parents[1] / "examples" / "handover" / "contract.yaml"
DAY = date(2026, 11, 28)
ROWS = 1_000_000


def run(quick: bool) -> Iterator[Figure]:
    """Our example, then shuffled text ids, a score, a class and a slice of three values."""
    contract, located, problems = load_contract(EXAMPLE)
    if contract is None:
        raise SystemExit("\n".join(map(str, problems)))
    started = time.perf_counter()
    checked = services().content.handovers.check(contract, located, find=beside(EXAMPLE.parent), as_of=DAY)
    assert checked.valid
    yield Figure("check our example, 1,200 rows", time.perf_counter() - started, "s")
    rows = ROWS // 10 if quick else ROWS
    with TemporaryDirectory() as folder:
        for ending in ("csv", "parquet"):
            request = _written(Path(folder), ending, rows)
            started = time.perf_counter()
            found = measured_apart(request)
            assert found["rows"] == rows, found["problems"]
            yield Figure(f"figures of {rows:,} rows, {ending}", time.perf_counter() - started, "s")


def _written(folder: Path, ending: str, rows: int) -> dict[str, object]:
    chance = np.random.default_rng(20261128)
    ids = np.char.add("customer-", np.arange(rows).astype("U8"))
    positive = chance.random(rows) < 0.3
    score = np.round(np.clip(0.4 * positive + 0.6 * chance.random(rows), 0.001, 0.999), 4)
    said = np.where(score >= 0.5, "yes", "no")
    device = chance.choice(["desktop", "mobile", "tablet"], rows)
    order = chance.permutation(rows)
    tables = {
        "predictions": {"id": ids, "score": score, "said": said, "device": device},
        "labels": {"id": ids[order], "label": np.where(positive[order], "yes", "no")},
    }
    for name, columns in tables.items():
        table, path = pa.table(columns), folder / f"{name}.{ending}"
        pacsv.write_csv(table, path) if ending == "csv" else pq.write_table(table, path)
    files = {"predictions": ("said", "score"), "labels": ("label", None)}
    return {
        "task": "binary",
        "positive": "yes",
        "threshold": 0.5,
        "slices": ["device"],
        **{
            name: {
                "file": f"{name}.{ending}",
                "path": str(folder / f"{name}.{ending}"),
                "id": "id",
                "column": column,
                "score": with_score,
            }
            for name, (column, with_score) in files.items()
        },
    }
