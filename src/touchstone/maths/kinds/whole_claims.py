"""Statements that say that x is one of the numbers c + d n for whole n: `x ∈ ℤ`, `sin(x) = 0`, `x = 2n`.

A denial holds only where what it denies has a value: `tan(x) ≠ 0` leaves out the poles of the tangent, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from touchstone.maths import equality, exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.statements import defined
from touchstone.maths.statements.families import PI, USUAL
from touchstone.maths.statements.formula import Truth
from touchstone.maths.statements.progressions import Exactly, NoFamily, Progressions, exactly
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Call,
    Divide,
    Items,
    Logic,
    Multiply,
    Name,
    Node,
    Number,
    Relation,
    Such,
    Union,
)

INTEGERS = Name("ℤ")
# Where these are zero, in turns of pi.
_ZEROS = {"sin": Fraction(0), "tan": Fraction(0), "cos": Fraction(1, 2), "cot": Fraction(1, 2)}
# Where these have no value, in turns of pi.
_POLES = {"tan": Fraction(1, 2), "cot": Fraction(0)}
# Where a tangent has one of the values that are learnt by heart.
_TURNS = [Fraction(sign, below) for below in (3, 4, 6) for sign in (1, -1)]


def members(node: Node) -> list[str]:
    """The names of which a statement says that they lie in ℤ, or among values for whole numbers."""
    match node:
        case Logic(operands=parts):
            return [name for part in parts for name in members(part)]
        case Relation(sides=(Name(name=name), which), operators=("in",)):
            parts = which.parts if isinstance(which, Union) and which.operator == "∪" else (which,)
            return [name] if any(one == INTEGERS or numbers(one) is not None for one in parts) else []
    return []


def numbers(which: Node) -> tuple[Node, str] | None:
    """The expression and the letter of `{c + d n | n ∈ ℤ}`."""
    match which:
        case Such(
            name=name,
            where=Logic(
                operator="and",
                operands=(
                    Relation(sides=(left, value), operators=("=",)),
                    Relation(sides=(Name(name=letter), held), operators=("in",)),
                ),
            ),
        ) if left == name and held == INTEGERS and names_in(value) == {letter}:
            return value, letter
        case Such(name=name, where=Relation(sides=(left, held), operators=("in",))):
            return (name, name.name) if left == name and held == INTEGERS else None
    return None


def side(node: Node, x: str, setting: Setting) -> tuple[bool, Progressions] | None:
    """Whether a statement is a denial, and of what numbers; None for any other statement."""
    if isinstance(node, Logic) and node.operator == "and":
        return _none_of([side(part, x, setting) for part in node.operands])
    no = negated = False
    while isinstance(node, Logic) and node.operator == "not":
        no, negated, node = not no, True, node.operands[0]
    if isinstance(node, Relation) and node.operators == ("!=",):
        no, node = not no, Relation(node.sides, ("=",), node.span)
    found = Progressions()
    try:
        for part in _alternatives(node):
            poles = partly(part)
            if poles and negated:
                return None  # whether `not tan(x) = 0` holds at a pole is a matter of taste
            _take(part, x, setting, found, poles=no and poles)
    except (NoFamily, NoDerivative, exact.NoValue):
        return None
    return no, found


def _none_of(parts: list[tuple[bool, Progressions] | None]) -> tuple[bool, Progressions] | None:
    """`x != 0 and x != k*pi` denies one of several numbers; None where something is claimed."""
    found = Progressions()
    for part in parts:
        if part is None or not part[0]:
            return None
        found.turning += part[1].turning
        found.counting += part[1].counting
        found.single |= part[1].single
    return True, found


def in_turns(node: Node) -> bool:
    """Whether parts of pi or degrees are written, so that n, k or m beside them numbers."""
    return "pi" in traits(node).constants or "degrees" in traits(node).functions


def partly(node: Node) -> bool:
    """Whether a statement is about a function that hasn't a value everywhere."""
    return not traits(node).functions.isdisjoint(_POLES)


def denies_poles(node: Node) -> bool:
    """`tan(x) != 0`."""
    return isinstance(node, Relation) and node.operators == ("!=",) and partly(node)


def _alternatives(node: Node) -> Iterator[Node]:
    if isinstance(node, Logic) and node.operator == "or":
        for part in node.operands:
            yield from _alternatives(part)
    elif isinstance(node, Relation) and node.operators == ("in",) and isinstance(node.sides[1], Union):
        if node.sides[1].operator != "∪":
            raise NoFamily
        for which in node.sides[1].parts:
            yield Relation((node.sides[0], which), ("in",), node.span)
    else:
        yield node


