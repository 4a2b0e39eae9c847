"""Interviews as services: who may write, who may read whose scores when, and who decides."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.support.scorecards import (
    ANA,
    BEN,
    EVA,
    EVIDENCE,
    KIM,
    LEE,
    MemorySittings,
    Room,
    Ticking,
    filled,
    made_sheet,
)

from touchstone.access.people import Person
from touchstone.interviews.agreeing import scores_table
from touchstone.interviews.agreement import Agreement, TooFew
from touchstone.interviews.debrief import Debrief, Decision
from touchstone.interviews.debriefing import Compared
from touchstone.interviews.merging import Typed, merged
from touchstone.interviews.scorecard import Entry, Refused, Scorecard
from touchstone.interviews.severity import Severity
from touchstone.interviews.sitting import Seat, Sitting

REASON = "Every SQL case was solved unaided."


@pytest.fixture
def room() -> Room:
    return Room(MemorySittings())


def card_of(room: Room, who: Any, sitting: Sitting) -> Scorecard:
    card = room.panel.own(who, sitting.id)
    assert isinstance(card, Scorecard)
    return card


def refused(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return " ".join(outcome.sentences)


def test_a_draft_is_kept_and_comes_back(room: Room) -> None:
    sitting = room.sitting(ANA)
    card = card_of(room, ANA, sitting)
    room.panel.write(ANA, card.id, "q-1", Typed(3, "half a"))
    again = card_of(room, ANA, sitting)
    assert (again.entries[0].score, again.entries[0].evidence, again.entries[0].revision) == (3, "half a", 1)
    room.panel.write(ANA, card.id, "q-1", Typed(3, "half a"))
    assert card_of(room, ANA, sitting).entries[0].revision == 1


def test_a_window_that_says_nothing_takes_nothing_back(room: Room) -> None:
    card = card_of(room, ANA, sitting := room.sitting(ANA))
    room.panel.conclude(ANA, card.id, recommendation="yes", confidence="very", conflict="Yes: my cousin")
    room.panel.conclude(ANA, card.id)
    room.panel.conclude(ANA, card.id, confidence="fairly")
    now = card_of(room, ANA, sitting)
    assert (now.recommendation, now.confidence, now.conflict) == ("yes", "fairly", "Yes: my cousin")
    room.panel.conclude(ANA, card.id, conflict="")
    assert card_of(room, ANA, sitting).conflict == ""


def test_only_the_interviewer_writes(room: Room) -> None:
    card = card_of(room, ANA, room.sitting(ANA, BEN))
    for other in (BEN, EVA, KIM):
        for outcome in (
            room.panel.write(other, card.id, "q-1", Typed(1)),
            room.panel.submit(other, card.id),
            room.panel.conclude(other, card.id, recommendation="no", confidence="very", conflict=""),
        ):
            assert "Only the interviewer" in refused(outcome)
    assert "no such scorecard" in refused(room.panel.submit(ANA, "no-such-card"))
    assert "did you mean 'q-1'" in refused(room.panel.write(ANA, card.id, "q-11", Typed(1)))


def test_others_open_when_ones_own_is_in(room: Room) -> None:
    sitting = room.sitting(ANA, BEN)
    ana = room.submitted(ANA, sitting, 4, 2)
    for viewer, said in ((BEN, "when your own"), (KIM, "when your own"), (EVA, "not open to you")):
        assert said in refused(room.panel.read(viewer, ana.id))
    room.submitted(BEN, sitting, 2, 2)
    assert room.panel.read(BEN, ana.id) == ana
    assert room.panel.read(KIM, ana.id) == ana
    assert "not open to you" in refused(room.panel.read(EVA, ana.id))
    assert [card.interviewer for card in room.panel.of_candidate(BEN, "C-1")] == ["ana", "ben"]
    assert room.panel.of_candidate(EVA, "C-1") == []


def test_others_are_read_on_the_debrief_before_everybody_is_in(room: Room) -> None:
    sitting = room.sitting(ANA, BEN, EVA)
    ana = room.submitted(ANA, sitting, 4, 2)
    assert [room.debriefing.opened(who, "C-1") for who in (ANA, BEN, KIM)] == [[], [], []]
    room.submitted(BEN, sitting, 2, 2)
    assert room.debriefing.opened(BEN, "C-1") == [("Ana", ana)]
    assert [room.debriefing.opened(who, "C-1") for who in (EVA, KIM)] == [[], []]
    assert isinstance(room.debriefing.debrief(BEN, "C-1"), Refused)


def test_who_scores_twice_reads_nothing_between(room: Room) -> None:
    first = room.sitting(ANA, BEN)
    second = room.sitting(ANA, sheet=made_sheet("writing", name="sheet-2"))
    ben = room.submitted(BEN, first, 3, 3)
    room.submitted(ANA, first, 3, 3)
    assert isinstance(room.panel.read(ANA, ben.id), Refused)
    room.submitted(ANA, second, 2)
    assert room.panel.read(ANA, ben.id) == ben


def test_who_read_all_scorecards_does_not_score_later_whoever_is_put_between() -> None:
    room = Room(MemorySittings(), clock=Ticking())
    first = room.sitting(ANA, BEN)
    room.submitted(ANA, first, 3, 2)
    room.submitted(BEN, first, 4, 2)
    assert "can read others'" in refused(put_down(room, "kim", "sheet-2"))
    assert isinstance(put_down(room, "eva", "sheet-3"), Sitting)  # shuts the others' scorecards again
    assert room.debriefing.opened(KIM, "C-1") == []
    for who, expected in (("kim", Refused), ("ana", Refused), ("lee", Sitting)):
        assert isinstance(put_down(room, who, f"sheet-of-{who}"), expected), who


def test_who_was_excused_after_others_submitted_does_not_score_later(room: Room) -> None:
    """When they were excused is not kept, and so not whether the others' scorecards were open to them."""
    first = room.sitting(ANA, BEN, EVA)
    assert isinstance(room.seating.excuse(KIM, first.id, "ana", "Ana is ill."), Sitting)
    assert isinstance(put_down(room, "ana", "sheet-2"), Sitting)  # nobody had submitted anything
    room.submitted(BEN, first, 3, 2)
    assert isinstance(room.seating.excuse(KIM, first.id, "eva", "Eva left."), Sitting)
    third = put_down(room, "lee", "sheet-3")  # whose scorecard is awaited, so that nothing is open now
    assert isinstance(third, Sitting)
    for who in ("ana", "eva"):
        assert "can read others'" in refused(put_down(room, who, f"sheet-of-{who}")), who


