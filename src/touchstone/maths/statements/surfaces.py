"""Two equations in several variables that are no polynomials: solutions of each are tried in the other."""

from __future__ import annotations

import contextlib
import math
from fractions import Fraction
from typing import Any

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements.marks import Mark, Unsupported
from touchstone.maths.statements.scanning import bisected
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.statements.weights import fine_enough
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Call, Divide, Multiply, Name, Negative, Node, Power, children, walk
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "sampling of solutions"
# Solutions of each equation that must satisfy the other.
ENOUGH = 8
TRIES = 72
MOST_ROOTS, HALVINGS = 8, 30
GRID = [0.0, *(s * 2.0 ** (k / 2) for k in range(-12, 21) for s in (1, -1))]
GRID += [s * 2.0**k for k in range(11, 44, 2) for s in (1, -1)]
# Errors of floats below which zero is worth another look.
TINY = 1e-6
SORTED = sorted(GRID)


def compare(f: Node, g: Node, setting: Setting) -> Finding:
    """Whether f = 0 and g = 0 have the same real solutions, as far as solutions can be found."""
    if not (names_in(f) and names_in(g)):
        return undecided(STEP)  # what holds always, or never, has no solutions that could be tried
    parts = [(factor, other) for one, other in ((f, g), (g, f)) for factor in factors(one)]
    confirm = not _ratio_turns(f, g, setting.domain) and not (_leaves_out(f, g) or _leaves_out(g, f))
    with fine_enough(f, g) as fine:
        finding = _each(parts, setting, confirm=confirm)
    return undecided(STEP) if finding.equal and not fine else finding


def _leaves_out(f: Node, g: Node) -> bool:
    """Whether f may lack single solutions of g: `x sqrt(x-1)` has no value at 0, where `x^2 (x-1)` is 0."""
    others = {part for part in walk(g) if isinstance(part, Call)}
    for part in walk(f):
        factors = part.factors if isinstance(part, Multiply) else ()
        for root in factors:
            if not (isinstance(root, Call) and root.function == "sqrt" and names_in(root)) or root in others:
                continue
            beside = [one for one in factors if names_in(one) and one is not root]
            if any(not isinstance(one, Name) or _negative_at_zero(root, one.name) for one in beside):
                return True
    return False


def _negative_at_zero(root: Node, name: str) -> bool:
    try:
        value = exact.rational(substitute(children(root)[0], {name: ZERO}))
    except exact.NoValue:
        return True
    return value is None or value < 0


def factors(f: Node) -> list[Node]:
    """What has to be zero for f to be: the factors above the line, powers left out."""
    match f:
        case Multiply(factors=parts):
            return [factor for part in parts for factor in factors(part)]
        case Negative(operand=inner) | Divide(numerator=inner):
            return factors(inner)
        case Power(base=base, exponent=exponent) if (exact.rational(exponent) or 0) > 0:
            return factors(base)
        case Call(function="exp"):
            return []
    return [f] if names_in(f) else []


def _each(parts: list[tuple[Node, Node]], setting: Setting, *, confirm: bool) -> Finding:
    """Every factor of each must have solutions, and all of them must be solutions of the other."""
    enough = True
    for one, other in parts:
        agreed = _try(one, other, setting, content=ENOUGH + 2 if confirm else TRIES)
        if agreed is None:
            return different(STEP)
        enough = enough and agreed >= ENOUGH
    return equal(STEP) if enough and confirm and parts else undecided(STEP)


def _ratio_turns(f: Node, g: Node, domain: Domain) -> bool:
    """Whether f/g changes its sign: then one of them vanishes where the other doesn't, or has a pole."""
    names = names_in(f) | names_in(g)
    arithmetic = Floats(real=True)
    try:
        runs = compile_tree(f, arithmetic), compile_tree(g, arithmetic)
    except (Undefined, Unsure):
        return True
    signs: set[bool] = set()
    for _, point in zip(range(80), domain.points(names, f, g), strict=False):
        env = {name: (value, 0.0) for name, value in point.items()}
        try:
            (v, e), (w, d) = runs[0](env), runs[1](env)
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if isinstance(v, float) and isinstance(w, float) and abs(v) > e and abs(w) > d:
            signs.add((v > 0) == (w > 0))
    return len(signs) > 1


def _try(one: Node, other: Node, setting: Setting, *, content: int) -> int | None:
    """How many solutions of the one satisfy the other, up to `content`; None as soon as one doesn't.

    0 where the other has no value at a solution: sqrt(x*y) = 1 holds at (-1, -1), sqrt(x)*sqrt(y) has none.
    """
    names = sorted(names_in(one) | names_in(other))
    agreed = lost = 0
    for turn, point in enumerate(setting.domain.points(frozenset(names), one, other)):
        if turn >= TRIES or agreed >= content or not setting.deadline.left():
            break
        free = names[turn % len(names)]
        fixed = {name: number(Fraction(value.real)) for name, value in point.items() if name != free}
        f, g = substitute(one, fixed), substitute(other, fixed)
        for root in _roots(f, free):
            if not _allowed(root, free, setting.domain):
                continue
            try:
                sign = sign_at(g, free, root)
            except Unsupported:
                continue
            if sign:
                return None
            if sign is None:
                lost += 1
            agreed += sign == 0
    return 0 if lost else agreed


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
        if last is not None and last[1] * value < 0 and not _at_pole(run, variable, last, (x, value)):
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


def _at_pole(run: Any, variable: str, low: tuple[float, float], high: tuple[float, float]) -> bool:
    """Whether the sign changes at a pole, as that of tan does: the values grow where the places close in."""
    first = max(abs(low[1]), abs(high[1]))
    for _ in range(HALVINGS):
        middle = (low[0] + high[0]) / 2
        value = _value(run, variable, middle)
        if not value:
            return False
        low, high = ((middle, value), high) if value * low[1] > 0 else (low, (middle, value))
    return min(abs(low[1]), abs(high[1])) > first


def _value(run: Any, variable: str, x: float) -> float | None:
    """What f is worth, 0 where it may be zero; None where it has no value or an unclear one."""
    try:
        v, e = run({variable: (x, 0.0)})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    if not isinstance(v, float) or not math.isfinite(v):
        return None
    return v if abs(v) > e else 0.0 if e < TINY else None
