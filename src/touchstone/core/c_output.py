"""Keeps what a C library prints to standard output from our own: a solver may write there, asked or not."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

OUT, ERR = 1, 2  # the numbers that C writes to, whatever Python's streams are

_lock = Lock()
_inside = 0  # calls that are under way: the first turns the stream aside, the last turns it back
_kept = -1  # the real standard output while it is turned aside; -1 where there is none


@contextmanager
def aside() -> Iterator[None]:
    """While this is open, what is written to file descriptor 1 goes to standard error.

    HiGHS prints a line of its own at a rare turn of its search, with every option for silence set; before a
    JSON document, PDF or zip that line makes it unreadable. Python's own streams hold their text back until
    they are flushed, so nothing of ours is turned aside.
    """
    _turn_aside()
    try:
        yield
    finally:
        _turn_back()


def _turn_aside() -> None:
    global _inside, _kept
    with _lock:
        _inside += 1
        if _inside == 1:
            _flush()
            with suppress(OSError):  # closed: then nothing can be spoilt
                _kept = os.dup(OUT)
                os.dup2(ERR, OUT)


def _turn_back() -> None:
    global _inside, _kept
    with _lock:
        _inside -= 1
        if _inside == 0 and _kept >= 0:
            _flush()
            os.dup2(_kept, OUT)
            os.close(_kept)
            _kept = -1


def _flush() -> None:
    """C holds text back as well; unflushed, it would come after the stream has been turned."""
    with suppress(OSError, AttributeError, TypeError):  # where the C library has another name
        ctypes.CDLL(None).fflush(None)
