"""Sums as letters: what doesn't run is drawn out, sums of sums are split, each other summand is a letter.

What then agrees for all values of these letters agrees for all sums. Nothing is refuted here: two letters may
well be equal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from touchstone.maths import clock, equality
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.library import indexed
from touchstone.maths.substitution import rebuilt
from touchstone.maths.sums.binding import PRODUCT, SUM, Open, holds, is_sum, letter, sums_in, within
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
    children,
)
from touchstone.maths.unknowns import Doubtful, Unknowns

# Signs for the letters that run, by depth, and for the one that a letter of its own runs with.
LEVELS, OWN = "①②③④", "◦"
MOST_PARTS, MOST_LETTERS, MOST_POWER = 40, 60, 4
ONE, MINUS = Number("1", Fraction(1)), Number("-1", Fraction(-1))

Part = tuple[tuple[Node, ...], tuple[Node, ...]]
"""A product: its factors that stay the same, and those that run."""


class End(NamedTuple):
    """An end of a sum: letters that are added up, and a number."""

    names: tuple[str, ...]
    offset: Fraction


Bounds = tuple[End | Node | str, ...]
"""Both ends; where none are written, what says which range it is."""


class Letters:
    """The letters for the sums of one question, on both sides the same."""

    def __init__(self, setting: Setting, *, expanding: bool, logarithms: bool) -> None:
        self.assume = dict(setting.domain.assume)
        self._setting = setting
        self._expanding, self._logarithms = expanding, logarithms
        self._known: list[tuple[Bounds, Node, Name]] = []
        self._rests_on: dict[str, frozenset[str]] = {}
        self._unknown = Unknowns(setting)

    def setting(self) -> Setting:
        """How what is left is compared."""
        return replace(self._setting, domain=Domain(self.assume))

    def plain(self, node: Node, ranges: Callable[[str], str], level: int = 0) -> Node:
        """The tree without sums. `ranges` names what a letter without bounds runs through. Raises Open."""
        clock.check()
        if isinstance(node, Call) and is_sum(node):
            return self._sum(node, ranges, level)
        if not sums_in(node):
            return node
        return rebuilt(node, [self.plain(part, ranges, level) for part in children(node)])

    def _sum(self, node: Call, ranges: Callable[[str], str], level: int) -> Node:
        if level >= len(LEVELS):
            raise Open
        if node.function == PRODUCT:
            return self._product(node, ranges, level)
        node = _turned(node)
        mark, running = LEVELS[level], letter(node)
        term = within(node.arguments[0], running, lambda name: self._marked(name, running, mark))
        ends = node.arguments[2:]
        bounds: Bounds = tuple(_end(end) for end in ends) or (ranges(running),)
        parts = _Parts(self._running, mark, expanding=self._expanding, logarithms=self._logarithms)
        found = parts.of(self.plain(term, ranges, level + 1))
        return _sum_of([_product((*free, self._summed(bounds, ends, run, mark))) for free, run in found])

    def _product(self, node: Call, ranges: Callable[[str], str], level: int) -> Node:
        """The letter for a product, of one factor that runs."""
        mark, running = LEVELS[level], letter(node)
        term = within(node.arguments[0], running, lambda name: self._marked(name, running, mark))
        ends = node.arguments[2:]
        bounds: Bounds = (PRODUCT, *(tuple(_end(end) for end in ends) or (ranges(running),)))
        return self._summed(bounds, ends, (self.plain(term, ranges, level + 1),), mark)

    def _marked(self, name: Name, running: str, mark: str) -> Name:
        new = mark if name.name == running else indexed.with_letter(name.name, running, mark)
        if name.name in self.assume:
            self.assume[new] = self.assume[name.name]
        return Name(new)

    def _running(self, node: Node, mark: str) -> bool:
        return any(mark in name or mark in self._rests_on.get(name, "") for name in names_in(node))

    def _summed(self, bounds: Bounds, ends: tuple[Node, ...], run: tuple[Node, ...], mark: str) -> Node:
        """The letter for a summand that runs; of 1 the number of terms."""
        if not run and ends and (count := _count(bounds)) is not None:
            return count
        owned = self._owned(_product(run), mark)
        try:
            summand = self._unknown.named(owned)
        except Doubtful:
            raise Open from None
        for limits, other, name in self._known:
            if limits == bounds and self._same(other, summand):
                return name
        if len(self._known) >= MOST_LETTERS:
            raise Open
        name = Name(f"•S{len(self._known)}")
        self._known.append((bounds, summand, name))
        used = {sign for part in (owned, *ends) for sign in self._signs(part)} - {mark, OWN}
        self._rests_on[name.name] = frozenset(used)
        return name

    def _signs(self, node: Node) -> set[str]:
        names = names_in(node)
        inner = (self._rests_on.get(name.rstrip(OWN), frozenset()) for name in names)
        return {sign for name in names for sign in LEVELS if sign in name}.union(*inner)

    def _owned(self, node: Node, mark: str) -> Node:
        """The summand with one sign for its letter, however deep it stood."""
        if isinstance(node, Name):
            new = node.name.replace(mark, OWN)
            if mark in self._rests_on.get(node.name, ""):
                new += OWN
            if node.name in self.assume:
                self.assume[new] = self.assume[node.name]
            return Name(new) if new != node.name else node
        return rebuilt(node, [self._owned(part, mark) for part in children(node)])

    def _same(self, one: Node, other: Node) -> bool:
        clock.check()
        if one == other:
            return True
        if names_in(one) != names_in(other):
            return False
        return equality.compare(one, other, self.setting()).equal


class _Parts:
    """An expression as a sum of products, as far as what runs in it asks for."""

    def __init__(
        self, running: Callable[[Node, str], bool], mark: str, *, expanding: bool, logarithms: bool
    ) -> None:
        self._holds, self._mark = running, mark
        self._expanding, self._logarithms = expanding, logarithms

    def of(self, node: Node) -> list[Part]:
        """The products. Raises Open where they are too many."""
        if not self._holds(node, self._mark):
            return [((node,), ())]
        found = self._split(node)
        if found is None:
            return [((), (node,))]
        if len(found) > MOST_PARTS:
            raise Open
        return found

    def _split(self, node: Node) -> list[Part] | None:
        match node:
            case Negative(operand=inner):
                return _times([((MINUS,), ())], self.of(inner))
            case Multiply(factors=factors):
                return self._product(factors)
            case Divide(numerator=above, denominator=below):
                divisors = below.factors if isinstance(below, Multiply) else (below,)
                under = [self._factor(Divide(ONE, divisor)) for divisor in divisors]
                found = self.of(above)
                for part in under:
                    found = _times(found, [part])
                return found
            case Add(terms=terms) if self._expanding:
                return [part for term in terms for part in self.of(term)]
            case Power(base=base, exponent=Number(value=value)) if (
                self._expanding and 2 <= value <= MOST_POWER
            ):
                return self._product((base,) * int(value)) if value.denominator == 1 else None
            case (
                Power(base=Constant(name="e"), exponent=exponent)
                | Call(function="exp", arguments=(exponent,))
            ):
                return self._exponential(exponent)
            case Power(base=base, exponent=Add(terms=terms)) if all(map(_is_whole, terms)):
                return self._product_of([Power(base, term) for term in terms])
            case Call(function="ln" | "log", arguments=(inner,)) if self._logarithms:
                return self._logarithm(inner)
            case Call(function="log", arguments=(inner, base)) if self._logarithms:
                return _times([((Divide(ONE, _ln(base)),), ())], self.of(_ln(inner)))
        return None

    def _factor(self, node: Node) -> Part:
        return ((), (node,)) if self._holds(node, self._mark) else ((node,), ())

    def _product(self, factors: tuple[Node, ...]) -> list[Part]:
        found: list[Part] = [((), ())]
        for factor in factors:
            found = _times(found, self.of(factor))
            if len(found) > MOST_PARTS:
                raise Open
        return found

    def _exponential(self, exponent: Node) -> list[Part] | None:
        """`e^(a + b_i)` is e^a e^(b_i)."""
        if not isinstance(exponent, Add):
            return None
        return self._product_of([_exp(term) for term in exponent.terms])

    def _product_of(self, factors: list[Node]) -> list[Part]:
        parts = [self._factor(factor) for factor in factors]
        return [(tuple(n for free, _ in parts for n in free), tuple(n for _, run in parts for n in run))]

    def _logarithm(self, inner: Node) -> list[Part] | None:
        """The logarithm of a product, a quotient or a power, wherever its parts have one."""
        match inner:
            case Multiply(factors=factors):
                return [part for factor in factors for part in self.of(_ln(factor))]
            case Divide(numerator=above, denominator=below):
                return self.of(_ln(above)) + _times([((MINUS,), ())], self.of(_ln(below)))
            case Power(base=Constant(name="e"), exponent=exponent):
                return self.of(exponent)
            case Call(function="exp", arguments=(exponent,)):
                return self.of(exponent)
            case Power(base=base, exponent=exponent):
                return _times(self.of(exponent), self.of(_ln(base)))
            case Call(function="sqrt", arguments=(root,)):
                return _times([((Divide(ONE, Number("2", Fraction(2))),), ())], self.of(_ln(root)))
        return None


def _turned(node: Call) -> Call:
    """Two sums, the one whose ends come first in the alphabet outside, where neither's hang on the other."""
    match node.arguments:
        case (
            Call(function="sum", arguments=(term, Name() as second, *inner)) as other,
            Name() as first,
            *outer,
        ) if is_sum(other):
            free = not any(holds(name, first.name) for end in inner for name in names_in(end))
            crossed = any(holds(name, second.name) for end in outer for name in names_in(end))
            if free and not crossed and first != second and repr(inner) < repr(outer):
                return Call(SUM, (Call(SUM, (term, first, *outer)), second, *inner))
    return node


