"""The ladder by which two expressions are found equal or different, cheap steps first.

Rational arithmetic and images in prime fields prove, floats refute, many-digit sampling settles what has no
law known here, SymPy's simplification is asked last, and what remains is undecided.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import (
    algebra,
    divisors,
    endless,
    exact,
    jumps,
    modular,
    odd_roots,
    principal,
    residues,
    spectators,
)
from touchstone.maths.comparing import Setting
from touchstone.maths.digits import Digits
from touchstone.maths.domain import WHOLE_NUMBERS
from touchstone.maths.forms.structure import same as same_but_for_order
from touchstone.maths.heights import order, written
from touchstone.maths.kinks import dividing
from touchstone.maths.modular import ring
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.one_point import settled
from touchstone.maths.sampling import CELLS, FLOATS, Pair
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Node,
    Number,
    Power,
    children,
    in_order,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

ARITHMETIC = "exact arithmetic"
STRUCTURE = "structure"
DEFINITION = "principal values written out"
SQUARES = "squares of what is never negative"
TWO = Number("2", Fraction(2))
NO_POINT = "no point with a value"
# With so many bits, and those of the numbers that are written, what looks like zero in a denominator is zero.
VALUE_BITS = 200
# These jump, and may have at the jump a value that is on neither side.
SINGLE = frozenset({"sign"})
# These steps have looked at the jumps too.
WHOLLY = (STRUCTURE, spectators.STEP)
# So many points are enough to see that an expression has no value at any.
VALUELESS_POINTS, WHOLE_POINTS = 40, 12
# Floats look at so many points before the pieces between jumps are worked out.
JUMPING_POINTS = 24


def compare(a: Node, b: Node, setting: Setting) -> Finding:
    """Whether two expressions have the same value wherever both are defined."""
    return as_numbers(a, b) or beyond_numbers(a, b, setting)


def beyond_numbers(a: Node, b: Node, setting: Setting) -> Finding:
    """The same for expressions that are not both rational numbers."""
    if not in_order(a, b):
        a, b = b, a  # what is drawn and looked at first must not hang on which of them is the key
    if "oo" in traits(a).constants | traits(b).constants:
        return _with_infinities(a, b, setting)
    return odd_roots.settled(a, b, setting, _finite)


def _finite(a: Node, b: Node, setting: Setting, *, only_real: bool = False) -> Finding:
    """`only_real`: no real point is agreement, and not a reason to compare complex values."""
    real = not setting.domain.complex_for(a, b)
    if jumps.jumping(a, b):
        refuted = _refuted(Pair(a, b, setting.domain, real=real))
        return refuted or jumps.compare(a, b, setting, compare)
    if dividing(a, b):
        return _dividing(Pair(a, b, setting.domain, real=real), setting)
    finding = _but_for_single_points(a, b, setting, real=real, only_real=only_real)
    if finding.equal and finding.step != residues.STEP and _without_whole_points(a, b, setting, real=real):
        return undecided(NO_POINT)
    if finding.different or finding.step in WHOLLY or not _signs(a, b):
        return finding
    return _at_single_points(a, b, setting, finding, real=real)


def _at_single_points(a: Node, b: Node, setting: Setting, finding: Finding, *, real: bool) -> Finding:
    """The finding on all other points, unless it is another where a sign is zero."""
    from touchstone.maths import vanishing

    single = vanishing.compare(a, b, setting, _on_a_surface, real=real)
    if single.different or finding.undecided:
        return single if single.different else finding
    if single.undecided and real and setting.deadline.left():
        unknown = spectators.compare(a, b, setting, compare)
        return unknown if unknown.equal else single
    return finding if single.equal else single


def _on_a_surface(a: Node, b: Node, setting: Setting) -> Finding:
    """Two expressions where a sign is zero; what has no real value there says nothing."""
    if any(undefined(node) or _valueless(node, setting) for node in (a, b)):
        return equal(NO_POINT)
    return only_real(a, b, setting)


def only_real(a: Node, b: Node, setting: Setting) -> Finding:
    """The same, undecided where no real point is found, instead of by complex values."""
    return as_numbers(a, b) or _finite(a, b, setting, only_real=True)


def _valueless(node: Node, setting: Setting) -> bool:
    """Whether an expression has no real value at any of some points."""
    pair = Pair(node, node, setting.domain, real=not setting.domain.complex_for(node))
    try:
        pair.refute(VALUELESS_POINTS)
    except Undefined:
        return True
    return not pair.good and not pair.hard


def _without_whole_points(a: Node, b: Node, setting: Setting, *, real: bool) -> bool:
    """Whether one side has no value at any whole number: tan(pi*n)/tan(pi*n) is 0/0 at each."""
    pair = Pair(a, b, setting.domain, real=real)
    if not any(what in WHOLE_NUMBERS for what in pair.domain.assume.values()):
        return False
    try:
        for count in (2, WHOLE_POINTS):
            pair.refute(count)
            if pair.good:
                return False
    except Undefined:
        return False
    return pair.without_value()


def _signs(a: Node, b: Node) -> bool:
    return bool(SINGLE & (traits(a).functions | traits(b).functions))


def _but_for_single_points(a: Node, b: Node, setting: Setting, *, real: bool, only_real: bool) -> Finding:
    """By all that doesn't see a single place at which a sign is zero."""
    finding = _climb(a, b, setting, real=real)
    if finding is None and (only_real or (real and _signs(a, b))):
        return undecided(NO_POINT)  # a sign is one of real numbers
    if finding is None:  # no point is real: compare complex values at real points
        finding = _climb(a, b, setting, real=False)
    if finding is not None and not finding.undecided:
        return finding
    if finding is not None and finding.step == CELLS and setting.deadline.left():
        unknown = spectators.compare(a, b, setting, compare)
        if unknown.equal:
            return unknown
        if _equal_squares(a, b, real=real):
            return equal(SQUARES)
        from touchstone.maths import folds  # beside statements, which are compared by this ladder

        folded = folds.compare(a, b, setting, compare)
        if not folded.undecided:
            return folded
    if undefined(a) or undefined(b):
        return undecided("no value")
    if setting.deadline.left() and not (left := residues.compare(a, b, setting, compare)).undecided:
        return left
    if same_but_for_order(a, b):
        return equal(STRUCTURE)
    if not real and _by_definition(a, b):
        return equal(DEFINITION)
    if setting.deadline.left() and algebra.simplifies_to_zero(a, b, setting.domain.assume):
        return equal("simplification")
    return finding or undecided("sampling")


