"""Reads no more of a file than it may have, whatever its size is said to be."""

from __future__ import annotations

from pathlib import Path


def read_at_most(path: Path, most: int) -> bytes | None:
    """The bytes of a file, or None when it has more than `most`. Raises OSError.

    A link to /dev/zero has size 0 and no end, so what comes is counted.
    """
    with path.open("rb") as file:
        found = file.read(most + 1)
    return found if len(found) <= most else None
