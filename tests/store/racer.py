"""A process that does one thing with interviews when it is told to, against another that does so, too."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count

from tests.support.scorecards import ANA, KIM, Room, made_sheet

from touchstone.interviews.scorecard import Refused, Scorecard
from touchstone.interviews.sitting import Sitting
from touchstone.interviews.weighing import Weighing
from touchstone.store.database import Database
from touchstone.store.panels import PanelStore


def fix(room: Room, job: str) -> bool:
    """Fixes weights for the role named `job`."""
    weights = {"SQL": 3.0}
    reason = "The job is SQL most of the day."
    return isinstance(room.weights.fix(KIM, job, "mid", weights, reason=reason, by="Kim Lead"), Weighing)


def submit(room: Room, job: str) -> bool:
    """Submits the scorecard of the candidate who is called as their role."""
    (sitting,) = room.store.sittings(candidate=job)
    card = room.panel.own(ANA, sitting.id)
    assert isinstance(card, Scorecard)
    return isinstance(room.panel.submit(ANA, card.id), Scorecard)


def seat(room: Room, code: str) -> bool:
    """Puts a candidate, without a reason, on the sheet named before the dash."""
    name = code.partition("-")[0]
    sheet = made_sheet("SQL", name=name)
    question = {**sheet.questions[0], "id": f"q-{name}"}
    own = {
        **vars(sheet),
        "questions": (question,),
        "certificate": {"questions": [{"id": f"q-{name}", "hash": "h"}]},
    }
    return isinstance(room.seating.set_up(KIM, type(sheet)(**own), code, [ANA.id]), Sitting)


ACTIONS: dict[str, Callable[[Room, str], bool]] = {"fix": fix, "submit": submit, "seat": seat}


def main(url: str) -> None:
    """For each line `action name` of stdin a line that says whether it was done."""
    room = Room(PanelStore(Database(url)), count(os.getpid() * 1_000_000))
    assert not isinstance(room.store.sitting("warm"), Refused)
    print("ready", flush=True)
    for line in sys.stdin:
        action, name = line.split()
        print(int(ACTIONS[action](room, name)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
