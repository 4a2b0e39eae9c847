"""Marking a later part on the candidate's own earlier value, unless that value makes the part easy.

Who answers 0 or 1 on purpose may find every later step a matter of course, and who answers 0.000001 gets past
a tolerance with the same step. Such a value is followed only where the true one is of the same sort.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.ports import Maths

# Numbers with which products, powers and sums come out by themselves.
EASY = (0.0, 1.0)
FLOAT = 1e-12  # keys are compared as floats, which err by some 1e-15 a step
Numbers = list[float | None]


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
    env = {**asked.env, **right, **own}
    found = maths.evaluate({**part.expressions, **compared}, env, owner=owner)
    if not all(found[name].get("ok") for name in part.expressions):
        return None
    if any(trivial(found[f"own {name}"], found.get(f"true {name}", {})) for name in own):
        return None
    if trivial(found["key"], found["true key"]):
        return None
    keys = _numbers_of(found["key"]), _numbers_of(found["true key"])
    if any(_stands_for(keys, easy, part.row) for easy in _easy_keys(part, found, env, own, maths, owner)):
        return None
    mistakes = [
        {**mistake, "value": found[f"mistake {mistake['name']}"]["text"]}
        for mistake in part.row.get("mistakes", [])
        if f"mistake {mistake['name']}" in found
    ]
    return {**part.row, "key": found["key"]["text"], "mistakes": mistakes}


def trivial(own: Mapping[str, Any], true: Mapping[str, Any]) -> bool:
    """Whether a value is of an easier sort than the true one.

    Such are 0 and ±1; a number for a formula; a letter, `i` or infinity for a number, with which the later
    part is only written down; and a triangular matrix for one that is none.
    """
    if not own.get("ok") or not true.get("ok"):
        return False
    mine, theirs = _numbers_of(own), _numbers_of(true)
    if not theirs or None in theirs:
        return bool(mine) and None not in mine
    if not all(map(_is_plain, mine)) and all(map(_is_plain, theirs)):
        return True
    if _is_triangular(own.get("value")) and not _is_triangular(true.get("value")):
        return True
    return _easy(mine) and not _easy(theirs)


def _is_plain(number: float | None) -> bool:
    return number is not None and math.isfinite(number)


def _is_triangular(value: object) -> bool:
    """Whether all numbers on one side of a square matrix's diagonal are 0."""
    if not isinstance(value, list) or len(value) < 2:
        return False
    if not all(isinstance(row, list) and len(row) == len(value) for row in value):
        return False
    above = [row[at + 1 :] for at, row in enumerate(value)]
    below = [row[:at] for at, row in enumerate(value)]
    return any(all(number == 0 for number in _numbers(side)) for side in (above, below))


def _easy_keys(
    part: AskedPart,
    found: Mapping[str, Mapping[str, Any]],
    env: Mapping[str, str],
    own: Mapping[str, str],
    maths: Maths,
    owner: str,
) -> Iterator[Numbers]:
    """The part's key with 0, 1 or -1 in place of each of the candidate's own values."""
    for name in own:
        for number in (0, 1, -1):
            filled = {**env, name: _filled(found[f"own {name}"].get("value"), number)}
            key = maths.evaluate({"key": part.expressions["key"]}, filled, owner=owner)["key"]
            if key.get("ok"):
                yield _numbers_of(key)


def _filled(value: object, number: int) -> str:
    """The number, or a list or matrix of the value's shape filled with it, as it is typed."""
    if isinstance(value, list):
        return f"[{', '.join(_filled(item, number) for item in value)}]"
    return str(number)


def _stands_for(keys: tuple[Numbers, Numbers], easy: Numbers, row: Mapping[str, Any]) -> bool:
    """Whether one answer is right for the own value and for the easy one, though not for the true one."""
    own, true = keys
    return _one_answer(own, easy, row) and not _one_answer(true, easy, row)


def _one_answer(a: Numbers, b: Numbers, row: Mapping[str, Any]) -> bool:
    """Whether one answer is right beside either key: they lie no further apart than twice what is allowed."""
    if len(a) != len(b) or not a:
        return False
    return all(
        x is not None and y is not None and abs(x - y) <= allowed(x, row) + allowed(y, row)
        for x, y in zip(a, b, strict=True)
    )


def allowed(key: float, row: Mapping[str, Any]) -> float:
    """How far an answer may lie from a number of the key: by the tolerance, or the digits asked for."""
    wide = row.get("tolerance") or {}
    most = [abs(key) * FLOAT, float(wide.get("absolute") or 0), abs(key) * float(wide.get("relative") or 0)]
    if (places := row.get("decimal_places")) is not None:
        most.append(0.5 * 10.0**-places)
    if (figures := row.get("significant_figures")) is not None and key and math.isfinite(key):
        most.append(0.5 * 10.0 ** (math.floor(math.log10(abs(key))) + 1 - figures))
    return max(most)


def _easy(values: list[float | None]) -> bool:
    return all(value is None or abs(value) in EASY or not math.isfinite(value) for value in values)


def _numbers_of(found: Mapping[str, Any]) -> Numbers:
    return list(_numbers(found.get("value")))


def _numbers(value: object) -> Iterator[float | None]:
    """All numbers of a value; None for each entry that is none."""
    if isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    else:
        yield float(value) if isinstance(value, int | float) else None
