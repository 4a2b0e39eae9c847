"""Pools of rogue workers: real processes with the real limits, whose jobs misbehave."""

import json
import sys
import time
from pathlib import Path

import pytest

import touchstone
from touchstone.maths.grader import Grader
from touchstone.maths.pool import Pool

HERE = Path(__file__).parent
SOURCE = Path(touchstone.__file__).parents[1]
ROGUE = [sys.executable, "-I", str(HERE / "rogue.py"), str(SOURCE)]


class RoguePool:
    """A pool that takes Python values and gives replies."""

    def __init__(self, **options):
        self.pool = Pool(command=ROGUE, **{"spares": 0, **options})

    def run(self, op, *jobs, limit_ms=2000, owner=None):
        texts = [json.dumps(job) for job in jobs]
        return self.pool.run(op, texts, [limit_ms] * len(texts), owner=owner)


DEADLINE_MS = 500
# Nothing outlives its deadline by more.
GRACE_S = 0.2


def beyond_deadline(job, deadline_s, tries=4):
    """By how many seconds `job` took longer than its deadline, at its best; it returns whether it did right.

    The machine may be busy with something else at one try; what outlives its deadline does so each time.
    """
    least = float("inf")
    for _ in range(tries):
        started = time.monotonic()
        assert job()
        least = min(least, time.monotonic() - started - deadline_s)
        if least < GRACE_S:
            break
    return least


@pytest.fixture(scope="session")
def grader():
    """The real thing, shared: no test may harm the next."""
    with Grader(workers=2, deadline_ms=DEADLINE_MS) as made:
        made.evaluate({"warm": "1"})
        yield made


@pytest.fixture
def rogue_pool():
    """Makes pools and closes them at the end."""
    made = []

    def make(**options):
        made.append(RoguePool(**options))
        return made[-1]

    yield make
    for rogue in made:
        rogue.pool.close()


def is_running(pid):
    """Whether the process exists and is no zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
