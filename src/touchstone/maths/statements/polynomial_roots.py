"""Real and complex roots of polynomials in one variable, rational ones exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from touchstone.maths import exact
from touchstone.maths.digits import Digits
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import polynomials
from touchstone.maths.statements.marks import (
    ACCURACY,
    NEAR,
    PRECISION,
    Mark,
    Unsupported,
    as_digits,
    precise,
    to_fraction,
)
from touchstone.maths.statements.polynomials import Fractional, Polynomials
from touchstone.maths.tree import Node

MAX_ROOT_DEGREE = 40


def rational_parts(f: Node, variable: str) -> tuple[list[Mark], list[Mark]] | None:
    """Zeros and poles of a quotient of polynomials, or None when f is something else."""
    try:
        over, under = Fractional(Polynomials(polynomials.Rationals()), variable, _rational).convert(f)
        return _exact_roots(over), _exact_roots(under)
    except _NotExact:
        pass
    except ZeroDivisionError:
        return [], []  # nowhere defined
    except polynomials.NotRational:
        return None
    ctx = precise()
    ring = polynomials.Numeric(ctx, -NEAR)
    try:
        top, bottom = Fractional(Polynomials(ring), variable, _numeric).convert(f)
    except polynomials.NotRational:
        return None
    except ZeroDivisionError:
        return [], []
    return _numeric_roots(top), _numeric_roots(bottom)


class _NotExact(ValueError):
    pass


def _rational(node: Node) -> Fraction:
    try:
        value = exact.rational(node)
    except exact.NoValue:
        raise ZeroDivisionError from None
    if value is None:
        raise _NotExact
    return value


def _numeric(node: Node) -> Any:
    """A constant in digits. Raises Unsupported where it is not real."""
    arithmetic = Digits(real=True)
    arithmetic.ctx.prec = PRECISION
    try:
        v, e = compile_tree(node, arithmetic)({})
    except Undefined:
        raise ZeroDivisionError from None
    except (Unsure, KeyError):
        raise Unsupported("a constant without a real value") from None
    if e > -ACCURACY:
        raise Unsupported("too large a constant")
    return v


def _exact_roots(poly: list[Fraction]) -> list[Mark]:
    """The real roots of a polynomial with rational coefficients, rational ones exactly."""
    if len(poly) < 2:
        return []
    if len(poly) == 2:
        return [-poly[0] / poly[1]]
    if len(poly) == 3:
        return _quadratic(*poly)
    of = Polynomials(polynomials.Rationals())
    poly = of.squarefree(poly)
    if len(poly) <= 3:
        return _exact_roots(poly)
    ctx = precise()
    found = _numeric_roots([ctx.mpf(c.numerator) / c.denominator for c in poly])
    return [_as_fraction(root, poly) for root in found]


def _quadratic(c: Fraction, b: Fraction, a: Fraction) -> list[Mark]:
    square = b * b - 4 * a * c
    if square < 0:
        return []
    root = exact.power(square, Fraction(1, 2))
    if root is not None:
        return sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)})
    ctx = precise()
    half = ctx.sqrt(ctx.mpf(square.numerator) / square.denominator)
    return [(sign * half - ctx.mpf(b.numerator) / b.denominator) / as_digits(ctx, 2 * a) for sign in (1, -1)]


def _as_fraction(root: Any, poly: list[Fraction]) -> Mark:
    """The root as a fraction when a small one satisfies the polynomial."""
    guess = to_fraction(root).limit_denominator(10**6)
    total = Fraction(0)
    for coefficient in reversed(poly):
        total = total * guess + coefficient
    return guess if total == 0 else root


def _numeric_roots(poly: list[Any]) -> list[Mark]:
    """The real roots of a polynomial with numeric coefficients."""
    ctx = precise()
    if len(poly) < 2:
        return []
    if len(poly) == 2:
        return [-poly[0] / poly[1]]
    roots = clustered(ctx, complex_roots(ctx, poly))
    return [root.real for root in roots if abs(root.imag) <= ctx.ldexp(1, -NEAR // 2) * max(1, abs(root))]


def clustered(ctx: Any, roots: list[Any]) -> list[Any]:
    """Roots that multiplicity has blurred, each cluster as its mean, which is sharp again."""
    near = ctx.ldexp(1, -40)
    clusters: list[list[Any]] = []
    for root in roots:
        home = next((c for c in clusters if abs(c[0] - root) <= near * max(1, abs(root))), None)
        if home is None:
            clusters.append([root])
        else:
            home.append(root)
    return [sum(c) / len(c) for c in clusters]


def complex_roots(ctx: Any, poly: list[Any]) -> list[Any]:
    """All roots of a polynomial, constant first. Raises Unsupported when they don't converge."""
    if len(poly) - 1 > MAX_ROOT_DEGREE:
        raise Unsupported("too high a degree")
    try:
        found = ctx.polyroots(list(reversed(poly)), maxsteps=400, extraprec=2 * PRECISION)
    except Exception as error:  # noqa: BLE001  mpmath raises its own NoConvergence
        raise Unsupported(str(error)) from None
    return [ctx.mpc(root) for root in found]
