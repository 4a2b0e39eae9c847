"""What makes a denominator zero is no solution: `z/conj(z) = 1` doesn't hold at 0, where `im(z) = 0` does.

Complex numbers are compared by two real letters, of which single values would be passed over, as in formulas.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from touchstone.maths import equality, exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.conjugates import UNIT
from touchstone.maths.domain import Domain
from touchstone.maths.statements import exclusions
from touchstone.maths.statements.complex_plane import NotInThePlane, parts_of
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions, variables
from touchstone.maths.statements.marks import Unsupported
from touchstone.maths.statements.one_sign import Signs
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.statements.systems import eliminated, linear, numerator
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import traits
from touchstone.maths.tree import Add, Call, Divide, Multiply, Negative, Node, Power

_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}
_TWO = number(Fraction(2))
Point = tuple[Fraction, Fraction]


def passed_over(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether a zero of a denominator may solve one of two statements about one complex variable alone."""
    z = _variable(a, b, setting) if "complex" in setting.domain.assume.values() else None
    if z is None:
        return False
    poles = dict.fromkeys(u for side in (a, b) for c in conditions(side) for u in _poles(c.f))
    if isinstance(a, Condition) and isinstance(b, Condition) and exclusions.alike(a.f, b.f, real=False):
        return False
    return any(_parts(a, b, _zeros(u, z, setting), z, setting) for u in poles)


def _parts(a: Formula, b: Formula, places: list[Point] | None, z: str, setting: Setting) -> bool:
    """Whether some place may solve one alone; None for places that aren't known."""
    if places is None:
        return True
    for point in places:
        mine, theirs = (_truth(side, _values(point, z), setting) for side in (a, b))
        if mine is None or mine != theirs:
            return True
    return False


def _variable(a: Formula, b: Formula, setting: Setting) -> str | None:
    """The one variable, where it is complex and taken apart into two real letters."""
    names = variables(a) | variables(b)
    bare = {name[1:-1] if name.startswith("•") else name for name in names}
    if len(bare) != 1 or setting.domain.assume.get(z := min(bare)) != "complex":
        return None
    functions = frozenset[str]().union(*(traits(c.f).functions for side in (a, b) for c in conditions(side)))
    return z if names != {z} or "abs" in functions else None


def _poles(f: Node) -> Iterator[Node]:
    for u in exclusions.zeros(f):
        yield from _factors(u)


def _factors(u: Node) -> Iterator[Node]:
    match u:
        case Multiply(factors=parts):
            for part in parts:
                yield from _factors(part)
        case Negative(operand=inner) | Power(base=inner) | Divide(numerator=inner):
            yield from _factors(inner)
        case Call(function="abs", arguments=(inner,)):
            yield from _factors(inner)
        case _:
            yield u


def _zeros(u: Node, z: str, setting: Setting) -> list[Point] | None:
    """The places where u is zero, as pairs of real numbers; None where they aren't known here."""
    names = [f"•{z}1", f"•{z}2"]
    try:
        parts = [part for part in parts_of(u, frozenset({z}), setting) if part is not None]
        rows = [numerator(part, names) for part in parts]
    except (NotInThePlane, NotRational, exact.NoValue, ZeroDivisionError):
        return None
    if not all(map(linear, rows)):
        squares = tuple(Power(part, _TWO) for part in parts)
        size = Add(squares) if len(squares) > 1 else squares[0]
        never = Signs(Domain()).never_negative(size, above=True)
        return [] if never else None
    left = eliminated(rows, names)
    if any(not row[0] and not row[1] for row in left):
        return []
    return [(-left[0][2], -left[1][2])] if len(left) == 2 else None


def _values(point: Point, z: str) -> dict[str, Node]:
    x, y = map(number, point)
    return {f"•{z}1": x, f"•{z}2": y, z: Add((x, Multiply((UNIT, y))))}


def _truth(of: Formula, at: dict[str, Node], setting: Setting) -> bool | None:
    """Whether a statement holds at a place; None where that isn't known."""
    match of:
        case Condition(f=f, op=op):
            return _holds(f, op, at, setting)
        case Every(parts=parts):
            found = [_truth(part, at, setting) for part in parts]
            return False if False in found else None if None in found else True
        case Some(parts=parts):
            found = [_truth(part, at, setting) for part in parts]
            return True if True in found else None if None in found else False
        case Truth(value=value):
            return value
    return None


def _holds(f: Node, op: str, at: dict[str, Node], setting: Setting) -> bool | None:
    below = [equality.compare(substitute(u, at), ZERO, setting.exactly) for u in exclusions.zeros(f)]
    if any(found.equal for found in below):
        return False
    if not all(found.different for found in below):
        return None
    value = substitute(f, at)
    if op in ("=", "!="):
        found = equality.compare(value, ZERO, setting.exactly)
        return None if found.undecided else found.equal == (op == "=")
    try:
        re, im = parts_of(value, frozenset(), setting)
        sign = None if im is not None else sign_at(re, "", Fraction(0))
    except (NotInThePlane, Unsupported):
        return None
    return None if sign is None else sign in _HOLDS[op]
