"""Equations of several real variables with products and roots, taken apart into conditions without them.

`x sqrt(y - 1) = 0` holds where x or y - 1 is zero and the root has a value; `sqrt(y) = P` where y is P^2 and
P isn't negative. The conditions are then compared as letters.
"""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.arrays import ONE, number
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import TWO
from touchstone.maths.statements import defined, propositions
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, difference, variables
from touchstone.maths.statements.outer import scaled, terms
from touchstone.maths.statements.squares import without_roots
from touchstone.maths.statements.surfaces import factors
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Name, Negative, Node, Power

STEP = "products and roots taken apart"


def alike(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether both, taken apart, have one truth table."""
    for name in (None, *sorted(variables(a) | variables(b))):
        one, other = (without_roots(_opened(side, name)) for side in (a, b))
        if (one, other) != (a, b) and propositions.compare(one, other, setting).equal:
            return True
    return False


def _opened(of: Formula, name: str | None) -> Formula:
    match of:
        case Every(parts=parts):
            return Every(tuple(_opened(part, name) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_opened(part, name) for part in parts))
        case Condition(op="="):
            return (_product(of) if name is None else _root(of, name)) or of
    return of


def _product(of: Condition) -> Formula | None:
    """That one factor is zero and all have values."""
    parts, there = factors(of.f), defined.where(of.f)
    if there is None or not parts:
        return None
    bare = [_bare(part) for part in parts]
    if len(bare) == 1 and bare[0] == of.f:
        return None
    needed = there.parts if isinstance(there, Every) else (there,)
    ways = [
        # Where u is 1 it is positive, as its logarithm asks.
        Every((Condition(zero, "="), *(need for need in needed if need != _asked(part))))
        for part, zero in zip(parts, bare, strict=True)
    ]
    return Some(tuple(ways))


def _asked(f: Node) -> Formula | None:
    """What a logarithm asks of its argument."""
    match f:
        case Call(function="ln" | "log2" | "log10", arguments=(inner,)):
            return Condition(Negative(inner), "<")
    return None


def _bare(f: Node) -> Node:
    """What is zero where a root or a logarithm is."""
    match f:
        case Call(function="sqrt", arguments=(inner,)):
            return inner
        case Call(function="ln" | "log2" | "log10", arguments=(inner,)):
            return difference(inner, ONE)
    return f


def _root(of: Condition, name: str) -> Formula | None:
    """`c sqrt(y) + w = 0` as `y = (w/c)^2` where w/c isn't positive, and y stands nowhere else."""
    root = Call("sqrt", (Name(name),))
    parts = list(terms(of.f))
    having = [part for part in parts if name in names_in(part)]
    rest = [part for part in parts if name not in names_in(part)]
    if len(having) != 1 or not rest:
        return None
    try:
        c, bare = scaled(having[0])
    except exact.NoValue:
        return None
    if bare != root or not c:
        return None
    w = Add(tuple(rest)) if len(rest) > 1 else rest[0]
    square = difference(Name(name), Power(Divide(w, number(c)), TWO))
    sign = Condition(w if c > 0 else Negative(w), "<=")
    return Every((Condition(square, "="), sign))
