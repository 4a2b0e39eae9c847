"""Calibration as a service: each scores sample answers alone, and sees the others' once all are scored."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from touchstone.access.people import Person
from touchstone.core.clock import Clock
from touchstone.interviews.calibrating import Calibrated, Sample, calibrated
from touchstone.interviews.scorecard import SCORES, Refused

SEEN = Refused(("The bank's scores are open to you; yours stay as you gave them.",))
SHUT_OUT = Refused(("Your link opens nothing any more.",))


@dataclass(frozen=True)
class SampleScore:
    """What one person (by id) gave one sample answer; `version` is the hash of what the sample said."""

    person: str
    sample: str
    version: str
    score: int
    at: datetime


class SampleStore(Protocol):
    """What keeps scores of samples. `keep` replaces an earlier score of the same person and sample."""

    def keep(self, score: SampleScore) -> None: ...

    def scores(self, samples: Sequence[str]) -> Sequence[SampleScore]: ...


@dataclass(frozen=True)
class Spread:
    """How many others gave each score from 1 to 4 to a sample."""

    sample: Sample
    counts: tuple[int, int, int, int]


@dataclass(frozen=True)
class Practising:
    """Scores of the bank's sample answers. `let_in` gives the ids of the people who can come in now."""

    store: SampleStore
    clock: Clock
    let_in: Callable[[], Container[str]]

    def score(
        self, viewer: Person, sample: Sample, score: int, exercise: Sequence[Sample]
    ) -> SampleScore | Refused:
        """Keeps the viewer's score; refused once the bank's scores of `exercise`, the smallest that has the
        sample, could be seen: what is given after them says nothing of the viewer."""
        if viewer.id not in self.let_in():
            return SHUT_OUT
        if not isinstance(self.result(viewer, exercise), Refused):
            return SEEN
        if score not in SCORES:
            return Refused((f"A score is 1, 2, 3 or 4; found {score}.",))
        kept = SampleScore(viewer.id, sample.id, sample.version, score, self.clock.now())
        self.store.keep(kept)
        return kept

    def given(self, viewer: Person, exercise: Sequence[Sample]) -> dict[str, int]:
        """The viewer's scores, by sample; none of a sample that has changed since."""
        if viewer.id not in self.let_in():
            return {}
        return {held.sample: held.score for held in self._current(exercise) if held.person == viewer.id}

    def result(self, viewer: Person, exercise: Sequence[Sample]) -> Calibrated | Refused:
        """How far the viewer is off; refused until every sample is scored."""
        if viewer.id not in self.let_in():
            return SHUT_OUT
        return calibrated(self.given(viewer, exercise), list(exercise))

    def others(self, viewer: Person, exercise: Sequence[Sample]) -> list[Spread]:
        """What the others gave, without names; nothing until the viewer has scored every sample."""
        if isinstance(self.result(viewer, exercise), Refused):
            return []
        held = [one for one in self._current(exercise) if one.person != viewer.id]
        spreads = []
        for sample in exercise:
            given = [one.score for one in held if one.sample == sample.id]
            one, two, three, four = (given.count(score) for score in SCORES)
            spreads.append(Spread(sample, (one, two, three, four)))
        return spreads

    def _current(self, exercise: Sequence[Sample]) -> list[SampleScore]:
        versions = {sample.id: sample.version for sample in exercise}
        found = self.store.scores(list(versions))
        return [held for held in found if held.version == versions[held.sample]]
