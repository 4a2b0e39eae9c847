"""Files that go to whoever clicked, and to nobody else.

Streamlit serves a file that was made at a click under an address that anybody may open for as long as the
process remembers it. So what is made of people's pay or answers is known here by its hash: it leaves within a
minute of a click, to the browser that clicked, and only while whoever clicked may still have it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

LASTS_S = 60.0  # from the click to the fetch that the browser begins by itself
MOST_KNOWN = 100_000  # files, 100 bytes each: the oldest are long gone from Streamlit's memory


@dataclass(frozen=True)
class Ticket:
    """One click: which link was open in the browser ("" on one's own machine), and whether it still counts
    then."""

    token: str
    may: Callable[[], bool]
    until: float


class PrivateFiles:
    """What was made in this process. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._tickets: dict[bytes, list[Ticket]] = {}

    def clicked(self, content: str | bytes, token: str, may: Callable[[], bool]) -> None:
        """From now on the content is private, and may be fetched for a while by who clicked."""
        now, name = self._clock(), _hash(content)
        with self._lock:
            there = [one for one in self._tickets.pop(name, []) if one.until > now]
            self._tickets[name] = [*there, Ticket(token, may, now + LASTS_S)]
            while len(self._tickets) > MOST_KNOWN:
                del self._tickets[next(iter(self._tickets))]

    def known(self, content: bytes) -> bool:
        """Whether the content is private."""
        return _hash(content) in self._tickets

    def may_go(self, content: bytes, token: str, *, here: bool) -> bool:
        """Whether private content may go to a browser with this link's cookie, or one on this machine."""
        now = self._clock()
        with self._lock:
            tickets = list(self._tickets.get(_hash(content), ()))
        fitting = (one for one in tickets if one.until > now and (here or (token and one.token == token)))
        return any(one.may() for one in fitting)


def _hash(content: str | bytes) -> bytes:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).digest()


PRIVATE = PrivateFiles()
