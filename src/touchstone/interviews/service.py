"""One call for pages and commands: from role and level to certified forms, a kit and a brief."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from touchstone.banks.bank import Bank
from touchstone.banks.exchange.exporting import Export, Format, export
from touchstone.banks.variant import CannotDraw
from touchstone.core.problems import Problem
from touchstone.core.templates import Template, load_template
from touchstone.interviews import kit as kits
from touchstone.interviews import swap as swaps
from touchstone.interviews.blueprint import LEVEL_MIX, Blueprint
from touchstone.interviews.budget import SEARCH_SECONDS, WHOLE_SECONDS, Budget
from touchstone.interviews.certificate import Certificate, Checked, load
from touchstone.interviews.derive import Ledger, blueprint, pool
from touchstone.interviews.eased import scope_gave_way
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.kit import Material, Occasion, titles
from touchstone.interviews.loop import Loop
from touchstone.interviews.loop_search import LoopSearch
from touchstone.interviews.loop_sets import LoopSets, Swap
from touchstone.interviews.offering import instead
from touchstone.interviews.plan import Plan
from touchstone.interviews.pool import PoolQuestion, within
from touchstone.interviews.request import Request
from touchstone.interviews.scope import Scope
from touchstone.interviews.sets import Certified, Draw, InterviewSet, certified, make_set, material
from touchstone.interviews.swap import Refusal
from touchstone.roles.profile import Profile

Paper = Literal["kit", "brief"]


@dataclass(frozen=True)
class Printed:
    """A kit or a brief in Markdown, its title, and the line for the foot of each page.

    `more` are others that follow it in one file, each with a footer of its own.
    """

    title: str
    markdown: str
    footer: str
    more: tuple[Printed, ...] = ()

    @property
    def parts(self) -> tuple[Printed, ...]:
        """This one and those that follow."""
        return (self, *self.more)

    @property
    def whole(self) -> str:
        """All of them in one text, each on a new page."""
        return "\n\n---\n\n".join(part.markdown.rstrip() for part in self.parts) + "\n"


def nothing_shown(before: datetime | None = None) -> Ledger:
    """The ledger of a place that keeps none."""
    return Ledger()


@dataclass(frozen=True)
class Interviews:
    """What interview sets are made of: the bank, the folder of templates, who draws the numbers, what was
    shown to whom so far, or before a moment, the clock by which a search is bounded, and the loop, which
    alone says what everybody is asked."""

    bank: Bank
    templates: Path
    draw: Draw
    ledger: Callable[..., Ledger] = nothing_shown
    clock: Callable[[], float] = time.thread_time
    the_loop: Loop | None = None

    def assemble(
        self, profile: Profile, request: Request, *, ledger: Ledger | None = None
    ) -> InterviewSet | Infeasible:
        """Parallel forms, or why there are none. ValueError for a level or a length that can't be.

        A level that the profile refuses is refused with its reason. `ledger` is what was shown to whom (None:
        as it is now). The same ledger gives the same set.
        """
        if request.level in profile.refused:
            return _refused(profile, request.level)
        held = ledger or self.ledger()
        whole = self._within(WHOLE_SECONDS)
        outcome = self._softly(profile, request, held, self._within(SEARCH_SECONDS))
        if isinstance(outcome, InterviewSet):
            return outcome

        def works(other: Request, budget: Budget) -> bool:
            return isinstance(self._softly(profile, other, held, budget, soon=True), InterviewSet)

        fixed = request.scope is not None
        offers = instead(request, outcome, works, fixed=fixed, allowed=whole.offers)
        return replace(outcome, instead=offers, offer=None)

    def _within(self, seconds: float) -> Budget:
        return Budget(seconds, self.clock)

    def _softly(
        self, profile: Profile, request: Request, ledger: Ledger, budget: Budget, *, soon: bool = False
    ) -> InterviewSet | Infeasible:
        """The set, for an interview of a loop with less of what we wish where the bank is small."""
        *harder, least = (request.scope, *request.scope.softer()) if request.scope else (None,)
        for scope in harder:
            made = self._assembled(profile, request, scope, ledger, budget, soon=True)
            if isinstance(made, InterviewSet):
                return made
        return self._assembled(profile, request, least, ledger, budget, soon=soon)

    def _assembled(
        self,
        profile: Profile,
        request: Request,
        scope: Scope | None,
        ledger: Ledger,
        budget: Budget,
        *,
        soon: bool,
    ) -> InterviewSet | Infeasible:
        """A set for an interview of a loop with this `scope`, as much as is left of the request's own."""
        questions, levels = self.bank.questions.values(), LEVEL_MIX.get(request.level, {})
        made = blueprint(
            profile,
            request.level,
            request.minutes,
            known={(question.skill, question.kind) for question in questions if question.level in levels},
            scope=scope and self._known(scope),
            needs=request.needs,
            kinds=request.kinds,
            tools=request.tools,
            must_include=request.must_include,
            exclude=request.exclude,
            asked=request.asked,
            overlap=request.overlap,
        )
        made = self._filled(made)
        held = pool(questions, ledger, planned=request.forms, common=made.common)
        return make_set(
            made,
            held,
            forms=request.forms,
            seed=request.seed,
            bank_hash=self.bank.hash,
            asked=request.names_questions,
            soon=soon,
            budget=budget,
            eased=scope_gave_way(request.scope, scope) if request.scope and scope else (),
        )

    def _known(self, scope: Scope) -> Scope:
        """The scope without questions that are missing: `check` says that the loop's file is wrong."""
        return replace(scope, common=tuple(name for name in scope.common if name in self.bank.questions))

    def _filled(self, made: Blueprint) -> Blueprint:
        """A blueprint whose clock the questions for everybody may fill alone, where nothing else can."""
        total = sum(self.bank.questions[name].minutes for name in made.common)
        others = any(
            within(question.skill, made.topics) and not question.sample and name not in made.common
            for name, question in self.bank.questions.items()
        )
        return made if others or not made.common else replace(made, low_minutes=min(made.low_minutes, total))

    def loop(
        self,
        profile: Profile,
        planned: Plan,
        request: Request,
        *,
        swaps: Mapping[str, Sequence[Swap]] = MappingProxyType({}),
        last: str = "",
        ledger: Ledger | None = None,
    ) -> LoopSets:
        """Parallel forms for each interview of a plan, up to the stage `last` ("": all of them).

        `request` says how many forms and with which seed; the plan has the minutes. What else it asks for
        holds in the stage `last` alone. `swaps` are made by hand, by stage.
        """
        held, refused = ledger or self.ledger(), request.level in profile.refused

        def softly(own: Request, budget: Budget, soon: bool) -> InterviewSet | Infeasible:
            if refused:
                return _refused(profile, request.level)
            return self._softly(profile, own, held, budget, soon=soon)

        def exchange(made: InterviewSet, swap: Swap) -> InterviewSet | Refusal:
            return self.swap(made, *swap, ledger=held)

        search = LoopSearch(planned, self.bank.questions, softly, exchange, swaps, last)
        whole = self._within(WHOLE_SECONDS)
        made = search.sets(request, self._within(SEARCH_SECONDS))
        missed = next((one for one in search.asked(made) if isinstance(one, Infeasible)), None)
        if missed is None or refused:
            return made
        return made.offering(instead(request, missed, search.works, fixed=True, allowed=whole.offers))

    def swap(
        self, made: InterviewSet, place: int, out: str, into: str, *, ledger: Ledger | None = None
    ) -> InterviewSet | Refusal:
        """The set with one question of form number `place` (from 0) changed by hand, certified anew."""
        if not 0 <= place < len(made.forms):
            return Refusal((f"There is no form {place + 1}; the set has {len(made.forms)}.",))
        changed = swaps.swap(made.assembled, place, out, into, self._pool(made, ledger))
        if isinstance(changed, Refusal):
            return changed
        return certified(changed, eased=made.eased, bank_hash=self.bank.hash)

    def alternatives(
        self, made: InterviewSet, place: int, out: str, *, ledger: Ledger | None = None
    ) -> list[str]:
        """Ids of the questions that could stand in for `out` with every request met, the most alike first."""
        found = swaps.alternatives(made.assembled, place, out, self._pool(made, ledger))
        return [question.id for question in found]

    def _pool(self, made: InterviewSet, ledger: Ledger | None) -> list[PoolQuestion]:
        common = made.assembled.blueprint.common
        held = ledger or self.ledger()
        return pool(self.bank.questions.values(), held, planned=len(made.forms), common=common)

    def recheck(self, data: Mapping[str, Any], profile_hash: str) -> Checked:
        """A kept certificate proved again on today's bank, profile and loop."""
        checked = load(
            data,
            pool(self.bank.questions.values()),
            bank_hash=self.bank.hash,
            profile_hash=profile_hash,
        )
        said = tuple(self._not_for_everybody(checked.certificate)) if checked.certificate else ()
        return replace(checked, problems=(*checked.problems, *said))

    def _not_for_everybody(self, held: Certificate) -> Iterator[str]:
        """What is said to be asked of everybody and is not: such questions are kept out of the ledger, so a
        set that names all of its own could be shown to anybody, any number of times."""
        stages = self.the_loop.for_role(held.blueprint.role) if self.the_loop else ()
        asks = {name for stage in stages if stage.title == held.blueprint.stage for name in stage.asks}
        for name in held.blueprint.common:
            if name not in asks:
                where = f"“{held.blueprint.stage}”" if held.blueprint.stage else "no interview of a loop"
                yield f"The loop doesn't say that everybody is asked {name!r} in {where}."

    def material(self, held: Certified, profile: Profile) -> Material | Problem:
        """A form with its numbers drawn; a Problem when a question has none."""
        try:
            return material(held, profile, self.bank.questions, self.bank.taxonomy, self.draw)
        except CannotDraw as error:
            entry = self.bank.entries[error.question_id]
            return entry.places.problem(("id",), str(error))

    def exchanged(self, forms: Sequence[Material], kind: Format) -> Export:
        """Forms as one file for a learning system, keys and solutions included: not for candidates."""
        variants = [asked.variant for form in forms for asked in form.asked]
        title = f"{titles(forms[0])['kit']} ({', '.join(form.form.id for form in forms)})"
        return export(variants, kind, questions=self.bank.questions, title=title)

    def printed(self, paper: Paper, drawn: Material, occasion: Occasion) -> Printed | list[Problem]:
        """The kit or the brief of one form, or what is wrong with its template."""
        template = load_template(self.templates / "interviews" / f"{paper}.md.j2")
        if not isinstance(template, Template):
            return template
        fill = kits.kit if paper == "kit" else kits.brief
        markdown = fill(template, drawn, occasion)
        if isinstance(markdown, Problem):
            return [markdown]
        foot = kits.footer(drawn.certificate, answers=True) if paper == "kit" else ""
        return Printed(kits.titles(drawn)[paper], markdown, foot)

    def printed_forms(
        self, paper: Paper, forms: Sequence[Certified], profile: Profile, occasion: Occasion
    ) -> list[tuple[tuple[str, ...], Printed]] | list[Problem]:
        """Kits or briefs of several forms, each with the parts of a name for its file; or what is wrong."""
        found: list[tuple[tuple[str, ...], Printed]] = []
        for held in forms:
            drawn = self.material(held, profile)
            printed = [drawn] if isinstance(drawn, Problem) else self.printed(paper, drawn, occasion)
            if isinstance(printed, list):
                return printed
            found.append((paper_name(paper, held, profile), printed))
        return found


def paper_name(paper: Paper, held: Certified, profile: Profile) -> tuple[str, ...]:
    """What the name of the file of a form's kit or brief is made of."""
    blueprint = held.certificate.blueprint
    named = (blueprint.stage, profile.title, blueprint.level, f"form {held.form.index}")
    return (f"interview {paper}", *filter(None, named))


def _refused(profile: Profile, level: str) -> Infeasible:
    offered = ", ".join(profile.advertised)
    said = f"{profile.title}, {level}: {profile.refused[level]}"
    return Infeasible((said, f"Levels of this role: {offered}."))
