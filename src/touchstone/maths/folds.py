"""Absolute values, maxima and minima of linear expressions in several variables, side by side of each fold.

`max(|x|, |y|)` and `(|x + y| + |x - y|)/2` are linear wherever no part turns. Each cell that the folds cut
the space into is gone through: there both are smooth, and the rest of the ladder compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import count

from touchstone.maths.comparing import Setting
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Constant, Negative, Node, Number, Power, children, walk
from touchstone.maths.verdict import Finding, different, equal, undecided

Plain = Callable[[Node, Node, Setting], Finding]
Linear = dict[str, Fraction]
"""Coefficients of the variables; that of 1 stands under the empty name."""

STEP = "every cell between folds"
# More cells and ways to one, or more inequalities around one, take longer than an answer may.
MAX_STEPS, MAX_INEQUALITIES = 250, 300
ZERO = Number("0", Fraction(0))
INCREASING = frozenset(("exp", "ln", "sqrt", "sinh", "asinh", "tanh", "atan"))
REAL = ("real", "positive", "nonnegative")


class _TooMany(ValueError):
    """More cells or inequalities than can be gone through, or a fold that isn't flat."""


def compare(a: Node, b: Node, setting: Setting, plain: Plain) -> Finding:
    """Equal or different by what holds in each cell; undecided where a fold isn't flat."""
    names = sorted(names_in(a) | names_in(b))
    what = [setting.domain.assume.get(name, "real") for name in names]
    if len(names) < 2 or any(kind not in REAL for kind in what):
        return undecided(STEP)
    if not (_innermost(a) or _innermost(b)):
        return undecided(STEP)  # what is left of them is what was asked about
    sides: list[Linear] = [
        {name: Fraction(1)} for name, kind in zip(names, what, strict=True) if kind != "real"
    ]
    doubt = False
    try:
        for f, g in _cells(a, b, sides, count(1), setting):
            finding = plain(f, g, setting)
            if finding.different and _rational(f) and _rational(g):
                return different(STEP)
            doubt = doubt or not finding.equal
    except _TooMany:
        return undecided(STEP)
    return undecided(STEP) if doubt else equal(STEP)


def _rational(node: Node) -> bool:
    """Made of polynomials: what differs somewhere differs in every cell."""
    return coefficients(node) is not None


def _cells(
    a: Node, b: Node, sides: list[Linear], steps: Iterator[int], setting: Setting
) -> Iterator[tuple[Node, Node]]:
    """Both expressions without folds, in each cell that isn't empty. Raises _TooMany."""
    if next(steps) > MAX_STEPS or not setting.deadline.left():
        raise _TooMany
    fold = _innermost(a) or _innermost(b)
    if fold is None:
        yield a, b
        return
    for turned, above in _ways(fold):
        side = _linear(above)
        beyond = [*sides, side]
        if not (side.keys() - {""}):
            if side.get("", Fraction(0)) < 0:
                continue
            beyond = sides
        elif empty(beyond):
            continue
        yield from _cells(_with(a, fold, turned), _with(b, fold, turned), beyond, steps, setting)


def _innermost(node: Node) -> Node | None:
    """A part that turns and holds no other such part."""
    return next((part for part in reversed(list(walk(node))) if _folds(part)), None)


def _folds(node: Node) -> bool:
    match node:
        case Call(function="abs" | "relu", arguments=(u,)):
            return bool(names_in(u))
        case Call(function="min" | "max", arguments=arguments):
            return len(arguments) > 1 and bool(names_in(node))
        case Call(function="sqrt", arguments=(Power(base=u, exponent=Number(value=n)),)):
            return n == 2 and bool(names_in(u))
    return False


def _ways(fold: Node) -> list[tuple[Node, Node]]:
    """What stands for the part, and what is positive where it does."""
    match fold:
        case Call(function="abs", arguments=(u,)) | Call(function="sqrt", arguments=(Power(base=u),)):
            return [(u, u), (Negative(u), Negative(u))]
        case Call(function="relu", arguments=(u,)):
            return [(u, u), (ZERO, Negative(u))]
        case Call(function=name, arguments=(u, v, *rest)):
            over, under = (u, v) if name == "max" else (v, u)
            over, under = _inside(over, under)
            ways = [(u, Add((over, Negative(under)))), (v, Add((under, Negative(over))))]
            return [(Call(name, (kept, *rest)) if rest else kept, above) for kept, above in ways]
    raise _TooMany


def _inside(a: Node, b: Node) -> tuple[Node, Node]:
    """What decides which of two is larger: of e^x and e^y it is x and y."""
    match a, b:
        case Call(function=f, arguments=(u,)), Call(function=g, arguments=(v,)) if f == g and f in INCREASING:
            return _inside(u, v)
        case Power(base=base, exponent=u), Power(base=other, exponent=v) if base == other and _grows(base):
            return _inside(u, v)
    return a, b


def _grows(base: Node) -> bool:
    return base == Constant("e") or (isinstance(base, Number) and base.value > 1)


def _with(node: Node, fold: Node, turned: Node) -> Node:
    if node == fold:
        return turned
    if not traits(node).functions:
        return node
    return rebuilt(node, [_with(part, fold, turned) for part in children(node)])


def _linear(node: Node) -> Linear:
    found = coefficients(node)
    if found is None:
        raise _TooMany
    linear: Linear = {}
    for powers, c in found.items():
        match powers:
            case ():
                linear[""] = c
            case ((name, 1),):
                linear[name] = c
            case _:
                raise _TooMany
    return {name: c for name, c in linear.items() if c}


def empty(sides: list[Linear]) -> bool:
    """Whether no point lies on the positive side of all: one variable after another is eliminated."""
    rest = sides
    for name in sorted({name for side in sides for name in side} - {""}):
        low = [side for side in rest if side.get(name, 0) > 0]
        high = [side for side in rest if side.get(name, 0) < 0]
        rest = [side for side in rest if name not in side]
        if len(low) * len(high) + len(rest) > MAX_INEQUALITIES:
            raise _TooMany
        rest += [_combined(p, q, name) for p in low for q in high]
        if any(not (side.keys() - {""}) and side.get("", Fraction(0)) <= 0 for side in rest):
            return True
    return False


def _combined(p: Linear, q: Linear, name: str) -> Linear:
    a, b = -q[name], p[name]
    total = {key: a * p.get(key, Fraction(0)) + b * q.get(key, Fraction(0)) for key in p.keys() | q.keys()}
    return {key: c for key, c in total.items() if c}
