"""`y = sqrt(1 - x^2)` without its root: `y^2 = 1 - x^2` where y isn't negative.

Both branches together are the whole. Among real numbers only, and for roots that have no other factor than a
number: what is under the root then equals a square, and is not negative.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import equality, exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.statements.formula import Condition, Every, Formula, Some
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Multiply, Name, Negative, Node, Power, children, walk

ROOT = Name("•root")
Beside = tuple[Node, Node]  # r and P of an equation sqrt(r) = P


def squared_away(of: Formula, setting: Setting) -> Formula:
    """The statement with polynomials for equations with such a root; as it is where there are none."""
    match of:
        case Every(parts=parts):
            return Every(tuple(squared_away(part, setting) for part in parts))
        case Some(parts=parts):
            return _some([*parts], setting)
        case Condition(f=f, op="="):
            found = _beside(f)
            return of if found is None else Every((_square(found), Condition(Negative(found[1]), "<=")))
    return of


def _some(parts: list[Formula], setting: Setting) -> Formula:
    kept: list[Formula] = []
    while parts:
        part = parts.pop(0)
        mine = _beside(part.f) if isinstance(part, Condition) and part.op == "=" else None
        other = next((one for one in parts if mine and _conjugate(mine, one, setting)), None)
        if mine is None or other is None:
            kept.append(squared_away(part, setting))
        else:
            parts.remove(other)
            kept.append(_square(mine))
    return kept[0] if len(kept) == 1 else Some(tuple(kept))


def _conjugate(mine: Beside, other: Formula, setting: Setting) -> bool:
    """Whether the other equation is -sqrt(r) = P."""
    theirs = _beside(other.f) if isinstance(other, Condition) and other.op == "=" else None
    if theirs is None or theirs[0] != mine[0]:
        return False
    return equality.compare(mine[1], Negative(theirs[1]), setting.exactly).equal


def _square(found: Beside) -> Condition:
    """`P^2 = r`."""
    under, value = found
    return Condition(Add((Power(value, number(Fraction(2))), Negative(under))), "=")


def _beside(f: Node) -> Beside | None:
    """`f = 0` as `sqrt(r) = P`; None where no root, or more than one, or not one alone, can be taken out."""
    roots = [
        part for part in walk(f) if isinstance(part, Call) and part.function == "sqrt" and names_in(part)
    ]
    if not roots or any(root != roots[0] for root in roots):
        return None
    root = roots[0]
    plain = _replaced(f, root)
    try:
        slope = exact.rational(derivative(plain, ROOT.name))
    except (NoDerivative, exact.NoValue):
        return None
    if not slope or ROOT.name in names_in(root.arguments[0]):
        return None
    rest = substitute(plain, {ROOT.name: ZERO})
    return root.arguments[0], Multiply((number(-1 / slope), rest))


def _replaced(node: Node, root: Node) -> Node:
    if node == root:
        return ROOT
    return rebuilt(node, [_replaced(part, root) for part in children(node)])
