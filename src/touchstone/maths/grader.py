"""The only door to the maths: what is typed is read, marked and evaluated behind it, in worker processes."""

from __future__ import annotations

import itertools
import json
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from touchstone.maths import outcome
from touchstone.maths.limits import ANSWER
from touchstone.maths.outcome import Outcome
from touchstone.maths.pool import Pool
from touchstone.maths.process import Done, Reply, Stopped

log = logging.getLogger("touchstone.maths")

DEADLINE_MS = 2000
# A row may ask for more time, but not for a worker of its own.
LONGEST_DEADLINE_MS = 60_000
# The round trip is shared by this many rows; a worker is still lent for well under a second.
CHUNK_ROWS = 100
# A typed answer is at most 2,000 characters; with key and mistakes a row stays far below this.
LONGEST_ROW = 200_000

# Lists in lists: data of a query have six levels. What nests deeper can't be written as JSON again.
MOST_NESTED = 200
PLAIN = frozenset((str, int, float, bool, type(None)))

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class InvalidRow:
    """Stands in a stream where a row could not be read; its verdict is `invalid_row` with this reason.

    `id` is the row's, where so much of it could be read.
    """

    reason: str
    id: object = None


class Pause:
    """Stands in a stream where no row may come for a while: what has come is marked at once."""


@dataclass(frozen=True, slots=True)
class Job:
    """A row on its way to a worker: its JSON text and how long it may take."""

    limit_ms: int
    text: str


Row = Mapping[str, Any] | InvalidRow
Verdict = dict[str, Any]
Values = dict[str, dict[str, Any]]


