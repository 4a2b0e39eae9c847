"""One worker process seen from its parent: ask, listen until the deadline, kill."""

from __future__ import annotations

import json
import os
import select
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from touchstone.maths.births import Life, WorkerFailed
from touchstone.maths.lines import FEW, Gone, Silent, lines_of

# A cold disk under load was seen to need 8 s for SymPy's files.
START_LIMIT_S = 60.0
# A worker that reads nothing for so long is stopped or broken: it does nothing else while it is asked.
SEND_LIMIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Done:
    """What a job gave."""

    result: Any


@dataclass(frozen=True, slots=True)
class Stopped:
    """A job that gave nothing.

    `kind` is `timed_out`, `crashed` (process died), `failed` (it said why) or `busy` (it never had its turn).
    `ms` is how long it was waited for.
    """

    kind: str
    detail: str = ""
    ms: float = field(default=0.0, compare=False)


Reply = Done | Stopped

# Made once: `json.loads` looks at its options for each reply.
_decode = json.JSONDecoder().decode


class Process:
    """A worker process. Not thread-safe: the pool lends it to one thread at a time."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._lines = lines_of(life.replies)
        self._can_poll = hasattr(select, "poll")
        if self._can_poll:
            os.set_blocking(life.requests.fileno(), False)
        self.pid: int | None = None  # known when it is ready
        self.jobs = 0
        self.memory_mb = 0.0

    def wait_ready(self) -> None:
        """Returns once the warm imports are done. Raises WorkerFailed when they can't be."""
        if self.pid is not None:
            return
        try:
            self.pid = int(json.loads(self._lines.next(time.monotonic() + START_LIMIT_S))["ready"])
        except (Silent, Gone):
            self.kill()
            raise WorkerFailed("a maths worker did not start") from None

    def is_ready(self) -> bool:
        """Whether it can answer at once."""
        return self.pid is not None or self._lines.waiting()

    def is_alive(self) -> bool:
        return self._life.is_alive()

    def run(self, op: str, jobs: Sequence[str], limits_ms: Sequence[float]) -> list[Reply]:
        """Replies in order, up to and including the first `Stopped` that needs a new process.

        `jobs` are JSON texts. Fewer replies than jobs, or a last one that timed out or crashed, mean that
        this process is finished with.
        """
        head = f'{{"op": {json.dumps(op)}, "limits_ms": {json.dumps(list(limits_ms))}, "jobs": ['
        try:
            # Half a surrogate pair, which JSON lets through, is no character: it becomes a question mark.
            self._send((head + ",".join(jobs) + "]}\n").encode("utf-8", "replace"))
        except (OSError, Silent):
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
        view, deadline = memoryview(line), time.monotonic() + SEND_LIMIT_S
        while view:
            written = self._life.requests.write(view)  # None: the pipe is full
            view = view[written or 0 :]
            if not written:
                self._wait_for_room(deadline)

    def _wait_for_room(self, deadline: float) -> None:
        poll = select.poll()
        poll.register(self._life.requests.fileno(), select.POLLOUT)
        if not poll.poll(max(0.0, (deadline - time.monotonic()) * 1000)):
            raise Silent

    def _reply(self, limit_s: float) -> Reply:
        started = time.monotonic()
        try:
            reply = _decode(self._lines.next(started + limit_s).decode())
        except Silent:
            return Stopped("timed_out", ms=_ms_since(started))
        except Gone:
            return Stopped("crashed", ms=_ms_since(started))
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
        self._life.kill(self.pid)

    def close(self) -> None:
        """Closes our ends of the pipes: one that still lives ends by itself. For the thread that holds it."""
        self._life.requests.close()
        self._lines.close()

    def reap(self, timeout_s: float) -> None:
        """Waits until the system has let go of it."""
        self._life.reap(timeout_s)


def _ms_since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 3)