def _ln(node: Node) -> Node:
    return Call("ln", (node,))


def _exp(node: Node) -> Node:
    return Power(Constant("e"), node)


def _is_whole(term: Node) -> bool:
    """A whole number, or a letter that runs through some: `g^(k+1)` is g^k g."""
    inner = term.operand if isinstance(term, Negative) else term
    if isinstance(inner, Number):
        return inner.value.denominator == 1
    return isinstance(inner, Name) and inner.name in LEVELS


def _times(some: list[Part], others: list[Part]) -> list[Part]:
    return [(a + c, b + d) for a, b in some for c, d in others]


def _product(factors: tuple[Node, ...]) -> Node:
    return ONE if not factors else factors[0] if len(factors) == 1 else Multiply(factors)


def _sum_of(terms: list[Node]) -> Node:
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _end(node: Node) -> End | Node:
    """An end of a sum, `n - 1` and `-1 + n` alike; as it is written where it is more."""
    terms = node.terms if isinstance(node, Add) else (node,)
    names, offset = [], Fraction(0)
    for term in terms:
        match term:
            case Number(value=value):
                offset += value
            case Negative(operand=Number(value=value)):
                offset -= value
            case Name(name=name):
                names.append(name)
            case _:
                return node
    return End(tuple(sorted(names)), offset)


def count(low: Node, high: Node) -> Node | None:
    """How many terms there are between two ends, where it is as plain as from 1 to n."""
    return _count((_end(low), _end(high)))


def _count(bounds: Bounds) -> Node | None:
    """How many terms there are from 1 to n, and where it is as plain; n is at least 1."""
    match bounds:
        case (End(names=(), offset=low), End(names=(name,), offset=high)) if not {*LEVELS} & {*name}:
            more = high - low + 1
            if more.denominator != 1 or more < -1:
                return None
            size = Number(str(abs(more)), abs(more))
            return Name(name) if not more else Add((Name(name), size if more > 0 else Negative(size)))
    return None
