"""How fast and how rightly answers are marked, beside SymPy's own ways and Math-Verify, in one run."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from bench._pairs import (
    Pair,
    answers_to_few_keys,
    fine_pairs,
    pairs,
    rewritten_pairs,
    sharp_pairs,
    statement_pairs,
)
from bench._ways import side_by_side
from bench.figures import Figure, quantile
from touchstone.maths.grader import Grader
from touchstone.maths.pool import Pool

TITLE = "marking: latency, answers a second, accuracy"

# What a verdict that settles nothing may be called.
OPEN = ("undecided", "timed_out", "unreadable", "invalid_row")
# How often a pair that was built to be equal, or not, got an outcome.
Seen = Counter[tuple[bool, str]]


def run(quick: bool) -> Iterator[Figure]:
    """Latency through one worker, throughput through two, accuracy of each way on the same pairs."""
    corpus = list(pairs(1_400 if quick else 14_000))
    # 200,000 in all, half of them equal.
    built = list(pairs(1_400 if quick else 140_000))
    random = list(rewritten_pairs(400 if quick else 20_000))
    stated = list(statement_pairs(560 if quick else 40_000))
    sharp = list(sharp_pairs(240 if quick else 6_000))
    fine = list(fine_pairs(400 if quick else 20_000))
    yield from busy()
    yield from starting()
    with Grader(workers=1) as grader:
        yield from latency(grader, corpus[:1_400])
    many, to_few = 5_000 if quick else 50_000, 2_000 if quick else 20_000
    yield from throughput("mixed answers", distinct(pairs(2 * many, seed=2), many), goal=5_000)
    yield from throughput("100 answers to each key", list(answers_to_few_keys(to_few // 100, 100)))
    with Grader(workers=2) as grader:
        seen: Seen = Counter()
        made = {"built": built, "stated": stated, "random": random, "sharp": sharp, "fine": fine}
        for kind, those in made.items():
            seen += (found := verdicts(grader, those))
            yield from our_accuracy(found, kind)
        yield from our_accuracy(seen, "all constructed")
        yield from side_by_side(grader, 12 if quick else 60)


def busy() -> Iterator[Figure]:
    """How much else the machine has to do: times are worth little when that is more than a fraction."""
    if hasattr(os, "getloadavg"):
        yield Figure(f"load before, on {os.cpu_count()} cores", os.getloadavg()[0])


def starting() -> Iterator[Figure]:
    """From nothing to the first verdict."""
    started = time.perf_counter()
    with Grader() as grader:
        grader.grade({"key": "1", "answer": "1"})
        yield Figure("first verdict of a new grader", time.perf_counter() - started, "s")


def rows(corpus: Iterable[Pair]) -> Iterator[dict[str, object]]:
    """The pairs as rows."""
    positive = {"a": "positive", "b": "positive"}
    for pair in corpus:
        row: dict[str, object] = {"key": pair.key, "answer": pair.answer, **pair.more}
        if pair.assume:
            row["assume"] = dict(pair.assume)
        elif pair.family == "logarithm":
            row["assume"] = positive
        elif pair.family == "linear_system":
            row["kind"] = "system"
        yield row


def latency(grader: Grader, corpus: list[Pair]) -> Iterator[Figure]:
    """One answer after another: time inside the worker and for the whole round trip."""
    grader.grade({"key": "1", "answer": "1"})
    inside, around = [], []
    for row in rows(corpus):
        started = time.perf_counter()
        verdict = grader.grade(row)
        around.append((time.perf_counter() - started) * 1000)
        inside.append(verdict["ms"])
    yield Figure("in the worker, median", quantile(inside, 0.5), "ms", goal=0.5)
    yield Figure("in the worker, p99", quantile(inside, 0.99), "ms", goal=50)
    yield Figure("round trip, median", quantile(around, 0.5), "ms")
    yield Figure("round trip, p99", quantile(around, 0.99), "ms")


def distinct(corpus: Iterable[Pair], count: int) -> list[Pair]:
    """So many pairs, none twice: nothing that is remembered of one answer may help with another."""
    return list(islice({(pair.key, pair.answer): pair for pair in corpus}.values(), count))


def throughput(what: str, corpus: list[Pair], goal: float | None = None) -> Iterator[Figure]:
    """Answers a second through two workers, in chunks, and the time of processors that one takes."""
    pool = Pool(workers=2)
    with Grader(workers=2, pool=pool) as grader:
        list(grader.grade_many(rows(pairs(400))))
        asked = list(rows(corpus))
        again = len(corpus) - len(distinct(corpus, len(corpus)))
        yield Figure(f"{what}, rows that come again", 100 * again / len(corpus), "%")
        started, used = time.perf_counter(), processor_s(pool)
        done = sum(1 for _ in grader.grade_many(asked))
        took, used = time.perf_counter() - started, processor_s(pool) - used
        yield Figure(
            f"{what}, through two workers", done / took, "answers/s", goal, at_least=goal is not None
        )
        if used > 0:
            yield Figure(f"{what}, processor time each", 1000 * used / done, "ms")


def processor_s(pool: Pool) -> float:
    """Seconds of processor time that this process and the workers have used; Linux tells of the workers."""
    ticks = 0
    for pid in pool.pids():
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        ticks += int(user) + int(system)
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def verdicts(grader: Grader, corpus: list[Pair]) -> Seen:
    """Verdicts counted beside what the pairs were built to be; those that don't fit are printed."""
    seen: Seen = Counter()
    for pair, verdict in zip(corpus, grader.grade_many(rows(corpus)), strict=True):
        seen[pair.equal, verdict["outcome"]] += 1
        if verdict["outcome"] not in (("correct",) if pair.equal else ("incorrect",)):
            sign = "=" if pair.equal else "≠"
            print(f"  {verdict['outcome']}: {pair.key}   {sign}   {pair.answer}", file=sys.stderr)
    return seen


def our_accuracy(seen: Seen, kind: str) -> Iterator[Figure]:
    """How many were marked as they should be, how many wrongly, how many left open."""
    equal = sum(count for (same, _), count in seen.items() if same)
    yield Figure(f"{kind} equal pairs", equal)
    yield Figure(
        f"{kind} equal pairs, marked correct", 100 * seen[True, "correct"] / equal, "%", 99.9, at_least=True
    )
    yield Figure(f"{kind} equal pairs, marked incorrect", seen[True, "incorrect"], "", 0)
    yield Figure(f"{kind} unequal pairs, marked correct", seen[False, "correct"], "", 0)
    left = Counter({name: seen[True, name] + seen[False, name] for name in OPEN})
    told = ", ".join(f"{count} {name}" for name, count in left.items() if count)
    yield Figure(f"{kind} pairs, left open", left.total(), f"({told})" if told else "")
