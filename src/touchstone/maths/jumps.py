"""Expressions with floor, ceil and mod, whose jumps may hide between any two sampled points.

`x = P·n + t` with a whole number n: over one period P the line is cut where any floor jumps, and within each
piece, and on each cut, every floor is `whole multiple of n + constant`. What remains has no jump and is
compared by the ladder. Floors of anything else are taken as unknowns of their own: that can prove equality,
never a difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, children, walk
from touchstone.maths.verdict import Finding, equal, undecided

Plain = Callable[[Node, Node, Setting], Finding]

STEP = "pieces between jumps"
JUMPING = frozenset({"floor", "ceil", "mod"})
# Pieces of one period that are looked at; more take longer than a deadline.
MAX_PIECES, MAX_PERIOD = 64, 5000
WHOLE = ("integer", "count")
# No text can be read as these names.
TURN, OFFSET, INSIDE = Name("•n"), Name("•t"), Name("•u")
AT_LEAST_ZERO = ("positive", "nonnegative", "count")


class _Unknown(ValueError):
    """A floor that is not of a form known here."""


class _Cut(Exception):
    """A floor jumps inside the piece, at the given offsets."""

    def __init__(self, at: list[Fraction]) -> None:
        super().__init__()
        self.at = at


def jumping(*nodes: Node) -> bool:
    """Whether a floor, ceil or mod of a variable occurs."""
    return any(
        isinstance(part, Call) and part.function in JUMPING and names_in(part)
        for node in nodes
        if traits(node).functions & JUMPING
        for part in walk(node)
    )


def compare(a: Node, b: Node, setting: Setting, plain: Plain) -> Finding:
    """Equal where every piece agrees, different where one doesn't; undecided for other jumps."""
    whole = frozenset(name for name, what in setting.domain.for_pair(a, b).assume.items() if what in WHOLE)
    a, b = (_whole_out(_in_floors(node), whole) for node in (a, b))
    if not jumping(a, b):
        return plain(a, b, setting)
    for name in sorted(_inside(a) | _inside(b)):
        try:
            return _by_pieces(a, b, name, setting, plain)
        except _Unknown:
            continue
    return _as_unknowns(a, b, setting, plain)


def _in_floors(node: Node) -> Node:
    """ceil and mod written with floor."""
    parts = list(children(node))
    if parts:
        node = rebuilt(node, [_in_floors(part) for part in parts])
    match node:
        case Call(function="ceil", arguments=(u,)):
            return Negative(Call("floor", (Negative(u),)))
        case Call(function="mod", arguments=(u, m)) if _rational(m):
            return Add((u, Negative(Multiply((m, Call("floor", (Divide(u, m),)))))))
    return node


def _whole_out(node: Node, whole: frozenset[str]) -> Node:
    """`floor(x + n)` as `floor(x) + n`, where n is whole."""
    if "floor" not in traits(node).functions:
        return node
    node = rebuilt(node, [_whole_out(part, whole) for part in children(node)])
    match node:
        case Call(function="floor", arguments=(Negative(operand=Add(terms=terms)),)):
            return _whole_out(Call("floor", (Add(tuple(map(Negative, terms))),)), whole)
        case Call(function="floor", arguments=(Add(terms=terms),)):
            kept = tuple(term for term in terms if not _is_whole(term, whole))
            outside = tuple(term for term in terms if _is_whole(term, whole))
            if kept and outside:
                inner = Add(kept) if len(kept) > 1 else kept[0]
                return Add((Call("floor", (inner,)), *outside))
    return node


def _is_whole(term: Node, whole: frozenset[str]) -> bool:
    """A polynomial in whole variables with whole coefficients."""
    if isinstance(term, Negative):
        return _is_whole(term.operand, whole)
    if isinstance(term, Multiply):
        return all(_is_whole(factor, whole) for factor in term.factors)
    if isinstance(term, Name):
        return term.name in whole
    return not names_in(term) and exact.integer(term) is not None


def _rational(node: Node) -> Fraction | None:
    try:
        return exact.rational(node)
    except exact.NoValue:
        return None


def _floors(node: Node) -> Iterator[Node]:
    """The arguments of all floors of a variable."""
    for part in walk(node):
        if isinstance(part, Call) and part.function in JUMPING and names_in(part):
            yield part.arguments[0] if part.function == "floor" else part


