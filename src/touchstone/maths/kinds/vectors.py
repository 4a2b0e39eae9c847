"""Vectors with names: `r = (1, 2) + t (3, 4)`, a line of points, beside another line or its coordinates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_

from touchstone.maths.comparing import Setting
from touchstone.maths.kinds.named import values as named_values
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.statements import parametric, running
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Items, Matrix, Name, Node, Power, Relation, children
from touchstone.maths.verdict import Finding, undecided

COORDINATES = ("x", "y", "z")

Compare = Callable[[Node, Node, Setting], Finding]


def _value(node: Node) -> tuple[Name, Items | Matrix] | None:
    """The name and the value of `v = (1, 2)`, `A = [[1, 2], [3, 4]]`; None for anything else."""
    if isinstance(node, Relation) and node.operators == ("=",):
        for name, value in (node.sides, node.sides[::-1]):
            if isinstance(name, Name) and isinstance(value, Items | Matrix):
                return (name, value) if name.name not in names_in(value) else None
    return None


def _entries(value: Node) -> tuple[Node, ...] | None:
    """The entries of a vector, in whatever brackets or in a column."""
    if isinstance(value, Matrix):
        column = 1 in (len(value.rows), len(value.rows[0]))
        return tuple(entry for row in value.rows for entry in row) if column else None
    if isinstance(value, Items) and value.kind != "set" and all(map(is_scalar, value.items)):
        return value.items
    return None


def upright(node: Node) -> Node:
    """With each `(1, 2)^T` as a column; the same node where there is none."""
    if "T" not in names_in(node):
        return node
    match node:
        case Power(base=Items(kind="list" | "tuple", items=items), exponent=Name(name="T")):
            return Matrix(tuple((item,) for item in items), node.span) if all(map(is_scalar, items)) else node
    parts = list(children(node))
    changed = [upright(part) for part in parts]
    return node if all(map(is_, parts, changed)) else rebuilt(node, changed)


def value_of(node: Node) -> Node:
    """(1, 2) for `v = (1, 2)`; anything else as it is."""
    found = _value(node)
    return node if found is None else found[1]


def without_name(key: Node, answer: Node) -> tuple[Node, Node]:
    """Of `v = (1, 2)` the vector, where another stands beside it without a name."""
    if isinstance(key, Items | Matrix):
        return key, value_of(answer)
    return (value_of(key), answer) if isinstance(answer, Items | Matrix) else (key, answer)


def in_one_bracket(key: Node, answer: Node) -> tuple[Node, Node]:
    """`v = (1, 2)` and `v = [1, 2]`, or a column: one vector."""
    mine, theirs = _value(key), _value(answer)
    if mine is None or theirs is None:
        return key, answer
    assert isinstance(key, Relation)
    assert isinstance(answer, Relation)
    a, b = _alike(mine[1], theirs[1])
    return replace(key, sides=(mine[0], a)), replace(answer, sides=(theirs[0], b))


def _alike(a: Items | Matrix, b: Items | Matrix) -> tuple[Node, Node]:
    """Both in round brackets, where one is written in brackets and both are vectors."""
    mine, theirs = _entries(a), _entries(b)
    if mine is None or theirs is None or (isinstance(a, Matrix) and isinstance(b, Matrix)):
        return a, b
    return Items("tuple", mine, a.span), Items("tuple", theirs, b.span)


def compare_to_coordinates(key: Node, answer: Node, setting: Setting, compare: Compare) -> Finding | None:
    """`r = (1, 2) + t (3, 4)` beside `4x - 3y = -2` or `x = 1 + 3t, y = 2 + 4t`; None for anything else."""
    for node, other in ((key, answer), (answer, key)):
        if (flat := _flat_beside(node, other, setting)) is not None:
            return flat
        found = _value(node)
        entries = _entries(found[1]) if found is not None else None
        if found is None or entries is None or not _about_coordinates(other, found[0], len(entries)):
            continue
        names = COORDINATES[: len(entries)]
        free = names_in(found[1]) - names_in(other) - setting.domain.assume.keys()
        if free and free <= running.RUNNING and names_in(other) <= {*names}:
            flat = parametric.beside(entries, sorted(free), other, names)
            if flat is not None:
                return flat
        point = Relation(
            (Items("tuple", tuple(map(Name, names))), Items("tuple", entries)), ("=",), node.span
        )
        finding = compare(point, other, setting) if node is key else compare(other, point, setting)
        if not finding.different or not free:
            return finding
        return compare_lines(node, _as_vector(found[0], other, names), setting) or undecided(finding.step)
    return None


def _flat_beside(node: Node, other: Node, setting: Setting) -> Finding | None:
    """`(x, y, z) = (0, 0, 1) + s (1, 0, 0) + t (0, 1, 0)` beside `z = 1`, which leaves x and y out."""
    if not isinstance(node, Relation) or node.operators != ("=",) or not is_statement(other):
        return None
    for point, value in (node.sides, node.sides[::-1]):
        entries = _entries(value)
        names = COORDINATES[: len(entries or ())]
        if entries is None or len(names) < 2 or point != Items("tuple", tuple(map(Name, names))):
            continue
        free = names_in(value) - setting.domain.assume.keys()
        if free and free <= running.RUNNING and names_in(other) <= {*names} - names_in(value):
            return parametric.beside(entries, sorted(free), other, names)
    return None


def _as_vector(name: Name, node: Node, letters: tuple[str, ...]) -> Node:
    """`r = (1 + 3s, 2 + 4s)` for `x = 1 + 3s, y = 2 + 4s`; anything else as it is."""
    values = {one.name: one.value for one in named_values(node) or ()}
    if {*values} != {*letters}:
        return node
    return Relation((name, Items("tuple", tuple(values[letter] for letter in letters))), ("=",), node.span)


def _about_coordinates(node: Node, name: Name, size: int) -> bool:
    """Whether a statement, in which the vector's own name doesn't occur, is about x, y and perhaps z."""
    if not is_statement(node) or size not in (2, 3) or _value(node) is not None:
        return False
    said = names_in(node) & {*COORDINATES}
    return bool(said) and said <= {*COORDINATES[:size]} and name.name not in {*names_in(node), *COORDINATES}


def compare_lines(key: Node, answer: Node, setting: Setting) -> Finding | None:
    """Lines and planes that both sides give by parameters; None where either is none.

    Other points and directions can give the same one. With one letter for both, the same points at other
    times may be meant to be another motion: a person decides.
    """
    mine, theirs = _value(key), _value(answer)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return None
    runs = names_in(mine[1]), names_in(theirs[1])
    letters = runs[0] | runs[1]
    entries = _entries(mine[1]), _entries(theirs[1])
    usual = running.USUAL | (running.FREE - setting.asked)
    if not runs[0] or not runs[1] or not letters <= usual - setting.domain.assume.keys():
        return None
    if entries[0] is None or entries[1] is None or len(entries[0]) != len(entries[1]):
        return None
    flats = [parametric.flat(one, sorted(letters)) for one in entries if one is not None]
    if flats[0] is None or flats[1] is None:
        return undecided(parametric.STEP)
    found = parametric.same(flats[0], flats[1], len(entries[0]))
    surely = letters <= running.RUNNING | (running.USUAL - setting.asked)  # others may be quantities
    return undecided(found.step) if found.equal and (runs[0] & runs[1] or not surely) else found
