"""Measures in a process of its own, which is ended at its deadline whatever a file has made of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

AT_ONCE = 2  # each may take 4 GB
LIMIT_S = 90.0  # five million rows took 33 s on a busy machine
_SOURCE = Path(__file__).parents[2]
# The result is out once `main` returns. Taking libraries and their threads down again could only crash.
_START = (
    "import os, sys; sys.path.insert(0, sys.argv.pop(1)); from touchstone.handover.worker import main; "
    "main(); os._exit(0)"
)
_SLOTS = threading.BoundedSemaphore(AT_ONCE)
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH")


class Measure(Protocol):
    """What turns a request into a result (see `measure`)."""

    def __call__(self, request: Mapping[str, Any]) -> dict[str, Any]: ...


def measured_apart(request: Mapping[str, Any], *, limit_s: float = LIMIT_S) -> dict[str, Any]:
    """The result of `measure`, computed in a bounded process; a problem says when that came to nothing."""
    with _SLOTS:
        return _measured(request, limit_s)


def _measured(request: Mapping[str, Any], limit_s: float) -> dict[str, Any]:
    flags = ["-I", *(["-B"] if sys.dont_write_bytecode else [])]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    quiet = {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603  our own command, no shell
            [sys.executable, *flags, "-c", _START, str(_SOURCE)],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=limit_s,
            env={**kept, **quiet, "ARROW_DEFAULT_MEMORY_POOL": "system"},
            cwd=os.path.abspath(os.sep),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _nothing(f"Reading the files took longer than {limit_s:g} seconds and was stopped.")
    if done.returncode != 0:
        memory = b"MemoryError" in done.stderr or b"ArrowMemoryError" in done.stderr
        why = "needs more memory than it may have" if memory else "ended early"
        return _nothing(f"Reading the files {why}: they are too large, or not what they say they are.")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _nothing(message: str) -> dict[str, Any]:
    problem = {"file": "predictions", "rule": "not-recomputed", "message": message}
    return {"problems": [problem], "hashes": {}, "slices": {}, "metrics": {}, "rows": None}
