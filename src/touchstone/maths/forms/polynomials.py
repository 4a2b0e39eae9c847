"""Forms of polynomials and fractions: expanded, factored, lowest terms, partial fractions and their like."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from touchstone.maths import exact
from touchstone.maths.forms.collected import NUMBERS, untidy
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Polynomial, fraction_of
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
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

# Factoring is quick below these; what is larger isn't judged.
MAX_DEGREE, MAX_TERMS = 24, 80


class CannotJudge(ValueError):
    """The form of this expression can't be judged: it is too large, or no polynomial."""


def expanded(node: Node) -> str | None:
    """No bracket left to multiply out; None when so, else what to do."""
    for part in walk(node):
        match part:
            case Multiply(factors=factors) if any(_is_sum(factor) for factor in factors):
                return "Multiply out the brackets."
            case Divide(numerator=over) if _is_sum(over):
                return "Divide each term separately."
            case Negative(operand=inner) if _is_sum(inner):
                return "Multiply out the brackets."
            case Power(base=base, exponent=exponent):
                n = exact.integer(exponent)
                if (
                    n is not None
                    and n > 1
                    and isinstance(base, Add | Multiply | Negative | Divide)
                    and names_in(base)
                ):
                    return "Multiply out the powers of brackets."
    return untidy(node)


def _is_sum(node: Node) -> bool:
    return isinstance(node, Add)


# --- factors -------------------------------------------------------------------------------------------


def factored(node: Node) -> str | None:
    """A product of powers of factors that can't be split over the rational numbers."""
    for factor in _factors(node):
        if not names_in(factor):
            continue
        reason = _irreducible(factor)
        if reason:
            return reason
    return None


def _factors(node: Node) -> list[Node]:
    match node:
        case Negative(operand=inner):
            return _factors(inner)
        case Multiply(factors=factors):
            return [part for factor in factors for part in _factors(factor)]
        case Divide(numerator=over, denominator=under):
            return [*_factors(over), *_factors(under)]
        case Power(base=base, exponent=exponent) if exact.integer(exponent) is not None:
            return _factors(base)
    return [node]


def _irreducible(factor: Node) -> str | None:
    if isinstance(factor, Name):
        return None
    if isinstance(factor, Add) and (amiss := untidy(factor)):
        return amiss
    polynomial = as_polynomial(factor)
    if _content(polynomial) != 1 and not _monic(polynomial):
        return "A common factor can still be taken out."
    _, parts = _factor_list(polynomial, sorted(names_in(factor)))
    if sum(power for _, power in parts) > 1:
        return "This can be factored further."
    return None


def _content(polynomial: Polynomial) -> Fraction:
    over = math.gcd(*(c.numerator for c in polynomial.values()))
    under = math.lcm(*(c.denominator for c in polynomial.values()))
    return Fraction(over, under)


def _monic(polynomial: Polynomial) -> bool:
    """Leading coefficient 1 or -1 with fractions below, as in x + 1/2: nothing to take out."""
    top = max(polynomial, key=lambda m: (sum(m), m))
    return abs(polynomial[top]) == 1


def as_polynomial(node: Node) -> Polynomial:
    """The polynomial with its like terms collected. Raises CannotJudge."""
    try:
        over, under = fraction_of(node, sorted(names_in(node)))
    except (NotRational, ZeroDivisionError, exact.NoValue):
        raise CannotJudge("no polynomial") from None
    if any(sum(m) for m in under):
        raise CannotJudge("a fraction")
    scale = next(iter(under.values()))
    polynomial = {m: c / scale for m, c in over.items()}
    if not polynomial or len(polynomial) > MAX_TERMS or max(map(sum, polynomial)) > MAX_DEGREE:
        raise CannotJudge("too large")
    return polynomial


def _factor_list(polynomial: Polynomial, names: list[str]) -> tuple[Any, list[tuple[Any, int]]]:
    import sympy

    symbols = sympy.symbols([f"v{i}" for i in range(len(names))])
    poly = sympy.Poly.from_dict(
        {m: sympy.Rational(c.numerator, c.denominator) for m, c in polynomial.items()}, *symbols
    )
    constant, parts = poly.factor_list()
    return constant, parts


# --- fractions -----------------------------------------------------------------------------------------


def lowest_terms(node: Node) -> str | None:
    """A whole number, a polynomial, or one fraction without a common factor above and below the line."""
    if isinstance(node, Negative):
        return lowest_terms(node.operand)
    if any(
        isinstance(part, Number) and ("." in part.text or "e" in part.text.lower()) for part in walk(node)
    ):
        return "Write it as a fraction, without a decimal point."
    if any(isinstance(part, Call) and part.function == "percent" for part in walk(node)):
        return "Write it as a fraction, without a percent sign."
    if not isinstance(node, Divide):
        if exact.rational(node) is not None and not _worked_out(node):
            return NUMBERS
        return "Write it as a single fraction." if _has_fraction(node) else None
    if _has_fraction(node.numerator) or _has_fraction(node.denominator):
        return "Write it as a single fraction."
    return _common_factor(node.numerator, node.denominator)


