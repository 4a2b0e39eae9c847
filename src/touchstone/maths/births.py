"""How a worker process comes to life and ends, seen from the parent: forked by a nursery, or on its own."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Protocol

from touchstone.maths import nursery

# Read by the system's loader before Python starts; nothing else of the environment is handed on.
KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH")
SOURCE_ROOT = Path(__file__).parents[2]
# How long a nursery may take to end its workers and itself before it is killed, which ends them too.
ENDING_S = 1.0

BOOTSTRAP = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from touchstone.maths.worker import main; main()"
)


class WorkerFailed(RuntimeError):
    """A worker process can't be started: the installation is broken. For the operator."""


class Life(Protocol):
    """A worker process and our ends of its two pipes."""

    requests: IO[bytes]
    replies: IO[bytes]

    def is_alive(self) -> bool: ...

    def kill(self, pid: int | None) -> None:
        """Ends it now, from any thread, as often as one likes; `pid` is what it said of itself, if it did."""
        ...

    def reap(self, timeout_s: float) -> None:
        """Waits until the system has let go of it."""
        ...


class Births(Protocol):
    """Where workers come from."""

    def start(self) -> Life:
        """A new worker, which may not be ready yet. Raises OSError where the system has no room for one."""
        ...

    def close(self) -> None:
        """Ends what workers came from; called when they are ended themselves."""
        ...


def worker_command() -> list[str]:
    """How a worker is started: this Python, isolated from the environment, user site and working folder."""
    flags = ["-I", *(["-B"] if sys.dont_write_bytecode else [])]
    return [sys.executable, *flags, "-c", BOOTSTRAP, str(SOURCE_ROOT)]


def births_of(command: Sequence[str]) -> Births:
    """By a nursery where the system has what it needs, else each on its own."""
    return Nursery(command) if nursery.is_possible() else Spawning(command)


class Spawning:
    """Starts each worker on its own, at the cost of its imports."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command

    def start(self) -> Life:
        return Spawned(_popen(self._command, subprocess.PIPE, subprocess.PIPE))

    def close(self) -> None:
        """Nothing but the workers is there."""


class Spawned:
    """A worker that is our own child."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        assert popen.stdin is not None
        assert popen.stdout is not None
        self._popen = popen
        self.requests, self.replies = popen.stdin, popen.stdout

    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def kill(self, pid: int | None) -> None:
        self._popen.kill()

    def reap(self, timeout_s: float) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout_s)
            return
        self._popen.kill()
        self._popen.wait()


class Nursery:
    """Has workers forked by one warm process, which is started again should it end. Thread-safe."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._popen: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> Life:
        requests_theirs, requests = os.pipe2(os.O_CLOEXEC)
        try:
            replies, replies_theirs = os.pipe2(os.O_CLOEXEC)
        except OSError:
            os.close(requests_theirs)
            os.close(requests)
            raise
        # closed in this order whatever happens: our ends first, so that a worker that was born sees the end
        try:
            self._ask(nursery.START, [requests_theirs, replies_theirs])
        except OSError:
            os.close(requests)
            os.close(replies)
            raise
        finally:
            os.close(requests_theirs)
            os.close(replies_theirs)
        return Nursed(self, os.fdopen(requests, "wb", buffering=0), os.fdopen(replies, "rb", buffering=0))

    def _ask(self, packet: bytes, pipes: Sequence[int]) -> None:
        with self._lock:
            if self._control is not None:
                with contextlib.suppress(OSError):  # it ended, or is stopped and its queue is full
                    socket.send_fds(self._control, [packet], pipes)
                    return
            self._end()
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                self._control.setblocking(False)
                self._popen = _popen(self._command, theirs.fileno(), subprocess.DEVNULL)
            socket.send_fds(self._control, [packet], pipes)

    def kill(self, pid: int) -> None:
        """Ends a worker of this nursery; one that it doesn't know has ended already."""
        with self._lock:
            if self._control is not None:
                with contextlib.suppress(
                    OSError
                ):  # ended with all its workers, or stopped: closed pipes end them
                    self._control.send(nursery.KILL + b" %d" % pid)

    def close(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._popen is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._popen.wait(ENDING_S)
            self._popen.kill()
            self._popen.wait()
            self._popen = None


class Nursed:
    """A worker that a nursery forked."""

    def __init__(self, parent: Nursery, requests: IO[bytes], replies: IO[bytes]) -> None:
        self._parent = parent
        self.requests, self.replies = requests, replies
        self._poll = select.poll()
        self._poll.register(replies.fileno(), 0)  # nothing but the end is looked for

    def is_alive(self) -> bool:
        return not self.replies.closed and not self._poll.poll(0)

    def kill(self, pid: int | None) -> None:
        if pid is not None:
            self._parent.kill(pid)

    def reap(self, timeout_s: float) -> None:
        """The nursery does, whose end is waited for."""


def _popen(command: Sequence[str], stdin: int, stdout: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own command, no shell
        list(command),
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=os.path.abspath(os.sep),
        env=_environment(),
        start_new_session=True,  # Ctrl+C in the terminal is for the parent alone
    )


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    # One thread for the linear algebra libraries: a worker is one core's work and may start no others.
    return kept | {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
