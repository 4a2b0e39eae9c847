"""From what a self-test is to cover to the questions that one candidate gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from touchstone.assessments.asked import Asked
from touchstone.assessments.plan import Need, Plan, level_distance, make_plan
from touchstone.assessments.ports import Bank
from touchstone.assessments.record import Sheet

# A question that can't be drawn is planned around; a bank in which three rounds fail is broken as a whole.
PLANNING_ROUNDS = 3


@dataclass(frozen=True)
class Request:
    """What a self-test is to cover. `role` is a profile id, or None for a bit of everything."""

    title: str
    level: str
    minutes: int
    needs: tuple[Need, ...]
    role: str | None = None
    profile_hash: str | None = None
    deadline: timedelta | None = None


@dataclass(frozen=True)
class Drawer:
    """Chooses questions from the bank and draws their variants, each with a seed of its own."""

    bank: Bank
    seeds: Callable[[], int]

    def plan(self, request: Request, seed: int, without: frozenset[str] = frozenset()) -> Plan:
        """The questions that fit the request; none of `without`."""
        questions = [q for q in self.bank.candidates() if q.id not in without]
        return make_plan(questions, request.needs, level=request.level, minutes=request.minutes, seed=seed)

    def drawn(self, request: Request, seed: int) -> tuple[Plan, list[Asked]]:
        """The plan and its variants, without those that can't be drawn."""
        broken: frozenset[str] = frozenset()
        for _ in range(PLANNING_ROUNDS):
            plan = self.plan(request, seed, broken)
            pairs = [(pick, self.bank.draw(pick.question_id, self.seeds())) for pick in plan.picks]
            failed = {pick.question_id for pick, asked in pairs if asked is None}
            if not failed:
                break
            broken |= failed
        return plan, [asked.model_copy(update={"need": pick.need}) for pick, asked in pairs if asked]

    def sibling(self, sheet: Sheet, asked: Asked, position: int) -> Asked | None:
        """The same question on new numbers, or another on the same skill; None when there is neither."""
        seen = {(question.question_id, question.prompt) for question in sheet.questions}
        for question_id in (asked.question_id, *self._same_skill(sheet, asked)):
            drawn = self.bank.draw(question_id, self.seeds())
            if drawn is not None and (drawn.question_id, drawn.prompt) not in seen:
                return drawn.model_copy(update={"need": asked.need, "sibling_of": position})
        return None

    def _same_skill(self, sheet: Sheet, asked: Asked) -> Sequence[str]:
        used = {question.question_id for question in sheet.questions}
        like = [q for q in self.bank.candidates() if q.skill == asked.skill and q.id not in used]
        return [q.id for q in sorted(like, key=lambda q: (level_distance(q.level, asked.level), q.id))]
