"""`sqrt(x^2 + y^2) <= 2` as `x^2 + y^2 <= 4` and `x^2 + y^2 >= 0`: roots beside a number, squared away."""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, difference
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Divide, Negative, Node, Number, Power


def without_roots(of: Formula) -> Formula:
    """The statement with such conditions replaced by what they say without the root."""
    match of:
        case Every(parts=parts):
            return Every(tuple(map(without_roots, parts)))
        case Some(parts=parts):
            return Some(tuple(map(without_roots, parts)))
        case Condition(f=Add(terms=terms), op="<" | "<=" as op):
            return _one_root(terms, op) or of
        case Condition(f=Call() | Negative() as root, op="<" | "<=" as op):
            return _squared(root, ZERO, op) or of
    return of


def without_odd_roots(of: Formula) -> Formula:
    """`x = root(y, 3)` as `x^3 = y`: among real numbers the same."""
    match of:
        case Every(parts=parts):
            return Every(tuple(map(without_odd_roots, parts)))
        case Some(parts=parts):
            return Some(tuple(map(without_odd_roots, parts)))
        case Condition(f=Add(terms=(first, second)), op="="):
            return _raised(first, second) or _raised(second, first) or of
    return of


def _raised(side: Node, root: Node) -> Formula | None:
    """`side ± root = 0` without the root; None where it is none of odd degree, or roots are left."""
    inner = root.operand if isinstance(root, Negative) else root
    match inner:
        case Call(function="root", arguments=(v, degree)):
            pass
        case Power(base=v, exponent=Divide(numerator=Number(value=one), denominator=degree)) if one == 1:
            pass
        case _:
            return None
    n = exact.integer(degree)
    if (
        n is None
        or n < 3
        or n % 2 == 0
        or not names_in(v)
        or traits(side).functions
        or Power in traits(side).kinds
    ):
        return None
    raised = Power(side, number(Fraction(n)))
    return Condition(Add((raised, Negative(v) if isinstance(root, Negative) else v)), "=")


def _one_root(terms: tuple[Node, ...], op: str) -> Formula | None:
    """A sum with one root in it, and nothing else that is no polynomial."""
    roots = [i for i, term in enumerate(terms) if _rooted(term) is not None]
    if len(roots) != 1:
        return None
    (at,) = roots
    others = terms[:at] + terms[at + 1 :]
    rest = others[0] if len(others) == 1 else Add(others)
    return _squared(terms[at], rest, op) or _beside_letters(terms[at], rest, op)


def _rooted(term: Node) -> Node | None:
    """What stands under the root of `±sqrt(g)`."""
    inner = term.operand if isinstance(term, Negative) else term
    root = isinstance(inner, Call) and inner.function == "sqrt" and bool(names_in(inner))
    return inner.arguments[0] if root and isinstance(inner, Call) else None


def _beside_letters(root: Node, rest: Node, op: str) -> Formula | None:
    """`sqrt(g) < u` as `g < u^2` where u is positive and g is not negative; `u < sqrt(g)` likewise."""
    g = _rooted(root)
    if g is None or traits(rest).functions - {"abs"} or "i" in traits(rest).constants | traits(g).constants:
        return None
    defined, square = Condition(Negative(g), "<="), Power(rest, number(Fraction(2)))
    if isinstance(root, Negative):  # rest op sqrt(g)
        return Every((defined, Some((Condition(rest, op), Condition(difference(square, g), op)))))
    return Every((defined, Condition(rest, op), Condition(difference(g, square), op)))


def _squared(root: Node, rest: Node, op: str) -> Formula | None:
    """`±sqrt(g) + rest op 0` without the root; None where the rest is no number."""
    below = isinstance(root, Negative)
    inner = root.operand if isinstance(root, Negative) else root
    if not (isinstance(inner, Call) and inner.function == "sqrt" and names_in(inner)):
        return None
    try:
        value = exact.rational(rest)
    except exact.NoValue:
        return None
    if value is None:
        return None
    g = inner.arguments[0]
    defined = Condition(Negative(g), "<=")
    if below:  # value op sqrt(g)
        enough = value < 0 or (value == 0 and op == "<=")
        return defined if enough else Condition(difference(_square(value), g), op)
    if value > 0 or (value == 0 and op == "<"):  # sqrt(g) op -value
        return Truth(False)
    return Every((Condition(difference(g, _square(value)), op), defined))


def _square(value: Fraction) -> Number:
    return number(value * value)
