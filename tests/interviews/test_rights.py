"""Every call of every service, by everybody who may not make it: nothing is told and nothing is changed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support.scorecards import ANA, BEN, EVA, KIM, LEE, NOON, MemorySittings, Room, made_sheet

from touchstone.access.people import LOCAL, Denied, Person, Right
from touchstone.interviews.agreement import TooFew
from touchstone.interviews.calibrating import Sample
from touchstone.interviews.debriefing import Debriefing
from touchstone.interviews.kit import Occasion
from touchstone.interviews.letting_in import NOT_YOURS, Interviewing
from touchstone.interviews.merging import Typed
from touchstone.interviews.panel import Panel
from touchstone.interviews.plan import Plan
from touchstone.interviews.practising import Practising
from touchstone.interviews.proposal import LoopAsked
from touchstone.interviews.readying import Readying
from touchstone.interviews.request import Request
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.seating import Seating
from touchstone.interviews.sitting import Sitting
from touchstone.roles.catalogue import load_catalogue

SAID: Any = {"outcome": "offer", "by": "Kim Lead", "reason": "Solved all of the SQL cases unaided."}
# Who holds no link at all, but an id that somebody made up, with every right.
FORGED = Person("forged", "Nobody", frozenset(Right))

SAMPLES = [Sample(f"q/{score}", "Q", "P", f"Answer {score}.", score, "because") for score in (1, 2, 3)]
NEW = Sample("q/4", "Q", "P", "Answer 4.", 4, "because")  # that nobody has scored yet
# A loop of no interviews: what is held back from whom does not hang on a bank.
NO_PLAN = Plan("data_scientist", "mid", (), (), 60, ())
PROFILE = load_catalogue(Path(__file__).parents[2] / "roles").profiles["data_scientist"]
NO_LOOP = LoopAsked(PROFILE, NO_PLAN, Request("mid"), "C-2", NOON, Occasion(NOON.date()))
EVERYBODY = {"kim", "lee", "ana", "ben", "eva"}

Call = Callable[[Room, Sitting, Person], object]


def card_of(room: Room, sitting: Sitting, who: Person) -> str:
    return next(card.id for card in room.store.cards(sitting=sitting.id) if card.interviewer == who.id)


# Each call as somebody would make it who knows every id there is, and who may make it.
CALLS: dict[str, tuple[Call, set[str]]] = {
    "panel.sitting": (lambda r, s, who: r.panel.sitting(who, s.id), {"kim", "ana", "ben"}),
    "panel.sheet": (lambda r, s, who: r.panel.sheet(who, s.id), {"kim", "ana", "ben"}),
    "panel.own": (lambda r, s, who: r.panel.own(who, s.id), {"ana", "ben"}),
    "panel.opened": (lambda r, s, who: r.panel.opened(who, s.id), {"ana", "ben"}),
    "panel.write": (lambda r, s, who: r.panel.write(who, card_of(r, s, ANA), "q-1", Typed(1)), {"ana"}),
    "panel.conclude": (
        lambda r, s, who: r.panel.conclude(who, card_of(r, s, ANA), recommendation="no"),
        {"ana"},
    ),
    "panel.submit": (lambda r, s, who: r.panel.submit(who, card_of(r, s, ANA)), set()),  # it is not complete
    "panel.read": (lambda r, s, who: r.panel.read(who, card_of(r, s, ANA)), {"ana"}),
    "panel.of_candidate": (lambda r, s, who: r.panel.of_candidate(who, "C-1"), {"ana", "ben"}),
    "seating.set_up": (
        lambda r, s, who: r.seating.set_up(who, made_sheet("x"), "C-2", ["eva"]),
        {"kim", "lee"},
    ),
    "seating.fits": (
        lambda r, s, who: r.seating.fits(who, made_sheet("x"), "C-2", ["eva"]),
        {"kim", "lee"},
    ),
    "seating.set_up_all": (
        lambda r, s, who: r.seating.set_up_all(who, [(made_sheet("x"), ["eva"])], "C-2"),
        {"kim", "lee"},
    ),
    "seating.why_not_all": (
        lambda r, s, who: r.seating.why_not_all(who, [(made_sheet("x"), ["eva"])], "C-2") is None,
        {"kim", "lee"},
    ),
    "seating.already": (
        lambda r, s, who: not isinstance(r.seating.already(who, "C-1", NO_PLAN), Refused),
        {"kim", "lee"},
    ),
    "readying.proposed": (lambda r, s, who: r.readying.proposed(who, NO_LOOP), {"kim", "lee"}),
    "readying.make_ready": (lambda r, s, who: r.readying.make_ready(who, NO_LOOP), {"kim", "lee"}),
    "seating.lines": (lambda r, s, who: r.seating.lines(who), {"kim", "ana", "ben"}),
    "seating.sheets": (lambda r, s, who: r.seating.sheets(who), {"kim", "lee"}),
    "seating.late": (lambda r, s, who: r.seating.late(who, "C-1"), {"kim"}),
    "seating.excuse": (lambda r, s, who: r.seating.excuse(who, s.id, "ana", "Ana left."), {"kim"}),
    "debriefing.debrief": (lambda r, s, who: r.debriefing.debrief(who, "C-1"), set()),  # not all are in
    "debriefing.views": (lambda r, s, who: r.debriefing.views(who, "C-1"), set()),
    "debriefing.opened": (lambda r, s, who: r.debriefing.opened(who, "C-1"), set()),
    "debriefing.beside_the_scores": (lambda r, s, who: r.debriefing.beside_the_scores(who, "C-1"), set()),
    "debriefing.awaited": (lambda r, s, who: r.debriefing.awaited(who, "C-1"), {"kim", "ana", "ben"}),
    "debriefing.beside": (lambda r, s, who: r.debriefing.beside(who, "C-1"), set()),
    "debriefing.decide": (lambda r, s, who: r.debriefing.decide(who, "C-1", **SAID), set()),
    "debriefing.may_decide": (lambda r, s, who: r.debriefing.may_decide(who, "C-1"), {"kim"}),
    "debriefing.decisions": (lambda r, s, who: r.debriefing.decisions(who, "C-1"), set()),
    "interviewing.desk": (lambda r, s, who: r.interviewing.desk(who), {"kim", "lee"}),
    "practising.score": (
        lambda r, s, who: r.practising.score(who, SAMPLES[0], 4, [*SAMPLES, NEW]),
        EVERYBODY,
    ),
    "practising.given": (lambda r, s, who: r.practising.given(who, SAMPLES), EVERYBODY),
    "practising.result": (lambda r, s, who: r.practising.result(who, SAMPLES), EVERYBODY),
    "practising.others": (lambda r, s, who: r.practising.others(who, SAMPLES), EVERYBODY),
}
# Once all scorecards are in.
AFTER: dict[str, set[str]] = {
    "panel.write": set(),
    "panel.conclude": set(),
    "panel.read": {"kim", "ana", "ben"},
    "panel.of_candidate": {"kim", "ana", "ben"},
    "seating.late": set(),
    "seating.excuse": set(),
    "debriefing.debrief": {"kim", "ana", "ben"},
    "debriefing.views": {"kim", "ana", "ben"},
    "debriefing.opened": {"kim", "ana", "ben"},
    "debriefing.beside_the_scores": {"kim", "ana", "ben"},
    "debriefing.awaited": set(),
    "debriefing.beside": {"kim", "ana", "ben"},
    "debriefing.decide": {"kim"},
}
# Calls that know no viewer: counts of what was shown, and who sits beside whom, for other services.
INNER = {"seated_beside", "record", "ledger", "seen", "earlier", "code"}


def everybody() -> list[Person]:
    return [KIM, LEE, ANA, BEN, EVA, FORGED, Person("kim2", KIM.name, KIM.rights)]


def begun(*, after: bool = False) -> tuple[Room, Sitting]:
    """Kim put C-1 before Ana and Ben, whose scorecards are in (`after`) or not; Lee organises, and Eva
    interviews, elsewhere."""
    room = Room(MemorySittings())
    made = room.sitting(ANA, BEN)
    other = room.seating.set_up(LEE, made_sheet("other", name="sheet-9"), "C-9", [EVA.id])
    assert isinstance(other, Sitting)
    for who in everybody():
        for sample in SAMPLES:  # a forged id keeps nothing
            room.practising.score(who, sample, 2, SAMPLES)
    for who in (ANA, BEN) if after else ():
        room.submitted(who, made, 3, None)
    return room, made


def told(outcome: object) -> bool:
    return bool(outcome) and not isinstance(outcome, Refused | Denied)


def kept(room: Room) -> object:
    store = room.store
    return copy.deepcopy(
        (store.sittings(), store.cards(), store.sheets(), store.decisions("C-1"), store.shown(), room.samples)
    )


def held_to(name: str, allowed: set[str], *, after: bool) -> None:
    call, _ = CALLS[name]
    for who in everybody():
        room, sitting = begun(after=after)
        if who.id in allowed:
            room.shut_out.add(who.id)
        elif name == "seating.lines" and who in (LEE, EVA):  # the interview of their own, and no other
            assert [line.sitting.candidate for line in room.seating.lines(who)] == ["C-9"]
            continue
        before = kept(room)
        assert not told(call(room, sitting, who)), who
        assert kept(room) == before, who
        if who.id in allowed:
            room.shut_out.clear()
            assert told(call(room, sitting, who)), who


@pytest.mark.parametrize("name", CALLS)
def test_before_the_scorecards_are_in(name: str) -> None:
    held_to(name, CALLS[name][1], after=False)


@pytest.mark.parametrize("name", CALLS)
def test_after_the_scorecards_are_in(name: str) -> None:
    held_to(name, AFTER.get(name, CALLS[name][1]), after=True)


def test_no_call_of_a_service_is_left_out() -> None:
    found = {
        f"{service.__name__.lower()}.{name}"
        for service in (Panel, Seating, Debriefing, Interviewing, Practising, Readying)
        for name, member in vars(service).items()
        if callable(member) and not name.startswith("_") and name not in INNER
    }
    assert found == set(CALLS)


@pytest.mark.parametrize("forged", ["", "none", "id-0 ", "../id-0", "%", "id-0\x00", "é" * 4_000])
def test_ids_that_are_made_up_name_nothing(forged: str) -> None:
    room, sitting = begun()
    for outcome in (
        room.panel.opened(ANA, forged),
        room.panel.write(ANA, forged, "q-1", Typed(1)),
        room.panel.write(ANA, card_of(room, sitting, ANA), forged, Typed(1)),
        room.panel.submit(ANA, forged),
        room.panel.read(ANA, forged),
        room.debriefing.debrief(ANA, forged),
        room.seating.excuse(KIM, forged, "ana", "Ana left."),
        room.seating.excuse(KIM, sitting.id, forged, "Ana left."),
    ):
        assert isinstance(outcome, Refused)
    assert room.debriefing.awaited(ANA, forged) == []


def test_sets_and_kits_are_for_who_sets_up_interviews() -> None:
    room, _ = begun()
    assert room.interviewing.desk(LOCAL) is not NOT_YOURS  # at their own machine, with no database at all
    for who in (None, ANA, FORGED, Person(LOCAL.id, LOCAL.name, frozenset({Right.INTERVIEW}))):
        assert room.interviewing.desk(who) == NOT_YOURS, who


def test_who_was_shut_out_reads_no_agreement() -> None:
    room, _ = begun(after=True)
    assert room.agreeing.of(ANA).scored == 1
    room.shut_out.add(ANA.id)
    found = room.agreeing.of(ANA)
    assert (found.scored, found.pairs, found.severities) == (0, (), ())
    assert isinstance(found.together, TooFew)
