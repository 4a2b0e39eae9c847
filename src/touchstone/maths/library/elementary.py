"""Elementary functions: exact on exact arguments, floats on floats."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from touchstone.maths import rounded
from touchstone.maths.limits import MAX_FACTORIAL
from touchstone.maths.scalars import add, compare, divide, multiply, negate, power, subtract
from touchstone.maths.values import (
    ONE,
    ZERO,
    CannotEvaluate,
    Many,
    Scalar,
    Symbolic,
    Value,
    as_float,
    elements,
    integer,
    scalar,
    shown,
)

# Decimal places beyond this are a typing slip.
MOST_PLACES = 30

# Named as mpmath names them; SymPy has another name for one.
_NAMED = (
    *("exp", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
    *("gamma", "ln", "cot", "sec", "csc", "acot", "asec", "acsc", "coth", "sech", "csch"),
    *("acoth", "asech", "acsch"),
)
_SYMPY_NAMES = {"ln": "log"}
# Arguments whose value is rational, without waking SymPy.
_KNOWN: dict[tuple[str, int], Fraction] = {
    **{(name, 0): ZERO for name in ("sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh")},
    **{(name, 0): ONE for name in ("exp", "cos", "cosh", "sec", "sech")},
    ("ln", 1): ZERO,
    ("acos", 1): ZERO,
}


def _named(name: str, argument: Value) -> Scalar:
    x = scalar(argument, f"the argument of {name}")
    if isinstance(x, Fraction) and x.denominator == 1 and (name, x.numerator) in _KNOWN:
        return _KNOWN[name, x.numerator]
    if isinstance(x, float):
        return _float(name, x)
    return _exact(name, x)


def _float(name: str, x: float) -> float:
    function = getattr(rounded.context(), name)

    def real_value(number: Any) -> Any:
        value = function(number)
        if not hasattr(value, "_mpf_") or not rounded.context().isfinite(value):
            raise ValueError
        return value

    try:
        return rounded.Rounded.of(rounded.applied(real_value, x))
    except (ValueError, ZeroDivisionError, OverflowError):
        raise CannotEvaluate(f"{name} has no value at {x:.6g}") from None


def _exact(name: str, x: Scalar) -> Scalar:
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    _check_growth(name, x)
    try:
        return value_of(getattr(sympy, _SYMPY_NAMES.get(name, name))(expr_of(x)))
    except CannotEvaluate:
        raise CannotEvaluate(f"{name} has no value at {shown(x)}") from None


def _check_growth(name: str, x: Scalar) -> None:
    """A tower such as exp(exp(exp(20))) would be printed and sampled later: refuse it while it is small."""
    if name == "gamma" and isinstance(x, Fraction) and abs(x) > MAX_FACTORIAL:
        raise CannotEvaluate(f"gamma takes at most {MAX_FACTORIAL}; found {shown(x)}")
    if name in ("exp", "sinh", "cosh") and not (isinstance(x, Symbolic) and x.expr.free_symbols):
        size = abs(as_float(x)) if not _infinite(x) else 0
        if size > 10_000:
            raise CannotEvaluate(f"{name} of {shown(x)} is too large")


def _infinite(x: Scalar) -> bool:
    return isinstance(x, Symbolic) and bool(x.expr.is_infinite or not x.expr.is_real)


def _as_named(name: str) -> Callable[[Value], Scalar]:
    def call(x: Value) -> Scalar:
        return _named(name, x)

    return call


def sqrt(x: Value) -> Scalar:
    """The square root, principal."""
    number = scalar(x, "the argument of sqrt")
    if isinstance(number, float) and number < 0:
        raise CannotEvaluate(f"the square root of {number:.6g} is not real")
    return power(number, Fraction(1, 2))


def root(x: Value, n: Value) -> Scalar:
    """The n-th root; an odd root of a negative number is the real one."""
    number, degree = scalar(x, "the argument of root"), integer(n, "the degree of a root", low=1, high=1000)
    share = Fraction(1, degree)
    return odd_root(number, share) if is_odd_root(number, share) else power(number, share)


def is_odd_root(number: Scalar, exponent: Scalar) -> bool:
    """Whether it is a power of a negative number that has a real value beside the principal one."""
    odd = isinstance(exponent, Fraction) and exponent.denominator % 2 == 1 and exponent.denominator > 1
    return odd and _negative(number)


def odd_root(number: Scalar, exponent: Scalar) -> Scalar:
    """The real value of (−8)^(1/3), −2, and of (−8)^(2/3), 4."""
    size = power(negate(number), exponent)
    assert isinstance(exponent, Fraction)
    return negate(size) if exponent.numerator % 2 else size


def _negative(number: Scalar) -> bool:
    """Whether a number without letters is real and below 0."""
    if not isinstance(number, Symbolic):
        return number < 0
    return bool(number.expr.is_extended_negative) if not number.expr.free_symbols else False


def absolute(x: Value) -> Scalar:
    """|x|."""
    number = scalar(x, "the argument of abs")
    if isinstance(number, Symbolic):
        return exact_call("Abs", number)
    return -number if number < 0 else number


def log(x: Value, base: Value | None = None) -> Scalar:
    """The logarithm, natural when no base is given."""
    if base is None:
        return _named("ln", x)
    number, to = scalar(x, "the argument of log"), scalar(base, "the base of log")
    exact = _exact_log(number, to)
    return exact if exact is not None else divide(_named("ln", number), _named("ln", to))


def _exact_log(number: Scalar, base: Scalar) -> Fraction | None:
    """The integer logarithm: log(8, 2) is 3 and log(1/100, 10) is −2."""
    if not isinstance(number, Fraction) or not isinstance(base, Fraction) or base <= 1 or number <= 0:
        return None
    guess = round(math.log(number.numerator) / math.log(base) - math.log(number.denominator) / math.log(base))
    return Fraction(guess) if abs(guess) <= 1000 and power(base, Fraction(guess)) == number else None


def sign(x: Value) -> Scalar:
    """−1, 0 or 1."""
    number = scalar(x, "the argument of sign")
    if isinstance(number, Symbolic):
        return exact_call("sign", number)
    return Fraction(rounded.sign(number) if isinstance(number, float) else (number > 0) - (number < 0))


def _of_complex(name: str) -> Callable[..., Value]:
    """SymPy's `re`, `im`, `conjugate` and `arg`, variables being real."""
    return lambda x: exact_call(name, scalar(x, f"the argument of {name}"))