def put_down(room: Room, who: str, sheet: str) -> Sitting | Refused:
    used = made_sheet("SQL", "statistics", name=sheet)
    return room.seating.set_up(KIM, used, "C-1", [who], despite="Everybody in this round is asked the same.")


def test_who_is_still_to_score_does_not_learn_what_was_decided(room: Room) -> None:
    first = room.sitting(ANA)
    room.submitted(ANA, first, 3, 3)
    made = room.debriefing.decide(KIM, "C-1", outcome="another interview", by="Kim Lead", reason=REASON)
    assert isinstance(made, Decision)
    second = put_down(room, "eva", "sheet-2")
    assert isinstance(second, Sitting)
    assert room.debriefing.decisions(EVA, "C-1") == []
    assert room.debriefing.decisions(KIM, "C-1") == [made]
    room.submitted(EVA, second, 3, 3)
    assert room.debriefing.decisions(EVA, "C-1") == [made]


def test_a_submitted_card_is_closed_in_every_window(room: Room) -> None:
    sitting = room.sitting(ANA)
    card = room.submitted(ANA, sitting, 3, None)
    for outcome in (
        room.panel.write(ANA, card.id, "q-1", Typed(1, EVIDENCE)),
        room.panel.conclude(ANA, card.id, recommendation="no", confidence="very", conflict=""),
        room.panel.submit(ANA, card.id),
    ):
        assert "submitted" in refused(outcome)
    assert card_of(room, ANA, sitting) == card


def test_the_sheet_is_for_its_people(room: Room) -> None:
    sitting = room.sitting(ANA)
    for viewer in (ANA, KIM):
        assert room.panel.sheet(viewer, sitting.id) == made_sheet("SQL", "statistics")
    for outcome in (
        room.panel.sheet(BEN, sitting.id),
        room.panel.sitting(BEN, sitting.id),
        room.panel.own(BEN, sitting.id),
        room.panel.sheet(ANA, "none"),
    ):
        assert "not part of it" in refused(outcome)


