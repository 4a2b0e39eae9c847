r"""Functions given in pieces, `\begin{cases} x & x \ge 0 \\ -x & x < 0 \end{cases}`, compared piece by piece.

The line is cut where any condition turns. Between two cuts each side is one expression; the stretch is mapped
onto the positive numbers, where the ladder compares them, and single points are compared as numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from touchstone.maths.arrays import ONE, number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.equality import undefined
from touchstone.maths.reading.structures import PIECES
from touchstone.maths.statements.formula import Formula, NotAStatement, Truth, conditions, formula
from touchstone.maths.statements.line import Line
from touchstone.maths.statements.marks import Mark, Unsupported, ordered
from touchstone.maths.statements.roots import marks
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, children, identity, walk
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "piece by piece"
MAX_CONDITIONS = 24  # each cuts the line; more pieces are no answer that a person writes
INSIDE = Name("•t")  # a positive number in place of the variable

Cell = tuple[Fraction, Node | None]  # a place, and all of its stretch; None for a single point
Plain = Callable[[Node, Node, Setting], Finding]


class _Nothing(ValueError):
    """No piece is given here."""


def uses(*nodes: Node) -> bool:
    """Whether a function is given piece by piece."""
    return any(PIECES in traits(node).functions for node in nodes)


def compare(key: Node, answer: Node, setting: Setting, plain: Plain) -> Finding:
    """Whether both are the same on every stretch and at every single point where both have a value."""
    try:
        return _compared(key, answer, setting, plain)
    except (Unsupported, NotAStatement):
        return undecided(STEP)


def _compared(key: Node, answer: Node, setting: Setting, plain: Plain) -> Finding:
    known = {
        identity(part): _statements(part) for node in (key, answer) for part in walk(node) if _pieces(part)
    }
    every = [condition for found in known.values() for one in found for condition in conditions(one)]
    names = frozenset[str]().union(*(names_in(condition.f) for condition in every))
    if (
        len(every) > MAX_CONDITIONS
        or len(names) != 1
        or setting.domain.assume.get(min(names), "real") not in ("real", "positive")
    ):
        return undecided(STEP)
    (x,) = names
    gaps: list[str] = []
    cuts = ordered([mark for condition in every for mark in marks(condition.f, x, gaps)])
    if gaps or not all(isinstance(cut, Fraction) for cut in cuts):
        return undecided(STEP)
    ends = [cut for cut in cuts if isinstance(cut, Fraction)]
    line, places = Line(x), list(_cells(ends))
    if setting.domain.assume.get(x) == "positive":
        places = [(place, stretch) for place, stretch in places if place > 0]
    inside = replace(setting, domain=Domain({**setting.domain.assume, INSIDE.name: "positive"}))
    several = [part for node in (key, answer) for part in walk(node) if _pieces(part)]
    doubt = any(_clashing(part, known[identity(part)], x, places, inside, plain) for part in several)
    somewhere = False
    for place, stretch in places:
        at = number(place) if stretch is None else stretch
        chosen = [_chosen(node, known, line, place) for node in (key, answer)]
        sides = [substitute(side, {x: at}) for side in chosen if side is not None]
        if len(sides) < 2:
            if sides and stretch is not None:
                return different(STEP)
            # `<` for `<=` leaves a point out: whether that will do a person says.
            doubt = doubt or not all(map(undefined, sides))
            continue
        somewhere = True
        finding = plain(sides[0], sides[1], inside)
        if finding.different:
            return different(STEP)
        doubt = doubt or not finding.equal
    return (
        equal(STEP) if somewhere and not doubt else undecided(STEP)
    )  # what has no value is equal to nothing


def _clashing(
    node: Node, found: list[Formula], x: str, places: list[Cell], inside: Setting, plain: Plain
) -> bool:
    """Whether two pieces with other values hold at one place: `x` for `x >= 0` and `-x` for `x <= 5`.

    Pieces may be meant in turn, `0` for `x < 0`, then `x` for `x < 1`: the later holds all along the earlier.
    """
    line, values = Line(x), children(node)[::2]
    where = [[line.truth(one, place) for place, _ in places] for one in found]
    for later in range(1, len(found)):
        for earlier in range(later):
            both = [i for i in range(len(places)) if where[earlier][i] and where[later][i]]
            if len(both) == sum(where[earlier]):
                continue
            for place, stretch in (places[i] for i in both):
                at = {x: number(place) if stretch is None else stretch}
                if not plain(substitute(values[earlier], at), substitute(values[later], at), inside).equal:
                    return True
    return False


def _pieces(node: Node) -> bool:
    return isinstance(node, Call) and node.function == PIECES


def _statements(node: Node) -> list[Formula]:
    """The conditions in order; what is left over always holds."""
    parts = children(node)
    found = [formula(part) for part in parts[1::2]]
    return [*found, Truth(True)] if len(parts) % 2 else found


def _chosen(node: Node, known: dict[int, list[Formula]], line: Line, place: Mark) -> Node | None:
    """The expression that the node is at a place; None where no piece is given."""
    try:
        return _at(node, known, line, place)
    except _Nothing:
        return None


def _at(node: Node, known: dict[int, list[Formula]], line: Line, place: Mark) -> Node:
    if not uses(node):
        return node
    if not _pieces(node):
        return rebuilt(node, [_at(part, known, line, place) for part in children(node)])
    for value, statement in zip(children(node)[::2], known[identity(node)], strict=True):
        if line.truth(statement, place):
            return _at(value, known, line, place)
    raise _Nothing


def _cells(ends: list[Fraction]) -> Iterator[Cell]:
    """A place in each cell, and the variable there in terms of a positive number; None for a single point."""
    if not ends:
        return
    yield ends[0] - 1, Add((number(ends[0]), Negative(INSIDE)))
    for low, high in zip(ends, [*ends[1:], None], strict=True):
        yield low, None
        if high is None:
            yield low + 1, Add((number(low), INSIDE))
        else:
            above = Add((number(low), Multiply((number(high), INSIDE))))
            yield (low + high) / 2, Divide(above, Add((ONE, INSIDE)))
