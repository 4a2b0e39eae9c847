"""Statements in one shape: conditions `f op 0` joined by and, or; negations pushed into the conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths import exact
from touchstone.maths.equality import infinity
from touchstone.maths.kinds.plus_minus import alternatives
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Interval,
    Items,
    Logic,
    Matrix,
    Name,
    Negative,
    Node,
    Number,
    PlusMinus,
    Power,
    Relation,
    Such,
    Union,
    Word,
    children,
    walk,
)


class NotAStatement(ValueError):
    """Something that is neither true nor false stands where a statement should."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`f op 0`, with `op` one of `=`, `!=`, `<`, `<=`."""

    f: Node
    op: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A name that stands for a statement, or its negation."""

    name: str
    positive: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """Always true, or never."""

    value: bool


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Formula, ...]


Formula: TypeAlias = Condition | Letter | Truth | Every | Some

ZERO = Number("0", Fraction(0))
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
# The variable of a set of numbers that names none. No text can be read as this name.
ELEMENT = Name("•")
NEGATED = "_bar"
_WORDS = {"true": True, "all": True, "false": False, "none": False, "no real solution": False}


def formula(node: Node, *, positive: bool = True) -> Formula:
    """The statement (or its negation) in the common shape. Raises NotAStatement."""
    match node:
        case Logic(operator="not", operands=(inner,)):
            return formula(inner, positive=not positive)
        case Logic(operator="implies", operands=(a, b)):
            return formula(Logic("or", (Logic("not", (a,)), b)), positive=positive)
        case Logic(operator="iff" | "xor" as operator, operands=(a, b)):
            alike = (operator == "iff") == positive
            same = Every((formula(a), formula(b, positive=alike)))
            other = Every((formula(a, positive=False), formula(b, positive=not alike)))
            return Some((same, other))
        case Logic(operator=operator, operands=operands):
            parts = tuple(formula(part, positive=positive) for part in operands)
            return Every(parts) if (operator == "and") == positive else Some(parts)
        case Word(word=word):
            return Truth(_WORDS[word] == positive)
        case Name(name=name):
            # A line over a statement is its negation, and so is a mark behind it.
            bare = name.rstrip("'").removesuffix(NEGATED)
            turns = name.count("'") + name.rstrip("'").endswith(NEGATED)
            return Letter(bare, positive == (turns % 2 == 0))
        case Relation():
            return _relation(node, positive=positive)
        case Interval() | Union() | Such():
            return member(ELEMENT, node, positive=positive)
        case Items(kind="set"):
            return member(ELEMENT, node, positive=positive)
        case Items(kind="list" | "tuple", items=items):
            return formula(Logic("and", items), positive=positive) if items else Truth(positive)
    raise NotAStatement(type(node).__name__)


def _relation(node: Relation, *, positive: bool) -> Formula:
    if any(isinstance(part, PlusMinus) for part in walk(node)):
        signs = tuple(formula(one, positive=positive) for one in alternatives(node))
        either = node.operators != ("!=",)  # `x != ±1` is neither of them
        return Some(signs) if positive == either else Every(signs)
    steps = zip(node.sides, node.operators, node.sides[1:], strict=False)
    parts = tuple(_step(left, op, right, positive=positive) for left, op, right in steps)
    if len(parts) == 1:
        return parts[0]
    return Every(parts) if positive else Some(parts)


def _step(left: Node, op: str, right: Node, *, positive: bool) -> Formula:
    if isinstance(left, Items) and isinstance(right, Items) and op in ("=", "!="):
        return _coordinates(left, right, positive=positive == (op == "="))
    if op == "≡":
        return _congruent(left, right, positive=positive)
    if op == "in":
        return member(left, right, positive=positive)
    if op == "⊆":
        return _subset(left, right)
    return condition(left, op if positive else _OPPOSITE[op], right)


def _congruent(left: Node, right: Node, *, positive: bool) -> Formula:
    """`a ≡ b (mod m)`: m is the greatest common divisor of itself and a - b, which are whole."""
    if not isinstance(right, Call) or len(right.arguments) != 2:
        raise NotAStatement("a congruence without a modulus")
    residue, m = right.arguments
    value = None if names_in(m) else exact.rational(m)
    if value is None or value.denominator != 1 or value < 1:
        raise NotAStatement("a modulus that is no whole number")
    return condition(Call("gcd", (difference(left, residue), m)), "=" if positive else "!=", m)


def _subset(left: Node, right: Node) -> Formula:
    """`A ⊆ B`: whatever lies in A lies in B. The reader lets it stand only where nothing is negated."""
    names = names_in(left) | names_in(right)
    every: dict[str, Node] = {name: Name(f"{EVERY}{name}") for name in names}
    inside = (Relation((ELEMENT, substitute(side, every)), ("in",)) for side in (left, right))
    return formula(Logic("implies", tuple(inside)))


# Before the name of a set: whether any one element lies in it. And between two: whether this one does.
EVERY, LIES = "∀", "∈"


def _coordinates(left: Items, right: Items, *, positive: bool) -> Formula:
    """`(x, y) = (1, 2)`: every coordinate is equal."""
    if left.kind == "set" or right.kind == "set" or len(left.items) != len(right.items):
        raise NotAStatement("collections that can't be equal")
    pairs = zip(left.items, right.items, strict=True)
    parts = tuple(_step(a, "=", b, positive=positive) for a, b in pairs)
    return Every(parts) if positive else Some(parts)


def condition(left: Node, op: str, right: Node) -> Formula:
    """`left op right` as a condition on their difference; bounds at infinity are decided here."""
    below, above = infinity(left), infinity(right)
    if below is not None or above is not None:
        return _endless(below or 0, op, above or 0)
    if op in (">", ">="):
        left, right, op = right, left, "<" if op == ">" else "<="
    for side in (left, right):
        if isinstance(side, Items | Interval | Union | Such | Matrix | Logic | Word | Relation):
            raise NotAStatement("a side that is no number")
    return Condition(difference(_plain_powers(left), _plain_powers(right)), op)


def _plain_powers(f: Node) -> Node:
    """`x^0` as 1, at zero too: in a polynomial nobody means anything else."""
    if isinstance(f, Power) and isinstance(f.exponent, Number) and f.exponent.value == 0 and names_in(f.base):
        return Number("1", Fraction(1))
    if Power not in traits(f).kinds:
        return f
    return rebuilt(f, [_plain_powers(part) for part in children(f)])


def _endless(left: int, op: str, right: int) -> Formula:
    """A finite value counts as 0 among -1 and 1."""
    values = {"=": left == right, "!=": left != right, "<": left < right, "<=": left <= right}
    return Truth(values[op] if op in values else not values[_OPPOSITE[op]])


def difference(left: Node, right: Node) -> Node:
    """left − right, a zero left out."""
    if isinstance(right, Number) and right.value == 0:
        return left
    if isinstance(left, Number) and left.value == 0:
        return Negative(right)
    terms = left.terms if isinstance(left, Add) else (left,)
    return Add((*terms, Negative(right)))


def member(element: Node, which: Node, *, positive: bool = True) -> Formula:
    """`element` lies in a set of numbers, or doesn't."""
    match which:
        case Interval(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            bounds = (
                _step(low, "<=" if low_closed and infinity(low) is None else "<", element, positive=positive),
                _step(
                    element, "<=" if high_closed and infinity(high) is None else "<", high, positive=positive
                ),
            )
            return Every(bounds) if positive else Some(bounds)
        case Union(parts=(first, *rest), operator="∖"):
            without = [Logic("not", (Relation((element, part), ("in",)),)) for part in rest]
            return formula(Logic("and", (Relation((element, first), ("in",)), *without)), positive=positive)
        case Union(parts=parts, operator="∩"):
            all_of = tuple(member(element, part, positive=positive) for part in parts)
            return Every(all_of) if positive else Some(all_of)
        case Such(name=name, where=where):
            return formula(substitute(where, {name.name: element}), positive=positive)
        case Union(parts=parts):
            each = tuple(member(element, part, positive=positive) for part in parts)
            return Some(each) if positive else Every(each)
        case Items(kind="set", items=items):
            values = [value for item in items for value in alternatives(item)]
            points = tuple(_step(element, "=", value, positive=positive) for value in values)
            return Some(points) if positive else Every(points)
        case Word(word=word):
            return Truth(_WORDS[word] == positive)
        case Name(name=name):
            return Letter(name if element == ELEMENT else f"{_said(element)}{LIES}{name}", positive)
    raise NotAStatement("not a set of numbers")


def _said(element: Node) -> str:
    match element:
        case Name(name=text):
            return text
        case Number(value=value):
            return str(value)
    raise NotAStatement("what lies in a set with a name has a name itself")


def conditions(of: Formula) -> Iterator[Condition]:
    """All conditions, in order."""
    match of:
        case Condition():
            yield of
        case Every(parts=parts) | Some(parts=parts):
            for part in parts:
                yield from conditions(part)


def letters(of: Formula) -> frozenset[str]:
    """The names that stand for statements."""
    match of:
        case Letter(name=name):
            return frozenset({name})
        case Every(parts=parts) | Some(parts=parts):
            return frozenset().union(*(letters(part) for part in parts))
    return frozenset()


def variables(of: Formula) -> frozenset[str]:
    """The variables of all conditions."""
    return frozenset().union(*(names_in(part.f) for part in conditions(of)))


def only_equations(of: Formula) -> bool:
    """Whether it is made of equations and truth values alone."""
    return not letters(of) and all(part.op == "=" for part in conditions(of))
