"""How exactly a form can place a candidate: predicted from expert difficulties, before anybody has answered.

A marked question follows the Rasch model (Rasch 1960), an option question the same with a floor for guessing
(Birnbaum 1968), a question scored against four anchors the partial credit model (Masters 1982). The standard
error is one over the root of the test information (Lord 1980); the share misclassified is Rudner's expected
classification accuracy (Rudner 2005, Practical Assessment, Research & Evaluation 10(13)), taken from one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from touchstone.interviews.pool import Floats, PoolQuestion

# The ability at the cut: half of the level's own questions answered rightly. A bank's expert difficulties are
# 0.3, 0.5 and 0.7 wrong answers at the three levels, which are these logits. Staff get senior questions.
CUTS = {"junior": -0.85, "mid": 0.0, "senior": 0.85, "staff": 0.85}
GUESSING = 0.25  # four options and no idea
ANCHOR_STEPS = (-1.0, 0.0, 1.0)  # logits from a question's difficulty to its anchors 2, 3, 4: a convention
SPREAD = (
    1.0  # logits: standard deviation of the candidates around the cut, the hardest place to tell them apart
)
GRID = np.arange(-4.0, 4.0001, 0.05)  # in those standard deviations; beyond lie 0.006 % of candidates

SOURCE = (
    "Rasch (1960), Birnbaum (1968), Masters (1982) for the questions; Lord (1980) for the standard error; "
    "Rudner (2005) for the share misclassified"
)
# What forms were certified with before; they hold still.
ASSUMED_BEFORE = (
    "Difficulties are experts' guesses, not yet fitted to answers. Candidates are taken as normal around the "
    "cut with a standard deviation of one logit, option questions as guessed rightly once in four, and "
    "anchors as one logit apart."
)
ASSUMES = (
    "Difficulties are the usual ones of each question's level, unless its author gave another; none is "
    "fitted to answers yet, so that they tell forms apart by their mix of levels and kinds. Candidates are "
    "taken as normal around the cut with a standard deviation of one logit, option questions as guessed "
    "rightly once in four, and anchors as one logit apart."
)


@dataclass(frozen=True)
class Precision:
    """The cut (logits), the standard error of an ability there, and the share put on its wrong side."""

    cut: float
    standard_error: float | None
    misclassified: float


def precision(questions: Sequence[PoolQuestion], cut: float) -> Precision:
    """What a form of these questions can tell around `cut`; the error is None when it can tell nothing."""
    at_cut = float(information(questions, np.array([cut]))[0])
    abilities = cut + SPREAD * GRID
    weights = np.exp(-(GRID**2) / 2)
    wrong = ndtr(-np.abs(abilities - cut) * np.sqrt(information(questions, abilities)))
    share = float((weights * wrong).sum() / weights.sum())
    return Precision(cut, 1 / math.sqrt(at_cut) if at_cut > 0 else None, share)


def information(questions: Sequence[PoolQuestion], abilities: Floats) -> Floats:
    """Fisher information of the form at each ability (logits), per square logit."""
    total = np.zeros_like(abilities, dtype=float)
    for question in questions:
        total = total + _information(question, abilities - question.difficulty)
    return total


def _information(question: PoolQuestion, distance: Floats) -> Floats:
    if question.kind == "spoken":
        return _anchored(distance)
    right = 1 / (1 + np.exp(-distance))
    if question.kind != "choice":
        return np.asarray(right * (1 - right))
    shown = GUESSING + (1 - GUESSING) * right
    slope = (1 - GUESSING) * right * (1 - right)
    return np.asarray(slope**2 / (shown * (1 - shown)))


def _anchored(distance: Floats) -> Floats:
    """The variance of the anchor (1 to 4), which is the information of a partial credit question."""
    steps = [np.zeros_like(distance)]
    for step in ANCHOR_STEPS:
        steps.append(steps[-1] + distance - step)
    weights = np.exp(np.stack(steps) - np.max(np.stack(steps), axis=0))
    shares = weights / weights.sum(axis=0)
    anchors = np.arange(1.0, 5.0)[:, None]
    mean = (shares * anchors).sum(axis=0)
    return np.asarray((shares * (anchors - mean) ** 2).sum(axis=0))