def _by_definition(a: Node, b: Node) -> bool:
    """Whether both are the same with inverse functions written as the logarithms that define them."""
    f, g = principal.written_out(a), principal.written_out(b)
    if f is a and g is b:
        return False
    return same_but_for_order(f, g) or modular.compare(f, g, real=False).equal


def undefined(node: Node) -> bool:
    """Whether an expression has no value: it divides by what is zero, or takes the logarithm of zero."""
    if "oo" in traits(node).constants:
        return _endless_without_value(node)
    if modular.divides_by_zero(node):
        return True
    if names_in(node):
        return _of_nothing(node)
    arithmetic = Digits(real=False, order=order(node))
    try:
        settled(compile_tree(node, arithmetic), arithmetic, dict, VALUE_BITS + written(node))
    except Undefined:
        return True
    except (Unsure, OverflowError, ValueError):
        pass
    return False


def _endless_without_value(node: Node) -> bool:
    try:
        whole = endless.folded(node)
    except endless.NoValue:
        return True
    return "oo" not in traits(whole).constants and undefined(whole)


def _of_nothing(node: Node) -> bool:
    """Whether a part is a number without a value, or the logarithm of what is zero everywhere."""
    if isinstance(node, Name | Number | Constant):
        return False
    if isinstance(node, Call) and node.function in ("ln", "log"):
        return modular.compare(node.arguments[0], Number("0", Fraction(0))).equal
    if isinstance(node, Call) and node.function == "if_else":
        return False  # of several values only one need be there
    return any(map(_of_nothing if names_in(node) else undefined, children(node)))


