"""Exact rational arithmetic on a tree, bounded before every step: the value when there is one, else None."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from touchstone.maths.limits import MAX_BINOMIAL, MAX_BITS, MAX_FACTORIAL
from touchstone.maths.tree import Add, Call, Divide, Multiply, Negative, Node, Number, Power


class NoValue(ArithmeticError):
    """The expression has no value: it divides by zero or takes a function outside its domain."""


def rational(node: Node) -> Fraction | None:
    """The exact value of a node made of rational steps, or None when it isn't or would be too large.

    Raises NoValue for a division by zero.
    """
    step = _STEPS.get(type(node))
    return step(node) if step is not None else None


def integer(node: Node) -> int | None:
    """The exact value when it is a whole number, else None."""
    value = rational(node)
    return value.numerator if value is not None and value.denominator == 1 else None


def bits(value: Fraction) -> int:
    """The size of a fraction: bits of the larger of its two parts."""
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _bounded(value: Fraction) -> Fraction | None:
    return value if bits(value) <= MAX_BITS else None


def _number(node: Number) -> Fraction | None:
    return node.value


def _negative(node: Negative) -> Fraction | None:
    value = rational(node.operand)
    return None if value is None else -value


def _all(nodes: tuple[Node, ...]) -> list[Fraction] | None:
    """The values of all nodes, before anything is computed with one: most sums hold a variable."""
    found = []
    for node in nodes:
        value = rational(node)
        if value is None:
            return None
        found.append(value)
    return found


def _add(node: Add) -> Fraction | None:
    values = _all(node.terms)
    return None if values is None else total(values)


def total(values: Sequence[Fraction]) -> Fraction | None:
    """The sum when it is small enough."""
    first, *rest = values
    for value in rest:
        first += value
    return _bounded(first)


def _multiply(node: Multiply) -> Fraction | None:
    values = _all(node.factors)
    return None if values is None else product(values)


def product(values: Sequence[Fraction]) -> Fraction | None:
    """The product when it is small enough."""
    first, *rest = values
    for value in rest:
        first *= value
    return _bounded(first)


def _divide(node: Divide) -> Fraction | None:
    return quotient(rational(node.numerator), rational(node.denominator))


def quotient(over: Fraction | None, under: Fraction | None) -> Fraction | None:
    """`over / under` when both are known and it is small enough. Raises NoValue when `under` is zero."""
    if under == 0:
        raise NoValue("division by zero")
    if over is None or under is None:
        return None
    return _bounded(over / under)


def _power(node: Power) -> Fraction | None:
    base = rational(node.base)
    exponent = rational(node.exponent) if base is not None else None
    if base is None or exponent is None:
        return None
    return power(base, exponent)


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """`base ** exponent` when that is rational and small enough. Raises NoValue for 0^0 and 0^negative."""
    if base == 0:
        if exponent <= 0:
            raise NoValue("zero to a power that is not positive")
        return Fraction(0)
    if exponent.denominator == 1:
        if base in (1, -1):
            return Fraction(1 if base == 1 or exponent % 2 == 0 else -1)
        if abs(exponent) * bits(base) > MAX_BITS:
            return None
        return Fraction(base**exponent.numerator)
    if base < 0:
        return None
    over = root(base.numerator, exponent.denominator)
    under = root(base.denominator, exponent.denominator)
    if over is None or under is None:
        return None
    return power(Fraction(over, under), Fraction(exponent.numerator))


def root(value: int, degree: int) -> int | None:
    """The whole `degree`-th root of a non-negative integer, or None when there isn't one."""
    if value < 2:
        return value
    if degree >= value.bit_length():
        return None
    if degree == 2:
        guess = math.isqrt(value)
    else:
        low, high = 1, 1 << (value.bit_length() // degree + 1)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
        guess = low
    return guess if guess**degree == value else None


def _call(node: Call) -> Fraction | None:
    arguments = _all(node.arguments) if node.function in _FUNCTIONS else None
    return None if arguments is None else applied(node.function, arguments)


def applied(name: str, arguments: Sequence[Fraction]) -> Fraction | None:
    """A function's value at rational arguments when it is rational and small enough. Raises NoValue."""
    function = _FUNCTIONS.get(name)
    if function is None:
        return None
    try:
        result = function(*arguments)
    except TypeError:  # a number of arguments that the function doesn't take
        return None
    return None if result is None else _bounded(Fraction(result))


def _root(value: Fraction, degree: Fraction = Fraction(2)) -> Fraction | None:
    if degree.denominator != 1 or degree < 1:
        return None
    if value < 0:
        inner = _root(-value, degree) if degree % 2 == 1 else None
        return None if inner is None else -inner
    return power(value, 1 / degree)


def _factorial(value: Fraction) -> int | None:
    if value.denominator != 1 or value > MAX_FACTORIAL:
        return None
    if value < 0:
        raise NoValue("factorial of a negative whole number")
    return math.factorial(value.numerator)


def _gamma(value: Fraction) -> int | None:
    return _factorial(value - 1)


def _binomial(n: Fraction, k: Fraction) -> int | None:
    if n.denominator != 1 or k.denominator != 1 or not 0 <= n <= MAX_BINOMIAL:
        return None
    return math.comb(n.numerator, k.numerator) if k >= 0 else 0


def _mod(value: Fraction, modulus: Fraction) -> Fraction:
    if modulus == 0:
        raise NoValue("remainder of a division by zero")
    return value - modulus * math.floor(value / modulus)


def _whole(values: tuple[Fraction, ...]) -> list[int] | None:
    return [v.numerator for v in values] if all(v.denominator == 1 for v in values) else None


def _gcd(*values: Fraction) -> int | None:
    whole = _whole(values)
    return None if whole is None else math.gcd(*whole)


def _lcm(*values: Fraction) -> int | None:
    whole = _whole(values)
    return None if whole is None else math.lcm(*whole)


def _log(value: Fraction, base: Fraction | None = None) -> Fraction | None:
    """Rational logarithms: log(1) is 0, and log(8, 2) is 3; others aren't. Raises NoValue for base 1."""
    if base == 1:
        raise NoValue("a logarithm to the base 1")
    if value <= 0 or (base is not None and base <= 0):
        return None
    if value == 1:
        return Fraction(0)
    return None if base is None else _rational_log(value, base)


def _rational_log(value: Fraction, base: Fraction) -> Fraction | None:
    """p/q with base^p == value^q: tried for the q up to 12 that a person would meet."""
    guess = math.log(value) / math.log(base) if bits(value) < 1000 and bits(base) < 1000 else math.inf
    for q in range(1, 13):
        p = guess * q
        if abs(p) < 1000 and abs(p - round(p)) < 1e-9:
            left, right = power(base, Fraction(round(p))), power(value, Fraction(q))
            if left is not None and left == right:
                return Fraction(round(p), q)
    return None


def _round(value: Fraction, places: Fraction = Fraction(0)) -> Fraction | None:
    """Half away from zero, as rounding is taught."""
    if places.denominator != 1 or abs(places) > 60:
        return None
    scale = Fraction(10) ** places.numerator
    whole = math.floor(abs(value) * scale + Fraction(1, 2))
    return (whole if value >= 0 else -whole) / scale


_FUNCTIONS: dict[str, Callable[..., Fraction | int | None]] = {
    "abs": abs,
    "percent": lambda v: v / 100,
    "sqrt": _root,
    "root": _root,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": _round,
    "sign": lambda v: (v > 0) - (v < 0),
    "relu": lambda v: max(v, Fraction(0)),
    "min": lambda *v: min(v),
    "max": lambda *v: max(v),
    "gcd": _gcd,
    "lcm": _lcm,
    "mod": _mod,
    "factorial": _factorial,
    "gamma": _gamma,
    "binomial": _binomial,
    "ln": _log,
    "log": _log,
    "log2": lambda v: _log(v, Fraction(2)),
    "log10": lambda v: _log(v, Fraction(10)),
}

_STEPS: dict[type, Callable[..., Fraction | None]] = {
    Number: _number,
    Negative: _negative,
    Add: _add,
    Multiply: _multiply,
    Divide: _divide,
    Power: _power,
    Call: _call,
}
