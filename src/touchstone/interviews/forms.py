"""What assembly gives back: forms, or the reasons why there are none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from touchstone.core.hashes import content_hash, short
from touchstone.interviews.blueprint import Blueprint
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.request import Request


@dataclass(frozen=True)
class Form:
    """One ordered list of questions, each with the seed of its variant.

    `seed` is the seed of the whole set and `index` (from 1) the form's place in it.
    """

    id: str
    index: int
    seed: int
    questions: tuple[PoolQuestion, ...]
    variants: tuple[int, ...]

    @property
    def minutes(self) -> float:
        """Minutes of all questions together."""
        return sum(question.minutes for question in self.questions)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the questions."""
        return frozenset(question.id for question in self.questions)

    @property
    def difficulty(self) -> float:
        """The mean difficulty of the questions, in logits; 0 for an empty form."""
        return sum(q.difficulty for q in self.questions) / len(self.questions) if self.questions else 0.0


@dataclass(frozen=True)
class Assembled:
    """All forms of a set. `difficulty` is the mean that they share within the band (None: one form)."""

    blueprint: Blueprint
    seed: int
    forms: tuple[Form, ...]
    difficulty: float | None


@dataclass(frozen=True)
class Offer:
    """The nearest blueprint that was seen to work, and what is changed in it, in words."""

    blueprint: Blueprint
    forms: int
    says: str


@dataclass(frozen=True)
class Instead:
    """Something that can be asked for in place of a refused request and works, and what it changes, in
    words."""

    request: Request
    says: str


@dataclass(frozen=True)
class Infeasible:
    """Why a request can't be met, in sentences.

    `proved` is False when the search ended without a set and without a proof that there is none; `decided`
    when it was not stopped for its time. `offer` is the nearest blueprint that works, `instead` are requests
    that do, each tried as it would be asked.
    """

    sentences: tuple[str, ...]
    offer: Offer | None = None
    proved: bool = True
    decided: bool = True
    instead: tuple[Instead, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """All sentences, the offers last."""
        return (*self.sentences, *(held.says for held in self.instead or (self.offer,) if held))


def make_form(blueprint: Blueprint, seed: int, index: int, questions: list[PoolQuestion]) -> Form:
    """A form with its variants and an id that any change of content changes.

    What everybody is asked comes first, in the loop's order; then the others, easy ones first.
    """
    common = {name: place for place, name in enumerate(blueprint.common)}
    ordered = tuple(
        sorted(questions, key=lambda q: (common.get(q.id, len(common)), q.difficulty, q.skill, q.id))
    )
    variants = tuple(variant_seed(seed, index, question.id) for question in ordered)
    held = [[q.id, q.hash, variant] for q, variant in zip(ordered, variants, strict=True)]
    digest = content_hash({"blueprint": blueprint.hash, "seed": seed, "index": index, "questions": held})
    return Form(f"form-{short(digest)}", index, seed, ordered, variants)


def variant_seed(seed: int, index: int, question_id: str) -> int:
    """The seed (31 bits) that a question's numbers are drawn with in one form."""
    digest = hashlib.sha256(f"{seed}/{index}/{question_id}".encode()).digest()
    return int.from_bytes(digest[:4]) >> 1
