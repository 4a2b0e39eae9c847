"""Calibration: a panel scores sample answers alone, then sees the bank's scores and how far it is off."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from touchstone.banks.question import Question
from touchstone.core.hashes import content_hash
from touchstone.interviews.scorecard import SCORES, Refused


@dataclass(frozen=True)
class Sample:
    """One sample answer with the bank's score, which stays hidden until everybody has scored it."""

    id: str
    question: str
    prompt: str
    answer: str
    score: int
    because: str

    @property
    def version(self) -> str:
        """The hash of what is scored: a score belongs to these words."""
        return content_hash([self.prompt, self.answer])


@dataclass(frozen=True)
class Calibrated:
    """One person's scores beside the bank's; a `shift` above 0 is milder, shares are from 0 to 1."""

    shift: float
    exact: float
    within_one: float
    apart: tuple[tuple[Sample, int], ...]


def samples(questions: Iterable[Question], *, area: str | None = None) -> list[Sample]:
    """All sample answers of the bank, or of one area, in the order of their questions' ids."""
    chosen = sorted((q for q in questions if area in (None, q.area)), key=lambda q: q.id)
    return [
        Sample(f"{q.id}/{number}", q.title, q.prompt, sample.answer, sample.score, sample.because)
        for q in chosen
        for number, sample in enumerate(q.calibration, start=1)
    ]


def calibrated(given: Mapping[str, int], exercise: list[Sample]) -> Calibrated | Refused:
    """How far one person is off; refused until every sample is scored, so that no key is seen beforehand."""
    if not exercise:
        return Refused(("There are no sample answers to score.",))
    lacking = [sample for sample in exercise if given.get(sample.id) not in SCORES]
    if lacking:
        return Refused((f"{len(lacking)} of {len(exercise)} sample answers are not scored yet.",))
    off = [given[sample.id] - sample.score for sample in exercise]
    apart = [(sample, given[sample.id]) for sample in exercise if given[sample.id] != sample.score]
    apart.sort(key=lambda pair: -abs(pair[1] - pair[0].score))
    return Calibrated(
        shift=statistics.fmean(off),
        exact=sum(difference == 0 for difference in off) / len(off),
        within_one=sum(abs(difference) <= 1 for difference in off) / len(off),
        apart=tuple(apart),
    )
