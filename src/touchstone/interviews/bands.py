"""Which candidates can be told apart, and bands of those who can't.

A band is a largest group in which every two differ by less than the error of their difference. "Can't be
told apart" is not transitive: A and B may be near, B and C too, and A and C not. So bands overlap as the
letters of a table of comparisons do (Piepho 2004, Journal of Computational and Graphical Statistics 13(2)): B
then stands in a band with A and in one with C, and two candidates share a band exactly when they can't be
told apart.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from touchstone.interviews.debrief import CompetencyRow, Debrief

FEWEST_FREEDOM = 10  # differences behind an error; with fewer the error itself is off by more than a fifth
REACH = 1.96  # standard errors: the 95 % of a normal distribution


@dataclass(frozen=True)
class Error:
    """Variances of one interviewer's score of one competency, in squared points of the scale.

    `severity` is the part that goes through all that an interviewer scores of a candidate: more competencies
    don't average it out, only more interviewers do. `rest` is everything else.
    """

    severity: float
    rest: float


def score_error(debriefs: Iterable[Debrief]) -> Error | None:
    """How far interviewers differ on one candidate's competency, pooled over all candidates.

    Components of variance by the method of moments, as in generalizability theory (Shavelson and Webb 1991):
    the mean product of an interviewer's deviations on two competencies is the part that goes through. Where
    no two competencies have the same interviewers all of it may go through, and is taken to. None when fewer
    than ten differences lie behind it.
    """
    squares, freedom, products, pairs = 0.0, 0, 0.0, 0
    for item in debriefs:
        off = [found for row in item.rows if len(found := _deviations(row)) > 1]
        squares += sum(value**2 for row in off for value in row.values())
        freedom += sum(len(row) - 1 for row in off)
        for one, two in itertools.combinations(off, 2):
            if one.keys() == two.keys():
                products += sum(value * two[who] for who, value in one.items())
                pairs += len(one) - 1
    if freedom < FEWEST_FREEDOM:
        return None
    whole = squares / freedom
    severity = min(max(products / pairs, 0.0), whole) if pairs else whole
    return Error(severity, whole - severity)


def _deviations(row: CompetencyRow) -> Mapping[str, float]:
    """How far each interviewer's mean on a competency lies from the mean of them all."""
    own: dict[str, list[int]] = {}
    for judged in row.judged:
        own.setdefault(judged.interviewer, []).append(judged.score)
    means = {who: statistics.fmean(scores) for who, scores in own.items()}
    middle = statistics.fmean(means.values())
    return {who: mean - middle for who, mean in means.items()}


def mean_error(item: Debrief, error: Error) -> float:
    """The standard error of a candidate's mean as it is weighed, in points of the scale."""
    total = sum(row.weight for row in item.rows)
    through: dict[str, float] = {}
    rest = 0.0
    for row in item.rows:
        people = {judged.interviewer for judged in row.judged}
        part = row.weight / total / len(people)
        rest += part**2 * len(people) * error.rest
        for who in people:
            through[who] = through.get(who, 0.0) + part
    return math.sqrt(error.severity * sum(part**2 for part in through.values()) + rest)


@dataclass(frozen=True)
class Band:
    """Candidates of whom no two can be told apart, by code. A candidate may stand in several bands."""

    candidates: tuple[str, ...]


def bands(debriefs: Sequence[Debrief]) -> tuple[Band, ...]:
    """All bands, from the highest means down; each candidate's mean as its own debrief weighs it.

    Two means are told apart when they differ by more than 1.96 standard errors of their difference. When the
    error is not known nobody is told apart.
    """
    error = score_error(debriefs)
    if error is None:
        names = tuple(sorted(item.candidate for item in debriefs))
        return (Band(names),) if names else ()
    errors = {item.candidate: mean_error(item, error) for item in debriefs}
    means = {item.candidate: item.mean for item in debriefs}

    def near(one: str, two: str) -> bool:
        return abs(means[one] - means[two]) <= REACH * math.hypot(errors[one], errors[two]) + 1e-12

    groups = _largest_groups({one: {two for two in means if near(one, two)} for one in means})
    ordered = sorted(groups, key=lambda group: _place(group, means))
    return tuple(Band(tuple(sorted(group))) for group in ordered)


def _place(group: frozenset[str], means: Mapping[str, float]) -> tuple[float, float, list[str]]:
    held = [means[name] for name in group]
    return -max(held), -min(held), sorted(group)


def _largest_groups(near: Mapping[str, set[str]]) -> list[frozenset[str]]:
    """All groups in which everybody is near everybody and that nobody could be added to.

    One candidate after another joins: who fits into a group makes it larger, who doesn't makes another one of
    those in it that fit (Piepho's insert and absorb).
    """
    groups: list[frozenset[str]] = []
    for name in sorted(near):
        joined = {(group & near[name]) | {name} for group in groups} or {frozenset({name})}
        groups = [group for group in groups if not group <= near[name]]
        groups += _not_inside_another(joined)
    return groups


def _not_inside_another(groups: Iterable[frozenset[str]]) -> Iterator[frozenset[str]]:
    kept: list[frozenset[str]] = []
    for group in sorted(groups, key=len, reverse=True):
        if not any(group < other for other in kept):
            kept.append(group)
            yield group
