"""One worker process seen from its parent: start, ask, listen until the deadline, kill."""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

# Read by the system's loader before Python starts; nothing else of the environment is handed on.
KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH")
# A cold disk under load was seen to need 8 s for SymPy's files.
START_LIMIT_S = 60.0
# To wake for each reply of a chunk would take the core that another worker could use. While more than FEW
# are to come, replies gather for NAP_S; what hangs is found out that much later.
FEW, NAP_S = 10, 0.002
SOURCE_ROOT = Path(__file__).parents[2]

BOOTSTRAP = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from touchstone.maths.worker import main; main()"
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a job gave."""

    result: Any


@dataclass(frozen=True, slots=True)
class Stopped:
    """A job that gave nothing; `kind` is `timed_out`, `crashed` (process died) or `failed` (it said why)."""

    kind: str
    detail: str = ""


Reply = Done | Stopped


class WorkerFailed(RuntimeError):
    """A worker process can't be started: the installation is broken. For the operator."""


class Silent(Exception):
    """Nothing came before the deadline."""


class Gone(Exception):
    """The process has closed its end."""


def worker_command() -> list[str]:
    """How a worker is started: this Python, isolated from the environment, user site and working folder."""
    flags = ["-I", *(["-B"] if sys.dont_write_bytecode else [])]
    return [sys.executable, *flags, "-c", BOOTSTRAP, str(SOURCE_ROOT)]


class Process:
    """A worker process. Not thread-safe: the pool lends it to one thread at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        self._popen = subprocess.Popen(  # noqa: S603  our own command, no shell
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=os.path.abspath(os.sep),
            env=_environment(),
            start_new_session=True,  # Ctrl+C in the terminal is for the parent alone
        )
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._requests = self._popen.stdin
        self._lines = lines_of(self._popen.stdout)
        self._ready = False
        self.jobs = 0
        self.memory_mb = 0.0

    @property
    def pid(self) -> int:
        return self._popen.pid

    def wait_ready(self) -> None:
        """Returns once the warm imports are done. Raises WorkerFailed when they can't be."""
        if self._ready:
            return
        try:
            self._lines.next(time.monotonic() + START_LIMIT_S)
        except (Silent, Gone):
            self.kill()
            raise WorkerFailed("a maths worker did not start") from None
        self._ready = True

    def is_ready(self) -> bool:
        """Whether it can answer at once."""
        return self._ready or self._lines.waiting()

    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def run(self, op: str, jobs: Sequence[str], limits_ms: Sequence[int]) -> list[Reply]:
        """Replies in order, up to and including the first `Stopped` that needs a new process.

        `jobs` are JSON texts. Fewer replies than jobs, or a last one that timed out or crashed, mean that
        this process is finished with.
        """
        head = f'{{"op": {json.dumps(op)}, "limits_ms": {json.dumps(list(limits_ms))}, "jobs": ['
        try:
            # Half a surrogate pair, which JSON lets through, is no character: it becomes a question mark.
            self._send((head + ",".join(jobs) + "]}\n").encode("utf-8", "replace"))
        except OSError:
            return []
        replies: list[Reply] = []
        for left, limit_ms in zip(range(len(limits_ms), 0, -1), limits_ms, strict=True):
            self._lines.many = left > FEW
            replies.append(self._reply(limit_ms / 1000))
            if isinstance(replies[-1], Stopped) and replies[-1].kind != "failed":
                return replies
        self._read_done()
        return replies

    def _send(self, line: bytes) -> None:
        view = memoryview(line)
        while view:
            view = view[self._requests.write(view) :]

    def _reply(self, limit_s: float) -> Reply:
        try:
            reply = json.loads(self._lines.next(time.monotonic() + limit_s).decode())
        except Silent:
            return Stopped("timed_out")
        except Gone:
            return Stopped("crashed")
        return Done(reply["result"]) if "result" in reply else Stopped("failed", reply["error"])

    def _read_done(self) -> None:
        try:
            done = json.loads(self._lines.next(time.monotonic() + 1))["done"]
        except (Silent, Gone):
            self.kill()
            return
        self.jobs, self.memory_mb = done["jobs"], done["memory_mb"]

    def kill(self) -> None:
        """Ends it now, from any thread, as often as one likes."""
        self._popen.kill()

    def close(self) -> None:
        """Closes our ends of the pipes: one that still lives ends by itself. For the thread that holds it."""
        self._requests.close()
        self._lines.close()

    def reap(self, timeout_s: float | None = None) -> None:
        """Waits until the system has let go of it."""
        try:
            self._popen.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    # One thread for the linear algebra libraries: a worker is one core's work and may start no others.
    return kept | {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Lines(Protocol):
    """Lines that arrive on a pipe. `many`: more than FEW are to come, so that some may be waited for."""

    many: bool

    def next(self, deadline: float) -> bytes:
        """The next line. Raises Silent at the deadline (on the monotonic clock), Gone at the end."""
        ...

    def waiting(self) -> bool:
        """Whether something has arrived."""
        ...

    def close(self) -> None: ...


def lines_of(stream: IO[bytes]) -> Lines:
    """Polled where the system can poll a pipe, else read by a thread (Windows)."""
    return PolledLines(stream) if hasattr(select, "poll") else ThreadedLines(stream)


class PolledLines:
    """Waits with `poll`: unlike `select`, it takes descriptors above 1023, which a busy server has."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._poll = select.poll()
        self._poll.register(stream.fileno(), select.POLLIN)
        self._whole: list[bytes] = []  # the next one last
        self._rest = b""
        self.many = False

    def next(self, deadline: float) -> bytes:
        while not self._whole:
            if self.many:
                time.sleep(NAP_S)
            left_ms = max(0.0, (deadline - time.monotonic()) * 1000)
            if not self._poll.poll(left_ms):
                raise Silent
            self._read()
        return self._whole.pop()

    def _read(self) -> None:
        block = os.read(self._stream.fileno(), 1 << 16)
        if not block:
            raise Gone
        *whole, self._rest = (self._rest + block).split(b"\n")
        self._whole = whole[::-1]

    def waiting(self) -> bool:
        return bool(self._whole) or bool(self._poll.poll(0))

    def close(self) -> None:
        self._stream.close()


class ThreadedLines:
    """Waits on a queue that a thread fills."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.many = False  # the thread takes them as they come
        self._queue: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._stream = stream
        threading.Thread(target=self._fill, daemon=True).start()

    def _fill(self) -> None:
        rest = b""
        while block := os.read(self._stream.fileno(), 1 << 16):
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                self._queue.put(line)
        self._queue.put(b"")
        self._stream.close()

    def next(self, deadline: float) -> bytes:
        try:
            line = self._queue.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise Silent from None
        if not line:
            self._queue.put(b"")
            raise Gone
        return line

    def waiting(self) -> bool:
        return not self._queue.empty()

    def close(self) -> None:
        """The thread closes the stream when the process has ended."""
