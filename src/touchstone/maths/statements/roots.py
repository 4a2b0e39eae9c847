"""Where a function of one real variable may change its sign: zeros, poles.

Corners and edges of its domain.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.digits import Digits
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.rationals import Rationals
from touchstone.maths.statements import polynomials
from touchstone.maths.statements.polynomials import Fractional, Polynomials
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Negative, Node, Power, children, walk

Mark: TypeAlias = Any  # a Fraction where the place is rational, else a multi-precision number

# Marks are known to 2^-ACCURACY and told apart from 2^-NEAR on; values below 2^-NEAR count as zero.
PRECISION, ACCURACY, NEAR = 500, 400, 200
MAX_ROOT_DEGREE = 40


class Unsupported(ValueError):
    """Where this function changes sign is not known here."""


_EDGED = {"sqrt", "ln", "log", "log2", "log10", "root", "abs", "sign", "relu", "logit"}
_SMOOTH = {"exp", "atan", "sinh", "cosh", "tanh", "asinh", "sigmoid", "percent", "degrees"}


def marks(f: Node, variable: str, gaps: list[str]) -> list[Mark]:
    """Every place where f may change its sign. Raises Unsupported.

    Names in `gaps` the functions that turn in more places than could be found.
    """
    if variable not in names_in(f):
        return []
    over_and_under = _rational_parts(f, variable)
    if over_and_under is not None:
        return [root for part in over_and_under for root in part]
    return _general(f, variable, gaps)


def _rational_parts(f: Node, variable: str) -> tuple[list[Mark], list[Mark]] | None:
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
    ctx = _precise()
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


def _precise() -> Any:
    ctx = Digits(real=True).ctx
    ctx.prec = PRECISION
    return ctx


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
    ctx = _precise()
    found = _numeric_roots([ctx.mpf(c.numerator) / c.denominator for c in poly])
    return [_as_fraction(root, poly) for root in found]


def _quadratic(c: Fraction, b: Fraction, a: Fraction) -> list[Mark]:
    square = b * b - 4 * a * c
    if square < 0:
        return []
    root = exact.power(square, Fraction(1, 2))
    if root is not None:
        return sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)})
    ctx = _precise()
    half = ctx.sqrt(ctx.mpf(square.numerator) / square.denominator)
    return [(sign * half - ctx.mpf(b.numerator) / b.denominator) / _mp(ctx, 2 * a) for sign in (1, -1)]


def _mp(ctx: Any, value: Fraction) -> Any:
    return ctx.mpf(value.numerator) / value.denominator


def _as_fraction(root: Any, poly: list[Fraction]) -> Mark:
    """The root as a fraction when a small one satisfies the polynomial."""
    guess = to_fraction(root).limit_denominator(10**6)
    total = Fraction(0)
    for coefficient in reversed(poly):
        total = total * guess + coefficient
    return guess if total == 0 else root


def to_fraction(value: Mark) -> Fraction:
    """A mark's value to all its digits."""
    if isinstance(value, Fraction):
        return value
    sign, mantissa, exponent, _ = value._mpf_
    whole: Fraction = Fraction(-int(mantissa) if sign else int(mantissa)) * Fraction(2) ** exponent
    return whole


def _numeric_roots(poly: list[Any]) -> list[Mark]:
    """The real roots of a polynomial with numeric coefficients."""
    ctx = _precise()
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


# --- functions that are no quotients of polynomials ----------------------------------------------------


def _general(f: Node, variable: str, gaps: list[str]) -> list[Mark]:
    edges: list[Mark] = []
    for part in walk(f):
        if part is not f or isinstance(part, Call | Divide | Power):
            edges.extend(_edges(part, variable, gaps))
    cells = between(ordered(edges))
    found = list(edges)
    for low, high, sample in cells:
        plain = _without_corners(f, variable, sample)
        roots = _rational_parts(plain, variable) if plain is not f else None
        found.extend(
            _inside(roots[0], low, high) if roots is not None else _scanned(plain, variable, low, high, gaps)
        )
    return found


def _edges(part: Node, variable: str, gaps: list[str]) -> list[Mark]:
    """Where this step of a function has a corner, a pole or an end."""
    if variable not in names_in(part):
        return []
    match part:
        case Divide(denominator=under):
            return marks(under, variable, gaps)
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            if n is not None and n.denominator == 1 and n > 0:
                return []
            return marks(base, variable, gaps)
        case Call(function=name, arguments=arguments):
            return _edges_of_call(name, arguments, variable, gaps)
    return []


