"""How far interviewers agree: intraclass correlation, weighted kappa, Krippendorff's alpha, severity.

A table of scores has one row a candidate (or sample answer) and one column an interviewer; NaN where somebody
did not score. Below ten rows no figure is given: its interval would span most of what is possible.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from scipy.stats import f as f_distribution
from scipy.stats import norm

from touchstone.interviews.pool import Floats

FEWEST = 10  # rows; with 9 rows and two interviewers the 95 % interval of an ICC of 0.7 runs from 0.1 to 0.9
LEVEL = 0.95  # of all intervals
RESAMPLES = 2_000  # for alpha: the ends of its interval are then steady to 0.01

Scale: TypeAlias = Literal["nominal", "ordinal", "interval"]
Weights: TypeAlias = Literal["unweighted", "linear", "quadratic"]


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its interval (95 %), from `rows` candidates and `raters` interviewers."""

    name: str
    value: float
    low: float
    high: float
    rows: int
    raters: int


@dataclass(frozen=True)
class TooFew:
    """Why no figure is given."""

    name: str
    rows: int
    needed: int = FEWEST

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return f"{self.name} needs {self.needed} candidates scored by the same people; there are {self.rows}."


def intraclass(scores: Floats, *, mean: bool = False) -> Agreement | TooFew:
    """ICC(2,1): absolute agreement of single interviewers, both taken as random; with `mean`, ICC(2,k).

    Rows with a gap are left out. McGraw and Wong (1996), Psychological Methods 1(1), table 4 for the value
    and table 7 for the interval. ValueError with fewer than two columns.
    """
    whole = scores[~np.isnan(scores).any(axis=1)]
    rows, raters = whole.shape
    name = f"ICC(2,{'k' if mean else '1'})"
    if raters < 2:
        raise ValueError(f"agreement takes two interviewers, found {raters}")
    if rows < FEWEST:
        return TooFew(name, rows)
    between, judges, error = _mean_squares(whole)
    spread = between + (raters - 1) * error + raters * (judges - error) / rows
    single = (between - error) / spread if spread > 0 else math.nan
    low, high = _intraclass_interval(between, judges, error, single, rows, raters)
    if mean:
        single, low, high = (_stepped_up(value, raters) for value in (single, low, high))
    return Agreement(name, single, low, high, rows, raters)


def _mean_squares(whole: Floats) -> tuple[float, float, float]:
    """Mean squares between candidates, between interviewers, and of the rest."""
    rows, raters = whole.shape
    grand = whole.mean()
    between = raters * ((whole.mean(axis=1) - grand) ** 2).sum() / (rows - 1)
    judges = rows * ((whole.mean(axis=0) - grand) ** 2).sum() / (raters - 1)
    rest = whole - whole.mean(axis=1, keepdims=True) - whole.mean(axis=0, keepdims=True) + grand
    return float(between), float(judges), float((rest**2).sum() / ((rows - 1) * (raters - 1)))


def _intraclass_interval(
    between: float, judges: float, error: float, single: float, rows: int, raters: int
) -> tuple[float, float]:
    if error == 0 or math.isnan(single):
        return math.nan, math.nan
    ratio = judges / error
    held = rows * (1 + (raters - 1) * single) - raters * single
    over = (raters - 1) * (rows - 1) * (raters * single * ratio + held) ** 2
    freedom = over / ((rows - 1) * raters**2 * single**2 * ratio**2 + held**2)
    tail = 1 - (1 - LEVEL) / 2
    up = f_distribution.ppf(tail, rows - 1, freedom)
    down = f_distribution.ppf(tail, freedom, rows - 1)
    common = raters * judges + (raters * rows - raters - rows) * error
    low = rows * (between - up * error) / (up * common + rows * between)
    high = rows * (down * between - error) / (common + rows * down * between)
    return float(low), float(high)


def _stepped_up(single: float, raters: int) -> float:
    """Spearman and Brown: the agreement of the mean of `raters` interviewers."""
    return raters * single / (1 + single * (raters - 1))


def weighted_kappa(
    one: Sequence[float], two: Sequence[float], categories: Sequence[float], *, weights: Weights = "quadratic"
) -> Agreement | TooFew:
    """Cohen's kappa of two interviewers; wider disagreements weigh more with linear or quadratic weights.

    Pairs with a gap are left out. Cohen (1968); interval from the large-sample variance of Fleiss, Cohen and
    Everitt (1969), Psychological Bulletin 72(5). NaN when both use one and the same category throughout.
    """
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if not (math.isnan(a) or math.isnan(b))]
    name = f"kappa ({weights})"
    if len(pairs) < FEWEST:
        return TooFew(name, len(pairs))
    place = {category: index for index, category in enumerate(categories)}
    table = np.zeros((len(categories), len(categories)))
    for a, b in pairs:
        table[place[a], place[b]] += 1
    return _kappa(name, table / len(pairs), len(pairs), weights)


