"""Lines that arrive on a pipe from a worker, waited for until a deadline."""

from __future__ import annotations

import os
import queue
import select
import threading
import time
from typing import IO, Protocol

# To wake for each reply of a chunk would take the core that another worker could use. While more than FEW
# are to come, replies gather for NAP_S; what hangs is found out that much later.
FEW, NAP_S = 10, 0.002


class Silent(Exception):
    """Nothing came before the deadline."""


class Gone(Exception):
    """The process has closed its end."""


class Lines(Protocol):
    """Lines that arrive on a pipe. `many`: more than FEW are to come, so that some may be waited for."""

    many: bool

    def next(self, deadline: float) -> bytes:
        """The next line. Raises Silent at the deadline (on the monotonic clock), Gone at the end."""
        ...

    def waiting(self) -> bool:
        """Whether something has arrived, be it the end."""
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
