"""What each unknown is in steps of whole letters: `x = pi/3 + 2 pi n` as fractions of 1 and of pi.

Numbers such as `sqrt(2)` and `i pi` are letters, each of its own: what agrees for any values of them agrees
for theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.families import PI
from touchstone.maths.statements.formula import Condition, Every, Formula
from touchstone.maths.statements.lattices import Lattice, TooLarge
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Constant, Name, Node, Power, children

# Behind the name of what stands for a number; no text can be read as such a name.
MARK = "•"
MAX_COLUMNS = 40
# Floats that are further apart than this are different numbers.
NEARLY = 1e-6

Powers = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Value:
    """What one unknown is, by powers of letters and numbers; and the equation `slope x + … = 0`."""

    powers: dict[Powers, Fraction]
    f: Node
    slope: Fraction


Values = dict[str, Value]


class _NoSteps(ValueError):
    """An equation that doesn't say what an unknown is in whole steps."""


def values(of: Formula, names: list[str], letters: frozenset[str]) -> Values | None:
    """What each unknown is; None for other statements."""
    found: Values = {}
    try:
        for part in of.parts if isinstance(of, Every) else (of,):
            if not isinstance(part, Condition) or part.op != "=":
                return None
            x, value = _solved(part.f, names, letters)
            if x in found:
                return None
            found[x] = value
    except (_NoSteps, exact.NoValue):
        return None
    return found if sorted(found) == names else None


def _solved(f: Node, names: list[str], letters: frozenset[str]) -> tuple[str, Value]:
    powers = coefficients(_lettered(f))
    unknown = [p for p in powers or {} if any(n in names for n, _ in p)]
    if powers is None or len(unknown) != 1 or [k for _, k in unknown[0]] != [1]:
        raise _NoSteps
    slope = powers[unknown[0]]
    rest = {p: -c / slope for p, c in powers.items() if p != unknown[0]}
    for p in rest:
        own = [k for n, k in p if n in letters]
        if own not in ([], [1]) or not all(n in letters or n.endswith(MARK) for n, _ in p):
            raise _NoSteps
    return unknown[0][0][0], Value(rest, f, slope)


def _lettered(node: Node) -> Node:
    """The node with a letter for each number that is no fraction. Raises _NoSteps if one may have none."""
    match node:
        case Constant(name=name):
            if name not in ("pi", "e", "i"):
                raise _NoSteps
            return Name(name + MARK)
        case Call():
            value = None if names_in(node) else exact.rational(node)
            if value is not None:
                return number(value)
            if not _has_a_value(node):
                raise _NoSteps
            return Name(f"{node!r}{MARK}")
        case Power(exponent=exponent) if exact.integer(exponent) is None:
            value = exact.rational(node)
            if value is None:
                raise _NoSteps
            return number(value)
    return rebuilt(node, [_lettered(part) for part in children(node)])


def _has_a_value(node: Call) -> bool:
    """Whether a function of a fraction surely has a real value."""
    if names_in(node) or len(node.arguments) != 1:
        return False
    value = exact.rational(node.arguments[0])
    match node.function:
        case "sqrt" | "ln":
            return value is not None and value > 0
        case "atan" | "sin" | "cos" | "exp":
            return value is not None
        case "asin" | "acos":
            return value is not None and -1 <= value <= 1
    return False


def letters_of(side: Values, letters: frozenset[str]) -> frozenset[str]:
    """The letters that do number something."""
    return frozenset(n for value in side.values() for p in value.powers for n, _ in p) & letters


def turning(*sides: Values, letters: frozenset[str]) -> bool:
    """Whether each letter has pi before it, wherever it stands."""
    every = [dict(p) for side in sides for value in side.values() for p in value.powers]
    return all(PI.name + MARK in p for p in every if letters & p.keys())


def lattices_of(
    a: Values, b: Values, names: list[str], letters: frozenset[str]
) -> tuple[Lattice, Lattice, bool]:
    """Both with a column for each coordinate and number; whether no number is surely made of the others."""
    numbers = {_number(p, letters) for side in (a, b) for value in side.values() for p in value.powers}
    columns = list(product(names, sorted(numbers)))
    if len(columns) > MAX_COLUMNS:
        raise TooLarge
    known = {PI.name + MARK, "i" + MARK}
    apart = all(n in known and (n != "i" + MARK or k == 1) for p in numbers for n, k in p)
    return _lattice(a, columns, letters), _lattice(b, columns, letters), apart


def rational(side: Values, names: list[str], letters: frozenset[str]) -> Lattice | None:
    """The points where all coordinates are fractions; None where some are not."""
    if any(_number(p, letters) for value in side.values() for p in value.powers):
        return None
    return _lattice(side, [(x, ()) for x in names], letters)


def _number(powers: Powers, letters: frozenset[str]) -> Powers:
    return tuple((n, k) for n, k in powers if n not in letters)


def _lattice(side: Values, columns: list[tuple[str, Powers]], letters: frozenset[str]) -> Lattice:
    rows = {n: [Fraction(0)] * len(columns) for n in ("", *sorted(letters))}
    place = {column: i for i, column in enumerate(columns)}
    for x, value in side.items():
        for powers, c in value.powers.items():
            n = next((n for n, _ in powers if n in letters), "")
            rows[n][place[x, _number(powers, letters)]] += c
    base = rows.pop("")
    return Lattice(tuple(base), tuple(tuple(row) for row in rows.values() if any(row)))


def steps_differ(a: Values, b: Values, letters: frozenset[str]) -> bool:
    """Whether both go on by one letter, and floats show that by other steps, or from elsewhere."""
    own = [letters_of(side, letters) for side in (a, b)]
    if [len(found) for found in own] != [1, 1]:
        return False
    try:
        places = [_places(side, min(found), sorted(a)) for side, found in zip((a, b), own, strict=True)]
    except (Undefined, Unsure, OverflowError, TypeError, ValueError):
        return False  # a complex number is no float
    (start, step), (other, its) = places
    if all(_far(s, [sign * t for t in its]) for sign in (1, -1) for s in (step,)):
        return True
    longest = max(range(len(step)), key=lambda i: abs(step[i]))
    if not step[longest]:
        return False
    times = round((start[longest] - other[longest]) / step[longest])
    return _far(start, [t + times * s for t, s in zip(other, step, strict=True)])


def _far(one: list[float], other: list[float]) -> bool:
    size = max(1.0, *map(abs, one), *map(abs, other))
    return any(abs(p - q) > NEARLY * size for p, q in zip(one, other, strict=True))


def _places(side: Values, n: str, names: list[str]) -> tuple[list[float], list[float]]:
    """The point numbered 0, and the way to the one numbered 1."""
    points = []
    for k in (0, 1):
        point = []
        for x in names:
            f = substitute(side[x].f, {x: ZERO, n: number(Fraction(k))})
            point.append(float(-compile_tree(f, Floats(real=True))({})[0] / float(side[x].slope)))
        points.append(point)
    return points[0], [q - p for p, q in zip(*points, strict=True)]
