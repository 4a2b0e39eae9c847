"""Systems solved one variable after the other: `[2^x = 8, y = x]` beside `x = 3, y = 3`.

All points solve all equations. An equation about one variable alone has, by the ways of one variable,
exactly the values that the points have; each value is put in for it, and what is left is compared with what
is left of the points. Where there is none, an equation that says what a variable is (`y = sqrt(x)`,
`x y = 2`) is put into the others. Either may add solutions, where something has no value, and loses none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from touchstone.maths import clock, equality, exact
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import declared
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, difference
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Power, walk
from touchstone.maths.verdict import Finding, equal

STEP = "one variable after the other"
MOST_POINTS = 12
Decide = Callable[[Formula, Formula, Setting], Finding]
Point = dict[str, Node]
Left = tuple[list[Condition], list[Point]]


def agree(a: Formula, b: Formula, setting: Setting, decide: Decide) -> Finding | None:
    """Equal where one side is a system, the other its points, and this shows it; else None."""
    for system, listed in ((a, b), (b, a)):
        parts, points = _equations(system), _points(listed)
        if not parts or not points or len(points) > MOST_POINTS:
            continue
        if declared.kept(points, setting.domain) == points and _solves(parts, points, setting, decide):
            return equal(STEP)
    return None


def _equations(of: Formula) -> list[Condition]:
    parts = of.parts if isinstance(of, Every) else ()
    found = [part for part in parts if isinstance(part, Condition) and part.op == "="]
    return found if len(found) == len(parts) > 1 else []


def _points(of: Formula) -> list[Point]:
    """`x = 1 and y = 2 or …`: each variable with its value, without variables."""
    found = [_point(part) for part in (of.parts if isinstance(of, Some) else (of,))]
    points = [point for point in found if point is not None]
    same = len({frozenset(point) for point in points}) == 1
    return points if same and len(points) == len(found) else []


def _point(of: Formula) -> Point | None:
    point: Point = {}
    for part in of.parts if isinstance(of, Every) else (of,):
        given = _given(part) if isinstance(part, Condition) and part.op == "=" else None
        if given is None or given[0] in point:
            return None
        point[given[0]] = given[1]
    return point


def _given(part: Condition) -> tuple[str, Node] | None:
    """x and 3 of `x - 3 = 0`."""
    match part.f:
        case Name(name=name):
            return name, ZERO
        case Add(terms=(Name(name=name), Negative(operand=value))) if not names_in(value):
            return name, value
        case Add(terms=(value, Negative(operand=Name(name=name)))) if not names_in(value):
            return name, value
    return None


def _solves(parts: list[Condition], points: list[Point], setting: Setting, decide: Decide) -> bool:
    """Whether these points, and no others, satisfy all equations."""
    return all(_solved_by(part, points, setting) for part in parts) and _no_others(
        parts, points, setting, decide
    )


def _solved_by(part: Condition, points: list[Point], setting: Setting) -> bool:
    """Whether an equation has a value at each point, and holds there."""
    there = [substitute(part.f, dict(point)) for point in points]
    return all(all_real(f) and not names_in(f) and _zero(f, setting) for f in there)


def _no_others(parts: list[Condition], points: list[Point], setting: Setting, decide: Decide) -> bool:
    """Whether what solves all equations is among the points."""
    clock.check()
    parts = [part for part in parts if names_in(part.f)]
    if not all(all_real(part.f) for part in parts):
        return False
    if not points[0]:
        return True
    for name in sorted(points[0]):
        alone = [part for part in parts if names_in(part.f) == {name}]
        rest = [part for part in parts if part not in alone]
        if alone and _has_exactly(alone, name, points, setting, decide):
            return all(_no_others(*left, setting, decide) for left in _after(rest, name, points, setting))
    return any(_no_others(*left, setting, decide) for left in _without_one(parts, points))


def _without_one(
    parts: list[Condition], points: list[Point]
) -> Iterator[tuple[list[Condition], list[Point]]]:
    """What is left when an equation is solved for a variable, which is put into the others.

    It may hold where the equation has no value: what is left may have more solutions, not fewer.
    """
    if len(points[0]) < 2:
        return
    for part in parts:
        for name in sorted(names_in(part.f) & points[0].keys()):
            value = _explicit(part.f, name)
            if value is not None and name not in names_in(value):
                rest = [other for other in parts if other is not part]
                yield (
                    [Condition(substitute(other.f, {name: value}), "=") for other in rest],
                    [{n: v for n, v in point.items() if n != name} for point in points],
                )


def _explicit(f: Node, name: str) -> Node | None:
    """What a variable is where f is zero: f is a number of times it, or never zero where it is zero."""
    if (value := solved_for(f, name)) is not None:
        return value
    terms = f.terms if isinstance(f, Add) else (f,)
    slopes = [_times(term, name) for term in terms if name in names_in(term)]
    others = [exact.rational(term) for term in terms if name not in names_in(term)]
    known = [value for value in others if value is not None]
    slope = [part for part in slopes if part is not None]
    if len(known) < len(others) or not sum(known) or not slope or len(slope) < len(slopes):
        return None
    return Divide(number(-sum(known, Fraction(0))), Add(tuple(slope)) if len(slope) > 1 else slope[0])


def _times(term: Node, name: str) -> Node | None:
    """What a variable is multiplied by, `2 x^2` in `2 x^2 y`; None for what is no such product."""
    match term:
        case Name(name=found) if found == name:
            return ONE
        case Negative(operand=inner):
            return None if (by := _times(inner, name)) is None else Negative(by)
        case Divide(numerator=over, denominator=under) if name not in names_in(under):
            return None if (by := _times(over, name)) is None else Divide(by, under)
        case Multiply(factors=factors):
            holding = [i for i, part in enumerate(factors) if name in names_in(part)]
            if len(holding) == 1 and (by := _times(factors[holding[0]], name)) is not None:
                return Multiply((*factors[: holding[0]], by, *factors[holding[0] + 1 :]))
    return None


def all_real(f: Node) -> bool:
    """Whether each number has a real value: of `x ln(y)` with -2 put in for y that isn't so."""
    for part in walk(f):
        if isinstance(part, Call | Power | Divide) and not names_in(part):
            try:
                value, _ = compile_tree(part, Floats(real=True))({})
            except (Undefined, Unsure, OverflowError, ValueError):
                return False
            if not isinstance(value, float):
                return False
    return True


