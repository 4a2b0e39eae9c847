"""Fixing what competencies weigh, before any score is in.

A candidate is weighed by what was fixed for their role and level when their first scorecard came in, and
nothing is fixed for a role and level while somebody who was scored for it is undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from touchstone.access.people import OPERATOR, Person, Right
from touchstone.core.clock import Clock
from touchstone.interviews.scorecard import Refused, typed
from touchstone.interviews.sitting import SittingStore
from touchstone.interviews.weighing import Weighing, wrong

NOT_YOURS = Refused(("Only who sets up interviews fixes weights.",))
TOO_LATE = Refused(
    (
        "Scorecards for this role and level are in already, so other weights would be chosen with scores in "
        "sight. They can change for later candidates once an offer or no offer is recorded for everybody who "
        "was scored.",
    )
)


@dataclass(frozen=True)
class Standing:
    """What holds for a candidate, `settled` once a scorecard of theirs is in. None: all weigh the same."""

    role: str
    level: str
    weighing: Weighing | None
    competencies: tuple[str, ...]
    settled: bool


@dataclass(frozen=True)
class Weights:
    """Fixes weights, and says which hold."""

    store: SittingStore
    clock: Clock
    let_in: Callable[[], Container[str]]

    def fix(
        self, viewer: Person, role: str, level: str, weights: Mapping[str, float], *, reason: str, by: str
    ) -> Weighing | Refused:
        """Weights for everybody whose first scorecard is still to come, under the name `by`."""
        if not self.may_fix(viewer):
            return NOT_YOURS
        known = self.competencies(role, level)
        reason, by = " ".join(typed(reason).split()), " ".join(typed(by).split())
        if sentences := wrong(weights, known, reason, by):
            return Refused(tuple(sentences))
        held = {name: float(weights.get(name, 1)) for name in known}
        new = Weighing(role, level, held, reason, viewer.id, by, self.clock.now())
        return new if self.store.fix_weights(new) else TOO_LATE

    def may_fix(self, viewer: Person) -> bool:
        """Whether the viewer sets up interviews; whoever runs Touchstone does, too."""
        inside = viewer.id == OPERATOR.id or viewer.id in self.let_in()
        return viewer.may(Right.ORGANISE) and inside

    def competencies(self, role: str, level: str) -> tuple[str, ...]:
        """What the forms in use for a role and level are scored on."""
        held = [sheet for sheet in self.store.sheets() if (sheet.role, sheet.level) == (role, level)]
        return tuple(sorted({entry.competency for sheet in held for entry in sheet.entries}))

    def fixed(self, role: str, level: str) -> Sequence[Weighing]:
        """All that was ever fixed for a role and level, newest first."""
        return self.store.weighings(role, level)

    def standing(self, viewer: Person, candidate: str) -> Standing | None:
        """What holds for a candidate; None for who has no part in their interviews."""
        sittings = self.store.sittings(candidate=candidate)
        mine = any(one.part_of(viewer.id) for one in sittings)
        if not mine or viewer.id not in self.let_in():
            return None
        role, level = sittings[0].role, sittings[0].level
        settled = any(card.locked for card in self.store.cards(candidate=candidate))
        newest = next(iter(self.store.weighings(role, level)), None)
        holds = self.store.weights_of(candidate) if settled else newest
        return Standing(role, level, holds, self.competencies(role, level), settled)
