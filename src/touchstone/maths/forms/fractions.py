"""Lowest terms, a single fraction, partial fractions."""

from __future__ import annotations

import math
from collections.abc import Iterator

from touchstone.maths import exact
from touchstone.maths.forms.collected import NUMBERS, untidy
from touchstone.maths.forms.factors import REDUCED
from touchstone.maths.forms.irrational import as_letters, common_root
from touchstone.maths.forms.numbers import mixed_number, quotient
from touchstone.maths.forms.polynomials import MAX_DEGREE, MAX_TERMS, CannotJudge, content, factor_list
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Polynomial, fraction_of
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Multiply,
    Negative,
    Node,
    Number,
    Power,
    children,
    walk,
)


def lowest_terms(node: Node) -> str | None:
    """A whole number, a polynomial, or one fraction without a common factor above and below the line."""
    if isinstance(node, Negative):
        return lowest_terms(node.operand)
    if any(
        isinstance(part, Number) and ("." in part.text or "e" in part.text.lower()) for part in walk(node)
    ):
        return "Write it as a fraction, without a decimal point."
    if any(isinstance(part, Call) and part.function == "percent" for part in walk(node)):
        return "Write it as a fraction, without a percent sign."
    if any(map(_whole_root, walk(node))):
        return NUMBERS
    if mixed_number(node):
        (_, part) = children(node)
        return _common_factor(*children(part))
    node = _with_number(node)
    if not isinstance(node, Divide):
        if exact.rational(node) is not None and not _worked_out(node):
            return NUMBERS
        return "Write it as a single fraction." if _has_fraction(node) else None
    if _has_fraction(node.numerator) or _has_fraction(node.denominator):
        return "Write it as a single fraction."
    return _common_factor(node.numerator, node.denominator)


def _with_number(node: Node) -> Node:
    """`1/2 x` as x/2: a number's fraction may stand beside what it multiplies."""
    if not isinstance(node, Multiply) or not names_in(node):
        return node
    lines = [factor for factor in node.factors if quotient(factor) and isinstance(factor, Divide)]
    if len(lines) != 1:
        return node
    (line,) = lines
    above = tuple(line.numerator if factor is line else factor for factor in node.factors)
    return Divide(Multiply(above), line.denominator)


def _whole_root(part: Node) -> bool:
    """A root that is no root any more: the one of 9."""
    root = isinstance(part, Call) and part.function in ("sqrt", "root")
    if isinstance(part, Power):
        n = exact.rational(part.exponent)
        root = n is not None and n.denominator > 1
    return root and exact.rational(part) is not None


def _worked_out(number: Node) -> bool:
    """A literal, perhaps with a sign, or a power of one: 2^10 may stand for 1024, but 2*3 not for 6."""
    if isinstance(number, Negative):
        return _worked_out(number.operand)
    if isinstance(number, Power):
        literals = isinstance(number.base, Number) and isinstance(number.exponent, Number)
        return literals and exact.rational(number.exponent) not in (0, 1)
    return isinstance(number, Number)


def _common_factor(over: Node, under: Node) -> str | None:
    a, b = exact.rational(over), exact.rational(under)
    if a is not None and b is not None:
        if not (_worked_out(over) and _worked_out(under)):
            return NUMBERS
        if a.denominator == b.denominator == 1 and math.gcd(a.numerator, b.numerator) == 1 and abs(b) != 1:
            return "Put the minus sign in front." if b < 0 else None
        return REDUCED
    over, under = as_letters(over), as_letters(under)
    names = sorted(names_in(over) | names_in(under))
    p, q = (_collected(part, names) for part in (over, under))
    if all(map(_begins_negative, (over, under))) and all(map(_leads_negative, (p, q))):
        return REDUCED
    import sympy

    symbols = sympy.symbols([f"v{i}" for i in range(len(names))])
    first, second = (
        sympy.Poly.from_dict({m: sympy.Rational(c.numerator, c.denominator) for m, c in x.items()}, *symbols)
        for x in (p, q)
    )
    if (
        sympy.gcd(first, second).total_degree() > 0
        or content(q).denominator > 1
        or content(p).denominator > 1
    ):
        return REDUCED
    whole = math.gcd(content(p).numerator, content(q).numerator) > 1
    return REDUCED if whole or common_root(p, q, names) else None


