"""The review queue and regrading: verdicts are added, and a person has the last word."""

from __future__ import annotations

import pytest
from tests.support.assessments import SmallMaths
from tests.support.self_test import Room

from touchstone.assessments.marker import Marker
from touchstone.assessments.outcomes import Done, Refused, Why
from touchstone.assessments.record import Cause, Outcome
from touchstone.assessments.review import Review
from touchstone.assessments.state import Marked, Queued


def review(room: Room) -> Review:
    return Review(Marker(room.store, room.maths, room.clock, room.version))


def test_the_queue_shows_what_a_decision_needs_and_no_name(room: Room) -> None:
    room.commit("add-one", "undecided")
    (item,) = review(room).queue()
    assert (item.raw, item.key) == ("undecided", room.key("add-one"))
    assert "ann" not in repr(item)


@pytest.mark.parametrize(
    ("score", "outcome"), [(1.0, Outcome.CORRECT), (0.5, Outcome.PARTIAL), (0.0, Outcome.INCORRECT)]
)
def test_a_person_decides_and_the_earlier_verdict_stays(room: Room, score: float, outcome: Outcome) -> None:
    found = room.commit("add-one", "undecided")
    assert isinstance(found, Queued)
    assert review(room).decide(found.answer.id, reviewer="eve", score=score, reason="I read it.") == Done()
    state = room.question("add-one").parts[0].state
    assert isinstance(state, Marked)
    assert (state.verdict.outcome, state.credit, state.verdict.marker) == (outcome, score, "eve")
    assert [verdict.outcome for verdict in room.sheet().verdicts] == [Outcome.UNDECIDED, outcome]
    assert review(room).queue() == []


def test_nobody_decides_about_their_own_answer(room: Room) -> None:
    found = room.commit("add-one", "undecided")
    assert isinstance(found, Queued)
    decided = review(room).decide(found.answer.id, reviewer="ann", score=1, reason="Mine.")
    assert decided == Refused(Why.NOT_YOUR_OWN)


def test_what_is_not_in_the_queue_is_not_decided(room: Room) -> None:
    found = room.commit("add-one", "999")
    assert isinstance(found, Marked)
    decided = review(room).decide(found.answer.id, reviewer="eve", score=1, reason="No.")
    assert decided == Refused(Why.NO_SUCH_QUESTION)
    with pytest.raises(ValueError, match="0 to 1, found 2"):
        review(room).decide(found.answer.id, reviewer="eve", score=2, reason="No.")


class KinderMaths(SmallMaths):
    """A newer grader, which takes 999 for right."""

    def grade(self, row, *, owner=None):  # type: ignore[no-untyped-def]
        kinder = {**row, "answer": row["key"] if row["answer"] == "999" else row["answer"]}
        return super().grade(kinder, owner=owner)


class TestRegrade:
    def marked(self, room: Room) -> None:
        room.commit("add-one", "999")
        room.commit("pick-one", "b")
        room.maths, room.version = KinderMaths(), "small 2"

    def test_a_dry_run_says_what_would_change_and_changes_nothing(self, room: Room) -> None:
        self.marked(room)
        before = room.sheet()
        (change,) = review(room).regrade(dry_run=True)
        assert (change.question_id, change.before, change.after) == (
            "add-one",
            Outcome.INCORRECT,
            Outcome.CORRECT,
        )
        assert room.sheet() == before

    def test_a_regrade_adds_a_verdict_where_it_differs(self, room: Room) -> None:
        self.marked(room)
        assert len(list(review(room).regrade())) == 1
        causes = [(v.cause, v.grader_version) for v in room.sheet().verdicts]
        assert causes == [
            (Cause.COMMIT, "small 1"),
            (Cause.COMMIT, "small 1"),
            (Cause.REGRADE, "small 2"),
        ]
        assert list(review(room).regrade()) == []

    def test_one_question_alone(self, room: Room) -> None:
        self.marked(room)
        assert list(review(room).regrade("pick-one")) == []

    def test_what_a_person_decided_stays(self, room: Room) -> None:
        found = room.commit("add-one", "undecided")
        assert isinstance(found, Queued)
        review(room).decide(found.answer.id, reviewer="eve", score=0.5, reason="Half.")
        room.maths, room.version = KinderMaths(), "small 2"
        assert list(review(room).regrade()) == []
