"""Systems of equations: linear ones by elimination, others by Gröbner bases under bounds."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import Any

from touchstone.maths import exact
from touchstone.maths.comparing import Setting
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, variables
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Divide, Multiply, Name, Negative, Node, Power, walk
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "solutions of a system"
LINEAR = "elimination"
# Gröbner bases can explode: what interviews ask stays well inside.
MAX_POWER = 24
MAX_VARIABLES, MAX_GENERATORS, MAX_DEGREE, MAX_TERMS = 4, 12, 6, 60
# Ways to choose one equation from each of several cases.
MAX_CASES, MAX_CHOICES = 12, 64

Monomial = tuple[int, ...]
Polynomial = dict[Monomial, Fraction]


def compare(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Whether two combinations of equations have the same solutions, complex ones if not declared real."""
    from touchstone.maths.statements import declared, points, second_look

    names = sorted(variables(a) | variables(b))
    restricted = any(setting.domain.assume.get(name) not in (None, "complex") for name in names)
    finding = _by_algebra(a, b, names, setting)
    # Complex solutions may part what agrees where the question looks.
    narrow = declared.narrow(names, setting.domain)
    if finding.equal or (finding.different and not narrow and (finding.step == LINEAR or not restricted)):
        return finding
    found = points.compare(a, b, names, setting, real=restricted)
    parted = found.undecided and narrow and second_look.parts(a, b, setting)
    return different(STEP) if parted else found


def _by_algebra(a: Formula, b: Formula, names: list[str], setting: Setting) -> Finding:
    try:
        first, second = cases(a, names), cases(b, names)
    except (NotRational, ZeroDivisionError, exact.NoValue):
        return undecided(STEP)
    if len(first) == 1 == len(second) and all(linear(p) for p in (*first[0], *second[0])):
        same = eliminated(first[0], names) == eliminated(second[0], names)
        return equal(LINEAR) if same else different(LINEAR)
    if len(names) > MAX_VARIABLES or not setting.deadline.left():
        return undecided(STEP)
    return _by_ideals(first, second, names, setting)


# --- polynomials in several variables ------------------------------------------------------------------


def cases(of: Formula, names: list[str]) -> list[list[Polynomial]]:
    """Systems of polynomials; a solution of any of them is one of the statement. Raises NotRational."""
    match of:
        case Condition(f=f, op="="):
            return [[numerator(f, names)]]
        case Truth(value=value):
            return [[]] if value else []
        case Some(parts=parts):
            found = [case for part in parts for case in cases(part, names)]
        case Every(parts=parts):
            found = [[]]
            for part in parts:
                found = [[*old, *new] for old in found for new in cases(part, names)]
                if len(found) > MAX_CASES:
                    break
        case _:
            raise NotRational("no equation")
    if len(found) > MAX_CASES:
        raise NotRational("too many cases")
    return found


def generators(of: Formula, names: list[str]) -> list[Polynomial]:
    """Polynomials whose common zeros are the solutions, of what has one case. Raises NotRational."""
    found = cases(of, names)
    if len(found) != 1:
        raise NotRational("several cases")
    return found[0]


def constant(value: Fraction, names: list[str]) -> Polynomial:
    """A constant polynomial."""
    return {(0,) * len(names): value} if value else {}


def plus(p: Polynomial, q: Polynomial) -> Polynomial:
    """The sum."""
    total = dict(p)
    for monomial, c in q.items():
        total[monomial] = total.get(monomial, Fraction(0)) + c
    return {m: c for m, c in total.items() if c}


def times(p: Polynomial, q: Polynomial) -> Polynomial:
    """The product. Raises NotRational when it gets long."""
    if len(p) * len(q) > MAX_TERMS * MAX_TERMS:
        raise NotRational("too long a polynomial")
    total: Polynomial = {}
    for m, c in p.items():
        for n, d in q.items():
            key = tuple(i + j for i, j in zip(m, n, strict=True))
            total[key] = total.get(key, Fraction(0)) + c * d
    return {m: c for m, c in total.items() if c}


def coefficients(f: Node) -> dict[tuple[tuple[str, int], ...], Fraction] | None:
    """A polynomial's coefficients by their powers of the variables; None for what is no polynomial."""
    names = sorted(names_in(f))
    if buried(f):
        return None
    try:
        over, under = fraction_of(f, names)
    except (NotRational, ZeroDivisionError, exact.NoValue):
        return None
    if list(under) != [(0,) * len(names)]:
        return None
    scale = under[(0,) * len(names)]
    return {
        tuple((name, n) for name, n in zip(names, powers, strict=True) if n): c / scale
        for powers, c in over.items()
    }


def numerator(f: Node, names: list[str]) -> Polynomial:
    """f cleared of denominators that are never zero. Raises NotRational for others: they hide solutions."""
    if buried(f):
        raise NotRational("a denominator within another")
    over, under = fraction_of(f, names)
    if any(any(monomial) for monomial in under):
        raise NotRational("a denominator with variables")
    return over


def buried(f: Node) -> bool:
    """Whether a denominator stands within another, `x/(1/y)`: a fraction says no more that y isn't zero."""
    for part in walk(f):
        match part:
            case Divide(denominator=under) if any(map(_divides, walk(under))):
                return True
            case Power(base=base, exponent=exponent) if any(map(_divides, walk(base))):
                n = exact.rational(exponent)
                if n is None or n <= 0:
                    return True
    return False


