"""Inequalities about complex numbers, as conditions on their real and imaginary parts: discs and half-planes.

`|z - i| < 1` is `x^2 + (y - 1)^2 < 1` for z = x + y i. What can't be written out so is left to a person: the
real line, on which such statements were once compared, is not the plane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths import equality, exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.conjugates import UNIT
from touchstone.maths.domain import Domain
from touchstone.maths.kinds.scalars import digits
from touchstone.maths.statements import second_look
from touchstone.maths.statements.deciding import one_name
from touchstone.maths.statements.formula import (
    ELEMENT,
    Condition,
    Every,
    Formula,
    Letter,
    Some,
    Truth,
    conditions,
    formula,
    only_equations,
    variables,
)
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Such,
    walk,
)
from touchstone.maths.verdict import Finding, different, undecided

STEP = "complex plane"
# Real and imaginary part, None for one that is 0.
Parts: TypeAlias = tuple[Node, Node | None]
Decide = Callable[[Formula, Formula, Setting], Finding]

TWO = number(Fraction(2))
MOST_POWER = 6
# Functions that are real and defined wherever their argument is real.
SMOOTH = frozenset({"sin", "cos", "exp", "sinh", "cosh", "tanh", "atan", "asinh"})


class NotInThePlane(ValueError):
    """What can't be written with real and imaginary parts."""


def compare(a: Formula, b: Formula, which: frozenset[str], setting: Setting, decide: Decide) -> Finding:
    """Whether the same complex numbers satisfy both, `which` being the variables that are complex."""
    if a == b:
        return decide(a, b, setting)
    try:
        writer = _Writer(which, setting)
        left, right = writer.formula(a), writer.formula(b)
    except (NotInThePlane, exact.NoValue):
        return undecided(STEP)
    names = variables(left) | variables(right)
    assume = {**dict.fromkeys(names, "real"), **setting.domain.assume}
    real = {name: what for name, what in assume.items() if what != "complex"}
    among_reals = replace(setting, domain=Domain(real))
    finding = decide(left, right, among_reals)
    if not finding.undecided or not _points_count(left, right, names):
        return finding
    return different(STEP) if second_look.parts(left, right, among_reals) else finding


def _points_count(a: Formula, b: Formula, names: frozenset[str]) -> bool:
    """Whether a point at which one has no value refutes: in one complex variable, or where all have one."""
    if len(names) < 3 and all(name.startswith("•") for name in names):
        return True
    parts = (part for side in (a, b) for c in conditions(side) for part in walk(c.f))
    return not any(isinstance(part, Divide) and names_in(part.denominator) for part in parts)


def parts_of(f: Node, which: frozenset[str], setting: Setting) -> Parts:
    """The real and the imaginary part of an expression. Raises NotInThePlane."""
    return _Writer(which, setting).parts(f)


def taken_apart(*sides: Formula) -> bool:
    """Whether complex variables are written as two real letters each."""
    return any(name.startswith("•") and name != ELEMENT.name for side in sides for name in variables(side))


def about_complex_order(
    a: Formula, b: Formula, nodes: tuple[Node, Node], setting: Setting
) -> tuple[Formula, Formula, frozenset[str]] | None:
    """Both about one variable, and those that are complex; None where an order on the real line is meant."""
    if only_equations(a) and only_equations(b):
        return None
    declared = frozenset(name for name, what in setting.domain.assume.items() if what == "complex")
    written = any("i" in traits(c.f).constants for of in (a, b) for c in conditions(of))
    if not declared and not written:
        return None
    if ELEMENT.name in variables(a) | variables(b):
        a, b = one_name(a, b)
        bound = {part.name.name for node in nodes for part in walk(node) if isinstance(part, Such)}
        declared |= {ELEMENT.name} if bound & declared else frozenset()
    names = variables(a) | variables(b)
    # Two real letters for each complex one, or letters all of which are declared.
    split = declared and any(name.startswith("•") for name in names - {ELEMENT.name})
    known = written and (split or names <= setting.domain.assume.keys())
    return (a, b, declared & names) if declared & names or known else None


