"""Interviews in a database: the interviews room's `SittingStore`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Row, func, insert, select, true, update
from sqlalchemy.exc import IntegrityError

from touchstone.access.people import Known
from touchstone.interviews.debrief import Decision
from touchstone.interviews.scorecard import Entry, Refused, Scorecard
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.sitting import (
    Hinders,
    Record,
    Seat,
    Showing,
    Sitting,
    namesake,
    nothing_hinders,
)
from touchstone.interviews.weighing import Weighing
from touchstone.store import weights
from touchstone.store.database import Database
from touchstone.store.panel_tables import decision, scorecard, scorecard_entry, sheet, showing, sitting
from touchstone.store.people import keep_person, others_named
from touchstone.store.types import UtcTime


class PanelStore:
    """Keeps interviews in SQLite or PostgreSQL. Thread-safe. Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sheet(self, sheet_id: str) -> Sheet | None:
        """A sheet as it was kept."""
        with self._database.read() as connection:
            found = connection.execute(select(sheet).where(sheet.c.id == sheet_id)).first()
            return None if found is None else _sheet(found)

    def sheets(self) -> list[Sheet]:
        """All sheets, newest first."""
        with self._database.read() as connection:
            wanted = select(sheet).order_by(sheet.c.made_at.desc(), sheet.c.id)
            return [_sheet(row) for row in connection.execute(wanted)]

    def add_seats(self, seats: Sequence[Seat], people: Sequence[Known] = ()) -> bool | Refused:
        """Keeps a candidate's seats with all that belongs to them, and the people let in for them.

        False, and nothing written, when the candidate is on one of the sheets already; or what hinders it by
        the record of that moment.
        """
        try:
            with self._database.write(alone=_SHOWINGS) as connection:
                if (hindered := _hindered(connection, seats, people)) is not None:
                    return hindered
                for known in people:
                    keep_person(connection, known)
                for seat in seats:
                    _add_seat(connection, seat)
        except IntegrityError:
            return False
        return True

    def add_showings(self, showings: Sequence[Showing], hinders: Hinders = nothing_hinders) -> Refused | None:
        """Keeps what one candidate was shown on paper, unless something hinders it by the record of that
        moment."""
        with self._database.write(alone=_SHOWINGS) as connection:
            for code in {shown.candidate for shown in showings}:
                if (hindered := hinders(_record(connection, code))) is not None:
                    return hindered
            for shown in showings:
                _add_showing(connection, shown)
        return None

    def sitting(self, sitting_id: str) -> Sitting | None:
        """One sitting, or None."""
        return next(iter(self._sittings(sitting.c.id == sitting_id)), None)

    def sittings(self, *, candidate: str | None = None, person: str | None = None) -> list[Sitting]:
        """All sittings, or those of a candidate, or those that a person scores or set up; newest first."""
        which = true() if candidate is None else sitting.c.candidate == candidate
        return self._sittings(which if person is None else which & _part_of(person))

    def _sittings(self, which: ColumnElement[bool]) -> list[Sitting]:
        """Whom they are scored by is asked once for all of them, by the same condition: a list of their ids
        could be longer than a database takes."""
        wanted = _SITTINGS.where(which).order_by(sitting.c.created_at.desc(), sitting.c.id)
        cards = select(scorecard.c.sitting_id, scorecard.c.interviewer).order_by(scorecard.c.place)
        cards = cards.where(scorecard.c.sitting_id.in_(select(sitting.c.id).where(which)))
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
            people: dict[str, list[str]] = {row.id: [] for row in rows}
            for card in connection.execute(cards):
                if card.sitting_id in people:  # else it was added since
                    people[card.sitting_id].append(card.interviewer)
            return [_sitting(row, people[row.id]) for row in rows]

    def code_as_kept(self, code: str) -> str | None:
        """How the newest sitting writes the candidate's code that is this one in capitals, or None."""
        kept = select(sitting.c.candidate).where(func.upper(sitting.c.candidate) == code)
        with self._database.read() as connection:
            found = connection.execute(kept.order_by(sitting.c.created_at.desc(), sitting.c.id).limit(1))
            return found.scalar()

    def card(self, card_id: str) -> Scorecard | None:
        """One scorecard, or None."""
        return next(iter(self._cards(scorecard.c.id == card_id)), None)

    def cards(
        self, *, candidate: str | None = None, sitting: str | None = None, person: str | None = None
    ) -> list[Scorecard]:
        """Scorecards of a candidate, of a sitting, or of all that a person scores or set up, in the order of
        sittings and interviewers."""
        which: ColumnElement[bool] = true()
        if candidate is not None:
            which = which & (_candidate == candidate)
        if sitting is not None:
            which = which & (scorecard.c.sitting_id == sitting)
        if person is not None:
            which = which & _part_of(person)
        return self._cards(which)

    def _cards(self, which: ColumnElement[bool]) -> list[Scorecard]:
        wanted = _CARDS.where(which).order_by(_begun, scorecard.c.sitting_id, scorecard.c.place)
        ids = select(scorecard.c.id).join(sitting, sitting.c.id == scorecard.c.sitting_id).where(which)
        listed = select(scorecard_entry).where(scorecard_entry.c.scorecard_id.in_(ids))
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
            entries: dict[str, list[Entry]] = {row.id: [] for row in rows}
            for row in connection.execute(listed.order_by(scorecard_entry.c.position)):
                if row.scorecard_id in entries:
                    entries[row.scorecard_id].append(_entry(row))
            return [_card(row, entries[row.id]) for row in rows]

    def save_entry(self, card_id: str, entry: Entry) -> bool:
        """Keeps an entry; False, and nothing written, when the card is closed or the entry has changed."""
        same = (
            (scorecard_entry.c.scorecard_id == card_id)
            & (scorecard_entry.c.question_id == entry.question_id)
            & (scorecard_entry.c.revision == entry.revision - 1)
        )
        with self._database.write() as connection:
            if not _is_open(connection, card_id):
                return False
            done = connection.execute(update(scorecard_entry).where(same).values(**_written(entry)))
            return done.rowcount == 1

    def save_view(self, card: Scorecard, before: Scorecard) -> bool:
        """Keeps what the interviewer says for themselves; False when the card is closed or no more as
        `before`."""
        said = {"recommendation": card.recommendation, "confidence": card.confidence}
        with self._database.write() as connection:
            if not _is_open(connection, card.id, before):
                return False
            mine = update(scorecard).where(scorecard.c.id == card.id)
            connection.execute(mine.values(**said, conflict=card.conflict))
            return True

    def submit(self, card: Scorecard, at: datetime) -> bool:
        """Locks the card; False when it is closed or is not as `card` says any more.

        A candidate's first one ties them to the weights of that moment.
        """
        with self._database.write(alone=weights.LOCK) as connection:
            if not _is_open(connection, card.id, card):
                return False
            wanted = select(scorecard_entry.c.question_id, scorecard_entry.c.revision)
            kept = connection.execute(wanted.where(scorecard_entry.c.scorecard_id == card.id)).all()
            if {(row.question_id, row.revision) for row in kept} != {
                (entry.question_id, entry.revision) for entry in card.entries
            }:
                return False
            weights.tie(connection, card)
            mine = update(scorecard).where(scorecard.c.id == card.id)
            connection.execute(mine.values(submitted_at=at))
            return True

    def excuse(self, card_id: str, reason: str) -> bool:
        """Waits for the card no longer; False when it is closed."""
        with self._database.write() as connection:
            if not _is_open(connection, card_id):
                return False
            connection.execute(update(scorecard).where(scorecard.c.id == card_id).values(excused=reason))
            return True

    def add_decision(self, new: Decision) -> None:
        """Adds a decision; none is ever changed."""
        row = {name: value for name, value in vars(new).items() if name != "by"}
        with self._database.write() as connection:
            connection.execute(insert(decision).values(**row, decided_by=new.by))

    def decisions(self, candidate: str) -> list[Decision]:
        """The decisions on a candidate, oldest first."""
        wanted = select(decision).where(decision.c.candidate == candidate).order_by(decision.c.id)
        with self._database.read() as connection:
            return [
                Decision(row.candidate, row.outcome, row.decided_by, row.reason, row.at, row.minutes)
                for row in connection.execute(wanted)
            ]

    def fix_weights(self, new: Weighing) -> bool:
        """Adds weights; False, and nothing written, while somebody scored for the job is undecided."""
        with self._database.write(alone=weights.LOCK) as connection:
            return weights.fix(connection, new)

    def weighings(self, role: str, level: str) -> list[Weighing]:
        """All that was fixed for a role and level, newest first."""
        with self._database.read() as connection:
            return weights.of_job(connection, role, level)

    def weights_of(self, candidate: str) -> Weighing | None:
        """What a candidate is tied to."""
        with self._database.read() as connection:
            return weights.of_candidate(connection, candidate)

    def shown(self, but: str = "", *, before: datetime | None = None) -> tuple[Mapping[str, int], int]:
        """Candidates that saw each question, and all that saw any, `but` the one of that code.

        With `before` as it was at that time.
        """
        with self._database.read() as connection:
            return _shown(connection, but, before)

    def seen(self, candidate: str) -> Mapping[str, datetime]:
        """The questions that a candidate was shown, with the first time."""
        with self._database.read() as connection:
            return _seen(connection, candidate)


