"""Stores of interviews and people in memory, and scorecards filled in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Lock

from touchstone.access.people import Known, People, Person, Right
from touchstone.banks.bank import Bank
from touchstone.banks.question import Question
from touchstone.banks.variant import Variant
from touchstone.core.clock import Clock
from touchstone.interviews.agreeing import Agreeing
from touchstone.interviews.debrief import FINAL, Decision
from touchstone.interviews.debriefing import Debriefing
from touchstone.interviews.letting_in import Interviewing
from touchstone.interviews.merging import Typed
from touchstone.interviews.panel import Panel
from touchstone.interviews.practising import Practising, SampleScore
from touchstone.interviews.readying import Readying
from touchstone.interviews.scorecard import Entry, Refused, Scorecard
from touchstone.interviews.seating import Seating
from touchstone.interviews.service import Interviews
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.sitting import (
    Hinders,
    Record,
    Seat,
    Showing,
    Sitting,
    SittingStore,
    namesake,
    nothing_hinders,
)
from touchstone.interviews.weighing import Weighing
from touchstone.interviews.weights import Weights

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EVIDENCE = "Named the split by date before being asked."


@dataclass
class MemoryPeople:
    """Keeps people in memory."""

    held: dict[str, Known] = field(default_factory=dict)

    def person(self, person_id: str) -> Known | None:
        return self.held.get(person_id)

    def by_token(self, token_hash: str) -> Known | None:
        return next((one for one in self.held.values() if one.token_hash == token_hash), None)

    def everyone(self) -> Sequence[Known]:
        return sorted(self.held.values(), key=lambda one: one.person.name)

    def keep(self, known: Known) -> None:
        self.held[known.person.id] = known


def named_by_another(held: Iterable[Known], known: Known) -> bool:
    """Whether somebody else who was not shut out has a person's name."""
    others = [one for one in held if one.person.id != known.person.id and one.revoked_at is None]
    return any(one.person.name.casefold() == known.person.name.casefold() for one in others)


