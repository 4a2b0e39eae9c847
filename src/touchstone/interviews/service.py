"""One call for pages and commands: from role and level to certified forms, a kit and a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from touchstone.banks.bank import Bank
from touchstone.banks.exchange.exporting import Export, Format, export
from touchstone.banks.variant import CannotDraw
from touchstone.core.problems import Problem
from touchstone.core.templates import Template, load_template
from touchstone.interviews import kit as kits
from touchstone.interviews import swap as swaps
from touchstone.interviews.blueprint import DEFAULT_MINUTES, LEVEL_MIX, Need
from touchstone.interviews.certificate import Certificate, Checked, load
from touchstone.interviews.derive import Ledger, blueprint, pool
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.kit import Material, Occasion, titles
from touchstone.interviews.plan import Plan
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.sets import Draw, InterviewSet, certified, make_set, material
from touchstone.interviews.swap import Refusal
from touchstone.roles.profile import Profile

Paper = Literal["kit", "brief"]


@dataclass(frozen=True)
class Request:
    """What somebody asks for. Empty `kinds` and `tools` mean all that the bank has.

    `skills` are the ids of the must skills that one interview of a loop is for; None: all of them.
    """

    level: str
    minutes: int = DEFAULT_MINUTES
    forms: int = 1
    seed: int = 1
    needs: tuple[Need, ...] = ()
    kinds: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    skills: tuple[str, ...] | None = None
    overlap: int = 0


@dataclass(frozen=True)
class Printed:
    """A kit or a brief in Markdown, its title, and the line for the foot of each page."""

    title: str
    markdown: str
    footer: str


@dataclass(frozen=True)
class Interviews:
    """What interview sets are made of: the bank, the folder of templates, and who draws the numbers."""

    bank: Bank
    templates: Path
    draw: Draw
    ledger: Callable[[], Ledger] = Ledger

    def assemble(
        self, profile: Profile, request: Request, *, ledger: Ledger | None = None
    ) -> InterviewSet | Infeasible:
        """Parallel forms, or why there are none. ValueError for a level or a length that can't be.

        A level that the profile refuses is refused with its reason. `ledger` is what was shown to whom (None:
        as it is now). The same ledger gives the same set.
        """
        if request.level in profile.refused:
            return _refused(profile, request.level)
        questions, levels = self.bank.questions.values(), LEVEL_MIX.get(request.level, {})
        made = blueprint(
            profile,
            request.level,
            request.minutes,
            known={question.skill for question in questions if question.level in levels},
            skills=request.skills,
            needs=request.needs,
            kinds=request.kinds,
            tools=request.tools,
            must_include=request.must_include,
            exclude=request.exclude,
            asked=request.asked,
            overlap=request.overlap,
        )
        held = pool(questions, ledger or self.ledger(), planned=request.forms)
        return make_set(made, held, forms=request.forms, seed=request.seed, bank_hash=self.bank.hash)

    def loop(
        self, profile: Profile, planned: Plan, seed: int = 1, *, ledger: Ledger | None = None
    ) -> dict[str, InterviewSet | Infeasible]:
        """One form for each interview of a plan that the bank is asked for, by the stage's id.

        No interview repeats a question of an earlier one, nor one that an earlier one gives away.
        """
        found: dict[str, InterviewSet | Infeasible] = {}
        asked: tuple[str, ...] = ()
        for stage in planned.stages:
            if not stage.assembled:
                continue
            request = Request(planned.level, stage.stage.minutes, seed=seed, skills=stage.skills, asked=asked)
            outcome = self.assemble(profile, request, ledger=ledger)
            found[stage.stage.id] = outcome
            if isinstance(outcome, InterviewSet):
                asked = (*asked, *(question.id for question in outcome.forms[0].questions))
        return found

    def swap(
        self, made: InterviewSet, place: int, out: str, into: str, *, ledger: Ledger | None = None
    ) -> InterviewSet | Refusal:
        """The set with one question of form number `place` (from 0) changed by hand, certified anew."""
        changed = swaps.swap(made.assembled, place, out, into, self._pool(made, ledger))
        if isinstance(changed, Refusal):
            return changed
        return certified(changed, samples=made.samples, eased=made.eased, bank_hash=self.bank.hash)

    def alternatives(
        self, made: InterviewSet, place: int, out: str, *, ledger: Ledger | None = None
    ) -> list[str]:
        """Ids of the questions that could stand in for `out` with every request met, the most alike first."""
        found = swaps.alternatives(made.assembled, place, out, self._pool(made, ledger))
        return [question.id for question in found]

    def _pool(self, made: InterviewSet, ledger: Ledger | None) -> list[PoolQuestion]:
        planned = len(made.forms)
        return pool(self.bank.questions.values(), ledger or self.ledger(), planned=planned)

    def recheck(self, data: Mapping[str, Any], profile_hash: str) -> Checked:
        """A kept certificate proved again on today's bank and profile."""
        return load(data, pool(self.bank.questions.values()), profile_hash=profile_hash)

    def material(self, made: InterviewSet, place: int, profile: Profile) -> Material | Problem:
        """Form number `place` (from 0) with its numbers drawn; a Problem when a question has none."""
        try:
            return material(made, place, profile, self.bank.questions, self.bank.taxonomy, self.draw)
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