MERGES = [
    ("the same window", Typed(2, "new", base=3), Typed(2, "new", base=3)),
    ("no base", Typed(2, "new"), Typed(2, "new")),
    ("older, other text", Typed(None, "mine", base=2), Typed(3, "kept\nmine", "", 1, {4: "n"})),
    (
        "older, longer text",
        Typed(1, "kept and more", hints=2, base=2),
        Typed(1, "kept and more", "", 2, {4: "n"}),
    ),
    (
        "older, shorter text",
        Typed(4, "ke", notes={3: "m"}, base=0),
        Typed(4, "kept", "", 1, {3: "m", 4: "n"}),
    ),
    (
        "both wrote on",
        Typed(3, "ke and mine", "", 1, {4: "n"}, 2, Typed(3, "ke", "", 1, {4: "n"})),
        Typed(3, "kept and mine", "", 1, {4: "n"}),
    ),
    (
        "what was taken away stays away",
        Typed(None, "", "no time", 0, {}, 2, Typed(3, "kept", "", 1, {4: "n"})),
        Typed(None, "", "no time", 0, {}),
    ),
    (
        "a score of the other window stands where this one left it",
        Typed(1, "", "", 3, {3: "m"}, 2, Typed(1, "", "", 0, {3: "m"})),
        Typed(3, "kept", "", 3, {4: "n"}),
    ),
]


@pytest.mark.parametrize(("case", "typed", "expected"), MERGES, ids=[row[0] for row in MERGES])
def test_two_windows_are_merged(case: str, typed: Typed, expected: Typed) -> None:
    kept = Entry("q", "Q", "SQL", 3, "kept", "", 1, ((4, "n"),), 3)
    assert merged(kept, typed) == expected


class TestSettingUp:
    def test_only_who_organises_sets_up(self, room: Room) -> None:
        assert "Only who sets up" in refused(room.seating.set_up(ANA, made_sheet("SQL"), "C-1", ["ana"]))
        assert room.store.sittings() == []

    @pytest.mark.parametrize(
        ("candidate", "people", "said"),
        [
            ("Maria Lopez", ["ana"], "would bias who reads it"),
            ("", ["ana"], "a code of letters"),
            ("C-1", [], "at least one interviewer"),
            ("C-1", [f"p{n}" for n in range(9)], "At most 8 people"),
            ("C-2", ["ana"], "already put down"),
            ("c-2", ["ana"], "already put down"),
            ("C-1", ["ana", "zoe"], "has the id 'zoe'"),
        ],
    )
    def test_what_can_not_be_set_up(self, room: Room, candidate: str, people: list[str], said: str) -> None:
        room.sitting(ANA, candidate="C-2")
        outcome = room.seating.set_up(KIM, made_sheet("SQL", "statistics"), candidate, people)
        assert said in refused(outcome)

    def test_a_code_is_one_candidate_however_it_is_written(self, room: Room) -> None:
        first = room.sitting(ANA, candidate="im-1")
        again = room.sitting(ANA, candidate="Im-1", sheet=made_sheet("writing", name="sheet-2"))
        assert (first.candidate, again.candidate) == ("IM-1", "IM-1")
        assert room.seating.record("im-1", []) == "IM-1"
        # one of before, when small letters were kept
        old = replace(first, id="old", candidate="old-7", sheet="sheet-9")
        room.store.add_seats([Seat(old, [])])
        assert room.sitting(ANA, candidate="OLD-7").candidate == "old-7"

    def test_who_can_read_others_gets_no_new_card(self, room: Room) -> None:
        later = made_sheet("writing", name="sheet-2")
        first = room.sitting(KIM, BEN)
        room.submitted(BEN, first, 3, 3)
        assert isinstance(room.seating.excuse(LEE, first.id, "kim", "ill that day"), Sitting)
        for who in ("kim", "ben"):
            outcome = room.seating.set_up(KIM, later, "C-1", ["ana", who])
            assert ("can read others'" in refused(outcome)) if who == "kim" else isinstance(outcome, Sitting)

    def test_who_excuses_themselves_is_refused(self, room: Room) -> None:
        sitting = room.sitting(KIM, BEN)
        assert room.seating.late(KIM, "C-1") == [(sitting, "ben")]
        assert room.seating.late(LEE, "C-1") == [(sitting, "kim")]
        assert "Nobody excuses themselves" in refused(room.seating.excuse(KIM, sitting.id, "kim", "ill"))
        for viewer, who in ((BEN, "ben"), (BEN, "kim"), (LEE, "ben")):
            assert "Only who sets up" in refused(room.seating.excuse(viewer, sitting.id, who, "ill"))

    def test_who_scores_a_candidate_together_sits_beside(self, room: Room) -> None:
        sitting = room.sitting(KIM, BEN)
        other = room.sitting(ANA, sheet=made_sheet("writing", name="sheet-2"))
        beside = room.seating.seated_beside
        assert (beside("kim", "ben"), beside("ana", "ben"), beside("lee", "ben")) == (True, True, False)
        room.submitted(BEN, sitting, 3, 3)
        assert beside("kim", "ben")  # Ben's link would open Ben's scores to Kim
        room.submitted(KIM, sitting, 3, 3)
        assert (beside("kim", "ben"), beside("ben", "ana")) == (False, True)
        room.submitted(ANA, other, 3)
        assert not beside("ben", "ana")

    def test_what_was_shown_is_in_the_ledger(self, room: Room) -> None:
        for number in range(20):
            room.sitting(ANA, candidate=f"C-{number}", sheet=made_sheet("SQL") if number else None)
        ledger = room.seating.ledger()
        assert (ledger.shown, ledger.candidates) == ({"q-1": 20, "q-2": 1}, 20)
        assert [ledger.left(name, 1) for name in ("q-1", "q-2", "q-3")] == [0, 2, 3]

    def test_everybody_sees_their_own_interviews(self, room: Room) -> None:
        sitting = room.sitting(ANA, BEN)
        room.submitted(BEN, sitting, 3, 3)
        for viewer, own in ((KIM, None), (ANA, False), (BEN, True)):
            (line,) = room.seating.lines(viewer)
            assert (line.submitted, line.awaited) == (1, 2)
            assert (None if line.own is None else line.own.locked) == own
        assert room.seating.lines(EVA) == []


