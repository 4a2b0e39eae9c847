"""`a_n = 2a_(n-1)` beside `a_(n+1) = 2a_n`: the same recurrence, each index and n itself moved by one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from touchstone.maths.arrays import number
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Logic, Name, Node, Relation, children, walk
from touchstone.maths.unknowns import functions_in

_INDEXED = re.compile(r"(.+)_(?:([ijkmnt])|\{([ijkmnt])([+-][0-9]{1,3})?\})")
_LETTERS = frozenset("ijkmnt")
_HAS_INDEX = re.compile(r"_.*[ijkmnt]")


def moved(key: Node, answer: Node, assume: Mapping[str, str]) -> Node:
    """The answer with the indices of the key, where both are equations between members of sequences."""
    if not (_equations(key) and _equations(answer)):
        return answer
    mine, theirs = _members(key), _members(answer)
    if mine is None or theirs is None or {*mine[1]} != {*theirs[1]}:
        return answer
    (n, here), (m, there) = mine, theirs
    free = not {assume.get(n), assume.get(m)} - {None, "integer"} and (n == m or n not in names_in(answer))
    if not free or not _recurs(here) or not _recurs(there):
        return answer
    by = max(map(max, here.values())) - max(map(max, there.values()))
    return answer if n == m and not by else _moved(answer, m, n, by)


def _equations(node: Node) -> bool:
    """Whether it is an equation, or several that hold together: `a_n = 2a_(n-1), a_1 = 3`."""
    parts = node.operands if isinstance(node, Logic) and node.operator == "and" else (node,)
    return all(isinstance(part, Relation) and part.operators == ("=",) for part in parts)


def _recurs(members: dict[str, set[int]]) -> bool:
    return any(len(places) > 1 for places in members.values())


def _members(of: Node) -> tuple[str, dict[str, set[int]]] | None:
    """The letter that all indices have, and which members of each sequence are written; None for others."""
    letters, members = set[str](), defaultdict[str, set[int]](set)
    called = functions_in(of)
    for part in walk(of):
        found: tuple[str, str, int] | None = None
        if isinstance(part, Name) and _HAS_INDEX.search(part.name):
            if (found := _indexed(part.name)) is None:
                return None
        elif isinstance(part, Call) and part.function in called:
            found = _called(part)
        if found is not None:
            letters.add(found[1])
            members[found[0]].add(found[2])
    return (letters.pop(), members) if len(letters) == 1 else None


def _indexed(name: str) -> tuple[str, str, int] | None:
    found = _INDEXED.fullmatch(name)
    return found and (found[1], found[2] or found[3], int(found[4] or 0))


def _called(call: Call) -> tuple[str, str, int] | None:
    """`f(n + 1)`."""
    names = [*names_in(call)]
    terms = coefficients(call.arguments[0]) if len(call.arguments) == len(names) == 1 else None
    if not terms or set(terms) - {(), ((names[0], 1),)} or terms.get(((names[0], 1),)) != 1:
        return None
    by = terms.get((), Fraction(0))
    return (f"{call.function}()", names[0], int(by)) if names[0] in _LETTERS and by.denominator == 1 else None


def _moved(node: Node, old: str, new: str, by: int) -> Node:
    if isinstance(node, Name):
        if node.name == old:
            return Add((Name(new), number(Fraction(by)))) if by else Name(new)
        if (found := _indexed(node.name)) is not None:
            at = found[2] + by
            return Name(f"{found[0]}_{{{new}{at:+d}}}" if at else f"{found[0]}_{new}", node.span)
        return node
    return rebuilt(node, [_moved(part, old, new, by) for part in children(node)])
