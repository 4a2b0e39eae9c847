"""Solutions that natural numbers number, `x = n pi, n ∈ ℕ`: ℕ begins at 0 for some and at 1 for others.

What begins at the same numbers and goes on in the same steps is equal, wherever ℕ begins; what parts from the
other side at some number wherever ℕ begins is different. Anything else goes to a person.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative
from touchstone.maths.kinds.definitions import index
from touchstone.maths.kinds.shape import is_statement
from touchstone.maths.kinds.whole_claims import linear
from touchstone.maths.statements.families import PI
from touchstone.maths.statements.formula import NotAStatement, formula
from touchstone.maths.statements.progressions import Exactly, NoFamily
from touchstone.maths.statements.second_look import Looks, Side
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Logic, Multiply, Name, Node, Relation
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "natural numbers"
BEGINS = (0, 1)
# How often a number that floats take for a solution is looked at by the whole ladder.
MOST_LOOKS = 60
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
# Where both sides are looked at, counted in steps: also between the numbers that are given.
_COUNTED = sorted({Fraction(n, k) for k in (1, 2, 3) for n in range(-3 * k, 5 * k)}, key=abs)


@dataclass(frozen=True)
class _Rows:
    """`x = c + d n` for the numbers n within bounds, natural ones or whole ones."""

    unknown: str
    values: tuple[tuple[Exactly, Exactly], ...]
    bounds: tuple[tuple[str, Fraction], ...]
    natural: bool
    said_whole: bool

    def holds(self, at: Exactly, begins: int) -> bool:
        return any(self._counts(_steps(at, row), begins) for row in self.values)

    def _counts(self, n: Fraction | None, begins: int) -> bool:
        if n is None or n.denominator != 1 or (self.natural and n < begins):
            return False
        return all(_KEEPS[op](n, end) for op, end in self.bounds)

    def first(self, begins: int) -> int | None:
        """The least n; None where they have no beginning, or have an end."""
        if any(op in ("<", "<=") for op, _ in self.bounds):
            return None
        least = [math.ceil(end) if op == ">=" else math.floor(end) + 1 for op, end in self.bounds]
        least += [begins] if self.natural else []
        return max(least, default=None)

    def said(self, begins: int) -> set[tuple[Exactly, Exactly]] | None:
        """Where the values begin, and their steps; None where they don't begin."""
        first = self.first(begins)
        return None if first is None else {(_place(row, Fraction(first)), row[1]) for row in self.values}


_KEEPS = {
    "<": lambda n, end: n < end,
    "<=": lambda n, end: n <= end,
    ">": lambda n, end: n > end,
    ">=": lambda n, end: n >= end,
}


def compare(key: Node, answer: Node, setting: Setting) -> Finding | None:
    """Two statements of which one has a natural letter; None for anything else."""
    natural = {*_naturals(key, setting), *_naturals(answer, setting)}
    if key == answer or not natural:
        return None
    try:
        mine, theirs = (_rows(node, setting, natural) for node in (key, answer))
    except (NoFamily, NoDerivative, exact.NoValue):
        return undecided(STEP)
    names = {side.unknown for side in (mine, theirs) if side is not None}
    others = [node for node, side in ((key, mine), (answer, theirs)) if side is None]
    if len(names) != 1 or any(not is_statement(node) for node in others):
        return None
    (x,) = names
    if any(names_in(node) == {x, "ℕ"} for node in others):
        return undecided(STEP)  # `x ∈ ℕ`
    if any(names_in(node) != names for node in others):
        return None
    loose = setting.tolerance is not None or setting.up_to or setting.domain.complex_for(key, answer)
    if loose or setting.domain.assume.get(x, "real") != "real":
        return undecided(STEP)
    if mine is not None and theirs is not None:
        pairs = [(mine.said(begins), theirs.said(begins)) for begins in BEGINS]
        if all(a == b is not None for a, b in pairs):
            # The same letter without a word: that it is whole, too, is likely, and no more than that.
            sure = mine.said_whole and theirs.said_whole
            return equal(STEP) if sure else undecided(STEP)
    parted = _parted((key, answer), (mine, theirs), x, setting)
    return different(STEP) if parted else undecided(STEP)


def _naturals(node: Node, setting: Setting) -> list[str]:
    """The letters of which a statement says that they are natural, behind something else."""
    parts = node.operands if isinstance(node, Logic) and node.operator == "and" else ()
    found = [
        part.sides[0].name
        for part in parts
        if isinstance(part, Relation) and part.operators == ("in",) and isinstance(part.sides[0], Name)
        if part.sides[1] == Name("ℕ") or (part.sides[1] == Name("N") and "N" not in setting.declared)
    ]
    return found if len(found) < len(parts) else []


