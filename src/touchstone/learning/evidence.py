"""How much a few answers show: a Beta posterior, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Uniform: before any answer every share of right answers is as likely as any other. It weighs as much as one
# right and one wrong answer, so two answers can't look like certainty.
PRIOR = (1.0, 1.0)
# "More likely right than wrong on questions of this level": the one bar that needs no norm group, and that
# makes right and wrong answers count alike.
BAR = 0.5
# 9 in 10 takes three right answers and none wrong (0.94), or five and one (0.94); two alone give 0.88.
SURE = 0.9
# 4 in 5 takes two right answers and none wrong (0.88); one alone gives 0.75 and stays undecided.
LIKELY = 0.8
# Eight in ten: the usual width for a statement to a learner. 95 % of three answers says almost nothing.
INTERVAL = 0.8


class Shown(StrEnum):
    """What the answers show, in the order of confidence from strong to weak."""

    SHOWN = "shown"
    LIKELY = "likely"
    UNCLEAR = "unclear"
    UNLIKELY = "unlikely"
    NOT_SHOWN = "not_shown"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True)
class Evidence:
    """What some scores (0 to 1 each) show about one skill.

    `chance` is the posterior probability that the person gets more than half of such questions right; `low`
    and `high` bound the share of right answers with probability 0.8.
    """

    answers: int
    right: float
    chance: float
    low: float
    high: float
    shown: Shown


def evidence(scores: Iterable[float]) -> Evidence:
    """The evidence in scores of 0 to 1; a partial score counts as that share of a right answer."""
    from scipy.special import betainc, betaincinv  # scipy takes 0.1 s to load: only for who finishes a test

    given = list(scores)
    right = sum(given)
    a, b = PRIOR[0] + right, PRIOR[1] + len(given) - right
    chance = 1 - float(betainc(a, b, BAR))
    tail = (1 - INTERVAL) / 2
    low, high = float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail))
    return Evidence(len(given), right, chance, low, high, _shown(len(given), chance))


def _shown(answers: int, chance: float) -> Shown:
    if answers == 0:
        return Shown.NOT_TRIED
    if chance >= SURE:
        return Shown.SHOWN
    if chance >= LIKELY:
        return Shown.LIKELY
    if chance > 1 - LIKELY:
        return Shown.UNCLEAR
    return Shown.UNLIKELY if chance > 1 - SURE else Shown.NOT_SHOWN
