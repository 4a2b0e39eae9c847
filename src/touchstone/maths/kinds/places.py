"""Elements of sets that change places: `{a, -a}` and `{|a|, -|a|}` are the same set for each a.

No element of the one is the same function as one of the other. So before two sets with letters are called
different, they are held beside each other at points.
"""

from __future__ import annotations

from itertools import islice

from touchstone.maths import equality
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Env, Run, Undefined, Unsure, compile_tree
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Multiply, Name, Negative, Node
from touchstone.maths.verdict import Finding, equal, undecided

STEP = "elements that change places"
_POINTS, _ENOUGH = 40, 8
# So many factors are multiplied out.
_MOST = 6
_T = Name("•T")


def settled(finding: Finding, mine: list[Node], theirs: list[Node], setting: Setting) -> Finding:
    """The finding, or what is true where two sets were called different and are the same at all points."""
    if not finding.different or min(len(mine), len(theirs)) < 2 or not _alike(mine, theirs, setting):
        return finding
    if len(mine) == len(theirs) <= _MOST and _same_roots(mine, theirs, setting):
        return equal(STEP)
    return undecided(STEP)


def _same_roots(mine: list[Node], theirs: list[Node], setting: Setting) -> bool:
    """Whether (T - u)(T - v)… is the same polynomial in T for both: then so are its roots, at each point."""
    f, g = (Multiply(tuple(Add((_T, Negative(u))) for u in side)) for side in (mine, theirs))
    return equality.compare(f, g, setting.exactly).equal


def _alike(mine: list[Node], theirs: list[Node], setting: Setting) -> bool:
    nodes = (*mine, *theirs)
    names = frozenset[str]().union(*map(names_in, nodes))
    arithmetic = Floats(real=not setting.domain.complex_for(*nodes))
    try:
        sides = [[compile_tree(node, arithmetic) for node in side] for side in (mine, theirs)]
    except (Undefined, Unsure):
        return False
    seen = 0
    for point in islice(setting.domain.for_pair(*nodes).points(names, *nodes) if names else (), _POINTS):
        found = [_values(side, {name: (value, 0.0) for name, value in point.items()}) for side in sides]
        if found[0] is None or found[1] is None:
            continue
        if not (_within(found[0], found[1]) and _within(found[1], found[0])):
            return False
        seen += 1
    return seen >= _ENOUGH


def _values(side: list[Run], env: Env) -> list[tuple[complex, float]] | None:
    try:
        return [run(env) for run in side]
    except (Undefined, Unsure, OverflowError, ValueError):
        return None


def _within(some: list[tuple[complex, float]], others: list[tuple[complex, float]]) -> bool:
    """Whether each value has one beside it that floats can't tell from it."""
    return all(any(abs(v - w) <= 4 * (e + f) for w, f in others) for v, e in some)
