"""Scorecards as a service: drafts are kept at once, permission and locks are checked here, not on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from touchstone.core.clock import Clock
from touchstone.interviews.scorecard import (
    Entry,
    Refused,
    Scorecard,
    conclude,
    readable,
    submit,
    write,
)


class ScorecardStore(Protocol):
    """What keeps scorecards. `put` replaces a draft and refuses (False) to replace a submitted one."""

    def get(self, card_id: str) -> Scorecard | None: ...

    def put(self, card: Scorecard) -> bool: ...

    def of_candidate(self, candidate: str) -> Sequence[Scorecard]: ...


@dataclass(frozen=True)
class Panel:
    """All that interviewers do with scorecards. `viewer` is who asks, as sign-in says, not as a page says."""

    store: ScorecardStore
    clock: Clock
    new_id: Callable[[], str]

    def open(self, viewer: str, *, form: str, candidate: str, entries: Sequence[Entry]) -> Scorecard:
        """The viewer's scorecard for a form and a candidate: the one there is, or a new draft."""
        for card in self.store.of_candidate(candidate):
            if card.interviewer == viewer and card.form == form:
                return card
        card = Scorecard(self.new_id(), form, viewer, candidate, tuple(entries))
        self.store.put(card)
        return card

    def write(
        self,
        viewer: str,
        card_id: str,
        question_id: str,
        *,
        score: int | None = None,
        evidence: str = "",
        not_asked: str = "",
        hints: int = 0,
    ) -> Scorecard | Refused:
        """Keeps one entry of the viewer's own draft."""
        card = self._own(viewer, card_id)
        if isinstance(card, Refused):
            return card
        changed = write(card, question_id, score=score, evidence=evidence, not_asked=not_asked, hints=hints)
        return self._kept(changed)

    def conclude(
        self, viewer: str, card_id: str, *, recommendation: str, confidence: str, conflict: str | None
    ) -> Scorecard | Refused:
        """Keeps the viewer's own view at the end of their draft."""
        card = self._own(viewer, card_id)
        if isinstance(card, Refused):
            return card
        return self._kept(
            conclude(card, recommendation=recommendation, confidence=confidence, conflict=conflict)
        )

    def submit(self, viewer: str, card_id: str) -> Scorecard | Refused:
        """Locks the viewer's own scorecard, when nothing is missing."""
        card = self._own(viewer, card_id)
        return card if isinstance(card, Refused) else self._kept(submit(card, self.clock.now()))

    def read(self, viewer: str, card_id: str) -> Scorecard | Refused:
        """One scorecard; another person's only when the viewer's own for this candidate is submitted."""
        card = self.store.get(card_id)
        if card is None:
            return Refused(("There is no such scorecard.",))
        if card in self.of_candidate(viewer, card.candidate):
            return card
        return Refused(("Others' scorecards open when your own is submitted.",))

    def of_candidate(self, viewer: str, candidate: str) -> list[Scorecard]:
        """The scorecards of a candidate that the viewer may read now."""
        return readable(viewer, self.store.of_candidate(candidate))

    def _own(self, viewer: str, card_id: str) -> Scorecard | Refused:
        card = self.store.get(card_id)
        if card is None:
            return Refused(("There is no such scorecard.",))
        if card.interviewer != viewer:
            return Refused(("Only the interviewer writes on a scorecard.",))
        return card

    def _kept(self, card: Scorecard | Refused) -> Scorecard | Refused:
        if isinstance(card, Refused):
            return card
        # The store looks again: the scorecard may have been submitted in another window meanwhile.
        return (
            card if self.store.put(card) else Refused(("The scorecard is submitted and can't be changed.",))
        )
