"""Random rows of all kinds and fields through the marker: no error, no overrun, no verdict against itself.

`python -m bench.fuzz_rows --seconds 600 --seed 7` alone, or as the measurement `fuzz_rows`. What it finds is
printed as a row that `touchstone grade` takes.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Iterator
from random import Random

from tests.support.rows import Row, fault, row

from bench.figures import Figure

TITLE = "the marker under random rows"
DEADLINE_MS = 500


def run(quick: bool) -> Iterator[Figure]:
    """Marks rows for a while."""
    seconds = 30 if quick else 300
    rows = list(marked(Random(1), seconds))
    found = [f"{wrong}: {_shown(one)}" for wrong, one in rows if wrong]
    yield Figure("rows marked", len(rows))
    yield Figure("rows that surprised it", "; ".join(found) or "none")


def marked(random: Random, seconds: float) -> Iterator[tuple[str | None, Row]]:
    """What was wrong with each of as many rows as the time allows, and the row."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        one = row(random, DEADLINE_MS)
        yield fault(one), one


def _shown(one: Row) -> str:
    return json.dumps(one, ensure_ascii=False)


def main() -> None:
    """Marks rows for `--seconds` and prints each surprise as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    count = surprises = 0
    for wrong, one in marked(Random(asked.seed), asked.seconds):
        count += 1
        if wrong:
            surprises += 1
            print(f"{wrong}: {_shown(one)}", flush=True)
    print(f"{count:,} rows, {surprises} surprises")


if __name__ == "__main__":
    main()
