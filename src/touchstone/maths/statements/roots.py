"""Where a function of one real variable may change its sign: zeros, poles, corners, ends of its domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from touchstone.maths import clock, exact, modular
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.derivative import TWO
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import norms, outer
from touchstone.maths.statements.isolating import isolated
from touchstone.maths.statements.marks import Mark, Unsupported, below, between, fineness, ordered
from touchstone.maths.statements.polynomial_roots import rational_parts
from touchstone.maths.statements.scanning import scanned
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.statements.splitting import split
from touchstone.maths.statements.stationary import Edges, between_stationary
from touchstone.maths.statements.weights import SPARE, weight
from touchstone.maths.statements.windows import slope_of, within
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Negative, Node, Power, children, walk

_EDGED = {"sqrt", "ln", "log", "log2", "log10", "root", "abs", "sign", "relu", "logit"}
TURNING = frozenset({"sin", "cos"})
_SMOOTH = {*TURNING, "exp", "atan", "sinh", "cosh", "tanh", "asinh", "sigmoid", "percent", "degrees"}
_ONE = number(Fraction(1))
# From which argument on there is an end at 1 too: a logarithm to base 1 has no value.
_AT_ONE = {"logit": 0, "log": 1}
# So many derivatives of derivatives are looked at: `cosh(x) - 1 - x^2/2` needs three.
SLOPES = 4


class _NoValue(ValueError):
    """A function has no value at a sample, and so none between the edges around it."""


def marks(
    f: Node, variable: str, gaps: list[str], slopes: int = SLOPES, window: Edges | None = None
) -> list[Mark]:
    """Every place, or every one in a window with two ends, where f may change its sign. Raises Unsupported.

    Names in `gaps` the functions that turn in more places than could be found. So many times the zeros of a
    derivative are asked for.
    """
    clock.check()
    if variable not in names_in(f):
        return []
    over_and_under = rational_parts(f, variable)
    if over_and_under is not None:
        return [root for part in over_and_under for root in part]
    parts = split(f)
    if parts:  # each by itself: a polynomial among them has all its zeros found
        return [mark for part in parts for mark in marks(part, variable, gaps, slopes, window)]
    return _general(f, variable, gaps, slopes, window)


def _general(f: Node, variable: str, gaps: list[str], slopes: int, window: Edges | None) -> list[Mark]:
    edges: list[Mark] = []
    for part in walk(f):
        if part is not f or isinstance(part, Call | Divide | Power):
            edges.extend(_edges(part, variable, gaps, window))
    cells = between(ordered([*edges, *(window or ())]))
    found = list(edges)
    for low, high, sample in cells:
        if window is not None and not _covers(window, low, high):
            continue
        if any(sign_at(base, variable, sample) == -1 for base in varying_bases(f)):
            continue
        try:
            plain = _without_corners(f, variable, sample)
        except _NoValue:
            continue
        roots = rational_parts(plain, variable) if plain is not f else None
        found.extend(
            _inside(roots[0], low, high)
            if roots is not None
            else _zeros(plain, variable, (low, high), sample, gaps, slopes)
        )
    return found


def _covers(window: Edges, low: Mark | None, high: Mark | None) -> bool:
    """Whether a cell lies in the window, whose ends are among those of the cells."""
    if low is None or high is None:
        return False
    return not below(low, window[0]) and not below(window[1], high)


def _zeros(f: Node, variable: str, cell: Edges, sample: Fraction, gaps: list[str], slopes: int) -> list[Mark]:
    """The zeros in a cell where f is smooth: all of them, or else some, which is named in `gaps`."""
    if not gaps:
        all_of_them = isolated(f, variable, *cell, sample)
        if all_of_them is None and modular.compare(f, ZERO).equal:
            return []  # zero all along: its sign is the same everywhere
        if all_of_them is None:
            all_of_them = norms.zeros(f, variable, cell, sample)
        if all_of_them is None:
            all_of_them = _by_a_simpler_one(f, variable, cell, slopes)
        if all_of_them is None and slopes:
            all_of_them = _by_its_slope(f, variable, cell, sample, slopes - 1)
        if all_of_them is not None:
            return all_of_them
        if _nowhere(f, variable, sample):
            return []
        gaps.append("zeros of which there may be more")
    return scanned(f, variable, *cell, gaps)


def _by_a_simpler_one(f: Node, variable: str, cell: Edges, slopes: int) -> list[Mark] | None:
    """`ln(x + 1) - ln(x) - ln(2)`, whose zeros are among those of `(x + 1) - 2x`; see `outer`."""
    simpler = outer.simpler(f, variable)
    if simpler is None or SPARE + weight(simpler) > fineness().near:
        return None  # `ln(x - 1) + 2000` is zero nearer to 1 than marks are told apart
    gaps: list[str] = []
    try:
        found = marks(simpler, variable, gaps, slopes, None if None in cell else cell)
    except Unsupported:
        return None
    return None if gaps else _inside(found, *cell)


def _nowhere(f: Node, variable: str, sample: Fraction) -> bool:
    """Whether f has no value at the sample, and so none in the cell around it."""
    try:
        return sign_at(f, variable, sample) is None
    except Unsupported:
        return False


def varying_bases(f: Node) -> Iterator[Node]:
    """What is raised to a power that varies with it, as in `x^x`: where it is negative there is no curve."""
    for part in walk(f):
        if isinstance(part, Power) and names_in(part.base) and names_in(part.exponent):
            yield part.base


def without_a_curve(f: Node) -> bool:
    """Whether a number that isn't positive is raised to what varies, as in `(-1)^n`.

    It has values at scattered places alone, which no cut of the line finds.
    """
    return any(
        isinstance(part, Power)
        and names_in(part.exponent)
        and not names_in(part.base)
        and not _positive(part.base)
        for part in walk(f)
    )


def _positive(base: Node) -> bool:
    try:
        value, error = compile_tree(base, Floats(real=True))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        return False
    return isinstance(value, float) and value > error


def _by_its_slope(f: Node, variable: str, cell: Edges, sample: Fraction, slopes: int) -> list[Mark] | None:
    """`e^x - 1 - x`, whose zero is no change of sign: it falls up to the zero of its slope, then rises."""
    bounded = None not in cell
    if traits(f).functions & TURNING:
        found = within(f, variable, cell, sample, slopes)
        if found is not None or not bounded:
            return found
    gaps: list[str] = []
    slope = slope_of(f, variable)
    if slope is None:
        return None
    try:
        stationary = _inside(ordered(marks(slope, variable, gaps, slopes, cell if bounded else None)), *cell)
    except Unsupported:
        return None
    return None if gaps else between_stationary(f, slope, variable, cell, sample, stationary)


def _edges(part: Node, variable: str, gaps: list[str], window: Edges | None) -> list[Mark]:
    """Where this step of a function has a corner, a pole or an end."""
    if variable not in names_in(part):
        return []
    match part:
        case Divide(denominator=under):
            return marks(under, variable, gaps, window=window)
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            if n is not None and n.denominator == 1 and n > 0:
                return []
            return marks(base, variable, gaps, window=window)
        case Call(function=name, arguments=arguments):
            return _edges_of_call(name, arguments, variable, gaps, window)
    return []


def _edges_of_call(
    name: str, arguments: tuple[Node, ...], variable: str, gaps: list[str], window: Edges | None
) -> list[Mark]:
    if name in _EDGED:
        at_one = arguments[_AT_ONE[name] :] if name in _AT_ONE else ()
        zeros = [*arguments, *(Add((argument, Negative(_ONE))) for argument in at_one)]
        return [mark for zero in zeros for mark in marks(zero, variable, gaps, window=window)]
    if name in ("asin", "acos", "atanh", "acosh"):
        ends = (Add((arguments[0], _ONE)), Add((arguments[0], Negative(_ONE))))
        return [mark for end in ends for mark in marks(end, variable, gaps, window=window)]
    if name in ("min", "max"):
        pairs = [Add((a, Negative(b))) for i, a in enumerate(arguments) for b in arguments[:i]]
        return [mark for pair in pairs for mark in marks(pair, variable, gaps, window=window)]
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
    if f.function == "sqrt" and isinstance(first, Power) and first.exponent == TWO:  # |u|, written otherwise
        return first.base if _sign(first.base, variable, sample) >= 0 else Negative(first.base)
    if f.function in ("abs", "relu", "sign"):
        sign = _sign(first, variable, sample)
        if f.function == "sign":
            return replace(_ONE, value=Fraction(sign), text=str(sign))
        if f.function == "relu":
            return first if sign > 0 else replace(_ONE, value=Fraction(0), text="0")
        return first if sign >= 0 else Negative(first)
    if f.function in ("min", "max"):
        best = first
        for other in f.arguments[1:]:
            sign = _sign(Add((other, Negative(best))), variable, sample)
            best = other if (sign > 0) == (f.function == "max") else best
        return best
    return f


def _sign(f: Node, variable: str, sample: Fraction) -> int:
    sign = sign_at(f, variable, sample)
    if sign is None:
        raise _NoValue
    return sign


def _inside(found: Iterable[Mark], low: Mark | None, high: Mark | None) -> list[Mark]:
    return [m for m in found if (low is None or below(low, m)) and (high is None or below(m, high))]