def _refused(profile: Profile, level: str) -> Infeasible:
    offered = ", ".join(profile.advertised)
    said = f"{profile.title}, {level}: {profile.refused[level]}"
    return Infeasible((said, f"Levels of this role: {offered}."))


def as_json(outcome: InterviewSet | Infeasible) -> dict[str, Any]:
    """The shape that `touchstone interview --format json` prints."""
    if isinstance(outcome, Infeasible):
        return {"forms": [], "infeasible": list(outcome.told)}
    forms = [
        {
            "id": form.id,
            "seed": form.seed,
            "minutes": _whole(form.minutes),
            "questions": [
                {
                    "id": question.id,
                    "variant": variant,
                    "skill": question.skill,
                    "level": question.level,
                    "minutes": _whole(question.minutes),
                }
                for question, variant in zip(form.questions, form.variants, strict=True)
            ],
            "certificate": certificate.data(),
        }
        for form, certificate in zip(outcome.forms, outcome.certificates, strict=True)
    ]
    return {"forms": forms, "infeasible": []}


def _whole(minutes: float) -> int | float:
    return int(minutes) if float(minutes).is_integer() else minutes


def summary(made: InterviewSet, titles: dict[str, str]) -> Iterable[str]:
    """The forms as lines of Markdown: what each asks, and what it promises."""
    blueprint_ = made.assembled.blueprint
    yield f"# Interview set: {blueprint_.title}"
    for form, certificate in zip(made.forms, made.certificates, strict=True):
        yield ""
        yield f"## {form.id} ({form.index} of {len(made.forms)}), seed {form.seed}"
        yield ""
        yield "| Question | Skill | Level | Minutes | Variant |"
        yield "| --- | --- | --- | --- | --- |"
        for question, variant in zip(form.questions, form.variants, strict=True):
            title = titles.get(question.id, question.id)
            yield f"| {title} | {question.skill} | {question.level} | {question.minutes:g} | {variant} |"
        yield ""
        error = certificate.standard_error
        told = "" if error is None else f" Predicted standard error at the cut {error:.2f} logits."
        yield (
            f"{form.minutes:g} minutes of questions in {blueprint_.minutes}. {all_met(certificate)} "
            f"Mean difficulty {certificate.difficulty:+z.2f} logits, "
            f"spread over the set {certificate.difficulty_spread:.2f}.{told}"
        )


def all_met(certificate: Certificate) -> str:
    """Whether a form has all that was asked for, and what it lacks, by name and with the reason."""
    missing = [item for item in certificate.met if not item.met]
    if not missing:
        return "All requests met."
    listed = "; ".join(f"{item.request} (wanted {item.wanted}, found {item.found})" for item in missing)
    return f"NOT met: {listed}. Look at it in another interview. All other requests met."
