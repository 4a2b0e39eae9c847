"""The value of a tree in floats by the obvious recursion: what cleverer evaluations are held against."""

from __future__ import annotations

import math
from collections.abc import Mapping

from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power

SAME_NAME = ("sin", "cos", "tan", "exp", "atan", "sinh", "cosh", "tanh", "sqrt")
CALLS = {name: getattr(math, name) for name in SAME_NAME} | {"ln": math.log, "abs": abs}
CONSTANTS = {"pi": math.pi, "e": math.e}


def plainly(node: Node, at: Mapping[str, float]) -> float:
    """The value at a point. Raises ArithmeticError or ValueError where there is none."""
    match node:
        case Number(value=value):
            return float(value)
        case Name(name=name):
            return at[name]
        case Constant(name=name):
            return CONSTANTS[name]
        case Negative(operand=inner):
            return -plainly(inner, at)
        case Add(terms=terms):
            return sum(plainly(term, at) for term in terms)
        case Multiply(factors=factors):
            return math.prod(plainly(factor, at) for factor in factors)
        case Divide(numerator=above, denominator=below):
            return plainly(above, at) / plainly(below, at)
        case Power(base=base, exponent=exponent):
            return _real(plainly(base, at) ** plainly(exponent, at))
        case Call(function=name, arguments=(argument,)):
            return float(CALLS[name](plainly(argument, at)))
    raise TypeError(f"no plain value for {type(node).__name__}")


def _real(number: float | complex) -> float:
    if isinstance(number, complex):
        raise ValueError("not real")
    return number
