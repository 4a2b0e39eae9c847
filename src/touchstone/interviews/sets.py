"""From role, level and minutes to certified forms with all that a kit and a brief are made of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Taxonomy
from touchstone.banks.variant import Variant
from touchstone.interviews.asking import AskedQuestion
from touchstone.interviews.assembly import first_met, met_soon
from touchstone.interviews.blueprint import Blueprint, Share
from touchstone.interviews.budget import Budget, TimeIsUp
from touchstone.interviews.certificate import Certificate, certify
from touchstone.interviews.eased import SMALL, TO_MEET, Eased, gave_way, plain_mix, told
from touchstone.interviews.forms import Assembled, Form, Infeasible
from touchstone.interviews.kit import Material
from touchstone.interviews.pool import PoolQuestion, within
from touchstone.interviews.to_score import to_score
from touchstone.roles.profile import Profile

SAMPLES = 2  # a brief shows two questions
# The levels that samples are taken from, the nearest first.
NEAREST = {
    "junior": ("junior", "mid", "senior"),
    "mid": ("mid", "junior", "senior"),
    "senior": ("senior", "mid", "junior"),
    "staff": ("senior", "mid", "junior"),
}
OWN_LEVEL = (0.4, 1 / 3)  # the least share of the role's own level, when half of it can't be had
SHORTER = 0.8  # of the least question time, when a small bank can't fill the clock
# With the third level of a mix gone to what was asked for: in small steps, so that no wish is dropped of
# which something can be had; 1 of 20 questions, the most of an hour, is 5 %. Then nothing but what was asked.
ASKED_FOR = (0.25, 0.2, 0.15, 0.1, 0.05, 0.0)
SAMPLE_SEED = 1  # all candidates see the same numbers, whatever the seed of their form

Draw = Callable[[Question, int], Variant]


@dataclass(frozen=True)
class Certified:
    """One form with its certificate: all that a kit and a brief are made from, beside bank and profile."""

    form: Form
    certificate: Certificate

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the questions, without those that everybody is asked."""
        return self.form.ids - set(self.certificate.blueprint.common)


