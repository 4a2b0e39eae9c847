"""Solutions written out: `x = 1 and y = 2`, one or several, beside each other and beside equations."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.equality import compare as same
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import declared, defined, surfaces, systems
from touchstone.maths.statements.counting import count, most_allowed
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Name, Negative, Node
from touchstone.maths.verdict import Finding, all_of, different, equal, undecided

STEP = systems.STEP
MAX_POINTS = 12
# Continuous nowhere near a jump; and so many lines are searched for a zero of what has poles.
_JUMPING = frozenset({"sign", "floor", "ceil"})
ELSEWHERE = 24

Point = dict[str, Node]


def compare(a: Formula, b: Formula, names: list[str], setting: Setting, *, real: bool) -> Finding:
    """Whether both have the same solutions; undecided where neither writes its solutions out."""
    written = points(a), points(b)
    mine, theirs = (declared.kept(side, setting.domain) for side in written)
    if (mine, theirs).count(None) > written.count(None):
        return undecided(STEP)
    if mine is not None and theirs is not None:
        return _sets(mine, theirs, setting)
    for found, other in ((mine, b), (theirs, a)):
        if found is not None:
            return _beside(found, other, names, setting, real=real)
    return undecided(STEP)


def points(of: Formula) -> list[Point] | None:
    """The solutions, each as a mapping, when that is all that is said."""
    parts = _cases(of)
    if len(parts) > MAX_POINTS:
        return None
    found = [assignment(Every(tuple(part))) for part in parts]
    return [point for point in found if point is not None] if None not in found else None


def _cases(of: Formula) -> list[list[Formula]]:
    """Conditions that hold together, once for each way that they can; too many when they get many."""
    match of:
        case Some(parts=parts):
            return [case for part in parts for case in _cases(part)]
        case Every(parts=parts):
            found: list[list[Formula]] = [[]]
            for part in parts:
                found = [[*old, *new] for old in found for new in _cases(part)]
                if len(found) > MAX_POINTS:
                    break
            return found
    return [[of]]


def assignment(of: Formula) -> Point | None:
    """`x = a and y = b` as a mapping, also when one value is needed to see the other: `x = 0 and y = e^x`."""
    waiting: list[Formula] = list(of.parts) if isinstance(of, Every) else [of]
    waiting = [part for part in waiting if part != Truth(True)]
    if not all(isinstance(part, Condition) for part in waiting):
        return None  # what never holds has no solution, whatever stands beside it
    values: Point = {}
    while waiting:
        solved = next((found for found in map(_solved_for, waiting) if found is not None), None)
        if solved is None:
            return None
        part, name, value = solved
        if name in values:
            return None
        values[name] = value
        waiting.remove(part)
        waiting = [Condition(substitute(c.f, values), c.op) for c in waiting if isinstance(c, Condition)]
    return values


def _solved_for(part: Formula) -> tuple[Formula, str, Node] | None:
    if not isinstance(part, Condition) or part.op != "=":
        return None
    found = _solved(part.f)
    return None if found is None else (part, *found)


def _solved(f: Node) -> tuple[str, Node] | None:
    if isinstance(f, Name):
        return f.name, ZERO
    if not isinstance(f, Add) or len(f.terms) != 2:
        return None
    left, right = f.terms
    if isinstance(left, Name) and not names_in(right):
        return left.name, right.operand if isinstance(right, Negative) else Negative(right)
    if isinstance(right, Negative) and isinstance(right.operand, Name) and not names_in(left):
        return right.operand.name, left
    return None


def _same_point(x: Point, y: Point, setting: Setting) -> Finding:
    if x.keys() != y.keys():
        return different(STEP)
    return all_of(same(x[name], y[name], setting) for name in sorted(x))


def _sets(mine: list[Point], theirs: list[Point], setting: Setting) -> Finding:
    """Every point of each among those of the other."""
    if bool(mine) != bool(theirs):
        return different(STEP)
    table = [[_same_point(x, y, setting) for y in theirs] for x in mine]
    doubt = False
    for row in [*table, *map(list, zip(*table, strict=True))]:
        if any(finding.equal for finding in row):
            continue
        if all(finding.different for finding in row):
            return different(STEP)
        doubt = True
    return undecided(STEP) if doubt or not table else equal(STEP)


def _beside(found: list[Point], other: Formula, names: list[str], setting: Setting, *, real: bool) -> Finding:
    """Points beside equations: all of them are solutions, and there are no more."""
    if any(point.keys() != set(names) for point in found):
        # A line of them, such as `x = 0 and z = 0`, may be right and not all: `x y = 0 and z = 0`.
        failed = _some_fail(found, other, setting)
        return failed if failed.different else undecided(STEP)
    if isinstance(other, Condition) and len(names) > 1 and _turns(other.f, found, setting):
        return different(STEP)  # a curve or a surface, not a few points
    verdict = _some_fail(found, other, setting)
    if not verdict.equal:
        return verdict
    wanted = len(_distinct(found, setting))
    total = count(other, names, real=real)
    if wanted == total:
        return equal(STEP)
    if declared.narrow(names, setting.domain):
        return equal(STEP) if wanted == most_allowed(other, names, setting.domain) else undecided(STEP)
    return different(STEP) if total is not None and wanted < total else undecided(STEP)


def _some_fail(found: list[Point], other: Formula, setting: Setting) -> Finding:
    """Different when a point is no solution; equal when all are."""
    if not isinstance(other, Every | Condition):
        return undecided(STEP)
    if any(not isinstance(part, Condition) for part in getattr(other, "parts", ())):
        return undecided(STEP)
    if any(c.op != "=" for c in conditions(other)):
        return undecided(STEP)
    checks = [same(substitute(c.f, point), ZERO, setting) for point in found for c in conditions(other)]
    refuted = next((check for check in checks if check.different), None)
    if refuted is not None:
        return different(STEP)
    return equal(STEP) if checks and all(check.equal for check in checks) else undecided(STEP)


def _distinct(found: list[Point], setting: Setting) -> list[Point]:
    kept: list[Point] = []
    for point in found:
        if not any(_same_point(point, other, setting).equal for other in kept):
            kept.append(point)
    return kept


def _turns(f: Node, found: list[Point], setting: Setting) -> bool:
    """Whether the zeros of f are surely no few points: it is positive and negative, or has another zero."""
    names = names_in(f)
    if declared.whole(names, setting.domain):
        return False
    if not _continuous(f):
        return _elsewhere(f, found, setting)
    try:
        run = compile_tree(f, Floats(real=True))
    except (Undefined, Unsure):
        return False
    signs = set()
    for point in islice(setting.domain.points(names, f), 40):
        try:
            value, error = run({name: (where, 0.0) for name, where in point.items()})
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if isinstance(value, float) and abs(value) > error:
            signs.add(value > 0)
    return len(signs) == 2


def _continuous(f: Node) -> bool:
    return defined.where(f) == Truth(True) and not traits(f).functions & _JUMPING


def _elsewhere(f: Node, found: list[Point], setting: Setting) -> bool:
    """Whether f is zero at a place that isn't among the points: a pole or a jump is no zero between signs."""
    names = sorted(names_in(f))
    for turn, point in enumerate(islice(setting.domain.points(names_in(f), f), ELSEWHERE)):
        free = names[turn % len(names)]
        fixed = {n: Fraction(v.real) for n, v in point.items() if n != free}
        if any(not _beside_point(one, fixed) for one in found):
            continue
        if surfaces.zero_along(f, free, {n: number(v) for n, v in fixed.items()}, setting):
            return True
    return False


def _beside_point(point: Point, fixed: dict[str, Fraction]) -> bool:
    """Whether a coordinate surely is another one."""
    for name, value in fixed.items():
        try:
            near, error = compile_tree(point[name], Floats(real=True))({})
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if abs(near - float(value)) > error + abs(near) * 1e-9:
            return True
    return False
