"""What is certified of a form, in a shape that can be stored, and the check when it is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from touchstone.core.hashes import content_hash, short
from touchstone.interviews.blueprint import Blueprint, as_data
from touchstone.interviews.eased import Eased, found_again, wishes
from touchstone.interviews.forms import Assembled, Form, make_form
from touchstone.interviews.met import Met, requests_met, says
from touchstone.interviews.pool import PoolQuestion
from touchstone.interviews.precision import ASSUMED_BEFORE, ASSUMES, CUTS, SOURCE, precision

FORMAT = 1  # raised when a field changes its meaning


@dataclass(frozen=True)
class Asked:
    """One question of a form: its id, the hash of what it said, and the seed of its numbers."""

    id: str
    hash: str
    variant: int


@dataclass(frozen=True)
class Certificate:
    """All that a form promises, with what it was made from. `hash` is over everything else.

    `eased` are our own wishes that gave way before a set was found; `blueprint` is what was left of them.
    Difficulties are in logits; `difficulty_spread` is the greatest less the least mean of the set's forms.
    """

    format: int
    form: str
    index: int
    forms: int
    seed: int
    blueprint: Blueprint
    blueprint_hash: str
    profile_hash: str
    bank_hash: str
    minutes: float
    questions: tuple[Asked, ...]
    met: tuple[Met, ...]
    blueprint_met: bool
    difficulty: float
    difficulty_shared: float | None
    difficulty_spread: float
    siblings: tuple[tuple[str, ...], ...]
    cut: float
    standard_error: float | None
    misclassified: float
    source: str
    assumes: str
    hash: str = ""
    eased: tuple[Eased, ...] = ()

    @property
    def gave_way(self) -> tuple[Eased, ...]:
        """What gave way, in a form that was certified before that was kept, too."""
        return self.eased or found_again(self.blueprint)

    def data(self) -> dict[str, Any]:
        """As JSON can carry it, without `eased` where nothing was: an older certificate keeps its hash."""
        found: dict[str, Any] = TypeAdapter(Certificate).dump_python(self, mode="json")
        if not self.eased:
            del found["eased"]
        said = TypeAdapter(dict[str, Any]).dump_python(as_data(self.blueprint), mode="json")
        return {**found, "blueprint": said}


def certify(assembled: Assembled, form: Form, *, bank_hash: str, eased: Sequence[Eased] = ()) -> Certificate:
    """The certificate of one form of a set. `eased` is what gave way before the set was found."""
    blueprint, others = assembled.blueprint, [other for other in assembled.forms if other is not form]
    siblings = tuple(tuple(sorted(other.ids)) for other in others)
    means = [other.difficulty for other in assembled.forms]
    met = requests_met(blueprint, form, [frozenset(ids) for ids in siblings], assembled.difficulty)
    made = Certificate(
        format=FORMAT,
        form=form.id,
        index=form.index,
        forms=len(assembled.forms),
        seed=form.seed,
        blueprint=blueprint,
        blueprint_hash=blueprint.hash,
        profile_hash=blueprint.profile_hash,
        bank_hash=bank_hash,
        difficulty_shared=assembled.difficulty,
        difficulty_spread=round(max(means) - min(means), 4),
        siblings=siblings,
        source=SOURCE,
        assumes=ASSUMES,
        eased=tuple(eased),
        **_figures(blueprint, form, met),
    )
    return replace(made, hash=_hash(made))


def _figures(blueprint: Blueprint, form: Form, met: Sequence[Met]) -> dict[str, Any]:
    """What follows from the form alone, and is worked out again when a certificate is read."""
    told = precision(form.questions, CUTS[blueprint.level])
    return {
        "minutes": form.minutes,
        "questions": _asked(form),
        "met": tuple(met),
        "blueprint_met": all(item.met for item in met),
        "difficulty": round(form.difficulty, 4),
        "cut": told.cut,
        "standard_error": None if told.standard_error is None else round(told.standard_error, 4),
        "misclassified": round(told.misclassified, 4),
    }


@dataclass(frozen=True)
class Checked:
    """A certificate that was read again, with its form, and every way in which it no longer holds.

    `another_bank` says that its bank is not today's, "" where it is: what is asked may be as it was, so that
    alone is no problem.
    """

    certificate: Certificate | None
    form: Form | None
    problems: tuple[str, ...]
    another_bank: str = ""


def load(
    data: Mapping[str, Any], bank: Iterable[PoolQuestion], *, bank_hash: str, profile_hash: str
) -> Checked:
    """Reads a stored certificate and proves it again on today's bank and profile. Never raises for `data`.

    Questions of the bank that the form doesn't ask may have changed, which is said; its own may not.
    """
    try:
        held = TypeAdapter(Certificate).validate_python(dict(data))
    except (ValidationError, TypeError, ValueError) as error:
        count = error.error_count() if isinstance(error, ValidationError) else 1
        return Checked(None, None, (f"This is not a certificate: {count} of its fields are wrong.",))
    if held.hash != _hash(held):
        return Checked(held, None, ("The certificate was changed after it was made: its hash does not fit.",))
    if held.format != FORMAT or held.blueprint.level not in CUTS:
        said = f"format {held.format}, level {held.blueprint.level[:40]!r}"
        return Checked(held, None, (f"This program knows no such certificate: {said}.",))
    today = {question.id: question for question in bank}
    gone = [
        f"The question {item.id!r} is no longer in the bank."
        for item in held.questions
        if item.id not in today
    ]
    if gone:
        return Checked(held, None, tuple(gone), _another_bank(held, bank_hash, gone))
    checked = _proved_again(held, today, profile_hash)
    return replace(checked, another_bank=_another_bank(held, bank_hash, checked.problems))


def _another_bank(held: Certificate, bank_hash: str, problems: Sequence[str]) -> str:
    """That the bank is another than the certificate names. Its hash can be made again: it proves no bank."""
    if held.bank_hash == bank_hash:
        return ""
    banks = f"bank {short(held.bank_hash)}, and today's is {short(bank_hash)}"
    same = "" if problems else "; the form's own questions are as they were"
    return f"It was certified against another bank than today's: it names {banks}{same}."


def _proved_again(held: Certificate, today: Mapping[str, PoolQuestion], profile_hash: str) -> Checked:
    form = make_form(held.blueprint, held.seed, held.index, [today[item.id] for item in held.questions])
    siblings = [frozenset(ids) for ids in held.siblings]
    met = requests_met(held.blueprint, form, siblings, held.difficulty_shared)
    problems = [
        f"The question {item.id!r} has changed since the form was made."
        for item in held.questions
        if today[item.id].hash != item.hash
    ]
    problems += [
        f"{item.request}: wanted {item.wanted}, found {item.found}."
        for item in met
        if not item.met and item not in held.met  # what was said to be missing from the start is no news
    ]
    if held.blueprint_hash != held.blueprint.hash:
        problems.append("The blueprint is not the one that its hash names.")
    if held.profile_hash != profile_hash:
        problems.append("The role profile has changed since the form was made.")
    if not problems:  # what changed since explains the rest
        problems += _untrue(held, form, met)
    return Checked(held, form, tuple(problems))


def _untrue(held: Certificate, form: Form, met: Sequence[Met]) -> Iterator[str]:
    """Figures that don't follow from the form. The hash proves nothing: it can be made again with them."""
    if form.id != held.form:
        yield "The form is not the one that its id names."
    if held.source != SOURCE or held.assumes not in (ASSUMES, ASSUMED_BEFORE):
        yield "What its figures rest on is not what this program says."
    holds = wishes(held.blueprint)
    if any(holds.get(one.request, one.instead) != one.instead for one in held.eased):
        yield "What it says gave way is not what its blueprint is without."
    for name, right in _figures(held.blueprint, form, met).items():
        said = getattr(held, name)
        if said != right and not (name == "met" and says(said, right)):
            yield _UNTRUE[name]


# What is said of a figure that doesn't follow from the form, by the name of its field.
_UNTRUE = {
    "minutes": "The minutes that it names are not those of the form's questions.",
    "questions": "The questions that it lists are not those of the form.",
    "met": "What it says of the requests is not what the form meets.",
    "blueprint_met": "It says wrongly whether the form meets all requests.",
    "difficulty": "The mean difficulty that it names is not that of the form's questions.",
    "cut": "The cut that it names is not the one for its level.",
    "standard_error": "The standard error that it names does not follow from the form's questions.",
    "misclassified": "The share of candidates on the wrong side of the cut does not follow from the form's "
    "questions.",
}


def _asked(form: Form) -> tuple[Asked, ...]:
    return tuple(
        Asked(question.id, question.hash, variant)
        for question, variant in zip(form.questions, form.variants, strict=True)
    )


def _hash(certificate: Certificate) -> str:
    return content_hash({**certificate.data(), "hash": ""})