class Grader:
    """Marks, reads and evaluates. Thread-safe. Never raises for what a person typed.

    `workers` is how many jobs run at once, `deadline_ms` how long one may take. `owner` in its methods is an
    opaque token for the person behind a job: one person's jobs never take every worker. Raises
    `births.WorkerFailed` when no worker can be started, which means a broken installation.
    """

    def __init__(
        self, workers: int = 1, deadline_ms: int = DEADLINE_MS, *, pool: Pool | None = None, spares: int = 1
    ) -> None:
        self._workers = max(1, workers)
        self._deadline_ms = deadline_ms
        self._pool = pool or Pool(workers=self._workers, spares=spares)

    def grade(self, row: Row, *, owner: str | None = None) -> Verdict:
        """The verdict on one row; row and verdict are as in the command line's table."""
        return self._grade_chunk([row], owner)[0]

    def grade_many(self, rows: Iterable[Row | Pause], *, owner: str | None = None) -> Iterator[Verdict]:
        """The verdicts in the order of the rows, which may be endless: memory stays constant.

        All verdicts on the rows before a Pause are given before the row behind it is asked for.
        """
        return self._in_order(_row_chunks(rows), lambda chunk: self._grade_chunk(chunk, owner))

    def _in_order(self, chunks: Iterator[list[T]], work: Callable[[list[T]], list[R]]) -> Iterator[R]:
        """What each chunk makes, in order; an empty one asks for all that is still at work."""
        waiting: deque[Future[list[R]]] = deque()
        with ThreadPoolExecutor(self._workers, thread_name_prefix="grade") as threads:
            try:
                for chunk in chunks:
                    if chunk:
                        waiting.append(threads.submit(work, chunk))
                    most = 2 * self._workers if chunk else 0  # one at work and one waiting for each worker
                    while len(waiting) > most:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            except KeyboardInterrupt:
                self._pool.close()  # or what is at work would be waited for, for minutes
                raise
            finally:
                for future in waiting:
                    future.cancel()

    def _grade_chunk(self, rows: Sequence[Row], owner: str | None) -> list[Verdict]:
        jobs = [self._job(row) for row in rows]
        asked = [job for job in jobs if isinstance(job, Job)]
        texts, limits = [job.text for job in asked], [job.limit_ms for job in asked]
        replies = iter(self._pool.run("grade", texts, limits, owner=owner) if asked else [])
        return [
            _verdict(row, next(replies), job.limit_ms) if isinstance(job, Job) else job
            for row, job in zip(rows, jobs, strict=True)
        ]

    def _job(self, row: Row) -> Job | Verdict:
        """What the worker is asked, or the verdict on a row that never gets there."""
        if isinstance(row, InvalidRow):
            return outcome.invalid(row.id, row.reason)
        if not isinstance(row, Mapping):
            return outcome.invalid(None, f"A row is an object with 'key' and 'answer'; found {_kind(row)}.")
        row_id, asked, answer = row.get("id"), row.get("deadline_ms"), row.get("answer")
        if nests_deeper(row, MOST_NESTED):
            plain = row_id if type(row_id) in PLAIN else None
            return outcome.invalid(plain, f"The row nests more than {MOST_NESTED} levels deep.")
        is_number = isinstance(asked, int | float) and not isinstance(asked, bool)
        if asked is not None and not (is_number and asked >= 1):  # nan is at least nothing
            found = f"'deadline_ms' is a number of milliseconds, at least 1; found {asked!r}."
            return outcome.invalid(row_id, found)
        if isinstance(answer, str) and len(answer) > LONGEST_ROW:
            reason = f"This is too long: {len(answer):,} characters where {ANSWER.characters:,} can be read."
            return outcome.unreadable(reason).as_row(row_id, 0)
        limit_ms = int(min(asked or self._deadline_ms, LONGEST_DEADLINE_MS))
        try:
            text = _json({**row, "id": None, "deadline_ms": limit_ms})
        except (TypeError, ValueError, RecursionError) as error:
            return outcome.invalid(row_id, f"The row is not plain JSON data: {error}.")
        if len(text) > LONGEST_ROW + len(str(answer)):
            longest = f"at most {LONGEST_ROW:,} are read"
            return outcome.invalid(row_id, f"The row is {len(text):,} characters long; {longest}.")
        return Job(limit_ms, text)

    def read(
        self,
        text: str,
        *,
        syntax: str = "auto",
        names: Iterable[str] = (),
        kind: str | None = None,
        owner: str | None = None,
    ) -> dict[str, Any]:
        """How `text` is read: `{"ok": True, "latex", "notes"}`.

        Or why it can't be: `{"ok": False, "reason", "start", "end", "caret"}`.
        """
        # The reader refuses far shorter texts; the rest of a million characters need not travel.
        job = {"text": text[:LONGEST_ROW], "syntax": syntax, "names": list(names), "kind": kind}
        reply = self._pool.run("read", [_json(job)], [self._deadline_ms], owner=owner)[0]
        if isinstance(reply, Done):
            found: dict[str, Any] = reply.result
            return found
        reason = _why(reply, self._deadline_ms, "This could not be read")
        return {"ok": False, "reason": reason, "start": 0, "end": len(text), "caret": ""}

    def stated(self, row: Mapping[str, Any], *, owner: str | None = None) -> dict[str, Any]:
        """The value that the answer of a row gives: `{"ok": True, "text", "strange"}`, or `{"ok": False}`.

        `text` is in the words of keys; `strange` are the names in it of which the row's question has none.
        """
        job = self._job(row)
        if not isinstance(job, Job):
            return {"ok": False}
        reply = self._pool.run("stated", [job.text], [job.limit_ms], owner=owner)[0]
        return dict(reply.result) if isinstance(reply, Done) else {"ok": False}

    def evaluate(
        self,
        expressions: Mapping[str, str],
        env: Mapping[str, str] | None = None,
        assume: Mapping[str, str] | None = None,
        *,
        deadline_ms: int | None = None,
        owner: str | None = None,
    ) -> Values:
        """Each expression's value over `env`, both in the maths language; `assume` says more of letters.

        A value is `{"ok": True, "text", "latex", "value", "exact"}` or `{"ok": False, "reason"}`. `text`
        reads back to the same value; `value` is a float, a nested list of floats, a bool or None.
        """
        job = expressions, env or {}, assume or {}
        return self.evaluate_many([job], deadline_ms=deadline_ms, owner=owner)[0]

    def evaluate_many(
        self,
        jobs: Iterable[Sequence[Mapping[str, str]]],
        *,
        deadline_ms: int | None = None,
        owner: str | None = None,
    ) -> list[Values]:
        """`evaluate` on many (expressions, env) or (expressions, env, assume), on all workers.

        The deadline is for one of them.
        """
        limit_ms = deadline_ms or self._deadline_ms

        def work(chunk: list[Sequence[Mapping[str, str]]]) -> list[Values]:
            texts = [_json(dict(zip(_OF_A_JOB, map(dict, job), strict=False))) for job in chunk]
            replies = self._pool.run("evaluate", texts, [limit_ms] * len(texts), owner=owner)
            return [_values(job[0], reply, limit_ms) for job, reply in zip(chunk, replies, strict=True)]

        chunks = list(_chunks(jobs))
        if len(chunks) == 1:  # no thread for what one round trip does
            return work(chunks[0])
        return list(self._in_order(iter(chunks), work))

    def close(self) -> None:
        """Ends the workers. The interpreter's exit does it too."""
        self._pool.close()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


