"""From role, level and minutes to certified forms with all that a kit and a brief are made of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Taxonomy
from touchstone.banks.variant import Variant
from touchstone.interviews import easing
from touchstone.interviews.asking import AskedQuestion
from touchstone.interviews.assembly import first_met
from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.certificate import Certificate, certify
from touchstone.interviews.forms import Assembled, Form, Infeasible
from touchstone.interviews.kit import Material
from touchstone.interviews.pool import PoolQuestion, within
from touchstone.roles.profile import Profile

SAMPLES = 2  # a brief shows two questions
SPARE = 4  # questions of a subtopic and level below which none is given away as a sample
OWN_LEVEL = (0.4, 1 / 3)  # the least share of the role's own level, when half of it can't be had
SHORTER = 0.8  # of the least question time, when a small bank can't fill the clock
SMALL = "The bank is small here"
SAMPLE_SEED = 1  # all candidates see the same numbers, whatever the seed of their form

Draw = Callable[[Question, int], Variant]


@dataclass(frozen=True)
class InterviewSet:
    """Parallel forms, each with its certificate, and the samples that stand in none of them.

    `eased` says what had to give way because the bank is small here; "" when nothing had to.
    """

    assembled: Assembled
    certificates: tuple[Certificate, ...]
    samples: tuple[str, ...]
    eased: str = ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in their order."""
        return self.assembled.forms


def make_set(
    blueprint: Blueprint, pool: Iterable[PoolQuestion], *, forms: int = 1, seed: int = 1, bank_hash: str = ""
) -> InterviewSet | Infeasible:
    """Certified forms for a blueprint; samples are set aside first, always the same two for the same bank.

    What was asked for is kept or the set is infeasible. The mix of levels, one question a skill and a full
    clock are our own wishes: they give way, as little as will do, before a small bank gives nothing.
    """
    held = list(pool)
    kept = reserved(blueprint, held)
    strict = replace(blueprint, samples=kept)
    outcome = first_met(_softer(strict), held, forms=forms, seed=seed)
    if isinstance(outcome, Infeasible):
        return outcome
    wishes = replace(outcome.blueprint, samples=kept)
    eased = "" if wishes == strict else easing.changes(strict, forms, wishes, forms, leading=SMALL)
    return _certified(outcome, held, outcome.blueprint.samples, eased, bank_hash)


def _softer(blueprint: Blueprint) -> Iterator[Blueprint]:
    """The blueprint, then with more and more of our own wishes given up; keeping samples back goes first."""
    yield blueprint
    if blueprint.samples:
        blueprint = replace(blueprint, samples=())
        yield blueprint
    yield replace(blueprint, one_per_skill=False)
    for own in OWN_LEVEL:
        shares = tuple(
            replace(share, at_least=own)
            if share.at_least
            else replace(share, at_most=max(share.at_most, 1 - own))
            for share in blueprint.shares
        )
        yield replace(blueprint, shares=shares)
        yield replace(blueprint, shares=shares, one_per_skill=False)
    low = float(math.floor(blueprint.low_minutes * SHORTER))
    yield replace(blueprint, shares=shares, one_per_skill=False, low_minutes=low)


def _certified(
    outcome: Assembled, held: list[PoolQuestion], samples: tuple[str, ...], eased: str, bank_hash: str
) -> InterviewSet:
    kept = samples or _outside(outcome, held)
    return certified(outcome, samples=kept, eased=eased, bank_hash=bank_hash)


def certified(outcome: Assembled, *, samples: tuple[str, ...], eased: str, bank_hash: str) -> InterviewSet:
    """The forms, each with its certificate."""
    certificates = tuple(certify(outcome, form, bank_hash=bank_hash) for form in outcome.forms)
    return InterviewSet(outcome, certificates, samples, eased)


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
