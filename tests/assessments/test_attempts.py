"""Starting, skipping, coming back, siblings, finishing; and whose attempt it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from tests.support.assessments import BANK, REQUEST, SmallBank, SmallQuestion
from tests.support.self_test import Room

from touchstone.assessments.outcomes import Done, Refused, SiblingAt, Started, Why
from touchstone.assessments.plan import Need
from touchstone.assessments.service import Assessments


def test_a_start_says_what_the_bank_can_not_cover() -> None:
    started = Room().service.start("ann", REQUEST, seed=1)
    assert isinstance(started, Started)
    assert started.uncovered == ("Sewing",)


def test_the_drawn_questions_are_kept_with_seed_and_hash(room: Room) -> None:
    seeds = [asked.seed for asked in room.sheet().questions]
    assert len(set(seeds)) == len(seeds)
    assert all(asked.question_hash == f"hash of {asked.question_id}" for asked in room.sheet().questions)
    assert [asked.need for asked in room.sheet().questions][:3] == [
        "Statistics",
        "Probability",
        "Communication",
    ]


def test_a_later_bank_changes_nothing_of_what_was_asked(room: Room) -> None:
    before = room.view()
    room.bank = SmallBank(())
    assert room.view() == before


def test_a_question_that_cannot_be_drawn_is_planned_around() -> None:
    room = Room(bank=SmallBank(BANK.questions, frozenset({"add-one", "pick-one"})))
    room.start()
    ids = {asked.question_id for asked in room.sheet().questions}
    assert ids == {"add-two", "two-steps", "talk"}


@pytest.mark.parametrize("bank", [SmallBank(()), SmallBank(BANK.questions[:1], frozenset({"add-one"}))])
def test_a_bank_with_nothing_to_ask_is_a_sentence_and_no_attempt(bank: SmallBank) -> None:
    room = Room(bank=bank)
    assert room.service.start("ann", REQUEST) == Refused(Why.NOTHING_TO_ASK)
    assert room.service.attempts("ann") == []


def test_attempts_are_listed_newest_first(room: Room) -> None:
    first = room.attempt_id
    second = room.start()
    room.service.finish(second, "ann")
    lines = room.service.attempts("ann")
    assert [line.id for line in lines] == [second, first]
    assert [line.finished_at is None for line in lines] == [False, True]


def test_a_draft_is_there_after_a_reload(room: Room) -> None:
    at = room.position("add-one")
    room.service.save_draft(room.attempt_id, "ann", at, "answer", "12 + ")
    assert room.question("add-one").parts[0].draft == "12 + "


def test_a_skipped_question_stays_open_and_comes_last(room: Room) -> None:
    assert room.view().next_open() == 1
    room.service.skip(room.attempt_id, "ann", 1)
    view = room.view()
    assert view.questions[0].skipped
    assert view.next_open() == 2
    for question in view.questions[1:]:
        for part in question.parts:
            room.service.commit(room.attempt_id, "ann", question.position, part.id, "1")
    assert room.view().next_open() == 1
    room.service.come_back(room.attempt_id, "ann", 1)
    assert not room.view().questions[0].skipped
    room.service.commit(room.attempt_id, "ann", 1, "answer", "1")
    assert room.view().next_open() is None


def test_a_flag_can_be_taken_off(room: Room) -> None:
    room.service.flag(room.attempt_id, "ann", 2)
    assert room.view().questions[1].flagged
    room.service.flag(room.attempt_id, "ann", 2, on=False)
    assert not room.view().questions[1].flagged


class TestSiblings:
    def test_a_sibling_has_new_numbers_and_is_practice(self, room: Room) -> None:
        at = room.position("add-one")
        room.commit("add-one", "999")
        found = room.service.sibling(room.attempt_id, "ann", at)
        assert isinstance(found, SiblingAt)
        sibling = room.sheet().questions[found.position - 1]
        assert (sibling.question_id, sibling.sibling_of) == ("add-one", at)
        assert sibling.prompt != room.sheet().questions[at - 1].prompt
        room.service.commit(room.attempt_id, "ann", found.position, "answer", sibling.parts[0].row["key"])
        results = room.service.results(room.attempt_id, "ann")
        assert not isinstance(results, Refused)
        assert [r.practice for r in results if r.score == 1.0] == [True]

    def test_a_question_without_numbers_has_a_neighbour_on_the_same_skill(self) -> None:
        fixed = SmallQuestion("fixed", "a.b.c", fixed=True)
        other = SmallQuestion("other", "a.b.c", level="senior")
        room = Room(bank=SmallBank((fixed, other)))
        room.start(replace(REQUEST, needs=(Need("A", ("a",)),), minutes=4))
        room.commit("fixed", "1")
        assert isinstance(room.service.sibling(room.attempt_id, "ann", 1), SiblingAt)
        assert room.sheet().questions[1].question_id == "other"

    def test_without_either_there_is_none(self, room: Room) -> None:
        room.commit("talk", "")
        found = room.service.sibling(room.attempt_id, "ann", room.position("talk"))
        assert found == Refused(Why.NO_SIBLING)

    def test_the_question_itself_comes_first(self, room: Room) -> None:
        assert room.service.sibling(room.attempt_id, "ann", 1) == Refused(Why.NOT_SETTLED)


CALLS: dict[str, Callable[[Assessments, str, str], Any]] = {
    "attempt": lambda s, a, o: s.attempt(a, o),
    "results": lambda s, a, o: s.results(a, o),
    "preview": lambda s, a, o: s.preview(a, o, 1, "answer", "1"),
    "save_draft": lambda s, a, o: s.save_draft(a, o, 1, "answer", "1"),
    "commit": lambda s, a, o: s.commit(a, o, 1, "answer", "1"),
    "skip": lambda s, a, o: s.skip(a, o, 1),
    "come_back": lambda s, a, o: s.come_back(a, o, 1),
    "flag": lambda s, a, o: s.flag(a, o, 1),
    "hint": lambda s, a, o: s.hint(a, o, 1),
    "rate": lambda s, a, o: s.rate(a, o, 1, "answer", 3),
    "sibling": lambda s, a, o: s.sibling(a, o, 1),
    "finish": lambda s, a, o: s.finish(a, o),
}


class TestWhoseItIs:
    @pytest.mark.parametrize("call", CALLS)
    def test_another_owner_is_told_that_there_is_no_such_attempt(self, room: Room, call: str) -> None:
        before = room.sheet()
        assert CALLS[call](room.service, room.attempt_id, "bob") == Refused(Why.NO_SUCH_ATTEMPT)
        assert CALLS[call](room.service, "made-up", "ann") == Refused(Why.NO_SUCH_ATTEMPT)
        assert room.sheet() == before
        assert room.maths.rows == []

    def test_every_method_that_takes_an_attempt_is_on_that_list(self) -> None:
        public = {name for name in vars(Assessments) if not name.startswith("_")}
        assert public - set(CALLS) == {
            "plan",
            "start",
            "attempts",
            *Assessments.__dataclass_fields__,
        } & public | {
            "plan",
            "start",
            "attempts",
        }


SECRETS = ("SOLUTION-", "MODEL-ANSWER", "ANCHOR-", '"key"', "earlier_key", "Count on your fingers.")


class TestNoKeyBeforeTheAnswer:
    def seen(self, room: Room) -> str:
        return json.dumps(asdict(room.view()), default=str)

    def test_a_new_attempt_shows_no_key_solution_anchor_or_hint(self, room: Room) -> None:
        seen = self.seen(room)
        assert [secret for secret in SECRETS if secret in seen] == []
        assert all(part.revealed is None for q in room.view().questions for part in q.parts)

    def test_the_solution_waits_for_every_part(self, room: Room) -> None:
        room.commit("two-steps", "1", "part_1")
        assert room.question("two-steps").solution is None
        assert all(part.revealed is None for part in room.question("two-steps").parts)
        room.commit("two-steps", "1", "part_2")
        assert room.question("two-steps").solution is not None

    def test_an_unreadable_answer_reveals_nothing(self, room: Room) -> None:
        room.commit("add-one", "((")
        assert room.question("add-one").solution is None

    def test_anchors_and_model_answer_follow_the_spoken_answer(self, room: Room) -> None:
        room.commit("talk", "I would say")
        revealed = room.question("talk").parts[0].revealed
        assert revealed is not None
        assert (revealed.anchors[1], revealed.model_answer) == ("ANCHOR-1", "MODEL-ANSWER")

    def test_the_end_shows_everything(self, room: Room) -> None:
        assert room.service.finish(room.attempt_id, "ann") == Done()
        assert all(question.solution is not None for question in room.view().questions)
