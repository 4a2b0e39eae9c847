"""Worker processes lent to threads: killed at a deadline and replaced, recycled, fairly shared.

Not built on `multiprocessing`, because it is used from a server's threads: that would run the server's script
again in each child, a fork from a thread can deadlock, signals reach the main thread only. See `nursery`.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from touchstone.maths.births import Births, WorkerFailed, births_of, worker_command
from touchstone.maths.process import Process, Reply, Stopped
from touchstone.maths.turns import Turns

log = logging.getLogger("touchstone.maths")

# After this many jobs a worker has filled SymPy's caches with other people's answers, which are bounded: over
# 100,000 rows workers kept within 96 MB.
RECYCLE_AFTER_JOBS = 200_000
# A warm worker with SciPy holds 90 MB. One that grew to this met something big.
RECYCLE_ABOVE_MB = 300.0
# How long a job waits for its turn before it is given back unmarked. Turns are short and taken in a ring, so
# that this is met where some hundred people hang at once.
PATIENCE_S = 300.0
# A turn lasts about so long; who has more jobs than that asks again, behind those who wait.
TURN_S = 0.25
# So many jobs show how long they take.
FIRST_JOBS = 10
START_ATTEMPTS = 3
# A job whose process died is tried once more in what is left of its time, unless that is next to nothing.
SHORTEST_RETRY_MS = 50.0


@dataclass(slots=True)
class _Work:
    """Jobs on their way: the replies so far, the time each has left, which one was tried twice."""

    op: str
    jobs: Sequence[str]
    left_ms: list[float]
    replies: list[Reply] = field(default_factory=list)
    tried: int = -1
    at_once: int = FIRST_JOBS

    @property
    def done(self) -> bool:
        return len(self.replies) == len(self.jobs)


class Pool:
    """Up to `workers` jobs at once; `spares` more processes stand ready for those that are killed.

    `owner_limit` is how many jobs of one person run at once: someone whose answers hang holds up nobody else.
    """

    def __init__(
        self,
        *,
        workers: int = 1,
        spares: int = 1,
        owner_limit: int | None = None,
        recycle_after_jobs: int = RECYCLE_AFTER_JOBS,
        recycle_above_mb: float = RECYCLE_ABOVE_MB,
        patience_s: float = PATIENCE_S,
        command: Sequence[str] | None = None,
        births: Births | None = None,
    ) -> None:
        self._workers = workers
        self._spares = spares
        self._recycle_after_jobs = recycle_after_jobs
        self._recycle_above_mb = recycle_above_mb
        self._patience_s = patience_s
        self._births = births or births_of(command or worker_command())
        self._turns = Turns(workers, owner_limit or max(1, workers - 1))
        self._lock = threading.RLock()
        self._idle: list[Process] = []
        self._ended: list[Process] = []
        self._everyone: set[Process] = set()
        self._closed = False
        # Runs at interpreter exit too, and when the pool is forgotten.
        everyone, idle, ended = self._everyone, self._idle, self._ended
        self._finalizer = weakref.finalize(self, _end_all, everyone, idle, ended, self._births)
        self._top_up(workers)

    def run(
        self, op: str, jobs: Sequence[str], limits_ms: Sequence[int], *, owner: str | None = None
    ) -> list[Reply]:
        """One reply a job, in order. `jobs` are JSON texts, `limits_ms` their deadlines.

        Raises WorkerFailed when no worker can be started.
        """
        work = _Work(op, jobs, list(limits_ms))
        while not work.done:
            with self._turns.turn(owner, self._patience_s) as granted:
                if not granted:
                    busy = Stopped("busy", f"every worker was busy for {self._patience_s:g} s")
                    return work.replies + [busy] * (len(jobs) - len(work.replies))
                self._some(work)
                while not work.done and not self._turns.wanted_by_others(owner):
                    self._some(work)
        return work.replies

    def _some(self, work: _Work) -> None:
        """As many of the jobs as a turn has time for, or up to one that hangs."""
        at = len(work.replies)
        end = at + work.at_once
        started = time.monotonic()
        found = self._round(work.op, work.jobs[at:end], work.left_ms[at:end])
        each_s = (time.monotonic() - started) / len(found)
        work.at_once = max(1, int(TURN_S / max(each_s, 1e-6)))
        last = at + len(found) - 1
        # A process may have been shot while idle, for memory: a first crash proves nothing.
        crash = found[-1]
        if _crashed(crash) and last != work.tried and crash.ms + SHORTEST_RETRY_MS < work.left_ms[last]:
            work.left_ms[last] -= crash.ms
            work.tried = last
            found.pop()
        work.replies += found

    def _round(self, op: str, jobs: Sequence[str], limits_ms: Sequence[float]) -> list[Reply]:
        worker = self._take()
        replies: list[Reply] = []
        try:
            replies = worker.run(op, jobs, limits_ms)
        finally:
            last = replies[-1] if len(replies) == len(jobs) else Stopped("crashed")
            self._give_back(worker, usable=not (isinstance(last, Stopped) and last.kind != "failed"))
        return replies or [Stopped("crashed")]

    def _take(self) -> Process:
        for _ in range(START_ATTEMPTS):
            worker = self._pick()
            try:
                worker.wait_ready()
            except WorkerFailed:
                self._give_back(worker, usable=False, replace=False)
                continue
            if worker.is_alive():
                return worker
            self._give_back(worker, usable=False)
        raise WorkerFailed("a maths worker was started and does not say that it is ready")

    def _pick(self) -> Process:
        with self._lock:
            if self._closed:
                raise WorkerFailed("the pool of maths workers is closed")
            self._top_up(self._workers + self._spares)
            if not self._idle:
                raise WorkerFailed("a maths worker could not be started: see the log")
            ready = [worker for worker in self._idle if worker.is_ready()]
            # The one that worked last: what it knows still lies in the processor's caches.
            chosen = ready[-1] if ready else self._idle[0]
            self._idle.remove(chosen)
            return chosen

    def _give_back(self, worker: Process, *, usable: bool, replace: bool = True) -> None:
        tired = worker.jobs >= self._recycle_after_jobs or worker.memory_mb > self._recycle_above_mb
        with self._lock:
            if usable and not tired and not self._closed:
                self._idle.append(worker)
                return
            if not usable:
                worker.kill()
            worker.close()
            self._everyone.discard(worker)
            self._ended.append(worker)
            self._ended[:] = [ended for ended in self._ended if ended.is_alive()]  # asking reaps the others
            if replace:
                self._top_up(len(self._everyone) + 1)

    def _top_up(self, wanted: int) -> None:
        """Starts workers until there are so many, or until the system has no room for more just now."""
        while len(self._everyone) < wanted and not self._closed:
            try:
                worker = Process(self._births.start())
            except OSError as error:
                log.warning("a maths worker could not be started: %s", error)
                return
            self._everyone.add(worker)
            self._idle.append(worker)

    def pids(self) -> list[int]:
        """The process ids of the workers that are ready, for those who watch them."""
        with self._lock:
            for worker in self._idle:
                if worker.is_ready():
                    worker.wait_ready()
            return [worker.pid for worker in self._everyone if worker.pid is not None]

    def close(self) -> None:
        """Ends every worker. Jobs that are running are given back as crashed."""
        with self._lock:
            self._closed = True
        self._turns.close()
        self._finalizer()


def _crashed(reply: Reply) -> TypeGuard[Stopped]:
    return isinstance(reply, Stopped) and reply.kind == "crashed"


def _end_all(everyone: set[Process], idle: list[Process], ended: list[Process], births: Births) -> None:
    workers = [*everyone, *ended]
    for worker in workers:
        worker.kill()
    births.close()
    for worker in workers:
        worker.reap(1)
    for worker in idle:  # one that is lent is closed by the thread that holds it
        worker.close()
