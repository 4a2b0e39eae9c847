"""Weights are fixed with a reason and a name before the first scorecard is in, and hold from then on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.scorecards import ANA, BEN, KIM, MemorySittings, Room, made_sheet

from touchstone.access.people import OPERATOR
from touchstone.interviews.debrief import Debrief, Decision
from touchstone.interviews.debriefing import Compared
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.weighing import Weighing

JOB = ("data_scientist", "mid")
BECAUSE = "The job is SQL most of the day."
HEAVY = {"SQL": 3.0}


@pytest.fixture
def room() -> Room:
    return Room(MemorySittings())


def fix(room: Room, weights: dict[str, float], **said: str) -> Weighing | Refused:
    return room.weights.fix(KIM, *JOB, weights, **{"reason": BECAUSE, "by": "Kim Lead", **said})


def told(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return " ".join(outcome.sentences)


def decided(room: Room, candidate: str, outcome: str) -> None:
    reason = "Solved all of the SQL cases unaided."
    made = room.debriefing.decide(KIM, candidate, outcome=outcome, by="Kim Lead", reason=reason)
    assert isinstance(made, Decision), made


def test_what_was_fixed_weighs_in_the_debrief_and_stands_in_the_decision(room: Room) -> None:
    sitting = room.sitting(ANA)
    assert isinstance(fix(room, HEAVY), Weighing)
    room.submitted(ANA, sitting, 4, 2)
    item = room.debriefing.debrief(ANA, "C-1")
    assert isinstance(item, Debrief)
    assert item.mean == pytest.approx(3.5)
    decided(room, "C-1", "offer")
    (decision,) = room.debriefing.decisions(KIM, "C-1")
    said = f"Weights, fixed by Kim Lead on 2026-11-23: SQL 3; statistics 1. {BECAUSE}"
    assert decision.minutes == said


def test_with_scores_in_sight_nothing_is_fixed(room: Room) -> None:
    first, _ = room.sitting(ANA, candidate="C-1"), room.sitting(ANA, candidate="C-2")
    room.submitted(ANA, first, 4, 2)
    assert "with scores in sight" in told(fix(room, HEAVY))
    for outcome in ("on hold", "another interview"):
        decided(room, "C-1", outcome)
        assert "with scores in sight" in told(fix(room, HEAVY))
    assert room.weights.fixed(*JOB) == []
    item = room.debriefing.debrief(KIM, "C-1")
    assert isinstance(item, Debrief)
    assert (item.mean, item.weighing) == (3.0, None)


def test_later_candidates_can_be_weighed_otherwise_once_everybody_is_decided(room: Room) -> None:
    room.submitted(ANA, room.sitting(ANA, candidate="C-1"), 4, 2)
    decided(room, "C-1", "no offer")
    assert isinstance(fix(room, HEAVY), Weighing)
    room.submitted(ANA, room.sitting(ANA, candidate="C-2"), 4, 2)
    means = {}
    for code in ("C-1", "C-2"):
        item = room.debriefing.debrief(KIM, code)
        assert isinstance(item, Debrief)
        means[code] = item.mean
    assert means == {"C-1": 3.0, "C-2": 3.5}
    found = room.debriefing.beside(KIM, "C-2")
    assert isinstance(found, Compared)
    assert (found.reweighed, [band.candidates for band in found.bands]) == (("C-1",), [("C-2",)])


def test_a_scorecard_that_comes_in_after_the_decision_shuts_it_again(room: Room) -> None:
    room.submitted(ANA, room.sitting(ANA), 4, 2)
    decided(room, "C-1", "no offer")
    store = room.store
    assert isinstance(store, MemorySittings)
    store.decided[-1] = replace(store.decided[-1], at=store.decided[-1].at.replace(hour=1))
    assert "with scores in sight" in told(fix(room, HEAVY))


def test_another_role_or_level_is_weighed_apart(room: Room) -> None:
    room.submitted(ANA, room.sitting(ANA), 4, 2)
    other = room.sitting(ANA, candidate="C-2", sheet=made_sheet("SQL", name="s-2", role="data_engineer"))
    because = {"reason": BECAUSE, "by": "Kim Lead"}
    assert isinstance(room.weights.fix(KIM, "data_engineer", "mid", HEAVY, **because), Weighing)
    room.submitted(ANA, other, 3)
    held = room.store.weights_of("C-2")
    assert held is not None
    assert held.weights == HEAVY


def test_the_newest_of_several_holds(room: Room) -> None:
    sitting = room.sitting(ANA)
    for weight in (2.0, 5.0):
        assert isinstance(fix(room, {"SQL": weight}), Weighing)
    standing = room.weights.standing(ANA, "C-1")
    assert standing is not None
    assert (standing.settled, standing.competencies) == (False, ("SQL", "statistics"))
    assert isinstance(fix(room, {}, reason=""), Weighing)  # equal again needs no reason
    room.submitted(ANA, sitting, 4, 2)
    standing = room.weights.standing(ANA, "C-1")
    assert standing is not None
    assert standing.settled
    assert standing.weighing is not None
    assert standing.weighing.weights == {"SQL": 1.0, "statistics": 1.0}
    assert room.weights.standing(BEN, "C-1") is None


@pytest.mark.parametrize(
    ("weights", "said", "expected"),
    [
        ({"sql": 2.0}, {}, "There is no competency 'sql' in the forms in use; known: SQL, statistics"),
        ({"SQL": 0.0}, {}, "weights are above 0 and at most 100"),
        ({"SQL": -1.0}, {}, "weights are above 0"),
        ({"SQL": float("nan")}, {}, "weights are above 0"),
        ({"SQL": 1e308}, {}, "at most 100"),
        (HEAVY, {"reason": " "}, "unless it is written down why"),
        (HEAVY, {"reason": "." * 60}, "unless it is written down why"),
        (HEAVY, {"reason": "because " * 100}, "at most 500 characters; this one has 799"),
        (HEAVY, {"by": " - "}, "need the name"),
    ],
)
def test_weights_that_can_not_be(
    room: Room, weights: dict[str, float], said: dict[str, str], expected: str
) -> None:
    room.sitting(ANA)
    assert expected in told(fix(room, weights, **said))
    assert room.weights.fixed(*JOB) == []


@pytest.mark.parametrize(("weight", "fixed"), [(100.0, True), (101.0, False), (0.01, True)])
def test_the_heaviest_weight_is_a_hundred(room: Room, weight: float, fixed: bool) -> None:
    room.sitting(ANA)
    assert isinstance(fix(room, {"SQL": weight}), Weighing) == fixed


def test_only_who_sets_up_interviews_fixes_weights(room: Room) -> None:
    said = {"reason": BECAUSE, "by": "Kim Lead"}
    assert "in use yet" in told(fix(room, HEAVY))
    room.sitting(ANA)
    assert "Only who sets up" in told(room.weights.fix(ANA, *JOB, HEAVY, **said))
    room.shut_out.add("kim")
    assert "Only who sets up" in told(fix(room, HEAVY))
    assert isinstance(room.weights.fix(OPERATOR, *JOB, HEAVY, **said), Weighing)