# What one evaluation is told, in this order; the last may be left out.
_OF_A_JOB = ("expressions", "env", "assume")

# Made once: `json.dumps` with an option makes one for each row.
_json = json.JSONEncoder(ensure_ascii=False).encode


def _chunks(source: Iterable[T]) -> Iterator[list[T]]:
    source = iter(source)
    while chunk := list(itertools.islice(source, CHUNK_ROWS)):
        yield chunk


def _row_chunks(rows: Iterable[Row | Pause]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        if not isinstance(row, Pause):
            chunk.append(row)
            if len(chunk) < CHUNK_ROWS:
                continue
        if chunk:
            yield chunk
            chunk = []
        if isinstance(row, Pause):
            yield []
    if chunk:
        yield chunk


def nests_deeper(value: object, levels: int) -> bool:
    """Whether lists and objects lie more than so many levels inside each other."""
    if type(value) in PLAIN:  # nearly all there is, and quicker asked than what an abstract class takes in
        return False
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, list | tuple):
        return False
    return levels == 0 or any(nests_deeper(item, levels - 1) for item in value)


def _verdict(row: Row, reply: Reply, limit_ms: int) -> Verdict:
    row_id = row.get("id") if isinstance(row, Mapping) else None
    if isinstance(reply, Done):
        return {**reply.result, "id": row_id}
    timed_out = reply.kind == "timed_out"
    if not timed_out:
        log.warning("a row could not be marked: %s %s", reply.kind, reply.detail)
    reason = _why(reply, limit_ms, "This could not be marked") + " A person will look at it."
    name, step = ("timed_out", "deadline") if timed_out else ("undecided", "worker")
    return Outcome(name, 0.0, reason, step).as_row(row_id, reply.ms)


def _values(names: Iterable[str], reply: Reply, limit_ms: int) -> Values:
    if isinstance(reply, Done):
        values: Values = reply.result
        return values
    reason = _why(reply, limit_ms, "This could not be evaluated")
    return {name: {"ok": False, "reason": reason} for name in names}


def _why(reply: Reply, limit_ms: int, otherwise: str) -> str:
    match reply:
        case Stopped(kind="timed_out"):
            return f"{otherwise} within {limit_ms / 1000:g} s."
        case Stopped(kind="busy", detail=detail):
            return f"{otherwise}: {detail}."
        case Stopped(kind="failed", detail=detail) if detail.startswith("MemoryError"):
            return f"{otherwise}: it needs more memory than an answer may take."
        case _:
            return f"{otherwise}: the marker met something that it can't handle."


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
