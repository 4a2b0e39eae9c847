"""Marking a later part on the candidate's own earlier value, unless that value makes the part easy.

Who answers 0 or 1 on purpose may find every later step a matter of course, and who answers 0.000001 gets past
a tolerance with the same step. Such a value is followed only where the true one is of the same sort.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Set
from functools import partial
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart
from touchstone.assessments.easy_matrices import as_matrix, easier, simpler
from touchstone.assessments.ports import Maths

# Numbers with which products, powers and sums come out by themselves.
EASY, EVERYWHERE = (0.0, 1.0), (0.0, 1.0, -1.0)
# A sample that is large without end makes every standard error 0, and every chance 0 or 1.
ENDLESS = (1e15, -1e15)
NEARLY = 0.1  # in a list; whether it makes a difference the part's own tolerance says
FLOAT = 1e-12  # keys are compared as floats, which err by some 1e-15 a step
Numbers = list[float | None]
_NAMED = re.compile(r"\s*+([^\W\d_]\w*+)\s*+=\s*+([^=<>≤≥≠]++)")
_WORD = re.compile(r"[A-Za-z]\w*|[0-9]+(?:\.[0-9]+)?")


def followed_row(
    asked: Asked, part: AskedPart, earlier: Mapping[str, str], maths: Maths, *, owner: str
) -> Mapping[str, Any] | None:
    """The part's row on the candidate's own earlier values.

    None when it follows none of those given, or when they make it trivial.
    """
    right = {other.id: str(other.row["key"]) for other in asked.parts if "key" in other.row}
    own = {
        other.id: value
        for other in asked.parts
        if other.id in part.follow and other.id in earlier
        if (value := _value(other, earlier[other.id], {*asked.env, *right}, maths, owner)) is not None
    }
    if not own:
        return None
    compared = {f"own {name}": name for name in own} | {
        f"true {name}": right[name] for name in own if name in right
    }
    compared["true key"] = str(part.row["key"])
    env = {**asked.env, **right, **own}
    found = maths.evaluate({**part.expressions, **compared}, env, part.row.get("assume"), owner=owner)
    if not all(found[name].get("ok") for name in part.expressions):
        return None
    if any(trivial(found[f"own {name}"], found.get(f"true {name}", {})) for name in own):
        return None
    if trivial(found["key"], found["true key"]):
        return None
    if any(_made_easy(part, found, env, name, maths, owner) for name in own):
        return None
    mistakes = [
        {**mistake, "value": found[f"mistake {mistake['name']}"]["text"]}
        for mistake in part.row.get("mistakes", [])
        if f"mistake {mistake['name']}" in found
    ]
    return {**part.row, "key": found["key"]["text"], "mistakes": mistakes}


def _value(other: AskedPart, raw: str, hidden: Set[str], maths: Maths, owner: str) -> str | None:
    """The value that an earlier answer gives, as marking reads it, without any word before it; None for none.

    `hidden` are the names of what was drawn and of other parts: who types one that the part doesn't declare
    would be given its value.
    """
    typed = other.number(raw)
    if not isinstance(typed, str):
        return None
    word = _NAMED.fullmatch(typed)
    if word is not None and word[1] not in _WORD.findall(word[2]):
        typed = word[2]
    found = maths.stated({**other.row, "answer": typed}, owner=owner)
    if not found.get("ok") or any({name, name.partition("_")[0]} & hidden for name in found["strange"]):
        return None
    return str(found["text"])


def trivial(own: Mapping[str, Any], true: Mapping[str, Any]) -> bool:
    """Whether a value is of an easier sort than the true one.

    Such are 0 and ±1; a number for a formula or a list; a letter, `i` or infinity for a number, with which
    the later part is only written down; a shorter formula that has nothing of the true one but its letters;
    a list of one number over and over, or of zeros but for one; and a matrix of an easy form or a lower rank.
    """
    if not own.get("ok") or not true.get("ok"):
        return False
    mine, theirs = _numbers_of(own), _numbers_of(true)
    if not theirs or None in theirs:
        number = bool(mine) and None not in mine
        return number or _made_up(str(own.get("text", "")), str(true.get("text", "")))
    if not all(map(_is_plain, mine)) and all(map(_is_plain, theirs)):
        return True
    if _shape(own.get("value")) != _shape(true.get("value")):
        return True
    table, right = as_matrix(own.get("value")), as_matrix(true.get("value"))
    if table is not None and right is not None and easier(table, right):
        return True
    if _shape(own.get("value")) == [None] * len(mine) and _even(mine) and not _even(theirs):
        return True
    return _easy(mine) and not _easy(theirs)


def _even(values: Numbers) -> bool:
    """Whether three numbers or more are one number over and over, or zeros but for one."""
    return len(values) > 2 and (len({*values}) == 1 or sum(value != 0 for value in values) == 1)


def _made_up(mine: str, theirs: str) -> bool:
    """Whether a formula is shorter than the true one and shares none of its numbers and functions: who slips
    keeps some of them, and who types `x - 1` for an easy next step does not."""
    own, true = _WORD.findall(mine), _WORD.findall(theirs)
    return len(own) < len(true) and not {word for word in own if len(word) > 1 or word.isdigit()} & {*true}


def _is_plain(number: float | None) -> bool:
    return number is not None and math.isfinite(number)


def _shape(value: object) -> object:
    """A number, or how many rows and columns."""
    return [_shape(item) for item in value] if isinstance(value, list) else None


def _made_easy(
    part: AskedPart,
    found: Mapping[str, Mapping[str, Any]],
    env: Mapping[str, str],
    name: str,
    maths: Maths,
    owner: str,
) -> bool:
    """Whether one answer is right for the own value and for an easy one in its place.

    Not where that is so for the true value as well: a trace needs no more than the diagonal.
    """
    own, true = found[f"own {name}"].get("value"), found.get(f"true {name}", {}).get("value")
    keys = [_numbers_of(found[key]) for key in ("key", "true key")]
    for mine, theirs in zip(_easy_ones(own), _easy_ones(true if true is not None else own), strict=False):
        if mine == _typed(own, float):
            continue  # nothing about it is that easy
        easy = _key_with(part, {**env, name: mine}, maths, owner)
        if not _one_answer(keys[0], easy, part.row):
            continue
        if theirs != mine:
            easy = _key_with(part, {**env, name: theirs}, maths, owner)
        if not _one_answer(keys[1], easy, part.row):
            return True
    return False


def _key_with(part: AskedPart, env: Mapping[str, str], maths: Maths, owner: str) -> Numbers:
    """The part's key with such values; no numbers where it has none."""
    found = maths.evaluate({"key": part.expressions["key"]}, env, part.row.get("assume"), owner=owner)
    return _numbers_of(found["key"]) if found["key"].get("ok") else []


def _easy_ones(value: object) -> Iterator[str]:
    """What may stand in place of a value, as it is typed: 0, ±1 or what is huge, or a part of a matrix."""
    for number in (*EVERYWHERE, *ENDLESS):
        yield _typed(value, partial(_instead, number))
    if isinstance(value, list):
        yield _typed(value, _to_easy)
    matrix = as_matrix(value)
    for part in simpler(matrix) if matrix else ():
        yield _typed(part, float)


def _typed(value: object, change: Callable[[float], float]) -> str:
    """A number, list or matrix as it is typed, with all numbers changed."""
    if isinstance(value, list):
        return f"[{', '.join(_typed(item, change) for item in value)}]"
    return f"({change(float(value))!r})" if isinstance(value, int | float) else str(change(0.0))


def _instead(number: float, _: float) -> float:
    return number


def _to_easy(number: float) -> float:
    """A number that is nearly 0 or ±1 as that."""
    return next((easy for easy in EVERYWHERE if abs(number - easy) <= NEARLY), number)


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