def _inside(node: Node) -> frozenset[str]:
    return frozenset[str]().union(*(names_in(u) for u in _floors(node)))


def _by_pieces(a: Node, b: Node, name: str, setting: Setting, plain: Plain) -> Finding:
    """Each piece and each cut of one period. Raises _Unknown."""
    whole = setting.domain.for_pair(a, b).assume.get(name) in WHOLE
    period = math.lcm(*(d for node in (a, b) for d in _denominators(node, name, whole=whole)))
    if period > MAX_PERIOD:
        raise _Unknown
    pieces = _points(period) if whole else _cells(a, b, name, period)
    what = setting.domain.for_pair(a, b).assume.get(name, "real")
    free = {other: said for other, said in setting.domain.assume.items() if other != name}
    turns = "count" if what in AT_LEAST_ZERO else "integer"
    inner = Setting(Domain({**free, TURN.name: turns, INSIDE.name: "positive"}), setting.deadline)
    last = undecided(STEP)
    for low, high in pieces:
        if not setting.deadline.left():
            return undecided(STEP)
        if low == high == 0 and what == "positive":
            low = high = Fraction(period)  # zero itself is none of them
        f, g = (_on(node, name, period, low, high) for node in (a, b))
        last = plain(f, g, inner)
        if not last.equal and low < high:
            last = plain(_bounded(f, low, high), _bounded(g, low, high), inner)
        if not last.equal:
            sure = last.different and _among_reals(f, g, inner, setting.domain.complex_for(a, b))
            return last if sure else undecided(STEP)
    return equal(STEP) if last.equal else last


def _among_reals(f: Node, g: Node, inner: Setting, complex_too: bool) -> bool:
    """Whether the two differ at a real point of the piece: where none is known complex values say nothing."""
    from touchstone.maths import equality  # which compares pieces, too

    return complex_too or equality.only_real(f, g, inner).different


def _bounded(node: Node, low: Fraction, high: Fraction) -> Node:
    """With an offset that can't leave the piece: low + (high - low)·u/(1 + u) for positive u.

    On a piece a floor is a number, which says nothing of where x is any more.
    """
    share = Divide(INSIDE, Add((number(Fraction(1)), INSIDE)))
    return substitute(node, {OFFSET.name: Add((number(low), Multiply((number(high - low), share))))})


def _points(period: int) -> list[tuple[Fraction, Fraction]]:
    if period > MAX_PIECES:
        raise _Unknown
    return [(Fraction(t), Fraction(t)) for t in range(period)]


def _denominators(node: Node, name: str, *, whole: bool) -> Iterator[int]:
    """What the period has to be a multiple of, for each floor of the variable."""
    for u in _floors(node):
        if name not in names_in(u):
            continue
        found = _coefficients(_without_floors(u))
        if names_in(u) != {name} or (not whole and any(sum(n for _, n in m) > 1 for m in found)):
            raise _Unknown
        yield from (c.denominator for m, c in found.items() if m)


def _without_floors(u: Node) -> Node:
    parts = list(children(u))
    if isinstance(u, Call) and u.function == "floor":
        return _without_floors(u.arguments[0])
    return rebuilt(u, [_without_floors(part) for part in parts]) if parts else u


def _coefficients(u: Node) -> dict[tuple[tuple[str, int], ...], Fraction]:
    from touchstone.maths.statements.systems import coefficients

    found = coefficients(u)
    if found is None:
        raise _Unknown
    return found


def _cells(a: Node, b: Node, name: str, period: int) -> list[tuple[Fraction, Fraction]]:
    """Open pieces (low < high) and cuts (low = high) of one period, in each of which no floor jumps."""
    cuts = {Fraction(0), Fraction(period)}
    while True:
        ordered = sorted(cuts)
        try:
            for low, high in pairwise(ordered):
                for node in (a, b):
                    _on(node, name, period, low, high)
        except _Cut as cut:
            cuts.update(cut.at)
            if len(cuts) > MAX_PIECES:
                raise _Unknown from None
            continue
        return [*((low, low) for low in ordered[:-1]), *pairwise(ordered)]


