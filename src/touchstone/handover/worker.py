"""The process in which the files of a contract are read: one request on its input, one result on its output.

A decoder of a hostile file may run out of memory, never end, or be talked into worse. Here that ends this
process and nothing else: it may not write a file, and its memory and time are bounded.
"""

from __future__ import annotations

import contextlib
import json
import sys

MEMORY_MB = 4_000  # five million rows of two ids, a class and a score were seen to need 2,200
CPU_SECONDS = 90  # the parent waits as long on the clock


def confine() -> None:
    """Lays the limits on this process, for good."""
    try:
        import resource
    except ImportError:  # Windows has none: the parent's deadline remains
        return
    limits = [
        (resource.RLIMIT_AS, MEMORY_MB * 1_000_000),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ]
    for what, most in limits:
        with contextlib.suppress(ValueError, OSError):  # a system without such a limit, or with a lower one
            resource.setrlimit(what, (most, most))


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
