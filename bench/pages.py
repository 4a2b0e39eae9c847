"""How long a page's script runs: the first time in a process, and again when a choice changes."""

from __future__ import annotations

import logging
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bench.figures import Figure, quantile
from touchstone.ui.shell.navigation import PAGES

TITLE = "pages: one run of each page's script, in AppTest"
SCRIPT = Path(__file__).parents[1] / "src" / "touchstone" / "ui" / "shell" / "main.py"
TIMES = 20


def run(quick: bool) -> Iterator[Figure]:
    """Opens each page once, then runs it again several times as a changed choice would."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as data:
        os.environ["TOUCHSTONE_DATA"] = data
        for entry in PAGES:
            app = AppTest.from_file(str(SCRIPT), default_timeout=120)
            app.run()
            if not entry.default:
                app._page_hash = calc_hash(entry.address)
            yield Figure(f"{entry.title}, first run", 1000 * _timed(app), "ms")
            again = [_timed(app) for _ in range(TIMES // 4 if quick else TIMES)]
            yield Figure(f"{entry.title}, again, median", 1000 * quantile(again, 0.5), "ms")
            yield Figure(f"{entry.title}, again, slowest", 1000 * max(again), "ms")


def _timed(app: AppTest) -> float:
    started = time.perf_counter()
    app.run()
    return time.perf_counter() - started
