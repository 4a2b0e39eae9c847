"""One writer at a time in a folder of bank files, in this process and in every other on this machine."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks: there the writers of one process take turns, no others
    fcntl = None  # type: ignore[assignment]

PATIENCE = 10.0  # seconds: a save takes a few hundredths
_TRY_AGAIN = 0.02
_HERE = threading.Lock()


@contextmanager
def turn(folder: Path, patience: float = PATIENCE) -> Iterator[bool]:
    """Waits for one's turn to change files of the folder; False when others kept it too long.

    The folder itself is locked, so no file is left behind, and who is killed gives the lock back.
    """
    end = time.monotonic() + patience
    if not _HERE.acquire(timeout=patience):
        yield False
        return
    try:
        held = _opened(folder)
        try:
            yield held is None or _locked(held, end)
        finally:
            if held is not None:
                os.close(held)
    finally:
        _HERE.release()


def _opened(folder: Path) -> int | None:
    """The folder, open to be locked; None where folders can't be."""
    if fcntl is None:
        return None
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _locked(held: int, end: float) -> bool:
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(_TRY_AGAIN)
        except OSError:  # a file system without locks
            return True
        else:
            return True
