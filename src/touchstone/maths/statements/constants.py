"""Conditions that don't depend on their variables: `sin(x)^2 + cos(x)^2 = 1` is true, whatever x is."""

from __future__ import annotations

import math
from collections.abc import Container
from fractions import Fraction
from itertools import islice

from touchstone.maths import modular
from touchstone.maths.arrays import ONE
from touchstone.maths.domain import Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import defined
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    children,
)

_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}


def without_constants(of: Formula, *, real: bool = True) -> Formula:
    """The statement with conditions on constant functions replaced by their truth where they have values.

    Not `real`: for complex numbers, where `|z|^2` isn't `z^2`.
    """
    match of:
        case Condition(f=f, op=op):
            sign = constant_sign(f, real=real)
            if sign is not None:
                there = defined.where(f) if real else _no_poles(f)
                return (there or of) if sign in _HOLDS[op] else Truth(False)
            return (_by_sign(f, op) if real else None) or of
        case Every(parts=parts):
            return Every(tuple(without_constants(part, real=real) for part in parts))
        case Some(parts=parts):
            return Some(tuple(without_constants(part, real=real) for part in parts))
    return of


def _no_poles(f: Node) -> Formula:
    """Where f has a complex value: roots and logarithms have one of negative numbers, too."""
    from touchstone.maths.statements import exclusions

    parts = tuple(Condition(u, "!=") for u in dict.fromkeys(exclusions.zeros(f)))
    return Every(parts) if parts else Truth(True)


def _by_sign(f: Node, op: str) -> Formula | None:
    """`x^2 + y^2 < 0` is never true, `sin(x) <= 1` always; `sin(x) < 1` says that it isn't 1.

    What always holds does so where f has a value: `tan(x)^2 >= 0` where cos(x) isn't zero.
    """
    low, high = bounds(f)
    if op == "<":
        if low >= 0:
            return Truth(False)
        return defined.where(f) if high < 0 else Condition(f, "!=") if high <= 0 else None
    if op == "<=":
        if high <= 0:
            return defined.where(f)
        return Truth(False) if low > 0 else Condition(f, "=") if low >= 0 else None
    return None


Bounds = tuple[float, float]
ANYTHING: Bounds = (-math.inf, math.inf)
# Whole numbers are exact as floats below the first; above the second nothing is said.
_EXACT, _LARGE = 2.0**50, 10**100
# Bounds that are no whole numbers are widened; these are never reached.
_RANGES: dict[str, Bounds] = {
    "sin": (-1, 1),
    "cos": (-1, 1),
    "tanh": (-1, 1),
    "sigmoid": (0, 1),
    "atan": (-1.5708, 1.5708),
    "exp": (0, math.inf),
    "abs": (0, math.inf),
}


def bounds(f: Node) -> Bounds:
    """Between which numbers f lies, made of functions with a value everywhere; only whole ends are exact."""
    match f:
        case Number(value=value):
            return _number(value)
        case Negative(operand=inner):
            low, high = bounds(inner)
            return -high, -low
        case Add(terms=terms):
            ends = [bounds(term) for term in terms]
            return _sum(ends)
        case Multiply(factors=factors):
            return _product([bounds(factor) for factor in factors])
        case Divide(numerator=above, denominator=Number(value=below)) if below:
            return _product([bounds(above), _number(1 / below)])
        case Power(base=base, exponent=Number(value=n)) if n > 0 and n.denominator == 1:
            low, high = bounds(base)
            if n % 2 == 0 or low >= 0:
                return (0, math.inf) if max(abs(low), abs(high)) > 1 else (0, 1)
        case Call(function=name, arguments=(inner,)) if name in _RANGES:
            return _RANGES[name] if _everywhere(inner) else ANYTHING
    return ANYTHING


def _number(value: Fraction) -> Bounds:
    if abs(value) > _LARGE:
        return ANYTHING
    near = float(value)
    return (near, near) if value.denominator == 1 else (_below(near, abs(near)), _above(near, abs(near)))


def _sum(ends: list[Bounds]) -> Bounds:
    size = sum(abs(end) for pair in ends for end in pair if math.isfinite(end))
    return _below(sum(low for low, _ in ends), size), _above(sum(high for _, high in ends), size)


