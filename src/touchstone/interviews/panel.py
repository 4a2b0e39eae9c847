"""Scorecards as a service: drafts are kept at once, permission and locks are checked here, not on a page."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from touchstone.access.people import Person
from touchstone.core.clock import Clock
from touchstone.interviews.merging import Typed, merged
from touchstone.interviews.scorecard import (
    Entry,
    Refused,
    Scorecard,
    conclude,
    hidden,
    readable,
    submit,
    write,
)
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.sitting import Sitting, SittingStore, hidden_names

TRIES = 8  # a save that meets another window's save looks again; more windows than this nobody has
NO_SITTING = Refused(("There is no such interview, or you are not part of it.",))
SHUT_OUT = Refused(("Your link opens nothing any more. Ask who sets up interviews for a new one.",))
NO_CARD = Refused(("There is no such scorecard, or it is not open to you.",))


@dataclass(frozen=True)
class Opened:
    """An interviewer's own scorecard with what is asked."""

    sitting: Sitting
    sheet: Sheet
    card: Scorecard


@dataclass(frozen=True)
class Panel:
    """All that interviewers do with scorecards. `viewer` is who asks, as their sign-in said.

    `let_in` gives the ids of the people who can come in now: a link may be taken away between a look and the
    click that follows it.
    """

    store: SittingStore
    clock: Clock
    let_in: Callable[[], Container[str]]

    def sitting(self, viewer: Person, sitting_id: str) -> Sitting | Refused:
        """An interview that the viewer scores or set up."""
        if viewer.id not in self.let_in():
            return SHUT_OUT
        found = self.store.sitting(sitting_id)
        if found is None or not found.part_of(viewer.id):
            return NO_SITTING
        return found

    def sheet(self, viewer: Person, sitting_id: str) -> Sheet | Refused:
        """What is asked in it, with its answers: for its people alone."""
        found = self.sitting(viewer, sitting_id)
        if isinstance(found, Refused):
            return found
        return self.store.sheet(found.sheet) or NO_SITTING

    def own(self, viewer: Person, sitting_id: str) -> Scorecard | Refused:
        """The viewer's scorecard of an interview that they score."""
        if viewer.id not in self.let_in():
            return SHUT_OUT
        cards = self.store.cards(sitting=sitting_id)
        return next((card for card in cards if card.interviewer == viewer.id), NO_SITTING)

    def opened(self, viewer: Person, sitting_id: str) -> Opened | Refused:
        """The viewer's own scorecard with its sheet."""
        sitting, sheet = self.sitting(viewer, sitting_id), self.sheet(viewer, sitting_id)
        card = self.own(viewer, sitting_id)
        if isinstance(sitting, Refused):
            return sitting
        if isinstance(sheet, Refused):
            return sheet
        return card if isinstance(card, Refused) else Opened(sitting, sheet, card)

    def write(self, viewer: Person, card_id: str, question_id: str, typed: Typed) -> Scorecard | Refused:
        """Keeps one entry of the viewer's own draft, with what another window of theirs kept meanwhile."""
        for _ in range(TRIES):
            card = self._own(viewer, card_id)
            if isinstance(card, Refused):
                return card
            old = card.entry(question_id)
            now = merged(old, typed) if old else typed
            changed = write(
                card,
                question_id,
                score=now.score,
                evidence=now.evidence,
                not_asked=now.not_asked,
                hints=now.hints,
                notes=now.notes,
            )
            if isinstance(changed, Refused):
                return changed
            new = changed.entry(question_id)
            if old is None or new is None or _same(old, new):
                return card
            if self.store.save_entry(card_id, new):
                return changed
            typed = replace(typed, base=old.revision if typed.base is None else typed.base)
        return Refused(("This note could not be saved: another window keeps changing it. Try again.",))

    def conclude(
        self,
        viewer: Person,
        card_id: str,
        *,
        recommendation: str | None = None,
        confidence: str | None = None,
        conflict: str | None = None,
    ) -> Scorecard | Refused:
        """Keeps what the viewer says for themselves at the end of their draft.

        None leaves what was said before as it is, here or in another window.
        """
        for _ in range(TRIES):
            card = self._own(viewer, card_id)
            if isinstance(card, Refused):
                return card
            changed = conclude(
                card,
                recommendation=card.recommendation if recommendation is None else recommendation,
                confidence=card.confidence if confidence is None else confidence,
                conflict=card.conflict if conflict is None else conflict,
            )
            if isinstance(changed, Refused) or changed == card or self.store.save_view(changed, card):
                return changed
        return self._why_not(viewer, card_id)

    def submit(self, viewer: Person, card_id: str) -> Scorecard | Refused:
        """Locks the viewer's own scorecard, when nothing is missing."""
        card = self._own(viewer, card_id)
        if isinstance(card, Refused):
            return card
        locked = submit(card, self.clock.now())
        if isinstance(locked, Refused) or locked.submitted_at is None:
            return locked
        # The store looks again: another window may have submitted or changed it meanwhile.
        return locked if self.store.submit(card, locked.submitted_at) else self._why_not(viewer, card_id)

    def read(self, viewer: Person, card_id: str) -> Scorecard | Refused:
        """One scorecard; another person's only when the viewer's own for this candidate is submitted."""
        card = self.store.card(card_id)
        if card is None or isinstance(self.sitting(viewer, card.sitting), Refused):
            return NO_CARD
        readable_now = self.of_candidate(viewer, card.candidate)
        not_yet = Refused(("Others' scorecards open when your own is submitted.",))
        return next((one for one in readable_now if one.id == card_id), not_yet)

    def of_candidate(self, viewer: Person, candidate: str) -> list[Scorecard]:
        """The scorecards of a candidate that the viewer may read now; none for who has no part in it.

        Where names are hidden the viewer's own come first, and a letter stands on each of the others'.
        """
        sittings = self.store.sittings(candidate=candidate)
        mine = any(one.part_of(viewer.id) for one in sittings)
        if not mine or viewer.id not in self.let_in():
            return []
        cards = readable(viewer.id, self.store.cards(candidate=candidate))
        names = hidden_names(sittings)
        if not names:
            return cards
        own = [card for card in cards if card.interviewer == viewer.id]
        return own + hidden((card for card in cards if card.interviewer != viewer.id), names)

    def _own(self, viewer: Person, card_id: str) -> Scorecard | Refused:
        if viewer.id not in self.let_in():
            return SHUT_OUT
        card = self.store.card(card_id)
        if card is None:
            return NO_CARD
        if card.interviewer != viewer.id:
            return Refused(("Only the interviewer writes on a scorecard.",))
        return card

    def _why_not(self, viewer: Person, card_id: str) -> Refused:
        card = self._own(viewer, card_id)
        said = card.closed if isinstance(card, Scorecard) else ""
        return Refused((said or "Another window has just changed the scorecard. Look at it again.",))


def _same(old: Entry, new: Entry) -> bool:
    return replace(new, revision=old.revision) == old
