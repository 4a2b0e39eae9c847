"""A process that answers questions until it is killed, and says which answers were reported as saved."""

from __future__ import annotations

import sys

from tests.support.assessments import BANK, REQUEST, SmallMaths, counting_seeds

from touchstone.assessments.outcomes import Started
from touchstone.assessments.service import Assessments
from touchstone.assessments.state import Marked
from touchstone.core.clock import SystemClock
from touchstone.store.attempts import AttemptStore
from touchstone.store.database import Database
from touchstone.store.migrate import upgrade


def main(url: str) -> None:
    """Attempt after attempt; a line `attempt position part raw` for each answer that `commit` reported."""
    database = Database(url)
    upgrade(database)
    service = Assessments(
        AttemptStore(database), SmallMaths(), BANK, SystemClock(), counting_seeds(), "small 1"
    )
    while True:
        started = service.start("ann", REQUEST)
        assert isinstance(started, Started)
        for position, part in ((1, "answer"), (2, "answer")):
            raw = f"{position}00"
            outcome = service.commit(started.attempt_id, "ann", position, part, raw)
            if isinstance(outcome, Marked):
                print(started.attempt_id, position, part, raw, outcome.verdict.outcome.value, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
