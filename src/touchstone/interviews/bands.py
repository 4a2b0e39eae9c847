"""Which candidates can be told apart: means no further from each other than their error share a band."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from touchstone.interviews.debrief import Debrief

FEWEST_FREEDOM = 10  # differences behind an error; with fewer the error itself is off by more than a fifth
REACH = 1.96  # standard errors: the 95 % of a normal distribution


def score_error(debriefs: Iterable[Debrief]) -> float | None:
    """The standard error of one score: how far interviewers differ on one candidate's competency.

    Pooled over all candidates; None when fewer than ten differences lie behind it.
    """
    squares, freedom = 0.0, 0
    for row in (row for item in debriefs for row in item.rows):
        if len({judged.interviewer for judged in row.judged}) < 2:
            continue
        scores = [judged.score for judged in row.judged]
        squares += sum((score - statistics.fmean(scores)) ** 2 for score in scores)
        freedom += len(scores) - 1
    return math.sqrt(squares / freedom) if freedom >= FEWEST_FREEDOM else None


def mean_error(item: Debrief, error: float) -> float:
    """The standard error of a candidate's mean, from that of one score."""
    total = sum(row.weight for row in item.rows)
    return math.sqrt(sum((row.weight / total * error) ** 2 / len(row.judged) for row in item.rows))


@dataclass(frozen=True)
class Band:
    """Candidates whose means lie within the error of the best of them, by code."""

    candidates: tuple[str, ...]


def bands(debriefs: Sequence[Debrief]) -> tuple[Band, ...]:
    """Candidates that can be told apart, as bands from the highest mean down.

    A band reaches 1.96 standard errors of a difference below its highest mean (fixed bands, as in Cascio,
    Outtz, Zedeck and Goldstein 1991, Human Performance 4(4)). When the error is not known nobody can be told
    apart.
    """
    error = score_error(debriefs)
    if error is None:
        names = tuple(sorted(item.candidate for item in debriefs))
        return (Band(names),) if names else ()
    found: list[Band] = []
    left = sorted(debriefs, key=lambda item: (-item.mean, item.candidate))
    while left:
        best = left[0]
        inside = [item for item in left if best.mean - item.mean <= _reach(best, item, error)]
        found.append(Band(tuple(sorted(item.candidate for item in inside))))
        left = [item for item in left if item not in inside]
    return tuple(found)


def _reach(one: Debrief, two: Debrief, error: float) -> float:
    return REACH * math.hypot(mean_error(one, error), mean_error(two, error))
