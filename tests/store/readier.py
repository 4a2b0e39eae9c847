"""A process that sets up whole loops until it is killed, and says for which candidates that was done."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count

from tests.support.scorecards import KIM, NOON, Room, made_sheet

from touchstone.access.people import Known, Person, Right
from touchstone.interviews.sheet import Sheet
from touchstone.store.database import Database
from touchstone.store.migrate import upgrade
from touchstone.store.panels import PanelStore

LOOP = 5  # interviews of a candidate


def sheet(name: str) -> Sheet:
    """A sheet with a question of its own."""
    asked = {"questions": [{"id": f"q-{name}", "hash": "h" * 64}]}
    return replace(made_sheet("SQL", name=f"sheet-{name}"), certificate=asked)


def main(url: str) -> None:
    """Candidate after candidate, each with an interviewer who had no link; a line with the code of each."""
    database = Database(url)
    upgrade(database)
    room = Room(PanelStore(database))
    for number in count():
        code = f"C-{number}"
        who = Person(f"p-{number}", f"Interviewer of {code}", frozenset({Right.INTERVIEW}))
        forms = [(sheet(f"{number}-{place}"), [who.id]) for place in range(LOOP)]
        new = Known(who, f"{number:064}", NOON)
        made = room.seating.set_up_all(KIM, forms, code, people=[new])
        assert isinstance(made, tuple), made
        print(code, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
