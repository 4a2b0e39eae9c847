"""A store of scorecards in memory, and scorecards filled in a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from touchstone.interviews.scorecard import Entry, Scorecard

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EVIDENCE = "Named the split by date before being asked."


@dataclass
class MemoryScorecards:
    """Keeps scorecards as the database does: a submitted one is never replaced."""

    cards: dict[str, Scorecard] = field(default_factory=dict)

    def get(self, card_id: str) -> Scorecard | None:
        return self.cards.get(card_id)

    def put(self, card: Scorecard) -> bool:
        old = self.cards.get(card.id)
        if old is not None and old.locked:
            return False
        self.cards[card.id] = card
        return True

    def of_candidate(self, candidate: str) -> Sequence[Scorecard]:
        return [card for card in self.cards.values() if card.candidate == candidate]


@dataclass
class Noon:
    """It is always noon."""

    def now(self) -> datetime:
        return NOON


def filled(
    interviewer: str, scores: Mapping[str, int | None], *, candidate: str = "C-1", submitted: bool = True
) -> Scorecard:
    """A scorecard with one question a competency: `{"SQL": 3}`; None was not asked."""
    entries = tuple(
        Entry(
            f"q-{number}", f"About {name}", name, score, EVIDENCE, "" if score else "no time was left for it"
        )
        for number, (name, score) in enumerate(scores.items(), start=1)
    )
    return Scorecard(
        f"{interviewer}-{candidate}",
        "form-1",
        interviewer,
        candidate,
        entries,
        "rather yes",
        "fairly",
        "",
        NOON if submitted else None,
    )
