"""In which range of the line a function matters: `sin(x) = 1/2 and 0 <= x <= 2pi` asks for nothing beyond."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths.arrays import number
from touchstone.maths.statements.formula import Condition, Every, Formula, Some
from touchstone.maths.statements.marks import Mark, below, to_fraction
from touchstone.maths.statements.polynomial_roots import rational_parts
from touchstone.maths.statements.roots import TURNING
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.statements.stationary import Edges
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import traits
from touchstone.maths.tree import Call, Divide, Node, children, identity

TURNS = TURNING | {"tan", "cot", "sec", "csc"}
_ONE = number(Fraction(1))
# Wider ranges hold more turns than are gone through.
WIDEST = 200


def windows(statements: tuple[Formula, ...], variable: str) -> dict[int, Edges]:
    """The range of each function that turns for ever, by its identity; none where it matters everywhere."""
    if not any(traits(c.f).functions & TURNS for c in _conditions(statements)):
        return {}
    found: dict[int, Edges | None] = {}
    for of in statements:
        _note(of, variable, (None, None), found)
    return {key: range_ for key, range_ in found.items() if range_ is not None}


def in_sines(f: Node) -> Node:
    """Without tangents: `sin(x)/cos(x)`, whose poles are seen."""
    if not traits(f).functions & TURNS - TURNING:
        return f
    f = rebuilt(f, [in_sines(part) for part in children(f)])
    if not isinstance(f, Call) or f.function not in TURNS - TURNING:
        return f
    sine, cosine = Call("sin", f.arguments), Call("cos", f.arguments)
    parts: dict[str, tuple[Node, Node]] = {
        "tan": (sine, cosine),
        "cot": (cosine, sine),
        "sec": (_ONE, cosine),
        "csc": (_ONE, sine),
    }
    return Divide(*parts[f.function])


def _conditions(statements: tuple[Formula, ...]) -> list[Condition]:
    found: list[Condition] = []
    waiting = list(statements)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Condition):
            found.append(part)
        elif isinstance(part, Every | Some):
            waiting.extend(part.parts)
    return found


def _note(of: Formula, variable: str, inside: Edges, found: dict[int, Edges | None]) -> None:
    match of:
        case Condition(f=f) if traits(f).functions & TURNS:
            low, high = inside
            ends = low is not None and high is not None and not below(high, low)
            range_ = inside if ends and to_fraction(high) - to_fraction(low) < WIDEST else None
            key = identity(f)
            found[key] = _both(found[key], range_) if key in found else range_
        case Every(parts=parts):
            for part in parts:
                inside = _narrowed(part, variable, inside)
            for part in parts:
                _note(part, variable, inside, found)
        case Some(parts=parts):
            for part in parts:
                _note(part, variable, inside, found)


def _both(one: Edges | None, other: Edges | None) -> Edges | None:
    """The range that covers two."""
    if one is None or other is None:
        return None
    return (
        other[0] if below(other[0], one[0]) else one[0],
        other[1] if below(one[1], other[1]) else one[1],
    )


def _narrowed(part: Formula, variable: str, inside: Edges) -> Edges:
    """The range without what a bound such as `x <= 2pi` leaves out."""
    if isinstance(part, Every):
        for one in part.parts:
            inside = _narrowed(one, variable, inside)
        return inside
    end = _end(part, variable)
    if end is None:
        return inside
    (low, high), (mark, above) = inside, end
    if above:
        return (mark if low is None or below(low, mark) else low), high
    return low, (mark if high is None or below(mark, high) else high)


def _end(part: Formula, variable: str) -> tuple[Mark, bool] | None:
    """Where a bound lies, and whether the variable is above it; None for what is no bound."""
    if not isinstance(part, Condition) or part.op not in ("<", "<="):
        return None
    roots = rational_parts(part.f, variable)
    if roots is None or len(roots[0]) != 1 or roots[1]:
        return None
    (mark,) = roots[0]
    at = to_fraction(mark)
    signs = sign_at(part.f, variable, at - 1), sign_at(part.f, variable, at + 1)
    return None if None in signs or signs[0] == signs[1] else (mark, signs[0] == 1)
