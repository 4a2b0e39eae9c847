"""Marking a later part on the candidate's own earlier value, unless that value makes the part easy.

Who answers 0 or 1 on purpose may find every later step a matter of course: such a value is followed only
where the true one is of the same sort.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.ports import Maths

# Numbers with which products, powers and sums come out by themselves.
EASY = (0.0, 1.0)


def followed_row(
    asked: Asked, part: AskedPart, earlier: Mapping[str, str], maths: Maths, *, owner: str
) -> Mapping[str, Any] | None:
    """The part's row on the candidate's own earlier values.

    None when it follows none of those given, or when they make it trivial.
    """
    given = {other.id: other.number(earlier[other.id]) for other in asked.parts if other.id in earlier}
    own = {name: typed for name, typed in given.items() if name in part.follow and isinstance(typed, str)}
    if not own:
        return None
    right = {other.id: str(other.row["key"]) for other in asked.parts if "key" in other.row}
    compared = {f"own {name}": name for name in own} | {
        f"true {name}": right[name] for name in own if name in right
    }
    compared["true key"] = str(part.row["key"])
    found = maths.evaluate({**part.expressions, **compared}, {**asked.env, **right, **own}, owner=owner)
    if not all(found[name].get("ok") for name in part.expressions):
        return None
    if any(trivial(found[f"own {name}"], found.get(f"true {name}", {})) for name in own):
        return None
    if trivial(found["key"], found["true key"]):
        return None
    mistakes = [
        {**mistake, "value": found[f"mistake {mistake['name']}"]["text"]}
        for mistake in part.row.get("mistakes", [])
        if f"mistake {mistake['name']}" in found
    ]
    return {**part.row, "key": found["key"]["text"], "mistakes": mistakes}


def trivial(own: Mapping[str, Any], true: Mapping[str, Any]) -> bool:
    """Whether a value is of an easier sort than the true one: 0, ±1, infinite, or a number for a formula."""
    if not own.get("ok") or not true.get("ok"):
        return False
    mine, theirs = list(_numbers(own.get("value"))), list(_numbers(true.get("value")))
    if not theirs or None in theirs:
        return bool(mine) and None not in mine
    if not mine or None in mine:
        return False
    return _easy(mine) and not _easy(theirs)


def _easy(values: list[float | None]) -> bool:
    return all(value is None or abs(value) in EASY or not math.isfinite(value) for value in values)


def _numbers(value: object) -> Iterator[float | None]:
    """All numbers of a value; None for each entry that is none."""
    if isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    else:
        yield float(value) if isinstance(value, int | float) else None
