"""A candidate's whole loop in one call: everything is there at once, or nothing of it and it is said why."""

from __future__ import annotations

import copy
import itertools
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.scorecards import ANA, KIM, NOON, MemorySittings, Noon

from touchstone.access.people import LOCAL, Known, People, Person, Right
from touchstone.bootstrap import services
from touchstone.interviews.hindrance import Hindered
from touchstone.interviews.kit import Occasion
from touchstone.interviews.letting_in import Interviewing
from touchstone.interviews.plan import plan
from touchstone.interviews.proposal import LoopAsked, Proposal, Ready, Unassembled
from touchstone.interviews.readying import CHANGED, Readying, overtaken
from touchstone.interviews.request import Request
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.seating import Seating
from touchstone.interviews.service import Interviews

STAGES = ["screen", "technical", "case", "behavioural", "manager"]


@dataclass
class Place:
    """Kim organises and Ana interviews, each by a link that opens, on a store in memory."""

    store: MemorySittings = field(default_factory=MemorySittings)
    clock: Noon = field(default_factory=Noon)
    ids: Any = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        for person in (KIM, ANA):
            self.store.people.keep(Known(person, person.id * 16, NOON))

    def new_id(self) -> str:
        return f"id-{next(self.ids)}"

    @property
    def people(self) -> People:
        return People(self.store.people, self.clock, self.new_id, lambda one, other: False)

    @property
    def readying(self) -> Readying:
        people = self.people
        seating = Seating(self.store, self.clock, self.new_id, people.let_in, people.names)
        return Readying(Interviewing(the_desk(), people.let_in), seating, people, self.clock)

    def kept(self) -> object:
        store = self.store
        return copy.deepcopy((store.held, store.held_cards, store.held_sheets, store.showings, store.people))


def the_desk() -> Interviews:
    desk = services().interviews.desk(LOCAL)
    assert isinstance(desk, Interviews)
    return desk


def asked(candidate: str = "C-1", **more: Any) -> LoopAsked:
    profile = services().content.catalogue.profiles["data_scientist"]
    loop, _ = services().content.loop
    assert loop is not None
    fields: dict[str, Any] = {"request": Request("mid"), "address": "https://hire.example.org", **more}
    return LoopAsked(
        profile,
        plan(loop, profile, "mid"),
        candidate=candidate,
        starts=NOON + timedelta(days=7),
        occasion=Occasion(NOON.date()),
        **fields,
    )


@pytest.fixture
def place() -> Place:
    return Place()


def ready(place: Place, wanted: LoopAsked, **more: Any) -> Ready:
    made = place.readying.make_ready(KIM, wanted, **more)
    assert isinstance(made, Ready), made
    return made


def proposed(place: Place, wanted: LoopAsked) -> Proposal:
    found = place.readying.proposed(KIM, wanted)
    assert isinstance(found, Proposal), found
    return found


def test_every_interview_gets_form_scorecards_and_calendar_at_once(place: Place) -> None:
    names = {"screen": "Ana", "technical": "Ben Okri, me", "manager": "ben  okri"}
    made = ready(place, asked(interviewers=names))
    assert list(made.sittings) == STAGES
    names_now = place.people.names()
    called = {stage: [names_now[who] for who in one.interviewers] for stage, one in made.sittings.items()}
    assert called == {
        "screen": ["Ana"],
        "technical": ["Ben Okri", "Kim Lead"],
        "case": ["Kim Lead"],
        "behavioural": ["Kim Lead"],
        "manager": ["Ben Okri"],
    }
    assert all(
        [card.interviewer for card in place.store.cards(sitting=one.id)] == list(one.interviewers)
        for one in made.sittings.values()
    )
    assert [draft.invited.person.name for draft in made.links] == ["Ben Okri"]  # once, though he sits in two
    opened = place.people.by_token(made.links[0].invited.token)
    assert opened is not None
    assert opened.rights == {Right.INTERVIEW}
    sheets = [place.store.sheet(one.sheet) for one in made.sittings.values()]
    asks = [name for sheet in sheets if sheet for name in (question["id"] for question in sheet.questions)]
    assert len(asks) == len(set(asks)) > 15
    assert all(sheet and "Say this in your own voice" in sheet.kit for sheet in sheets)
    assert {name for name, _ in place.store.showings} == {
        name for sheet in sheets if sheet for name, _ in sheet.asked
    }
    inside, outside = made.for_interviewers.replace("\r\n ", ""), made.for_candidate.replace("\r\n ", "")
    assert inside.count("BEGIN:VEVENT") == outside.count("BEGIN:VEVENT") == 5
    assert all(f"scorecards?interview={one.id}" in inside for one in made.sittings.values())
    assert "(C-1)" in inside
    assert "With Ben Okri\\, Kim Lead." in inside
    assert "Ben Okri" not in outside
    assert "C-1" not in outside
    assert "scorecards" not in outside


