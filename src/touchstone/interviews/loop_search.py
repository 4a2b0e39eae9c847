"""The search for forms of each interview of a loop, and for a request that works where one has none."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from touchstone.interviews.budget import Budget
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.loop_sets import Exchange, LoopSets, Swap, assemble_loop
from touchstone.interviews.plan import Plan, PlannedStage
from touchstone.interviews.request import Request
from touchstone.interviews.sets import InterviewSet

# The request of one interview, how long may be searched, and whether a refusal needs no reasons: its set.
Softly: TypeAlias = Callable[[Request, Budget, bool], InterviewSet | Infeasible]


@dataclass(frozen=True)
class LoopSearch:
    """One search for the sets of a plan up to the stage `last` ("": all); what was found once is not searched
    for again. `known` are the ids of the bank's questions."""

    planned: Plan
    known: Container[str]
    softly: Softly
    exchange: Exchange
    swaps: Mapping[str, Sequence[Swap]]
    last: str = ""
    _found: dict[tuple[Request, bool], InterviewSet | Infeasible] = field(default_factory=dict)

    def sets(self, request: Request, budget: Budget, *, soon: bool = False) -> LoopSets:
        """The sets; what else is asked for than forms and seed holds in the stage `last` alone."""

        def one(item: PlannedStage, others: tuple[str, ...]) -> InterviewSet | Infeasible:
            return self._stage(item, others, request, budget, soon=soon)

        return assemble_loop(self.planned, one, self.exchange, self.swaps, last=self.last)

    def _stage(
        self, item: PlannedStage, others: tuple[str, ...], request: Request, budget: Budget, *, soon: bool
    ) -> InterviewSet | Infeasible:
        early = bool(self.last) and item.stage.id != self.last
        plain = Request(request.level, forms=request.forms, seed=request.seed, exclude=request.exclude)
        asked = (*(name for name in others if name in self.known), *request.asked)
        wanted = replace(plain if early else request, minutes=item.stage.minutes)
        own = replace(wanted, scope=item.scope, asked=asked)
        if (own, soon) not in self._found:
            self._found[own, soon] = self.softly(own, budget, soon and not early)
        return self._found[own, soon]

    def asked(self, made: LoopSets) -> list[InterviewSet | Infeasible]:
        """The outcomes that were asked for."""
        return [made.sets[self.last]] if self.last else list(made.sets.values())

    def works(self, other: Request, budget: Budget) -> bool:
        """Whether another request gives all sets that were asked for."""
        made = self.sets(other, budget, soon=True)
        return all(isinstance(one, InterviewSet) for one in self.asked(made))