# Whoever adds to the record waits for each other: what one counts, no other adds to meanwhile.
_SHOWINGS = "showings"
_SITTINGS = select(sitting, sheet.c.role, sheet.c.level, sheet.c.title).join(
    sheet, sheet.c.id == sitting.c.sheet_id
)
_candidate, _begun = sitting.c.candidate, sitting.c.created_at
_CARDS = select(scorecard, _candidate).join(sitting, sitting.c.id == scorecard.c.sitting_id)


def _part_of(person: str) -> ColumnElement[bool]:
    scored = select(scorecard.c.sitting_id).where(scorecard.c.interviewer == person)
    return (sitting.c.organiser == person) | sitting.c.id.in_(scored)


def seen_by(candidate: str) -> str:
    """Under what it is kept that a candidate saw something, so that their code can be forgotten."""
    return hashlib.sha256(candidate.encode()).hexdigest()


def _record(connection: Connection, candidate: str) -> Record:
    return Record(*_shown(connection, candidate, None), _seen(connection, candidate))


def _shown(connection: Connection, but: str, before: datetime | None) -> tuple[Mapping[str, int], int]:
    others = showing.c.seen_by != seen_by(but)
    if before is not None:
        others = others & (showing.c.at < before)
    each = select(showing.c.question_id, func.count()).where(others).group_by(showing.c.question_id)
    everybody = select(func.count(showing.c.seen_by.distinct())).where(others)
    counts = {name: int(seen) for name, seen in connection.execute(each)}
    return counts, int(connection.execute(everybody).scalar() or 0)