@dataclass(frozen=True)
class InterviewSet:
    """Parallel forms, each with its certificate, and the samples that stand in none of them.

    `eased` are our own wishes that had to give way.
    """

    assembled: Assembled
    certificates: tuple[Certificate, ...]
    samples: tuple[str, ...]
    eased: tuple[Eased, ...] = ()

    @property
    def eased_told(self) -> str:
        """What had to give way, in words; "" when nothing had to."""
        return told(self.eased)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in their order."""
        return self.assembled.forms

    @property
    def certified(self) -> tuple[Certified, ...]:
        """Each form with its certificate."""
        return tuple(map(Certified, self.forms, self.certificates))


def make_set(
    blueprint: Blueprint,
    pool: Iterable[PoolQuestion],
    *,
    forms: int = 1,
    seed: int = 1,
    bank_hash: str = "",
    asked: bool = False,
    soon: bool = False,
    budget: Budget | None = None,
    eased: Iterable[Eased] = (),
) -> InterviewSet | Infeasible:
    """Certified forms for a blueprint, with the samples for its brief, always the same for the same bank.

    What was asked for is kept or the set is infeasible. The mix of levels, one question a skill and a full
    clock are our own wishes: they give way, as little as will do, before a small bank gives nothing. Where
    somebody `asked` for questions (by topic, name, kind or tools) the mix gives way wholly, if need be.
    With `soon` nothing is searched for long, and a refusal has no reasons. `eased` is what gave way before.
    """
    held = list(pool)
    strict = replace(blueprint, samples=samples(blueprint, held))
    wishes = list(_softer(strict, asked))
    bound = budget or Budget()
    outcome: Assembled | Infeasible
    if soon:
        outcome = _soon(wishes, held, forms, seed, bound)
    else:
        outcome = first_met(wishes, held, forms=forms, seed=seed, budget=bound)
    if isinstance(outcome, Infeasible):
        return outcome
    more = gave_way(plain_mix(strict), outcome.blueprint, TO_MEET if asked else SMALL)
    return certified(outcome, eased=(*eased, *more), bank_hash=bank_hash)


def _soon(
    wishes: Sequence[Blueprint], held: Sequence[PoolQuestion], forms: int, seed: int, budget: Budget
) -> Assembled | Infeasible:
    try:
        made = met_soon(wishes, held, forms=forms, seed=seed, budget=budget)
    except TimeIsUp:
        return Infeasible((), proved=False, decided=False)
    return made or Infeasible((), proved=False)


def _softer(blueprint: Blueprint, asked: bool) -> Iterator[Blueprint]:
    """The blueprint, then with more and more of our own wishes given up; the last holds all others."""
    yield blueprint
    yield replace(blueprint, one_per_skill=False)
    for own in (*OWN_LEVEL, *ASKED_FOR) if asked else OWN_LEVEL:
        shares = tuple(_softened(share, own) for share in blueprint.shares)
        yield replace(blueprint, shares=shares)
        yield replace(blueprint, shares=shares, one_per_skill=False)
    low = float(math.floor(blueprint.low_minutes * SHORTER))
    yield replace(blueprint, shares=shares, one_per_skill=False, low_minutes=low)


def _softened(share: Share, own: float) -> Share:
    if share.beside:
        return share if own else replace(share, asked=Share.ANY)
    if share.at_least:
        return replace(share, at_least=min(share.at_least, own))
    return replace(share, at_most=max(share.at_most, 1 - own))


def certified(outcome: Assembled, *, eased: tuple[Eased, ...], bank_hash: str) -> InterviewSet:
    """The forms, each with its certificate."""
    certificates = tuple(certify(outcome, form, bank_hash=bank_hash, eased=eased) for form in outcome.forms)
    return InterviewSet(outcome, certificates, outcome.blueprint.samples, eased)


def samples(blueprint: Blueprint, pool: Iterable[PoolQuestion]) -> tuple[str, ...]:
    """Up to two questions that candidates see beforehand: no form of any interview holds one.

    They lie in the topics asked about, or else in their areas, as near to the level as there are; one that a
    person marks and one that has a key, where both are near. They don't depend on the seed.
    """
    near = _nearest([q for q in pool if q.sample], blueprint)
    first = near[:1]
    other = [q for q in near[1:] if (q.kind == "spoken") != (first[0].kind == "spoken")]
    return tuple(q.id for q in dict.fromkeys((*first, *other[:1], *near)))[:SAMPLES]


def _nearest(held: list[PoolQuestion], blueprint: Blueprint) -> list[PoolQuestion]:
    """Samples on the blueprint's topics at its level or the next one, else what there is, nearest first."""
    levels = NEAREST[blueprint.level]
    areas = tuple(dict.fromkeys(topic.split(".")[0] for topic in blueprint.topics))
    held.sort(key=lambda q: (not within(q.skill, blueprint.topics), levels.index(q.level), q.id))
    fitting = [q for q in held if within(q.skill, areas)]
    best = [q for q in fitting if within(q.skill, blueprint.topics) and q.level in levels[:2]]
    return best if len(best) >= SAMPLES else fitting


def material(
    held: Certified,
    profile: Profile,
    questions: Mapping[str, Question],
    taxonomy: Taxonomy,
    draw: Draw,
) -> Material:
    """A form with its questions drawn. Raises what `draw` raises."""
    form = held.form

    def asked(name: str, seed: int) -> AskedQuestion:
        question = questions[name]
        named = taxonomy.title(question.skill), taxonomy.title(question.subtopic)
        return AskedQuestion(question, draw(question, seed), *named)

    return Material(
        profile=profile,
        form=form,
        certificate=held.certificate,
        asked=tuple(asked(q.id, v) for q, v in zip(form.questions, form.variants, strict=True)),
        samples=tuple(asked(n, SAMPLE_SEED) for n in held.certificate.blueprint.samples if n in questions),
        calibration=to_score(form, questions),
    )