def _begins_negative(node: Node) -> bool:
    """`-x-1`, whose first term has a minus sign."""
    first = node.terms[0] if isinstance(node, Add) else node
    return isinstance(first, Negative)


def _leads_negative(polynomial: Polynomial) -> bool:
    """Of `-2 + x` it is x that leads."""
    return polynomial[max(polynomial, key=lambda powers: (sum(powers), powers))] < 0


def _collected(node: Node, names: list[str]) -> Polynomial:
    try:
        over, under = fraction_of(node, names)
    except (NotRational, ZeroDivisionError, exact.NoValue):
        raise CannotJudge("no polynomial") from None
    scale = under.get((0,) * len(names))
    if len(under) != 1 or scale is None or not over or len(over) > MAX_TERMS:
        raise CannotJudge("a fraction")
    return {m: c / scale for m, c in over.items()}


def _has_fraction(node: Node) -> bool:
    """A line of division, or a negative power; the fraction in `3^(1/3)` is a root."""
    match node:
        case Divide():
            return True
        case Power(base=base, exponent=exponent):
            n = exact.rational(exponent)
            return _has_fraction(base) or (n < 0 if n is not None else _has_fraction(exponent))
    return any(map(_has_fraction, children(node)))


def single_fraction(node: Node) -> str | None:
    """One line of division at most, and nothing outside it but a sign."""
    while isinstance(node, Negative):
        node = node.operand
    if not isinstance(node, Number) and any(_has_places(part) for part in walk(node)):
        return "Write it as one fraction, without a decimal point."
    if isinstance(node, Divide):
        return "Write it as one fraction." if any(map(_has_fraction, children(node))) else None
    return "Write it as one fraction." if _has_fraction(node) else None


def _has_places(part: Node) -> bool:
    return isinstance(part, Number) and part.value.denominator > 1


def partial_fractions(node: Node, variable: str | None) -> str | None:
    """A sum of a polynomial and fractions over powers of different irreducible factors, each proper."""
    names = names_in(node)
    name = variable or (min(names) if len(names) == 1 else None)
    if name is None:
        raise CannotJudge("no single variable")
    seen: set[tuple[str, int]] = set()
    whole = list[Node]()
    for term in _terms(node, name):
        reason = _proper(term, name, seen)
        if reason:
            return reason
        if all(sum(powers) == 0 for powers in _fraction_parts(term, name)[1]):
            whole.append(term)
    return untidy(Add(tuple(whole))) if whole else None


def _terms(node: Node, name: str) -> Iterator[Node]:
    """The terms without their signs, and without a number before or below all of them."""
    match node:
        case Add(terms=terms):
            for term in terms:
                yield from _terms(term, name)
        case Negative(operand=inner):
            yield from _terms(inner, name)
        case Divide(numerator=Add() as inner, denominator=under) if name not in names_in(under):
            yield from _terms(inner, name)
        case Multiply(factors=factors):
            inside = [factor for factor in factors if name in names_in(factor)]
            bracket = len(inside) == 1 and isinstance(inside[0], Add) and _has_fraction(inside[0])
            yield from _terms(inside[0], name) if bracket else (node,)
        case _:
            yield node


def _proper(term: Node, name: str, seen: set[tuple[str, int]]) -> str | None:
    over, under = _fraction_parts(term, name)
    if len(over) == 0:
        raise CannotJudge("zero")
    if all(sum(m) == 0 for m in under):
        return None
    _, parts = factor_list(under, [name])
    if len(parts) > 1:
        return "A denominator can still be split."
    (base, power), degree = parts[0], max(map(sum, over))
    if degree >= base.degree():
        return "A numerator's degree is too high for its denominator."
    if math.gcd(content(over).numerator, content(under).numerator) > 1:
        return REDUCED
    key = (str(base.monic().as_expr()), power)
    if key in seen:
        return "Two fractions over the same denominator can be joined."
    seen.add(key)
    return None


def _fraction_parts(term: Node, name: str) -> tuple[Polynomial, Polynomial]:
    try:
        over, under = fraction_of(term, [name])
    except (NotRational, ZeroDivisionError, exact.NoValue):
        raise CannotJudge("no quotient of polynomials in one variable") from None
    if len(under) > MAX_TERMS or max(map(sum, under)) > MAX_DEGREE:
        raise CannotJudge("too large")
    return over, under
