"""Arithmetic with infinity: `oo + 1` and `2*oo` are oo, `1/oo` is 0, `oo - oo` has no value."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Negative,
    Node,
    Number,
    Power,
    children,
)

OO = Constant("oo")
ZERO, ONE = Number("0", Fraction(0)), Number("1", Fraction(1))
HALF_PI = Divide(Constant("pi"), Number("2", Fraction(2)))
# What these tend to, far out to the right; None: nothing.
_LIMITS: dict[str, Node | None] = {
    **dict.fromkeys(
        ("exp", "ln", "log", "log2", "log10", "sqrt", "sinh", "cosh", "floor", "ceil", "relu"), OO
    ),
    **dict.fromkeys(("abs", "asinh", "acosh", "gamma", "factorial"), OO),
    **dict.fromkeys(("tanh", "coth", "sigmoid", "sign"), ONE),
    **dict.fromkeys(("sech", "csch", "acot", "acoth", "acsc"), ZERO),
    **dict.fromkeys(("atan", "asec"), HALF_PI),
    **dict.fromkeys(("sin", "cos", "tan", "cot", "sec", "csc"), None),
}
# And far out to the left, where it isn't the negative of that.
_LEFT: dict[str, Node | None] = {
    **dict.fromkeys(("exp", "sigmoid", "relu", "sech"), ZERO),
    **dict.fromkeys(("cosh", "abs"), OO),
    "asec": HALF_PI,
    **dict.fromkeys(("ln", "log", "log2", "log10", "sqrt", "acosh", "gamma", "factorial"), None),
}


class NoValue(ArithmeticError):
    """Infinities that cancel, or a function that tends to nothing."""


def sign_of(node: Node) -> int | None:
    """1 for oo, -1 for -oo, else None."""
    if isinstance(node, Constant) and node.name == "oo":
        return 1
    if isinstance(node, Negative):
        inner = sign_of(node.operand)
        return None if inner is None else -inner
    return None


def folded(node: Node) -> Node:
    """The tree with infinities worked out, as far as that goes. Raises NoValue."""
    if "oo" not in traits(node).constants:
        return node
    node = rebuilt(node, [folded(part) for part in children(node)])
    step = _STEPS.get(type(node))
    return node if step is None else step(node)


def _signed(sign: int) -> Node:
    return OO if sign > 0 else Negative(OO)


def _negative(node: Negative) -> Node:
    inner = sign_of(node.operand)
    return node if inner is None else _signed(-inner)


def _add(node: Add) -> Node:
    signs = {sign for term in node.terms if (sign := sign_of(term)) is not None}
    if len(signs) > 1:
        raise NoValue
    return _signed(signs.pop()) if signs else node


def _multiply(node: Multiply) -> Node:
    total = 1
    if all(sign_of(factor) is None for factor in node.factors):
        return node
    for factor in node.factors:
        sign = sign_of(factor) or _sign(factor)
        if sign is None:
            return node
        total *= sign
    if total == 0:
        raise NoValue
    return _signed(total)


def _divide(node: Divide) -> Node:
    above, below = sign_of(node.numerator), sign_of(node.denominator)
    if below is not None:
        if above is not None:
            raise NoValue
        return ZERO
    if above is None:
        return node
    sign = _sign(node.denominator)
    if sign == 0:
        raise NoValue
    return node if sign is None else _signed(above * sign)


def _power(node: Power) -> Node:
    base, raised = sign_of(node.base), sign_of(node.exponent)
    if base is None and raised is None:
        return node
    if raised is not None:
        return _to_infinity(node, base, raised)
    assert base is not None
    sign = _sign(node.exponent)
    if sign == 0:
        raise NoValue
    if sign is None:
        return node
    if sign < 0:
        return ZERO
    if base > 0:
        return OO
    whole = exact.integer(node.exponent)
    return node if whole is None else _signed(-1 if whole % 2 else 1)


def _to_infinity(node: Power, base: int | None, raised: int) -> Node:
    if base is not None:
        if base < 0:
            raise NoValue
        return OO if raised > 0 else ZERO
    below, beyond = _sign(node.base), _sign(Add((node.base, Negative(ONE))))
    if below is None or beyond is None:
        return node
    if below < 0 or beyond == 0 or (below == 0 and raised < 0):
        raise NoValue
    return OO if beyond * raised > 0 else ZERO


def _call(node: Call) -> Node:
    sign = sign_of(node.arguments[0])
    if node.function in ("min", "max"):
        return _extreme(node)
    if sign is None or len(node.arguments) > 1 or node.function not in _LIMITS:
        return node
    left = sign < 0 and node.function in _LEFT
    tends = _LEFT[node.function] if left else _LIMITS[node.function]
    if tends is None:
        raise NoValue
    return Negative(tends) if sign < 0 and not left and tends != ZERO else tends


def _extreme(node: Call) -> Node:
    wins = 1 if node.function == "max" else -1
    signs = [sign_of(argument) for argument in node.arguments]
    if wins in signs:
        return _signed(wins)
    rest = tuple(argument for argument, sign in zip(node.arguments, signs, strict=True) if sign is None)
    return Call(node.function, rest, node.span) if rest else _signed(-wins)


def _sign(node: Node) -> int | None:
    """The sign of a number; None where it isn't known."""
    from touchstone.maths.floats import Floats

    if names_in(node):
        return None
    try:
        known = exact.rational(node)
        if known is not None:
            return (known > 0) - (known < 0)
        v, e = compile_tree(node, Floats(real=True))({})
    except (exact.NoValue, Undefined, Unsure, OverflowError, ValueError):
        return None
    if not isinstance(v, float) or abs(v) <= e:
        return None
    return 1 if v > 0 else -1


_STEPS: dict[type, Callable[..., Node]] = {
    Negative: _negative,
    Add: _add,
    Multiply: _multiply,
    Divide: _divide,
    Power: _power,
    Call: _call,
}