def _edges_of_call(name: str, arguments: tuple[Node, ...], variable: str, gaps: list[str]) -> list[Mark]:
    if name in _EDGED:
        return [mark for argument in arguments for mark in marks(argument, variable, gaps)]
    if name in ("asin", "acos", "atanh", "acosh"):
        ends = (Add((arguments[0], _ONE)), Add((arguments[0], Negative(_ONE))))
        return [mark for end in ends for mark in marks(end, variable, gaps)]
    if name in ("min", "max"):
        pairs = [Add((a, Negative(b))) for i, a in enumerate(arguments) for b in arguments[:i]]
        return [mark for pair in pairs for mark in marks(pair, variable, gaps)]
    if name in _SMOOTH:
        return []
    gaps.append(name)
    return []


def _without_corners(f: Node, variable: str, sample: Fraction) -> Node:
    """f with |u| written as u or -u, min and max as one of their arguments, as they are at the sample."""
    if variable not in names_in(f):
        return f
    parts = list(children(f))
    changed = [_without_corners(part, variable, sample) for part in parts]
    if any(new is not old for new, old in zip(changed, parts, strict=True)):
        f = rebuilt(f, changed)
    if isinstance(f, Call):
        return _smooth_call(f, variable, sample)
    return f


def _smooth_call(f: Call, variable: str, sample: Fraction) -> Node:
    first = f.arguments[0]
    if f.function in ("abs", "relu", "sign"):
        sign = sign_at(first, variable, sample)
        if sign is None:
            raise Unsupported("a sign")
        if f.function == "sign":
            return replace(_ONE, value=Fraction(sign), text=str(sign))
        if f.function == "relu":
            return first if sign > 0 else replace(_ONE, value=Fraction(0), text="0")
        return first if sign >= 0 else Negative(first)
    if f.function in ("min", "max"):
        best = first
        for other in f.arguments[1:]:
            sign = sign_at(Add((other, Negative(best))), variable, sample)
            if sign is None:
                raise Unsupported("a sign")
            best = other if (sign > 0) == (f.function == "max") else best
        return best
    return f


def _inside(found: Iterable[Mark], low: Mark | None, high: Mark | None) -> list[Mark]:
    return [m for m in found if (low is None or _below(low, m)) and (high is None or _below(m, high))]


def _below(a: Mark, b: Mark) -> bool:
    return bool(_key(a) < _key(b))


def _key(mark: Mark) -> Any:
    ctx = _precise()
    return _mp(ctx, mark) if isinstance(mark, Fraction) else mark


# --- scanning ------------------------------------------------------------------------------------------

STEPS = 64
# Where not all zeros can be found, so many serve to refute.
SOME = 5


def _scanned(f: Node, variable: str, low: Mark | None, high: Mark | None, gaps: list[str]) -> list[Mark]:
    """Zeros inside a cell where f is smooth, by changes of sign on a grid of several scales."""
    try:
        run = compile_tree(f, Floats(real=True))
    except Undefined:
        return []
    except Unsure as error:
        raise Unsupported(str(error)) from None
    grid = _grid(low, high)
    values = [_float_at(run, variable, x) for x in grid]
    found: list[Mark] = []
    for i in range(len(grid) - 1):
        a, b = values[i], values[i + 1]
        if a is None or b is None:
            continue
        if gaps and len(found) >= SOME:
            break
        if a == 0:
            found.append(Fraction(grid[i]))
        elif a * b < 0:
            found.append(bisected(f, variable, grid[i], grid[i + 1]))
        elif i and _touches(run, variable, grid[i - 1 : i + 2], values[i - 1 : i + 2]):
            gaps.append("a zero without a change of sign")
    return found


def _grid(low: Mark | None, high: Mark | None) -> list[float]:
    if low is not None and high is not None:
        a, b = float(to_fraction(low)), float(to_fraction(high))
        inner = [a + (b - a) * k / STEPS for k in range(1, STEPS)]
        ends = [(b - a) * 2.0**-k for k in range(7, 40, 3)]
        return sorted({*inner, *(a + d for d in ends), *(b - d for d in ends)} - {a, b})
    far = [2.0 ** (k / 2) for k in range(-40, 44)]
    if low is None and high is None:
        return sorted({0.0, *far, *(-x for x in far)})
    start = float(to_fraction(low if low is not None else high))
    sign = 1 if low is not None else -1
    return sorted({start + sign * x for x in far} - {start})


def _float_at(run: Run, variable: str, x: float) -> float | None:
    try:
        v, e = run({variable: (x, 0.0)})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if not math.isfinite(v) or not math.isfinite(e):
        return None
    return float(v) if abs(v) > e else 0.0 if abs(v) < 1e-12 and e < 1e-9 else None


def _touches(run: Run, variable: str, xs: list[float], values: list[float | None]) -> bool:
    """Whether |f| dips to nothing between three points where it keeps its sign."""
    first, middle, last = values
    if first is None or middle is None or last is None or first * middle <= 0:
        return False
    a, m, b = abs(first), abs(middle), abs(last)
    if m > a or m > b:
        return False
    low, high = xs[0], xs[2]
    for _ in range(80):
        left, right = low + (high - low) * 0.382, low + (high - low) * 0.618
        u, w = _float_at(run, variable, left), _float_at(run, variable, right)
        if u is None or w is None:
            return True
        low, high = (low, right) if abs(u) < abs(w) else (left, high)
    least = _float_at(run, variable, (low + high) / 2)
    return least is None or abs(least) < 1e-9 * max(a, b)


