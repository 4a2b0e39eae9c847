"""From the command to the first answer, and to the first page that stands still in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figure, quantile

TITLE = "start: a second `python3 run.py app` to serving"
ROOT = Path(__file__).parents[1]
GOAL_S = 2.0
TIMES = 5


def run(quick: bool) -> Iterator[Figure]:
    """Starts the app several times on an environment that is ready, beside an empty Streamlit app."""
    run_once(ours)  # the first start warms the disk's cache for both
    times = 1 if quick else TIMES
    mine = [run_once(ours) for _ in range(times)]
    theirs = [run_once(bare) for _ in range(times)]
    yield Figure("Touchstone, median", quantile(mine, 0.5), "s", GOAL_S)
    yield Figure("Touchstone, slowest", max(mine), "s")
    yield Figure("an empty Streamlit app, median", quantile(theirs, 0.5), "s")
    yield Figure("ratio", quantile(mine, 0.5) / quantile(theirs, 0.5), "×")


Command = Callable[[int, Path], tuple[list[str], str]]


def run_once(words_for: Command) -> float:
    """Seconds until the port answers; the process is ended afterwards."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as data:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        words, path = words_for(port, Path(data))
        started = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=ROOT,
            env={**kept, "TOUCHSTONE_DATA": data},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(f"http://127.0.0.1:{port}{path}")
            return time.perf_counter() - started
        finally:
            process.kill()
            process.wait()


def ours(port: int, _: Path) -> tuple[list[str], str]:
    """The command of the README."""
    return [sys.executable, "run.py", "app", "--port", str(port)], "/healthz"


def bare(port: int, folder: Path) -> tuple[list[str], str]:
    """The least that Streamlit can serve."""
    script = folder / "empty.py"
    script.write_text("import streamlit as st\nst.title('empty')\n")
    words = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    return words, "/_stcore/health"


def _wait(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
        else:
            return
    raise RuntimeError(f"{url} did not answer within a minute")