def _worked_out(number: Node) -> bool:
    """A literal, perhaps with a sign, or a power of one: 2^10 may stand for 1024, but 2*3 not for 6."""
    if isinstance(number, Negative):
        return _worked_out(number.operand)
    if isinstance(number, Power):
        return isinstance(number.base, Number) and isinstance(number.exponent, Number)
    return isinstance(number, Number)


def _common_factor(over: Node, under: Node) -> str | None:
    cancel = "The fraction can still be reduced."
    a, b = exact.rational(over), exact.rational(under)
    if a is not None and b is not None:
        if not (_worked_out(over) and _worked_out(under)):
            return NUMBERS
        if a.denominator == b.denominator == 1 and math.gcd(a.numerator, b.numerator) == 1 and abs(b) != 1:
            return "Put the minus sign in front." if b < 0 else None
        return cancel
    names = sorted(names_in(over) | names_in(under))
    p, q = (_collected(part, names) for part in (over, under))
    import sympy

    symbols = sympy.symbols([f"v{i}" for i in range(len(names))])
    first, second = (
        sympy.Poly.from_dict({m: sympy.Rational(c.numerator, c.denominator) for m, c in x.items()}, *symbols)
        for x in (p, q)
    )
    if (
        sympy.gcd(first, second).total_degree() > 0
        or _content(q).denominator > 1
        or _content(p).denominator > 1
    ):
        return cancel
    return cancel if math.gcd(_content(p).numerator, _content(q).numerator) > 1 else None


def _collected(node: Node, names: list[str]) -> Polynomial:
    try:
        over, under = fraction_of(node, names)
    except (NotRational, ZeroDivisionError, exact.NoValue):
        raise CannotJudge("no polynomial") from None
    scale = under.get((0,) * len(names))
    if len(under) != 1 or scale is None or not over or len(over) > MAX_TERMS:
        raise CannotJudge("a fraction")
    return {m: c / scale for m, c in over.items()}


def _has_fraction(node: Node) -> bool:
    for part in walk(node):
        if isinstance(part, Divide):
            return True
        if isinstance(part, Power):
            n = exact.rational(part.exponent)
            if n is not None and n < 0:
                return True
    return False


def single_fraction(node: Node) -> str | None:
    """One line of division at most, and nothing outside it but a sign."""
    while isinstance(node, Negative):
        node = node.operand
    if isinstance(node, Divide):
        return "Write it as one fraction." if any(map(_has_fraction, children(node))) else None
    return "Write it as one fraction." if _has_fraction(node) else None


def partial_fractions(node: Node, variable: str | None) -> str | None:
    """A sum of a polynomial and fractions over powers of different irreducible factors, each proper."""
    names = names_in(node)
    name = variable or (min(names) if len(names) == 1 else None)
    if name is None:
        raise CannotJudge("no single variable")
    seen: set[tuple[str, int]] = set()
    for term in node.terms if isinstance(node, Add) else (node,):
        while isinstance(term, Negative):
            term = term.operand
        reason = _proper(term, name, seen)
        if reason:
            return reason
    return None


def _proper(term: Node, name: str, seen: set[tuple[str, int]]) -> str | None:
    over, under = _fraction_parts(term, name)
    if len(over) == 0:
        raise CannotJudge("zero")
    if all(sum(m) == 0 for m in under):
        return None
    _, parts = _factor_list(under, [name])
    if len(parts) > 1:
        return "A denominator can still be split."
    (base, power), degree = parts[0], max(map(sum, over))
    if degree >= base.degree():
        return "A numerator's degree is too high for its denominator."
    key = (str(base.monic().as_expr()), power)
    if key in seen:
        return "Two fractions over the same denominator can be joined."
    seen.add(key)
    return None


def _fraction_parts(term: Node, name: str) -> tuple[Polynomial, Polynomial]:
    try:
        over, under = fraction_of(term, [name])
    except (NotRational, ZeroDivisionError, exact.NoValue):
        raise CannotJudge("no quotient of polynomials in one variable") from None
    if len(under) > MAX_TERMS or max(map(sum, under)) > MAX_DEGREE:
        raise CannotJudge("too large")
    return over, under


def completed_square(node: Node, variable: str | None) -> str | None:
    """The variable once only, in the base of a square."""
    names = names_in(node)
    name = variable or (min(names) if len(names) == 1 else None)
    if name is None:
        raise CannotJudge("no single variable")
    places = sum(isinstance(part, Name) and part.name == name for part in walk(node))
    squares = [
        part
        for part in walk(node)
        if isinstance(part, Power) and exact.rational(part.exponent) == 2 and name in names_in(part.base)
    ]
    if places == 1 and len(squares) == 1:
        return untidy(node) or untidy(squares[0].base)
    return "Complete the square, so that the variable stands once, inside the square."
