"""Systems solved one variable after the other: `[2^x = 8, y = x]` beside `x = 3, y = 3`.

An equation about one variable alone has, by the ways of one variable, exactly the values that the points
have; each value is put in for it, and what is left is compared with what is left of the points.
"""

from __future__ import annotations

from collections.abc import Callable

from touchstone.maths import clock, equality
from touchstone.maths.arrays import ZERO
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import declared
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, difference
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Name, Negative, Node, Power, walk
from touchstone.maths.verdict import Finding, equal

STEP = "one variable after the other"
MOST_POINTS = 12
Decide = Callable[[Formula, Formula, Setting], Finding]
Point = dict[str, Node]


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
    clock.check()
    if not all(all_real(part.f) for part in parts):
        return False
    if not points[0]:
        return len(points) == 1 and all(_holds(part, setting) for part in parts)
    for part in parts:
        names = names_in(part.f)
        if len(names) == 1 and names <= points[0].keys():
            (name,) = names
            rest = [other for other in parts if other is not part]
            if _has_exactly(part, name, points, setting, decide):
                return all(_solves(*left, setting, decide) for left in _after(rest, name, points, setting))
    return False


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


def _has_exactly(part: Condition, name: str, points: list[Point], setting: Setting, decide: Decide) -> bool:
    values = [Condition(difference(Name(name), point[name]), "=") for point in points]
    return decide(part, Some(tuple(values)) if len(values) > 1 else values[0], setting).equal


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


def _holds(part: Condition, setting: Setting) -> bool:
    return not names_in(part.f) and equality.compare(part.f, ZERO, setting.exactly).equal
