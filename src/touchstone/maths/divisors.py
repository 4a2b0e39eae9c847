"""Expressions with gcd and lcm of whole variables: they are periodic, so no sample of points proves anything.

`gcd(n^2+1, 13)` is 1 at eleven of thirteen whole numbers. Beside a written number m a gcd depends on what its
variables leave modulo m: every remainder is looked at. Others, and those with too long a period, are taken as
unknowns: that can prove equality, never a difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product

from touchstone.maths import exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.kinks import DIVIDING
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Node, Number, Power, children, walk
from touchstone.maths.verdict import Finding, different, equal, undecided

Plain = Callable[[Node, Node, Setting], Finding]
Monomial = tuple[tuple[str, int], ...]
Whole = dict[Monomial, int]  # a polynomial with whole coefficients

STEP = "every remainder"
WHOLE, NOT_NEGATIVE = ("integer", "count"), ("positive", "nonnegative")
# So many places are looked at for whole numbers that are declared positive.
PLACES = 64
# Remainders are whole arithmetic, some microseconds each; pieces are compared by the whole ladder.
MAX_REMAINDERS, MAX_PIECES = 20_000, 64
# Steps of Euclid's algorithm on polynomials: each makes a coefficient or the degree smaller.
MAX_STEPS = 60


class _Unknown(ValueError):
    """Not a gcd of polynomials in whole variables."""


@dataclass(frozen=True)
class _Divisor:
    """gcd(modulus, polynomials…), reduced; a modulus of 0 where no number is written."""

    modulus: int
    polynomials: tuple[tuple[tuple[Monomial, int], ...], ...]

    def at(self, place: Mapping[str, int]) -> int:
        return math.gcd(self.modulus, *(_value(p, place) for p in self.polynomials))


@dataclass
class _Known:
    """The unknowns that stand for the gcds met so far."""

    assume: Mapping[str, str]
    found: dict[object, Name] = field(default_factory=dict)

    def name(self, what: object) -> Name:
        return self.found.setdefault(what, Name(f"•d{len(self.found)}"))


def compare(a: Node, b: Node, setting: Setting, plain: Plain) -> Finding:
    """Equal where the gcds may be anything or every remainder agrees; different where one doesn't."""
    assume = setting.domain.for_pair(a, b).assume
    if positive := {name for name in _divided(a) | _divided(b) if assume.get(name) in NOT_NEGATIVE}:
        return _of_positive(a, b, positive, setting, plain)
    known = _Known(assume)
    f, g = (_with_unknowns(node, known) for node in (a, b))
    free = _free(known, f, g)
    finding = plain(f, g, Setting(Domain({**assume, **free}), setting.deadline))
    if finding.equal or not known.found:
        return finding
    divisors = {name.name: what for what, name in known.found.items() if isinstance(what, _Divisor)}
    if len(divisors) < len(known.found) or any(not d.modulus for d in divisors.values()):
        return undecided(STEP)
    return _by_remainders(f, g, divisors, Setting(Domain(assume), setting.deadline), plain)


def _of_positive(a: Node, b: Node, positive: Set[str], setting: Setting, plain: Plain) -> Finding:
    """Where variables of a gcd are declared positive: proved for all such numbers, refuted at whole ones."""
    assume = setting.domain.for_pair(a, b).assume
    known = _Known({**assume, **dict.fromkeys(positive, "count")})
    f, g = (_with_unknowns(node, known) for node in (a, b))
    free = _free(known, f, g)
    if plain(f, g, Setting(Domain({**assume, **free}), setting.deadline)).equal:
        return equal(STEP)
    return different(STEP) if _part_at_whole_numbers(a, b) else undecided(STEP)


def _free(known: _Known, *nodes: Node) -> dict[str, str]:
    """What is known of the unknowns: they aren't negative, and whole where they are exponents.

    A real exponent would say that what is raised to it is positive.
    """
    powers = (part.exponent for node in nodes for part in walk(node) if isinstance(part, Power))
    whole = frozenset[str]().union(*map(names_in, powers))
    return {n.name: "count" if n.name in whole else "nonnegative" for n in known.found.values()}


