"""From role, level and minutes to certified forms with all that a kit and a brief are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Taxonomy
from touchstone.banks.variant import Variant
from touchstone.interviews.asking import AskedQuestion
from touchstone.interviews.assembly import assemble
from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.certificate import Certificate, certify
from touchstone.interviews.forms import Assembled, Form, Infeasible
from touchstone.interviews.kit import Material
from touchstone.interviews.pool import PoolQuestion, within
from touchstone.roles.profile import Profile

SAMPLES = 2  # a brief shows two questions
SPARE = 4  # questions of a subtopic and level below which none is given away as a sample
SAMPLE_SEED = 1  # all candidates see the same numbers, whatever the seed of their form

Draw = Callable[[Question, int], Variant]


@dataclass(frozen=True)
class InterviewSet:
    """Parallel forms, each with its certificate, and the samples that stand in none of them."""

    assembled: Assembled
    certificates: tuple[Certificate, ...]
    samples: tuple[str, ...]

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in their order."""
        return self.assembled.forms


def make_set(
    blueprint: Blueprint, pool: Iterable[PoolQuestion], *, forms: int = 1, seed: int = 1, bank_hash: str = ""
) -> InterviewSet | Infeasible:
    """Certified forms for a blueprint; samples are set aside first, always the same two for the same bank."""
    held = list(pool)
    kept = reserved(blueprint, held)
    outcome = assemble(replace(blueprint, samples=kept), held, forms=forms, seed=seed)
    if isinstance(outcome, Infeasible):
        return outcome
    certificates = tuple(certify(outcome, form, bank_hash=bank_hash) for form in outcome.forms)
    return InterviewSet(outcome, certificates, kept or _outside(outcome, held))


def reserved(blueprint: Blueprint, pool: Iterable[PoolQuestion]) -> tuple[str, ...]:
    """Up to two questions that candidates may see beforehand, where the bank has most to spare.

    One that a person marks and one that has a key, when there are both. They don't depend on the seed, so
    that the rest of the bank stays unseen however many sets are made.
    """
    fitting = [q for q in pool if within(q.skill, blueprint.topics) and q.level in blueprint.levels]
    supply = Counter(_cell(question) for question in fitting)
    spare = [q for q in fitting if supply[_cell(q)] >= SPARE and q.id not in blueprint.must_include]
    spare.sort(key=lambda q: (-supply[_cell(q)], q.id))
    spoken = [question.id for question in spare if question.kind == "spoken"]
    keyed = [question.id for question in spare if question.kind != "spoken"]
    return tuple([*keyed[:1], *spoken[:1], *keyed[1:], *spoken[1:]][:SAMPLES])


def _cell(question: PoolQuestion) -> tuple[str, str]:
    return question.skill.rpartition(".")[0], question.level


def _outside(assembled: Assembled, pool: Iterable[PoolQuestion]) -> tuple[str, ...]:
    """Samples from a bank that can spare none: questions that no form of this set asks, or their enemies."""
    asked = {question.id for form in assembled.forms for question in form.questions}
    enemies = {name for form in assembled.forms for question in form.questions for name in question.enemies}
    free = [
        question
        for question in pool
        if question.id not in asked | enemies
        and asked.isdisjoint(question.enemies)
        and within(question.skill, assembled.blueprint.topics)
    ]
    return tuple(question.id for question in sorted(free, key=lambda q: (q.difficulty, q.id))[:SAMPLES])


def material(
    made: InterviewSet,
    place: int,
    profile: Profile,
    questions: Mapping[str, Question],
    taxonomy: Taxonomy,
    draw: Draw,
) -> Material:
    """Form number `place` (from 0) with its questions drawn. Raises what `draw` raises."""
    form = made.forms[place]

    def asked(name: str, seed: int) -> AskedQuestion:
        question = questions[name]
        return AskedQuestion(question, draw(question, seed), taxonomy.title(question.skill))

    return Material(
        profile=profile,
        form=form,
        certificate=made.certificates[place],
        asked=tuple(asked(q.id, v) for q, v in zip(form.questions, form.variants, strict=True)),
        samples=tuple(asked(name, SAMPLE_SEED) for name in made.samples),
        calibration=_calibration(form, questions),
    )


def _calibration(form: Form, questions: Mapping[str, Question]) -> tuple[Question, ...]:
    """Questions with scored sample answers: of the form itself first, then of its areas."""
    own = [questions[q.id] for q in form.questions]
    areas = {question.area for question in own}
    others = [q for _, q in sorted(questions.items()) if q.area in areas and q not in own]
    return tuple(question for question in (*own, *others) if question.calibration)[:2]
