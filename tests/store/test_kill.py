"""A process that is killed at any moment loses nothing that it reported as saved."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.store.readier import LOOP
from tests.support.assessments import BANK, REQUEST, SmallMaths, StoppedClock, counting_seeds

from touchstone.assessments.outcomes import Started
from touchstone.assessments.record import Cause
from touchstone.assessments.service import Assessments
from touchstone.assessments.state import Marked, Saved, part_state
from touchstone.assessments.view import AttemptView
from touchstone.interviews.sitting import Sitting
from touchstone.store.attempts import AttemptStore
from touchstone.store.database import Database
from touchstone.store.panels import PanelStore
from touchstone.store.people import PeopleTable

ROOT = Path(__file__).parents[2]


def killed_after(url: str, seconds: float, *, writer: str = "writer") -> list[list[str]]:
    """Runs the writer, kills it (SIGKILL) some seconds after its first answer, returns what it reported."""
    words = [sys.executable, "-m", f"tests.store.{writer}", url]
    running = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    first = running.stdout.readline()
    time.sleep(seconds)
    running.kill()
    rest = running.stdout.read()
    running.wait()
    whole = first + rest
    return [line.split() for line in whole[: whole.rfind("\n")].splitlines()]


@pytest.mark.parametrize("seed", range(3))
def test_everything_reported_is_there_after_a_kill(sqlite: Database, seed: int) -> None:
    moment = random.Random(seed).uniform(0.01, 0.5)
    reported = killed_after(str(sqlite.url), moment)
    assert reported
    store = AttemptStore(sqlite)
    for attempt_id, position, part, raw, outcome in reported:
        sheet = store.load(attempt_id)
        assert sheet is not None
        state = part_state(sheet, int(position), part)
        assert isinstance(state, Marked)
        assert (state.answer.raw, state.verdict.outcome.value) == (raw, outcome)
    assert not left_unmarked(store)


def test_every_note_reported_as_saved_is_there_after_a_kill(sqlite: Database) -> None:
    reported = killed_after(str(sqlite.url), 0.2, writer="interviewer")
    assert reported
    store = PanelStore(sqlite)
    newest = {(card_id, question): (revision, text) for card_id, question, revision, text in reported}
    for (card_id, question), (revision, text) in newest.items():
        card = store.card(card_id)
        entry = card.entry(question) if card else None
        assert entry is not None
        # One more may have been kept than could be reported.
        assert entry.revision - int(revision) in (0, 1)
        assert entry.evidence == text or entry.revision > int(revision)


@pytest.mark.parametrize("seed", range(3))
def test_a_loop_is_there_whole_or_not_at_all_after_a_kill(sqlite: Database, seed: int) -> None:
    reported = killed_after(str(sqlite.url), random.Random(seed).uniform(0.01, 0.3), writer="readier")
    assert reported
    store, people = PanelStore(sqlite), PeopleTable(sqlite)
    held: dict[str, list[Sitting]] = {}
    for sitting in store.sittings():
        held.setdefault(sitting.candidate, []).append(sitting)
    assert {code for (code,) in reported} <= held.keys()
    for code, sittings in held.items():
        assert len(sittings) == LOOP
        assert len(store.cards(candidate=code)) == LOOP
        assert len(store.seen(code)) == LOOP
        assert all(store.sheet(sitting.sheet) for sitting in sittings)
    invited = {known.person.name for known in people.everyone()}
    assert invited == {f"Interviewer of {code}" for code in held}


def left_unmarked(store: AttemptStore) -> list[str]:
    """The attempts in which an answer has no verdict after its candidate looked again."""
    service = Assessments(store, SmallMaths(), BANK, StoppedClock(), counting_seeds(), "small 1")
    views = [service.attempt(line.id, "ann") for line in service.attempts("ann")]
    parts = [part for view in views for question in view.questions for part in question.parts]  # type: ignore[union-attr]
    return [part.id for part in parts if isinstance(part.state, Saved)]


def test_an_answer_left_unmarked_is_marked_on_the_next_look(sqlite: Database) -> None:
    store = AttemptStore(sqlite)
    clock = StoppedClock()
    stopped = Assessments(store, SmallMaths(broken=True), BANK, clock, counting_seeds(), "small 1")
    attempt_id = started(stopped)
    saved = stopped.commit(attempt_id, "ann", 1, "answer", "102")
    assert isinstance(saved, Saved)
    again = Assessments(store, SmallMaths(), BANK, clock, counting_seeds(), "small 1").attempt(
        attempt_id, "ann"
    )
    assert isinstance(again, AttemptView)
    state = again.questions[0].parts[0].state
    assert isinstance(state, Marked)
    assert state.verdict.cause is Cause.RESUME
    assert state.answer == saved.answer


def started(service: Assessments) -> str:
    found = service.start("ann", REQUEST, seed=1)
    assert isinstance(found, Started)
    return found.attempt_id
