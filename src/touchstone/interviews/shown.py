"""The record of what was shown to whom, by which forms are chosen and refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from touchstone.core.clock import Clock
from touchstone.interviews.certificate import Certificate
from touchstone.interviews.derive import EXPOSURE_CAP, Ledger
from touchstone.interviews.hindrance import CURRENT, Hindered, by_cap, convinces, full, way_out
from touchstone.interviews.scorecard import Refused, typed
from touchstone.interviews.sitting import Record, Showing, SittingStore, candidate_code
from touchstone.interviews.weighing import LONGEST_REASON


@dataclass(frozen=True)
class Earlier:
    """A time at which a candidate was shown questions: the others' ledger as it was, the questions that were
    new, and those that they had seen. The same request then gave the same form, and gives it again."""

    at: datetime
    ledger: Ledger
    new: frozenset[str]
    seen: Mapping[str, datetime]


@dataclass(frozen=True)
class Showings:
    """Keeps count of what was shown to whom. It knows no viewer: other services ask it."""

    store: SittingStore
    clock: Clock

    def code(self, candidate: str) -> str | Refused:
        """The code as this candidate's interviews have it; those of before may have small letters."""
        code = candidate_code(candidate)
        return code if isinstance(code, Refused) else self.store.code_as_kept(code) or code

    def record(
        self, candidate: str, certificates: Sequence[Certificate], *, planned: int = 1, despite: str = ""
    ) -> str | Refused:
        """Counts the questions of forms that a candidate gets on paper as seen; the code as it is kept.

        `Hindered`, and nothing is counted, where a question that they have not seen reached the exposure cap
        and there is no reason (`despite`). `planned` is how many forms were made at once.
        """
        code = self.code(candidate)
        if isinstance(code, Refused):
            return code
        asked = {
            item.id: item.hash
            for one in certificates
            for item in one.questions
            if item.id not in one.blueprint.common  # knowing them gives nothing away
        }

        def used_up(record: Record) -> Hindered | None:
            new = [name for name in asked if name not in record.seen]
            said = by_cap(full(new, record, planned=planned), {})
            return None if not said or convinces(despite) else Hindered((said, *way_out(despite)))

        if too_long := too_long_said(despite):
            return too_long
        now, reason = self.clock.now(), typed(despite).strip()
        showings = [Showing(name, mark, code, now, reason) for name, mark in asked.items()]
        return self.store.add_showings(showings, used_up) or code

    def seen(self, candidate: str) -> Mapping[str, datetime]:
        """The questions that the candidate of a code was shown so far, with the first time; of none for what
        is no code."""
        code = self.code(candidate)
        return {} if isinstance(code, Refused) else self.store.seen(code)

    def earlier(self, candidate: str) -> list[Earlier]:
        """The times of late at which the candidate of a code was shown questions, newest first."""
        code, seen, now = self.code(candidate), self.seen(candidate), self.clock.now()
        if isinstance(code, Refused):
            return []
        return [
            Earlier(
                moment,
                Ledger(dict(shown), candidates, EXPOSURE_CAP),
                frozenset(name for name, at in seen.items() if at == moment),
                {name: at for name, at in seen.items() if at < moment},
            )
            for moment in sorted(set(seen.values()), reverse=True)
            if now - moment < CURRENT
            for shown, candidates in [self.store.shown(code, before=moment)]
        ]

    def ledger(self, cap: float = EXPOSURE_CAP, *, but: str = "", before: datetime | None = None) -> Ledger:
        """How often each question was shown so far, or `before` a moment, to all candidates `but` the one of
        that code.

        What a candidate was shown already doesn't count against printing it again: kit and brief, or a second
        print, are of one form.
        """
        shown, candidates = self.store.shown(but, before=before)
        return Ledger(dict(shown), candidates, cap)


def too_long_said(reason: str) -> Refused | None:
    if len(reason.strip()) <= LONGEST_REASON:
        return None
    return Refused(
        (f"A reason has at most {LONGEST_REASON} characters; this one has {len(reason.strip()):,}.",)
    )