def exact_call(name: str, *arguments: Scalar) -> Scalar:
    """What SymPy's function of that name makes of the arguments."""
    import sympy

    from touchstone.maths.symbolic import expr_of, value_of

    return value_of(getattr(sympy, name)(*(expr_of(argument) for argument in arguments)))


def spread_of(arguments: tuple[Value, ...], name: str) -> list[Scalar]:
    """`min(a, b, c)` and `min(x)` alike."""
    items = (
        elements(arguments[0], name) if len(arguments) == 1 and isinstance(arguments[0], Many) else arguments
    )
    if not items:
        raise CannotEvaluate(f"{name} of an empty list has no value")
    return [scalar(item, f"each argument of {name}") for item in items]


def smallest(*arguments: Value) -> Scalar:
    """The smallest of the arguments, or of the one list."""
    return _extreme(spread_of(arguments, "min"), -1, "Min")


def largest(*arguments: Value) -> Scalar:
    """The largest of the arguments, or of the one list."""
    return _extreme(spread_of(arguments, "max"), 1, "Max")


def _extreme(items: list[Scalar], direction: int, name: str) -> Scalar:
    if any(isinstance(item, Symbolic) and item.expr.free_symbols for item in items):
        return exact_call(name, *items)
    best = items[0]
    for item in items[1:]:
        if compare(item, best) == direction:
            best = item
    return best


def percent(x: Value) -> Scalar:
    """25% is 1/4."""
    return divide(scalar(x, "a percentage"), Fraction(100))


def degrees(x: Value) -> Scalar:
    """90° is π/2."""
    import sympy

    return divide(multiply(scalar(x, "an angle"), Symbolic(sympy.pi)), Fraction(180))


def sigmoid(x: Value) -> Scalar:
    """1/(1 + e^−x)."""
    number = scalar(x, "the argument of sigmoid")
    if isinstance(number, float) and number < -700:  # e^−x would overflow
        return _float("exp", number)
    return divide(ONE, add(ONE, _named("exp", negate(number))))


def logit(p: Value) -> Scalar:
    """ln(p/(1 − p))."""
    number = scalar(p, "the argument of logit")
    return _named("ln", divide(number, subtract(ONE, number)))


def relu(x: Value) -> Scalar:
    """max(0, x)."""
    return largest(ZERO, x)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    **{name: _as_named(name) for name in _NAMED},
    "sqrt": sqrt,
    "root": root,
    "abs": absolute,
    "log": log,
    "sign": sign,
    "re": _of_complex("re"),
    "im": _of_complex("im"),
    "conj": _of_complex("conjugate"),
    "arg": _of_complex("arg"),
    "min": smallest,
    "max": largest,
    "percent": percent,
    "degrees": degrees,
    "sigmoid": sigmoid,
    "logit": logit,
    "relu": relu,
    "log2": lambda x: log(x, Fraction(2)),
    "log10": lambda x: log(x, Fraction(10)),
}