def test_a_proposal_makes_nothing_and_is_what_is_made(place: Place) -> None:
    wanted, before = asked(interviewers={"screen": "Ben Okri"}), place.kept()
    shown = proposed(place, wanted)
    assert place.kept() == before
    assert (shown.invited, [one.names for one in shown.stages][:2]) == (
        ("Ben Okri",),
        [("Ben Okri",), ("Kim Lead",)],
    )
    made = ready(place, wanted, as_shown=shown.digest)
    assert [one.sheet.id for one in shown.stages] == [one.sheet for one in made.sittings.values()]


@pytest.mark.parametrize(
    "change",
    [{"interviewers": {"screen": "Ana"}}, {"request": Request("mid", seed=2)}, {"pause_minutes": 20}],
)
def test_what_was_not_looked_at_is_not_made(place: Place, change: dict[str, Any]) -> None:
    shown = proposed(place, asked())
    before = place.kept()
    assert place.readying.make_ready(KIM, asked(**change), as_shown=shown.digest) == CHANGED
    assert place.kept() == before


def test_pressed_again_nothing_is_made_twice(place: Place) -> None:
    first = ready(place, asked())
    before = place.kept()
    again = ready(place, asked("c-1"))
    assert again.sittings == first.sittings
    assert again.proposal.waiting == ()
    assert (again.links, place.kept()) == ((), before)


def test_what_stands_of_a_loop_stays_and_the_rest_is_made(place: Place) -> None:
    whole = proposed(place, asked())
    screen = whole.stages[0]
    set_up = place.readying.seating.set_up(KIM, screen.sheet, "C-1", ["ana"])
    made = ready(place, asked(interviewers={"screen": "Nia New"}))
    assert made.sittings["screen"] == set_up
    assert made.links == ()  # she was named for what stands already
    assert len(made.proposal.waiting) == 4
    assert len(place.store.held) == 5


def test_other_candidates_of_a_round_get_the_same_forms(place: Place) -> None:
    ledger = place.readying.seating.ledger()
    one, two = ready(place, asked("C-1", ledger=ledger)), ready(place, asked("C-2", ledger=ledger))
    assert [x.sheet for x in one.sittings.values()] == [x.sheet for x in two.sittings.values()]


def test_who_comes_again_after_a_month_gets_other_questions(place: Place) -> None:
    first = ready(place, asked())
    place.store.showings = {
        key: replace(one, at=NOON - timedelta(days=200)) for key, one in place.store.showings.items()
    }
    place.store.held = {
        key: replace(one, created_at=NOON - timedelta(days=200)) for key, one in place.store.held.items()
    }
    seen = {name for name, _ in place.store.showings}
    again = ready(place, asked())
    asks = {name for one in again.proposal.stages for name, _ in one.sheet.asked}
    assert again.sittings != first.sittings
    assert not asks & seen
    assert "left out" in again.proposal.says


