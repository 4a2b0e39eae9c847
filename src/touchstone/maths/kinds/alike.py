"""Expressions that are the same but for their numbers: `2.5*exp(-0.3*t)` and `2.501e^(-0.3001t)`.

With a tolerance the numbers are compared, not values at points: however many points agree, `y = 250x + 1`
and `y = 250x - 1` are two lines. Both sides are brought into one order, a sum of products of whatever has a
variable in it, once as they stand and once multiplied out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

from touchstone.maths import clock
from touchstone.maths.arrays import number
from touchstone.maths.pairing import paired
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Power

Value = Callable[[Node], Fraction | None]
Near = Callable[[Fraction, Fraction], bool]
# A base is `("name", x)`, `("call", f, sums)`, `("sum", s)` or `("power", base, exponent)`.
Base: TypeAlias = tuple[Any, ...]
Product: TypeAlias = frozenset[tuple[Base, Fraction]]
Sum: TypeAlias = dict[Product, Fraction]
Frozen: TypeAlias = frozenset[tuple[Product, Fraction]]

NUMBER: Product = frozenset()
NOTHING, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)
# What is longer when it is multiplied out is left as it stands, or to a person.
MOST_TERMS, MOST_POWER = 300, 40
# Functions that never leave [-1, 1] among real numbers.
WITHIN_ONE = frozenset({"sin", "cos", "tanh", "sigmoid", "erf"})
ANY_ORDER = frozenset({"max", "min"})


class Likeness(IntEnum):
    """How far two expressions are the same."""

    OTHER = 0  # they are written differently
    OFF = 1  # they differ in their numbers alone, and by too much
    ALIKE = 2


class Unlike(Exception):
    """An expression that can't be brought into that order."""


class Ordering:
    """Brings expressions into one order; `expanded` multiplies them out. `value` works numbers out."""

    def __init__(self, value: Value, *, expanded: bool) -> None:
        self._value = value
        self._expanded = expanded

    def sum(self, node: Node) -> Sum:
        """The expression as a sum of products. Raises Unlike."""
        if not names_in(node):
            number = self._value(node)
            if number is None:
                raise Unlike
            return {NUMBER: number} if number else {}
        match node:
            case Name(name=name):
                return _single(("name", name))
            case Negative(operand=inner):
                return _scaled(self.sum(inner), Fraction(-1))
            case Add(terms=terms):
                return _added(self.sum(term) for term in terms)
            case Multiply(factors=factors):
                return self._product([self.sum(factor) for factor in factors])
            case Divide(numerator=over, denominator=under):
                return self._product([self.sum(over), self._power(self.sum(under), Fraction(-1))])
            case Power(base=base, exponent=exponent):
                return self._raised(base, exponent)
            case Call(function=function, arguments=arguments):
                return self._call(function, arguments)
        raise Unlike

    def _call(self, function: str, arguments: tuple[Node, ...]) -> Sum:
        if function == "sqrt":
            return self._power(self.sum(arguments[0]), HALF)
        if function == "percent":
            return _scaled(self.sum(arguments[0]), Fraction(1, 100))
        if function == "exp":
            return self._exponential(self.sum(arguments[0]))
        return _single(("call", function, tuple(_frozen(self.sum(one)) for one in arguments)))

    def _raised(self, base: Node, exponent: Node) -> Sum:
        if isinstance(base, Constant) and base.name == "e":
            return self._exponential(self.sum(exponent))
        if not names_in(exponent):
            power = self._value(exponent)
            if power is None:
                raise Unlike
            return self._power(self.sum(base), power)
        number = None if names_in(base) else self._value(base)
        if self._expanded and number is not None and number > 0:
            log = self._value(Call("ln", (base,)))
            if log is not None:
                return self._exponential(_scaled(self.sum(exponent), log))
        return _single(("power", _frozen(self.sum(base)), _frozen(self.sum(exponent))))

    def _exponential(self, exponent: Sum) -> Sum:
        """`e^(u + 2)` multiplied out is `e^2` times `e^u`."""
        scale = ONE
        if self._expanded and (constant := exponent.get(NUMBER)) is not None:
            factor = self._value(Call("exp", (number(constant),)))
            if factor is None:
                raise Unlike
            scale, exponent = factor, {part: c for part, c in exponent.items() if part != NUMBER}
        return _scaled(_single(("call", "exp", (_frozen(exponent),))), scale)

    def _product(self, parts: list[Sum]) -> Sum:
        done: Sum = {NUMBER: ONE}
        for part in parts:
            if not self._expanded and len(part) > 1:
                part = _single(("sum", _frozen(part)))
            done = _times(done, part)
        return done

    def _power(self, base: Sum, power: Fraction) -> Sum:
        whole = power.denominator == 1
        if not base or (whole and abs(power) > MOST_POWER):
            raise Unlike
        if whole and len(base) == 1:
            ((product, scale),) = base.items()
            raised = frozenset((part, n * power) for part, n in product)
            return {_one_exponential(raised): scale ** int(power)}
        if whole and power > 0 and self._expanded:
            return self._product([base] * int(power))
        if not whole:
            return _single(("power", _frozen(base), _frozen({NUMBER: power})))
        scale = base[_leading(base)] if self._expanded else ONE
        inner = ("sum", _frozen(_scaled(base, 1 / scale)))
        return {frozenset({(inner, power)}): scale ** int(power)}


def likeness(a: Sum, b: Sum, near: Near) -> Likeness:
    """How far two sums are the same; `near` says whether a number may stand for another, the first being
    the key's."""
    return _sums(a, b, near, inside=False)


def is_polynomial(of: Sum) -> bool:
    """Whether variables are only added and multiplied."""
    return all(base[0] == "name" and n.denominator == 1 and n > 0 for part in of for base, n in part)