@dataclass
class MemorySittings:
    """Keeps interviews as the database does: a submitted or excused scorecard is never changed."""

    held_sheets: dict[str, Sheet] = field(default_factory=dict)
    held: dict[str, Sitting] = field(default_factory=dict)
    held_cards: dict[str, Scorecard] = field(default_factory=dict)
    showings: dict[tuple[str, str], Showing] = field(default_factory=dict)
    decided: list[Decision] = field(default_factory=list)
    fixed: list[Weighing] = field(default_factory=list)
    tied: dict[str, Weighing] = field(default_factory=dict)
    people: MemoryPeople = field(default_factory=MemoryPeople)
    one_writer: Lock = field(default_factory=Lock)

    def sheet(self, sheet_id: str) -> Sheet | None:
        return self.held_sheets.get(sheet_id)

    def sheets(self) -> Sequence[Sheet]:
        by_id = sorted(self.held_sheets.values(), key=lambda sheet: sheet.id)
        return sorted(by_id, key=lambda sheet: sheet.made_at, reverse=True)

    def add_seats(self, seats: Sequence[Seat], people: Sequence[Known] = ()) -> bool | Refused:
        with self.one_writer:
            for known in people:
                if named_by_another(self.people.everyone(), known):
                    return namesake(known)
            for seat in seats:
                if (hindered := seat.hinders(self._record(seat.sitting.candidate))) is not None:
                    return hindered
            places = [(seat.sitting.candidate, seat.sitting.sheet) for seat in seats]
            taken = [(one.candidate, one.sheet) for one in self.held.values()]
            if len({*places}) < len(places) or not {*places}.isdisjoint(taken):
                return False
            for known in people:
                self.people.keep(known)
            for seat in seats:
                self._add(seat)
            return True

    def _add(self, seat: Seat) -> None:
        if seat.sheet is not None:
            self.held_sheets.setdefault(seat.sheet.id, seat.sheet)
        self.held[seat.sitting.id] = seat.sitting
        self.held_cards.update({card.id: card for card in seat.cards})
        for one in seat.showings:
            self.showings.setdefault((one.question_id, one.candidate), one)

    def add_showings(self, showings: Sequence[Showing], hinders: Hinders = nothing_hinders) -> Refused | None:
        with self.one_writer:
            for code in {one.candidate for one in showings}:
                if (hindered := hinders(self._record(code))) is not None:
                    return hindered
            for one in showings:
                self.showings.setdefault((one.question_id, one.candidate), one)
            return None

    def _record(self, candidate: str) -> Record:
        return Record(*self.shown(candidate), self.seen(candidate))

    def sitting(self, sitting_id: str) -> Sitting | None:
        return self.held.get(sitting_id)

    def sittings(self, *, candidate: str | None = None, person: str | None = None) -> Sequence[Sitting]:
        found = [
            one
            for one in self.held.values()
            if candidate in (None, one.candidate) and person in (None, one.organiser, *one.interviewers)
        ]
        by_id = sorted(found, key=lambda one: one.id)
        return sorted(by_id, key=lambda one: one.created_at, reverse=True)

    def code_as_kept(self, code: str) -> str | None:
        return next((one.candidate for one in self.sittings() if one.candidate.upper() == code), None)

    def card(self, card_id: str) -> Scorecard | None:
        return self.held_cards.get(card_id)

    def cards(
        self, *, candidate: str | None = None, sitting: str | None = None, person: str | None = None
    ) -> Sequence[Scorecard]:
        found = [
            card
            for card in self.held_cards.values()
            if candidate in (None, card.candidate) and sitting in (None, card.sitting)
            if person is None or self.held[card.sitting].part_of(person)
        ]
        return sorted(found, key=lambda card: (self.held[card.sitting].created_at, card.sitting))

    def save_entry(self, card_id: str, entry: Entry) -> bool:
        with self.one_writer:
            return self._save_entry(card_id, entry)

    def _save_entry(self, card_id: str, entry: Entry) -> bool:
        card = self.held_cards.get(card_id)
        old = None if card is None else card.entry(entry.question_id)
        if card is None or card.closed or old is None or old.revision != entry.revision - 1:
            return False
        entries = tuple(entry if one is old else one for one in card.entries)
        self.held_cards[card_id] = replace(card, entries=entries)
        return True

    def save_view(self, card: Scorecard, before: Scorecard) -> bool:
        kept = self.held_cards.get(card.id)
        if kept is None or kept.closed or view_of(kept) != view_of(before):
            return False
        said = {"recommendation": card.recommendation, "confidence": card.confidence}
        self.held_cards[card.id] = replace(kept, **said, conflict=card.conflict)
        return True

    def submit(self, card: Scorecard, at: datetime) -> bool:
        kept = self.held_cards.get(card.id)
        if kept is None or kept.closed or kept != card:
            return False
        first = not any(one.locked for one in self.held_cards.values() if one.candidate == card.candidate)
        job = self.held[card.sitting].role, self.held[card.sitting].level
        if first and (newest := next(iter(self.weighings(*job)), None)):
            self.tied[card.candidate] = newest
        self.held_cards[card.id] = replace(kept, submitted_at=at)
        return True

    def excuse(self, card_id: str, reason: str) -> bool:
        kept = self.held_cards.get(card_id)
        if kept is None or kept.closed:
            return False
        self.held_cards[card_id] = replace(kept, excused=reason)
        return True

    def add_decision(self, decision: Decision) -> None:
        self.decided.append(decision)

    def decisions(self, candidate: str) -> Sequence[Decision]:
        return [one for one in self.decided if one.candidate == candidate]

    def fix_weights(self, new: Weighing) -> bool:
        for card in self.held_cards.values():
            of = self.held[card.sitting]
            if card.submitted_at is None or (of.role, of.level) != (new.role, new.level):
                continue
            last = self.decisions(card.candidate)[-1:]
            if not last or last[0].outcome not in FINAL or last[0].at < card.submitted_at:
                return False
        self.fixed.append(new)
        return True

    def weighings(self, role: str, level: str) -> Sequence[Weighing]:
        return [one for one in reversed(self.fixed) if (one.role, one.level) == (role, level)]

    def weights_of(self, candidate: str) -> Weighing | None:
        return self.tied.get(candidate)

    def shown(self, but: str = "", *, before: datetime | None = None) -> tuple[Mapping[str, int], int]:
        others = [
            place
            for place, one in self.showings.items()
            if one.candidate != but and (before is None or one.at < before)
        ]
        return Counter(question for question, _ in others), len({candidate for _, candidate in others})

    def seen(self, candidate: str) -> Mapping[str, datetime]:
        return {one.question_id: one.at for one in self.showings.values() if one.candidate == candidate}


def view_of(card: Scorecard) -> tuple[str, str, str | None]:
    """What an interviewer says for themselves."""
    return card.recommendation, card.confidence, card.conflict


@dataclass
class Noon:
    """It is always noon."""

    def now(self) -> datetime:
        return NOON


@dataclass
class Ticking:
    """A minute goes by at each look."""

    minutes: Iterator[int] = field(default_factory=count)

    def now(self) -> datetime:
        return NOON + timedelta(minutes=next(self.minutes))


