"""Scores of sample answers in a database: the interviews room's `SampleStore`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from touchstone.interviews.practising import SampleScore
from touchstone.store.database import Database
from touchstone.store.panel_tables import sample_score


class SampleTable:
    """Keeps one score a person, sample and version. Thread-safe. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, score: SampleScore) -> None:
        """Keeps a score in place of an earlier one of the same person and sample."""
        same = (
            (sample_score.c.person == score.person)
            & (sample_score.c.sample == score.sample)
            & (sample_score.c.version == score.version)
        )
        with self._database.write() as connection:
            connection.execute(delete(sample_score).where(same))
            connection.execute(insert(sample_score).values(**vars(score)))

    def scores(self, samples: Sequence[str]) -> list[SampleScore]:
        """All scores of these samples, by sample and person."""
        wanted = select(sample_score).where(sample_score.c.sample.in_(samples))
        ordered = wanted.order_by(sample_score.c.sample, sample_score.c.person, sample_score.c.version)
        with self._database.read() as connection:
            return [SampleScore(**row._mapping) for row in connection.execute(ordered)]
