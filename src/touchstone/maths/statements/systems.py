"""Systems of equations: linear ones by elimination, others by Gröbner bases under bounds."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Any

from touchstone.maths import exact
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions, variables
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Divide, Multiply, Name, Negative, Node, Power
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "solutions of a system"
# Gröbner bases can explode: what interviews ask stays well inside.
MAX_POWER = 24
MAX_VARIABLES, MAX_GENERATORS, MAX_DEGREE, MAX_TERMS = 4, 12, 6, 60

Monomial = tuple[int, ...]
Polynomial = dict[Monomial, Fraction]


def compare(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Whether two combinations of polynomial equations have the same complex solutions."""
    names = sorted(variables(a) | variables(b))
    try:
        first, second = generators(a, names), generators(b, names)
    except (NotRational, ZeroDivisionError, exact.NoValue):
        return _assignments(a, b, setting)
    if all(linear(p) for p in (*first, *second)):
        return equal(STEP) if eliminated(first, names) == eliminated(second, names) else different(STEP)
    if len(names) > MAX_VARIABLES or not setting.deadline.left():
        return undecided(STEP)
    finding = _by_ideals(first, second, names)
    if finding.different and any(setting.domain.assume.get(name) not in (None, "complex") for name in names):
        # Complex solutions may part what agrees where the question looks: only a written solution refutes.
        return _assignments(a, b, setting)
    return finding


# --- polynomials in several variables ------------------------------------------------------------------


def generators(of: Formula, names: list[str]) -> list[Polynomial]:
    """Polynomials whose common zeros are the solutions. Raises NotRational."""
    match of:
        case Condition(f=f):
            return [numerator(f, names)]
        case Truth(value=value):
            return [] if value else [constant(Fraction(1), names)]
        case Every(parts=parts):
            return [p for part in parts for p in generators(part, names)]
        case Some(parts=parts):
            return _either([generators(part, names) for part in parts], names)
    raise NotRational("no equation")


def _either(systems: list[list[Polynomial]], names: list[str]) -> list[Polynomial]:
    """The solutions of any: all products with one factor from each."""
    products = [constant(Fraction(1), names)]
    for system in systems:
        if len(products) * len(system) > 4 * MAX_GENERATORS:
            raise NotRational("too many cases")
        products = [times(p, q) for p in products for q in system]
    return products


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
    """f cleared of denominators."""
    return fraction_of(f, names)[0]


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


def _by_ideals(first: list[Polynomial], second: list[Polynomial], names: list[str]) -> Finding:
    sizes = [len(p) for p in (*first, *second)]
    degrees = [sum(m) for p in (*first, *second) for m in p]
    if max(len(first), len(second)) > MAX_GENERATORS or max(sizes) > MAX_TERMS or max(degrees) > MAX_DEGREE:
        return undecided(STEP)
    import sympy

    symbols = sympy.symbols([f"v{i}" for i in range(len(names))])
    helper = sympy.Symbol("t")
    one, other = ([_expression(p, symbols) for p in system if p] for system in (first, second))
    for basis, wanted in ((one, other), (other, one)):
        for polynomial in wanted:
            if not _vanishes_with(polynomial, basis, symbols, helper):
                return different(STEP)
    return equal(STEP)


def _expression(p: Polynomial, symbols: Any) -> Any:
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


# --- solutions written out -----------------------------------------------------------------------------


def assignment(of: Formula) -> dict[str, Node] | None:
    """`x = a and y = b` as a mapping, when that is all it says."""
    parts = of.parts if isinstance(of, Every) else (of,)
    values: dict[str, Node] = {}
    for part in parts:
        if not isinstance(part, Condition) or part.op != "=":
            return None
        found = _solved(part.f)
        if found is None or found[0] in values:
            return None
        values[found[0]] = found[1]
    return values


def _solved(f: Node) -> tuple[str, Node] | None:
    if isinstance(f, Name):
        from touchstone.maths.arrays import ZERO

        return f.name, ZERO
    if not isinstance(f, Add) or len(f.terms) != 2:
        return None
    left, right = f.terms
    if isinstance(left, Name) and not names_in(right):
        return left.name, right.operand if isinstance(right, Negative) else Negative(right)
    if isinstance(right, Negative) and isinstance(right.operand, Name) and not names_in(left):
        return right.operand.name, left
    return None


def _assignments(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Constants that are no fractions: solutions written out are compared value by value, or put in."""
    from touchstone.maths.arrays import ZERO
    from touchstone.maths.equality import compare as same
    from touchstone.maths.verdict import all_of

    x, y = assignment(a), assignment(b)
    if x is not None and y is not None:
        if x.keys() != y.keys():
            return different(STEP)
        return all_of(same(x[name], y[name], setting) for name in sorted(x))
    for values, other in ((x, b), (y, a)):
        if values is not None and isinstance(other, Every):
            for c in conditions(other):
                if same(substitute(c.f, values), ZERO, setting).different:
                    return different(STEP)
        if values is not None and isinstance(other, Condition) and len(values) > 1 and _turns(other.f):
            return different(STEP)  # a curve or a surface, not a point
    return undecided(STEP)


def _turns(f: Node) -> bool:
    """Whether f is positive somewhere and negative somewhere, so that its zeros are no single point."""
    from touchstone.maths.domain import Domain

    try:
        run = compile_tree(f, Floats(real=True))
    except (Undefined, Unsure):
        return False
    signs = set()
    for point in islice(Domain().points(names_in(f), f), 40):
        try:
            value, error = run({name: (where, 0.0) for name, where in point.items()})
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if isinstance(value, float) and abs(value) > error:
            signs.add(value > 0)
    return len(signs) == 2