def _seen(connection: Connection, candidate: str) -> Mapping[str, datetime]:
    wanted = select(showing.c.question_id, func.min(showing.c.at, type_=UtcTime).label("first"))
    theirs = wanted.where(showing.c.seen_by == seen_by(candidate)).group_by(showing.c.question_id)
    return {row.question_id: row.first for row in connection.execute(theirs)}


def _hindered(connection: Connection, seats: Sequence[Seat], people: Sequence[Known]) -> Refused | None:
    """The first thing that speaks against it; looked for before anything is written."""
    for known in people:
        if others_named(connection, known):
            return namesake(known)
    refusals = (seat.hinders(_record(connection, seat.sitting.candidate)) for seat in seats)
    return next((found for found in refusals if found is not None), None)


def _add_seat(connection: Connection, seat: Seat) -> None:
    new = seat.sitting
    if seat.sheet is not None:
        _add_sheet(connection, seat.sheet)
    row: dict[str, Any] = {"id": new.id, "sheet_id": new.sheet, "candidate": new.candidate}
    row |= {"organiser": new.organiser, "hide_names": new.hide_names, "created_at": new.created_at}
    connection.execute(insert(sitting).values(**row, despite=new.despite))
    for place, card in enumerate(seat.cards):
        _add_card(connection, card, place)
    for shown in seat.showings:
        _add_showing(connection, shown)


