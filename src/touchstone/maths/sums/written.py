"""Sums written out for a few terms: `x_1 + x_2` for the sum over x_i up to n, where n is 2."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from touchstone.maths import exact
from touchstone.maths.library import indexed
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.sums.binding import Open, is_sum, letter, sums_in, within
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Number, children, walk
from touchstone.maths.values import CannotEvaluate

# So many terms of one sum, and parts of all, are written out.
MOST_TERMS, MOST_PARTS = 6, 3_000
# Ways to read what isn't said that are gone through.
MOST_READINGS = 64
_NUMBERED = re.compile(r"(.+)_([0-9]+|\{[0-9,]+\})'*")
_INDEXED = re.compile(r"(.+)_([A-Za-z])")
# Letters for a mean, besides those with a bar, and for a number of terms.
MEANS = ("mu", "m", "M")
LABELS, LOGS = ("y", "t"), ("ln", "log")
NO_SHARES = frozenset({"x", "z", "X", "Z", "e", "d", "epsilon", "mu", "sigma"})
COUNTS = tuple("nNmMkKdDTJIL")

Values = Mapping[str, Node]
NOTHING: Values = {}


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
    return Add(tuple(terms)) if len(terms) > 1 else terms[0] if terms else _number(0)


def _size(node: Node) -> int:
    return 1 + sum(map(_size, children(node)))


def _counted(node: Name, counts: Mapping[str, int]) -> Node:
    """A letter for a number of terms, and the last of them, `x_n`."""
    if node.name in counts:
        return _number(counts[node.name])
    for name, value in counts.items():
        if "_" in node.name and indexed.runs_with(node.name, name):
            node = indexed.at_place(node, name, value)
    return node


def _at(term: Node, running: str, place: int) -> Node:
    def there(name: Name) -> Node:
        return _number(place) if name.name == running else indexed.at_place(name, running, place)

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


def _number(value: int) -> Node:
    size = Number(str(abs(value)), Fraction(abs(value)))
    return Negative(size) if value < 0 else size


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


def families(*nodes: Node) -> dict[str, list[str]]:
    """The numbered names, `x_1` and `x_2`, by their stem."""
    found: dict[str, list[str]] = {}
    for name in sorted(frozenset().union(*map(names_in, nodes))):
        if match := _NUMBERED.fullmatch(name):
            found.setdefault(match[1], []).append(name)
    return found


def assumed(assume: Mapping[str, str], *nodes: Node) -> dict[str, str]:
    """What is said of `p_i`, said of p_1, p_2, …"""
    stems = {name.rpartition("_")[0]: what for name, what in assume.items() if "_" in name}
    known = families(*nodes) if stems else {}
    return {name: stems[stem] for stem, members in known.items() if stem in stems for name in members}


def readings(count: int, unbounded: bool, *nodes: Node) -> dict[str, Values]:
    """What may be meant and isn't said: means, numbers of terms, shares that add up to one, the first of all.

    Each by what it says; first comes nothing. Two sides that agree in one of them may well be meant to.
    """
    known = families(*nodes)
    names = frozenset().union(*map(names_in, nodes))
    lengths = {
        "": NOTHING,
        **{name: {name: _number(count)} for name in COUNTS if unbounded and name in names},
    }
    ways = (
        _first(names, known),
        lengths,
        _means(names, known),
        _totals(known),
        _labels(known, *nodes),
        _fitted(known),
    )
    if math.prod(map(len, ways)) > MOST_READINGS:
        raise Open
    return {
        "|".join(label for label, _ in some): {
            name: value for _, values in some for name, value in values.items()
        }
        for some in product(*(way.items() for way in ways))
    }


def _first(names: frozenset[str], known: Mapping[str, list[str]]) -> dict[str, Values]:
    """`z_i` beside z_1, z_2, … may be any of them: the first, too."""
    found: dict[str, Node] = {}
    for name in names:
        match = _INDEXED.fullmatch(name)
        if match and match[1] in known:
            found[name] = Name(f"{match[1]}_1")
            if match[2] in names:
                found[match[2]] = _number(1)
    return {"": NOTHING, "first": found} if found else {"": NOTHING}


def _means(names: frozenset[str], known: Mapping[str, list[str]]) -> dict[str, Values]:
    means = {stem: _mean(members) for stem, members in known.items()}
    bars = {
        name: means.get(name.removesuffix("_bar"), next(iter(means.values())))
        for name in names
        if name.endswith("_bar") and means
    }
    bars |= {name: means[name[3:]] for name in names if name.startswith("mu_") and name[3:] in means}
    others = [name for name in MEANS if name in names]
    found: dict[str, Values] = {"": NOTHING}
    if bars:
        found["bars"] = bars
    if others:
        found |= {stem: {**bars, **dict.fromkeys(others, mean)} for stem, mean in means.items()}
    return found


def _mean(members: list[str]) -> Node:
    names = tuple(map(Name, members))
    return Divide(Add(names) if len(names) > 1 else names[0], _number(len(names)))


def _totals(known: Mapping[str, list[str]]) -> dict[str, Values]:
    """Numbers that add up to one, as probabilities, weights and labels do, and nothing that is measured."""
    each = {stem: _total(members) for stem, members in known.items() if stem not in NO_SHARES}
    every = {name: value for values in each.values() for name, value in values.items()}
    return {"": NOTHING, **each, **({"every": every} if len(each) > 1 else {})}


def _total(members: list[str]) -> Values:
    *others, last = members
    return {last: Add((_number(1), *(Negative(Name(name)) for name in others))) if others else _number(1)}


def _labels(known: Mapping[str, list[str]], *nodes: Node) -> dict[str, Values]:
    """The y_i beside a logarithm, and not within one, are labels, 0 or 1: 1 alone for the first."""
    logarithms = [
        part for node in nodes for part in walk(node) if isinstance(part, Call) and part.function in LOGS
    ]
    within = frozenset().union(*map(names_in, logarithms))
    labels = [stem for stem in LABELS if stem in known and logarithms and not within & {*known[stem]}]
    return {"": NOTHING, **{stem: _one_hot(known[stem]) for stem in labels}}


def _fitted(known: Mapping[str, list[str]]) -> dict[str, Values]:
    """Fitted values may be those of the line through the points: `1 - SSE/SST` is `SSR/SST` then."""
    found: dict[str, Node] = {}
    for stem, fitted in known.items():
        points = known.get(stem.removesuffix("_hat"), [])
        if stem.endswith("_hat") and len(points) == len(fitted):
            found |= dict(zip(fitted, _line(points), strict=True))
    return {"": NOTHING, "fitted": found} if found else {"": NOTHING}


def _line(points: list[str]) -> list[Node]:
    """The values of the line of least squares through the points, one step between each two."""
    if len(points) == 1:
        return [Name(points[0])]
    steps = [2 * at - len(points) + 1 for at in range(len(points))]
    rises = Add(tuple(Multiply((_number(step), Name(y))) for step, y in zip(steps, points, strict=True)))
    slope = Divide(rises, _number(sum(step * step for step in steps)))
    return [Add((_mean(points), Multiply((_number(step), slope)))) for step in steps]


def _one_hot(members: list[str]) -> Values:
    return {name: _number(int(at == 0)) for at, name in enumerate(members)}


def read(node: Node, values: Values) -> Node:
    """The tree in one of the readings; a mean of numbers that add up to one is put in first."""
    return substitute(substitute(node, values), values) if values else node