def _below(end: float, size: float) -> float:
    """An end that floats of a size have led to: as it is where whole numbers were exact, else lower."""
    exact = float(end).is_integer() and size < _EXACT
    return end if exact or not math.isfinite(end) else end - size * 1e-9


def _above(end: float, size: float) -> float:
    return -_below(-end, size)


def _product(ends: list[Bounds]) -> Bounds:
    low, high = ends[0]
    for a, b in ends[1:]:
        corners = [0.0 if 0 in (x, y) else x * y for x in (low, high) for y in (a, b)]
        size = max((abs(corner) for corner in corners if math.isfinite(corner)), default=0.0)
        low, high = _below(min(corners), size), _above(max(corners), size)
    return low, high


def _everywhere(f: Node) -> bool:
    """Whether f has a value everywhere."""
    match f:
        case Number() | Name() | Constant():
            return True
        case Negative() | Add() | Multiply():
            return all(map(_everywhere, children(f)))
        case Power(base=base, exponent=Number(value=n)):
            return n > 0 and n.denominator == 1 and _everywhere(base)
        case Divide(numerator=above, denominator=Number(value=below)):
            return below != 0 and _everywhere(above)
        case Call(function="sqrt", arguments=(Number(value=value),)):
            return value >= 0
        case Call(function=name, arguments=(inner,)):
            return name in _RANGES and _everywhere(inner)
    return False


def over_the_reals(of: Formula, real: Container[str]) -> Formula:
    """`x^2 + (y-1)^2 = 0` as `x = 0 and y = 1`, where all its variables are declared real."""
    match of:
        case Condition(f=f, op="="):
            simple = f.operand if isinstance(f, Negative) else f
            alone = isinstance(simple, Add) and never_negative(simple)
            return zero_of_squares(simple) if alone and all(name in real for name in names_in(f)) else of
        case Every(parts=parts):
            return Every(tuple(over_the_reals(part, real) for part in parts))
        case Some(parts=parts):
            return Some(tuple(over_the_reals(part, real) for part in parts))
    return of


def zero_of_squares(f: Node) -> Formula:
    """That a sum of what is never negative is zero: every part is."""
    match f:
        case Number(value=value):
            return Truth(value == 0)
        case Add(terms=terms):
            return Every(tuple(map(zero_of_squares, terms)))
        case Multiply(factors=factors):
            there = defined.where(f)  # where one factor has no value it is no help that another is zero
            if there is None:
                return Condition(f, "=")
            ways = Some(tuple(map(zero_of_squares, factors)))
            return ways if there == Truth(True) else Every((ways, there))
        case Power(base=inner) | Call(function="abs" | "sqrt", arguments=(inner,)):
            return Condition(inner, "=")
    return Condition(f, "=")


def never_negative(f: Node) -> bool:
    """Whether the form alone shows that a polynomial is at least zero: squares, absolute values.

    Their sums.
    """
    match f:
        case Number(value=value):
            return value >= 0
        case Add(terms=parts) | Multiply(factors=parts):
            return all(map(never_negative, parts))
        case Power(base=base, exponent=Number(value=n)):
            return n > 0 and (n % 2 == 0 or never_negative(base))
        case Call(function="abs" | "sqrt"):
            return True
    return False


def constant_sign(f: Node, *, real: bool = True) -> int | None:
    """The sign of a function that is constant wherever it is defined, else None."""
    from touchstone.maths.arrays import ZERO

    if modular.compare(f, ZERO, real=real).equal:
        return 0
    if not modular.proportional(f, ONE, real=real).equal:
        return None
    return _sign_somewhere(f)


def _sign_somewhere(f: Node) -> int | None:
    try:
        run = compile_tree(f, Floats(real=True))
    except (Undefined, Unsure):
        return None
    for point in islice(Domain().points(names_in(f), f), 40):
        env = {name: (value, 0.0) for name, value in point.items()}
        try:
            v, e = run(env)
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if isinstance(v, float) and abs(v) > e:
            return 1 if v > 0 else -1
    return None
