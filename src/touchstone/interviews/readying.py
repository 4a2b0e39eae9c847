"""A candidate's whole loop made ready at once: forms, scorecards, links and calendar, or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from touchstone.access.people import Denied, People, Person
from touchstone.core.clock import Clock
from touchstone.core.problems import Problem
from touchstone.interviews.calendar import back_to_back
from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.hindrance import Hindered
from touchstone.interviews.letting_in import Interviewing
from touchstone.interviews.loop_calendar import calendar_files, scorecard_links
from touchstone.interviews.loop_panel import LoopPanel, loop_panel
from touchstone.interviews.proposal import LoopAsked, Proposal, ProposedStage, Ready, Unassembled
from touchstone.interviews.returning import Fitted, for_candidate
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.seating import Seating
from touchstone.interviews.service import Interviews, Printed
from touchstone.interviews.sets import Certified, InterviewSet
from touchstone.interviews.sheet import Sheet, sheet_of_form
from touchstone.interviews.sitting import Sitting

CHANGED = Refused(
    (
        "Nothing was set up: what would be made has changed since it was shown, by what you typed or because "
        "somebody else set something up. Look at it again.",
    )
)


def overtaken(code: str, titles: Sequence[str]) -> Refused:
    """That another organiser put the candidate down for interviews between the look and the write."""
    which = f"{', '.join(titles[:-1])} and {titles[-1]}" if len(titles) > 1 else titles[0]
    return Refused(
        (f"Nothing was set up: somebody else has just put {code} down for {which}. Look at the loop again.",)
    )


@dataclass(frozen=True)
class Readying:
    """Sets up all interviews of a candidate. The desk, the seats and the links each check who asks."""

    interviewing: Interviewing
    seating: Seating
    people: People
    clock: Clock

    def proposed(self, viewer: Person, asked: LoopAsked) -> Proposal | Refused:
        """What `make_ready` would make, or why it would make nothing."""
        desk = self.interviewing.desk(viewer)
        if isinstance(desk, Denied):
            return Refused((desk.sentence,))
        code = self.seating.code(asked.candidate)
        if isinstance(code, Refused):
            return code
        held = self.seating.already(viewer, code, asked.planned)
        if isinstance(held, Refused):
            return held
        panel = self._panel(viewer, asked, held)
        if isinstance(panel, Refused):
            return panel
        found = self._forms(desk, asked, code)
        if isinstance(found.outcome, Infeasible):
            return Unassembled(found.outcome.told, found.outcome)
        stages = self._stages(desk, asked, found.outcome, panel, held)
        if isinstance(stages, Refused):
            return stages
        return self._checked(viewer, asked, Proposal(code, stages, panel, found.says, found.outcome.eased))

    def make_ready(self, viewer: Person, asked: LoopAsked, *, as_shown: str | None = None) -> Ready | Refused:
        """All of it in one transaction, or nothing; what stands already stays. `as_shown` is the digest of
        the proposal that somebody looked at (None: nobody did): another one is refused.

        Where another organiser was faster that is said, not what it did to the forms.
        """
        before = self._standing(viewer, asked)
        made = self._made(viewer, asked, as_shown)
        if made == CHANGED or not isinstance(made, Refused):
            return made
        now = self._standing(viewer, asked)
        fresh = [
            item.stage.title
            for item in asked.planned.stages
            if item.stage.id in now and before.get(item.stage.id) != now[item.stage.id]
        ]
        return overtaken(now[next(iter(now))].candidate, fresh) if fresh else made

    def _standing(self, viewer: Person, asked: LoopAsked) -> Mapping[str, Sitting]:
        """The interviews that the candidate has by now, by stage."""
        code = self.seating.code(asked.candidate)
        held = code if isinstance(code, Refused) else self.seating.already(viewer, code, asked.planned)
        return {} if isinstance(held, Refused) else held

    def _made(self, viewer: Person, asked: LoopAsked, as_shown: str | None) -> Ready | Refused:
        proposal = self.proposed(viewer, asked)
        if isinstance(proposal, Refused):
            return proposal
        if as_shown is not None and proposal.digest != as_shown:
            return CHANGED
        if proposal.hindered is not None:
            return proposal.hindered
        waiting = proposal.waiting
        made: tuple[Sitting, ...] | Refused = ()
        if waiting:
            made = self.seating.set_up_all(
                viewer,
                _seats(proposal),
                proposal.candidate,
                people=proposal.panel.people,
                hide_names=asked.hide_names,
                despite=asked.despite,
            )
        if isinstance(made, Refused):
            return made
        sittings = {one.id: one.already for one in proposal.stages if one.already is not None}
        sittings |= {one.id: sitting for one, sitting in zip(waiting, made, strict=True)}
        inside, outside = self._calendar(asked, proposal, sittings)
        return Ready(proposal, sittings, proposal.panel.drafts, inside, outside)

    def _panel(self, viewer: Person, asked: LoopAsked, already: Mapping[str, Sitting]) -> LoopPanel | Refused:
        """The people of the interviews that are still to be set up."""
        stages = [item.stage.id for item in asked.planned.stages if item.stage.id not in already]
        return loop_panel(
            self.people, viewer, stages, asked.interviewers, called=asked.called, until=asked.until
        )

    def _forms(self, desk: Interviews, asked: LoopAsked, code: str) -> Fitted[OneLoop]:
        """A form of each interview without what the candidate was shown before, where the bank has one."""
        titles = {item.stage.id: item.stage.title for item in asked.planned.stages}

        def make(ledger: Ledger | None, names: tuple[str, ...]) -> OneLoop | Infeasible:
            request = replace(asked.request, asked=names)
            made = desk.loop(asked.profile, asked.planned, request, swaps=asked.swaps, ledger=ledger)
            sets = {name: one for name, one in made.sets.items() if isinstance(one, InterviewSet)}
            missed = {name: one for name, one in made.sets.items() if isinstance(one, Infeasible)}
            if not missed:
                return OneLoop(sets, asked.form)
            said = tuple(f"{titles[name]}: {why}" for name, one in missed.items() for why in one.sentences)
            return replace(next(iter(missed.values())), sentences=said)

        ledger = asked.ledger or self.seating.ledger(but=code)
        return for_candidate(make, self.seating, code, self.clock.now(), ledger)

    def _stages(
        self,
        desk: Interviews,
        asked: LoopAsked,
        loop: OneLoop,
        panel: LoopPanel,
        already: Mapping[str, Sitting],
    ) -> tuple[ProposedStage, ...] | Refused:
        found: list[ProposedStage] = []
        stages = asked.planned.stages
        timed = back_to_back(
            [(item.stage.title, item.stage.minutes) for item in stages],
            asked.starts,
            pause_minutes=asked.pause_minutes,
        )
        for item, (_, starts, _) in zip(stages, timed, strict=True):
            held, stands = loop.by_stage[item.stage.id], already.get(item.stage.id)
            sheet = self._sheet(desk, asked, held)
            if isinstance(sheet, Refused):
                return sheet
            people = stands.interviewers if stands else panel.seats[item.stage.id]
            names = tuple(panel.names.get(who, who) for who in people)
            found.append(ProposedStage(item, starts, held, sheet, people, names, stands))
        return tuple(found)

    def _sheet(self, desk: Interviews, asked: LoopAsked, held: Certified) -> Sheet | Refused:
        drawn = desk.material(held, asked.profile)
        printed = [drawn] if isinstance(drawn, Problem) else desk.printed("kit", drawn, asked.occasion)
        if isinstance(drawn, Problem) or not isinstance(printed, Printed):
            return Refused(tuple(map(str, printed if isinstance(printed, list) else [drawn])))
        return sheet_of_form(drawn, self.clock.now(), kit=printed.markdown)

    def _checked(self, viewer: Person, asked: LoopAsked, proposal: Proposal) -> Proposal | Refused:
        """The proposal with what a written reason lifts; refused by what none does."""
        why = self.seating.why_not_all(
            viewer,
            _seats(proposal),
            proposal.candidate,
            people=proposal.panel.people,
            despite=asked.despite,
        )
        return why if why and not isinstance(why, Hindered) else replace(proposal, hindered=why)

    def _calendar(
        self, asked: LoopAsked, proposal: Proposal, sittings: Mapping[str, Sitting]
    ) -> tuple[str, str]:
        timed = [(one.planned.stage.title, one.starts, one.minutes) for one in proposal.stages]
        code, plan = proposal.candidate, asked.planned
        links = {} if asked.address is None else scorecard_links(asked.address, sittings)
        loop = (plan.role, plan.level, code)
        people = {} if asked.hide_names else {one.id: one.names for one in proposal.stages}
        title, now = asked.profile.title, self.clock.now()
        return calendar_files(plan, title, timed, code, links, loop, now, people=people)


@dataclass(frozen=True)
class OneLoop:
    """One form of each interview, as the record of a candidate is held against it; `place` is its place."""

    sets: Mapping[str, InterviewSet]
    place: int

    @property
    def by_stage(self) -> dict[str, Certified]:
        """The form of each interview."""
        held = {stage: one.certified for stage, one in self.sets.items()}
        return {stage: forms[self.place if self.place < len(forms) else 0] for stage, forms in held.items()}

    @property
    def forms(self) -> Sequence[Certified]:
        """All of them."""
        return tuple(self.by_stage.values())

    @property
    def eased(self) -> tuple[str, ...]:
        """What had to give way, by interview."""
        said = [(one.assembled.blueprint.stage, one.eased_told) for one in self.sets.values() if one.eased]
        return tuple(f"{stage}: {sentence}" for stage, sentence in said)


def _seats(proposal: Proposal) -> list[tuple[Sheet, tuple[str, ...]]]:
    return [(one.sheet, one.people) for one in proposal.waiting]
