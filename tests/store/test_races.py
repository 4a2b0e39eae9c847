"""What two processes may not both do: pass the exposure cap, or fix weights beside a first scorecard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from tests.support.scorecards import ANA, EVIDENCE, KIM, Room, made_sheet

from touchstone.interviews.merging import Typed
from touchstone.interviews.scorecard import Scorecard
from touchstone.interviews.sitting import Sitting
from touchstone.store.database import Database
from touchstone.store.panels import PanelStore

ROOT = Path(__file__).parents[2]
ROUNDS = 20


class Racer:
    """One process beside ours."""

    def __init__(self, url: URL) -> None:
        words = [sys.executable, "-m", "tests.store.racer", url.render_as_string(hide_password=False)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        assert self._line() == "ready"

    def go(self, action: str, name: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{action} {name}\n")
        self.process.stdin.flush()

    def done(self) -> bool:
        return bool(int(self._line()))  # a process that died says nothing

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def stop(self) -> None:
        self.process.communicate()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def shared(request: pytest.FixtureRequest) -> Database:
    found: Database = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def two(shared: Database) -> Iterator[tuple[Racer, Racer]]:
    racers = (Racer(shared.url), Racer(shared.url))
    yield racers
    for racer in racers:
        racer.stop()


def ready_to_submit(room: Room, job: str) -> None:
    """A candidate called as their role, whose scorecard lacks nothing."""
    sitting = room.seating.set_up(
        KIM, made_sheet("SQL", name=job, role=job), job, [ANA.id], despite="Everybody is asked the same."
    )
    assert isinstance(sitting, Sitting), sitting
    card = room.panel.own(ANA, sitting.id)
    assert isinstance(card, Scorecard)
    room.panel.write(ANA, card.id, "q-1", Typed(3, EVIDENCE))
    room.panel.conclude(ANA, card.id, recommendation="yes", confidence="very", conflict="")


def test_weights_are_fixed_before_the_first_scorecard_or_not_at_all(
    shared: Database, two: tuple[Racer, Racer]
) -> None:
    room = Room(PanelStore(shared))
    one, other = two
    for number in range(ROUNDS):
        job = f"R{number}"
        ready_to_submit(room, job)
        first, second = (one, other) if number % 2 else (other, one)
        first.go("fix", job)
        second.go("submit", job)
        fixed, submitted = first.done(), second.done()
        assert submitted
        held = room.store.weights_of(job)
        assert (held is not None) == fixed, f"round {number}: fixed {fixed}, weighed by {held}"
        assert len(room.store.weighings(job, "mid")) == fixed


def test_the_last_place_under_the_cap_goes_to_one_candidate(
    shared: Database, two: tuple[Racer, Racer]
) -> None:
    room = Room(PanelStore(shared))
    one, other = two
    for number in range(6):  # 18 candidates: up to twenty three may see a question
        name = f"S{number}"
        for place in range(2):
            one.go("seat", f"{name}-{place}")
            assert one.done()
        one.go("seat", f"{name}-a")
        other.go("seat", f"{name}-b")
        assert sorted((one.done(), other.done())) == [False, True], f"round {number}"
        assert room.store.shown()[0][f"q-{name}"] == 3
