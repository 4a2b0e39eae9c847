"""Formulas solved for a letter in an exponent or under a logarithm: `A = P e^(r t)` and `t = ln(A/P)/r`.

Both are solved for the letter and the two values compared where both have one, as of `a x = b` and `x = b/a`.
Only steps with one inverse among real numbers are undone, so that no solution is gained or lost on the way.
Where one value is there and the other isn't, a branch was lost: `2 ln(y) = x` says nothing of the negative y
of `y^2 = e^x`.
"""

from __future__ import annotations

from touchstone.maths import equality
from touchstone.maths.arrays import ONE, number
from touchstone.maths.clock import Deadline
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.statements.branching import together
from touchstone.maths.statements.formula import ZERO, Condition, Formula, difference
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    walk,
)
from touchstone.maths.verdict import Finding, equal, undecided

STEP = "solved for a letter"
E = Constant("e")
_CHECK_MS = 200


def compare(a: Formula, b: Formula, names: frozenset[str], setting: Setting) -> Finding | None:
    """Equal where both give one letter the same value; None where nothing is undone or the values differ."""
    if not isinstance(a, Condition) or not isinstance(b, Condition) or _plain(a.f) == _plain(b.f):
        return None
    for name in sorted(names):
        f, g = solved(a.f, name), solved(b.f, name)
        if f is not None and g is not None and equality.compare(f, g, setting.exactly).equal:
            return equal(STEP) if together(f, g, setting.domain) else undecided(STEP)
    return None


def _plain(f: Node) -> tuple[bool, bool]:
    """Whether letters stand in exponents, and under logarithms; alike on both sides, nothing was solved."""
    functions = traits(f).functions
    exponents = any(isinstance(part, Power) and names_in(part.exponent) for part in walk(f))
    return exponents or "exp" in functions, bool(functions & {"ln", "log"})


def solved(f: Node, name: str) -> Node | None:
    """What the letter is where f is zero, each step undone; None where it occurs twice or a step has two."""
    node: Node = f
    value: Node = ZERO
    while not isinstance(node, Name):
        step = _undone(node, value, name)
        if step is None:
            return None
        node, value = step
    return value


def _undone(node: Node, value: Node, name: str) -> tuple[Node, Node] | None:
    match node:
        case Negative(operand=inner):
            return inner, Negative(value)
        case Add(terms=terms):
            one, rest = _apart(terms, name)
            return None if one is None else (one, _less(value, rest))
        case Multiply(factors=factors):
            one, rest = _apart(factors, name)
            if one is None or not all(_divides(part, value) for part in rest):
                return None
            return one, Divide(value, rest[0] if len(rest) == 1 else Multiply(rest))
        case Divide(numerator=over, denominator=under) if name not in names_in(under):
            return over, Multiply((value, under))
        case Divide(numerator=over, denominator=under) if name not in names_in(over) and _divides(
            over, value
        ):
            return under, Divide(over, value)
        case Power(base=base, exponent=exponent) if name not in names_in(base):
            if names_in(base) and not _divides(difference(base, ONE), difference(value, ONE)):
                return None
            log = Call("ln", (value,))
            return exponent, log if base == E else Divide(log, Call("ln", (base,)))
        case Power(base=base, exponent=Number(value=n)) if n.denominator == 1 and n > 0 and n % 2:
            return base, Call("root", (value, number(n)))
        case Call(function="exp", arguments=(inner,)):
            return inner, Call("ln", (value,))
        case Call(function="ln", arguments=(inner,)):
            return inner, Power(E, value)
        case Call(function="log", arguments=(inner, base)) if name not in names_in(base):
            return inner, Power(base, value)
    return None


def _divides(divisor: Node, value: Node) -> bool:
    """Whether nothing of note is passed over where the divisor is zero: the value isn't zero there, too.

    `x y = x z` holds wherever x is zero, so that it does not say `y = z`.
    """
    if not names_in(divisor):
        return equality.compare(divisor, ZERO, Setting(Domain(), Deadline(_CHECK_MS))).different

    for name in sorted(names_in(divisor)):
        zero = solved_for(divisor, name)
        if zero is not None and name not in names_in(zero):
            there = substitute(value, {name: zero})
            return equality.compare(there, ZERO, Setting(Domain(), Deadline(_CHECK_MS))).different
    return False


def _apart(parts: tuple[Node, ...], name: str) -> tuple[Node | None, tuple[Node, ...]]:
    """The one part with the letter, and the others."""
    having = [part for part in parts if name in names_in(part)]
    rest = tuple(part for part in parts if name not in names_in(part))
    return (having[0], rest) if len(having) == 1 and rest else (None, rest)


def _less(value: Node, rest: tuple[Node, ...]) -> Node:
    for part in rest:
        value = difference(value, part)
    return value
