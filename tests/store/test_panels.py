"""What every store of interviews promises, asked of the one in memory, of SQLite and of a real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from tests.support.scorecards import (
    ANA,
    BEN,
    EVIDENCE,
    KIM,
    NOON,
    MemoryPeople,
    MemorySamples,
    MemorySittings,
    Room,
    made_sheet,
)

from touchstone.access.people import Known, PeopleStore, Person, Right
from touchstone.interviews.debrief import Decision
from touchstone.interviews.merging import Typed
from touchstone.interviews.practising import SampleScore, SampleStore
from touchstone.interviews.scorecard import Refused, Scorecard
from touchstone.interviews.sitting import (
    Hinders,
    Record,
    Seat,
    Showing,
    SittingStore,
    namesake,
    nothing_hinders,
)
from touchstone.interviews.weighing import Weighing
from touchstone.store.panels import PanelStore
from touchstone.store.people import PeopleTable
from touchstone.store.samples import SampleTable

STORES = ["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
# What a text column or a careless cast would not bring back.
HOSTILE = "a\0b \ud800 '); DROP TABLE scorecard;-- \u202e ½ 😀\n<script>"


@pytest.fixture(params=STORES)
def sittings(request: pytest.FixtureRequest) -> SittingStore:
    if request.param == "memory":
        return MemorySittings()
    return PanelStore(request.getfixturevalue(request.param))


@pytest.fixture(params=STORES)
def people(request: pytest.FixtureRequest) -> PeopleStore:
    if request.param == "memory":
        return MemoryPeople()
    return PeopleTable(request.getfixturevalue(request.param))


@pytest.fixture
def room(sittings: SittingStore) -> Room:
    return Room(sittings)


def test_a_sitting_comes_back_as_it_was(room: Room) -> None:
    sheet = replace(made_sheet("SQL", "statistics"), kit="# Kit\n\nSay this first.")
    made = room.sitting(BEN, ANA, sheet=sheet)
    store = room.store
    assert store.sitting(made.id) == made
    assert store.sheet(made.sheet) == sheet
    assert store.sheets() == [sheet]
    assert [card.interviewer for card in store.cards(sitting=made.id)] == ["ben", "ana"]
    first = store.cards(sitting=made.id)[0]
    assert first.entries == made_sheet("SQL", "statistics").entries
    assert (first.conflict, first.submitted_at, first.candidate) == (None, None, "C-1")


def test_what_is_not_there_is_none(sittings: SittingStore) -> None:
    assert (sittings.sitting("x"), sittings.sheet("x"), sittings.card("x")) == (None, None, None)
    assert (sittings.sittings(), sittings.cards(candidate="x"), sittings.decisions("x")) == ([], [], [])
    assert sittings.shown() == ({}, 0)
    assert not sittings.excuse("x", "ill")


def test_sittings_are_listed_newest_first_and_by_candidate(room: Room) -> None:
    one = room.sitting(ANA)
    later = replace(one, id="later", candidate="C-2", created_at=NOON + timedelta(hours=1))
    assert room.store.add_seats([Seat(later, [Scorecard("c", "later", "ana", "C-2", ())], [])])
    assert [item.id for item in room.store.sittings()] == ["later", one.id]
    assert [item.id for item in room.store.sittings(candidate="C-1")] == [one.id]


def test_somebodys_sittings_are_those_that_they_score_or_set_up(room: Room) -> None:
    one, other = room.sitting(ANA, BEN), room.sitting(ANA, candidate="C-2")
    by_person = {
        who: {item.id for item in room.store.sittings(person=who)} for who in ("kim", "ana", "ben", "eva")
    }
    assert by_person == {"kim": {one.id, other.id}, "ana": {one.id, other.id}, "ben": {one.id}, "eva": set()}
    assert room.store.sittings(person="ben") == [one]  # with everybody who scores it
    assert room.store.sittings(person="ben", candidate="C-2") == []
    assert room.store.sittings(person="ana", candidate="C-2") == [other]
    held = {who: [(c.sitting, c.interviewer) for c in room.store.cards(person=who)] for who in ("ben", "eva")}
    assert held == {"ben": [(one.id, "ana"), (one.id, "ben")], "eva": []}
    assert len(room.store.cards(person="kim")) == 3


def test_a_code_is_found_as_it_was_written(room: Room) -> None:
    one = room.sitting(ANA, candidate="C-1")
    small = replace(one, id="small", candidate="im-1", created_at=NOON - timedelta(days=1))
    assert room.store.add_seats([Seat(small, [Scorecard("c", "small", "ana", "im-1", ())], [])])
    kept = [room.store.code_as_kept(code) for code in ("C-1", "IM-1", "im-1", "C-2")]
    assert kept == ["C-1", "im-1", None, None]


@pytest.mark.parametrize("database", STORES[1:])
def test_no_query_grows_with_what_is_kept(database: str, request: pytest.FixtureRequest) -> None:
    """A database takes so many values in one statement: with one for each row, a large one opens no more."""
    held = request.getfixturevalue(database)
    room, most, queries = Room(PanelStore(held)), 0, 0

    def count(*called: Any) -> None:
        nonlocal most, queries
        most, queries = max(most, len(called[3])), queries + called[2].startswith("SELECT")

    for number in range(12):
        room.sitting(ANA, BEN, candidate=f"C-{number}")
    event.listen(held.engine, "before_cursor_execute", count)
    assert len(room.store.sittings()) == len(room.store.sittings(person="ana")) == 12
    assert len(room.store.cards()) == 24
    assert len(room.seating.lines(KIM)) == 12
    event.remove(held.engine, "before_cursor_execute", count)
    assert most <= 6
    assert queries == 10  # two a list, and two lists for the lines


def test_an_entry_comes_back_exactly(room: Room) -> None:
    card = room.store.cards(sitting=room.sitting(ANA).id)[0]
    entry = replace(
        card.entries[1],
        score=3,
        evidence=HOSTILE,
        not_asked=HOSTILE,
        hints=2,
        notes=((1, HOSTILE), (4, "ü")),
        revision=1,
    )
    assert room.store.save_entry(card.id, entry)
    kept = room.store.card(card.id)
    assert kept is not None
    assert kept.entries == (card.entries[0], entry)


def test_an_entry_that_changed_meanwhile_is_not_overwritten(room: Room) -> None:
    card = room.store.cards(sitting=room.sitting(ANA).id)[0]
    assert room.store.save_entry(card.id, replace(card.entries[0], evidence="first", revision=1))
    assert not room.store.save_entry(card.id, replace(card.entries[0], evidence="second", revision=1))
    assert not room.store.save_entry(card.id, replace(card.entries[0], question_id="other", revision=1))
    kept = room.store.card(card.id)
    assert kept is not None
    assert kept.entries[0].evidence == "first"


def test_a_submitted_or_excused_card_takes_no_change(room: Room) -> None:
    sitting = room.sitting(ANA, BEN)
    room.submitted(ANA, sitting, 3, None)
    ben = room.store.cards(sitting=sitting.id)[1]
    assert room.store.excuse(ben.id, "ill that week")
    for card in room.store.cards(sitting=sitting.id):
        entry = replace(card.entries[0], score=1, revision=card.entries[0].revision + 1)
        assert not room.store.save_entry(card.id, entry)
        assert not room.store.save_view(replace(card, recommendation="no"), card)
        assert not room.store.submit(card, NOON)
        assert not room.store.excuse(card.id, "again")
        assert room.store.card(card.id) == card


def test_nothing_is_submitted_that_the_submitter_did_not_see(room: Room) -> None:
    old = room.store.cards(sitting=room.sitting(ANA).id)[0]
    room.store.save_entry(old.id, replace(old.entries[0], evidence="newer", revision=1))
    assert not room.store.submit(old, NOON)
    now = room.store.card(old.id)
    assert now is not None
    assert room.store.submit(now, NOON)


def test_a_view_that_changed_meanwhile_is_neither_overwritten_nor_submitted(room: Room) -> None:
    old = room.store.cards(sitting=room.sitting(ANA).id)[0]
    said = replace(old, recommendation="yes", confidence="very", conflict=HOSTILE)
    assert room.store.save_view(said, old)
    assert not room.store.save_view(replace(old, recommendation="no"), old)
    assert not room.store.submit(old, NOON)
    assert room.store.card(old.id) == said


def test_two_windows_at_once_lose_nothing(room: Room) -> None:
    sitting = room.sitting(ANA)
    card = room.store.cards(sitting=sitting.id)[0]
    texts = [f"note {number} of ten" for number in range(6)]

    def save(text: str) -> object:
        return room.panel.write(ANA, card.id, "q-1", Typed(evidence=text, base=0))

    with ThreadPoolExecutor(3) as threads:
        outcomes = list(threads.map(save, texts))
    assert all(isinstance(outcome, Scorecard) for outcome in outcomes)
    kept = room.store.card(card.id)
    assert kept is not None
    assert sorted(kept.entries[0].evidence.splitlines()) == texts


def test_what_was_shown_is_counted_once_a_candidate(room: Room) -> None:
    room.sitting(ANA, candidate="C-1")
    room.sitting(ANA, candidate="C-2")
    room.sitting(ANA, candidate="C-2", sheet=made_sheet("SQL", "statistics", "writing", name="sheet-2"))
    shown, candidates = room.store.shown()
    assert (dict(shown), candidates) == ({"q-1": 2, "q-2": 2, "q-3": 1}, 2)
    assert room.store.seen("C-1") == {"q-1": NOON, "q-2": NOON}
    assert room.store.seen("C-3") == {}


def test_why_a_form_goes_to_somebody_all_the_same_is_kept(room: Room) -> None:
    made = [room.sitting(ANA, candidate=f"C-{number}") for number in range(4)]
    kept = [room.store.sitting(one.id) for one in made]
    assert kept == made
    assert [bool(one.despite) for one in made] == [False, False, False, True]


def test_decisions_are_added_and_never_replaced(sittings: SittingStore) -> None:
    first = Decision("C-1", "on hold", "Kim Lead", HOSTILE, NOON, HOSTILE)
    second = replace(first, outcome="offer", at=NOON + timedelta(days=1))
    for item in (first, second):
        sittings.add_decision(item)
    assert sittings.decisions("C-1") == [first, second]
    assert sittings.decisions("C-2") == []


def test_the_first_scorecard_ties_a_candidate_to_the_weights_of_that_moment(room: Room) -> None:
    store, job = room.store, ("data_scientist", "mid")
    first, second = (
        Weighing(*job, {"SQL": weight, 'a "b" ½': 1.0}, HOSTILE, "kim", "Kim Lead", NOON)
        for weight in (2.5, 4.0)
    )
    one, two = room.sitting(ANA, candidate="C-1"), room.sitting(ANA, candidate="C-2")
    assert (store.weighings(*job), store.weights_of("C-1")) == ([], None)
    assert store.fix_weights(first)
    room.submitted(ANA, one, 3, 3)
    assert (store.weights_of("C-1"), store.weights_of("C-2")) == (first, None)
    assert not store.fix_weights(second)
    store.add_decision(Decision("C-1", "on hold", "Kim Lead", "later", NOON))
    assert not store.fix_weights(second)
    store.add_decision(Decision("C-1", "offer", "Kim Lead", "now", NOON))
    assert store.fix_weights(second)
    assert store.weighings(*job) == [second, first]
    room.submitted(ANA, two, 3, 3)
    assert (store.weights_of("C-1"), store.weights_of("C-2")) == (first, second)
    assert store.fix_weights(replace(second, role="data_engineer"))
    assert not store.fix_weights(second)


def test_who_was_scored_before_anything_was_fixed_stays_without_weights(room: Room) -> None:
    sheets = made_sheet("SQL", name="s-1"), made_sheet("SQL", name="s-2")
    one, two = (room.sitting(ANA, sheet=sheet) for sheet in sheets)
    room.submitted(ANA, one, 3)
    room.store.add_decision(Decision("C-1", "offer", "Kim Lead", "now", NOON))
    assert room.store.fix_weights(Weighing("data_scientist", "mid", {"SQL": 9.0}, "", "kim", "Kim", NOON))
    room.submitted(ANA, two, 3)
    assert room.store.weights_of("C-1") is None


def test_what_hinders_is_asked_in_the_transaction_that_writes(room: Room) -> None:
    room.sitting(ANA, candidate="C-1")
    seen: list[Record] = []

    def hinders(record: Record) -> Refused:
        seen.append(record)
        return Refused(("no",))

    made = replace(room.store.sittings()[0], id="new", candidate="C-2")
    shown = [Showing("q-9", "h" * 64, "C-2", NOON)]
    assert room.store.add_seats([Seat(made, [], shown, hinders)]) == Refused(("no",))
    assert room.store.add_showings(shown, hinders) == Refused(("no",))
    assert seen == [Record({"q-1": 1, "q-2": 1}, 1, {})] * 2
    assert (room.store.sitting("new"), room.store.seen("C-2")) == (None, {})
    assert room.store.add_showings(shown) is None
    assert room.store.seen("C-2") == {"q-9": NOON}


def test_seats_of_a_loop_are_kept_together_or_not_at_all(room: Room) -> None:
    """Whichever of them can't be: nothing of the others is left, no sheet, no person, nothing shown."""
    standing = room.sitting(ANA)

    def seat(name: str, hinders: Hinders = nothing_hinders, *, sheet: str = "") -> Seat:
        used = made_sheet("SQL", name=sheet or f"sheet-{name}")
        made = replace(standing, id=name, sheet=used.id, interviewers=("new",))
        cards = [Scorecard(f"card-{name}", name, "new", "C-1", used.entries)]
        return Seat(made, cards, [Showing(f"shown-{name}", "h" * 64, "C-1", NOON)], hinders, used)

    def no(record: Record) -> Refused:
        return Refused(("no",))

    new = Known(Person("new", "Nia New", frozenset({Right.INTERVIEW})), "n" * 64, NOON)
    before = room.store.sittings(), room.store.sheets(), room.store.shown()
    people = people_beside(room.store)
    for seats, said in (
        ([seat("one"), seat("two"), seat("late", sheet=standing.sheet)], False),
        ([seat("one"), seat("two", no)], Refused(("no",))),
        ([seat("one"), seat("two", sheet="sheet-one")], False),
    ):
        assert room.store.add_seats(seats, [new]) == said
        assert (room.store.sittings(), room.store.sheets(), room.store.shown()) == before
        assert (room.store.card("card-one"), people.person("new")) == (None, None)
    assert room.store.add_seats([seat("one"), seat("two")], [new]) is True
    assert {one.id for one in room.store.sittings(candidate="C-1")} == {standing.id, "one", "two"}
    assert {"shown-one", "shown-two"} <= room.store.seen("C-1").keys()
    assert people.person("new") == new


