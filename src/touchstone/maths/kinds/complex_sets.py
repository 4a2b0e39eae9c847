"""Sets of complex or of rational numbers by a condition: `{z ∈ ℂ | z^2 = -1}`, `{x ∈ ℚ | x^2 = 4}`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from touchstone.maths import exact
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.kinds.shape import ORDER, is_scalar
from touchstone.maths.statements.formula import ELEMENT
from touchstone.maths.statements.unreal import said_real
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Logic, Name, Node, Relation, Such, walk
from touchstone.maths.verdict import Finding, undecided

STEP = "complex and rational numbers"
COMPLEX, RATIONAL = "ℂ", "ℚ"

Compare = Callable[[Node, Node, Setting], Finding]


def compare(key: Node, answer: Node, setting: Setting, deeper: Compare) -> Finding | None:
    """Two sets, or statements, of which one says that its numbers are complex or rational; else None."""
    (key, mine), (answer, theirs) = _apart(key), _apart(answer)
    fields = {mine, theirs} - {""}
    if not fields:
        return None
    if fields == {COMPLEX}:
        real = _declared_real(key, answer, setting) or any(map(said_real, (key, answer)))
        if real or any(map(_ordered, (key, answer))):
            return undecided(STEP)
        return deeper(key, answer, _taken_for("complex", key, answer, setting))
    found = deeper(key, answer, _taken_for("real", key, answer, setting))
    sure = mine == theirs or (COMPLEX not in fields and _rational(key if theirs else answer))
    return found if found.equal and sure else undecided(STEP)


def _declared_real(key: Node, answer: Node, setting: Setting) -> bool:
    names = names_in(key) | names_in(answer)
    return any(setting.domain.assume.get(name, "complex") != "complex" for name in names)


def _apart(node: Node) -> tuple[Node, str]:
    """The condition without the part that says where its numbers lie, and where; empty for nowhere."""
    all_of = node.where if isinstance(node, Such) else node
    if not isinstance(all_of, Logic) or all_of.operator != "and":
        return node, ""
    kept: list[Node] = []
    which = set[tuple[Name, str]]()
    for part in all_of.operands:
        match part:
            case Relation(sides=(Name() as name, Name(name="ℂ" | "ℚ" as held)), operators=("in",)):
                which.add((name, held))
            case _:
                kept.append(part)
    if len(which) != 1 or not kept:
        return node, ""
    ((name, field),) = which
    if any(names_in(part) - {name.name} for part in kept):
        return node, ""
    where = kept[0] if len(kept) == 1 else Logic("and", tuple(kept), all_of.span)
    return (Such(name, where, node.span) if isinstance(node, Such) else where), field


def _taken_for(what: str, key: Node, answer: Node, setting: Setting) -> Setting:
    names = {ELEMENT.name, *names_in(key), *names_in(answer)}
    return replace(setting, domain=Domain({**setting.domain.assume, **dict.fromkeys(names, what)}))


def _ordered(node: Node) -> bool:
    """Whether an order is spoken of, which complex numbers don't have."""
    if "abs" in traits(node).functions:
        return True
    return any(isinstance(part, Relation) and ORDER - {"!="} & {*part.operators} for part in walk(node))


def _rational(node: Node) -> bool:
    """Whether it is a set of numbers all of which are seen to be fractions."""
    if not isinstance(node, Items) or node.kind != "set" or not all(map(is_scalar, node.items)):
        return False
    try:
        return all(not names_in(item) and exact.rational(item) is not None for item in node.items)
    except exact.NoValue:
        return False
