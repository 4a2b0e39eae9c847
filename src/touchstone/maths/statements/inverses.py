"""Formulas solved for a letter in an exponent, a logarithm, a root or a power: `A = P e^r`, `r = ln(A/P)`.

Both are solved for the letter and the two values compared where both have one, as of `a x = b` and `x = b/a`.
Only steps with one inverse among real numbers are undone, so that no solution is gained or lost on the way: a
square where its base is surely positive, a root where its value is. What is raised to a letter, as in
`A = P (1+r)^n`, is taken to be positive: for most values of the letter negative numbers have no such power.
Where one value is there and the other isn't, a branch was lost: `2 ln(y) = x` says nothing of the negative y
of `y^2 = e^x`.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import equality
from touchstone.maths.arrays import ONE, number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import WHOLE_NUMBERS, Domain
from touchstone.maths.floats import Floats
from touchstone.maths.modular.signs import known_positive
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import regions
from touchstone.maths.statements.branching import together
from touchstone.maths.statements.formula import ZERO, Condition, Formula, difference
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.thin import changing, differs, thin
from touchstone.maths.statements.whole_steps import steps
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
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
)

STEP = "solved for a letter"
E = Constant("e")
TWO = number(Fraction(2))
# Each rises, and takes each value of the other's domain once.
_PAIRS = {"sinh": "asinh", "tanh": "atanh"}
_TURNED_ROUND = {**_PAIRS, **{inverse: function for function, inverse in _PAIRS.items()}}


def same_value(a: Formula, b: Formula, names: frozenset[str], setting: Setting) -> bool:
    """Whether both give one letter the same value."""
    if not isinstance(a, Condition) or not isinstance(b, Condition):
        return False
    domain = setting.domain.for_pair(a.f, b.f)
    for name in sorted(names):
        f, g = solved(a.f, name, domain), solved(b.f, name, domain)
        if f is not None and g is not None and equality.compare(f, g, setting.exactly).equal:
            return together(f, g, setting.domain) and regions.alike(f, g, setting)
    return False


def solved(f: Node, name: str, domain: Domain) -> Node | None:
    """What the letter is where f is zero, each step undone; None where it occurs twice or a step has two."""
    if name not in names_in(f):
        return None
    node: Node = f
    value: Node = ZERO
    while not isinstance(node, Name):
        if _with_either_sign(node, domain):
            return None
        step = _undone(node, value, name, domain) or _root_undone(node, value, name, domain)
        if step is None:
            return None
        node, value = step
    return value


def _undone(node: Node, value: Node, name: str, domain: Domain) -> tuple[Node, Node] | None:
    match node:
        case Negative(operand=inner):
            return inner, Negative(value)
        case Add(terms=terms):
            one, rest = _apart(terms, name)
            return None if one is None else (one, _less(value, rest))
        case Multiply(factors=factors):
            one, rest = _apart(factors, name)
            if one is None or not all(_divides(part, value, domain) for part in rest):
                return None
            return one, Divide(value, rest[0] if len(rest) == 1 else Multiply(rest))
        case Divide(numerator=over, denominator=under) if name not in names_in(under):
            if names_in(under) and (not thin(under) or steps(under, domain)):
                return None
            return over, Multiply((value, under))
        case Divide(numerator=over, denominator=under) if name not in names_in(over):
            known = _divides(over, value, domain) and thin(value) and not steps(value, domain)
            return (under, Divide(over, value)) if known else None
        case Power(base=base, exponent=exponent) if name not in names_in(base):
            if names_in(base) and not _divides(difference(base, ONE), difference(value, ONE), domain):
                return None
            if not names_in(base) and not _base(base):
                return None
            log = Call("ln", (value,))
            return exponent, log if base == E else Divide(log, Call("ln", (base,)))
        case Power(base=base, exponent=Number(value=n)) if n.denominator == 1 and n > 0 and n % 2:
            return base, Call("root", (value, number(n)))
        case Call(function="exp", arguments=(inner,)):
            return inner, Call("ln", (value,))
        case Call(function="ln", arguments=(inner,)):
            return inner, Power(E, value)
        case Call(function="log", arguments=(inner, base)) if not names_in(base) and _base(base):
            return inner, Power(base, value)
        case Call(function=function, arguments=(inner,)) if function in _TURNED_ROUND:
            return inner, Call(_TURNED_ROUND[function], (value,))
    return None


def _root_undone(node: Node, value: Node, name: str, domain: Domain) -> tuple[Node, Node] | None:
    """Powers of what is surely positive, and roots that are."""
    positive = domain.positive
    match node:
        case Call(function="sqrt", arguments=(inner,)) if known_positive(value, positive, real=True):
            return inner, Power(value, TWO)
        case Power(base=base, exponent=Number(value=n)) if (
            n > 0
            and known_positive(base, positive, real=True)
            and (n.denominator == 1 or known_positive(value, positive, real=True))
        ):
            return base, Power(value, number(1 / n))
        case Power(base=base, exponent=exponent) if _any_number(exponent, name, domain) and _never_nothing(
            exponent, value, domain
        ):
            return base, Power(value, Divide(ONE, exponent))
        case Call(function="log", arguments=(inner, base)) if (
            names_in(base)
            and name not in names_in(base)
            and (known_positive(base, positive, real=True) or _any_number(value, name, domain))
            and thin(difference(base, ONE))
        ):
            return inner, Power(base, value)
    return None


def _with_either_sign(node: Node, domain: Domain) -> bool:
    """Whether letters that are declared whole raise what may be negative: `y = x^n` holds at (-2, 4)."""
    if not isinstance(node, Power) or known_positive(node.base, domain.positive, real=True):
        return False
    whole = any(domain.assume.get(n) in WHOLE_NUMBERS for n in names_in(node.exponent))
    return whole and bool(names_in(node.base))


def _never_nothing(exponent: Node, value: Node, domain: Domain) -> bool:
    """Whether an exponent of 0 says nothing: `x^n = 1` holds for every x where n is 0."""
    if known_positive(exponent, domain.positive, real=True):
        return True
    if isinstance(exponent, Divide) and not names_in(exponent.numerator):
        return True
    return _divides(exponent, Call("ln", (value,)), domain)


def _any_number(exponent: Node, name: str, domain: Domain) -> bool:
    """Whether an exponent changes with letters that need not be whole."""
    names = names_in(exponent)
    whole = any(domain.assume.get(n) in WHOLE_NUMBERS for n in names)
    return name not in names and not whole and changing(exponent)


def _divides(divisor: Node, value: Node, domain: Domain) -> bool:
    """Whether nothing of note is passed over where the divisor is zero: the value isn't zero there, too.

    `x y = x z` holds wherever x is zero, so that it does not say `y = z`.
    """
    if not names_in(divisor):
        return differs(divisor)
    if not thin(divisor) or steps(divisor, domain):
        return False
    for name in sorted(names_in(divisor)):
        zero = solved_for(divisor, name)
        if zero is not None and name not in names_in(zero):
            left = substitute(value, {name: zero})
            return thin(left) and not steps(left, domain)
    return False


def _base(base: Node) -> bool:
    """Whether a number is one to which there are logarithms: positive, and not 1."""
    try:
        value, error = compile_tree(base, Floats(real=True))({})
    except (Undefined, Unsure, OverflowError, ValueError):
        return False
    return isinstance(value, float) and value > error and abs(value - 1) > error


def _apart(parts: tuple[Node, ...], name: str) -> tuple[Node | None, tuple[Node, ...]]:
    """The one part with the letter, and the others."""
    having = [part for part in parts if name in names_in(part)]
    rest = tuple(part for part in parts if name not in names_in(part))
    return (having[0], rest) if len(having) == 1 and rest else (None, rest)


def _less(value: Node, rest: tuple[Node, ...]) -> Node:
    for part in rest:
        value = difference(value, part)
    return value
