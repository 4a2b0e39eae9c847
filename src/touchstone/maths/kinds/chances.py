"""Answers with probabilities and expected values: what agrees for all events and all random numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from touchstone.maths import probability
from touchstone.maths.comparing import Setting
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, undecided

STEP = "every way the events can turn out"

Plain = Callable[[Node, Node, Setting], Finding]


def compare(key: Node, answer: Node, setting: Setting, plain: Plain) -> Finding:
    """Whether both are the same whatever the events and random numbers are."""
    try:
        finding, written = _written(key, answer, setting, plain)
        if finding.equal:
            return replace(finding, step=STEP) if finding.step == "exact algebra" else finding
        if finding.step == "kind":
            return finding
        if not finding.different or written.doubtful:
            return undecided(STEP)
        if not (probability.uses(key) and probability.uses(answer)):
            return undecided(STEP)  # 1/2 may be what P(A) comes to in the question
        # P(X > 2) is P(X >= 2) for a continuous X, and P(X >= 3) for a whole one.
        for left_out in probability.KINDS if written.lines else ():
            if not _written(key, answer, setting, plain, without=left_out)[0].different:
                return undecided(STEP)
    except probability.TooLarge:
        return undecided(STEP)
    return replace(finding, step=STEP)


def _written(
    key: Node, answer: Node, setting: Setting, plain: Plain, *, without: probability.Impossible = frozenset()
) -> tuple[Finding, probability.Written]:
    written = probability.written_out([key, answer], setting, without=without)
    first, second = written.nodes
    return plain(first, second, written.setting), written
