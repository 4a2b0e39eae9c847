"""Statements of which each is about a letter of its own: `(z-3)/(z-3) = 1` beside the same about w.

Equal they are only where neither letter matters. A place at which one has no value does matter, then.
"""

from __future__ import annotations

from touchstone.maths.statements.defined import demands
from touchstone.maths.statements.formula import Formula, conditions, variables
from touchstone.maths.traits import names_in


def without_values(a: Formula, b: Formula) -> bool:
    """Whether each has a letter that the other lacks, and one may have no value for some of its own."""
    mine, theirs = variables(a) - variables(b), variables(b) - variables(a)
    return bool(mine and theirs) and (_asks(a, mine) or _asks(b, theirs))


def _asks(of: Formula, letters: frozenset[str]) -> bool:
    for c in conditions(of):
        asked, unknown = demands(c.f)
        about = frozenset().union(*map(variables, asked), *map(names_in, unknown))
        if about & letters:
            return True
    return False