def _divides(part: Node) -> bool:
    match part:
        case Divide(denominator=under):
            return bool(names_in(under))
        case Power(base=base, exponent=exponent) if names_in(base):
            n = exact.rational(exponent)
            return n is None or n < 0
    return False


def fraction_of(f: Node, names: list[str]) -> tuple[Polynomial, Polynomial]:
    """Numerator and denominator, not reduced. Raises NotRational, ZeroDivisionError."""
    value = exact.rational(f)
    one = constant(Fraction(1), names)
    if value is not None:
        return constant(value, names), one
    match f:
        case Name(name=name):
            return {tuple(int(other == name) for other in names): Fraction(1)}, one
        case Negative(operand=inner):
            over, under = fraction_of(inner, names)
            return times(over, constant(Fraction(-1), names)), under
        case Add(terms=terms):
            return _total([fraction_of(term, names) for term in terms])
        case Multiply(factors=factors):
            parts = [fraction_of(factor, names) for factor in factors]
            over, under = parts[0]
            for top, bottom in parts[1:]:
                over, under = times(over, top), times(under, bottom)
            return over, under
        case Divide(numerator=a, denominator=b):
            (over, under), (top, bottom) = fraction_of(a, names), fraction_of(b, names)
            if not top:
                raise ZeroDivisionError
            return times(over, bottom), times(under, top)
        case Power(base=base, exponent=exponent):
            return _power(base, exact.integer(exponent), names)
    raise NotRational(type(f).__name__)


def _total(parts: list[tuple[Polynomial, Polynomial]]) -> tuple[Polynomial, Polynomial]:
    over, under = parts[0]
    for top, bottom in parts[1:]:
        if bottom == under:
            over = plus(over, top)
        else:
            over, under = plus(times(over, bottom), times(top, under)), times(under, bottom)
    return over, under


def _power(base: Node, n: int | None, names: list[str]) -> tuple[Polynomial, Polynomial]:
    if n is None or not -MAX_POWER <= n <= MAX_POWER:
        raise NotRational("not a small whole power")
    over, under = fraction_of(base, names)
    if n < 0:
        if not over:
            raise ZeroDivisionError
        over, under, n = under, over, -n
    top = bottom = constant(Fraction(1), names)
    for _ in range(n):
        top, bottom = times(top, over), times(bottom, under)
    return top, bottom


def linear(p: Polynomial) -> bool:
    """Whether no term has more than one variable, and that to the first power."""
    return all(sum(m) <= 1 for m in p)


def eliminated(system: list[Polynomial], names: list[str]) -> list[list[Fraction]]:
    """The reduced row echelon form of a linear system; [[0 … 0 1]] when it has no solution."""
    width = len(names)
    units = [tuple(int(i == j) for j in range(width)) for i in range(width)]
    rows = [[p.get(u, Fraction(0)) for u in units] + [p.get((0,) * width, Fraction(0))] for p in system]
    done: list[list[Fraction]] = []
    for column in range(width + 1):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [x / pivot[column] for x in pivot]
        rows, done = (
            [[x - row[column] * y for x, y in zip(row, pivot, strict=True)] for row in group]
            for group in (rows, done)
        )
        done.append(pivot)
    impossible = [Fraction(0)] * width + [Fraction(1)]
    return [impossible] if impossible in done else done


# --- ideals --------------------------------------------------------------------------------------------


def _by_ideals(
    first: list[list[Polynomial]], second: list[list[Polynomial]], names: list[str], setting: Setting
) -> Finding:
    every = [p for system in (*first, *second) for p in system]
    sizes, degrees = [len(p) for p in every], [sum(m) for p in every for m in p]
    if len(every) > MAX_GENERATORS * 2 or max(sizes, default=0) > MAX_TERMS:
        return undecided(STEP)
    if max(degrees, default=0) > MAX_DEGREE or any(
        math.prod(map(len, side)) > MAX_CHOICES for side in (first, second)
    ):
        return undecided(STEP)
    import sympy

    symbols = sympy.symbols([f"v{i}" for i in range(len(names))])
    helper = sympy.Symbol("t")
    one, other = (
        [[expression(p, symbols) for p in system if p] for system in side] for side in (first, second)
    )
    for inside, around in ((one, other), (other, one)):
        for system in inside:
            for choice in product(*around):
                if not setting.deadline.left():
                    return undecided(STEP)
                if not _vanishes_with(sympy.Mul(*choice), system, symbols, helper):
                    return different(STEP)
    return equal(STEP)


def expression(p: Polynomial, symbols: Any) -> Any:
    """A polynomial in SymPy's symbols."""
    import sympy

    return sympy.Add(
        *(
            sympy.Rational(c.numerator, c.denominator)
            * sympy.Mul(*(s**n for s, n in zip(symbols, m, strict=True)))
            for m, c in p.items()
        )
    )


def _vanishes_with(polynomial: Any, system: list[Any], symbols: Any, helper: Any) -> bool:
    """Whether the polynomial is zero at all common zeros of the system (Rabinowitsch's trick)."""
    import sympy

    basis = sympy.groebner([*system, 1 - helper * polynomial], helper, *symbols, order="grevlex")
    return bool(list(basis.exprs) == [1])