def _kappa(name: str, shares: Floats, rows: int, weights: Weights) -> Agreement:
    count = len(shares)
    steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) / max(1, count - 1)
    agree = 1 - {"unweighted": (steps > 0) * 1.0, "linear": steps, "quadratic": steps**2}[weights]
    first, second = shares.sum(axis=1), shares.sum(axis=0)
    seen, chance = float((agree * shares).sum()), float((agree * np.outer(first, second)).sum())
    if chance == 1:
        return Agreement(name, math.nan, math.nan, math.nan, rows, 2)
    kappa = (seen - chance) / (1 - chance)
    # The mean weight of each category of the one interviewer over the other's use of them.
    rest = np.add.outer(agree @ second, first @ agree)
    inner = (shares * (agree - rest * (1 - kappa)) ** 2).sum() - (kappa - chance * (1 - kappa)) ** 2
    error = math.sqrt(max(0.0, inner) / rows) / (1 - chance)
    reach = float(norm.ppf(1 - (1 - LEVEL) / 2)) * error
    return Agreement(name, kappa, kappa - reach, kappa + reach, rows, 2)


def alpha(scores: Floats, *, scale: Scale = "ordinal", seed: int = 1) -> Agreement | TooFew:
    """Krippendorff's alpha of any number of interviewers, gaps allowed.

    Krippendorff (2019), Content Analysis, chapter 12. The interval is a percentile bootstrap over rows, drawn
    with `seed`.
    """
    used = scores[(~np.isnan(scores)).sum(axis=1) >= 2]
    name = f"alpha ({scale})"
    if len(used) < FEWEST:
        return TooFew(name, len(used))
    chance = np.random.default_rng(seed)
    draws = [_alpha(used[chance.integers(0, len(used), len(used))], scale) for _ in range(RESAMPLES)]
    known = np.array([draw for draw in draws if not math.isnan(draw)])
    low, high = np.quantile(known, [(1 - LEVEL) / 2, 1 - (1 - LEVEL) / 2]) if len(known) else (math.nan,) * 2
    return Agreement(name, _alpha(used, scale), float(low), float(high), len(used), scores.shape[1])


def _alpha(scores: Floats, scale: Scale) -> float:
    values = np.unique(scores[~np.isnan(scores)])
    if len(values) < 2:
        return math.nan
    counts = (scores[:, :, None] == values[None, None, :]).sum(axis=1).astype(float)
    paired = counts.sum(axis=1)
    within = (counts.T / (paired - 1)) @ counts - np.diag((counts / (paired - 1)[:, None]).sum(axis=0))
    totals = within.sum(axis=1)
    distance = _distance(values, totals, scale)
    expected = np.outer(totals, totals) - np.diag(totals)
    chance = float((expected * distance).sum()) / (totals.sum() - 1)
    return 1 - float((within * distance).sum()) / chance if chance > 0 else math.nan


def _distance(values: Floats, totals: Floats, scale: Scale) -> Floats:
    if scale == "nominal":
        return np.asarray(1.0 - np.eye(len(values)))
    if scale == "interval":
        return np.asarray(np.subtract.outer(values, values) ** 2)
    running = np.cumsum(totals) - totals / 2  # halves of the two ends, all of what lies between
    return np.asarray(np.subtract.outer(running, running) ** 2)


@dataclass(frozen=True)
class Severity:
    """How far an interviewer scores above (+) or below (−) the others on the same candidates."""

    interviewer: str
    shift: float
    low: float
    high: float
    rows: int


def severities(scores: Floats, interviewers: Sequence[str]) -> list[Severity | TooFew]:
    """For each interviewer the mean difference from the mean of the others; normal interval over rows."""
    return [_severity(scores, place, name) for place, name in enumerate(interviewers)]


def _severity(scores: Floats, place: int, name: str) -> Severity | TooFew:
    others = np.delete(scores, place, axis=1)
    both = ~np.isnan(scores[:, place]) & (~np.isnan(others)).any(axis=1)
    if (rows := int(both.sum())) < FEWEST:
        return TooFew(f"The severity of {name}", rows)
    shift = scores[both, place] - np.nanmean(others[both], axis=1)
    reach = float(norm.ppf(1 - (1 - LEVEL) / 2)) * float(shift.std(ddof=1)) / math.sqrt(rows)
    return Severity(name, float(shift.mean()), float(shift.mean()) - reach, float(shift.mean()) + reach, rows)