def gap(a: Sum, b: Sum) -> Fraction | None:
    """The most by which two sums differ anywhere; None when that is not known to be bounded."""
    total = NOTHING
    for part in a.keys() | b.keys():
        apart = abs(a.get(part, NOTHING) - b.get(part, NOTHING))
        if apart and not all(_within_one(base) and n > 0 and n.denominator == 1 for base, n in part):
            return None
        total += apart
    return total


def raises_numbers(of: Sum) -> bool:
    """Whether a number is raised to a power with variables: `0.95^t`."""
    for base in (base for part in of for base, _ in part):
        if base[0] == "power" and dict(base[1]).keys() == {NUMBER} and _whole(base[2]) is None:
            return True
        if base[0] != "name" and any(raises_numbers(dict(inner)) for inner in _inner(base)):
            return True
    return False


def _within_one(base: Base) -> bool:
    return base[0] == "call" and base[1] in WITHIN_ONE


def _sums(
    a: Mapping[Product, Fraction], b: Mapping[Product, Fraction], near: Near, *, inside: bool
) -> Likeness:
    if Counter(map(_form, a)) != Counter(map(_form, b)):
        return Likeness.OTHER

    def fits(mine: tuple[Product, Fraction], theirs: tuple[Product, Fraction]) -> bool:
        x, y = mine[1], theirs[1]
        if not near(x, y) or (inside and (x > 0) != (y > 0)):
            return False
        return _products(mine[0], theirs[0], near) is Likeness.ALIKE

    return Likeness.ALIKE if paired(list(a.items()), list(b.items()), fits) else Likeness.OFF


def _products(a: Product, b: Product, near: Near) -> Likeness:
    def fits(mine: tuple[Base, Fraction], theirs: tuple[Base, Fraction]) -> bool:
        return mine[1] == theirs[1] and _bases(mine[0], theirs[0], near)

    return Likeness.ALIKE if paired(list(a), list(b), fits) else Likeness.OFF


def _bases(a: Base, b: Base, near: Near) -> bool:
    """Whether two bases of one form are alike."""
    if _base_form(a) != _base_form(b):
        return False
    if a[0] == "name":
        return True
    mine, theirs = _inner(a), _inner(b)
    if a[0] == "call" and a[1] in ANY_ORDER:
        return paired(list(mine), list(theirs), lambda x, y: _frozen_alike(x, y, near))
    return all(_frozen_alike(x, y, near) for x, y in zip(mine, theirs, strict=True))


def _frozen_alike(a: Frozen, b: Frozen, near: Near) -> bool:
    return _sums(dict(a), dict(b), near, inside=True) is Likeness.ALIKE


def _inner(base: Base) -> tuple[Frozen, ...]:
    inner: tuple[Frozen, ...] = base[2] if base[0] == "call" else base[1:]
    return inner


@lru_cache(maxsize=4096)
def _form(product: Product) -> tuple[Any, ...]:
    """A product without its numbers, but for whole powers: those are never rounded."""
    return tuple(sorted((_base_form(base), str(n)) for base, n in product))


@lru_cache(maxsize=4096)
def _base_form(base: Base) -> str:
    if base[0] == "name":
        return f"name {base[1]}"
    forms = [str(sorted(_form(part) for part, _ in inner)) for inner in _inner(base)]
    if base[0] == "power" and (whole := _whole(base[2])) is not None:
        forms[1] = str(whole)
    if base[0] == "call":
        ordered = sorted(forms) if base[1] in ANY_ORDER else forms
        return f"{base[1]} {ordered}"
    return f"{base[0]} {forms}"


def _whole(exponent: Frozen) -> Fraction | None:
    number = dict(exponent).get(NUMBER)
    alone = number is not None and len(exponent) == 1
    return number if alone and number is not None and number.denominator in (1, 2) else None


def _leading(of: Sum) -> Product:
    return max(of, key=lambda part: (_form(part), of[part]))


def _single(base: Base) -> Sum:
    return {frozenset({(base, ONE)}): ONE}


def _frozen(of: Sum) -> Frozen:
    return frozenset(of.items())


def _scaled(of: Sum, by: Fraction) -> Sum:
    return {part: c * by for part, c in of.items()} if by else {}


def _added(parts: Iterable[Sum]) -> Sum:
    total: Sum = {}
    for part in parts:
        for product, c in part.items():
            total[product] = total.get(product, NOTHING) + c
    return {product: c for product, c in total.items() if c}


def _times(a: Sum, b: Sum) -> Sum:
    if len(a) * len(b) > MOST_TERMS:
        raise Unlike
    total: Sum = {}
    for p, c in a.items():
        clock.check()
        for q, d in b.items():
            product = _merged(p, q)
            total[product] = total.get(product, NOTHING) + c * d
    return {product: c for product, c in total.items() if c}


def _merged(p: Product, q: Product) -> Product:
    powers: dict[Base, Fraction] = dict(p)
    for base, n in q:
        powers[base] = powers.get(base, NOTHING) + n
    return _one_exponential(frozenset((base, n) for base, n in powers.items() if n))


def _one_exponential(product: Product) -> Product:
    """`e^u / e^v` as `e^(u - v)`."""
    exponentials = [(base, n) for base, n in product if base[:2] == ("call", "exp")]
    if not exponentials or (len(exponentials) == 1 and exponentials[0][1] == 1):
        return product
    exponent = _added(_scaled(dict(base[2][0]), n) for base, n in exponentials)
    rest = product - frozenset(exponentials)
    return rest | {(("call", "exp", (_frozen(exponent),)), ONE)} if exponent else rest
