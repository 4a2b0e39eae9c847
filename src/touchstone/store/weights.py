"""Weights of competencies in a database, as statements of a transaction that `panels` opens."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from touchstone.interviews.debrief import FINAL
from touchstone.interviews.scorecard import Scorecard
from touchstone.interviews.weighing import Weighing
from touchstone.store.panel_tables import decision, scorecard, sheet, sitting, weighed, weighing
from touchstone.store.types import UtcTime

LOCK = "weights"  # whoever submits and whoever fixes weights wait for each other


def tie(connection: Connection, card: Scorecard) -> None:
    """Ties a candidate to what weighs now for the role and level of the card, when it is their first one.

    Who had a scorecard in before anything was fixed stays without: they are weighed equally for good.
    """
    if connection.execute(_submitted(scorecard.c.id, sitting.c.candidate == card.candidate)).first():
        return
    job = select(sheet.c.role, sheet.c.level).join(sitting, sitting.c.sheet_id == sheet.c.id)
    role, level = connection.execute(job.where(sitting.c.id == card.sitting)).one()
    newest = connection.execute(_of_job(role, level).limit(1)).first()
    if newest is not None:
        connection.execute(insert(weighed).values(candidate=card.candidate, weighing_id=newest.id))


def fix(connection: Connection, new: Weighing) -> bool:
    """Adds weights; False, and nothing written, while somebody scored for the job is undecided."""
    if _undecided(connection, new.role, new.level):
        return False
    row = {"role": new.role, "level": new.level, "weights": json.dumps(dict(new.weights))}
    row |= {"reason": new.reason, "person": new.person}
    connection.execute(insert(weighing).values(**row, fixed_by=new.by, at=new.at))
    return True


def of_job(connection: Connection, role: str, level: str) -> list[Weighing]:
    """All that was fixed for a role and level, newest first."""
    return [_read(row) for row in connection.execute(_of_job(role, level))]


def of_candidate(connection: Connection, candidate: str) -> Weighing | None:
    """What a candidate is tied to."""
    wanted = select(weighing).join(weighed, weighed.c.weighing_id == weighing.c.id)
    found = connection.execute(wanted.where(weighed.c.candidate == candidate)).first()
    return None if found is None else _read(found)


def _of_job(role: str, level: str) -> Any:
    same = (weighing.c.role == role) & (weighing.c.level == level)
    return select(weighing).where(same).order_by(weighing.c.id.desc())


def _submitted(*wanted: Any) -> Any:
    *columns, where = wanted
    joined = select(*columns).join(sitting, sitting.c.id == scorecard.c.sitting_id)
    return joined.where(where & scorecard.c.submitted_at.is_not(None))


def _undecided(connection: Connection, role: str, level: str) -> bool:
    last = func.max(scorecard.c.submitted_at, type_=UtcTime).label("last")
    job = (sheet.c.role == role) & (sheet.c.level == level)
    scored = _submitted(sitting.c.candidate, last, job).join(sheet, sheet.c.id == sitting.c.sheet_id)
    return any(
        not _decided(connection, row) for row in connection.execute(scored.group_by(sitting.c.candidate))
    )


def _decided(connection: Connection, scored: Row[Any]) -> bool:
    wanted = select(decision.c.outcome, decision.c.at).where(decision.c.candidate == scored.candidate)
    found = connection.execute(wanted.order_by(decision.c.id.desc()).limit(1)).first()
    return found is not None and found.outcome in FINAL and found.at >= scored.last


def _read(row: Row[Any]) -> Weighing:
    weights = {str(name): float(weight) for name, weight in json.loads(row.weights).items()}
    return Weighing(row.role, row.level, weights, row.reason, row.person, row.fixed_by, row.at)
