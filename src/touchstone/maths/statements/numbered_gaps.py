"""Numbers at which one side has no solution: `x = 2pi sqrt(n)^2` has none of the negative n of `x = 2pi n`.

A letter that numbers solutions is no letter of a formula, of which single values may be passed over.
"""

from __future__ import annotations

from touchstone.maths import exact
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.domain import Domain
from touchstone.maths.statements import defined, propositions, running
from touchstone.maths.statements.families import PI, USUAL, WHOLE
from touchstone.maths.statements.formula import Condition, Formula, Some, conditions, variables
from touchstone.maths.statements.progressions import of as progressions
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Node, Power


def possible(a: Formula, b: Formula, domain: Domain) -> bool:
    """Whether solutions are numbered, and one side may lack a number that the other has."""
    names = variables(a) | variables(b)
    letters = {n for n in names if domain.assume.get(n) in WHOLE or (n in USUAL and n not in domain.assume)}
    if not letters or len(names - letters) != 1:
        return False
    gaps = [_gaps(side, letters) for side in (a, b)]
    if not any(gaps):
        return False
    (x,) = names - letters
    if not any(_numbers(side, x, domain) for side in (a, b)):
        return False
    if not (isinstance(a, Condition) and isinstance(b, Condition)):
        return True
    return not propositions.one_place(a.f, b.f, domain)


def _gaps(of: Formula, letters: set[str]) -> list[Formula | Node]:
    """What is asked of the letters for there to be a value."""
    return [gap for c in conditions(of) for gap in gaps(c.f, letters)]


def gaps(f: Node, letters: set[str]) -> list[Formula | Node]:
    """What an expression asks of the letters to have a value; the parts themselves where that isn't known."""
    asked, unknown = defined.demands(f)
    parts = [part for part in unknown if names_in(part) & letters and not _turns(part)]
    return [*(one for one in asked if variables(one) & letters), *parts]


def alike(mine: list[Formula | Node], theirs: list[Formula | Node], domain: Domain) -> bool:
    """Whether surely the same is asked."""
    pairs = (mine, theirs), (theirs, mine)
    return all(any(_same(p, q, domain) for q in other) for one, other in pairs for p in one)


def _same(p: Formula | Node, q: Formula | Node, domain: Domain) -> bool:
    if p == q or not (isinstance(p, Condition) and isinstance(q, Condition)):
        return p == q
    return p.op == q.op and propositions.ratio_sign(p.f, q.f, domain) == 1


def _turns(part: Node) -> bool:
    """`(-1)^n` has a value for every whole number; `(-1)^(n/2)` has not."""
    if not isinstance(part, Power) or names_in(part.base) or not exact.rational(part.base):
        return False
    terms = coefficients(part.exponent)
    return terms is not None and all(c.denominator == 1 for c in terms.values())


def _numbers(of: Formula, x: str, domain: Domain) -> bool:
    """Whether a statement says what x is by numbers: in steps, or by what is declared whole in parts of pi.

    Other values are solutions where x is called as these are; `a = n^2/n` is a formula.
    Nothing being declared, m and k in `T = 2pi sqrt(m/k)` number nothing.
    """
    assume = {n: "integer" if what == "count" else what for n, what in domain.assume.items()}
    if progressions(of, x, assume) is not None:
        return True
    parts = of.parts if isinstance(of, Some) else (of,)
    said = (isinstance(c, Condition) and c.op == "=" and _says(c.f, x) for c in parts)
    declared = any(domain.assume.get(n) in WHOLE for n in variables(of))
    turning = any(PI.name in traits(c.f).constants for c in conditions(of))
    return declared and all(said) and (turning or running.unknown(x))


def _says(f: Node, x: str) -> bool:
    try:
        return bool(exact.rational(derivative(f, x)))
    except (NoDerivative, exact.NoValue):
        return False
