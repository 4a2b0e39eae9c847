"""What a worker process may not do: a second wall behind the rule that nothing typed is ever run.

The first wall is the reader, which makes trees and nothing else. Should a library behind it ever be talked
into running code, that code meets no environment, no writable file, no socket and no new process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import Any

# SymPy, SciPy and an answer need 90 MB resident and 230 MB of addresses (SciPy maps its libraries whole);
# a runaway integer or matrix hits this before the machine notices.
ADDRESS_SPACE_MB = 768
# Enough for the lazy imports of SymPy and SciPy, which open one file at a time.
OPEN_FILES = 64
# A worker that its parent forgot (killed, or stopped in a debugger) ends itself this long after the deadline.
GRACE_MS = 1000
# How long a countdown serves the jobs that follow: to wind it up takes a twentieth of the time of marking.
REARM_S = 0.25

# Python's own audit events (docs.python.org/3/library/audit_events.html) that marking never needs.
REFUSED_EVENTS = frozenset(
    {
        *("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"),
        *("os.fork", "os.forkpty", "pty.spawn", "os.kill", "os.killpg"),
        "ctypes.dlopen",  # the way around all the others
        *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
        *("os.chmod", "os.chown", "os.setxattr"),
        *("shutil.copyfile", "shutil.move", "shutil.rmtree", "tempfile.mkstemp", "tempfile.mkdtemp"),
        *("urllib.Request", "ftplib.connect", "http.client.connect", "smtplib.connect", "webbrowser.open"),
    }
)
WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def take_descriptors() -> tuple[int, int]:
    """Descriptors for requests and replies; standard input, output and errors become the null device.

    A stray `print` in a library can then never be taken for a reply.
    """
    requests, replies = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)
    return requests, replies


def confine() -> None:
    """Lays the limits on this process, for good. Call it after the warm imports."""
    sys.dont_write_bytecode = True
    _limit_resources()
    sys.addaudithook(_Watch(_readable_roots()))


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows has none: the audit hook and the parent's deadline remain
        return
    address_space = ADDRESS_SPACE_MB * 1024 * 1024
    limits = [
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ]
    for what, most in limits:
        # Refused where a system knows no such limit (macOS and addresses) or set a lower one already.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _readable_roots() -> tuple[str, ...]:
    """Folders that lazy imports read from: where this Python and its packages lie."""
    named = [folder for folder in (sys.prefix, sys.base_prefix, *sys.path) if folder]
    folders = {os.path.realpath(folder) for folder in named} - {os.path.realpath(os.sep)}
    return tuple(folder + os.sep for folder in sorted(folders))


class _Watch:
    """An audit hook: once added it can't be removed, not even by code that runs inside."""

    def __init__(self, readable: tuple[str, ...]) -> None:
        self._readable = readable

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self._check_open(*arguments)
        elif event in REFUSED_EVENTS:
            raise PermissionError(f"a worker may not do {event}")
        elif event == "sqlite3.connect" and arguments[0] != ":memory:":
            raise PermissionError("a worker may not open a database file")

    def _check_open(self, path: object, mode: object, flags: object) -> None:
        writes = isinstance(flags, int) and bool(flags & WRITE_FLAGS)
        writes = writes or (isinstance(mode, str) and any(letter in mode for letter in "wax+"))
        if isinstance(path, int):  # a descriptor that is open already
            return
        name = os.fsdecode(path) if isinstance(path, str | bytes) else ""
        # resolved, or `<sys.prefix>/../../etc/passwd` would pass
        if writes or not os.path.realpath(name).startswith(self._readable):
            raise PermissionError(f"a worker may not open {name!r}")


class Alarm:
    """Ends this process when a job outlives its deadline and nobody came to kill it.

    The default action of the signals is kept: the kernel ends the process even inside a long C call that
    never gives Python a chance (`9**9**9` is one).
    """

    def __init__(self) -> None:
        self._works = hasattr(signal, "setitimer")
        self._limit_ms, self._until = 0.0, 0.0
        if self._works:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def set(self, limit_ms: float) -> None:
        """Starts the countdown for a job that may take `limit_ms`.

        One that still runs from the job before, with the same limit, is left to serve this one too: it then
        ends up to REARM_S earlier, which GRACE_MS allows for.
        """
        now = time.monotonic()
        if self._works and (limit_ms != self._limit_ms or now > self._until):
            self._limit_ms, self._until = limit_ms, now + REARM_S
            signal.setitimer(signal.ITIMER_REAL, (limit_ms + GRACE_MS) / 1000)
            self._limit_cpu(limit_ms)

    def clear(self) -> None:
        """All jobs are done."""
        if self._works:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._until = 0.0

    @staticmethod
    def _limit_cpu(limit_ms: float) -> None:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime + (limit_ms + GRACE_MS) / 1000) + 2
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        if hard == resource.RLIM_INFINITY or seconds < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
