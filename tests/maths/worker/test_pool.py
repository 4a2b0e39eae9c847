"""The pool: deadlines, replacement, recycling, quotas, order."""

import os
import resource
import signal
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from touchstone.maths.births import Nursery, Spawning, WorkerFailed, births_of
from touchstone.maths.pool import Pool
from touchstone.maths.process import Done, Stopped

from .conftest import GRACE_S, ROGUE, beyond_deadline, is_running


@contextmanager
def no_descriptors_left():
    """Takes every descriptor that this process may still have."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = [os.open(os.devnull, os.O_RDONLY)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(map(int, os.listdir("/proc/self/fd"))) + 8, limits[1]))
    try:
        with suppress(OSError):
            while True:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        yield
    finally:
        for descriptor in taken:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def wait_for_pids(pool, count):
    """The ids of the pool's workers, once so many are ready."""
    until = time.monotonic() + 30
    while len(pids := pool.pids()) < count and time.monotonic() < until:
        time.sleep(0.01)
    return pids


def test_replies_come_in_the_order_of_the_jobs(rogue_pool):
    replies = rogue_pool().run("ping", *range(250))
    assert replies == [Done(number) for number in range(250)]


@pytest.mark.parametrize("op", ["sleep", "hang_in_c"])
def test_a_hanging_job_is_ended_at_its_deadline_and_the_next_is_served(rogue_pool, op):
    pool = rogue_pool()
    pool.run("ping", 1)
    assert beyond_deadline(lambda: pool.run(op, 30, limit_ms=300) == [Stopped("timed_out")], 0.3) < GRACE_S
    assert pool.run("ping", "next") == [Done("next")]


def test_hangs_in_a_row_cost_no_more_than_their_deadlines(rogue_pool):
    pool = rogue_pool(spares=1)
    pool.run("ping", 1)

    def hang_five_times():
        return pool.run("sleep", 30, 30, 30, 30, 30, limit_ms=100) == [Stopped("timed_out")] * 5

    assert beyond_deadline(hang_five_times, 0.5) < 5 * GRACE_S


def test_a_killed_worker_costs_no_second_deadline(rogue_pool):
    pool = rogue_pool()
    [pid] = [reply.result for reply in pool.run("pid", 1)]
    threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
    started = time.monotonic()
    [reply] = pool.run("sleep", 30, limit_ms=1000)
    assert reply.kind == "timed_out"
    assert time.monotonic() - started > 0.9
    assert reply.ms < 900  # what was left of its time when it was tried again


def test_a_worker_that_reads_nothing_is_given_up(rogue_pool):
    pool = rogue_pool()
    [first] = pool.run("pid", 1)
    os.kill(first.result, signal.SIGSTOP)
    blob = "x" * 1_000_000  # more than the pipe holds
    assert pool.run("ping", blob) == [Done(blob)]
    assert pool.run("pid", 1) != [first]


def test_a_nursery_that_is_shot_is_replaced(rogue_pool):
    births = Nursery(ROGUE)
    pool = Pool(births=births, spares=0)
    pool.run("ping", ["1"], [1000])
    [before] = pool.pids()
    births._popen.kill()
    births._popen.wait()
    assert pool.run("ping", ["1"], [1000]) == [Done(1)]
    assert pool.pids() != [before]
    pool.close()


@pytest.mark.parametrize("births", [Nursery, Spawning])
def test_no_room_for_another_worker_loses_nothing(births):
    pool = Pool(births=births(ROGUE), spares=0)
    pool.run("ping", ["1"], [1000])
    with no_descriptors_left():
        assert pool.run("ping", ["2"], [1000]) == [Done(2)]
        assert pool.run("sleep", ["30"], [50]) == [Stopped("timed_out")]  # and nobody takes its place
        with pytest.raises(WorkerFailed, match="could not be started"):
            pool.run("ping", ["4"], [1000])
    assert pool.run("ping", ["5"], [1000]) == [Done(5)]
    pool.close()


def test_only_the_hanging_row_of_a_chunk_is_lost(rogue_pool):
    jobs = [0, 0, 30, 0, 30, 0]
    replies = rogue_pool().run("sleep", *jobs, limit_ms=300)
    assert replies == [Stopped("timed_out") if job else Done(0) for job in jobs]


def test_the_spare_takes_over(rogue_pool):
    pool = rogue_pool(workers=1, spares=1)
    pool.run("ping", 1)
    pool.run("ping", 1)  # by now the spare has been started
    standing_ready = wait_for_pids(pool.pool, 2)
    pool.run("sleep", 30, limit_ms=100)
    [reply] = pool.run("pid", 1)
    assert reply.result in standing_ready


def test_the_one_that_worked_last_is_asked_again_and_the_spare_rests(rogue_pool):
    pool = rogue_pool(spares=1)
    pool.run("ping", 1)
    pool.run("ping", 1)
    wait_for_pids(pool.pool, 2)
    assert len({pool.run("pid", 1)[0].result for _ in range(4)}) == 1


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
    assert any(thread.is_alive() for thread in greedy)
    assert time.monotonic() - started < 1.4
    for thread in greedy:
        thread.join()


def test_waiting_ends_when_patience_does(rogue_pool):
    pool = rogue_pool(workers=1, patience_s=0.1)
    pool.run("ping", 1)
    thread = threading.Thread(target=pool.run, args=("sleep", 0.6))
    thread.start()
    time.sleep(0.1)
    [reply] = pool.run("ping", 1)
    assert reply == Stopped("busy", "every worker was busy for 0.1 s")
    thread.join()


def repeat(pool, owner, op, job, until, limit_ms=2000):
    """A thread that asks for one job after the other, without a pause, and counts them."""
    done = []

    def ask():
        while not until.is_set():
            pool.run(op, job, limit_ms=limit_ms, owner=owner)
            done.append(owner)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread, done


def test_who_asks_again_at_once_stands_behind_those_who_wait(rogue_pool):
    pool, stop = rogue_pool(workers=2, spares=1), threading.Event()
    pool.run("ping", 1)
    asking = [repeat(pool, f"person {n}", "sleep", 0.05, stop) for n in range(6)]
    time.sleep(2)
    stop.set()
    for thread, _ in asking:
        thread.join()
    served = [len(done) for _, done in asking]
    assert min(served) > 0.5 * max(served)


def test_a_quick_job_waits_for_one_turn_of_those_that_hang(rogue_pool):
    pool, stop = rogue_pool(workers=2, spares=1), threading.Event()
    pool.run("ping", 1)
    hanging = [repeat(pool, f"person {n}", "sleep", 30, stop, limit_ms=200) for n in range(2)]
    waited = []
    for _ in range(4):
        started = time.monotonic()
        assert pool.run("ping", 1, owner="quick") == [Done(1)]
        waited.append(time.monotonic() - started)
    stop.set()
    for thread, _ in hanging:
        thread.join()
    assert min(waited) < 0.6


def test_many_jobs_of_one_person_let_others_in_between(rogue_pool):
    pool = rogue_pool(workers=1, spares=1)
    pool.run("ping", 1)
    file = threading.Thread(target=pool.run, args=("sleep", *[0.1] * 40), kwargs={"owner": "file"})
    file.start()
    time.sleep(0.3)
    started = time.monotonic()
    assert pool.run("ping", 1, owner="other") == [Done(1)]
    assert time.monotonic() - started < 2.5
    assert file.is_alive()
    file.join()


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
    for births in (births_of(["/bin/false"]), Spawning(["/bin/false"])):
        pool = Pool(births=births)
        with pytest.raises(WorkerFailed, match="start"):
            pool.run("ping", ["1"], [100])
        pool.close()