def _rows(node: Node, setting: Setting, beside: set[str]) -> _Rows | None:
    """What a statement numbers; None where it numbers nothing. Raises NoFamily for other than equal steps.

    `beside` are letters that one of the two sides calls natural.
    """
    parts = node.operands if isinstance(node, Logic) and node.operator == "and" else (node,)
    natural = _naturals(node, setting)
    whole = {name for name in names_in(node) if setting.domain.assume.get(name) == "integer"}
    letters = {*natural} or whole or (names_in(node) & beside)
    if len(letters) != 1 or len(natural) > 1:
        return None
    (n,) = letters
    values: tuple[str, tuple[Node, ...]] | None = None
    bounds = []
    for part in parts:
        if isinstance(part, Relation) and part.operators == ("in",) and part.sides[0] == Name(n):
            if not natural:
                return None
        elif (bound := _bound(part, n)) is not None:
            bounds.append(bound)
        elif values is None and (found := _values(part, n)) is not None:
            values = found
        else:
            return None
    if values is None:
        return None
    rows = tuple(linear(one, n) for one in values[1])
    return _Rows(values[0], rows, tuple(bounds), bool(natural), bool(natural) or n in whole)


def _bound(part: Node, n: str) -> tuple[str, Fraction] | None:
    """`n >= 1` and `1 <= n`."""
    match part:
        case Relation(sides=(left, right), operators=(op,)) if op in _TURNED:
            for one, other, sign in ((left, right, op), (right, left, _TURNED[op])):
                end = exact.rational(other)
                if one == Name(n) and end is not None:
                    return sign, end
    return None


def _values(part: Node, n: str) -> tuple[str, tuple[Node, ...]] | None:
    """x and what it is, of `x = 2n`, or of `x = 2n or x = 3n + 1`."""
    ways = part.operands if isinstance(part, Logic) and part.operator == "or" else (part,)
    found = []
    for way in ways:
        match way:
            case Relation(sides=(Name(name=x), value), operators=("=",)) if names_in(value) == {n} != {x}:
                if n in index(x):
                    return None  # `a_n = 2n` defines a sequence
                found.append((x, value))
            case _:
                return None
    names = {x for x, _ in found}
    return (names.pop(), tuple(value for _, value in found)) if len(names) == 1 else None


def _steps(at: Exactly, row: tuple[Exactly, Exactly]) -> Fraction | None:
    """n of `c + d n = at`; None where no fraction is."""
    (p, q), (ones, turns) = row
    over = at[0] - p, at[1] - q
    by, rest = (ones, turns) if ones else (turns, ones)
    if rest or not by:
        return None
    away, other = over if ones else over[::-1]
    return None if other else away / by


def _place(row: tuple[Exactly, Exactly], n: Fraction) -> Exactly:
    (p, q), (ones, turns) = row
    return p + n * ones, q + n * turns


def _parted(
    nodes: tuple[Node, Node], sides: tuple[_Rows | None, _Rows | None], x: str, setting: Setting
) -> bool:
    """Whether some number surely belongs to one side alone, wherever ℕ begins."""
    checks = [_check(node, side, x, setting) for node, side in zip(nodes, sides, strict=True)]
    left = set(BEGINS)
    for at in _numbers(sides):
        for begins in sorted(left):
            one, other = (check(at, begins) for check in checks)
            if one is not None and other is not None and one != other:
                left.discard(begins)
        if not left:
            return True
    return False


def _check(node: Node, side: _Rows | None, x: str, setting: Setting) -> Callable[[Exactly, int], bool | None]:
    """Whether a number belongs to a side where ℕ begins somewhere; None where that isn't surely known."""
    if side is not None:
        return side.holds
    try:
        other = Side(formula(node), Looks(lenient=False, said=False, setting=setting, left=MOST_LOOKS))
    except NotAStatement:
        return lambda at, begins: None
    known: dict[Exactly, bool | None] = {}

    def holds(at: Exactly, begins: int) -> bool | None:
        if at not in known:
            known[at] = other.holds({x: _number(at)})
        return known[at]

    return holds


def _number(at: Exactly) -> Node:
    return number(at[0]) if not at[1] else Add((number(at[0]), Multiply((number(at[1]), PI))))


def _numbers(sides: tuple[_Rows | None, _Rows | None]) -> Iterator[Exactly]:
    """Values for all that is counted nearby and where bounds end, each once."""
    known = [side for side in sides if side is not None]
    ends = [Fraction(math.floor(end) + n) for side in known for _, end in side.bounds for n in (-1, 0, 1, 2)]
    rows = [row for side in known for row in side.values]
    yield from dict.fromkeys(_place(row, n) for n in (*_COUNTED, *ends) for row in rows)
