"""Ways to say whether two expressions are equal, beside ours: SymPy's own and Math-Verify."""

from __future__ import annotations

import logging
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from bench._pairs import Pair
from bench.figures import Figure, quantile
from touchstone.maths.latex import to_latex
from touchstone.maths.reader import Read, read

# A way that needs longer than this for one pair has hung.
PATIENCE_S = 5

Way = Callable[[Pair], bool | None]


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

    logging.getLogger("math_verify").setLevel(logging.ERROR)  # it warns that we watch the clock ourselves
    key, answer = (parse(f"${latex(text)}$", parsing_timeout=None) for text in (pair.key, pair.answer))
    return bool(verify(key, answer, timeout_seconds=None))


def latex(text: str) -> str:
    """Plain syntax as LaTeX."""
    found = read(text)
    assert isinstance(found, Read), text
    return to_latex(found.tree)


def accuracy(name: str, way: Way, corpus: list[Pair]) -> Iterator[Figure]:
    """Speed and mistakes of a way on pairs that are known to be equal or not."""
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
    yield Figure(f"{name}: failed, hung or left open", seen[True, None] + seen[False, None])


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
