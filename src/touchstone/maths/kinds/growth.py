"""`O(n log n)`: what grows alike but for a constant factor, whatever the base of its logarithm is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from touchstone.maths import floats, modular
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.numeric import Run, Undefined, Unsure
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, equal, undecided

STEP = "the same growth"
_CLASS = (
    r"(?:\\mathcal\s*+\{?\s*+(?P<a>O)\s*+\}?|\\(?:mathrm|operatorname|text)\s*+\{\s*+(?P<b>[Oo])\s*+\}"
    r"|(?P<c>[OoΘΩ])|\\?(?P<d>Theta|Omega)(?![A-Za-z]))"
)
# `T(n) =` before it says nothing else.
_OF = r"(?:\(\s*+[A-Za-z]\s*+(?:,\s*+[A-Za-z]\s*+)*+\)\s*+)?"
_LABEL = rf"(?P<label>[A-Za-z]\s*+{_OF}(?:=|∈|\\in(?![A-Za-z]))\s*+)?+"
_BEFORE = re.compile(rf"\s*+\$*+\s*+{_LABEL}{_CLASS}\s*+(?:\\left\s*+|\\[bB]igg?l?\s*+)?+\(")
_BEHIND = re.compile(r"\s*+\$*+\s*+")
_SIZED = re.compile(r"\\(?:right|[bB]igg?r?)\s*+\Z")
_LABELLED = re.compile(rf"\s*+\$*+\s*+{_LABEL}")
_GREEK = {"Θ": "Theta", "Ω": "Omega"}
LONGEST = 500
# Sizes at which it is looked at whether two grow alike, and how far their quotient may move then. Powers
# of 2 are too large for floats at the first.
_SIZES = (((1e4, 1e10, 1e20, 1e40), 2.01), ((40.0, 90.0, 200.0, 400.0), 1.5), ((5.0, 10.0, 20.0), 1.2))
# What such letters stand for goes to 0.
_SMALL = frozenset({"h", "x", "t", "dt", "dx", "epsilon", "delta", "Delta"})
_STEPS = (((1e-4, 1e-6, 1e-8, 1e-10), 2.01),)
MOST = 3


class Growing(NamedTuple):
    """What is said to grow (`T(n)`, or nothing), the class, and how fast."""

    label: str
    name: str
    function: str


def alike(key: Growing, answer: Growing) -> bool:
    """Whether two classes are of one sort, and not said of two things."""
    return key.name == answer.name and (not key.label or not answer.label or key.label == answer.label)


def inside(text: str) -> Growing | None:
    """The class of `O(f)` and its f; None where a text is something else."""
    before = _BEFORE.match(text) if len(text) <= LONGEST and "(" in text else None
    if before is None:
        return None
    depth, at = 1, before.end()
    while at < len(text) and depth:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    if depth or not _BEHIND.fullmatch(text, at):
        return None
    name = next(filter(None, before.group("a", "b", "c", "d")))
    label = re.sub(r"[\s=∈]|\\in", "", before["label"] or "")
    return Growing(label, _GREEK.get(name, name), _SIZED.sub("", text[before.end() : at - 1]))


def bare(text: str) -> str:
    """`n^2` of `T(n) = n^2`."""
    return text[found.end() :] if (found := _LABELLED.match(text)) else text


def compare(key: Node, answer: Node) -> Finding | None:
    """Equal where the quotient is a positive constant, undecided where it may stay near one, else None."""
    if not (is_scalar(key) and is_scalar(answer)) or len(names_in(key) | names_in(answer)) > MOST:
        return None
    names = names_in(key) | names_in(answer)
    large = _quotients(key, answer, _SIZES)
    small = _quotients(key, answer, _STEPS) if names and names <= _SMALL else None
    positive = [found for found in (large, small) if found is not None and min(found[0]) > 0]
    unknown = large is small is None
    alike = (positive or unknown) and names_in(key) == names_in(answer)
    if alike and modular.proportional(key, answer).equal:
        return equal(STEP) if positive else undecided(STEP)
    near = any(max(found) <= most * min(found) for found, most in positive)
    return undecided(STEP) if near else None


Sizes = tuple[tuple[tuple[float, ...], float], ...]


def _quotients(key: Node, answer: Node, among: Sizes) -> tuple[list[float], float] | None:
    """Values of the quotient at the first sizes where there are any, and how far they may lie apart."""
    names = sorted(names_in(key) | names_in(answer))
    try:
        runs = floats.compiled(key, real=True), floats.compiled(answer, real=True)
    except (Undefined, Unsure):
        return None
    for sizes, most in among:
        try:
            return [_quotient(runs, names, at) for at in product(sizes, repeat=len(names))], most
        except (Undefined, Unsure, ArithmeticError):
            continue
    return None


def _quotient(runs: tuple[Run, Run], names: Sequence[str], at: tuple[float, ...]) -> float:
    env = {name: (size, 0.0) for name, size in zip(names, at, strict=True)}
    values = []
    for run in runs:
        value, error = run(env)
        if isinstance(value, complex) or not abs(value) > 2 * error:
            raise Unsure("not known well enough")
        values.append(float(value))
    return values[0] / values[1]
