"""A saved interview set read again: each certificate is proved on today's bank and profile."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from touchstone.interviews.certificate import Certificate, Checked
from touchstone.interviews.forms import Form
from touchstone.interviews.promised import what_gave_way
from touchstone.interviews.sets import Certified

MOST_BYTES = 5_000_000  # a hundred forms are half a megabyte; a larger file is something else
ROUNDED = 2e-4  # logits: means and what lies between them are kept to four decimals
Recheck = Callable[[Mapping[str, Any], str], Checked]


@dataclass(frozen=True)
class Rechecked:
    """One form of a saved set and what no longer holds, a sentence each.

    `another_bank` says that it was certified against another bank than today's; "" where it was not.
    """

    form: str
    problems: tuple[str, ...]
    held: Certified | None = None  # the form itself, when nothing is wrong with it
    another_bank: str = ""

    @property
    def holds(self) -> str:
        """What is to be said of a form with which nothing is wrong, and of what gave way when it was made."""
        eased = what_gave_way(self.held.certificate) if self.held else ""
        still = "everything that it was certified for still holds."
        return f"{still} Wishes that gave way when it was made. {eased}" if eased else still


@dataclass(frozen=True)
class Unreadable:
    """Why a file is no saved set."""

    sentence: str


def read_saved(content: bytes, recheck: Recheck, profiles: Mapping[str, str]) -> list[Rechecked] | Unreadable:
    """The forms in what `touchstone interview --format json` wrote. `profiles` are the hashes by role.

    Never raises for `content`.
    """
    if len(content) > MOST_BYTES:
        return Unreadable(f"The file has {len(content):,} bytes; a saved set has at most {MOST_BYTES:,}.")
    try:
        data = json.loads(content)
        json.dumps(data, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return Unreadable(
            "This is not a saved interview set: it is no JSON, or has a value that JSON has not."
        )
    forms = data.get("forms") if isinstance(data, dict) else None
    if not isinstance(forms, list) or not forms:
        return Unreadable(
            "This is not a saved interview set: it holds no forms. Expected what "
            "`touchstone interview --format json` writes."
        )
    found = [_rechecked(number, form, recheck, profiles) for number, form in enumerate(forms, start=1)]
    return [*found, *_whole(forms)]


def _whole(forms: list[Any]) -> Iterator[Rechecked]:
    """Forms that are missing from the set or stand in it twice."""
    certificates = [form.get("certificate") for form in forms if isinstance(form, dict)]
    held = [one for one in certificates if isinstance(one, dict)]
    said = []
    ids = [str(one.get("form")) for one in held]
    if len(set(ids)) < len(ids):
        said.append("A form stands in it twice.")
    elif not all(_beside_others(one, held) for one in held):
        said.append("What a form says of the others is not true of them.")
    for stage in dict.fromkeys(map(_stage, held)):  # a set of a whole loop holds one of each interview
        wanted = {one.get("forms") for one in held if _stage(one) == stage}
        count = sum(_stage(one) == stage for one in held) if stage else len(forms)
        if wanted - {count}:
            made = " or ".join(map(str, sorted(wanted, key=str)))
            said.append(f"{stage or 'It'} was made with {made} forms and holds {count}.")
    if said:
        yield Rechecked("The set", tuple(said))


def _beside_others(one: Mapping[str, Any], every: list[dict[str, Any]]) -> bool:
    """Whether the other forms of a set, and how far difficulties lie apart, are as a certificate says."""
    others = [other for other in every if other is not one and _stage(other) == _stage(one)]
    try:
        ids = [sorted(item["id"] for item in other["questions"]) for other in others]
        means = [float(other["difficulty"]) for other in (one, *others)]
        apart = abs(max(means) - min(means) - float(one["difficulty_spread"]))
        said = [sorted(names) for names in one["siblings"]]
    except (KeyError, TypeError, ValueError):
        return False
    shared = {str(other.get("difficulty_shared")) for other in (one, *others)}
    return sorted(said) == sorted(ids) and apart <= ROUNDED and len(shared) == 1


def _rechecked(number: int, form: Any, recheck: Recheck, profiles: Mapping[str, str]) -> Rechecked:
    held = form if isinstance(form, dict) else {}
    certificate = held.get("certificate")
    name = f"Form {number} ({_printable(str(held.get('id', 'without an id')))[:60]})"
    if not isinstance(certificate, dict):
        return Rechecked(name, ("It has no certificate.",))
    checked = recheck(certificate, profiles.get(_role(certificate), ""))
    problems = list(checked.problems)
    if checked.certificate is not None:
        problems += _beside(held, checked.certificate, checked.form)
    if problems or checked.certificate is None or checked.form is None:
        return Rechecked(name, tuple(map(_printable, problems)), None, _printable(checked.another_bank))
    held_form = Certified(checked.form, checked.certificate)
    return Rechecked(name, (), held_form, _printable(checked.another_bank))


def _printable(text: str) -> str:
    """What a terminal shows and doesn't obey."""
    return "".join(filter(str.isprintable, text))


def _beside(held: Mapping[str, Any], certificate: Certificate, form: Form | None) -> Iterator[str]:
    """What stands beside the certificate, where programs read it, and says something else."""
    asked = held.get("questions")
    items = [item for item in asked if isinstance(item, dict)] if isinstance(asked, list) else []
    certified = [(item.id, item.variant) for item in certificate.questions]
    if [(item.get("id"), item.get("variant")) for item in items] != certified:
        yield "Its list of questions is not the one that was certified."
    for item, question in zip(items, form.questions if form else (), strict=False):
        said = (item.get("skill"), item.get("level"), item.get("minutes"))
        if said != (question.skill, question.level, question.minutes):
            yield f"What it says of the question {question.id!r} is not what the bank says."
    for name, right, sentence in (
        ("id", certificate.form, "Its id is not the one that was certified."),
        ("seed", certificate.seed, "Its seed is not the one that was certified."),
        ("minutes", certificate.minutes, "Its minutes are not those that were certified."),
    ):
        if held.get(name) != right:
            yield sentence


def _stage(certificate: Mapping[str, Any]) -> str:
    blueprint = certificate.get("blueprint")
    stage = blueprint.get("stage", "") if isinstance(blueprint, dict) else ""
    return stage if isinstance(stage, str) else ""


def _role(certificate: Mapping[str, Any]) -> str:
    blueprint = certificate.get("blueprint")
    role = blueprint.get("role") if isinstance(blueprint, dict) else None
    return role if isinstance(role, str) else ""
