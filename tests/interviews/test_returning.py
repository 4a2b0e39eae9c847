"""What was shown before: a hard cap on a form in use, and no question twice to one candidate."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.support.interviews import made_bank, made_blueprint
from tests.support.scorecards import ANA, KIM, NOON, MemorySittings, Room, made_sheet

from touchstone.interviews.assembly import assemble
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.hindrance import Hindered, full
from touchstone.interviews.returning import Fitted, fitted
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.sets import InterviewSet, make_set
from touchstone.interviews.sitting import Record, Showing, Sitting

REASON = "Everybody in this round is asked the same."
LONG_AGO = NOON - timedelta(days=90)


@pytest.fixture
def room() -> Room:
    return Room(MemorySittings())


def said(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return " ".join(outcome.sentences)


def test_a_form_in_use_goes_to_nobody_beyond_the_cap_without_a_reason(room: Room) -> None:
    sheet = made_sheet("SQL", "statistics")
    for number in range(3):  # 15 % of the first twenty
        assert isinstance(room.seating.set_up(KIM, sheet, f"C-{number}", [ANA.id]), Sitting)
    for weak in ("", "  ", "because", "." * 40):
        refused = room.seating.set_up(KIM, sheet, "C-3", [ANA.id], despite=weak)
        assert isinstance(refused, Hindered)
        assert "cap of 15% nobody else sees “About SQL” and “About statistics”." in said(refused)
        assert ("is no reason yet: it needs 10 letters" in said(refused)) == bool(weak.strip())
    too_long = room.seating.set_up(KIM, sheet, "C-3", [ANA.id], despite=REASON * 20)
    assert "A reason has at most 500 characters; this one has 840." in said(too_long)
    assert "at most 500 characters" in said(room.seating.record("C-3", [], despite=REASON * 20))
    made = room.seating.set_up(KIM, sheet, "C-3", [ANA.id], despite=REASON)
    assert isinstance(made, Sitting)
    assert made.despite == REASON
    assert room.store.shown()[0]["q-1"] == 4


@pytest.mark.parametrize(
    ("shown", "planned", "used_up"),
    [
        (15, 1, True),  # 15 % of 101 candidates are 15
        (14, 1, False),
        (15, 7, False),  # with seven to come they are 16
        (16, 7, True),
        (15, 6, True),
    ],
)
def test_those_who_are_to_come_count_for_the_cap(shown: int, planned: int, used_up: bool) -> None:
    assert full(["q"], Record({"q": shown}, 100, {}), planned=planned) == ["q"] * used_up


def test_a_reason_that_nothing_calls_for_is_not_kept(room: Room) -> None:
    made = room.seating.set_up(KIM, made_sheet("SQL"), "C-1", [ANA.id], despite=REASON)
    assert isinstance(made, Sitting)
    assert made.despite == ""


@pytest.mark.parametrize(
    ("at", "names", "told"),
    [
        (NOON, ("q-1", "q-2"), ""),  # printed for this interview
        (LONG_AGO, ("q-1", "q-2"), "C-1 was shown “About SQL” and “About statistics” before."),
        (NOON, ("q-2",), "C-1 was shown “About statistics” before."),
        (NOON, ("q-9",), ""),
    ],
)
def test_who_comes_again_is_not_asked_the_same(
    room: Room, at: datetime, names: tuple[str, ...], told: str
) -> None:
    room.store.add_showings([Showing(name, "h", "C-1", at) for name in names])
    outcome = room.seating.set_up(KIM, made_sheet("SQL", "statistics"), " c-1 ", [ANA.id])
    if not told:
        assert isinstance(outcome, Sitting)
        return
    assert told in said(outcome)
    assert room.store.sittings() == []


BANK = made_bank(300, 5)


def without(asked: tuple[str, ...], *, seed: int = 1, count: int = 300) -> InterviewSet | Infeasible:
    return make_set(made_blueprint("mid", asked=asked), BANK[:count], seed=seed)


def ids(found: Fitted) -> frozenset[str]:
    assert isinstance(found.outcome, InterviewSet)
    return found.outcome.forms[0].ids


def test_a_candidate_who_comes_again_gets_other_questions_and_paper_is_of_one_form() -> None:
    seen: dict[str, datetime] = {}
    first = fitted(without, seen, NOON)
    assert first.says == ""
    seen |= dict.fromkeys(ids(first), NOON)
    assert ids(fitted(without, seen, NOON + timedelta(days=1))) == ids(first)  # the brief after the kit
    later = NOON + timedelta(days=100)
    second = fitted(without, seen, later)
    assert not ids(second) & ids(first)
    assert second.says.startswith(f"{len(seen)} of the bank's questions, which the candidate was shown")
    seen |= dict.fromkeys(ids(second), later)
    assert ids(fitted(without, seen, later + timedelta(days=1))) == ids(second)


def test_another_interview_of_these_days_shares_nothing_with_the_first() -> None:
    first = fitted(without, {}, NOON)
    seen = dict.fromkeys(sorted(ids(first))[:3], NOON)
    other = fitted(without, seen, NOON)
    assert not ids(other) & set(seen)
    assert "3 of the bank's questions" in other.says


def test_where_the_bank_has_nothing_else_it_is_said() -> None:
    seen = dict.fromkeys((question.id for question in BANK), LONG_AGO)
    found = fitted(without, seen, NOON)
    assert found.says.startswith("The bank gives no such set without what the candidate was shown before.")
    assert all(name in found.says for name in ids(found))
    nothing = assemble(replace(made_blueprint("mid"), must_include=("q-none",)), BANK)
    assert isinstance(nothing, Infeasible)
    assert fitted(lambda names: nothing, seen, NOON) == Fitted(nothing)