def _has_exactly(
    alone: list[Condition], name: str, points: list[Point], setting: Setting, decide: Decide
) -> bool:
    """Whether equations about one variable have exactly the values that the points have: one, or all."""
    values = [Condition(difference(Name(name), point[name]), "=") for point in points]
    listed = Some(tuple(values)) if len(values) > 1 else values[0]
    ways: list[Formula] = [*alone]
    if len(alone) > 1:
        ways.append(Every(tuple(alone)))
    return any(decide(way, listed, setting).equal for way in ways)


def _after(
    rest: list[Condition], name: str, points: list[Point], setting: Setting
) -> list[tuple[list[Condition], list[Point]]]:
    """What is left for each value of the variable: the equations with it, and the points that have it."""
    groups: list[tuple[Node, list[Point]]] = []
    for point in points:
        group = next((g for g in groups if equality.compare(g[0], point[name], setting.exactly).equal), None)
        left = {other: value for other, value in point.items() if other != name}
        if group is None:
            groups.append((point[name], [left]))
        elif left:
            group[1].append(left)
    return [
        ([Condition(substitute(part.f, {name: value}), "=") for part in rest], left) for value, left in groups
    ]


def _zero(f: Node, setting: Setting) -> bool:
    return equality.compare(f, ZERO, setting.exactly).equal
