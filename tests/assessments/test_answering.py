"""An answer's way: stored, read, marked; and every reason not to take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.assessments import REQUEST, SmallMaths
from tests.support.self_test import Room

from touchstone.assessments.outcomes import Refused, Why
from touchstone.assessments.record import Answer, Cause, Outcome
from touchstone.assessments.service import MAX_RAW
from touchstone.assessments.state import Marked, Open, Queued, Saved, Unread, Written


def test_the_answer_is_stored_before_anything_reads_it(room: Room) -> None:
    seen: list[Answer] = []

    class Watching(SmallMaths):
        def grade(self, row: Mapping[str, Any], *, owner: str | None = None) -> Mapping[str, Any]:
            seen.extend(room.store.answers)
            return super().grade(row, owner=owner)

    room.maths = Watching()
    room.commit("add-one", "5")
    assert [answer.raw for answer in seen] == ["5"]


def test_a_right_answer(room: Room) -> None:
    found = room.commit("add-one", room.key("add-one"))
    assert isinstance(found, Marked)
    assert (found.verdict.outcome, found.credit) == (Outcome.CORRECT, 1.0)


def test_a_verdict_says_how_it_was_reached(room: Room) -> None:
    room.commit("add-one", "999")
    (verdict,) = room.sheet().verdicts
    asked = room.sheet().questions[room.position("add-one") - 1]
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.question_hash == "hash of add-one"
    assert verdict.seed == asked.seed
    assert verdict.grader_version == "small 1"
    assert verdict.decided_by == "comparison"
    assert verdict.read_as == "999"
    assert verdict.cause is Cause.COMMIT


def test_a_named_mistake_has_part_of_the_credit(room: Room) -> None:
    found = room.commit("add-one", "half")
    assert isinstance(found, Marked)
    assert (found.verdict.mistake, found.credit) == ("half", 0.5)


def test_an_unreadable_answer_costs_nothing_and_may_be_corrected(room: Room) -> None:
    first = room.commit("add-one", "((")
    assert isinstance(first, Unread)
    assert first.verdict.score is None
    assert room.question("add-one").parts[0].draft == "(("
    second = room.commit("add-one", room.key("add-one"))
    assert isinstance(second, Marked)
    assert second.credit == 1.0
    assert [answer.number for answer in room.sheet().answers] == [1, 2]


@pytest.mark.parametrize("raw", ["undecided", "timed_out", "invalid_row"])
def test_what_the_tool_cannot_decide_goes_to_a_person_and_is_no_score(room: Room, raw: str) -> None:
    found = room.commit("add-one", raw)
    assert isinstance(found, Queued)
    assert found.verdict.score is None
    assert [answer.raw for answer in room.store.for_a_person()] == [raw]
    (result,) = [r for r in results(room) if r.title == "Add one"]
    assert (result.standing, result.score) == ("with a person", None)


def results(room: Room) -> Any:
    return room.service.results(room.attempt_id, "ann")


def test_a_marker_that_cannot_run_loses_nothing(room: Room) -> None:
    room.maths.broken = True
    assert isinstance(room.commit("add-one", room.key("add-one")), Saved)
    assert isinstance(room.question("add-one").parts[0].state, Saved)
    room.maths.broken = False
    state = room.question("add-one").parts[0].state
    assert isinstance(state, Marked)
    assert state.verdict.cause is Cause.RESUME


def test_a_choice_is_marked_by_the_options_id(room: Room) -> None:
    found = room.commit("pick-one", "b")
    assert isinstance(found, Marked)
    assert room.maths.rows[-1]["kind"] == "choice"
    revealed = room.question("pick-one").parts[0].revealed
    assert revealed is not None
    assert revealed.right_options == ("b",)


def test_a_spoken_answer_is_rated_by_the_candidate_and_never_marked(room: Room) -> None:
    assert isinstance(room.commit("talk", ""), Written)  # it may be given aloud
    at = room.position("talk")
    assert room.service.rate(room.attempt_id, "ann", at, "answer", 5) == Refused(Why.NOT_A_RATING)
    room.service.rate(room.attempt_id, "ann", at, "answer", 2)
    room.service.rate(room.attempt_id, "ann", at, "answer", 3)
    state = room.question("talk").parts[0].state
    assert isinstance(state, Written)
    assert state.rating == 3
    assert room.maths.rows == []
    (result,) = [r for r in results(room) if r.title == "Talk"]
    assert (result.standing, result.score, result.self_rating) == ("self-rated", None, 3)


def test_a_rating_waits_for_the_answer(room: Room) -> None:
    rated = room.service.rate(room.attempt_id, "ann", room.position("talk"), "answer", 3)
    assert rated == Refused(Why.NOT_SETTLED)


class TestParts:
    def test_a_later_part_is_marked_on_the_candidates_own_earlier_value(self, room: Room) -> None:
        room.commit("two-steps", "40", "part_1")
        followed = room.commit("two-steps", "41", "part_2")
        assert isinstance(followed, Marked)
        assert followed.credit == 1.0
        assert followed.verdict.reason.endswith("Marked on your own earlier value.")

    def test_it_is_right_for_the_true_earlier_value_too(self, room: Room) -> None:
        room.commit("two-steps", "40", "part_1")
        straight = room.commit("two-steps", room.key("two-steps", "part_2"), "part_2")
        assert isinstance(straight, Marked)
        assert straight.verdict.reason == "Compared with the key."

    def test_it_does_not_follow_what_was_not_answered(self, room: Room) -> None:
        found = room.commit("two-steps", "41", "part_2")
        assert isinstance(found, Marked)
        assert found.credit == 0.0

    def test_a_question_is_worth_the_mean_of_its_parts(self, room: Room) -> None:
        room.commit("two-steps", room.key("two-steps", "part_1"), "part_1")
        room.commit("two-steps", "0", "part_2")
        (result,) = [r for r in results(room) if r.title == "Two steps"]
        assert (result.standing, result.score) == ("marked", 0.5)


class TestHints:
    def test_a_hint_is_recorded_and_lowers_what_is_answered_after_it(self, room: Room) -> None:
        at = room.position("add-one")
        room.service.hint(room.attempt_id, "ann", at)
        room.service.hint(room.attempt_id, "ann", at)
        assert room.service.hint(room.attempt_id, "ann", at) == Refused(Why.NO_MORE_HINTS)
        assert room.question("add-one").hints == ("Count on your fingers.", "Add one.")
        found = room.commit("add-one", room.key("add-one"))
        assert isinstance(found, Marked)
        assert found.credit == pytest.approx(0.8)
        assert found.verdict.score == 1.0

    def test_a_hint_after_the_answer_is_free(self, room: Room) -> None:
        room.commit("add-one", room.key("add-one"))
        room.service.hint(room.attempt_id, "ann", room.position("add-one"))
        state = room.question("add-one").parts[0].state
        assert isinstance(state, Marked)
        assert state.credit == 1.0


class TestRefusals:
    def test_a_second_answer(self, room: Room) -> None:
        room.commit("add-one", "999")
        assert room.commit("add-one", room.key("add-one")) == Refused(Why.ALREADY_ANSWERED)
        assert len(room.store.answers) == 1

    def test_an_answer_that_another_window_gave_in_the_meantime(self, room: Room) -> None:
        at = room.position("add-one")

        class Quick(SmallMaths):
            pass

        late = room.sheet()
        room.commit("add-one", "1")
        room.store.load = lambda _: late  # type: ignore[method-assign]  # this window has not seen it yet
        assert room.service.commit(room.attempt_id, "ann", at, "answer", "2") == Refused(Why.ALREADY_ANSWERED)
        assert [answer.raw for answer in room.store.answers] == ["1"]

    @pytest.mark.parametrize(
        ("raw", "why"), [("", Why.EMPTY), (" \n\t", Why.EMPTY), ("9" * (MAX_RAW + 1), Why.TOO_LONG)]
    )
    def test_what_is_no_answer_is_not_stored(self, room: Room, raw: str, why: Why) -> None:
        assert room.commit("add-one", raw) == Refused(why)
        assert room.store.answers == []

    def test_after_the_end(self, room: Room) -> None:
        room.service.finish(room.attempt_id, "ann")
        assert room.commit("add-one", "1") == Refused(Why.FINISHED)

    def test_after_the_deadline_of_the_services_own_clock(self) -> None:
        room = Room()
        room.start(replace(REQUEST, deadline=timedelta(minutes=30)))
        room.clock.time += timedelta(minutes=29)
        assert isinstance(room.commit("add-one", "1"), Marked)
        room.clock.time += timedelta(minutes=2)
        assert room.commit("pick-one", "b") == Refused(Why.PAST_DEADLINE)

    @pytest.mark.parametrize(("position", "part"), [(0, "answer"), (99, "answer"), (1, "no-such-part")])
    def test_a_question_that_is_not_there(self, room: Room, position: int, part: str) -> None:
        found = room.service.commit(room.attempt_id, "ann", position, part, "1")
        assert found == Refused(Why.NO_SUCH_QUESTION)

    def test_every_reason_has_a_sentence(self) -> None:
        for why in Why:
            assert Refused(why).message.endswith(".")


def test_a_preview_reads_and_stores_nothing(room: Room) -> None:
    at = room.position("add-one")
    good = room.service.preview(room.attempt_id, "ann", at, "answer", "12")
    bad = room.service.preview(room.attempt_id, "ann", at, "answer", "((")
    assert not isinstance(good, Refused)
    assert not isinstance(bad, Refused)
    assert (good["ok"], bad["ok"]) == (True, False)
    assert isinstance(room.question("add-one").parts[0].state, Open)
    assert (room.store.answers, room.store.drafts) == ([], {})
