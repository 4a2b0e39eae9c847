"""Where a sign is zero: single places at which expressions may part that agree on both sides of them."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import modular
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.cells import along
from touchstone.maths.corners import WHOLE, factors
from touchstone.maths.domain import Domain
from touchstone.maths.statements.marks import Unsupported
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Negative, Node, children, walk
from touchstone.maths.verdict import Finding, different, undecided

STEP = "places where a sign is zero"


def compare(a: Node, b: Node, domain: Domain) -> Finding | None:
    """Different where they part, undecided where not all such places are known; None where all agree."""
    gap = Add((a, Negative(b)))
    (point,) = (point for point, _ in zip(domain.points(names_in(gap), a, b), range(1), strict=False))
    fixed = {name: number(Fraction(value.real)) for name, value in point.items()}
    for u in _signed(gap):
        if _nothing_at_zero(gap, u):
            continue
        found = along(u, needed=True)
        if found is None:
            return undecided(STEP)
        for name, places in found.items():
            line = substitute(gap, {other: value for other, value in fixed.items() if other != name})
            for place in places:
                whole = isinstance(place, Fraction) and place.denominator == 1
                if domain.assume.get(name) in WHOLE and not whole:
                    continue
                try:
                    if sign_at(line, name, place):
                        return different(STEP) if name not in domain.assume else undecided(STEP)
                except Unsupported:
                    return undecided(STEP)
    return None


def _nothing_at_zero(gap: Node, u: Node) -> bool:
    """Whether the gap is zero, or has no value, once zero is written for u."""
    there = _without(gap, u)
    return modular.divides_by_zero(there) or modular.compare(there, ZERO).equal


def _without(node: Node, u: Node) -> Node:
    if node == u:
        return ZERO
    parts = [_without(part, u) for part in children(node)]
    return rebuilt(node, parts) if parts else node


def _signed(node: Node) -> list[Node]:
    """The factors of all that a sign is taken of."""
    parts = [
        p.arguments[0] for p in walk(node) if isinstance(p, Call) and p.function == "sign" and names_in(p)
    ]
    return list(dict.fromkeys(factor for u in parts for factor in factors(u)))
