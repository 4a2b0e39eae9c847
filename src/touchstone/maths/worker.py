"""The process in which everything typed is read, marked and evaluated: JSON lines in, JSON lines out.

`{"ready": …}` is said once at the start. A request is `{"op": "grade", "jobs": [...], "limits_ms": [...]}`.
Each job is answered in order with `{"result": …}` or `{"error": "kind: message"}`, the request with
`{"done": {"jobs": n, "memory_mb": m}}`. The end of the requests ends the process.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from touchstone.maths import nursery, sandbox
from touchstone.maths.memory import Memory

Operation = Callable[[Any], Any]

# Deep answers are refused by the reader at depth 40; SymPy's own recursion on such a tree stays below this.
RECURSION_LIMIT = 3000
# New objects between two looks for garbage in cycles. Trees have none; with Python's 700 the looks
# took a tenth of all time.
GARBAGE_AFTER = 20_000


def serve(operations: Mapping[str, Operation], *, warm: Callable[[], None] | None = None) -> None:
    """Answers requests until there are no more. `warm` runs before the limits are laid.

    Started as a nursery, this process forks workers once it is warm, and each of them does so.
    """
    nursed = nursery.is_asked()
    if not nursed:
        requests, replies = sandbox.take_descriptors()
    sys.setrecursionlimit(RECURSION_LIMIT)
    if warm is not None:
        warm()
    gc.collect()
    gc.freeze()  # what is loaded now lives as long as the process: spare each collection the walk over it
    gc.set_threshold(GARBAGE_AFTER)
    if nursed:
        nursery.tend()
        requests, replies = sandbox.take_descriptors()
    memory = Memory()
    sandbox.confine()
    _write(replies, {"ready": os.getpid()})
    alarm = sandbox.Alarm()
    count = 0
    for line in _lines(requests):
        count += _answer(json.loads(line), operations, replies, alarm)
        _write(replies, {"done": {"jobs": count, "memory_mb": memory.most_mb()}})


def _answer(request: Any, operations: Mapping[str, Operation], replies: int, alarm: sandbox.Alarm) -> int:
    operation = operations[request["op"]]
    jobs = request["jobs"]
    for job, limit_ms in zip(jobs, request["limits_ms"], strict=True):
        alarm.set(limit_ms)
        _write(replies, _attempt(operation, job))
    alarm.clear()
    return len(jobs)


def _attempt(operation: Operation, job: Any) -> dict[str, Any]:
    try:
        return {"result": operation(job)}
    except MemoryError:
        return {"error": "MemoryError: out of memory"}
    except RecursionError:
        return {"error": "RecursionError: nested too deeply"}
    except Exception as error:  # noqa: BLE001  whatever a library raises, the next person is served
        return {"error": f"{type(error).__name__}: {error}"[:500]}


def _lines(descriptor: int) -> Iterator[bytes]:
    with os.fdopen(descriptor, "rb", buffering=1 << 16) as stream:
        yield from stream


def _write(descriptor: int, reply: Mapping[str, Any]) -> None:
    line = (json.dumps(reply) + "\n").encode()
    while line:
        line = line[os.write(descriptor, line) :]


def main() -> None:
    """`python -I -m touchstone.maths.worker`: started by the pool, never by hand."""
    from touchstone.maths import operations

    try:
        serve(operations.OPERATIONS, warm=operations.warm)
    except BrokenPipeError:  # the parent is gone
        sys.exit(0)


if __name__ == "__main__":
    main()
