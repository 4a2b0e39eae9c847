"""Sets of whole numbers by a condition: `{x ∈ ℤ | 0 < x < 4}` is {1, 2, 3}."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.equality import infinity
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.statements.formula import ELEMENT, NotAStatement, conditions, formula, variables
from touchstone.maths.statements.line import Line
from touchstone.maths.statements.marks import Unsupported, between, ordered, to_fraction
from touchstone.maths.statements.roots import marks
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Interval,
    Items,
    Logic,
    Matrix,
    Name,
    Negative,
    Node,
    Number,
    Relation,
    Such,
    Word,
)
from touchstone.maths.verdict import Finding, different, undecided

STEP = "whole numbers"
WHOLE = ("ℤ", "ℕ")
# Nobody lists more.
MOST = 500

Compare = Callable[[Node, Node, Setting], Finding]


class _Whole(NamedTuple):
    """The condition apart from being whole; whether held to ℕ, which begins at 0 or at 1; how it is said."""

    where: Such
    natural: bool
    statement: bool


def compare(key: Node, answer: Node, setting: Setting, deeper: Compare) -> Finding | None:
    """Two sets of which one at least is made of whole numbers by a condition; None where neither is."""
    found = [_whole(node) for node in (key, answer)]
    if found[0] is None and found[1] is None:
        return None
    mine, theirs = (
        [node] if one is None else _listed(one) for node, one in zip((key, answer), found, strict=True)
    )
    if mine and theirs:
        findings = [deeper(a, b, setting) for a, b in readings(mine, theirs)]
        alike = all(one.equal for one in findings) or all(one.different for one in findings)
        return findings[0] if alike else undecided(STEP)
    if found[0] is None or found[1] is None:
        return _beside(answer if found[1] is None else key, endless=[] in (mine, theirs))
    if found[0].natural != found[1].natural:
        return undecided(STEP)
    if found[0].statement and found[1].statement and found[0].where.name != found[1].where.name:
        return different(STEP)
    return both_whole(found[0].where, found[1].where, setting, deeper)


def both_whole(a: Such, b: Such, setting: Setting, deeper: Compare) -> Finding:
    """Two conditions on whole numbers."""
    integer = replace(setting, domain=Domain({**setting.domain.assume, ELEMENT.name: "integer"}))
    return deeper(a, b, integer)


def readings(mine: list[Node], theirs: list[Node]) -> Iterator[tuple[Node, Node]]:
    """What to compare: where both hang on whether 0 is natural, it is in both or in neither."""
    return zip(mine, theirs, strict=True) if len(mine) == len(theirs) else product(mine, theirs)


def naturals(node: Such) -> Such | None:
    """What `{n ∈ ℕ | …}` asks of its numbers; None for other sets."""
    found = _whole(node)
    return found.where if found is not None and found.natural else None


def _beside(other: Node, *, endless: bool) -> Finding | None:
    """Whole numbers that are not listed beside anything else; None where that is of another kind."""
    if is_scalar(other) or isinstance(other, Matrix) or (is_statement(other) and len(names_in(other)) > 1):
        return None
    if endless and isinstance(other, Items):
        return different(STEP) if all(map(is_scalar, other.items)) else None
    # What has room between two numbers is not made of whole ones.
    return different(STEP) if _stretch(other) else undecided(STEP)


def _stretch(node: Node) -> bool:
    """Whether all numbers between two belong to a set."""
    if node == Word("all"):
        return True
    below = isinstance(node, Interval) and infinity(node.low) == -1
    return below or (isinstance(node, Interval) and infinity(node.high) == 1)


def _whole(node: Node) -> _Whole | None:
    """`{x | x ∈ ℤ and …}` or `x ∈ ℤ and …` without the part that says so; None for anything else."""
    all_of = node.where if isinstance(node, Such) else node
    if not isinstance(all_of, Logic) or all_of.operator != "and":
        return None
    kept: list[Node] = []
    which: set[tuple[Name, str]] = set()
    for part in _conditions(all_of):
        match part:
            case Relation(sides=(Name() as name, Name(name=held)), operators=("in",)) if held in WHOLE:
                which.add((name, held))
            case _:
                kept.append(part)
    if len(which) != 1 or not kept:
        return None
    ((name, held),) = which
    if any(names_in(part) != {name.name} for part in kept) or (isinstance(node, Such) and node.name != name):
        return None
    where = kept[0] if len(kept) == 1 else Logic("and", tuple(kept), all_of.span)
    return _Whole(Such(name, where, node.span), held == "ℕ", not isinstance(node, Such))


def _conditions(node: Node) -> Iterator[Node]:
    """What holds at once, without the joints."""
    if isinstance(node, Logic) and node.operator == "and":
        for part in node.operands:
            yield from _conditions(part)
    else:
        yield node


def listed(node: Such) -> list[Node] | None:
    """The whole numbers of which a condition holds: one set, or two where it hangs on 0; None in doubt."""
    whole = _whole(node)
    return (_listed(whole) or None) if whole is not None else None


def _listed(whole: _Whole) -> list[Node] | None:
    """The numbers, as one set, or as two where it hangs on 0; nothing where they never end, None in doubt."""
    try:
        of = formula(whole.where)
    except NotAStatement:
        return None
    if variables(of) != {ELEMENT.name}:
        return None
    gaps: list[str] = []
    line = Line(ELEMENT.name)
    try:
        cuts = ordered(mark for c in conditions(of) for mark in marks(c.f, ELEMENT.name, gaps))
        cells = between(cuts)
        low, high = (cell[2] for cell in (cells[0], cells[-1]))
        endless = line.truth(of, high) or (line.truth(of, low) and not whole.natural)
        if gaps or not cuts:
            return None
        if endless:
            return []
        first, last = math.floor(to_fraction(cuts[0])), math.ceil(to_fraction(cuts[-1]))
        first = 0 if whole.natural else first
        if last - first > MOST:
            return None
        held = [n for n in range(first, last + 1) if line.truth(of, Fraction(n))]
    except Unsupported:
        return None
    sets = [held, [n for n in held if n]] if whole.natural and 0 in held else [held]
    return [_as_said(whole, tuple(map(_number, one))) for one in sets]


def _as_said(whole: _Whole, values: tuple[Node, ...]) -> Node:
    """The numbers as a set, or as solutions where a statement names them."""
    if not whole.statement:
        return Items("set", values, whole.where.span)
    solutions = tuple(Relation((whole.where.name, value), ("=",)) for value in values)
    return (
        Logic("or", solutions, whole.where.span)
        if len(solutions) > 1
        else next(iter(solutions), Word("none"))
    )


def _number(n: int) -> Node:
    value = Number(str(abs(n)), Fraction(abs(n)))
    return Negative(value) if n < 0 else value
