"""Turns a tree into a function of its variables.

Over any kind of number that offers the few operations below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any, Protocol, TypeAlias

from touchstone.maths import clock, exact
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power

Value: TypeAlias = Any  # whatever the arithmetic counts with: a ball of floats, a multi-precision number
Env: TypeAlias = Mapping[str, Value]
Run: TypeAlias = Callable[[Env], Value]


class Undefined(ArithmeticError):
    """The expression has no value at this point: a division by zero, a logarithm of a negative number."""


class NotReal(Undefined):
    """There is a value, but no real one: the root of a negative number."""


class Unsure(ArithmeticError):
    """This arithmetic can't tell here: too near a pole or a jump, too large.

    Or a function it doesn't know.
    """


class Arithmetic(Protocol):
    """What a kind of number must offer. Raises Undefined or Unsure where there is no value."""

    def number(self, value: Fraction) -> Run:
        """A constant, whatever the names stand for; made anew at each call, since precision may change."""
        ...

    def constant(self, name: str) -> Run:
        """`pi`, `e`, `i`."""
        ...

    def add(self, a: Value, b: Value) -> Value: ...
    def negative(self, a: Value) -> Value: ...
    def multiply(self, a: Value, b: Value) -> Value: ...
    def divide(self, a: Value, b: Value) -> Value: ...
    def power_integer(self, a: Value, n: int) -> Value: ...
    def power_rational(self, a: Value, exponent: Fraction) -> Value: ...
    def power(self, a: Value, b: Value) -> Value: ...
    def root(self, a: Value, degree: int) -> Value: ...
    def function(self, name: str) -> Callable[..., Value]: ...


def compile_tree(node: Node, arithmetic: Arithmetic) -> Run:
    """The tree as a function of a mapping from names to values.

    Raises Unsure for a node that is no number, Undefined where a part has no value anywhere.
    """
    clock.check()
    try:
        return _run(_part(node, arithmetic), arithmetic)
    except exact.NoValue as error:
        raise Undefined(str(error)) from None


# What is rational stays a fraction until something else is made of it: then it is worked out only once.
# Told apart by `callable`: `isinstance` asks the abstract classes of numbers behind Fraction, which is slow.
Part: TypeAlias = Run | Fraction


def _part(node: Node, arithmetic: Arithmetic) -> Part:
    builder = _BUILDERS.get(type(node))
    if builder is None:
        raise Unsure(f"{type(node).__name__} is not a number")
    return builder(node, arithmetic)


def _run(part: Part, arithmetic: Arithmetic) -> Run:
    return arithmetic.number(part) if not callable(part) else part


def _number(node: Number, arithmetic: Arithmetic) -> Part:
    return node.value


def _name(node: Name, arithmetic: Arithmetic) -> Part:
    return itemgetter(node.name)


def _constant(node: Constant, arithmetic: Arithmetic) -> Part:
    if node.name == "oo":
        raise Unsure("infinity is not a number")
    return arithmetic.constant(node.name)


def _negative(node: Negative, arithmetic: Arithmetic) -> Part:
    inner, flip = _part(node.operand, arithmetic), arithmetic.negative
    if not callable(inner):
        return -inner
    return lambda env: flip(inner(env))


def _add(node: Add, arithmetic: Arithmetic) -> Part:
    return _fold(node.terms, arithmetic, arithmetic.add, exact.total)


def _multiply(node: Multiply, arithmetic: Arithmetic) -> Part:
    return _fold(node.factors, arithmetic, arithmetic.multiply, exact.product)


def _fold(
    nodes: tuple[Node, ...],
    arithmetic: Arithmetic,
    join: Callable[[Value, Value], Value],
    exactly: Callable[[Sequence[Fraction]], Fraction | None],
) -> Part:
    parts = [_part(node, arithmetic) for node in nodes]
    known = _rational(parts, exactly)
    if known is not None:
        return known
    first, *rest = [_run(part, arithmetic) for part in parts]
    if len(rest) == 1:
        second = rest[0]
        return lambda env: join(first(env), second(env))

    def run(env: Env) -> Value:
        total = first(env)
        for part in rest:
            total = join(total, part(env))
        return total

    return run


def _rational(parts: list[Part], exactly: Callable[[Sequence[Fraction]], Fraction | None]) -> Fraction | None:
    """What `exactly` makes of the parts when all are rational; None where that would be too large."""
    values = []
    for part in parts:
        if callable(part):
            return None
        values.append(part)
    return exactly(values)


def _divide(node: Divide, arithmetic: Arithmetic) -> Part:
    over, under = _part(node.numerator, arithmetic), _part(node.denominator, arithmetic)
    if not callable(under):
        known = exact.quotient(over if not callable(over) else None, under)
        if known is not None:
            return known
    top, bottom, divide = _run(over, arithmetic), _run(under, arithmetic), arithmetic.divide
    return lambda env: divide(top(env), bottom(env))


def _power(node: Power, arithmetic: Arithmetic) -> Part:
    if isinstance(node.base, Constant) and node.base.name == "e":
        above = _part(node.exponent, arithmetic)
        if not callable(above) and above == 0:
            return Fraction(1)
        exp, inner = arithmetic.function("exp"), _run(above, arithmetic)
        return lambda env: exp(inner(env))
    base, exponent = _part(node.base, arithmetic), _part(node.exponent, arithmetic)
    if callable(exponent):
        below, inner, power = _run(base, arithmetic), exponent, arithmetic.power
        return lambda env: power(below(env), inner(env))
    known = exact.power(base, exponent) if not callable(base) else None
    if known is not None:
        return known
    if exponent == 0 and callable(base):
        _something(node.base)
    run = _run(base, arithmetic)
    if exponent.denominator == 1:
        n, whole = exponent.numerator, arithmetic.power_integer
        return lambda env: whole(run(env), n)
    return lambda env: arithmetic.power_rational(run(env), exponent)


def _something(base: Node) -> None:
    """Refuses (x - x)^0 as 0^0 is refused, and what may be like it."""
    from touchstone.maths import zeroth

    if zeroth.surely_something(base):
        return
    if zeroth.surely_nothing(base):
        raise exact.NoValue("zero to a power that is not positive")
    raise Unsure("perhaps zero to the power 0")


def _call(node: Call, arithmetic: Arithmetic) -> Part:
    name = node.function
    parts = [_part(argument, arithmetic) for argument in node.arguments]
    known = _rational(parts, lambda values: exact.applied(name, values))
    if known is not None:
        return known
    if name == "root" and len(parts) == 2:
        return _root(parts[0], parts[1], arithmetic)
    runs = [_run(part, arithmetic) for part in parts]
    if name == "log" and len(runs) == 2:
        top, bottom = runs
        divide, ln = arithmetic.divide, arithmetic.function("ln")
        return lambda env: divide(ln(top(env)), ln(bottom(env)))
    function = arithmetic.function(name)
    if len(runs) == 1:
        only = runs[0]
        return lambda env: function(only(env))
    return lambda env: function(*[run(env) for run in runs])


def _root(radicand: Part, degree: Part, arithmetic: Arithmetic) -> Part:
    base = _run(radicand, arithmetic)
    if not callable(degree) and degree.denominator == 1:
        n = degree.numerator
        return lambda env: arithmetic.root(base(env), n)
    inner, one = _run(degree, arithmetic), arithmetic.number(Fraction(1))
    return lambda env: arithmetic.power(base(env), arithmetic.divide(one(env), inner(env)))


_BUILDERS: dict[type, Callable[[Any, Arithmetic], Part]] = {
    Number: _number,
    Name: _name,
    Constant: _constant,
    Negative: _negative,
    Add: _add,
    Multiply: _multiply,
    Divide: _divide,
    Power: _power,
    Call: _call,
}
