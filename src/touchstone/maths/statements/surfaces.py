"""Two equations in several variables that are no polynomials: solutions of each are tried in the other."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import WHOLE_NUMBERS, Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import defined
from touchstone.maths.statements.formula import Truth
from touchstone.maths.statements.marks import Mark, Unsupported
from touchstone.maths.statements.scanning import bisected
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Divide, Multiply, Negative, Node, Power, walk
from touchstone.maths.verdict import Finding, different, equal, undecided

Alike: TypeAlias = Callable[[Node, Node], bool]

STEP = "sampling of solutions"
FACTORS = "factors alike"
TRIES = 72
# Functions with a value everywhere.
TOTAL = frozenset(
    {"exp", "sin", "cos", "abs", "atan", "sinh", "cosh", "tanh", "asinh", "floor", "ceil", "sign"}
)
ROOT = Call("sqrt", (number(Fraction(2)),))
# How far to both sides of a root, in its own size, another zero is taken for the same one.
BESIDE = Fraction(1, 2**40)
MOST_ROOTS, HALVINGS = 8, 30
SHRUNK = 2.0**-12
GRID = [0.0, *(s * 2.0 ** (k / 2) for k in range(-12, 21) for s in (1, -1))]
GRID += [s * 2.0**k for k in range(11, 44, 2) for s in (1, -1)]
# Errors of floats below which zero is worth another look.
TINY = 1e-6
SORTED = sorted(GRID)


def compare(f: Node, g: Node, setting: Setting, alike: Alike, nowhere: Callable[[Node], bool]) -> Finding:
    """Whether f = 0 and g = 0 have the same real solutions, as far as solutions can be found.

    Solutions of one that don't satisfy the other refute. However many agree, others may have been missed,
    such as those of a square: only factors of the one `alike` to factors of the other, or zero `nowhere`,
    confirm.
    """
    if not (names_in(f) and names_in(g)):
        return undecided(STEP)  # what holds always, or never, has no solutions that could be tried
    over, under = factors(f), factors(g)
    for one, whole, other in [(one, f, g) for one in over] + [(one, g, f) for one in under]:
        if not _numbered(other, one, setting) and _refuted(one, whole, other, setting):
            return different(STEP)
    if not over or not under or (over, under) == ([f], [g]) or not _everywhere(f, g):
        return undecided(STEP)
    over, under = ([factor for factor in some if not nowhere(factor)] for some in (over, under))
    confirmed = _each_alike(over, under, alike) and _each_alike(under, over, alike)
    return equal(FACTORS) if confirmed else undecided(STEP)


def _numbered(one: Node, other: Node, setting: Setting) -> bool:
    """Whether a whole letter of the one alone may number its solutions: `x = n + 1` has all whole x, and is
    refuted by no point of the plane that the other holds at."""
    return any(setting.domain.assume.get(name) in WHOLE_NUMBERS for name in names_in(one) - names_in(other))


def _everywhere(*sides: Node) -> bool:
    """Whether both have a value everywhere: a factor counts where the others have values, too."""
    for side in sides:
        divided = any(isinstance(part, Divide) and names_in(part.denominator) for part in walk(side))
        raised = any(
            isinstance(part, Power) and names_in(part.base) and not _whole(part) for part in walk(side)
        )
        if divided or raised or traits(side).functions - TOTAL:
            return False
    return True


def _whole(power: Power) -> bool:
    n = exact.rational(power.exponent)
    return n is not None and n.denominator == 1 and n > 0


def _each_alike(some: list[Node], others: list[Node], alike: Alike) -> bool:
    return all(any(alike(one, other) for other in others) for one in some)


def factors(f: Node) -> list[Node]:
    """What has to be zero for f to be: the factors above the line, without powers and absolute values."""
    match f:
        case Multiply(factors=parts):
            return [factor for part in parts for factor in factors(part)]
        case Negative(operand=inner) | Divide(numerator=inner) | Call(function="abs", arguments=(inner,)):
            return factors(inner)
        case Power(base=base, exponent=exponent) if (exact.rational(exponent) or 0) > 0:
            return factors(base)
        case Call(function="exp"):
            return []
    return [f] if names_in(f) else []


def _refuted(one: Node, whole: Node, other: Node, setting: Setting) -> bool:
    """Whether a zero of one factor is found that surely doesn't satisfy the other, which has a value.

    The whole has one, too: of `y sqrt(x) = 0` no point with y = 0 and a negative x is a solution.
    """
    names = sorted(names_in(whole) | names_in(other))
    partly = defined.where(whole) != Truth(True)
    exponents = _raising(one, setting.domain) | _raising(other, setting.domain)
    for turn, point in enumerate(setting.domain.points(frozenset(names), one, other)):
        if turn >= TRIES or not setting.deadline.left():
            return False
        free = names[turn % len(names)]
        if free in exponents:
            continue
        fixed = {n: _fixed(Fraction(v.real), n in exponents) for n, v in point.items() if n != free}
        f, g = substitute(one, fixed), substitute(other, fixed)
        whole_of_it = substitute(whole, fixed) if partly else None
        for root in _roots(f, free):
            if not _allowed(root, free, setting.domain) or not _surely_not_zero(g, free, root):
                continue
            if whole_of_it is None or _has_value(whole_of_it, free, root):
                return True
    return False


def zero_along(f: Node, free: str, fixed: dict[str, Node], setting: Setting) -> bool:
    """Whether f surely has a zero among what is declared, all letters but one being numbers."""
    g = substitute(f, fixed)
    return any(_allowed(root, free, setting.domain) and _zero_at(g, free, root) for root in _roots(g, free))


def _zero_at(g: Node, free: str, root: Mark) -> bool:
    try:
        return sign_at(g, free, root) == 0
    except Unsupported:
        return False


def _raising(f: Node, domain: Domain) -> frozenset[str]:
    """The letters in exponents of letters that may have any value."""
    powers = (part for part in walk(f) if isinstance(part, Power) and names_in(part.base))
    found = frozenset(name for part in powers for name in names_in(part.exponent))
    return frozenset(name for name in found if domain.assume.get(name) not in WHOLE_NUMBERS)


def _fixed(value: Fraction, raising: bool) -> Node:
    """A number for a letter, an irrational one for an exponent: 2 and 1/3 let negative numbers be raised."""
    return Multiply((number(value), ROOT)) if raising else number(value)


def _has_value(f: Node, free: str, root: Mark) -> bool:
    try:
        return sign_at(f, free, root) is not None
    except Unsupported:
        return False


def _surely_not_zero(g: Node, free: str, root: Mark) -> bool:
    """Whether g has a value other than zero at the root, and beside it, to both sides, with the same sign.

    Of a root that is known to many digits g may have a zero close by: `e^y = e^(e^x)` at large x.
    """
    try:
        sign = sign_at(g, free, root)
        if not sign or isinstance(root, Fraction):
            return bool(sign)
        return all(sign_at(g, free, root + side * abs(root) * BESIDE) == sign for side in (1, -1))
    except Unsupported:
        return False


def _allowed(root: Mark, name: str, domain: Domain) -> bool:
    what = domain.assume.get(name, "real")
    if what == "integer":
        return isinstance(root, Fraction) and root.denominator == 1
    return bool(root > 0) if what == "positive" else bool(root >= 0) if what == "nonnegative" else True


def _roots(f: Node, variable: str) -> list[Mark]:
    """Some real zeros of f: at places of the grid, or by changes of sign where f is continuous."""
    if variable not in names_in(f):
        return []
    try:
        run = compile_tree(f, Floats(real=True))
    except (Undefined, Unsure):
        return []
    found: list[Mark] = []
    last: tuple[float, float] | None = None
    for x in SORTED:
        value = _value(run, variable, x)
        if value == 0 and not _is_zero(f, variable, Fraction(x)):
            continue  # too near to the zero for floats; its other side shows it
        if not value:
            last = None
            found += [] if value is None else [Fraction(x)]
            if len(found) == MOST_ROOTS:
                break
            continue
        if last is not None and last[1] * value < 0 and _passes_zero(run, variable, last, (x, value)):
            with contextlib.suppress(Unsupported):
                found.append(bisected(f, variable, last[0], x))
            if len(found) == MOST_ROOTS:
                break
        last = (x, value)
    return found


def _is_zero(f: Node, variable: str, x: Fraction) -> bool:
    try:
        return sign_at(f, variable, x) == 0
    except Unsupported:
        return False


def _passes_zero(run: Any, variable: str, low: tuple[float, float], high: tuple[float, float]) -> bool:
    """Whether values shrink where the places close in: they grow at a pole, stay at a jump of floor."""
    first = max(abs(low[1]), abs(high[1]))
    for _ in range(HALVINGS):
        middle = (low[0] + high[0]) / 2
        value = _value(run, variable, middle)
        if not value:
            return value == 0
        low, high = ((middle, value), high) if value * low[1] > 0 else (low, (middle, value))
    return max(abs(low[1]), abs(high[1])) < first * SHRUNK


def _value(run: Any, variable: str, x: float) -> float | None:
    """What f is worth, 0 where it may be zero; None where it has no value or an unclear one."""
    try:
        v, e = run({variable: (x, 0.0)})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if not isinstance(v, float) or not math.isfinite(v):
        return None
    return v if abs(v) > e else 0.0 if e < TINY else None
