"""Signs of expressions as those of polynomials: `A/P` has that of `P/A`, `x^2 + x y + y^2` is not negative.

A quotient has the sign of its numerator times its denominator. What is no polynomial, as `e^x` or `|x|`,
counts as a letter.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeAlias

from touchstone.maths import exact
from touchstone.maths.domain import Domain
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Monomial, Polynomial, expression, fraction_of, times
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Number, Power, children

# Beyond these nothing is factored, which may take long.
MOST_TERMS, MOST_DEGREE, MOST_LETTERS = 24, 10, 5
# A sign, the factors that change it, and all that are zero somewhere.
Form: TypeAlias = tuple[int, frozenset[Any], frozenset[Any]]


class Signs:
    """Signs of expressions in one domain, each worked out once."""

    def __init__(self, domain: Domain) -> None:
        self._given = domain.positive
        self._positive = set(domain.positive)
        self._least_zero = {n for n, what in domain.assume.items() if what in ("nonnegative", "count")}
        self._atoms: dict[Node, Name] = {}
        self._forms: dict[Node, Form | None] = {}

    def alike(self, u: Node, v: Node) -> bool:
        """Whether u and v have one sign wherever both have a value, and are zero together."""
        form = self._form(u)
        return form is not None and form == self._form(v)

    def never_negative(self, u: Node, *, above: bool) -> bool:
        """Whether u is never negative where it has a value; `above`: nor zero."""
        found = self._polynomial(u)
        return found is not None and self._one_sign(*found, above=above)

    def _form(self, u: Node) -> Form | None:
        if u not in self._forms:
            found = self._polynomial(u)
            self._forms[u] = None if found is None else self._factored(*found)
        return self._forms[u]

    def _factored(self, p: Polynomial, names: list[str]) -> Form:
        import sympy

        symbols = [sympy.Symbol(name) for name in names]
        scale, factors = sympy.factor_list(expression(p, symbols), *symbols)
        changing, zero = set(), set()
        for factor, times_over in factors:
            terms = sympy.Poly(factor, *symbols).terms()
            q = {powers: Fraction(int(c.p), int(c.q)) for powers, c in terms}
            if self._one_sign(q, names, above=True):
                continue
            zero.add(factor)
            if times_over % 2:
                changing.add(factor)
        return (1 if scale > 0 else -1), frozenset(changing), frozenset(zero)

    def _one_sign(self, p: Polynomial, names: list[str], *, above: bool) -> bool:
        known = [self._known(c, powers, names) for powers, c in p.items()]
        if all(sign is not None for sign in known) and (not above or any(known)):
            return True
        return all(sum(powers) <= 2 for powers in p) and _form_is_positive(p, len(names), strictly=above)

    def _known(self, c: Fraction, powers: Monomial, names: list[str]) -> bool | None:
        """Whether a term is positive, beside never negative; None where it may be negative."""
        own = [(name, n) for name, n in zip(names, powers, strict=True) if n]
        if c < 0 or any(n % 2 and name not in self._positive | self._least_zero for name, n in own):
            return None
        return all(name in self._positive for name, _ in own)

    def _polynomial(self, u: Node) -> tuple[Polynomial, list[str]] | None:
        """Numerator times denominator of u, and its letters; None for what is too long."""
        plain = self._lettered(u)
        names = sorted(names_in(plain))
        if len(names) > MOST_LETTERS:
            return None
        try:
            found = times(*fraction_of(plain, names))
        except (NotRational, ZeroDivisionError, exact.NoValue):
            return None
        few = len(found) <= MOST_TERMS and all(sum(powers) <= MOST_DEGREE for powers in found)
        return (found, names) if found and few else None

    def _lettered(self, u: Node) -> Node:
        match u:
            case Number() | Name():
                return u
            case Add() | Multiply() | Negative() | Divide():
                return rebuilt(u, [self._lettered(part) for part in children(u)])
            case Power(base=base, exponent=exponent) if exact.integer(exponent) is not None:
                return Power(self._lettered(base), exponent)
        if u not in self._atoms:
            self._atoms[u] = letter = Name(f"•{len(self._atoms)}")
            if known_positive(u, self._given, real=True):
                self._positive.add(letter.name)
            elif isinstance(u, Call) and u.function in ("abs", "sqrt"):
                self._least_zero.add(letter.name)
        return self._atoms[u]


def _form_is_positive(p: Polynomial, size: int, *, strictly: bool) -> bool:
    """Whether a polynomial of second degree is a sum of squares; the number among them counts as a letter."""
    half = Fraction(1, 2)
    matrix = [[Fraction(0)] * (size + 1) for _ in range(size + 1)]
    for powers, c in p.items():
        places = [i for i, n in enumerate(powers) for _ in range(n)]
        i, j = [*places, size, size][:2]
        matrix[i][j] += c * half
        matrix[j][i] += c * half
    return _sum_of_squares(matrix, strictly=strictly)


def _sum_of_squares(matrix: list[list[Fraction]], *, strictly: bool) -> bool:
    """Whether a symmetric matrix is positive definite, or has at least no negative eigenvalue."""
    while matrix:
        first, *rest = matrix
        pivot = first[0]
        if pivot < 0 or (pivot == 0 and (strictly or any(first))):
            return False
        matrix = [
            [c - (row[0] * first[k] / pivot if pivot else 0) for k, c in enumerate(row) if k] for row in rest
        ]
    return True