def bisected(f: Node, variable: str, a: float, b: float) -> Mark:
    """The zero between two points of opposite sign: bisection, then the secant rule, to 2^-ACCURACY."""
    arithmetic = Digits(real=True)
    ctx = arithmetic.ctx
    ctx.prec = PRECISION
    run = compile_tree(f, arithmetic)

    def value(x: Any) -> Any:
        return run({variable: (x, -(10**9))})[0]

    try:
        root = ctx.findroot(value, (ctx.mpf(a), ctx.mpf(b)), solver="anderson", maxsteps=200, verify=False)
        step = ctx.ldexp(max(1, abs(root)), -ACCURACY)
        if a <= root <= b and value(root - step) * value(root + step) <= 0:
            return root
    except (Undefined, Unsure, ZeroDivisionError, ValueError):
        pass
    raise Unsupported("a zero that can't be found exactly enough")


# --- signs ---------------------------------------------------------------------------------------------


class Sign:
    """The sign of one function of one variable, compiled once for fractions and once for digits."""

    def __init__(self, f: Node, variable: str) -> None:
        self.f, self.variable = f, variable
        self._exact: Run | None = None
        self._digits: tuple[Digits, Run] | None = None

    def at(self, x: Mark) -> int | None:
        """-1, 0 or 1, or None where f has no real value. Raises Unsupported when it can't be told."""
        try:
            return self._at_fraction(x) if isinstance(x, Fraction) else self._in_digits(x)
        except Undefined:
            return None

    def _at_fraction(self, x: Fraction) -> int | None:
        try:
            if self._exact is None:
                self._exact = compile_tree(self.f, Rationals())
            value = self._exact({self.variable: x})
            return int(value > 0) - int(value < 0)
        except Unsure:
            self._exact = _never
            return self._in_digits(x)

    def _in_digits(self, x: Mark) -> int | None:
        try:
            if self._digits is None:
                arithmetic = Digits(real=True)
                self._digits = arithmetic, compile_tree(self.f, arithmetic)
            arithmetic, run = self._digits
            arithmetic.ctx.prec = PRECISION
            ball = arithmetic.number(x)() if isinstance(x, Fraction) else (x, arithmetic.size(x) - ACCURACY)
            found = run({self.variable: ball})
            if arithmetic.is_zero(found):
                return 0
        except (Unsure, OverflowError, ValueError) as error:
            raise Unsupported(str(error)) from None
        if not isinstance(found[0], arithmetic.ctx.mpf):
            return None
        return 1 if found[0] > 0 else -1


def _never(env: object) -> Any:
    raise Unsure("no fraction")


def sign_at(f: Node, variable: str, x: Mark) -> int | None:
    """The sign of f at one place; see `Sign`."""
    return Sign(f, variable).at(x)


def ordered(found: Iterable[Mark]) -> list[Mark]:
    """Marks in order; one that is not exact is dropped where another is as near as its accuracy."""
    ctx = _precise()
    near = ctx.ldexp(1, -NEAR)
    out: list[tuple[Any, Mark]] = []
    for key, mark in sorted(((_key(mark), mark) for mark in found), key=lambda pair: pair[0]):
        if out and abs(key - out[-1][0]) <= near * max(1, abs(key)):
            last = out[-1][1]
            if mark == last or not isinstance(mark, Fraction):
                continue
            if not isinstance(last, Fraction):
                out[-1] = (key, mark)
                continue
        out.append((key, mark))
    return [mark for _, mark in out]


def between(sorted_marks: list[Mark]) -> list[tuple[Mark | None, Mark | None, Fraction]]:
    """The open intervals that the marks cut the line into, each with a rational point inside."""
    if not sorted_marks:
        return [(None, None, Fraction(1, 3))]
    first, last = to_fraction(sorted_marks[0]), to_fraction(sorted_marks[-1])
    cells: list[tuple[Mark | None, Mark | None, Fraction]] = [
        (None, sorted_marks[0], Fraction(math.floor(first) - 1))
    ]
    for low, high in itertools.pairwise(sorted_marks):
        cells.append((low, high, _middle(to_fraction(low), to_fraction(high))))
    cells.append((sorted_marks[-1], None, Fraction(math.ceil(last) + 1)))
    return cells


def _middle(low: Fraction, high: Fraction) -> Fraction:
    """A simple fraction between two."""
    middle, gap = (low + high) / 2, high - low
    simple = middle.limit_denominator(max(2, math.ceil(4 / gap)))
    return simple if low < simple < high else middle


_ONE = number(Fraction(1))
