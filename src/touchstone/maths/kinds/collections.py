"""Lists, tuples and matrices entry by entry.

Sets whatever the order and however often an element is named.
"""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths.comparing import Setting
from touchstone.maths.kinds import places, plus_minus
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.pairing import paired
from touchstone.maths.tree import Items, Matrix, Node
from touchstone.maths.verdict import Finding, all_of, different, equal, undecided

STEP = "structure"

Compare = Callable[[Node, Node, Setting], Finding]


def compare_items(key: Items, answer: Items, setting: Setting, compare: Compare) -> Finding:
    """Two sets, two lists or two tuples."""
    if key.kind != answer.kind and not _vectors(key, answer, setting):
        return different("kind")
    if key.kind == "set":
        return _compare_sets(elements(key), elements(answer), setting, compare)
    if len(key.items) != len(answer.items):
        return different(STEP, "The number of entries is not right.")
    return all_of(compare(a, b, setting) for a, b in zip(key.items, answer.items, strict=True))


def _vectors(key: Items, answer: Items, setting: Setting) -> bool:
    """A list beside a tuple: vectors are written with either bracket."""
    return setting.round and "set" not in (key.kind, answer.kind)


def in_brackets_of(key: Node, answer: Node, setting: Setting) -> Node:
    """A vector in the brackets of the key, where either says the same."""
    if isinstance(key, Items) and isinstance(answer, Items) and _vectors(key, answer, setting):
        return answer if answer.kind == key.kind else Items(key.kind, answer.items, answer.span)
    return answer


def compare_any_order(key: Items, answer: Items, setting: Setting, compare: Compare) -> Finding:
    """Two lists whatever their order, each entry beside one of the other's.

    A set beside a list leaves open how often each stands in it.
    """
    if answer.kind == "set":
        return _compare_sets(list(key.items), elements(answer), setting, compare)
    if len(key.items) != len(answer.items):
        return different(STEP, "The number of entries is not right.")
    table = [[compare(a, b, setting) for b in answer.items] for a in key.items]
    if _paired([[finding.equal for finding in row] for row in table]):
        return equal(STEP)
    possible = _paired([[not finding.different for finding in row] for row in table])
    return undecided(STEP) if possible else different(STEP)


def _paired(fits: list[list[bool]]) -> bool:
    """Whether each row can be given a column of its own that fits."""
    return paired(fits, range(len(fits)), lambda row, column: row[column])


def vectors_as_lists(key: Node, answer: Node) -> Node:
    """Columns and rows where the key has lists or tuples: equation editors write vectors in no other way."""
    match key, answer:
        case Items(kind="list" | "tuple" as kind, items=items), Matrix(rows=rows) if all(
            map(is_scalar, items)
        ):
            if len(rows) == 1 or len(rows[0]) == 1:
                return Items(kind, tuple(entry for row in rows for entry in row), answer.span)
        case Items(items=(first, *_)), Items(kind=kind, items=items):
            return Items(kind, tuple(vectors_as_lists(first, item) for item in items), answer.span)
    return answer


def elements(items: Items) -> list[Node]:
    """The elements that are named, ± naming two."""
    return [value for item in items.items for value in plus_minus.alternatives(item)]


def _compare_sets(mine: list[Node], theirs: list[Node], setting: Setting, compare: Compare) -> Finding:
    """Every element of each among those of the other."""
    if not mine or not theirs:
        return equal(STEP) if not mine and not theirs else different(STEP)
    if setting.tolerance and _distinct(mine, setting, compare) != _distinct(theirs, setting, compare):
        return different(STEP)  # one element may not stand for two that lie close together
    found: dict[tuple[int, int], Finding] = {}

    def at(i: int, j: int) -> Finding:
        if (i, j) not in found:
            found[i, j] = compare(mine[i], theirs[j], setting)
        return found[i, j]

    last = equal(STEP)
    doubt: Finding | None = None
    for forward, outer, inner in ((True, mine, theirs), (False, theirs, mine)):
        for i in range(len(outer)):
            finding = _match(i, len(inner), at, forward=forward)
            if finding.different:
                return places.settled(finding, mine, theirs, setting)
            if finding.undecided:
                doubt = finding
            last = finding
    return doubt or last


def _distinct(items: list[Node], setting: Setting, compare: Compare) -> int:
    """How many elements there are, counting those that are exactly equal once."""
    kept: list[Node] = []
    for item in items:
        if not any(compare(other, item, setting.exactly).equal for other in kept):
            kept.append(item)
    return len(kept)


def _match(i: int, count: int, at: Callable[[int, int], Finding], *, forward: bool) -> Finding:
    """Whether element i has an equal on the other side; tries the same place first."""
    doubt: Finding | None = None
    finding = different(STEP)
    for j in sorted(range(count), key=lambda j: abs(j - i)):
        finding = at(i, j) if forward else at(j, i)
        if finding.equal:
            return finding
        if finding.undecided:
            doubt = finding
    return doubt or finding


def compare_matrices(key: Matrix, answer: Matrix, setting: Setting, compare: Compare) -> Finding:
    """Two matrices, entry by entry."""
    if len(key.rows) != len(answer.rows) or len(key.rows[0]) != len(answer.rows[0]):
        return different(STEP, "The matrix has not the right number of rows and columns.")
    pairs = zip(key.rows, answer.rows, strict=True)
    return all_of(compare(a, b, setting) for row, other in pairs for a, b in zip(row, other, strict=True))