def _add_sheet(connection: Connection, new: Sheet) -> None:
    """Keeps a sheet once: its id is the hash of what it says."""
    row = {**vars(new), "questions": _json(new.questions), "certificate": _json(new.certificate)}
    _add_once(connection, insert(sheet).values(**row))


def _is_open(connection: Connection, card_id: str, seen: Scorecard | None = None) -> bool:
    """Whether a card is still a draft, and its own view as `seen`. Holds its row, so that it stays so."""
    wanted = select(scorecard).where(scorecard.c.id == card_id).with_for_update()
    found = connection.execute(wanted).first()
    if found is None or found.submitted_at is not None or found.excused:
        return False
    view = (found.recommendation, found.confidence, found.conflict)
    return seen is None or view == (seen.recommendation, seen.confidence, seen.conflict)


def _add_card(connection: Connection, card: Scorecard, place: int) -> None:
    row = {"id": card.id, "sitting_id": card.sitting, "place": place, "interviewer": card.interviewer}
    row |= {"recommendation": card.recommendation, "confidence": card.confidence, "conflict": card.conflict}
    row |= {"submitted_at": card.submitted_at, "excused": card.excused}
    connection.execute(insert(scorecard).values(**row))
    entries = [
        {
            "scorecard_id": card.id,
            "position": position,
            "question_id": entry.question_id,
            "title": entry.title,
            "competency": entry.competency,
            **_written(entry),
        }
        for position, entry in enumerate(card.entries, start=1)
    ]
    if entries:
        connection.execute(insert(scorecard_entry), entries)


def _add_showing(connection: Connection, shown: Showing) -> None:
    row = {"question_id": shown.question_id, "question_hash": shown.question_hash, "at": shown.at}
    values = insert(showing).values(**row, seen_by=seen_by(shown.candidate), despite=shown.despite)
    _add_once(connection, values)


def _add_once(connection: Connection, statement: Insert) -> None:
    """Adds a row unless there is one; another process may add it at the same moment."""
    with suppress(IntegrityError), connection.begin_nested():
        connection.execute(statement)


def _written(entry: Entry) -> dict[str, Any]:
    return {
        "score": entry.score,
        "evidence": entry.evidence,
        "notes": _json(entry.notes),
        "not_asked": entry.not_asked,
        "hints": entry.hints,
        "revision": entry.revision,
    }


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True)


def _sheet(row: Row[Any]) -> Sheet:
    held = dict(row._mapping)
    questions, certificate = json.loads(row.questions), json.loads(row.certificate)
    return Sheet(**{**held, "questions": tuple(questions), "certificate": certificate})


def _sitting(row: Row[Any], people: Sequence[str]) -> Sitting:
    return Sitting(
        row.id,
        row.sheet_id,
        row.role,
        row.level,
        row.title,
        row.candidate,
        row.organiser,
        tuple(people),
        row.hide_names,
        row.created_at,
        row.despite,
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        row.question_id,
        row.title,
        row.competency,
        row.score,
        row.evidence,
        row.not_asked,
        row.hints,
        tuple((anchor, text) for anchor, text in json.loads(row.notes)),
        row.revision,
    )


def _card(row: Row[Any], entries: Sequence[Entry]) -> Scorecard:
    return Scorecard(
        row.id,
        row.sitting_id,
        row.interviewer,
        row.candidate,
        tuple(entries),
        row.recommendation,
        row.confidence,
        row.conflict,
        row.submitted_at,
        row.excused,
    )