def test_a_name_that_somebody_got_meanwhile_lets_nobody_in(room: Room) -> None:
    people = people_beside(room.store)
    people.keep(Known(Person("first", "Nia New", frozenset()), "f" * 64, NOON))
    second = Known(Person("second", "nia new", frozenset()), "s" * 64, NOON)
    assert room.store.add_seats([], [second]) == namesake(second)
    assert people.person("second") is None
    people.keep(Known(Person("first", "Nia New", frozenset()), "f" * 64, NOON, revoked_at=NOON))
    assert room.store.add_seats([], [second]) is True


def people_beside(store: SittingStore) -> PeopleStore:
    """The people who are kept in the same place as a store's sittings."""
    if isinstance(store, MemorySittings):
        return store.people
    assert isinstance(store, PanelStore)
    return PeopleTable(store._database)


def test_people_come_back_by_id_and_by_link(people: PeopleStore) -> None:
    kim, ana = Known(KIM, "t" * 64, NOON, None, NOON + timedelta(90)), Known(ANA, None, NOON, NOON)
    people.keep(kim)
    people.keep(ana)
    assert (people.person("kim"), people.by_token("t" * 64), people.person("ana")) == (kim, kim, ana)
    assert (people.person("eva"), people.by_token("x" * 64)) == (None, None)
    people.keep(replace(kim, token_hash="u" * 64))
    assert people.by_token("t" * 64) is None
    assert [known.person.name for known in people.everyone()] == ["Ana", "Kim Lead"]


