"""What every store promises, asked of the one in memory, of SQLite and of a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from tests.support.assessments import BANK, NOON, drawn

from touchstone.assessments.ports import Store
from touchstone.assessments.record import Answer, Attempt, Cause, Draft, Event, EventKind, Outcome, Verdict

FIRST = Attempt("first", "ann", "data_scientist", "Data scientist", "mid", 30, "p" * 64, NOON)
QUESTIONS = [drawn(BANK.questions[0], 7), drawn(BANK.questions[3], 8)]
ANSWER = Answer("a1", "first", 1, "answer", 1, "8", NOON, hints=1)
VERDICT = Verdict(
    "a1", 1, Outcome.CORRECT, 1.0, "Right.", None, "8", "value", "1.0", "h" * 64, 7, NOON, Cause.COMMIT
)


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with one attempt of two questions."""
    store.create(FIRST, QUESTIONS)
    return store


def test_an_attempt_comes_back_as_it_was(kept: Store) -> None:
    sheet = kept.load("first")
    assert sheet is not None
    assert sheet.attempt == FIRST
    assert list(sheet.questions) == QUESTIONS
    assert (sheet.answers, sheet.verdicts, sheet.events, sheet.drafts) == ((), (), (), ())


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.load("nobody's") is None
    assert store.attempts_of("nobody") == []


def test_attempts_are_listed_by_owner_newest_first(kept: Store) -> None:
    kept.create(replace(FIRST, id="later", started_at=NOON + timedelta(hours=1)), QUESTIONS)
    kept.create(replace(FIRST, id="bob's", owner="bob"), QUESTIONS)
    assert [attempt.id for attempt in kept.attempts_of("ann")] == ["later", "first"]


def test_an_answer_comes_back_exactly_and_takes_its_draft_away(kept: Store) -> None:
    kept.save_draft("first", 1, "answer", "7", NOON)
    kept.save_draft("first", 2, "part_1", "9", NOON)
    assert kept.add_answer(ANSWER)
    sheet = kept.load("first")
    assert sheet is not None
    assert sheet.answers == (ANSWER,)
    assert sheet.drafts == (Draft(2, "part_1", "9", NOON),)


@pytest.mark.parametrize(
    "raw", ["", " 8\n", "x²≤½", "a\0b", "half a pair: \ud800", "'; DROP TABLE answer; --", "9" * 20_000]
)
def test_whatever_is_typed_comes_back_exactly(kept: Store, raw: str) -> None:
    assert kept.add_answer(replace(ANSWER, raw=raw))
    assert kept.save_draft("first", 2, "part_1", raw, NOON)
    assert kept.add_verdict(replace(VERDICT, reason=f"Found {raw[:20]}."))
    sheet = kept.load("first")
    assert sheet is not None
    assert sheet.answers[0].raw == raw
    assert sheet.drafts[0].raw == raw


def test_the_last_draft_holds(kept: Store) -> None:
    for raw in ("1", "12", "1"):
        assert kept.save_draft("first", 1, "answer", raw, NOON)
    sheet = kept.load("first")
    assert sheet is not None
    assert [draft.raw for draft in sheet.drafts] == ["1"]


def test_a_number_is_given_once(kept: Store) -> None:
    assert kept.add_answer(ANSWER)
    assert not kept.add_answer(replace(ANSWER, id="a2", raw="from another window"))
    assert kept.add_answer(replace(ANSWER, id="a2", number=2))


def test_verdicts_are_added_and_never_replaced(kept: Store) -> None:
    kept.add_answer(ANSWER)
    second = replace(VERDICT, number=2, outcome=Outcome.UNDECIDED, score=None, cause=Cause.REGRADE)
    assert kept.add_verdict(VERDICT)
    assert not kept.add_verdict(replace(VERDICT, outcome=Outcome.INCORRECT))
    assert kept.add_verdict(second)
    sheet = kept.load("first")
    assert sheet is not None
    assert sheet.verdicts == (VERDICT, second)
    assert sheet.last_verdict("a1") == second


def test_events_keep_their_order(kept: Store) -> None:
    kinds = [EventKind.SKIPPED, EventKind.RETURNED, EventKind.SKIPPED, EventKind.HINTED]
    for kind in kinds:  # all at the same moment: the order is the order of arrival
        assert kept.add_event(Event("first", 1, None, kind, 1, NOON))
    sheet = kept.load("first")
    assert sheet is not None
    assert [event.kind for event in sheet.events] == kinds


def test_a_question_is_added_at_a_free_position(kept: Store) -> None:
    assert not kept.add_question("first", 2, QUESTIONS[0])
    assert kept.add_question("first", 3, QUESTIONS[0])
    sheet = kept.load("first")
    assert sheet is not None
    assert sheet.questions[2] == QUESTIONS[0]


ADDITIONS: dict[str, Callable[[Store], bool]] = {
    "answer": lambda store: store.add_answer(ANSWER),
    "draft": lambda store: store.save_draft("first", 1, "answer", "8", NOON),
    "event": lambda store: store.add_event(Event("first", 1, None, EventKind.SKIPPED, None, NOON)),
    "question": lambda store: store.add_question("first", 3, QUESTIONS[0]),
}


@pytest.mark.parametrize("what", ADDITIONS)
def test_a_finished_attempt_takes_nothing_more(kept: Store, what: str) -> None:
    kept.finish("first", NOON + timedelta(minutes=5))
    before = kept.load("first")
    assert not ADDITIONS[what](kept)
    assert kept.load("first") == before


def test_the_end_is_set_once(kept: Store) -> None:
    kept.finish("first", NOON + timedelta(minutes=5))
    kept.finish("first", NOON + timedelta(minutes=9))
    sheet = kept.load("first")
    assert sheet is not None
    assert sheet.attempt.finished_at == NOON + timedelta(minutes=5)


def test_the_review_queue_holds_what_nobody_could_decide_yet(kept: Store) -> None:
    for number, outcome in enumerate([Outcome.UNDECIDED, Outcome.CORRECT, Outcome.TIMED_OUT], start=1):
        at = NOON + timedelta(minutes=number)
        kept.add_answer(replace(ANSWER, id=f"a{number}", number=number, given_at=at))
        kept.add_verdict(replace(VERDICT, answer_id=f"a{number}", outcome=outcome, score=None))
    assert [answer.id for answer in kept.for_a_person()] == ["a1", "a3"]
    kept.add_verdict(replace(VERDICT, answer_id="a1", number=2, cause=Cause.PERSON))
    assert [answer.id for answer in kept.for_a_person()] == ["a3"]


def test_answers_are_walked_oldest_first(kept: Store) -> None:
    kept.add_answer(replace(ANSWER, id="late", number=2, given_at=NOON + timedelta(minutes=2)))
    kept.add_answer(replace(ANSWER, id="early", position=2, part="part_1"))
    assert [answer.id for answer in kept.answers_to()] == ["early", "late"]
    assert [answer.id for answer in kept.answers_to("add-one")] == ["late"]


def test_a_moment_is_the_same_moment_whatever_its_zone(store: Store) -> None:
    elsewhere = datetime(2026, 11, 23, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    store.create(replace(FIRST, started_at=elsewhere), QUESTIONS)
    sheet = store.load("first")
    assert sheet is not None
    assert sheet.attempt.started_at == NOON


def test_of_many_windows_one_answers(kept: Store) -> None:
    rivals = [replace(ANSWER, id=f"rival-{n}", raw=str(n)) for n in range(12)]
    with ThreadPoolExecutor(6) as threads:
        taken = list(threads.map(kept.add_answer, rivals))
    assert sum(taken) == 1
