"""Expressions in a whole number n that turn round: `(-1)^(n(n+1)/2)` and `cos(n pi/2) - sin(n pi/2)`.

Powers of -1 and of i, and sines and cosines of p(n) pi, hang on what n leaves when it is divided by some
period M alone. So n is M m + r, and both sides are compared for each r from 0 to M - 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import WHOLE_NUMBERS
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    children,
    walk,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "what is left of a whole number"
MOST = 60
_TURNING = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
PI, UNIT = Constant("pi"), Constant("i")
_LETTER = Name("pi•")  # no text can be read as this name

Compare = Callable[[Node, Node, Setting], Finding]


def compare(a: Node, b: Node, setting: Setting, deeper: Compare) -> Finding:
    """Whether both agree for every remainder, where that is known."""
    assume = setting.domain.for_pair(a, b).assume
    for n in sorted(names_in(a) | names_in(b)):
        if assume.get(n) not in WHOLE_NUMBERS:
            continue
        period = math.lcm(1, *(_period(part, n) for node in (a, b) for part in walk(node)))
        if not 1 < period <= MOST:
            continue
        pairs = [tuple(_left(node, n, r, period) for node in (a, b)) for r in range(period)]
        found = [deeper(one, other, setting) for one, other in pairs]
        if all(finding.equal for finding in found):
            return equal(STEP)
        # Where no letter is left, two numbers differ: at r, and at every period + r.
        if any(f.different and not names_in(Add(pair)) for f, pair in zip(found, pairs, strict=True)):
            return different(STEP)
    return undecided(STEP)


def apply(a: Node, b: Node, setting: Setting) -> bool:
    """Whether one side turns round with a whole number: then points prove nothing, each remainder counts."""
    assume = setting.domain.for_pair(a, b).assume
    whole = [n for n in names_in(a) | names_in(b) if assume.get(n) in WHOLE_NUMBERS]
    return any(_period(part, n) > 2 for n in whole for node in (a, b) for part in walk(node))


def _period(node: Node, n: str) -> int:
    """After how many n such a power or sine is the same again; 1 for anything else."""
    turns = _turns(node, n)
    if turns is None:
        return 1
    below = math.lcm(*(c.denominator for c in turns.values()))
    return 2 * below


def _turns(node: Node, n: str) -> dict[int, Fraction] | None:
    """The coefficients of p in n, for what hangs on exp(i pi p) and on what is without n."""
    match node:
        case Power(base=Negative(operand=Number(value=one)), exponent=exponent) if one == 1:
            return _polynomial(exponent, n, Fraction(1), in_pi=False)
        case Power(base=base, exponent=exponent) if base == UNIT:
            return _polynomial(exponent, n, Fraction(1, 2), in_pi=False)
        case Call(function=name, arguments=(u,)) if name in _TURNING:
            return _polynomial(u, n, Fraction(1), in_pi=True)
    return None


def _polynomial(f: Node, n: str, share: Fraction, *, in_pi: bool) -> dict[int, Fraction] | None:
    from touchstone.maths.statements.systems import coefficients  # beside statements, which stand above

    if n not in names_in(f):
        return None
    found = coefficients(_lettered(f)) if in_pi else coefficients(f)
    if found is None:
        return None
    turns: dict[int, Fraction] = {}
    for powers, c in found.items():
        degrees = dict(powers)
        degree = degrees.pop(n, 0)
        if not degree:
            continue
        if degrees != ({_LETTER.name: 1} if in_pi else {}):
            return None
        turns[degree] = c * share
    return turns or None


def _lettered(f: Node) -> Node:
    if f == PI:
        return _LETTER
    if "pi" not in traits(f).constants:
        return f
    return rebuilt(f, [_lettered(part) for part in children(f)])


def _left(node: Node, n: str, r: int, period: int) -> Node:
    """The node for n = period m + r, with m called n again."""
    if n not in names_in(node):
        return node
    if _turns(node, n) is not None:
        return substitute(node, {n: number(Fraction(r))})
    if node == Name(n):
        return Add((Multiply((number(Fraction(period)), node)), number(Fraction(r))))
    return rebuilt(node, [_left(part, n, r, period) for part in children(node)])
