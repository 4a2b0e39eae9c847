"""Equations between rational functions, compared by all their solutions, complex ones too, in prime fields.

Taken as polynomials in one variable at random values of the others, two equations have the same solutions if
and only if, for each variable in turn, the products of their distinct factors agree. Factors that also divide
a denominator are no solutions.
"""

from __future__ import annotations

from touchstone.maths import modular
from touchstone.maths.modular.point import Point, Unsupported
from touchstone.maths.statements import defined
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, variables
from touchstone.maths.statements.polynomials import Fractional, Modular, NotRational, Poly, Polynomials
from touchstone.maths.verdict import Finding, undecided

STEP = "exact algebra"


def compare(a: Formula, b: Formula, *, real: bool) -> Finding:
    """Same solutions over the complex numbers.

    Undecided for what is no polynomial. `and` is only understood in one variable.
    """
    names = variables(a) | variables(b)
    several = len(names) > 1
    if several and (_has_every(a) or _has_every(b)):
        return undecided(STEP)

    def same(point: Point) -> bool:
        try:
            with modular.defined():
                return all(
                    _solutions(a, v, point, alone=not several) == _solutions(b, v, point, alone=not several)
                    for v in sorted(names)
                )
        except NotRational as error:
            raise Unsupported(str(error)) from None

    return modular.agreed(same, real=real)


def _has_every(of: Formula) -> bool:
    match of:
        case Every(parts=parts):
            return len(parts) > 1 or any(map(_has_every, parts))
        case Some(parts=parts):
            return any(map(_has_every, parts))
    return False


def _solutions(of: Formula, variable: str, point: Point, *, alone: bool) -> Poly[int]:
    """The monic polynomial whose roots are the solutions in one variable; empty when every number is one."""
    arithmetic = Polynomials(Modular(point.p))
    convert = Fractional(arithmetic, variable, point.image).convert

    def solve(part: Formula) -> Poly[int]:
        match part:
            case Condition(f=f, op="="):
                over, under = convert(f)
                if not over and alone and len(under) > 1:
                    raise NotRational("every number but the zeros of a denominator")
                if not over and part is not of and defined.where(f) != Truth(True):
                    raise NotRational(
                        "every number where there is a value"
                    )  # beside `or` not all others, too
                return arithmetic.squarefree(arithmetic.without(over, under)) if over else []
            case Truth(value=value):
                return [] if value else [1]
            case Every(parts=parts):
                found: Poly[int] = []
                for inner in parts:
                    found = arithmetic.gcd(found, solve(inner))
                return found
            case Some(parts=parts):
                found = [1]
                for inner in parts:
                    found = arithmetic.multiply(found, solve(inner))
                return arithmetic.squarefree(found) if found else []
        raise NotRational("no equation")

    return solve(of)
