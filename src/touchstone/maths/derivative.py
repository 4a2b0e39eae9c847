"""The derivative of a tree, by the rules of school, zeros and ones left out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from touchstone.maths.arrays import ONE, ZERO, number
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
)

TWO = number(Fraction(2))


class NoDerivative(ValueError):
    """No rule for this step is known here."""


def derivative(node: Node, variable: str) -> Node:
    """d node / d variable. Raises NoDerivative."""
    if variable not in names_in(node):
        return ZERO
    match node:
        case Name():
            return ONE
        case Negative(operand=inner):
            return Negative(derivative(inner, variable))
        case Add(terms=terms):
            return plus(*(derivative(term, variable) for term in terms))
        case Multiply(factors=factors):
            return plus(*(_with(factors, i, derivative(factors[i], variable)) for i in range(len(factors))))
        case Divide(numerator=over, denominator=under):
            return _quotient(over, under, variable)
        case Power(base=base, exponent=exponent):
            return _power(base, exponent, variable)
        case Call(function=function, arguments=arguments):
            return _call(function, arguments, variable)
    raise NoDerivative(type(node).__name__)


def _zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0


def _one(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 1


def plus(*terms: Node) -> Node:
    """The sum without its zeros."""
    kept = tuple(term for term in terms if not _zero(term))
    return Add(kept) if len(kept) > 1 else kept[0] if kept else ZERO


def times(*factors: Node) -> Node:
    """The product without its ones."""
    if any(map(_zero, factors)):
        return ZERO
    kept = tuple(factor for factor in factors if not _one(factor))
    return Multiply(kept) if len(kept) > 1 else kept[0] if kept else ONE


def _with(factors: tuple[Node, ...], i: int, changed: Node) -> Node:
    return times(*factors[:i], changed, *factors[i + 1 :])


def _quotient(over: Node, under: Node, variable: str) -> Node:
    top, bottom = derivative(over, variable), derivative(under, variable)
    if _zero(bottom):
        return Divide(top, under)
    return Divide(plus(times(top, under), Negative(times(over, bottom))), Power(under, TWO))


def _power(base: Node, exponent: Node, variable: str) -> Node:
    inner, growth = derivative(base, variable), derivative(exponent, variable)
    if _zero(growth):
        return times(exponent, _one_less(base, exponent), inner)
    natural = isinstance(base, Constant) and base.name == "e"
    pace = growth if natural else times(growth, Call("ln", (base,)))
    if not _zero(inner):
        rest = _divided(exponent, base)
        pace = plus(pace, Divide(times(exponent, inner), base) if rest is None else times(rest, inner))
    return times(Power(base, exponent), pace)


def _divided(exponent: Node, base: Node) -> Node | None:
    """v/u where u is a factor of v, as in `x^(2x)`."""
    factors = exponent.factors if isinstance(exponent, Multiply) else (exponent,)
    if base not in factors:
        return None
    at = factors.index(base)
    return times(*factors[:at], *factors[at + 1 :])


def _one_less(base: Node, exponent: Node) -> Node:
    """`u^(n-1)`, worked out where n is a number: 2·x^(2-1-1) would have no value at 0."""
    if not isinstance(exponent, Number):
        return Power(base, plus(exponent, number(Fraction(-1))))
    less = exponent.value - 1
    return ONE if less == 0 else base if less == 1 else Power(base, number(less))


def _call(function: str, arguments: tuple[Node, ...], variable: str) -> Node:
    if function == "root" and len(arguments) == 2 and variable not in names_in(arguments[1]):
        u, n = arguments
        return Divide(
            derivative(u, variable), times(n, Power(Call("root", (u, n)), plus(n, number(Fraction(-1)))))
        )
    if function == "log" and len(arguments) == 2:
        return derivative(Divide(Call("ln", arguments[:1]), Call("ln", arguments[1:])), variable)
    rule = _RULES.get(function)
    if rule is None or len(arguments) != 1:
        raise NoDerivative(function)
    return times(rule(arguments[0]), derivative(arguments[0], variable))


def _f(name: str, u: Node) -> Node:
    return Call(name, (u,))


def _square(u: Node) -> Node:
    return Power(u, TWO)


def _over_root(sign: int, inner: Callable[[Node], Node]) -> Callable[[Node], Node]:
    return lambda u: Divide(number(Fraction(sign)), _f("sqrt", inner(u)))


def _one_minus_square(u: Node) -> Node:
    return Add((ONE, Negative(_square(u))))


def _one_plus_square(u: Node) -> Node:
    return Add((ONE, _square(u)))


def _square_minus_one(u: Node) -> Node:
    return Add((_square(u), number(Fraction(-1))))


_RULES: dict[str, Callable[[Node], Node]] = {
    "sqrt": lambda u: Divide(ONE, times(TWO, _f("sqrt", u))),
    "exp": lambda u: _f("exp", u),
    "ln": lambda u: Divide(ONE, u),
    "log": lambda u: Divide(ONE, u),
    "log2": lambda u: Divide(ONE, times(u, _f("ln", TWO))),
    "log10": lambda u: Divide(ONE, times(u, _f("ln", number(Fraction(10))))),
    "sin": lambda u: _f("cos", u),
    "cos": lambda u: Negative(_f("sin", u)),
    "tan": lambda u: Divide(ONE, _square(_f("cos", u))),
    "cot": lambda u: Divide(number(Fraction(-1)), _square(_f("sin", u))),
    "sec": lambda u: times(_f("sec", u), _f("tan", u)),
    "csc": lambda u: Negative(times(_f("csc", u), _f("cot", u))),
    "asin": _over_root(1, _one_minus_square),
    "acos": _over_root(-1, _one_minus_square),
    "atan": lambda u: Divide(ONE, _one_plus_square(u)),
    "acot": lambda u: Divide(number(Fraction(-1)), _one_plus_square(u)),
    "sinh": lambda u: _f("cosh", u),
    "cosh": lambda u: _f("sinh", u),
    "tanh": lambda u: Divide(ONE, _square(_f("cosh", u))),
    "coth": lambda u: Divide(number(Fraction(-1)), _square(_f("sinh", u))),
    "asinh": _over_root(1, _one_plus_square),
    "acosh": _over_root(1, _square_minus_one),
    "atanh": lambda u: Divide(ONE, _one_minus_square(u)),
    "abs": lambda u: Divide(u, _f("abs", u)),
    "sigmoid": lambda u: times(_f("sigmoid", u), Add((ONE, Negative(_f("sigmoid", u))))),
    "logit": lambda u: Divide(ONE, times(u, Add((ONE, Negative(u))))),
    "percent": lambda u: number(Fraction(1, 100)),
    "degrees": lambda u: Divide(Constant("pi"), number(Fraction(180))),
}