def curves(a: Formula, b: Formula, setting: Setting) -> frozenset[str] | None:
    """The complex variables of equations with an absolute value or a conjugate: `|z - 1| = 2` is a circle.

    None where there are none; empty where they are written by their parts already.
    """
    declared = frozenset(name for name, what in setting.domain.assume.items() if what == "complex")
    functions = [traits(c.f).functions for of in (a, b) for c in conditions(of)]
    apart = taken_apart(a, b)
    if real_letters(a, b, setting):
        return frozenset()
    if not declared or not (apart or any("abs" in found for found in functions)):
        return None
    names = variables(a) | variables(b)
    return declared & names if declared & names or apart else None


def real_letters(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether several letters, declared real, stand beside an i: `x + i y = 1 + 2i`."""
    names = variables(a) | variables(b)
    if len(names) < 2 or any(setting.domain.assume.get(name, "complex") == "complex" for name in names):
        return False
    return any("i" in traits(c.f).constants for of in (a, b) for c in conditions(of))


def meant(key: Node, answer: Node, setting: Setting) -> bool:
    """Whether two statements are about an order, what is not so, or real parts, in the plane."""
    if "complex" not in setting.domain.assume.values():
        return False
    a, b = formula(key), formula(answer)
    return taken_apart(a, b) or about_complex_order(a, b, (key, answer), setting) is not None


class _Writer:
    """Writes statements about complex variables as such about pairs of real ones."""

    def __init__(self, which: frozenset[str], setting: Setting) -> None:
        self._which, self._setting = which, setting

    def formula(self, of: Formula) -> Formula:
        match of:
            case Every(parts=parts):
                return Every(tuple(map(self.formula, parts)))
            case Some(parts=parts):
                return Some(tuple(map(self.formula, parts)))
            case Letter():
                raise NotInThePlane
            case Truth():
                return of
        return self._condition(of)

    def _condition(self, of: Condition) -> Formula:
        if (found := self._moduli(of)) is not None:
            return found
        re, im = self.parts(of.f)
        if im is None:
            return Condition(re, of.op)
        if of.op == "!=":
            return Some((Condition(re, "!="), Condition(im, "!=")))
        if of.op != "=" and sum(self.parts(term)[1] is not None for term in _terms(of.f)) > 1:
            raise NotInThePlane  # which of two complex numbers is larger
        return Every((Condition(re, of.op), Condition(im, "=")))

    # --- distances -------------------------------------------------------------------------------------

    def _moduli(self, of: Condition) -> Formula | None:
        """`α|u| − β|v| op 0`, or with a number for one of them, squared; None for something else."""
        distances: list[tuple[Fraction, Node]] = []
        rest: list[Node] = []
        for term in _terms(of.f):
            found = _multiple(term)
            if found is not None:
                distances.append(found)
            elif names_in(term) or "i" in traits(term).constants:
                return None
            else:
                rest.append(term)
        if len(distances) == 2 and not rest and distances[0][0] * distances[1][0] < 0:
            squares = [Multiply((number(c * abs(c)), self._square(w))) for c, w in distances]
            return Condition(Add(tuple(squares)), of.op)
        if len(distances) != 1:
            return None
        ((factor, inside),) = distances
        far = Divide(Add(tuple(rest)) if rest else ZERO, number(-factor))
        if isinstance(inside, Divide) and names_in(inside.denominator):
            return self._quotient(inside, far, of.op, flipped=factor < 0)
        return self._beside_a_number(self._square(inside), far, of.op, flipped=factor < 0)

    def _beside_a_number(self, square: Node, far: Node, op: str, *, flipped: bool) -> Formula:
        """`|w| op far`, or `far op |w|`."""
        size = digits(far)
        if size is None:
            raise NotInThePlane
        if size < 0:
            return Truth(op == "!=" or (op in ("<", "<=") and flipped))
        beyond = Negative(Power(far, TWO))
        f: Node = Add((square, beyond))
        return Condition(Negative(f) if flipped else f, op)

    def _quotient(self, inside: Divide, far: Node, op: str, *, flipped: bool) -> Formula:
        """`|u/v| op far` as |u|² beside far² |v|², where v isn't zero."""
        size = digits(far)
        if size is None:
            raise NotInThePlane
        over, under = self._square(inside.numerator), self._square(inside.denominator)
        there = Condition(under, "!=")
        if size < 0:
            return there if op == "!=" or (op in ("<", "<=") and flipped) else Truth(False)
        f: Node = Add((over, Negative(Multiply((Power(far, TWO), under)))))
        said = Condition(Negative(f) if flipped else f, op)
        return said if op == "<" and not flipped else Every((said, there))

    def _square(self, w: Node) -> Node:
        """|w|²."""
        re, im = self.parts(w)
        return Power(re, TWO) if im is None else Add((Power(re, TWO), Power(im, TWO)))

    # --- parts -----------------------------------------------------------------------------------------

    def parts(self, node: Node) -> Parts:
        re, im = self._written(node)
        if im is not None and equality.compare(im, ZERO, self._setting.exactly).equal:
            im = None
        return re, im

    def _written(self, node: Node) -> Parts:
        if node == UNIT:
            return ZERO, number(Fraction(1))
        if not (names_in(node) & self._which or "i" in traits(node).constants):
            return self._real(node)
        match node:
            case Name(name=name):
                return Name(f"•{name}1"), Name(f"•{name}2")
            case Negative(operand=inner):
                re, im = self._written(inner)
                return Negative(re), None if im is None else Negative(im)
            case Add(terms=terms):
                parts = [self._written(term) for term in terms]
                turned = tuple(im for _, im in parts if im is not None)
                return Add(tuple(re for re, _ in parts)), _sum(turned)
            case Multiply(factors=factors):
                found = self._written(factors[0])
                for factor in factors[1:]:
                    found = _times(found, self._written(factor))
                return found
            case Divide(numerator=over, denominator=under):
                return _over(self._written(over), self._written(under))
            case Power(base=base, exponent=exponent):
                return self._power(base, exponent)
            case Call(function="abs", arguments=(inner,)):
                return Call("sqrt", (self._square(inner),)), None
            case Call(function=function, arguments=(inner,)) if function in SMOOTH:
                re, im = self.parts(inner)
                if im is None:
                    return Call(function, (re,)), None
        raise NotInThePlane

    def _real(self, node: Node) -> Parts:
        """What has no complex variable in it, and is surely real: no root or logarithm of a variable."""
        if names_in(node):
            partial = any(
                (isinstance(part, Call) and part.function not in SMOOTH | {"abs"} and names_in(part))
                or (isinstance(part, Power) and exact.integer(part.exponent) is None)
                for part in walk(node)
            )
            if partial:
                raise NotInThePlane
        elif digits(node) is None:
            raise NotInThePlane
        return node, None

    def _power(self, base: Node, exponent: Node) -> Parts:
        n = exact.integer(exponent)
        if n is None or not 1 <= n <= MOST_POWER:
            raise NotInThePlane
        if n == 2 and isinstance(base, Call) and base.function == "abs":
            return self._square(base.arguments[0]), None
        one = self._written(base)
        found = one
        for _ in range(n - 1):
            found = _times(found, one)
        return found


def _sum(terms: tuple[Node, ...]) -> Node | None:
    return None if not terms else terms[0] if len(terms) == 1 else Add(terms)


def _times(left: Parts, right: Parts) -> Parts:
    (a, b), (c, d) = left, right
    real = Multiply((a, c))
    crossed = [Multiply(pair) for pair in ((a, d), (b, c)) if None not in pair]  # type: ignore[arg-type]
    both = Add((real, Negative(Multiply((b, d))))) if b is not None and d is not None else real
    return both, _sum(tuple(crossed))


def _over(left: Parts, right: Parts) -> Parts:
    """A quotient: times the conjugate of what is below, over its square."""
    c, d = right
    if d is None:
        return Divide(left[0], c), None if left[1] is None else Divide(left[1], c)
    size = Add((Power(c, TWO), Power(d, TWO)))
    re, im = _times(left, (c, Negative(d)))
    return Divide(re, size), None if im is None else Divide(im, size)


def _terms(f: Node) -> Iterator[Node]:
    match f:
        case Add(terms=terms):
            for term in terms:
                yield from _terms(term)
        case Negative(operand=Add(terms=terms)):
            for term in terms:
                yield from _terms(Negative(term))
        case _:
            yield f


def _multiple(term: Node) -> tuple[Fraction, Node] | None:
    """`-2|w|` as -2 and w; None for anything else."""
    match term:
        case Negative(operand=inner):
            found = _multiple(inner)
            return found and (-found[0], found[1])
        case Multiply(factors=(Number(value=value), inner)) if value:
            found = _multiple(inner)
            return found and (value * found[0], found[1])
        case Call(function="abs", arguments=(w,)):
            return Fraction(1), w
        case Divide(
            numerator=Call(function="abs", arguments=(u,)), denominator=Call(function="abs", arguments=(v,))
        ):
            return Fraction(1), Divide(u, v)
    return None
