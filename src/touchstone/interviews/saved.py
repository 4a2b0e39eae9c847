"""A saved interview set read again: each certificate is proved on today's bank and profile."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from touchstone.interviews.certificate import Checked

MOST_BYTES = 5_000_000  # a hundred forms are half a megabyte; a larger file is something else
Recheck = Callable[[Mapping[str, Any], str], Checked]


@dataclass(frozen=True)
class Rechecked:
    """One form of a saved set and what no longer holds, a sentence each."""

    form: str
    problems: tuple[str, ...]


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
    except (ValueError, RecursionError):
        return Unreadable("This is not a saved interview set: it is no JSON.")
    forms = data.get("forms") if isinstance(data, dict) else None
    if not isinstance(forms, list) or not forms:
        return Unreadable(
            "This is not a saved interview set: it holds no forms. Expected what "
            "`touchstone interview --format json` writes."
        )
    return [_rechecked(number, form, recheck, profiles) for number, form in enumerate(forms, start=1)]


def _rechecked(number: int, form: Any, recheck: Recheck, profiles: Mapping[str, str]) -> Rechecked:
    held = form if isinstance(form, dict) else {}
    certificate = held.get("certificate")
    name = f"Form {number} ({str(held.get('id', 'without an id'))[:60]})"
    if not isinstance(certificate, dict):
        return Rechecked(name, ("It has no certificate.",))
    checked = recheck(certificate, profiles.get(_role(certificate), ""))
    problems = list(checked.problems)
    asked = held.get("questions")
    ids = [item.get("id") for item in asked if isinstance(item, dict)] if isinstance(asked, list) else []
    if checked.certificate is not None and ids != [item.id for item in checked.certificate.questions]:
        problems.append("Its list of questions is not the one that was certified.")
    return Rechecked(name, tuple(problems))


def _role(certificate: Mapping[str, Any]) -> str:
    blueprint = certificate.get("blueprint")
    role = blueprint.get("role") if isinstance(blueprint, dict) else None
    return role if isinstance(role, str) else ""
