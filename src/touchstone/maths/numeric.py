"""Turns a tree into a function of its variables.

Over any kind of number that offers the few operations below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

from touchstone.maths import exact
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power

Value: TypeAlias = Any  # whatever the arithmetic counts with: a ball of floats, a multi-precision number
Env: TypeAlias = Mapping[str, Value]
Run: TypeAlias = Callable[[Env], Value]


class Undefined(ArithmeticError):
    """The expression has no value at this point: a division by zero, a logarithm of a negative number."""


class Unsure(ArithmeticError):
    """This arithmetic can't tell here: too near a pole or a jump, too large.

    Or a function it doesn't know.
    """


class Arithmetic(Protocol):
    """What a kind of number must offer. Raises Undefined or Unsure where there is no value."""

    def number(self, value: Fraction) -> Callable[[], Value]:
        """A constant, made anew at each call, since precision may change between calls."""
        ...

    def constant(self, name: str) -> Callable[[], Value]:
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

    Raises Unsure for a node that is no number.
    """
    if isinstance(node, Name):
        return _name(node, arithmetic)
    try:
        value = exact.rational(node)
    except exact.NoValue as error:
        raise Undefined(str(error)) from None
    if value is not None:
        return _fixed(arithmetic.number(value))
    builder = _BUILDERS.get(type(node))
    if builder is None:
        raise Unsure(f"{type(node).__name__} is not a number")
    return builder(node, arithmetic)


def _fixed(make: Callable[[], Value]) -> Run:
    return lambda env: make()


def _name(node: Name, arithmetic: Arithmetic) -> Run:
    name = node.name
    return lambda env: env[name]


def _constant(node: Constant, arithmetic: Arithmetic) -> Run:
    if node.name == "oo":
        raise Unsure("infinity is not a number")
    return _fixed(arithmetic.constant(node.name))


def _negative(node: Negative, arithmetic: Arithmetic) -> Run:
    inner, flip = compile_tree(node.operand, arithmetic), arithmetic.negative
    return lambda env: flip(inner(env))


def _fold(parts: tuple[Node, ...], arithmetic: Arithmetic, join: Callable[[Value, Value], Value]) -> Run:
    runs = [compile_tree(part, arithmetic) for part in parts]
    first, rest = runs[0], runs[1:]

    def run(env: Env) -> Value:
        total = first(env)
        for part in rest:
            total = join(total, part(env))
        return total

    return run


def _divide(node: Divide, arithmetic: Arithmetic) -> Run:
    over, under = compile_tree(node.numerator, arithmetic), compile_tree(node.denominator, arithmetic)
    divide = arithmetic.divide
    return lambda env: divide(over(env), under(env))


def _power(node: Power, arithmetic: Arithmetic) -> Run:
    exponent = exact.rational(node.exponent)
    if isinstance(node.base, Constant) and node.base.name == "e":
        exp, inner = arithmetic.function("exp"), compile_tree(node.exponent, arithmetic)
        return lambda env: exp(inner(env))
    base = compile_tree(node.base, arithmetic)
    if exponent is None:
        inner, power = compile_tree(node.exponent, arithmetic), arithmetic.power
        return lambda env: power(base(env), inner(env))
    if exponent.denominator == 1:
        n, whole = exponent.numerator, arithmetic.power_integer
        return lambda env: whole(base(env), n)
    return lambda env: arithmetic.power_rational(base(env), exponent)


def _call(node: Call, arithmetic: Arithmetic) -> Run:
    if node.function == "root" and len(node.arguments) == 2:
        return _root(node, arithmetic)
    if node.function == "log" and len(node.arguments) == 2:
        top, bottom = (_logarithm(argument, arithmetic) for argument in node.arguments)
        divide = arithmetic.divide
        return lambda env: divide(top(env), bottom(env))
    function = arithmetic.function(node.function)
    runs = [compile_tree(argument, arithmetic) for argument in node.arguments]
    if len(runs) == 1:
        only = runs[0]
        return lambda env: function(only(env))
    return lambda env: function(*[run(env) for run in runs])


def _logarithm(node: Node, arithmetic: Arithmetic) -> Run:
    ln, inner = arithmetic.function("ln"), compile_tree(node, arithmetic)
    return lambda env: ln(inner(env))


def _root(node: Call, arithmetic: Arithmetic) -> Run:
    base, degree = compile_tree(node.arguments[0], arithmetic), exact.integer(node.arguments[1])
    if degree is not None:
        return lambda env: arithmetic.root(base(env), degree)
    inner, one = compile_tree(node.arguments[1], arithmetic), arithmetic.number(Fraction(1))
    return lambda env: arithmetic.power(base(env), arithmetic.divide(one(), inner(env)))


_BUILDERS: dict[type, Callable[[Any, Arithmetic], Run]] = {
    Name: _name,
    Constant: _constant,
    Negative: _negative,
    Add: lambda node, arithmetic: _fold(node.terms, arithmetic, arithmetic.add),
    Multiply: lambda node, arithmetic: _fold(node.factors, arithmetic, arithmetic.multiply),
    Divide: _divide,
    Power: _power,
    Call: _call,
}

assert Number not in _BUILDERS  # a literal is always rational
