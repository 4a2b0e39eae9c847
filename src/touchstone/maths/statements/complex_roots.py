"""Polynomial equations in one variable with any constants, compared by all their complex roots."""

from __future__ import annotations

from functools import partial
from typing import Any

from touchstone.maths.digits import Digits
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions
from touchstone.maths.statements.marks import Unsupported, fineness
from touchstone.maths.statements.polynomial_roots import complex_roots, constant
from touchstone.maths.statements.polynomials import Fractional, NotRational, Numeric, Polynomials
from touchstone.maths.statements.weights import fine_enough
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "all roots"
# Roots further apart than this are different, those that are one as marks the same; between, nobody knows.
APART = 60

Roots = list[Any] | None  # None: every number


def compare(a: Formula, b: Formula, variable: str) -> Finding:
    """Whether both have the same complex solutions; undecided for what is no polynomial."""
    with fine_enough(*(c.f for part in (a, b) for c in conditions(part))) as fine:
        finding = _by_roots(a, b, variable)
    return undecided(STEP) if finding.equal and not fine else finding


def _by_roots(a: Formula, b: Formula, variable: str) -> Finding:
    try:
        first, second = solutions(a, variable), solutions(b, variable)
    except (NotRational, Unsupported, ZeroDivisionError):
        return undecided(STEP)
    if first is None or second is None:
        return equal(STEP) if first is second else different(STEP)
    try:
        same = all(among(x, second) for x in first) and all(among(x, first) for x in second)
    except Unsupported:
        return undecided(STEP)
    return equal(STEP) if same else different(STEP)


def among(x: Any, roots: list[Any]) -> bool:
    """Whether x is one of the roots. Raises Unsupported where that can't be told."""
    ctx = Digits(real=False).ctx
    gap = min((abs(x - y) for y in roots), default=ctx.mpf(1)) / max(1, abs(x))
    if gap < ctx.ldexp(1, -fineness().near):
        return True
    if gap > ctx.ldexp(1, -APART):
        return False
    raise Unsupported("roots that can't be told apart")


def solutions(of: Formula, variable: str) -> Roots:
    """All complex solutions; None for every number. Raises NotRational, Unsupported, ZeroDivisionError."""
    match of:
        case Condition(f=f, op="="):
            return _roots(f, variable)
        case Truth(value=value):
            return None if value else []
        case Some(parts=parts):
            found = [solutions(part, variable) for part in parts]
            return None if None in found else [x for roots in found if roots is not None for x in roots]
        case Every(parts=parts):
            kept: Roots = None
            for part in parts:
                more = solutions(part, variable)
                if kept is None or more is None:
                    kept = more if kept is None else kept
                else:
                    kept = [x for x in kept if among(x, more)]
            return kept
    raise NotRational("no equation")


def _roots(f: Node, variable: str) -> Roots:
    ctx = Digits(real=False).ctx
    ctx.prec = fineness().precision
    over, under = Fractional(
        Polynomials(Numeric(ctx, -fineness().near)), variable, partial(constant, real=False)
    ).convert(f)
    if not over:
        if len(under) > 1:
            raise NotRational("every number but the zeros of a denominator")
        return None
    zeros, poles = (_zeros(ctx, poly) for poly in (over, under))
    return [x for x in zeros if not among(x, poles)]


def _zeros(ctx: Any, poly: list[Any]) -> list[Any]:
    return complex_roots(ctx, poly) if len(poly) > 1 else []
