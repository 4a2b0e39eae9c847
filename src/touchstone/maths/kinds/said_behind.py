"""What is said behind a definition: `f(x) = 2x, 0 < x < 1`, `a_n = 2n - 1, n >= 1`; behind a line: `t ∈ ℝ`.

That a parameter is real says nothing. Whether a range of the argument belongs to the answer a person says,
where the rest is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from touchstone.maths.kinds import definitions
from touchstone.maths.kinds.shape import ORDER
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Interval, Items, Logic, Matrix, Name, Node, Relation, Word
from touchstone.maths.unknowns import functions_in

MEANT = (
    "range of an argument",
    "This is right but for the range, which is said on one side alone or differs. A person will look at it.",
)
"""How it is decided, and what is said."""
REAL = Word("all")
SETS = frozenset(map(Name, "ℤℕℚNZ"))
_LOOSE = {"<": "<=", ">": ">="}


@dataclass(frozen=True)
class _Parted:
    """What is defined, and the ranges behind it."""

    defines: tuple[Node, ...]
    ranges: tuple[Node, ...]

    @property
    def ordered(self) -> tuple[Node, ...]:
        """The ranges that say from where to where."""
        return tuple(part for part in self.ranges if not _silent(part))


def without_real(node: Node) -> Node:
    """A line, or a point, without `t ∈ ℝ` behind it: that holds of every letter."""
    match node:
        case Logic(operator="and", operands=(first, *rest)) if REAL in rest:
            line, listed = _continued(first)
            vector = (
                isinstance(line, Relation) and line.operators == ("=",) and any(map(_bracketed, line.sides))
            )
            return line if vector and _are_real([*listed, *rest], line) else node
        case Items(kind="tuple" | "list", items=(Items() | Matrix() as point, *rest)) if REAL in rest:
            return point if names_in(point) and _are_real(rest, point) else node
    return node


def _continued(node: Node) -> tuple[Node, list[Node]]:
    """A line and s for `r = (1, 2) + s (3, 4), s`, which was read as another value of r."""
    match node:
        case Logic(operator="or", operands=(Relation(sides=(name, _)) as line, *others)):
            listed = [one.sides[1] for one in others if isinstance(one, Relation) and one.sides[0] == name]
            return (line, listed) if len(listed) == len(others) else (node, [])
    return node, []


def _are_real(rest: list[Node], of: Node) -> bool:
    """`s ∈ ℝ, t ∈ ℝ` and `s, t ∈ ℝ`."""
    letters = names_in(of)
    named = all(one == REAL or (isinstance(one, Name) and one.name in letters) for one in rest)
    return named and rest[-1] == REAL


def readings(key: Node, answer: Node) -> Iterator[tuple[Node, Node]]:
    """The key and the answer without their ranges, or with the same ones; nothing where there are none."""
    mine, theirs = _parted(key), _parted(answer)
    if not (mine.ranges or theirs.ranges):
        return
    if len(mine.defines) == len(theirs.defines) == 1:
        names = definitions.renaming(mine.defines[0], theirs.defines[0])
        theirs = _Parted(
            *(tuple(substitute(p, names) for p in parts) for parts in (theirs.defines, theirs.ranges))
        )
    if not (mine.ordered and theirs.ordered):
        yield _joined(mine.defines), _joined(theirs.defines)
        both = mine.ordered or theirs.ordered
        if both:
            yield _joined((*mine.defines, *both)), _joined((*theirs.defines, *both))
    else:
        sides = [(*side.defines, *map(_loose, side.ordered)) for side in (mine, theirs)]
        yield _joined(sides[0]), _joined(sides[1])


def _joined(parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else Logic("and", parts)


def _parted(node: Node) -> _Parted:
    parts = node.operands if isinstance(node, Logic) and node.operator == "and" else (node,)
    letters = frozenset[str]().union(*map(_arguments, parts))
    ranges = tuple(part for part in parts if _range(part, letters))
    defines = tuple(part for part in parts if part not in ranges)
    return _Parted(defines, ranges) if defines else _Parted(parts, ())


def _arguments(part: Node) -> frozenset[str]:
    """x of `f(x) = …`, n of `a_n = …`, k of `P(X = k) = …`."""
    if not isinstance(part, Relation) or part.operators != ("=",):
        return frozenset()
    found: set[str] = set()
    for side in part.sides:
        match side:
            case Call(function=name) if name == "Pr" or name in functions_in(side):
                found |= names_in(side)
            case Name(name=name):
                found |= definitions.index(name)
    return frozenset(found)


def _bracketed(side: Node) -> bool:
    return not traits(side).kinds.isdisjoint((Items, Matrix))


def _range(part: Node, letters: frozenset[str]) -> bool:
    """Whether a part says of an argument where it lies."""
    if isinstance(part, Logic):
        return all(_range(one, letters) for one in part.operands)
    if part == REAL:
        return bool(letters)
    return (
        isinstance(part, Relation)
        and ORDER | {"in"} >= {*part.operators}
        and any(isinstance(side, Name) and side.name in letters for side in part.sides)
    )


def _silent(part: Node) -> bool:
    """`n ∈ ℕ`, `x ∈ ℝ`."""
    return part == REAL or (
        isinstance(part, Relation) and part.operators == ("in",) and part.sides[1] in SETS
    )


def _loose(part: Node) -> Node:
    """A range with its ends: a density may be said with them or without."""
    match part:
        case Logic(operands=parts):
            return replace(part, operands=tuple(map(_loose, parts)))
        case Relation(sides=(letter, Interval(low=low, high=high)), operators=("in",)):
            closed = Interval(low, high, not _endless(low), not _endless(high))
            return replace(part, sides=(letter, closed))
        case Relation(operators=operators):
            return replace(part, operators=tuple(_LOOSE.get(op, op) for op in operators))
    return part


def _endless(end: Node) -> bool:
    return "oo" in traits(end).constants
