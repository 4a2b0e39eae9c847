"""What is surely positive or real, by its form alone."""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Node, Number, Power


def known_positive(node: Node, positive: frozenset[str], *, real: bool) -> bool:
    """Whether the expression is a positive real number wherever it is defined; `positive` names variables."""
    match node:
        case Number(value=value):
            return value > 0
        case Name(name=name):
            return name in positive
        case Constant(name=name):
            return name in ("pi", "e")
        case Add(terms=parts) | Multiply(factors=parts):
            return all(known_positive(part, positive, real=real) for part in parts)
        case Divide(numerator=a, denominator=b):
            return known_positive(a, positive, real=real) and known_positive(b, positive, real=real)
        case Power(base=base, exponent=exponent):
            return known_positive(base, positive, real=real) and known_real(exponent, real=real)
        case Call(function="exp", arguments=(inner,)):
            return known_real(inner, real=real)
        case Call(function="sqrt" | "percent", arguments=(inner,)):
            return known_positive(inner, positive, real=real)
    return False


def known_real(node: Node, *, real: bool) -> bool:
    """Whether the expression is real: always so in real mode."""
    return real or exact.rational(node) is not None