def _take(node: Node, x: str, setting: Setting, found: Progressions, *, poles: bool) -> None:
    """Adds the numbers of which one statement says that x is among them, and poles. Raises NoFamily."""
    match node:
        case Relation(sides=(Name(name=name), which), operators=("in",)) if name == x:
            if isinstance(which, Items) and which.kind == "set":
                found.single.update(exactly(value) for value in which.items)
            else:
                _add(*_progression(which), found)
        case Relation(sides=(left, right), operators=("=",)):
            whole = _rounded(left, right) or _rounded(right, left)
            if whole is not None:
                _add(*_solved(whole, x, (Fraction(0), Fraction(0)), (Fraction(1), Fraction(0))), found)
            elif (turned := _of_a_sine(left, right, setting)) is not None:
                function, inner, at = turned
                for first in (at, _POLES[function]) if poles else (at,):
                    _add(*_solved(inner, x, (Fraction(0), first), (Fraction(0), Fraction(1))), found)
            else:
                _take_value(node, x, setting, found)
        case _:
            raise NoFamily


def _take_value(node: Relation, x: str, setting: Setting, found: Progressions) -> None:
    """`x = c`, or `x = c + d n` where n numbers for sure."""
    left, right = node.sides
    value = right if left == Name(x) else left if right == Name(x) else None
    if value is None or x in names_in(value) or len(names_in(value)) > 1:
        raise NoFamily
    if not names_in(value):
        found.single.add(exactly(value))
        return
    (n,) = names_in(value)
    declared = setting.domain.assume.get(n)
    if declared != "integer" and (declared or n not in USUAL or not in_turns(value)):
        raise NoFamily
    _add(*linear(value, n), found)


def _progression(which: Node) -> tuple[Exactly, Exactly]:
    """The start and the step of ℤ, or of `{c + d n | n ∈ ℤ}`."""
    if which == INTEGERS:
        return (Fraction(0), Fraction(0)), (Fraction(1), Fraction(0))
    given = numbers(which)
    if given is None:
        raise NoFamily
    return linear(*given)


def linear(value: Node, n: str) -> tuple[Exactly, Exactly]:
    """c and d of `c + d n`. Raises NoFamily, NoDerivative."""
    _always(value)
    step = derivative(value, n)
    if names_in(step):
        raise NoFamily
    return exactly(substitute(value, {n: ZERO})), exactly(step)


def _solved(u: Node, x: str, start: Exactly, step: Exactly) -> tuple[Exactly, Exactly]:
    """The start and the step of x where u, which is a x + b with a fraction a or one of pi, has others."""
    _always(u)
    slope = derivative(u, x)
    if names_in(u) != {x} or names_in(slope):
        raise NoFamily
    at, by = exactly(substitute(u, {x: ZERO})), exactly(slope)
    return _divided((start[0] - at[0], start[1] - at[1]), by), _divided(step, by)


def _always(u: Node) -> None:
    """Raises NoFamily for `n^2/n`, which has no value for one of the numbers."""
    if defined.where(u) != Truth(True):
        raise NoFamily


def _divided(value: Exactly, by: Exactly) -> Exactly:
    (p, q), (ones, turns) = value, by
    if ones and not turns:
        return p / ones, q / ones
    if turns and not ones and not p:
        return q / turns, Fraction(0)
    raise NoFamily


def _add(start: Exactly, step: Exactly, found: Progressions) -> None:
    ones, turns = step
    if bool(ones) == bool(turns):
        raise NoFamily
    if ones:
        found.counting.append((start, abs(ones)))
    else:
        found.turning.append((start, abs(turns)))


def _rounded(left: Node, right: Node) -> Node | None:
    """What is whole where `floor(u) = u` or `mod(u, m) = 0` holds."""
    match left:
        case Call(function="floor" | "ceil" | "round", arguments=(inner,)):
            return inner if inner == right else None
        case Call(function="mod", arguments=(inner, Number(value=by))) if by > 0 and _zero(right):
            return inner if by == 1 else Divide(inner, number(by))
    return None


def _of_a_sine(left: Node, right: Node, setting: Setting) -> tuple[str, Node, Fraction] | None:
    """The function and u of `sin(u) = 0` and `tan(u) = 1`, and one u that solves it, in turns of pi."""
    for one, other in ((left, right), (right, left)):
        if not isinstance(one, Call) or one.function not in _ZEROS:
            continue
        if _zero(other):
            return one.function, one.arguments[0], _ZEROS[one.function]
        if one.function in _POLES and (at := _where(one.function, other, setting)) is not None:
            return one.function, one.arguments[0], at
    return None


def _where(function: str, value: Node, setting: Setting) -> Fraction | None:
    """Where a tangent has a value that is learnt by heart, in turns of pi."""
    if names_in(value):
        return None
    for turn in _TURNS:
        there = Call(function, (Multiply((number(turn), PI)),))
        if equality.compare(there, value, setting.exactly).equal:
            return turn
    return None


def _zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0
