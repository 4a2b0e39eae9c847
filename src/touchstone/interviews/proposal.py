"""A candidate's whole loop: what is asked for, what would be made of it, and what was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from touchstone.access.people import Draft
from touchstone.core.hashes import content_hash
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.kit import Occasion
from touchstone.interviews.loop_panel import LoopPanel
from touchstone.interviews.loop_sets import Swap
from touchstone.interviews.plan import Plan, PlannedStage
from touchstone.interviews.request import Request
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.sets import Certified
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.sitting import Sitting
from touchstone.roles.profile import Profile


@dataclass(frozen=True)
class LoopAsked:
    """A candidate (a code) who is to have all interviews of a plan.

    `interviewers` are names by stage, separated by commas; a stage that names nobody is for whoever asks, who
    is `called` so by the others. `form` is the place of the form among the parallel ones of each interview,
    `ledger` what was shown to whom (None: as it is now), `address` under which others reach the app, or None.
    """

    profile: Profile
    planned: Plan
    request: Request
    candidate: str
    starts: datetime
    occasion: Occasion
    interviewers: Mapping[str, str] = field(default_factory=dict)
    called: str = ""
    pause_minutes: int = 10
    form: int = 0
    swaps: Mapping[str, Sequence[Swap]] = field(default_factory=dict)
    ledger: Ledger | None = None
    hide_names: bool = False
    despite: str = ""
    until: date | None = None
    address: str | None = None


@dataclass(frozen=True)
class Unassembled(Refused):
    """Which interviews have no form and why; `missed` holds what would work."""

    missed: Infeasible


@dataclass(frozen=True)
class ProposedStage:
    """One interview as it would be made, its interviewers by id (`people`) and by name; `already` is the
    candidate's own where they have it by now."""

    planned: PlannedStage
    starts: datetime
    form: Certified
    sheet: Sheet
    people: tuple[str, ...]
    names: tuple[str, ...]
    already: Sitting | None

    @property
    def id(self) -> str:
        """The stage's id."""
        return self.planned.stage.id

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.planned.stage.minutes

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.starts + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Proposal:
    """What would be made: nothing of it is yet.

    `says` is what the record of what the candidate was shown
    did to the forms, `eased` what had to give way, `hindered` what needs a written
    reason.
    """

    candidate: str
    stages: tuple[ProposedStage, ...]
    panel: LoopPanel
    says: str = ""
    eased: tuple[str, ...] = ()
    hindered: Refused | None = None

    @property
    def waiting(self) -> tuple[ProposedStage, ...]:
        """The interviews that are still to be set up."""
        return tuple(stage for stage in self.stages if stage.already is None)

    @property
    def invited(self) -> tuple[str, ...]:
        """Who gets a new link, by name."""
        return tuple(draft.invited.person.name for draft in self.panel.drafts)

    @property
    def digest(self) -> str:
        """The hash of what would be made and of what stands already."""
        each = [
            [one.id, one.sheet.id, one.starts.isoformat(), *one.names, one.already.id if one.already else ""]
            for one in self.stages
        ]
        return content_hash([self.candidate, each, list(self.invited)])


@dataclass(frozen=True)
class Ready:
    """A loop that stands: its interviews by stage, the new links, and the calendar for each side."""

    proposal: Proposal
    sittings: Mapping[str, Sitting]
    links: tuple[Draft, ...]
    for_interviewers: str
    for_candidate: str
