"""`atan(u) < pi/2` holds for every u, `tanh(u) = 2` for none: functions that stay between two values."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import equality
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.branching import partly_defined
from touchstone.maths.statements.families import PI
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, difference
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Negative, Node, Power

_HALF = Divide(PI, number(Fraction(2)))
_TWO = number(Fraction(2))
# The least and the greatest value, and whether they are taken.
_BETWEEN: dict[str, tuple[Node, Node, bool]] = {
    "atan": (Negative(_HALF), _HALF, False),
    "tanh": (Negative(ONE), ONE, False),
    "sigmoid": (ZERO, ONE, False),
    "sin": (Negative(ONE), ONE, True),
    "cos": (Negative(ONE), ONE, True),
}


def decided(of: Formula) -> Formula:
    """The statement with conditions that such bounds decide, and `|u| <= |v|` as `u^2 <= v^2`."""
    match of:
        case Every(parts=parts):
            return Every(tuple(map(decided, parts)))
        case Some(parts=parts):
            return Some(tuple(map(decided, parts)))
        case Condition(f=Add(terms=(first, second)), op=op):
            return (
                _squared(first, second, op)
                or _bounded(first, second, op)
                or _bounded(second, first, op)
                or of
            )
    return of


def _squared(first: Node, second: Node, op: str) -> Formula | None:
    match first, second:
        case (
            Call(function="abs", arguments=(u,)),
            Negative(operand=Call(function="abs", arguments=(v,))),
        ) if op in ("<", "<=") and not partly_defined(u, v):
            return Condition(difference(Power(u, _TWO), Power(v, _TWO)), op)
    return None


def _bounded(term: Node, rest: Node, op: str) -> Formula | None:
    """`±g(u) + rest op 0` for a number as the rest, where it holds for every u or for none."""
    below = isinstance(term, Negative)
    inner = term.operand if isinstance(term, Negative) else term
    if names_in(rest) or not isinstance(inner, Call) or not names_in(inner):
        return None
    what, u = inner.function, inner.arguments[0]
    absolute = what == "abs" and isinstance(u, Call) and u.function in _BETWEEN
    call = u if absolute and isinstance(u, Call) else inner
    if call.function not in _BETWEEN or coefficients(call.arguments[0]) is None:
        return None
    low, high, taken = _BETWEEN[call.function]
    if absolute:
        if call.function == "sigmoid":
            return None
        low = ZERO
    least, most = (
        (Add((Negative(high), rest)), Add((Negative(low), rest)))
        if below
        else (
            Add((low, rest)),
            Add((high, rest)),
        )
    )
    ends = [taken or (absolute and end == ZERO) for end in ((high, low) if below else (low, high))]
    return _truth(op, _sign(least), _sign(most), *ends)


def _truth(
    op: str, least: int | None, most: int | None, least_taken: bool, most_taken: bool
) -> Formula | None:
    """What is known of a value from its bounds beside 0."""
    if least is None or most is None:
        return None
    negative = most < 0 or (most == 0 and not most_taken)
    positive = least > 0 or (least == 0 and not least_taken)
    if negative or positive:
        return Truth({"<": negative, "<=": negative, "=": False, "!=": True}[op])
    if op == "<=" and most == 0:
        return Truth(True)
    return Truth(False) if op == "<" and least == 0 else None


def _sign(value: Node) -> int | None:
    """The sign of a number, where it is sure."""
    try:
        v, error = compile_tree(value, Floats(real=True))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if abs(v) > error:
        return 1 if v > 0 else -1
    return 0 if equality.compare(value, ZERO, Setting()).equal else None
