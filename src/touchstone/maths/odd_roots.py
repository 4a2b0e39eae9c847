"""Odd roots of negative numbers: `(-8)^(1/3)` is -2 where only real numbers are written, 1 + i√3 beside an i.

Each is taught somewhere. So where one of two expressions writes i and the other has such a root without one,
both are looked at, and unless they say the same a person decides which was meant.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Negative, Node, Power, children, walk
from touchstone.maths.verdict import Finding, undecided

Compare = Callable[[Node, Node, Setting], Finding]

STEP = "odd roots"
WHICH = (
    "An odd root of a negative number is a real one unless i is written, and another then. "
    "Which is meant here a person will decide."
)
SAID = "The odd root of a negative number is read as the real one."


def settled(a: Node, b: Node, setting: Setting, compare: Compare) -> Finding:
    """The comparison of two expressions or statements, their odd roots read as is meant."""
    real = [None, None] if "complex" in setting.domain.assume.values() else [written_real(a), written_real(b)]
    if real == [None, None]:
        return compare(a, b, setting)
    again = compare(real[0] or a, real[1] or b, setting)
    if not any("i" in traits(node).constants for node in (a, b)):
        return again
    return again if compare(a, b, setting).relation is again.relation else undecided(STEP, WHICH)


def written_real(node: Node) -> Node | None:
    """The expression with each odd root of a negative number as minus a root; None where it has none."""
    if "i" in traits(node).constants or not _likely(node):
        return None
    done = _real(node)
    return None if done is node else done


def remark(node: Node) -> list[str]:
    """What to say of how a text was read."""
    return [SAID] if "i" not in traits(node).constants and _likely(node) and _any(node) else []


def _likely(node: Node) -> bool:
    """Whether an exponent may be a fraction: nearly all that is typed has none, and is not walked through."""
    found = traits(node)
    if "root" in found.functions:
        return True
    return Power in found.kinds and (found.growing or found.broken)


def _any(node: Node) -> bool:
    return any(_parts(part) is not None for part in walk(node))


def _real(node: Node) -> Node:
    parts = list(children(node))
    changed = [_real(part) for part in parts]
    if any(new is not old for new, old in zip(changed, parts, strict=True)):
        node = rebuilt(node, changed)
    found = _parts(node)
    if found is None:
        return node
    base, exponent = found
    power = Power(Negative(base), number(exponent))
    return Negative(power, node.span) if exponent.numerator % 2 else power


def _parts(node: Node) -> tuple[Node, Fraction] | None:
    """The base and exponent of an odd root of a negative number."""
    try:
        match node:
            case Power(base=base, exponent=over):
                exponent = exact.rational(over)
            case Call(function="root", arguments=(base, degree)):
                n = exact.rational(degree)
                exponent = 1 / n if n else None
            case _:
                return None
    except exact.NoValue:
        return None
    odd = exponent is not None and exponent.denominator % 2 == 1 and exponent.denominator > 1
    return (base, exponent) if odd and exponent is not None and _negative(base) else None


def _negative(node: Node) -> bool:
    if names_in(node):
        return False
    try:
        value, error = compile_tree(node, Floats(real=True))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        return False
    return bool(value < -error)
