"""All interviews of a loop assembled together, so that none repeats a question of another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from touchstone.interviews.forms import Infeasible, Instead
from touchstone.interviews.plan import Plan, PlannedStage
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.swap import Refusal

Swap: TypeAlias = tuple[int, str, str]  # the form, from 0; the question that goes; the one that comes
# One stage, and the ids that the others ask: its set.
Assemble: TypeAlias = Callable[[PlannedStage, tuple[str, ...]], InterviewSet | Infeasible]
Exchange: TypeAlias = Callable[[InterviewSet, Swap], InterviewSet | Refusal]


@dataclass(frozen=True)
class LoopSets:
    """A set for each interview, by the stage's id, or why there is none; and the swaps that were refused."""

    sets: Mapping[str, InterviewSet | Infeasible]
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def offering(self, offers: tuple[Instead, ...]) -> LoopSets:
        """The same with requests that work beside each refusal."""
        offered = {
            name: replace(one, instead=offers, offer=None) if isinstance(one, Infeasible) else one
            for name, one in self.sets.items()
        }
        return replace(self, sets=offered)


def assemble_loop(
    planned: Plan,
    assemble: Assemble,
    exchange: Exchange,
    swaps: Mapping[str, Sequence[Swap]],
    *,
    last: str = "",
) -> LoopSets:
    """The interviews in their order; each leaves out what the earlier ones ask and what everybody is asked in
    a later one. A swap by hand counts at once, so that later interviews don't ask the new question either.

    Ends after the stage `last`, whose set doesn't depend on the later ones.
    """
    asked = {item.stage.id: item.scope.common for item in planned.stages}
    sets: dict[str, InterviewSet | Infeasible] = {}
    refused: dict[str, tuple[str, ...]] = {}
    for item in planned.stages:
        own = item.stage.id
        others = dict.fromkeys(name for stage, ids in asked.items() if stage != own for name in ids)
        outcome = assemble(item, tuple(others))
        if isinstance(outcome, InterviewSet):
            outcome, refused[own] = _swapped(outcome, exchange, swaps.get(own, ()))
            asked[own] = tuple(sorted({name for form in outcome.forms for name in form.ids}))
        sets[own] = outcome
        if own == last:
            break
    return LoopSets(sets, {name: said for name, said in refused.items() if said})


def _swapped(
    made: InterviewSet, exchange: Exchange, swaps: Sequence[Swap]
) -> tuple[InterviewSet, tuple[str, ...]]:
    refused: list[str] = []
    for swap in swaps:
        changed = exchange(made, swap)
        if isinstance(changed, Refusal):
            refused += changed.sentences
        else:
            made = changed
    return made, tuple(refused)