def filled(
    interviewer: str, scores: Mapping[str, int | None], *, candidate: str = "C-1", submitted: bool = True
) -> Scorecard:
    """A scorecard with one question a competency: `{"SQL": 3}`; None was not asked."""
    entries = tuple(
        Entry(
            f"q-{number}", f"About {name}", name, score, EVIDENCE, "" if score else "no time was left for it"
        )
        for number, (name, score) in enumerate(scores.items(), start=1)
    )
    return Scorecard(
        f"{interviewer}-{candidate}",
        "form-1",
        interviewer,
        candidate,
        entries,
        "rather yes",
        "fairly",
        "",
        NOON if submitted else None,
    )


@dataclass
class MemorySamples:
    """Keeps scores of samples in memory."""

    held: dict[tuple[str, str, str], SampleScore] = field(default_factory=dict)

    def keep(self, score: SampleScore) -> None:
        self.held[score.sample, score.person, score.version] = score

    def scores(self, samples: Sequence[str]) -> Sequence[SampleScore]:
        return [score for key, score in sorted(self.held.items()) if key[0] in samples]


ANA, BEN, EVA = (Person(name, name.title(), frozenset({Right.INTERVIEW})) for name in ("ana", "ben", "eva"))
KIM = Person("kim", "Kim Lead", frozenset(Right))
LEE = Person("lee", "Lee Lead", frozenset(Right))
PANEL = {person.id: person.name for person in (ANA, BEN, EVA, KIM, LEE)}


def made_sheet(*competencies: str, name: str = "sheet-1", role: str = "data_scientist") -> Sheet:
    """A sheet with one question a competency, which the bank knows as q-1, q-2 …"""
    questions = tuple(
        {"id": f"q-{number}", "title": f"About {label}", "competency": label}
        for number, label in enumerate(competencies, start=1)
    )
    certificate = {"questions": [{"id": item["id"], "hash": "h" * 64} for item in questions]}
    return Sheet(name, role, "mid", "Data scientist", 60, questions, certificate, NOON)


def no_numbers(question: Question, seed: int) -> Variant:
    """Draws nothing."""
    raise AssertionError("nothing is drawn here")


@dataclass(frozen=True)
class Room:
    """The services of interviews on one store."""

    store: SittingStore
    ids: Iterator[int] = field(default_factory=count)
    shut_out: set[str] = field(default_factory=set)
    samples: MemorySamples = field(default_factory=MemorySamples)
    clock: Clock = field(default_factory=Noon)

    def let_in(self) -> set[str]:
        """Who can come in now: everybody but those whose link a test took away."""
        return set(PANEL) - self.shut_out

    @property
    def panel(self) -> Panel:
        return Panel(self.store, self.clock, self.let_in)

    @property
    def seating(self) -> Seating:
        return Seating(self.store, self.clock, lambda: f"id-{next(self.ids)}", self.let_in, lambda: PANEL)

    @property
    def debriefing(self) -> Debriefing:
        return Debriefing(self.store, self.clock, lambda: PANEL, self.let_in)

    @property
    def weights(self) -> Weights:
        return Weights(self.store, self.clock, self.let_in)

    @property
    def practising(self) -> Practising:
        return Practising(self.samples, self.clock, self.let_in)

    @property
    def interviewing(self) -> Interviewing:
        return Interviewing(Interviews(Bank({}), Path(), no_numbers), self.let_in)

    @property
    def readying(self) -> Readying:
        people = People(MemoryPeople(), self.clock, lambda: f"id-{next(self.ids)}", lambda one, other: False)
        return Readying(self.interviewing, self.seating, people, self.clock)

    @property
    def agreeing(self) -> Agreeing:
        return Agreeing(self.store, self.debriefing.names, self.let_in)

    def sitting(self, *who: Person, candidate: str = "C-1", sheet: Sheet | None = None) -> Sitting:
        """Kim puts a candidate on a sheet."""
        used = sheet or made_sheet("SQL", "statistics")
        despite = "Everybody in this round is asked the same."
        made = self.seating.set_up(KIM, used, candidate, [person.id for person in who], despite=despite)
        assert isinstance(made, Sitting), made
        return made

    def submitted(self, who: Person, sitting: Sitting, *scores: int | None) -> Scorecard:
        """Somebody scores and submits; None was not asked."""
        card = self.panel.own(who, sitting.id)
        assert isinstance(card, Scorecard), card
        for entry, score in zip(card.entries, scores, strict=True):
            typed = Typed(score, EVIDENCE) if score else Typed(not_asked="no time was left for it")
            assert isinstance(self.panel.write(who, card.id, entry.question_id, typed), Scorecard)
        self.panel.conclude(who, card.id, recommendation="rather yes", confidence="fairly", conflict="")
        done = self.panel.submit(who, card.id)
        assert isinstance(done, Scorecard), done
        return done