def all_that_is_told(room: Room, viewer: Person) -> list[object]:
    """What the debrief and the panel say of a candidate, but the viewer's own scorecard and any card's id."""
    debriefing = room.debriefing
    views = [(name, replace(card, id="")) for name, card in debriefing.views(viewer, "C-1")]
    opened = [(name, replace(card, id="")) for name, card in debriefing.opened(viewer, "C-1")]
    own = {card.id for card in room.store.cards() if card.interviewer == viewer.id}
    read = [replace(c, id="") for c in room.panel.of_candidate(viewer, "C-1") if c.id not in own]
    each = [
        replace(found, id="")
        for found in (room.panel.read(viewer, card.id) for card in room.store.cards() if card.id not in own)
        if isinstance(found, Scorecard)
    ]
    each.sort(key=lambda card: card.interviewer)
    assert len(views) == 3
    assert len(opened) == len(read) == len(each) == 3 - len(own)
    beside = debriefing.beside_the_scores(viewer, "C-1")
    return [debriefing.debrief(viewer, "C-1"), views, opened, read, each, beside]


class TestDebrief:
    def test_it_opens_when_all_are_in(self, room: Room) -> None:
        sitting = room.sitting(ANA, BEN)
        room.submitted(ANA, sitting, 4, 2)
        assert "1 of 2 scorecards" in refused(room.debriefing.debrief(ANA, "C-1"))
        assert room.debriefing.awaited(ANA, "C-1") == ["Ben"]
        assert room.debriefing.views(ANA, "C-1") == []
        room.submitted(BEN, sitting, 2, 2)
        for viewer in (ANA, BEN, KIM):
            item = room.debriefing.debrief(viewer, "C-1")
            assert isinstance(item, Debrief)
            assert [(row.competency, row.to_discuss) for row in item.rows] == [
                ("SQL", True),
                ("statistics", False),
            ]
            assert [one.interviewer for one in item.rows[0].judged] == ["Ana", "Ben"]
        assert [name for name, _ in room.debriefing.views(BEN, "C-1")] == ["Ana", "Ben"]
        assert "not part of it" in refused(room.debriefing.debrief(EVA, "C-1"))

    def test_somebody_who_will_not_score_is_excused_with_a_reason(self, room: Room) -> None:
        sitting = room.sitting(ANA, BEN)
        room.submitted(ANA, sitting, 4, 2)
        assert room.seating.late(KIM, "C-1") == [(sitting, "ben")]
        assert room.seating.late(ANA, "C-1") == []
        assert "Only who sets up" in refused(room.seating.excuse(ANA, sitting.id, "ben", "ill"))
        for nothing in (" ", ".", "\u200b\u200b\u200b", "\u3164" * 9):
            assert "Write down why" in refused(room.seating.excuse(KIM, sitting.id, "ben", nothing))
        assert "at most 500 characters; this one has 501" in refused(
            room.seating.excuse(KIM, sitting.id, "ben", "Ben is ill." + "!" * 490)
        )
        assert isinstance(room.seating.excuse(KIM, sitting.id, "ben", " ill" + " " * 600), Sitting)
        assert "submitted already" in refused(room.seating.excuse(KIM, sitting.id, "ana", "ill"))
        (said,) = room.debriefing.beside_the_scores(KIM, sitting.candidate)
        assert said == f"Ben was not waited for on “{sitting.title}” and scored nothing: ill"
        item = room.debriefing.debrief(ANA, "C-1")
        assert isinstance(item, Debrief)
        assert {one.interviewer for row in item.rows for one in row.judged} == {"Ana"}

    def test_a_stake_in_the_outcome_stands_openly_beside_the_scores(self, room: Room) -> None:
        sitting = room.sitting(ANA, BEN)
        card = room.panel.own(ANA, sitting.id)
        assert isinstance(card, Scorecard)
        room.panel.conclude(ANA, card.id, conflict="We studied together")
        for question in ("q-1", "q-2"):
            room.panel.write(ANA, card.id, question, Typed(3, EVIDENCE, hints=1))
        room.panel.conclude(ANA, card.id, recommendation="yes", confidence="very")
        assert isinstance(room.panel.submit(ANA, card.id), Scorecard)
        assert room.debriefing.beside_the_scores(ANA, "C-1") == []
        room.submitted(BEN, sitting, 3, 3)
        said = room.debriefing.beside_the_scores(KIM, "C-1")
        assert said[0] == "Ana knows the candidate or has a stake in the outcome: We studied together"
        assert len(said) == 3

    def test_who_has_read_the_others_is_named_before_anybody_is_invited(self, room: Room) -> None:
        sitting = room.sitting(ANA, BEN)
        for who in (ANA, BEN):
            room.submitted(who, sitting, 3, 3)
        sheet = made_sheet("writing", name="sheet-2")
        said = refused(room.seating.fits(KIM, sheet, "C-1", ["ana", "eva"], ended=["ben"], new=1))
        assert said.startswith("Ana and Ben can read others' scorecards of C-1 already")
        assert room.seating.fits(KIM, sheet, "C-1", ["eva"], new=1) == "C-1"
        assert "at least one" in refused(room.seating.fits(KIM, sheet, "C-1", []))
        assert room.seating.fits(KIM, sheet, "c-7", [], new=1) == "C-7"
        assert "At most 8" in refused(room.seating.fits(KIM, sheet, "C-7", ["eva"], new=8))
        assert [one.sheet for one in room.store.sittings()] == [sitting.sheet]

    def test_names_stay_hidden_where_that_was_agreed(self, room: Room) -> None:
        made = room.seating.set_up(
            KIM, made_sheet("SQL", "statistics"), "C-1", ["ana", "ben"], hide_names=True
        )
        assert isinstance(made, Sitting)
        for who in (ANA, BEN):
            room.submitted(who, made, 3, 3)
        item = room.debriefing.debrief(ANA, "C-1")
        assert isinstance(item, Debrief)
        assert {one.interviewer for one in item.rows[0].judged} == {"Interviewer A", "Interviewer B"}
        assert {name for name, _ in room.debriefing.views(ANA, "C-1")} == {"Interviewer A", "Interviewer B"}

    @pytest.mark.parametrize("viewer", [KIM, ANA])
    def test_neither_ids_nor_the_order_of_setting_up_give_hidden_names_back(self, viewer: Person) -> None:
        told = set()
        for order in itertools.permutations((ANA, BEN, EVA)):
            room = Room(MemorySittings())
            ids = [who.id for who in order]
            made = room.seating.set_up(KIM, made_sheet("SQL", "writing"), "C-1", ids, hide_names=True)
            assert isinstance(made, Sitting)
            for who, score in ((EVA, 1), (ANA, 4), (BEN, 2)):
                room.submitted(who, made, score, None)
            told.add(repr(all_that_is_told(room, viewer)))
        (said,) = told  # the same in whatever order they were named
        assert not any(name in said for who in (ANA, BEN, EVA) for name in (who.name, f"'{who.id}'"))
        for letter in "ABC":
            assert f"Interviewer {letter}" in said

    def test_ones_own_scorecard_is_ones_own_where_names_are_hidden(self, room: Room) -> None:
        made = room.seating.set_up(KIM, made_sheet("SQL"), "C-1", ["ana", "ben"], hide_names=True)
        assert isinstance(made, Sitting)
        ana, ben = (room.submitted(who, made, 3) for who in (ANA, BEN))
        assert room.panel.read(BEN, ben.id) == ben
        other = room.panel.read(BEN, ana.id)
        assert isinstance(other, Scorecard)
        assert other.interviewer.startswith("Interviewer ")
        assert other.entries == ana.entries
        assert [card.id for card in room.panel.of_candidate(BEN, "C-1")] == [ben.id, ana.id]

    def test_who_can_not_be_told_apart_is_compared_in_bands(self, room: Room) -> None:
        for number in range(3):
            sitting = room.sitting(ANA, BEN, candidate=f"C-{number}")
            if number < 2:
                room.submitted(ANA, sitting, 3, 3)
                room.submitted(BEN, sitting, 3, 3)
        found = room.debriefing.beside(KIM, "C-1")
        assert isinstance(found, Compared)
        assert [band.candidates for band in found.bands] == [("C-0", "C-1")]
        assert (found.waiting, found.otherwise, found.error_known) == (("C-2",), (), False)
        assert "not submitted" in refused(room.debriefing.beside(KIM, "C-2"))
        assert "no interview" in refused(room.debriefing.beside(EVA, "C-1"))

    def test_candidates_are_compared_on_what_all_were_scored_on(self, room: Room) -> None:
        for code, asked in (
            ("C-1", ("SQL", "statistics", "writing")),
            ("C-2", ("SQL", "statistics")),
            ("C-3", ("teaching", "writing")),
        ):
            made = room.seating.set_up(KIM, made_sheet(*asked), code, ["ana"])
            assert isinstance(made, Sitting)
            room.submitted(ANA, made, *[3 for _ in asked])
        found = room.debriefing.beside(KIM, "C-1")
        assert isinstance(found, Compared)
        assert found.competencies == ("SQL", "statistics")
        assert [band.candidates for band in found.bands] == [("C-1", "C-2")]
        assert found.otherwise == ("C-3",)

    @pytest.mark.parametrize(
        ("other", "compared"),
        [
            (("SQL", "teaching"), True),  # half of it: enough
            (("SQL", "statistics"), True),
            (("teaching", "writing"), False),
        ],
    )
    def test_candidates_who_share_half_of_the_competencies_are_compared(
        self, room: Room, other: tuple[str, str], compared: bool
    ) -> None:
        for code, asked in (("C-1", ("SQL", "statistics")), ("C-2", other)):
            made = room.seating.set_up(KIM, made_sheet(*asked, name=code), code, ["ana"], despite=REASON)
            assert isinstance(made, Sitting)
            room.submitted(ANA, made, 3, 3)
        found = room.debriefing.beside(KIM, "C-1")
        assert isinstance(found, Compared)
        assert (found.otherwise == ()) == compared
        assert (found.bands[0].candidates == ("C-1", "C-2")) == compared

    def test_a_decision_is_recorded_by_who_set_up_and_stays(self, room: Room) -> None:
        sitting = room.sitting(ANA)
        said: Any = {"outcome": "offer", "by": "Kim Lead", "reason": REASON}
        assert "not submitted" in refused(room.debriefing.decide(KIM, "C-1", **said))
        room.submitted(ANA, sitting, 4, 4)
        assert "Only who sets up" in refused(room.debriefing.decide(ANA, "C-1", **said))
        hire = {**said, "outcome": "hire"}
        assert "Say what was decided" in refused(room.debriefing.decide(KIM, "C-1", **hire))
        assert isinstance(room.debriefing.decide(KIM, "C-1", **said), Decision)
        assert "recorded already" in refused(room.debriefing.decide(KIM, "C-1", **said))
        assert isinstance(room.debriefing.decide(KIM, "C-1", **{**said, "outcome": "on hold"}), Decision)
        assert {one.outcome for one in room.debriefing.decisions(ANA, "C-1")} == {"offer", "on hold"}
        assert room.debriefing.decisions(EVA, "C-1") == []