def test_a_loop_that_can_not_be_assembled_says_which_interview_and_why(place: Place) -> None:
    before = place.kept()
    refused = place.readying.proposed(
        KIM, asked(request=Request("mid", forms=60), interviewers={"screen": "Nia New"})
    )
    assert isinstance(refused, Unassembled)
    titles = {item.stage.title for item in asked().planned.stages}
    assert all(sentence.partition(": ")[0] in titles for sentence in refused.missed.sentences)
    assert refused.missed.instead
    assert refused.sentences == refused.missed.told
    assert place.kept() == before


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"candidate": "no code"}, "A candidate is named by a code"),
        (
            {"interviewers": {"case": ", ".join(f"P{n}" for n in range(9))}},
            "Case: At most 8 people",
        ),
        ({"interviewers": {"case": "\u200b"}}, "A person needs a name"),
        (
            {"interviewers": {"case": "Nia"}, "until": (NOON - timedelta(days=1)).date()},
            "A link opens until a day",
        ),
        ({"called": "ana"}, "Somebody else is called 'ana' already"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_made(place: Place, more: dict[str, Any], says: str) -> None:
    before = place.kept()
    for call in (place.readying.proposed, place.readying.make_ready):
        refused = call(KIM, asked(**more))
        assert isinstance(refused, Refused)
        assert says in refused.sentences[0]
    assert place.kept() == before


def test_a_form_past_the_cap_needs_a_written_reason(place: Place) -> None:
    ledger = place.readying.seating.ledger()
    for number in range(3):
        ready(place, asked(f"R-{number}", ledger=ledger))
    before = place.kept()
    wanted = asked("R-3", ledger=ledger)
    assert isinstance(proposed(place, wanted).hindered, Hindered)
    refused = place.readying.make_ready(KIM, wanted)
    assert isinstance(refused, Hindered)
    assert "exposure cap" in " ".join(refused.sentences)
    assert place.kept() == before
    made = ready(place, replace(wanted, despite="Everybody in this round is asked the same."))
    assert {one.despite for one in made.sittings.values()} >= {"Everybody in this round is asked the same."}


def test_hidden_names_stand_in_no_calendar(place: Place) -> None:
    made = ready(place, asked(interviewers={"screen": "Ben Okri"}, hide_names=True))
    assert "Ben Okri" not in made.for_interviewers
    assert all(one.hide_names for one in made.sittings.values())


def test_ones_own_name_is_kept_with_the_seats(place: Place) -> None:
    place.store.people.keep(Known(LOCAL, None, NOON))
    made = place.readying.make_ready(LOCAL, asked(called="Lou  Grant", interviewers={"screen": "lou grant"}))
    assert isinstance(made, Ready)
    assert made.sittings["screen"].interviewers == (LOCAL.id,)
    assert place.people.local().name == "Lou Grant"


def test_nobody_else_sets_up_a_loop(place: Place) -> None:
    before = place.kept()
    forged = Person("forged", "Nobody", frozenset(Right))
    no_rights = Person(LOCAL.id, LOCAL.name, frozenset({Right.INTERVIEW}))
    for who in (ANA, forged, no_rights):
        for call in (place.readying.proposed, place.readying.make_ready):
            assert isinstance(call(who, asked(interviewers={"screen": "Nia New"})), Refused), who
    assert place.kept() == before


def test_a_link_that_was_taken_away_sets_nothing_up(place: Place) -> None:
    shown = proposed(place, asked())
    place.store.people.keep(Known(KIM, "k" * 48, NOON, revoked_at=NOON))
    before = place.kept()
    assert isinstance(place.readying.make_ready(KIM, asked(), as_shown=shown.digest), Refused)
    assert place.kept() == before


def test_nothing_is_left_where_the_store_fails_in_the_middle(place: Place) -> None:
    """Another organiser puts the candidate on the last form between the look and the write."""
    shown = proposed(place, asked())
    last = shown.stages[-1]

    class Overtaken(MemorySittings):
        def add_seats(self, seats: Any, people: Any = ()) -> Any:
            mine = [seat for seat in seats if seat.sheet.id == last.sheet.id]
            if len(seats) > 1:
                super().add_seats(mine)
            return super().add_seats(seats, people)

    place.store = Overtaken(people=place.store.people)
    refused = place.readying.make_ready(KIM, asked(interviewers={"screen": "Nia New"}))
    assert isinstance(refused, Refused)
    assert refused == overtaken("C-1", [last.planned.stage.title])
    assert len(place.store.held) == 1
    assert "Nia New" not in place.people.names().values()


@pytest.mark.parametrize("seed", [1, 2], ids=["the same forms", "other forms"])
@pytest.mark.parametrize("moment", ["_forms", "_checked", "write"])
def test_who_is_overtaken_is_told_so(place: Place, seed: int, moment: str) -> None:
    """Another organiser sets up the whole loop while the forms are chosen, checked, or before the write."""
    theirs = asked(request=Request("mid", seed=seed))
    made: list[Ready] = []

    def overtake() -> None:
        if not made:
            made.append(ready(place, theirs))

    class Slow(Readying):
        def _forms(self, *given: Any) -> Any:
            if moment == "_forms":
                overtake()
            return super()._forms(*given)

        def _checked(self, *given: Any) -> Any:
            if moment == "_checked":
                overtake()
            return super()._checked(*given)

    class Overtaken(MemorySittings):
        def add_seats(self, seats: Any, people: Any = ()) -> Any:
            overtake()
            return place.store.add_seats(seats, people)

    usual = place.readying
    seating = usual.seating
    if moment == "write":
        seating = replace(seating, store=Overtaken(**vars(place.store)))
    slow = Slow(usual.interviewing, seating, usual.people, usual.clock)
    refused = slow.make_ready(KIM, asked(interviewers={"screen": "Nia New"}))
    assert isinstance(refused, Refused)
    assert not isinstance(refused, Hindered)  # no reason lifts it
    assert refused.sentences[0].startswith("Nothing was set up: somebody else has just put C-1 down for ")
    assert refused.sentences[0].endswith(" and Manager. Look at the loop again.")
    assert list(place.store.held.values()) == list(made[0].sittings.values())
    assert "Nia New" not in place.people.names().values()
