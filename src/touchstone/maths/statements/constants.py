"""Conditions that don't depend on their variables: `sin(x)^2 + cos(x)^2 = 1` is true, whatever x is."""

from __future__ import annotations

from collections.abc import Container
from itertools import islice

from touchstone.maths import modular
from touchstone.maths.arrays import ONE
from touchstone.maths.domain import Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Multiply, Negative, Node, Number, Power

_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}


def without_constants(of: Formula) -> Formula:
    """The statement with conditions on constant functions replaced by their truth."""
    match of:
        case Condition(f=f, op=op):
            sign = constant_sign(f)
            if sign is not None:
                return Truth(sign in _HOLDS[op])
            return _by_sign(f, op) or of
        case Every(parts=parts):
            return Every(tuple(map(without_constants, parts)))
        case Some(parts=parts):
            return Some(tuple(map(without_constants, parts)))
    return of


def _by_sign(f: Node, op: str) -> Truth | None:
    """`x^2 + y^2 < 0` is never true, `-x^2 <= 0` always."""
    if op == "<" and never_negative(f):
        return Truth(False)
    if op == "<=" and isinstance(f, Negative) and never_negative(f.operand):
        return Truth(True)
    return None


def over_the_reals(of: Formula, real: Container[str]) -> Formula:
    """`x^2 + (y-1)^2 = 0` as `x = 0 and y = 1`, where all its variables are declared real."""
    match of:
        case Condition(f=f, op="="):
            simple = f.operand if isinstance(f, Negative) else f
            alone = isinstance(simple, Add) and never_negative(simple)
            return _zero(simple) if alone and all(name in real for name in names_in(f)) else of
        case Every(parts=parts):
            return Every(tuple(over_the_reals(part, real) for part in parts))
        case Some(parts=parts):
            return Some(tuple(over_the_reals(part, real) for part in parts))
    return of


def _zero(f: Node) -> Formula:
    """That a sum of what is never negative is zero: every part is."""
    match f:
        case Number(value=value):
            return Truth(value == 0)
        case Add(terms=terms):
            return Every(tuple(map(_zero, terms)))
        case Multiply(factors=factors):
            return Some(tuple(map(_zero, factors)))
        case Power(base=inner) | Call(function="abs", arguments=(inner,)):
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
        case Call(function="abs"):
            return True
    return False


def constant_sign(f: Node) -> int | None:
    """The sign of a function that is constant wherever it is defined, else None."""
    from touchstone.maths.arrays import ZERO

    if modular.compare(f, ZERO).equal:
        return 0
    if not modular.proportional(f, ONE).equal:
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
