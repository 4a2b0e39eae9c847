"""How much memory a worker has held: what a pool recycles it by."""

from __future__ import annotations

import os
import re
import sys

STATUS = "/proc/self/status"
_PEAK = re.compile(rb"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class Memory:
    """Make it before the process is confined: it keeps the system's own account open.

    On Linux `getrusage` is no use: a process starts with the peak of whoever started it, so that under a
    server of 300 MB each new worker would look as if it had grown to that and be replaced after each answer.
    """

    def __init__(self) -> None:
        try:
            self._status: int | None = os.open(STATUS, os.O_RDONLY)
        except OSError:
            self._status = None

    def most_mb(self) -> float:
        """The most that this process has held, in megabytes; 0 where the system doesn't say."""
        if self._status is None:
            return _most_by_rusage()
        found = _PEAK.search(os.pread(self._status, 8192, 0))
        return int(found[1]) / 1024 if found else 0.0


def _most_by_rusage() -> float:
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
