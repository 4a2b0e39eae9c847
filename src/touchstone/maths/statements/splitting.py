"""Functions whose zeros and poles are those of simpler ones: of factors, of what stands under a root."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, number
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
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

_ONE = number(Fraction(1))
# Zero where their argument is, or nowhere; they end where it does.
_LIKE_ARGUMENT = frozenset(
    {"exp", "cosh", "sigmoid", "sqrt", "abs", "atan", "sinh", "tanh", "asinh", "percent", "degrees"}
)
# Zero where their argument is 1, and end or have a corner where it is 0.
_LIKE_LOGARITHM = frozenset({"ln", "log", "log2", "log10"})
MOST_COPIES = 8


def split(f: Node) -> tuple[Node, ...]:
    """What is zero or has a pole or an end where f is or has; none where f can't be taken apart."""
    match f:
        case Multiply(factors=parts):
            return parts
        case Divide(numerator=over, denominator=under):
            return over, under
        case Negative(operand=inner):
            return (inner,)
        case Add(terms=terms):
            return _power_of_one(terms) or _common(terms)
        case Power(base=base, exponent=exponent) if not names_in(exponent):
            return (base,) if exact.rational(exponent) else ()
        case Power(base=base, exponent=exponent) if not names_in(base):
            positive = base == Constant("e") or (exact.rational(base) or 0) > 0
            return (exponent,) if positive else ()
        case Power(base=base, exponent=exponent):
            return base, exponent  # of what is positive: never zero
        case Call(function=name, arguments=arguments):
            return _inside(name, arguments)
    return ()


def _inside(name: str, arguments: tuple[Node, ...]) -> tuple[Node, ...]:
    u = arguments[0]
    if name in ("tan", "cot"):
        return Call("sin", (u,)), Call("cos", (u,))
    if name == "root" and len(arguments) == 2 and not names_in(arguments[1]):
        return (u,)
    if name in _LIKE_LOGARITHM:  # to a base that stands beside it: that has a pole at 1
        return *arguments, *(_minus(argument) for argument in arguments)
    if len(arguments) != 1:
        return ()
    if name in _LIKE_ARGUMENT:
        return (u,)
    if name in ("asin", "acos", "atanh"):
        return u, _minus(u), Add((u, _ONE))
    return (_minus(u), Add((u, _ONE))) if name == "acosh" else ()


def _minus(u: Node) -> Node:
    return Add((u, Negative(_ONE)))


def cancelled(f: Node) -> Node:
    """Without what stands above and below a line: `x e^x/x` as e^x. At its zeros the one has no value."""
    if not names_in(f):
        return f
    f = rebuilt(f, [cancelled(part) for part in children(f)])
    if isinstance(f, Multiply):
        over, under = _fraction(f)
    elif isinstance(f, Divide):
        over, under = Counter(_factors(f.numerator)), Counter(_factors(f.denominator))
    else:
        return f
    both = over & under
    if not any(map(names_in, both)):
        return f
    top, bottom = (_product(list((part - both).elements())) for part in (over, under))
    return top if bottom == ONE else Divide(top, bottom)


def _fraction(product: Multiply) -> tuple[Counter[Node], Counter[Node]]:
    """What stands above and below the line of `x (1/x)`."""
    over, under = Counter[Node](), Counter[Node]()
    for factor in _factors(product):
        if isinstance(factor, Divide) and factor.numerator == ONE:
            under.update(_factors(factor.denominator))
        else:
            over[factor] += 1
    return over, under


def _power_of_one(terms: tuple[Node, ...]) -> tuple[Node, ...]:
    """`u^v - 1`: zero where u is 1 or v is 0."""
    match terms:
        case (Power(base=u, exponent=v), other) if names_in(u) and names_in(v):
            return (u, _minus(u), v) if exact.rational(other) == -1 else ()
    return ()


def _common(terms: tuple[Node, ...]) -> tuple[Node, ...]:
    """`x ln(x) - x` as x and `ln(x) - 1`."""
    counts = [Counter(_factors(term)) for term in terms]
    shared = counts[0]
    for other in counts[1:]:
        shared = shared & other
    shared = Counter({node: n for node, n in shared.items() if names_in(node)})
    if not shared:
        return ()
    rest = tuple(_product(list((own - shared).elements())) for own in counts)
    return *shared, Add(rest)


def _factors(term: Node) -> list[Node]:
    match term:
        case Negative(operand=inner):
            return [number(Fraction(-1)), *_factors(inner)]
        case Multiply(factors=parts):
            return [factor for part in parts for factor in _factors(part)]
        case Divide(numerator=over, denominator=under):
            return [*_factors(over), Divide(ONE, under)]
        case Power(base=base, exponent=Number(value=n)) if n.denominator == 1 and 0 < n <= MOST_COPIES:
            return _factors(base) * n.numerator
    return [term]


def _product(factors: list[Node]) -> Node:
    return Multiply(tuple(factors)) if len(factors) > 1 else factors[0] if factors else ONE
