"""`e^x < e^y` as `x < y`, `floor(x) = 2` as `2 <= x < 3`: functions along an order, taken off.

Each replacement holds for exactly the same real numbers as what it replaces.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, number
from touchstone.maths.statements.formula import ZERO, Condition, Every, Formula, Some, condition
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Constant, Negative, Node, Number, Power

# They rise everywhere and have a value everywhere.
RISING = frozenset({"exp", "sinh", "asinh", "atan", "tanh"})
STEPS = frozenset({"floor", "ceil"})
_TURNED = {"<": ">", "<=": ">=", "=": "=", "!=": "!="}


def without(of: Formula) -> Formula:
    """The statement with such conditions replaced."""
    match of:
        case Every(parts=parts):
            return Every(tuple(map(without, parts)))
        case Some(parts=parts):
            return Some(tuple(map(without, parts)))
        case Condition(f=Add(terms=(first, second)), op=op):
            return (
                _stepped(first, second, op)
                or _stepped(second, first, op)
                or _compared(first, second, op)
                or of
            )
        case Condition(f=Call(function="floor" | "ceil") as step, op=op):
            return _stepped(step, ZERO, op) or of
    return of


def _stepped(step: Node, rest: Node, op: str) -> Formula | None:
    """`±floor(u) + rest op 0`, the rest a number, as bounds for u."""
    below = isinstance(step, Negative)
    inner = step.operand if isinstance(step, Negative) else step
    if not (isinstance(inner, Call) and inner.function in STEPS and names_in(inner)) or names_in(rest):
        return None
    value = exact.rational(rest)
    if value is None:
        return None
    u, rounding = inner.arguments[0], _floor if inner.function == "floor" else _ceil
    return rounding(u, _TURNED[op], value) if below else rounding(u, op, -value)


def _floor(u: Node, op: str, c: Fraction) -> Formula | None:
    up, down = math.ceil(c), math.floor(c) + 1
    match op:
        case "<":
            return condition(u, "<", _whole(up))
        case "<=":
            return condition(u, "<", _whole(down))
        case ">":
            return condition(u, ">=", _whole(down))
        case ">=":
            return condition(u, ">=", _whole(up))
    return _single(_floor, u, op, c)


def _ceil(u: Node, op: str, c: Fraction) -> Formula | None:
    up, down = math.ceil(c) - 1, math.floor(c)
    match op:
        case "<":
            return condition(u, "<=", _whole(up))
        case "<=":
            return condition(u, "<=", _whole(down))
        case ">":
            return condition(u, ">", _whole(down))
        case ">=":
            return condition(u, ">", _whole(up))
    return _single(_ceil, u, op, c)


def _single(
    rounded: Callable[[Node, str, Fraction], Formula | None], u: Node, op: str, c: Fraction
) -> Formula | None:
    """That u is rounded to one number, or to any other."""
    low, high = rounded(u, ">=", c), rounded(u, "<=", c)
    less, more = rounded(u, "<", c), rounded(u, ">", c)
    if low is None or high is None or less is None or more is None:
        return None
    return Every((low, high)) if op == "=" else Some((less, more))


def _whole(value: int) -> Number:
    return number(Fraction(value))


def _compared(first: Node, second: Node, op: str) -> Formula | None:
    """`g(u) < g(v)` by u and v themselves."""
    if op not in ("<", "<="):
        return None
    (one, p), (other, q) = _signed(first), _signed(second)
    if one == other:
        return None
    p, q = (p, q) if one > 0 else (q, p)
    if "i" in traits(p).constants | traits(q).constants:
        return None
    u, v = _inside(p), _inside(q)
    u, v = u or _no_power(p, v), v or _no_power(q, u)
    if u is None or v is None or u[0] != v[0]:
        return None
    (what, inner), (_, outer) = u, v
    if what == "ln":
        return Every((condition(inner, op, outer), condition(ZERO, "<", inner)))
    if what == "sqrt":
        return Every((condition(inner, op, outer), condition(ZERO, "<=", inner)))
    if what.startswith("falling"):
        return condition(outer, op, inner)
    if what == "even":
        return condition(Call("abs", (inner,)), op, Call("abs", (outer,)))
    return condition(inner, op, outer)


def _no_power(node: Node, beside: tuple[str, Node] | None) -> tuple[str, Node] | None:
    """1 as a power of whatever base it is compared with."""
    raised = beside is not None and (beside[0] == "exp" or beside[0].startswith(("rising", "falling")))
    return (beside[0], ZERO) if beside is not None and raised and node == ONE else None


def _signed(term: Node) -> tuple[int, Node]:
    sign = 1
    while isinstance(term, Negative):
        sign, term = -sign, term.operand
    return sign, term


def _inside(node: Node) -> tuple[str, Node] | None:
    """What keeps the order, by a name that both sides must share, and what stands inside."""
    match node:
        case Call(function=function, arguments=(inner,)) if function in RISING or function in ("ln", "sqrt"):
            return function, inner
        case Power(base=Constant(name="e"), exponent=inner):
            return "exp", inner
        case Power(base=base, exponent=inner) if names_in(inner) and not names_in(base):
            value = exact.rational(base)
            if value is None or value <= 0 or value == 1:
                return None
            return f"{'rising' if value > 1 else 'falling'} {value}", inner
        case Power(base=inner, exponent=Number(value=n)) if n.denominator == 1 and n > 1 and names_in(inner):
            return ("even", inner) if n == 2 else (f"power {n}", inner) if n % 2 else None
    return None
