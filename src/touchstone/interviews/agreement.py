"""How far interviewers agree: intraclass correlation, weighted kappa, Krippendorff's alpha.

A table of scores has one row an answer and one column an interviewer; NaN where somebody did not score. `of`
names the candidate of each row (None: every row is another's). Below ten candidates no figure is given: its
interval would span most of what is possible. Answers of one candidate hang together, so intervals count
candidates, not answers: twelve answers of two candidates are two observations.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from scipy.stats import f as f_distribution
from scipy.stats import norm

from touchstone.interviews.hanging import LEVEL, Of, candidates_of, resampled, spread_of_sum
from touchstone.interviews.model import Places
from touchstone.interviews.pool import Floats

FEWEST = 10  # candidates; with 9 and two interviewers the 95 % interval of an ICC of 0.7 runs from 0.1 to 0.9

TINY = 1e-12  # squared points: what adding up whole scores leaves where there is no difference at all

Scale: TypeAlias = Literal["nominal", "ordinal", "interval"]
Weights: TypeAlias = Literal["unweighted", "linear", "quadratic"]


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its interval (95 %), from `rows` answers of `candidates` and `raters` interviewers.

    The value is NaN where everybody gave one and the same score: then nothing is known of agreement.
    """

    name: str
    value: float
    low: float
    high: float
    rows: int
    raters: int
    candidates: int


@dataclass(frozen=True)
class TooFew:
    """Why no figure is given: from how few candidates it would be."""

    name: str
    candidates: int
    needed: int = FEWEST

    @property
    def sentence(self) -> str:
        """The reason in words."""
        there = f"there is {self.candidates}" if self.candidates == 1 else f"there are {self.candidates}"
        return f"{self.name} needs {self.needed} candidates scored by the same people; {there}."


def intraclass(scores: Floats, *, mean: bool = False, of: Of = None, seed: int = 1) -> Agreement | TooFew:
    """ICC(2,1): absolute agreement of single interviewers, both taken as random; with `mean`, ICC(2,k).

    Rows with a gap are left out. McGraw and Wong (1996), Psychological Methods 1(1), table 4 for the value
    and table 7 for the interval; a bootstrap drawn with `seed` where a candidate has several rows. ValueError
    with fewer than two columns.
    """
    complete = np.asarray(~np.isnan(scores).any(axis=1))
    whole, who = scores[complete], candidates_of(of, complete)
    rows, raters = whole.shape
    name = f"ICC(2,{'k' if mean else '1'})"
    if raters < 2:
        raise ValueError(f"agreement takes two interviewers, found {raters}")
    if (people := len(set(who.tolist()))) < FEWEST:
        return TooFew(name, people)
    single = _intraclass(whole)
    if people == rows:
        low, high = _intraclass_interval(*_mean_squares(whole), single, rows, raters)
    else:
        low, high = resampled(who, lambda drawn: _intraclass(whole[drawn]), seed)
    if mean:
        single, low, high = (_stepped_up(value, raters) for value in (single, low, high))
    return Agreement(name, single, low, high, rows, raters, people)


def _intraclass(whole: Floats) -> float:
    rows, raters = whole.shape
    between, judges, error = _mean_squares(whole)
    spread = between + (raters - 1) * error + raters * (judges - error) / rows
    return (between - error) / spread if spread > TINY else math.nan


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
    if math.isnan(single):
        return math.nan, math.nan
    # Held against `error` the interviewers' differences may be endless; multiplied by it they are not.
    held = error * (rows * (1 + (raters - 1) * single) - raters * single)
    through = raters * single * judges
    over = (raters - 1) * (rows - 1) * (through + held) ** 2
    under = (rows - 1) * through**2 + held**2
    freedom = over / under if under > TINY**2 else raters - 1
    tail = 1 - (1 - LEVEL) / 2
    up = f_distribution.ppf(tail, rows - 1, freedom)
    down = f_distribution.ppf(tail, freedom, rows - 1)
    common = raters * judges + (raters * rows - raters - rows) * error
    low = rows * (between - up * error) / (up * common + rows * between)
    high = rows * (down * between - error) / (common + rows * down * between)
    return float(low), min(float(high), 1.0)


