"""What the forms of polynomials and fractions are judged by: coefficients, contents, factors."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from touchstone.maths import exact
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Polynomial, fraction_of
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node

# Factoring is quick below these; what is larger isn't judged.
MAX_DEGREE, MAX_TERMS = 24, 80


class CannotJudge(ValueError):
    """The form of this expression can't be judged: it is too large, or no polynomial."""


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


def content(polynomial: Polynomial) -> Fraction:
    over = math.gcd(*(c.numerator for c in polynomial.values()))
    under = math.lcm(*(c.denominator for c in polynomial.values()))
    return Fraction(over, under)


def factor_list(polynomial: Polynomial, names: list[str]) -> tuple[Any, list[tuple[Any, int]]]:
    import sympy

    symbols = sympy.symbols([f"v{i}" for i in range(len(names))])
    poly = sympy.Poly.from_dict(
        {m: sympy.Rational(c.numerator, c.denominator) for m, c in polynomial.items()}, *symbols
    )
    constant, parts = poly.factor_list()
    return constant, parts
