"""Images and sums of numbers, names, sums, products, quotients and powers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.maths import exact, zeroth
from touchstone.maths.modular import calls, linear
from touchstone.maths.modular.field import Field
from touchstone.maths.modular.linear import Linear
from touchstone.maths.modular.point import Point, Unsupported
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power

HALF = Fraction(1, 2)


def _number(point: Point, node: Number) -> int:
    return point.rational_image(node.value)


def _name(point: Point, node: Name) -> int:
    return point.name(node.name)[0]


def _constant(point: Point, node: Constant) -> int:
    if node.name == "i":
        if point.real:
            raise Unsupported("i among real numbers")
        return point.field.i
    if node.name == "pi":
        return point.pi
    if node.name == "e":
        return point.exponential(linear.single(1))
    raise Unsupported(node.name)


def _negative(point: Point, node: Negative) -> int:
    return -point.image(node.operand) % point.p


def _add(point: Point, node: Add) -> int:
    total = 0
    for term in node.terms:
        total += point.image(term)
    return total % point.p


def _multiply(point: Point, node: Multiply) -> int:
    total = 1
    for factor in node.factors:
        total = total * point.image(factor) % point.p
    return total


def _divide(point: Point, node: Divide) -> int:
    return point.image(node.numerator) * point.inverse(point.image(node.denominator)) % point.p


def _power(point: Point, node: Power) -> int:
    exponent = exact.rational(node.exponent)
    if exponent is not None and exponent.denominator == 1:
        base, n = point.image(node.base), exponent.numerator
        if n <= 0 and base == 0:
            raise ZeroDivisionError
        if n == 0 and not zeroth.surely_something(node.base):
            raise Unsupported("perhaps zero to the power 0")
        return pow(base, n, point.p) if n >= 0 else pow(point.inverse(base), -n, point.p)
    return point.exponential(_exponent(point, node.base, node.exponent))


def _exponent(point: Point, base: Node, exponent: Node) -> Linear:
    """log(base) · exponent; a negative rational base has its principal value unless a root is meant."""
    value = exact.rational(base)
    if value is not None and value < 0 and exact.rational(exponent) is None:
        log = linear.add([point.log_rational(-value), linear.imaginary(point.pi)])
    else:
        log = point.logarithm(base)
    product = linear.multiply(point.linear(exponent), log, point.p)
    if product is None:
        raise Unsupported("too long an exponent")
    return product


def _call(point: Point, node: Call) -> int:
    step = calls.CALLS.get(node.function)
    if step is None:
        raise Unsupported(node.function)
    try:
        return step(point, *node.arguments)
    except TypeError:
        raise Unsupported(f"{node.function} of {len(node.arguments)}") from None


def _linear_constant(point: Point, node: Constant) -> Linear | None:
    if node.name == "i" and not point.real:
        return linear.imaginary(1)
    return None


def _linear_call(point: Point, node: Call) -> Linear | None:
    match node:
        case Call(function="sqrt", arguments=(inner,)):
            return _linear_root(point, inner, HALF)
        case Call(function="root", arguments=(inner, degree)):
            n = exact.rational(degree)
            return _linear_root(point, inner, 1 / n) if n else None
        case Call(function="ln" | "log", arguments=(inner,)):
            return point.logarithm(inner)
        case Call(function="percent", arguments=(inner,)):
            return linear.scaled(point.linear(inner), Fraction(1, 100))
        case Call(function="degrees", arguments=(inner,)):
            return linear.multiply(point.linear(inner), linear.single(point.pi, Fraction(1, 180)), point.p)
    return None


def _linear_root(point: Point, node: Node, exponent: Fraction) -> Linear | None:
    value = exact.rational(node)
    return point.surd(value, exponent) if value is not None and value > 0 else None


_IMAGES: dict[type, Callable[[Point, Any], int]] = {
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

_SUMS: dict[type, Callable[[Point, Any], Linear | None]] = {
    Constant: _linear_constant,
    Negative: lambda point, node: linear.scaled(point.linear(node.operand), Fraction(-1)),
    Add: lambda point, node: linear.add(point.linear(term) for term in node.terms),
    Multiply: lambda point, node: point.linear_product(node.factors),
    Divide: lambda point, node: point.linear_quotient(node.numerator, node.denominator),
    Power: lambda point, node: point.linear_power(node.base, node.exponent),
    Call: _linear_call,
}


def a_point(field: Field, *, positive: frozenset[str], roots: dict[int, int], real: bool) -> Point:
    """A random point of a field at which expressions have images."""
    return Point(field, (_IMAGES, _SUMS), positive=positive, roots=roots, real=real)
