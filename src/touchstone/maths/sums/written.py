"""Sums written out for a few terms: `x_1 + x_2` for the sum over x_i up to n, where n is 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from touchstone.maths import exact
from touchstone.maths.library import indexed
from touchstone.maths.substitution import rebuilt
from touchstone.maths.sums.binding import SUM, Open, is_sum, letter, sums_in, within
from touchstone.maths.sums.meant import families, number
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Multiply, Name, Node, children
from touchstone.maths.values import CannotEvaluate

# So many terms of one sum, and parts of all, are written out.
MOST_TERMS, MOST_PARTS = 6, 3_000


def written(node: Node, counts: Mapping[str, int], unbounded: int) -> Node:
    """The tree with its sums written out. `unbounded` terms stand for sums without bounds. Raises Open."""
    try:
        found = _written(node, counts, unbounded)
    except CannotEvaluate:
        raise Open from None
    return found


def _written(node: Node, counts: Mapping[str, int], unbounded: int) -> Node:
    if isinstance(node, Name):
        return _counted(node, counts)
    if not (isinstance(node, Call) and is_sum(node)):
        parts = children(node)
        return rebuilt(node, [_written(part, counts, unbounded) for part in parts]) if parts else node
    term, running = node.arguments[0], letter(node)
    ends = [_whole(_written(end, counts, unbounded)) for end in node.arguments[2:]]
    low, high = ends or (1, unbounded)
    if high - low >= MOST_TERMS:
        raise Open
    terms = [_written(_at(term, running, place), counts, unbounded) for place in range(low, high + 1)]
    if sum(map(_size, terms)) > MOST_PARTS:
        raise Open
    together, nothing = (Add, 0) if node.function == SUM else (Multiply, 1)
    return together(tuple(terms)) if len(terms) > 1 else terms[0] if terms else number(nothing)


def _size(node: Node) -> int:
    return 1 + sum(map(_size, children(node)))


def _counted(node: Name, counts: Mapping[str, int]) -> Node:
    """A letter for a number of terms, and the last of them, `x_n`."""
    if node.name in counts:
        return number(counts[node.name])
    for name, value in counts.items():
        if "_" in node.name and indexed.runs_with(node.name, name):
            node = indexed.at_place(node, name, value)
    return node


def _at(term: Node, running: str, place: int) -> Node:
    def there(name: Name) -> Node:
        return number(place) if name.name == running else indexed.at_place(name, running, place)

    return within(term, running, there)


def whole(node: Node) -> int | None:
    """The whole number that a tree without letters is."""
    try:
        value = exact.rational(node)
    except exact.NoValue:
        return None
    return None if value is None or value.denominator != 1 else value.numerator


def _whole(node: Node) -> int:
    value = whole(node)
    if value is None:
        raise Open
    return value


def ends(*nodes: Node) -> list[str]:
    """The letters up to which sums run."""
    bound = {letter(one) for node in nodes for one in sums_in(node)}
    found = {
        name for node in nodes for one in sums_in(node) for end in one.arguments[2:] for name in names_in(end)
    }
    return sorted(found - bound)


def sizes(letters: list[str]) -> Iterator[tuple[int, dict[str, int]]]:
    """Small numbers of terms: for sums without bounds, and for each of the letters, alike and unlike."""
    for size in (2, 3, 1, 4):
        yield size, dict.fromkeys(letters, size)
    if len(letters) > 1:
        yield 2, {name: 2 + at % 2 for at, name in enumerate(letters)}
        yield 3, {name: 3 - at % 2 for at, name in enumerate(letters)}


def assumed(assume: Mapping[str, str], *nodes: Node) -> dict[str, str]:
    """What is said of `p_i`, said of p_1, p_2, …"""
    stems = {name.rpartition("_")[0]: what for name, what in assume.items() if "_" in name}
    known = families(*nodes) if stems else {}
    return {name: stems[stem] for stem, members in known.items() if stem in stems for name in members}
