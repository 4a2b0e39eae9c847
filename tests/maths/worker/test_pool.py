"""The pool: deadlines, replacement, recycling, quotas, order."""

import os
import resource
import signal
import threading
import time

import pytest

from touchstone.maths.pool import Pool
from touchstone.maths.process import Done, Stopped, WorkerFailed

from .conftest import is_running

# The issue's own bound: nothing outlives its deadline by more.
# Generous: on a busy machine a prompt kill takes longer. The bench measures how soon; here nothing may hang.
GRACE_S = 10.0


def test_replies_come_in_the_order_of_the_jobs(rogue_pool):
    replies = rogue_pool().run("ping", *range(250))
    assert replies == [Done(number) for number in range(250)]


@pytest.mark.parametrize("op", ["sleep", "hang_in_c"])
def test_a_hanging_job_is_ended_at_its_deadline_and_the_next_is_served(rogue_pool, op):
    pool = rogue_pool()
    pool.run("ping", 1)
    started = time.monotonic()
    assert pool.run(op, 30, limit_ms=300) == [Stopped("timed_out")]
    assert time.monotonic() - started < 0.3 + GRACE_S
    assert pool.run("ping", "next") == [Done("next")]


def test_only_the_hanging_row_of_a_chunk_is_lost(rogue_pool):
    jobs = [0, 0, 30, 0, 30, 0]
    replies = rogue_pool().run("sleep", *jobs, limit_ms=300)
    assert replies == [Stopped("timed_out") if job else Done(0) for job in jobs]


def test_the_spare_takes_over(rogue_pool):
    pool = rogue_pool(workers=1, spares=1)
    pool.run("ping", 1)
    pool.run("ping", 1)  # by now the spare has been started
    standing_ready = pool.pool.pids()
    pool.run("sleep", 30, limit_ms=100)
    [reply] = pool.run("pid", 1)
    assert reply.result in standing_ready


def test_a_process_that_dies_loses_only_its_job(rogue_pool):
    pool = rogue_pool()
    assert pool.run("die", 1) == [Stopped("crashed")]
    assert pool.run("ping", 2) == [Done(2)]


def test_a_process_killed_while_idle_costs_nothing(rogue_pool):
    pool = rogue_pool()
    [first] = pool.run("pid", 1)
    os.kill(first.result, signal.SIGKILL)
    [second] = pool.run("pid", 1)
    assert isinstance(second, Done)
    assert second.result != first.result


def test_memory_is_limited_and_returned(rogue_pool):
    pool = rogue_pool()
    [before] = pool.run("pid", 1)
    [reply] = pool.run("eat_memory", 1, limit_ms=10_000)
    assert reply.kind == "failed"
    assert reply.detail.startswith("MemoryError")
    [after] = pool.run("pid", 1)  # the bloated one was retired
    assert after.result != before.result
    assert pool.run("ping", 1) == [Done(1)]


def test_deep_recursion_is_an_answer(rogue_pool):
    [reply] = rogue_pool().run("recurse", 0)
    assert reply.detail.startswith("RecursionError")


def test_workers_are_recycled_after_so_many_jobs(rogue_pool):
    pool = rogue_pool(recycle_after_jobs=5)
    pids = {reply.result for _ in range(4) for reply in pool.run("pid", *range(5))}
    assert len(pids) == 4


def test_workers_are_recycled_when_they_have_grown(rogue_pool):
    pool = rogue_pool(recycle_above_mb=1.0)
    assert len({pool.run("pid", 1)[0].result for _ in range(3)}) == 3


def test_a_large_parent_does_not_make_a_worker_look_large(rogue_pool):
    ballast = bytearray(400 * 1024 * 1024)  # more than a worker may grow to; its pages are touched
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 300 * 1024
    pool = rogue_pool()
    assert len({pool.run("pid", 1)[0].result for _ in range(3)}) == 1
    del ballast


def test_threads_share_the_workers(rogue_pool):
    pool = rogue_pool(workers=2)
    results = {}

    def ask(number):
        results[number] = [pool.run("ping", number)[0].result for _ in range(20)]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: [number] * 20 for number in range(8)}


def test_one_person_never_takes_every_worker(rogue_pool):
    pool = rogue_pool(workers=2, owner_limit=1)
    pool.run("ping", 1)
    greedy = [
        threading.Thread(target=pool.run, args=("sleep", 0.5), kwargs={"owner": "greedy"}) for _ in range(3)
    ]
    for thread in greedy:
        thread.start()
    time.sleep(0.05)
    started = time.monotonic()
    assert pool.run("ping", 1, owner="other") == [Done(1)]
    assert time.monotonic() - started < 0.4 + GRACE_S
    for thread in greedy:
        thread.join()


def test_waiting_ends_when_patience_does(rogue_pool):
    pool = rogue_pool(workers=1, patience_s=0.1)
    pool.run("ping", 1)
    thread = threading.Thread(target=pool.run, args=("sleep", 0.6))
    thread.start()
    time.sleep(0.1)
    [reply] = pool.run("ping", 1)
    assert reply == Stopped("timed_out", "every worker was busy")
    thread.join()


def test_closing_ends_every_process(rogue_pool):
    pool = rogue_pool(workers=2)
    pool.run("ping", 1)
    pids = pool.pool.pids()
    pool.pool.close()
    assert pids
    assert not any(is_running(pid) for pid in pids)
    with pytest.raises(WorkerFailed, match="closed"):
        pool.run("ping", 1)


def test_a_command_that_does_not_start_is_the_operators_business():
    pool = Pool(command=["/bin/false"])
    with pytest.raises(WorkerFailed, match="start"):
        pool.run("ping", ["1"], [100])
    pool.close()
