"""How fast and how rightly answers are marked, beside SymPy's own ways and Math-Verify, in one run."""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import cycle, islice

from bench._pairs import SCALAR, Pair, pairs, rewritten_pairs, statement_pairs
from bench.figures import Figure, quantile
from touchstone.maths.grader import Grader
from touchstone.maths.latex import to_latex
from touchstone.maths.reader import Read, read

TITLE = "marking: latency, answers a second, accuracy"

# An alternative that needs longer than this for one pair has hung.
PATIENCE_S = 5


def run(quick: bool) -> Iterator[Figure]:
    """Latency through one worker, throughput through two, accuracy of each way on the same pairs."""
    corpus = list(pairs(1_400 if quick else 14_000))
    # 200,000 in all, half of them equal.
    built = list(pairs(1_400 if quick else 140_000))
    random = list(rewritten_pairs(400 if quick else 20_000))
    stated = list(statement_pairs(560 if quick else 40_000))
    yield from starting()
    with Grader(workers=1) as grader:
        yield from latency(grader, corpus[:1_400])
    with Grader(workers=2) as grader:
        yield from throughput(grader, corpus, 5_000 if quick else 50_000)
        yield from our_accuracy(grader, built, "built")
        yield from our_accuracy(grader, stated, "stated")
        yield from our_accuracy(grader, random, "random")
    few = [pair for pair in corpus if pair.family in SCALAR][: 48 if quick else 240]
    for name, way in alternatives().items():
        yield from accuracy(name, way, few)
    if find_spec("math_verify") is None:
        yield Figure("math-verify", "not installed: pip install -e .[bench]")


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
        row: dict[str, object] = {"key": pair.key, "answer": pair.answer}
        if pair.family == "logarithm":
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


def throughput(grader: Grader, corpus: list[Pair], count: int) -> Iterator[Figure]:
    """Answers a second through two workers, in chunks."""
    list(grader.grade_many(rows(corpus[:400])))
    started = time.perf_counter()
    done = sum(1 for _ in grader.grade_many(islice(cycle(rows_list(corpus)), count)))
    yield Figure(
        "through two workers", done / (time.perf_counter() - started), "answers/s", 5_000, at_least=True
    )


def rows_list(corpus: list[Pair]) -> list[dict[str, object]]:
    """The rows, to go round in."""
    return list(rows(corpus))


def our_accuracy(grader: Grader, corpus: list[Pair], kind: str) -> Iterator[Figure]:
    """Verdicts against what the pairs were built to be."""
    seen: Counter[tuple[bool, str]] = Counter()
    for pair, verdict in zip(corpus, grader.grade_many(rows(corpus)), strict=True):
        seen[pair.equal, verdict["outcome"]] += 1
        if verdict["outcome"] not in (("correct",) if pair.equal else ("incorrect",)):
            sign = "=" if pair.equal else "≠"
            print(f"  {verdict['outcome']}: {pair.key}   {sign}   {pair.answer}", file=sys.stderr)
    equal = sum(count for (same, _), count in seen.items() if same)
    yield Figure(
        f"{kind} equal pairs, marked correct", 100 * seen[True, "correct"] / equal, "%", 99.9, at_least=True
    )
    yield Figure(f"{kind} equal pairs, marked incorrect", seen[True, "incorrect"], "", 0)
    yield Figure(f"{kind} unequal pairs, marked correct", seen[False, "correct"], "", 0)
    rest = Counter(dict.fromkeys(("undecided", "timed_out", "unreadable", "invalid_row"), 0))
    for (_, outcome), count in seen.items():
        if outcome in rest:
            rest[outcome] += count
    for outcome, count in rest.items():
        yield Figure(f"{kind} pairs, {outcome}", count)


Way = Callable[[Pair], bool]


def alternatives() -> dict[str, Way]:
    """Other ways to say whether two expressions are equal."""
    import sympy
    from sympy.parsing.sympy_parser import convert_xor, parse_expr, standard_transformations

    positive = {name: sympy.Symbol(name, positive=True) for name in "ab"}
    words = {"e": sympy.E, "ln": sympy.log}

    def sides(pair: Pair) -> list[sympy.Expr]:
        # Safe here alone: the pairs are our own. parse_expr runs what it is given.
        known = words | (positive if pair.family == "logarithm" else {})
        transformations = (*standard_transformations, convert_xor)
        texts = (pair.key, pair.answer)
        return [parse_expr(text, transformations=transformations, local_dict=known) for text in texts]

    def simplify(pair: Pair) -> bool:
        key, answer = sides(pair)
        return bool(sympy.simplify(key - answer) == 0)

    def equals(pair: Pair) -> bool:
        key, answer = sides(pair)
        return bool(key.equals(answer))

    ways: dict[str, Way] = {"simplify(a - b) == 0": simplify, "a.equals(b)": equals}
    if find_spec("math_verify") is not None:
        ways["math-verify"] = math_verify_says
    return ways


def math_verify_says(pair: Pair) -> bool:
    """Math-Verify's verdict on the pair written in LaTeX, which is what it reads best."""
    from math_verify import parse, verify

    key, answer = (parse(f"${latex(text)}$", parsing_timeout=None) for text in (pair.key, pair.answer))
    return bool(verify(key, answer, timeout_seconds=None))


def latex(text: str) -> str:
    """Plain syntax as LaTeX."""
    found = read(text)
    assert isinstance(found, Read), text
    return to_latex(found.tree)


def accuracy(name: str, way: Way, corpus: list[Pair]) -> Iterator[Figure]:
    """Speed and mistakes of another way."""
    times, seen = [], Counter()
    for pair in corpus:
        started = time.perf_counter()
        seen[pair.equal, verdict_of(way, pair)] += 1
        times.append((time.perf_counter() - started) * 1000)
    right = seen[True, True] + seen[False, False]
    yield Figure(f"{name}: median", quantile(times, 0.5), "ms")
    yield Figure(f"{name}: p99", quantile(times, 0.99), "ms")
    yield Figure(f"{name}: right", 100 * right / len(corpus), "%")
    yield Figure(f"{name}: false acceptances", seen[False, True])
    yield Figure(f"{name}: failed or hung", seen[True, None] + seen[False, None])


def verdict_of(way: Way, pair: Pair) -> bool | None:
    """What the way says; None when it fails or needs too long."""
    try:
        with time_limit():
            return way(pair)
    except Exception:  # noqa: BLE001  an alternative's failure is a result
        return None


@contextmanager
def time_limit() -> Iterator[None]:
    """Raises TimeoutError in the main thread after PATIENCE_S."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
