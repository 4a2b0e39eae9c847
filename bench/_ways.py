"""Ours and others' ways to mark the same pairs of all kinds, side by side: how rightly, how fast."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import find_spec

from bench._kind_pairs import KINDS, kind_pairs
from bench._pairs import Pair
from bench._peers import MATH_VERIFY, PEERS, latex
from bench.figures import Figure, quantile
from touchstone.maths.grader import Grader

# A way that needs longer than this for one pair has hung: it is stopped, and begins anew with the next one.
PATIENCE_S = 5.0
READY_S = 60.0
OPEN, FAILED = "open", "failed"
Verdict = bool | str
"""Whether the pair is equal; OPEN where that is left undecided; FAILED: an error, or no answer in time."""
OUTCOMES: dict[object, Verdict] = {"correct": True, "incorrect": False, "undecided": OPEN}


def side_by_side(grader: Grader, each: int) -> Iterator[Figure]:
    """All ways on so many pairs of each kind."""
    pairs = list(kind_pairs(each))
    for syntax in ("plain", "latex"):
        yield from compared(f"touchstone, {syntax}", pairs, lambda pair, s=syntax: ours(grader, pair, s))  # type: ignore[misc]
    for name in PEERS:
        if name == MATH_VERIFY and find_spec("math_verify") is None:
            yield Figure(name, "not installed: pip install -e .[bench]")
            continue
        with closing(Peer(name)) as peer:
            yield from compared(name, pairs, peer.says)


def ours(grader: Grader, pair: Pair, syntax: str) -> Verdict:
    """Our verdict, through a worker and back."""
    sides = pair.key, pair.answer
    kind = KINDS[pair.kind].kind
    if syntax == "latex":
        sides = latex(sides[0], kind), latex(sides[1], kind)
    row = {"key": sides[0], "answer": sides[1], "syntax": syntax, "assume": dict(pair.assume)}
    return OUTCOMES.get(grader.grade(row | ({"kind": kind} if kind else {}))["outcome"], FAILED)


class Peer:
    """Another way, in a process of its own that is killed when it hangs."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._start()

    def _start(self) -> None:
        call = [sys.executable, "-m", "bench._peers", self._name]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            call, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, bufsize=1
        )
        self._ask(["1", "1", None, {}], READY_S)  # what is loaded at first counts for nobody

    def _ask(self, question: list[object], patience_s: float) -> object:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        ready, _, _ = select.select([self._process.stdout], [], [], patience_s)
        line = self._process.stdout.readline() if ready else ""
        if not line:
            self.close()
            self._start()
            return FAILED
        return json.loads(line)

    def says(self, pair: Pair) -> Verdict:
        """Its verdict on a pair."""
        kind = KINDS[pair.kind].kind
        found = self._ask([pair.key, pair.answer, kind, dict(pair.assume)], PATIENCE_S)
        return found if isinstance(found, bool) else OPEN if found is None else FAILED

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.communicate()


def compared(name: str, pairs: list[Pair], says: Callable[[Pair], Verdict]) -> Iterator[Figure]:
    """Mistakes and speed of a way on pairs that are known to be equal or not; what it gets right, by kind."""
    times: list[float] = []
    seen: Counter[tuple[str, bool, Verdict]] = Counter()
    for pair in pairs:
        started = time.perf_counter()
        seen[pair.kind, pair.equal, says(pair)] += 1
        times.append(time.perf_counter() - started)

    def count(verdict: Verdict, *, equal: bool | None = None) -> int:
        return sum(n for (_, same, said), n in seen.items() if said == verdict and equal in (None, same))

    right = count(True, equal=True) + count(False, equal=False)
    yield Figure(f"{name}: right", 100 * right / len(pairs), "%")
    yield Figure(f"{name}: false acceptances", count(True, equal=False))
    yield Figure(f"{name}: false rejections", count(False, equal=True))
    yield Figure(f"{name}: undecided", count(OPEN))
    yield Figure(f"{name}: failed, or stopped after {PATIENCE_S:g} s", count(FAILED))
    yield Figure(f"{name}: median", 1000 * quantile(times, 0.5), "ms")
    yield Figure(f"{name}: p99", 1000 * quantile(times, 0.99), "ms")
    yield Figure(f"{name}: one after another", len(pairs) / sum(times), "answers/s")
    for kind in KINDS:
        of_kind = Counter({(same, said): n for (other, same, said), n in seen.items() if other == kind})
        right = of_kind[True, True] + of_kind[False, False]
        yield Figure(f"{name}: {kind} right", 100 * right / of_kind.total(), "%")
