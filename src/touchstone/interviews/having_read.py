"""Whether others' scorecards of a candidate were open to somebody: then a new score is not their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from touchstone.interviews.scorecard import Scorecard, readable
from touchstone.interviews.sitting import Sitting, SittingStore


def has_read(store: SittingStore, who: str, code: str) -> bool:
    """Whether somebody else's scorecard of the candidate is, or was, open to a person."""
    sittings = store.sittings(candidate=code)
    part = [one.created_at for one in sittings if one.part_of(who)]
    if not part:
        return False
    cards = store.cards(candidate=code)
    mine = [card for card in cards if card.interviewer == who]
    others = [card for card in cards if card.interviewer != who and card.locked]
    excused = bool(others) and any(card.excused for card in mine)
    # A later interview shuts the others' scorecards again; who could read them before still knows them.
    moments = [one.created_at for one in sittings if one.created_at > min(part)]
    return excused or any(
        card.interviewer != who
        for held in (cards, *(_as_of(moment, sittings, cards) for moment in moments))
        for card in readable(who, held)
    )


def _as_of(moment: datetime, sittings: Sequence[Sitting], cards: Sequence[Scorecard]) -> list[Scorecard]:
    """The scorecards as they were right before a moment. When one was excused is not kept."""
    begun = {one.id for one in sittings if one.created_at < moment}
    return [
        card if card.submitted_at is None or card.submitted_at < moment else replace(card, submitted_at=None)
        for card in cards
        if card.sitting in begun
    ]
