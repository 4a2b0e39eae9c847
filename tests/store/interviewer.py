"""A process that writes notes on scorecards until it is killed, and says which were reported as saved."""

from __future__ import annotations

import sys
from itertools import count

from tests.support.scorecards import ANA, Room

from touchstone.interviews.merging import Typed
from touchstone.interviews.scorecard import Scorecard
from touchstone.store.database import Database
from touchstone.store.migrate import upgrade
from touchstone.store.panels import PanelStore


def main(url: str) -> None:
    """Candidate after candidate; a line `card question revision text` for each note that was kept."""
    database = Database(url)
    upgrade(database)
    room = Room(PanelStore(database))
    for candidate in count():
        card = room.panel.own(ANA, room.sitting(ANA, candidate=f"C-{candidate}").id)
        assert isinstance(card, Scorecard)
        for number in range(20):
            text = f"note-{number}"
            kept = room.panel.write(ANA, card.id, "q-1", Typed(3, text))
            assert isinstance(kept, Scorecard)
            print(card.id, "q-1", kept.entries[0].revision, text, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
