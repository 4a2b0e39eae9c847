"""What a refutation by real numbers says where letters are whole: mostly nothing.

`x != n*pi` beside `x != k*pi` differ as statements about n and k, and say the same of x. Where all variables
are declared whole, only whole points refute.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction

from touchstone.maths import clock
from touchstone.maths.comparing import Setting
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.rationals import Rationals
from touchstone.maths.statements import families, surfaces
from touchstone.maths.statements.constants import without_constants
from touchstone.maths.statements.formula import (
    Condition,
    Every,
    Formula,
    Some,
    Truth,
    conditions,
    letters,
    only_equations,
    variables,
)
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Divide, Node, Number, Power, walk
from touchstone.maths.verdict import Finding, equal, undecided

FAMILY = "family of solutions"
WHOLE = "whole points"
# Whole points out to this far, in so many variables.
REACH = {1: 200, 2: 20, 3: 6}
# They have a value everywhere.
_EVERYWHERE = frozenset({"sin", "cos", "exp", "atan", "sinh", "cosh", "tanh", "abs"})
_HOLDS: Mapping[str, Callable[[Fraction], bool]] = {
    "=": lambda v: v == 0,
    "!=": lambda v: v != 0,
    "<": lambda v: v < 0,
    "<=": lambda v: v <= 0,
}


def reconsidered(
    finding: Finding, a: Formula, b: Formula, setting: Setting, solve: Callable[[Formula, Formula], Finding]
) -> Finding:
    """A refutation, unless it may be about other numbers than are meant."""
    divided = any(traits(c.f).functions & {"gcd", "mod"} for side in (a, b) for c in conditions(side))
    if not finding.different or divided or letters(a) or letters(b):
        return finding  # by remainders whole numbers alone were compared
    assume = setting.domain.assume
    if finding.step == surfaces.STEP and _lone_number(a, b, assume):
        return undecided(FAMILY)  # x = n + 1 beside floor(x) = x: no point (x, n) refutes that
    if not (only_equations(a) and only_equations(b)) and _numbered(a, b, assume):
        few = any(
            only_equations(one) and len(variables(other)) == 1 and not _calls(other)
            for one, other in ((a, b), (b, a))
        )
        return finding if few else _of_families(a, b, assume, solve)  # polynomials bound few pieces
    names = variables(a) | variables(b)
    if finding.step == FAMILY or len(names) < 2 or any(assume.get(n) not in families.WHOLE for n in names):
        return finding
    return finding if _part_at_a_whole_point(a, b, sorted(names)) else undecided(WHOLE)


def _calls(of: Formula) -> bool:
    return any(Call in traits(c.f).kinds for c in conditions(of))


def _numbered(a: Formula, b: Formula, assume: Mapping[str, str]) -> bool:
    """Whether a letter numbers, beside another name: declared whole, or a usual one with pi."""
    every = [c.f for side in (a, b) for c in conditions(side)]
    names = variables(a) | variables(b)
    whole = {n for n in names if assume.get(n) in families.WHOLE}
    with_pi = [f for f in every if "pi" in traits(f).constants]
    usual = {n for f in with_pi for n in names_in(f) if n in families.USUAL and n not in assume}
    return bool(whole | usual) and bool(names - whole - usual)


def _lone_number(a: Formula, b: Formula, assume: Mapping[str, str]) -> bool:
    """Whether a letter that numbers solutions stands on one side alone; polynomials have few beside it."""
    for side, other in ((a, b), (b, a)):
        if not _calls(other):
            continue
        turns = any("pi" in traits(c.f).constants for c in conditions(side))
        for name in variables(side) - variables(other):
            usual = turns and name in families.USUAL and name not in assume
            if usual or assume.get(name) in families.WHOLE:
                return True
    return False


def in_sets(a: Node, b: Node, setting: Setting) -> bool:
    """Whether a letter numbers what is in two sets: {n*pi} holds as much as {k*pi}."""
    assume = setting.domain.assume
    both = names_in(a) | names_in(b)
    if "pi" in traits(a).constants | traits(b).constants and any(
        n in families.USUAL and assume.get(n, "integer") in families.WHOLE for n in both
    ):
        return True
    return any(assume.get(n) in families.WHOLE for n in names_in(a) ^ names_in(b))


def _of_families(
    a: Formula, b: Formula, assume: Mapping[str, str], solve: Callable[[Formula, Formula], Finding]
) -> Finding:
    alike = families.renamed(a, b, assume)
    if alike is not None and solve(a, alike).equal:
        return equal(FAMILY)
    left, right = lacking(without_constants(a)), lacking(without_constants(b))
    if left is None or right is None:
        return undecided(FAMILY)
    found = solve(left, right)
    return found if found.equal or found.step == FAMILY else undecided(FAMILY)


def lacking(of: Formula) -> Formula | None:
    """What `x != n*pi and x != 1` leaves out, as equations; None for other statements."""
    match of:
        case Condition(f=f, op="!=") if _has_a_value(f):
            return Condition(f, "=")
        case Every(parts=parts):
            found = [lacking(part) for part in parts]
            known = tuple(part for part in found if part is not None)
            return Some(known) if len(known) == len(found) else None
        case Truth(value=value):
            return Truth(not value)
    return None


def _has_a_value(f: Node) -> bool:
    """Whether an expression has a value everywhere: what has none is left out, too."""
    for part in walk(f):
        if isinstance(part, Call) and names_in(part) and part.function not in _EVERYWHERE:
            return False
        if isinstance(part, Divide) and names_in(part.denominator):
            return False
        if isinstance(part, Power) and names_in(part) and not _whole_power(part):
            return False
    return True


def _whole_power(part: Power) -> bool:
    return isinstance(part.exponent, Number) and part.exponent.value in range(1, 1000)


def _part_at_a_whole_point(a: Formula, b: Formula, names: list[str]) -> bool:
    reach = REACH.get(len(names))
    if reach is None:
        return False
    runs = {}
    try:
        for condition in itertools.chain(conditions(a), conditions(b)):
            runs[id(condition)] = compile_tree(condition.f, Rationals())
    except (Undefined, Unsure):
        return False
    values = sorted(range(-reach, reach + 1), key=abs)
    for point in itertools.product(values, repeat=len(names)):
        clock.check()
        env = {name: Fraction(value) for name, value in zip(names, point, strict=True)}
        try:
            if _truth(a, runs, env) != _truth(b, runs, env):
                return True
        except Unsure:
            continue
    return False


def _truth(of: Formula, runs: Mapping[int, Callable[..., Fraction]], env: Mapping[str, Fraction]) -> bool:
    match of:
        case Condition(op=op):
            try:
                return _HOLDS[op](runs[id(of)](env))
            except Undefined:
                return False
        case Every(parts=parts):
            return all(_truth(part, runs, env) for part in parts)
        case Some(parts=parts):
            return any(_truth(part, runs, env) for part in parts)
        case Truth(value=value):
            return value
    raise Unsure("a name for a statement")