def _on(node: Node, name: str, period: int, low: Fraction, high: Fraction) -> Node:
    """The expression in n and t on one piece, floors resolved; at a cut t is a number. Raises _Cut."""
    offset: Node = number(low) if low == high else OFFSET
    place = Add((Multiply((number(Fraction(period)), TURN)), offset))
    return _resolved(node, name, place, low, high)


def _resolved(node: Node, name: str, place: Node, low: Fraction, high: Fraction) -> Node:
    if name not in names_in(node):
        return node
    if isinstance(node, Name):
        return place
    node = rebuilt(node, [_resolved(part, name, place, low, high) for part in children(node)])
    if not (isinstance(node, Call) and node.function == "floor"):
        return node
    found = _coefficients(node.arguments[0])
    slope = found.pop(((OFFSET.name, 1),), Fraction(0))
    rest = found.pop((), Fraction(0))
    if any(c.denominator > 1 or any(v != TURN.name for v, _ in m) for m, c in found.items()):
        raise _Unknown
    if slope:
        _cut_inside(slope, rest, low, high)
    constant = math.floor(slope * (low + high) / 2 + rest)
    turns = [Multiply((number(c), *(TURN for _ in range(sum(n for _, n in m))))) for m, c in found.items()]
    return Add((*turns, number(Fraction(constant)))) if turns else number(Fraction(constant))


def _cut_inside(slope: Fraction, rest: Fraction, low: Fraction, high: Fraction) -> None:
    """Raises _Cut where `slope·t + rest` is a whole number between low and high."""
    first, last = sorted((slope * low + rest, slope * high + rest))
    if last - first > MAX_PIECES:
        raise _Unknown
    jumps = [k for k in range(math.floor(first), math.ceil(last) + 1) if first < k < last]
    if jumps:
        raise _Cut([(k - rest) / slope for k in jumps])


def _as_unknowns(a: Node, b: Node, setting: Setting, plain: Plain) -> Finding:
    """Equal floors as one unknown: `floor(x^2) + 1` beside `floor(x^2 + 1)`."""
    known: list[Node] = []
    inner = Setting(setting.domain, setting.deadline)
    f, g = (_unknowns(node, known, inner, plain) for node in (a, b))
    finding = plain(f, g, inner)
    return finding if finding.equal else undecided(STEP)


def _unknowns(node: Node, known: list[Node], setting: Setting, plain: Plain) -> Node:
    if isinstance(node, Call) and node.function in JUMPING and names_in(node):
        for i, u in enumerate(known):
            shift = _shift(node, u)
            if shift is not None and plain(_moved(node, shift), u, setting).equal:
                return Add((Name(f"•f{i}"), number(shift)))
        known.append(_moved(node, Fraction(0)))
        return Name(f"•f{len(known) - 1}")
    parts = [_unknowns(part, known, setting, plain) for part in children(node)]
    return rebuilt(node, parts) if parts else node


def _moved(node: Call, shift: Fraction) -> Node:
    """The argument of a floor less a whole number; a mod as it is, its two arguments as a list."""
    inner = node.arguments[0] if node.function == "floor" else node
    inner = _opaque(inner)
    return Add((inner, number(-shift))) if shift else inner


def _opaque(node: Node) -> Node:
    """Inner floors are compared by their looks alone."""
    if isinstance(node, Call) and node.function in JUMPING and names_in(node):
        return Name("•" + repr(node))
    parts = [_opaque(part) for part in children(node)]
    return rebuilt(node, parts) if parts else node


def _shift(node: Call, u: Node) -> Fraction | None:
    """The whole number by which the argument of a floor seems to exceed another one."""
    from touchstone.maths.floats import Floats
    from touchstone.maths.numeric import Undefined, Unsure, compile_tree

    moved = _moved(node, Fraction(0))
    if node.function != "floor" or names_in(moved) != names_in(u):
        return Fraction(0)
    env = {name: (0.7 + 0.13 * i, 0.0) for i, name in enumerate(sorted(names_in(u)))}
    try:
        v, w = (compile_tree(part, Floats(real=True))(env)[0] for part in (moved, u))
    except (Undefined, Unsure, OverflowError, ValueError):
        return Fraction(0)
    gap = v - w
    whole = isinstance(gap, float) and abs(gap - round(gap)) < 1e-6 and abs(gap) < 2.0**40
    return Fraction(round(gap)) if whole else None
