"""The process in which the files of a contract are read: one request on its input, one result on its output.

A decoder of a hostile file may run out of memory, never end, or be talked into worse. Here that ends this
process and nothing else: it may not write a file, and its memory and time are bounded.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys

MEMORY_MB = 4_000  # five million rows of two ids, a class and a score were seen to need 2,200
LEAST_MB = 1_200  # of addresses: the libraries map 500 before the first row
CPU_SECONDS = 90  # the parent waits as long on the clock


def confine() -> None:
    """Lays the limits on this process, for good."""
    try:
        import resource
    except ImportError:  # Windows has none: the parent's deadline remains
        return
    limits = [
        (resource.RLIMIT_AS, _memory_mb() * 1_000_000),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ]
    for what, most in limits:
        with contextlib.suppress(ValueError, OSError):  # a system without such a limit, or with a lower one
            resource.setrlimit(what, (most, most))


def _memory_mb() -> int:
    """Half of what the machine has, within bounds: two such processes may run beside the app."""
    try:
        has = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1_000_000
    except (ValueError, OSError, AttributeError):
        return LEAST_MB
    return max(LEAST_MB, min(MEMORY_MB, has // 2))


def main() -> None:
    """Reads the request, measures, prints the result as one line of JSON."""
    request = json.loads(sys.stdin.buffer.read())
    confine()
    from touchstone.handover.measure import measure

    # A handle of our own, so that a library's print can't be taken for the result.
    answer = json.dumps(measure(request), allow_nan=False)
    sys.stdout.write(answer + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
