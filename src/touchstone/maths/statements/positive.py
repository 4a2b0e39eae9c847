"""Conditions without denominators that are declared positive: `x > b/a` as `a x > b` where a is positive."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.statements.formula import Condition, Every, Formula, Some
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import buried, coefficients, fraction_of
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
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
    walk,
)

# Denominators of one condition; more make its terms too long.
MOST = 4


def cleared(of: Formula, positive: Collection[str]) -> Formula:
    """The same condition wherever the letters are positive, multiplied by what its terms are divided by."""
    match of:
        case Condition(f=f, op=op):
            if Divide in traits(f).kinds:
                plain = _polynomial(f, positive)
                f = _multiplied(_drawn_out(f, positive), positive) if plain is None else plain
            return Condition(_shared_out(f, positive), op)
        case Every(parts=parts):
            return Every(tuple(cleared(part, positive) for part in parts))
        case Some(parts=parts):
            return Some(tuple(cleared(part, positive) for part in parts))
    return of


def _polynomial(f: Node, positive: Collection[str]) -> Node | None:
    """A quotient of polynomials times its denominator, where that is a product of positive letters."""
    names = sorted(names_in(f))
    if buried(f) and not all(_is_positive(under, positive) for under in _below(f)):
        return None
    try:
        over, under = fraction_of(f, names)
    except (NotRational, ZeroDivisionError, exact.NoValue):
        return None
    if len(under) != 1:
        return None
    ((powers, scale),) = under.items()
    if any(n and name not in positive for n, name in zip(powers, names, strict=True)):
        return None
    sign = 1 if scale > 0 else -1
    terms = tuple(_term(sign * c, dict(zip(names, each, strict=True))) for each, c in sorted(over.items()))
    return Add(terms) if len(terms) > 1 else next(iter(terms), ZERO)


def _shared_out(f: Node, positive: Collection[str]) -> Node:
    """A polynomial without the positive letters that divide all its terms: `a x < a b` is `x < b`."""
    terms = coefficients(f) if names_in(f) & frozenset(positive) and not traits(f).functions else None
    if not terms:
        return f
    powers = [dict(monomial) for monomial in terms]
    least = {name: min(each.get(name, 0) for each in powers) for name in positive}
    if not any(least.values()):
        return f
    for each in powers:
        each.update({name: each[name] - n for name, n in least.items() if n})
    shared = [_term(c, each) for c, each in zip(terms.values(), powers, strict=True)]
    return shared[0] if len(shared) == 1 else Add(tuple(shared))


def _below(f: Node) -> Iterator[Node]:
    """All that something is divided by, wherever it stands."""
    for part in walk(f):
        match part:
            case Divide(denominator=under):
                yield under
            case Power(base=base, exponent=exponent) if (exact.rational(exponent) or 0) <= 0:
                yield base


def _term(c: Fraction, powers: dict[str, int]) -> Node:
    factors = (
        Name(name) if n == 1 else Power(Name(name), number(Fraction(n))) for name, n in powers.items() if n
    )
    return Multiply((number(c), *factors))


def _drawn_out(f: Node, positive: Collection[str]) -> Node:
    """`|u/s|` as `|u|/s`, and `(u/s)^2` as `u^2/s^2`."""
    if Divide not in traits(f).kinds:
        return f
    parts = [_drawn_out(part, positive) for part in children(f)]
    match f, parts:
        case Call(function="abs"), [Divide(numerator=over, denominator=under)] if _is_positive(
            under, positive
        ):
            return Divide(Call("abs", (over,)), under)
        case Power(), [Divide(numerator=over, denominator=under), Number() as n] if _is_positive(
            under, positive
        ):
            return Divide(Power(over, n), Power(under, n))
    return rebuilt(f, parts)


def _multiplied(f: Node, positive: Collection[str]) -> Node:
    for _ in range(MOST):
        terms = _terms(f)
        divisor = next((d for term in terms if (d := _divisor(term, positive)) is not None), None)
        if divisor is None:
            break
        done = tuple(_times(term, divisor) for term in terms)
        f = done[0] if len(done) == 1 else Add(done)
    return f


def _terms(f: Node) -> tuple[Node, ...]:
    """The terms of a sum, also behind a sign or within another sum."""
    match f:
        case Add(terms=parts):
            return tuple(term for part in parts for term in _terms(part))
        case Negative(operand=Add(terms=parts)):
            return tuple(Negative(term) for part in parts for term in _terms(part))
    return (f,)


def _divisor(term: Node, positive: Collection[str]) -> Node | None:
    """What a term is divided by, where that is positive and no mere number."""
    match term:
        case Negative(operand=inner):
            return _divisor(inner, positive)
        case Multiply(factors=factors):
            return next((d for factor in factors if (d := _divisor(factor, positive)) is not None), None)
        case Divide(numerator=over, denominator=under):
            known = _is_positive(under, positive) and not isinstance(under, Number)
            return under if known else _divisor(over, positive)
    return None


def _is_positive(node: Node, positive: Collection[str]) -> bool:
    match node:
        case Number(value=value):
            return value > 0
        case Constant(name=name):
            return name in ("pi", "e")
        case Name(name=name):
            return name in positive
        case Multiply(factors=parts) | Add(terms=parts):
            return all(_is_positive(part, positive) for part in parts)
        case Divide(numerator=over, denominator=under):
            return _is_positive(over, positive) and _is_positive(under, positive)
        case Power(base=base, exponent=Number()):
            return _is_positive(base, positive)
        case Call(function="sqrt", arguments=(inner,)):
            return _is_positive(inner, positive)
    return False


def _times(term: Node, divisor: Node) -> Node:
    """The term times what it, or another, is divided by."""
    match term:
        case Negative(operand=inner):
            return Negative(_times(inner, divisor))
        case Divide(numerator=over, denominator=under) if under == divisor:
            return over
        case Multiply(factors=factors):
            for at, factor in enumerate(factors):
                if isinstance(factor, Divide) and factor.denominator == divisor:
                    return Multiply((*factors[:at], factor.numerator, *factors[at + 1 :]))
    return Multiply((divisor, term))
