"""How many solutions a system of polynomials has, all of them and those that a question allows."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any

from touchstone.maths.domain import WHOLE_NUMBERS, Domain
from touchstone.maths.exact import NoValue
from touchstone.maths.statements import systems
from touchstone.maths.statements.formula import Formula
from touchstone.maths.statements.polynomials import NotRational

# Numbers without a common divisor, so that distinct solutions have distinct sums.
WEIGHTS = ((101, 97), (-211, 89), (307, 83), (-401, 79))


def count(of: Formula, names: list[str], *, real: bool) -> int | None:
    """How many solutions a polynomial system has; None when infinitely many, or not known.

    Distinct solutions have distinct values of a sum with odd coefficients, which satisfy one polynomial.
    """
    found = _polynomials(of, names)
    if found is None:
        return None
    import sympy

    symbols, polys = found
    value = sympy.Symbol("u")
    weights = [sympy.Rational(*pair) for pair in WEIGHTS]
    total = sympy.Add(*(w * s for w, s in zip(weights, symbols, strict=False)))
    order = [*symbols, value]
    last = _of_last(_basis([*polys, value - total], order), order)
    if last is None:
        return None
    return int(last.count_roots()) if real else int(last.degree())


def most_allowed(of: Formula, names: list[str], domain: Domain) -> int | None:
    """A bound for the number of real solutions among what is declared.

    The product of the values of all variables, or the values of one that says what all others are.
    """
    found = _polynomials(of, names)
    if found is None:
        return None
    symbols, polys = found
    ways, alone = [], []
    for symbol, name in zip(symbols, names, strict=True):
        order = [*(s for s in symbols if s != symbol), symbol]
        basis = _basis(polys, order)
        last = _of_last(basis, order)
        if last is None:
            return None
        ways.append(_allowed(last, domain.assume.get(name, "real")))
        if _says_all(basis, order):
            alone.append(ways[-1])
    return min([prod(ways), *alone])


def _says_all(basis: Any, symbols: list[Any]) -> bool:
    """Whether each variable but the last stands alone in one of the equations."""
    import sympy

    leading = {sympy.LM(one, *symbols, order="lex") for one in basis.exprs}
    return all(symbol in leading for symbol in symbols[:-1])


def _polynomials(of: Formula, names: list[str]) -> tuple[list[Any], list[Any]] | None:
    try:
        equations = systems.generators(of, names)
    except (NotRational, ZeroDivisionError, NoValue):
        return None
    if len(names) > systems.MAX_VARIABLES or len(equations) > systems.MAX_GENERATORS:
        return None
    import sympy

    symbols: list[Any] = list(sympy.symbols([f"v{i}" for i in range(len(names))]))
    return symbols, [systems.expression(p, symbols) for p in equations if p]


def _basis(polys: list[Any], symbols: list[Any]) -> Any | None:
    import sympy

    try:
        return sympy.groebner(polys, *symbols, order="lex")
    except (sympy.PolynomialError, NotImplementedError, ValueError):
        return None


def _of_last(basis: Any | None, symbols: list[Any]) -> Any | None:
    """The polynomial that the last variable satisfies, 1 where nothing solves; None where there is none."""
    import sympy

    if basis is None:
        return None
    if list(basis.exprs) == [1]:
        return sympy.Poly(1, symbols[-1])
    return sympy.Poly(basis.exprs[-1], symbols[-1]).sqf_part() if basis.is_zero_dimensional else None


def _allowed(poly: Any, what: str) -> int:
    """How many real roots are positive, whole, or whatever the variable is declared."""
    if poly.degree() < 1:
        return 0
    if what == "complex":
        return int(poly.degree())
    if what in WHOLE_NUMBERS:
        roots = [Fraction(int(root.p), int(root.q)) for root in poly.ground_roots()]
        return sum(root.denominator == 1 and (what == "integer" or root >= 0) for root in roots)
    if what not in ("positive", "nonnegative"):
        return int(poly.count_roots())
    zero = poly.eval(0) == 0
    return int(poly.count_roots(0, None)) - int(zero and what == "positive")
