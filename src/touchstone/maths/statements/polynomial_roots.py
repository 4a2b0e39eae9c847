"""Real and complex roots of polynomials in one variable, rational ones exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from touchstone.maths import exact
from touchstone.maths.digits import Digits
from touchstone.maths.heights import order, written
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.one_point import settled
from touchstone.maths.statements import polynomials
from touchstone.maths.statements.marks import (
    Mark,
    Unsupported,
    as_digits,
    fineness,
    precise,
    to_fraction,
)
from touchstone.maths.statements.polynomials import Fractional, Polynomials
from touchstone.maths.statements.separate_roots import rough_roots, separate_roots
from touchstone.maths.tree import Node

MAX_ROOT_DEGREE = 40
# A root that is a fraction is known from its digits up to the one, from floats up to the other.
MAX_DENOMINATOR, SIMPLE = 10**30, 10**6


def rational_parts(f: Node, variable: str) -> tuple[list[Mark], list[Mark]] | None:
    """Zeros and poles of a quotient of polynomials, or None when f is something else."""
    try:
        over, under = Fractional(Polynomials(polynomials.Rationals()), variable, _rational).convert(f)
        return exact_roots(over), exact_roots(under)
    except _NotExact:
        pass
    except ZeroDivisionError:
        return [], []  # nowhere defined
    except polynomials.NotRational:
        return None
    ctx = precise()
    ring = polynomials.Numeric(ctx, -fineness().near)
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
    return constant(node, real=True)


def constant(node: Node, *, real: bool) -> Any:
    """A number in as many digits as marks have now. Raises ZeroDivisionError where it has no value."""
    arithmetic = Digits(real=real, order=order(node))
    fine = fineness()
    try:
        v, e = settled(compile_tree(node, arithmetic), arithmetic, dict, fine.precision + written(node))
    except Undefined:
        raise ZeroDivisionError from None
    except (Unsure, KeyError):
        raise Unsupported("a constant without a value") from None
    finally:
        arithmetic.ctx.prec = fine.precision
    if e > -fine.accuracy:
        raise Unsupported("too large a constant")
    return v


def exact_roots(poly: list[Fraction]) -> list[Mark]:
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
        return exact_roots(poly)
    if len(poly) - 1 > MAX_ROOT_DEGREE:
        raise Unsupported("too high a degree")
    ctx = precise()
    in_digits = [as_digits(ctx, c) for c in poly]
    found = separate_roots(ctx, in_digits)
    if found is None:
        guess = _simple_root(ctx, in_digits, poly)
        if guess is not None:
            return [guess, *exact_roots(of.divide(poly, [-guess, Fraction(1)])[0])]
        found = _apart(separate_roots(ctx, in_digits, patient=True))
    return [_as_fraction(root, poly) for root in _real(ctx, found)]


def _simple_root(ctx: Any, in_digits: list[Any], poly: list[Fraction]) -> Fraction | None:
    """A simple fraction among roots of which some lie too near each other."""
    if not poly[0]:
        return Fraction(0)
    guesses = (to_fraction(z.real).limit_denominator(SIMPLE) for z in rough_roots(ctx, in_digits))
    return next((guess for guess in guesses if _value(poly, guess) == 0), None)


def _value(poly: list[Fraction], x: Fraction) -> Fraction:
    total = Fraction(0)
    for coefficient in reversed(poly):
        total = total * x + coefficient
    return total


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
    """The root as a fraction when one lies there that satisfies the polynomial."""
    place = to_fraction(root)
    guess = place.limit_denominator(MAX_DENOMINATOR)
    if abs(guess - place) > max(1, abs(place)) / 2 ** fineness().near:
        return root  # another root may be a fraction
    return guess if _value(poly, guess) == 0 else root


def _numeric_roots(poly: list[Any]) -> list[Mark]:
    """The real roots of a polynomial with numeric coefficients."""
    ctx = precise()
    if len(poly) < 2:
        return []
    if len(poly) == 2:
        return [-poly[0] / poly[1]]
    return _real(ctx, complex_roots(ctx, poly))


def _real(ctx: Any, roots: list[Any]) -> list[Mark]:
    near = ctx.ldexp(1, -fineness().near)
    return [root.real for root in roots if abs(root.imag) <= near * max(1, abs(root))]


def _apart(found: list[Any] | None) -> list[Any]:
    if found is None:
        raise Unsupported("roots that lie too near each other")
    return found


def complex_roots(ctx: Any, poly: list[Any]) -> list[Any]:
    """All different roots of a polynomial, constant first. Raises Unsupported where they are too near."""
    if len(poly) - 1 > MAX_ROOT_DEGREE:
        raise Unsupported("too high a degree")
    found = separate_roots(ctx, poly)
    if found is not None:
        return found
    of = Polynomials(polynomials.Numeric(ctx, -fineness().accuracy))
    poly = of.squarefree(of.monic(poly))
    found = separate_roots(ctx, poly)
    return _apart(separate_roots(ctx, poly, patient=True) if found is None else found)