def _equal_squares(a: Node, b: Node, *, real: bool) -> bool:
    """Whether both are never negative and have the same square: `sqrt(2 - 2cos x)` and `2|sin(x/2)|`."""
    if not real or not (_never_negative(a) and _never_negative(b)):
        return False
    return modular.compare(_squared(a), _squared(b)).equal


def _never_negative(node: Node) -> bool:
    match node:
        case Call(function="sqrt" | "abs"):
            return True
        case Number(value=value):
            return value >= 0
        case Multiply(factors=parts):
            return all(map(_never_negative, parts))
        case Divide(numerator=over, denominator=under):
            return _never_negative(over) and _never_negative(under)
    return False


def _squared(node: Node) -> Node:
    """The square, without the roots and absolute values that it does away with."""
    match node:
        case Call(function="sqrt", arguments=(inner,)):
            return inner
        case Multiply(factors=parts):
            return Multiply(tuple(map(_squared, parts)))
        case Divide(numerator=over, denominator=under):
            return Divide(_squared(over), _squared(under))
        case Call(function="abs", arguments=(inner,)):
            return Power(inner, TWO)
    return Power(node, TWO)


def as_numbers(a: Node, b: Node) -> Finding | None:
    """Whether two rational numbers are the same; None for anything else."""
    try:
        x = exact.rational(a)
        y = exact.rational(b) if x is not None else None
    except exact.NoValue:
        return None
    if x is None or y is None:
        return None
    return equal(ARITHMETIC) if x == y else different(ARITHMETIC)


def _with_infinities(a: Node, b: Node, setting: Setting) -> Finding:
    try:
        a, b = endless.folded(a), endless.folded(b)
    except endless.NoValue:
        return undecided(STRUCTURE)
    x, y = endless.sign_of(a), endless.sign_of(b)
    rest = [node for node, sign in ((a, x), (b, y)) if sign is None]
    if any("oo" in traits(node).constants for node in rest):
        return undecided(STRUCTURE)  # such as x*oo, whose sign is not known
    if len(rest) == 2:
        return compare(a, b, setting)
    return equal(STRUCTURE) if x == y else different(STRUCTURE)


def infinity(node: Node) -> int | None:
    """1 for oo, `oo + 1` and the like, -1 for -oo, else None."""
    try:
        return endless.sign_of(endless.folded(node))
    except endless.NoValue:
        return None


def _refuted(pair: Pair) -> Finding | None:
    """Different where a few points already show it."""
    try:
        return pair.refute(JUMPING_POINTS) or pair.refute_at_corners()
    except Undefined:
        return None


def _dividing(pair: Pair, setting: Setting) -> Finding:
    """With a gcd or lcm of a variable: by remainders, or refuted at a point; points prove nothing here."""
    finding = _refuted(pair) or divisors.compare(pair.a, pair.b, setting, compare)
    if not finding.undecided:
        return finding
    refuted = pair.settle(setting.deadline.left)
    return refuted if refuted.different else finding


def _climb(a: Node, b: Node, setting: Setting, *, real: bool) -> Finding | None:
    """The ladder in one kind of numbers; None when no real point lies in the domain of both."""
    rational = ring.compare(a, b)
    if rational is not None and rational.equal:
        return rational
    pair = Pair(a, b, setting.domain, real=real)
    try:
        finding = pair.refute(2)
    except Undefined:
        return None if real else undecided(FLOATS)
    if finding is not None:
        return finding
    exactly = rational or modular.compare(a, b, positive=pair.domain.positive, real=real)
    if exactly.equal and _signs(a, b):
        return pair.refute_at_corners() or exactly
    if not exactly.undecided:
        return exactly
    finding = pair.refute(30) or pair.refute_at_corners() or pair.settle(setting.deadline.left)
    if finding.equal and residues.apply(a, b, setting):
        return residues.compare(a, b, setting, compare)
    if finding.undecided and real and not (pair.good or pair.agreed):
        return None
    return finding