def test_evidence_of_a_whole_interview_reads_back(room: Room) -> None:
    sitting = room.sitting(ANA)
    card = room.submitted(ANA, sitting, 4, 2)
    assert room.store.card(card.id) == card
    assert [entry.evidence for entry in card.entries] == [EVIDENCE] * 2


def test_a_candidate_is_put_on_a_form_once_whoever_is_quicker(room: Room) -> None:
    first = room.sitting(ANA)
    again = replace(first, id="again")
    shown = Showing("q-9", "h" * 64, "C-1", NOON)
    assert not room.store.add_seats([Seat(again, [Scorecard("c", "again", "ana", "C-1", ())], [shown])])
    assert room.store.sittings() == [first]
    assert room.store.card("c") is None
    assert "q-9" not in room.store.shown()[0]


@pytest.fixture(params=STORES)
def samples(request: pytest.FixtureRequest) -> SampleStore:
    if request.param == "memory":
        return MemorySamples()
    return SampleTable(request.getfixturevalue(request.param))


def test_the_last_score_of_a_sample_is_kept(samples: SampleStore) -> None:
    first = SampleScore("ana", "q/1", "v1", 2, NOON)
    for score in (first, replace(first, person="ben"), replace(first, score=4), replace(first, version="v2")):
        samples.keep(score)
    samples.keep(replace(first, sample="q/2"))
    kept = samples.scores(["q/1"])
    assert {(one.person, one.version, one.score) for one in kept} == {
        ("ana", "v1", 4),
        ("ana", "v2", 2),
        ("ben", "v1", 2),
    }
    assert samples.scores([]) == []
