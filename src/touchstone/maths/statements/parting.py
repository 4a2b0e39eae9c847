"""Whether the real and the complex solutions of an equation part: `x^3 = 8` has one, or three."""

from __future__ import annotations

from touchstone.maths.statements import complex_roots
from touchstone.maths.statements.formula import formula, only_equations, variables
from touchstone.maths.statements.marks import Unsupported
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.traits import traits
from touchstone.maths.tree import Node


def parts(statement: Node) -> bool:
    """Whether a polynomial equation in one variable, or several joined, has a solution that isn't real.

    False for whatever else it is, and where `i` says that complex solutions are meant.
    """
    if "i" in traits(statement).constants:
        return False
    try:
        of = formula(statement)
        names = variables(of)
        if len(names) != 1 or not only_equations(of):
            return False
        roots = complex_roots.solutions(of, min(names))
    except (NotRational, Unsupported, ZeroDivisionError, ValueError, TypeError):
        return False
    return any(map(_not_real, roots or ()))


def _not_real(root: object) -> bool:
    imaginary = getattr(root, "imag", 0)
    return bool(imaginary) and abs(imaginary) >= abs(root) * 2**-complex_roots.APART  # type: ignore[arg-type]
