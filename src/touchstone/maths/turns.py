"""Whose turn it is: so many at once, so many of one owner, and the owners who wait are served in a ring."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager

Owner = str | None


class Turns:
    """Up to `most` turns at once, of one owner up to `most_of_one`; who has no owner has no such bound.

    First come, first served among owners: one who was served and asks again stands behind all who wait. An
    owner at its bound is passed over.
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._lock = threading.Lock()
        self._running: Counter[Owner] = Counter()
        # The owner who is next comes first; each with tickets in the order they came.
        self._waiting: dict[Owner, deque[threading.Event]] = {}
        self._closed = False

    @contextmanager
    def turn(self, owner: Owner, patience_s: float) -> Iterator[bool]:
        """True when it is the owner's turn, False when that took too long."""
        if not self._take(owner, patience_s):
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                self._end(owner)

    def wanted_by_others(self, owner: Owner) -> bool:
        """Whether somebody else waits who could have this owner's turn."""
        with self._lock:
            return any(other != owner and self._below_bound(other) for other in self._waiting)

    def close(self) -> None:
        """Lets everybody in, at once and from now on."""
        with self._lock:
            self._closed = True
            self._hand_out()

    def _take(self, owner: Owner, patience_s: float) -> bool:
        ticket = threading.Event()
        with self._lock:
            self._waiting.setdefault(owner, deque()).append(ticket)
            self._hand_out()
        try:
            ticket.wait(patience_s)
        except BaseException:
            with self._lock:
                if not self._withdraw(owner, ticket):
                    self._end(owner)
            raise
        with self._lock:
            return not self._withdraw(owner, ticket)

    def _withdraw(self, owner: Owner, ticket: threading.Event) -> bool:
        """Takes the ticket out of the ring, unless its turn has come."""
        if ticket.is_set():
            return False
        self._waiting[owner].remove(ticket)
        if not self._waiting[owner]:
            del self._waiting[owner]
        return True

    def _end(self, owner: Owner) -> None:
        self._running[owner] -= 1
        if not self._running[owner]:
            del self._running[owner]
        self._hand_out()

    def _hand_out(self) -> None:
        while self._closed or self._running.total() < self._most:
            owner = next(filter(self._below_bound, self._waiting), _NOBODY)
            if isinstance(owner, _Nobody):
                return
            tickets = self._waiting.pop(owner)
            tickets.popleft().set()
            self._running[owner] += 1
            if tickets:  # behind all others
                self._waiting[owner] = tickets

    def _below_bound(self, owner: Owner) -> bool:
        return owner is None or self._closed or self._running[owner] < self._most_of_one


class _Nobody:
    """Not None, which is the owner of those who name none."""


_NOBODY = _Nobody()