def _stepped_up(single: float, raters: int) -> float:
    """Spearman and Brown: the agreement of the mean of `raters` interviewers; it has no least value."""
    below = 1 + single * (raters - 1)
    return -math.inf if below <= TINY else raters * single / below


def weighted_kappa(
    one: Sequence[float],
    two: Sequence[float],
    categories: Sequence[float],
    *,
    weights: Weights = "quadratic",
    of: Of = None,
) -> Agreement | TooFew:
    """Cohen's kappa of two interviewers; wider disagreements weigh more with linear or quadratic weights.

    Pairs with a gap are left out. Cohen (1968); interval from the large-sample variance of Fleiss, Cohen and
    Everitt (1969), Psychological Bulletin 72(5), with the answers of a candidate added up first, and cut at 1
    and -1, which no kappa passes. NaN when both use one and the same category throughout; the interval alone
    is NaN where no pair differs from the others (full agreement, or one who always gives the same score).
    """
    first, second = np.array(one, dtype=float), np.array(two, dtype=float)
    both = ~(np.isnan(first) | np.isnan(second))
    who = candidates_of(of, both)
    name = f"kappa ({weights})"
    if (people := len(set(who.tolist()))) < FEWEST:
        return TooFew(name, people)
    place = {category: index for index, category in enumerate(categories)}
    pairs = [(place[a], place[b]) for a, b in zip(first[both], second[both], strict=True)]
    value, error = _kappa(np.array(pairs), len(categories), weights, who)
    reach = float(norm.ppf(1 - (1 - LEVEL) / 2)) * error
    low, high = max(-1.0, value - reach), min(1.0, value + reach)
    if not error > TINY:  # all answers alike, or all pairs: no spread to tell from, which is not certainty
        low = high = math.nan
    return Agreement(name, value, low, high, len(pairs), 2, people)


def _kappa(pairs: Places, count: int, weights: Weights, who: Places) -> tuple[float, float]:
    """Kappa of pairs of category numbers, shape (pairs, 2), and its standard error over candidates."""
    shares = np.zeros((count, count))
    np.add.at(shares, (pairs[:, 0], pairs[:, 1]), 1 / len(pairs))
    steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) / max(1, count - 1)
    agree = 1 - {"unweighted": (steps > 0) * 1.0, "linear": steps, "quadratic": steps**2}[weights]
    first, second = shares.sum(axis=1), shares.sum(axis=0)
    seen, chance = float((agree * shares).sum()), float((agree * np.outer(first, second)).sum())
    if 1 - chance < TINY:
        return math.nan, math.nan
    kappa = (seen - chance) / (1 - chance)
    # What each pair adds to kappa; `rest` is the mean weight of its categories over the other's use of them.
    rest = np.add.outer(agree @ second, first @ agree)
    adds = (agree - rest * (1 - kappa))[pairs[:, 0], pairs[:, 1]]
    return kappa, spread_of_sum(adds, who) / len(pairs) / (1 - chance)


def alpha(scores: Floats, *, scale: Scale = "ordinal", of: Of = None, seed: int = 1) -> Agreement | TooFew:
    """Krippendorff's alpha of any number of interviewers, gaps allowed.

    Krippendorff (2019), Content Analysis, chapter 12. The interval is a percentile bootstrap over candidates,
    drawn with `seed`.
    """
    scored = (~np.isnan(scores)).sum(axis=1) >= 2
    used, who = scores[scored], candidates_of(of, scored)
    name = f"alpha ({scale})"
    if (people := len(set(who.tolist()))) < FEWEST:
        return TooFew(name, people)
    low, high = resampled(who, lambda drawn: _alpha(used[drawn], scale), seed)
    return Agreement(name, _alpha(used, scale), low, high, len(used), scores.shape[1], people)


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
