"""How mild or strict each interviewer is beside the others who scored the same answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as t_distribution

from touchstone.interviews.agreement import FEWEST, TooFew
from touchstone.interviews.hanging import LEVEL, Of, candidates_of, spread_of_sum
from touchstone.interviews.pool import Floats


@dataclass(frozen=True)
class Severity:
    """How far an interviewer scores above (+) or below (−) the others on the same `rows` answers."""

    interviewer: str
    shift: float
    low: float
    high: float
    rows: int
    candidates: int


def severities(scores: Floats, interviewers: Sequence[str], *, of: Of = None) -> list[Severity | TooFew]:
    """For each interviewer the mean difference from the mean of the others; Student's interval over
    candidates."""
    return [_severity(scores, place, name, of) for place, name in enumerate(interviewers)]


def _severity(scores: Floats, place: int, name: str, of: Of) -> Severity | TooFew:
    others = np.delete(scores, place, axis=1)
    both = np.asarray(~np.isnan(scores[:, place]) & (~np.isnan(others)).any(axis=1))
    who = candidates_of(of, both)
    if (people := len(set(who.tolist()))) < FEWEST:
        return TooFew(f"The severity of {name}", people)
    off = scores[both, place] - np.nanmean(others[both], axis=1)
    shift, rows = float(off.mean()), int(both.sum())
    error = spread_of_sum(off, who) / rows * math.sqrt(people / (people - 1))
    reach = float(t_distribution.ppf(1 - (1 - LEVEL) / 2, people - 1)) * error
    return Severity(name, shift, shift - reach, shift + reach, rows, people)