def _part_at_whole_numbers(a: Node, b: Node) -> bool:
    names = sorted(names_in(a) | names_in(b))
    for place in islice(product(range(1, 2 + PLACES // len(names)), repeat=len(names)), PLACES):
        numbers = {name: number(Fraction(n)) for name, n in zip(names, place, strict=True)}
        try:
            x, y = (exact.rational(substitute(side, numbers)) for side in (a, b))
        except exact.NoValue:
            continue
        if x is not None and y is not None and x != y:
            return True
    return False


def _divided(node: Node) -> frozenset[str]:
    """The variables of all gcds and lcms."""
    calls = (part for part in walk(node) if isinstance(part, Call) and part.function in DIVIDING)
    return frozenset[str]().union(*map(names_in, calls))


# --- reading -------------------------------------------------------------------------------------------


def _with_unknowns(node: Node, known: _Known) -> Node:
    parts = [_with_unknowns(part, known) for part in children(node)]
    if not (isinstance(node, Call) and node.function in DIVIDING and names_in(node)):
        return rebuilt(node, parts) if parts else node
    try:
        return _lcm(node, known) if node.function == "lcm" else _gcd(node, known)
    except _Unknown:
        return known.name((node.function, tuple(parts)))


def _lcm(node: Call, known: _Known) -> Node:
    """|a·b|/gcd(a, b), where zero is no exception or a and b are names alone."""
    if len(node.arguments) == 1:
        return Call("abs", node.arguments)
    if len(node.arguments) > 2:
        raise _Unknown
    fixed = [n for n in map(_integer, node.arguments) if n is not None]
    below = _gcd(Call("gcd", node.arguments), known)
    names = all(isinstance(part, Name) for part in node.arguments)
    if 0 in fixed or not (fixed or names or isinstance(below, Number)):
        raise _Unknown
    return Divide(Call("abs", (Multiply(node.arguments),)), below)


def _gcd(node: Call, known: _Known) -> Node:
    modulus, polynomials = 0, list[Whole]()
    for part in node.arguments:
        found = _polynomial(part, known.assume)
        if set(found) <= {()}:
            modulus = math.gcd(modulus, found.get((), 0))
        else:
            polynomials.append(found)
    modulus, polynomials = _euclid(modulus, polynomials)
    if not polynomials:
        return number(Fraction(modulus))
    if modulus == 1:
        return number(Fraction(1))
    if len(polynomials) == 1 and not modulus:
        return Call("abs", (_as_node(polynomials[0]),))
    common = math.gcd(modulus, *(c for p in polynomials for c in p.values()))
    ordered = sorted(tuple(sorted((m, c // common) for m, c in p.items())) for p in polynomials)
    divisor = known.name(_Divisor(modulus // common, tuple(ordered)))
    return divisor if common == 1 else Multiply((number(Fraction(common)), divisor))


def _integer(node: Node) -> int | None:
    try:
        return exact.integer(node)
    except exact.NoValue:
        return None


def _polynomial(node: Node, assume: Mapping[str, str]) -> Whole:
    """The coefficients. Raises _Unknown where they or a variable aren't whole."""
    from touchstone.maths.statements.systems import coefficients

    if any(assume.get(name) not in WHOLE for name in names_in(node)):
        raise _Unknown
    found = coefficients(node)
    if found is None or any(c.denominator > 1 for c in found.values()):
        raise _Unknown
    return {m: c.numerator for m, c in found.items() if c}


def _as_node(polynomial: Whole) -> Node:
    terms = [
        Multiply((number(Fraction(c)), *(Name(name) for name, n in m for _ in range(n))))
        for m, c in polynomial.items()
    ]
    return Add(tuple(terms)) if len(terms) > 1 else terms[0]


def _euclid(modulus: int, polynomials: list[Whole]) -> tuple[int, list[Whole]]:
    """The same gcd of smaller things: gcd(n, n+2) is gcd(n, 2)."""
    for _ in range(MAX_STEPS):
        if modulus:
            polynomials = [{m: c % modulus for m, c in p.items() if c % modulus} for p in polynomials]
        for p in polynomials:
            if set(p) <= {()}:
                modulus = math.gcd(modulus, p.get((), 0))
        polynomials = [p for p in polynomials if not set(p) <= {()}]
        pair = next(
            (
                (i, j)
                for i, p in enumerate(polynomials)
                for j, q in enumerate(polynomials)
                if i != j and _above(p, q)
            ),
            None,
        )
        if pair is None:
            break
        polynomials[pair[0]] = _less(polynomials[pair[0]], polynomials[pair[1]])
    return modulus, polynomials


def _leading(p: Whole) -> tuple[int, int]:
    """Degree and leading coefficient of a polynomial in one variable."""
    degree, monomial = max((sum(n for _, n in m), m) for m in p)
    return degree, p[monomial]


def _above(p: Whole, q: Whole) -> bool:
    if len({name for m in (*p, *q) for name, _ in m}) != 1:
        return False
    (d, c), (e, b) = _leading(p), _leading(q)
    return d >= e and abs(c) >= abs(b)


def _less(p: Whole, q: Whole) -> Whole:
    """p less so much of q that its leading coefficient gets smaller, or vanishes."""
    (name,) = {name for m in (*p, *q) for name, _ in m}
    (d, c), (e, b) = _leading(p), _leading(q)
    result = dict(p)
    for m, value in q.items():
        power = d - e + sum(n for _, n in m)
        to: Monomial = ((name, power),) if power else ()
        result[to] = result.get(to, 0) - c // b * value
    return {m: value for m, value in result.items() if value}


# --- remainders ----------------------------------------------------------------------------------------


def _by_remainders(
    a: Node, b: Node, divisors: Mapping[str, _Divisor], setting: Setting, plain: Plain
) -> Finding:
    period = math.lcm(*(d.modulus for d in divisors.values()))
    names = sorted({name for d in divisors.values() for p in d.polynomials for m, _ in p for name, _ in m})
    if period ** len(names) > MAX_REMAINDERS:
        return undecided(STEP)
    groups: dict[tuple[int, ...], list[dict[str, int]]] = {}
    for values in product(range(period), repeat=len(names)):
        place = dict(zip(names, values, strict=True))
        groups.setdefault(tuple(d.at(place) for d in divisors.values()), []).append(place)
    doubt = False
    for worth, places in groups.items():
        fixed = {name: number(Fraction(value)) for name, value in zip(divisors, worth, strict=True)}
        finding = _on_group(substitute(a, fixed), substitute(b, fixed), places, period, setting, plain)
        if finding.different:
            return finding
        doubt = doubt or finding.undecided
    return undecided(STEP) if doubt else equal(STEP)


def _on_group(
    a: Node, b: Node, places: list[dict[str, int]], period: int, setting: Setting, plain: Plain
) -> Finding:
    """Where all gcds have the same values: at once, or else remainder by remainder."""
    if plain(a, b, setting).equal:
        return equal(STEP)
    doubt = len(places) > MAX_PIECES
    for place in places[:MAX_PIECES]:
        if not setting.deadline.left():
            return undecided(STEP)
        there = {name: _turned(name, period, rest) for name, rest in place.items()}
        finding = plain(substitute(a, there), substitute(b, there), setting)
        if finding.different:
            return finding
        doubt = doubt or not finding.equal
    return undecided(STEP) if doubt else equal(STEP)


def _turned(name: str, period: int, rest: int) -> Node:
    """The whole numbers that leave this remainder; those not negative where the variable isn't."""
    return Add((Multiply((number(Fraction(period)), Name(name))), number(Fraction(rest))))


def _value(polynomial: tuple[tuple[Monomial, int], ...], place: Mapping[str, int]) -> int:
    return sum(c * math.prod(place[name] ** n for name, n in m) for m, c in polynomial)
