"""The three standard streams, also where the caller closed one of them: `touchstone grade >&-`."""

from __future__ import annotations

import os
import sys

# A stream that is needed fails when it is used; what nobody can be told is dropped.
_CLOSED = (
    ("stdin", "r", os.O_WRONLY),
    ("stdout", "w", os.O_RDONLY),
    ("stderr", "w", os.O_WRONLY),
)


def fill_closed() -> None:
    """Puts something in the place of each closed stream.

    Otherwise the next file that is opened, a database perhaps, gets its number, and what is printed is
    written into it.
    """
    for name, mode, way in _CLOSED:
        if getattr(sys, name) is None:
            place = os.open(os.devnull, way)  # the lowest number that is free
            setattr(sys, name, os.fdopen(place, mode, encoding="utf-8", closefd=False))
