"""Verdicts on rows that come again: many people type the same answer, and a regrade asks all of it anew.

The same row gets the same verdict, so it is remembered. What hung on time is not: that is tried again.
"""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Callable

Row = dict[str, object]
Verdict = dict[str, object]

# A verdict holds a few hundred characters, so that these take some megabytes of a worker's 90.
MOST_ROWS, LONGEST_ROW = 4_000, 1_000
SETTLED = frozenset({"correct", "partial", "incorrect", "unreadable"})
# Who answered and how long it may take change no verdict.
BESIDE = frozenset({"id", "deadline_ms"})


class Repeated:
    """Marks rows, those seen lately from memory."""

    def __init__(self, mark: Callable[[Row], Verdict]) -> None:
        self._mark = mark
        self._known: OrderedDict[bytes, Verdict] = OrderedDict()

    def verdict(self, row: Row) -> Verdict:
        """The verdict on a row of JSON data, in the shape of `marking.mark`."""
        told = _told(row)
        found = self._known.get(told)
        if found is not None:
            self._known.move_to_end(told)
            return {**found, "id": row.get("id"), "ms": 0.0}
        found = self._mark(row)
        if told and found["outcome"] in SETTLED:
            self._known[told] = found
            if len(self._known) > MOST_ROWS:
                self._known.popitem(last=False)
        return found


def _told(row: Row) -> bytes:
    """All of a row that its verdict hangs on; empty for a row that is too large to be kept."""
    try:
        # Version 2 writes equal values as equal bytes, and sets 1 apart from 1.0 and true.
        told = marshal.dumps({name: value for name, value in row.items() if name not in BESIDE}, 2)
    except ValueError:  # nested too deeply
        return b""
    return told if len(told) <= LONGEST_ROW else b""