class TestAgreement:
    @pytest.fixture
    def scored(self, room: Room) -> Room:
        """Ten candidates with two questions each; Ben a point below Ana on most, Eva on none with them."""
        for number in range(10):
            sitting = room.sitting(ANA, BEN, candidate=f"C-{number}")
            first = 2 + number % 3
            room.submitted(ANA, sitting, first, 2 + number % 2)
            room.submitted(BEN, sitting, max(1, first - 1), 1 + number % 2)
        alone = room.sitting(EVA, candidate="C-20")
        room.submitted(EVA, alone, 3, None)
        waiting = room.sitting(ANA, BEN, candidate="C-21")
        room.submitted(ANA, waiting, 1, 1)
        return room

    def test_who_sets_up_reads_everything_that_is_in(self, scored: Room) -> None:
        found = scored.agreeing.of(KIM)
        assert found.scored == 11
        assert isinstance(found.together, Agreement)
        assert (found.together.rows, found.together.candidates, found.together.raters) == (20, 10, 3)
        (pair,) = found.pairs
        assert (pair.one, pair.two) == ("Ana", "Ben")
        shifts = {one.interviewer: one.shift for one in found.severities if isinstance(one, Severity)}
        assert shifts == pytest.approx({"Ana": 1.0, "Ben": -1.0})
        assert isinstance(found.single, TooFew)

    def test_an_interviewer_reads_their_own(self, scored: Room) -> None:
        found = scored.agreeing.of(BEN)
        assert [one.interviewer for one in found.severities if isinstance(one, Severity)] == ["Ben"]
        assert found.scored == 10
        assert isinstance(found.single, Agreement)

    def test_names_that_a_debrief_hides_stay_hidden(self, scored: Room) -> None:
        assert not scored.agreeing.of(KIM).hidden
        hidden = scored.seating.set_up(
            KIM, made_sheet("SQL"), "C-30", ["ana"], hide_names=True, despite=REASON
        )
        assert isinstance(hidden, Sitting)
        assert not scored.agreeing.of(KIM).hidden  # nothing of it counts yet
        scored.submitted(ANA, hidden, 3)
        found = scored.agreeing.of(KIM)
        assert found.hidden
        said = repr(found)
        assert not any(name in said for name in ("Ana", "Ben", "Eva", "'ana'", "'ben'", "'eva'"))
        names = [one.interviewer for one in found.severities if isinstance(one, Severity)]
        assert len(set(names)) == 2
        assert all(name.startswith("Interviewer ") for name in names)
        (pair,) = scored.agreeing.of(ANA).pairs
        assert pair.one.startswith("Interviewer ") != pair.two.startswith("Interviewer ")
        assert "Ana" in (pair.one, pair.two)
        assert not scored.agreeing.of(BEN).hidden  # C-30 is none of his

    def test_from_a_handful_nothing_is_said(self, room: Room) -> None:
        for viewer in (ANA, KIM):
            found = room.agreeing.of(viewer)
            assert isinstance(found.together, TooFew)
            assert (found.scored, found.pairs, found.severities) == (0, (), ())
        room.submitted(ANA, room.sitting(ANA), 3, 3)
        assert isinstance(room.agreeing.of(KIM).together, TooFew)

    def test_the_table_has_gaps_where_nobody_scored(self) -> None:
        cards = [filled("ana", {"a": 4, "b": None}), filled("ben", {"a": 2, "b": 1})]
        table, of = scores_table(cards, ["ana", "ben"])
        assert np.array_equal(table, np.array([[4, 2], [np.nan, 1]]), equal_nan=True)
        assert of == ["C-1", "C-1"]
        assert scores_table([], [])[0].shape == (0, 0)
