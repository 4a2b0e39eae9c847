"""The bridge to SymPy: values into its expressions and back, nothing but trees and numbers across it."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from touchstone.maths.results import float_tree, number_tree
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power
from touchstone.maths.values import CannotEvaluate, Scalar, Symbolic, Value, checked, kind_of

# Digits of the sampling by which a sign or an equality is first guessed.
DIGITS = 40

FUNCTION_NAMES: dict[Any, str] = {
    sympy.log: "ln",
    sympy.Abs: "abs",
    sympy.ceiling: "ceil",
    sympy.Max: "max",
    sympy.Min: "min",
    **{getattr(sympy, name): name for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{getattr(sympy, name): name for name in ("asin", "acos", "atan", "acot", "asec", "acsc")},
    **{getattr(sympy, name): name for name in ("sinh", "cosh", "tanh", "asinh", "acosh", "atanh")},
    **{getattr(sympy, name): name for name in ("floor", "sign", "factorial", "binomial", "gamma")},
    sympy.Mod: "mod",
}
CONSTANTS = {sympy.pi: "pi", sympy.E: "e", sympy.I: "i", sympy.oo: "oo"}


@lru_cache(maxsize=512)
def variable(name: str) -> Any:
    """The real variable of that name."""
    return sympy.Symbol(name, real=True)


def constant(name: str) -> Value:
    """`pi`, `e`, `i` or `oo`."""
    for expr, known in CONSTANTS.items():
        if known == name:
            return Symbolic(expr)
    raise CannotEvaluate(f"there is no constant {name!r}")


def expr_of(value: Value) -> Any:
    """A number or expression as SymPy's. A float becomes the decimal that is written for it."""
    match value:
        case bool():
            raise CannotEvaluate("a truth value can't be calculated with; use if_else(condition, 1, 0)")
        case Fraction():
            return sympy.Rational(value.numerator, value.denominator)
        case float():
            return sympy.Rational(*Fraction(repr(value)).as_integer_ratio())
        case Symbolic(expr=expr):
            return expr
    raise CannotEvaluate(f"a number is needed here; found {kind_of(value)}")


def value_of(expr: Any) -> Scalar:
    """SymPy's expression as a value: rational numbers become Fractions."""
    if expr.is_Rational:
        return checked(Fraction(int(expr.p), int(expr.q)))
    if expr.is_Float:
        return float(expr)
    if expr.has(sympy.nan, sympy.zoo):
        raise CannotEvaluate("it is not defined (a division by zero or an indeterminate form)")
    return Symbolic(expr)


def is_number(value: Symbolic) -> bool:
    """Whether the expression has no variables."""
    return not value.expr.free_symbols


def real_float(value: Symbolic) -> float | None:
    """The nearest float to a real expression without variables, or None."""
    if value.expr.free_symbols or value.expr.has(sympy.oo, sympy.zoo, sympy.nan):
        return None
    found = value.expr.evalf(20)
    if not found.is_number or found.is_real is False:
        return _real_part(found)
    return _finite(found)


def _real_part(found: Any) -> float | None:
    whole, imaginary = found.as_real_imag()
    if not (whole.is_Float or whole.is_Rational):
        return None
    # evalf leaves 1e-25*I behind on real roots of cubics
    small = abs(float(imaginary)) <= 1e-15 * max(1.0, abs(float(whole)))
    return _finite(whole) if small else None


def _finite(found: Any) -> float | None:
    try:
        number = float(found)
    except (TypeError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def sign(value: Symbolic) -> int:
    """−1, 0 or 1: the sign of a real expression without variables; zero only when proved so."""
    expr = value.expr
    if expr.free_symbols:
        raise CannotEvaluate("variables can't be compared")
    if expr in (sympy.oo, -sympy.oo):
        return 1 if expr == sympy.oo else -1
    near = expr.evalf(DIGITS)
    if not near.is_real:
        raise CannotEvaluate("complex numbers can't be ordered")
    if abs(near) > sympy.Float(10) ** (-DIGITS // 2):
        return 1 if near > 0 else -1
    if near.is_zero or sympy.simplify(expr) == 0:
        return 0
    raise CannotEvaluate("two numbers are too close to tell which is larger")


def same(left: Any, right: Any) -> bool:
    """Whether two exact expressions are equal: numeric refutation first, then a proof."""
    difference = left - right
    if difference == 0:
        return True
    if not difference.free_symbols:
        near = difference.evalf(DIGITS)
        if near.is_number and abs(near) > sympy.Float(10) ** (-DIGITS // 2):
            return False
    return bool(sympy.simplify(difference) == 0)


def to_tree(expr: Any) -> Node:
    """The expression as a tree. Raises CannotEvaluate for what the maths language can't say."""
    if expr.is_Rational:
        return number_tree(Fraction(int(expr.p), int(expr.q)))
    if expr.is_Symbol:
        return Name(expr.name)
    if expr in CONSTANTS:
        return Constant(CONSTANTS[expr])
    if expr is sympy.S.NegativeInfinity:
        return Negative(Constant("oo"))
    if expr.is_Add:
        return _sum_tree(expr)
    if expr.is_Mul:
        return _product_tree(expr)
    return _power_or_call(expr)


def _sum_tree(expr: Any) -> Node:
    terms = list(expr.as_ordered_terms())
    if terms[0].could_extract_minus_sign():  # `1 - x` reads better than `-x + 1`
        first = next((term for term in terms if not term.could_extract_minus_sign()), terms[0])
        terms.remove(first)
        terms.insert(0, first)
    return Add(tuple(to_tree(term) for term in terms))


def _product_tree(expr: Any) -> Node:
    coefficient, rest = expr.as_coeff_Mul()
    if coefficient.is_Rational and coefficient < 0:
        return Negative(to_tree(-expr))
    above: list[Node] = []
    below: list[Node] = []
    if coefficient.is_Rational:
        above += [number_tree(Fraction(int(coefficient.p)))] if coefficient.p != 1 else []
        below += [number_tree(Fraction(int(coefficient.q)))] if coefficient.q != 1 else []
    else:
        rest = expr
    for factor in rest.as_ordered_factors():
        base, exponent = factor.as_base_exp()
        if base is not sympy.E and exponent.is_Rational and exponent < 0:
            below.append(to_tree(sympy.Pow(base, -exponent)))
        else:
            above.append(to_tree(factor))
    numerator = _times(above)
    return Divide(numerator, _times(below)) if below else numerator


def _times(factors: list[Node]) -> Node:
    if not factors:
        return Number("1", Fraction(1))
    return factors[0] if len(factors) == 1 else Multiply(tuple(factors))


def _power_or_call(expr: Any) -> Node:
    if isinstance(expr, sympy.exp):
        return Power(Constant("e"), to_tree(expr.args[0]))
    if expr.is_Pow:
        return _power_tree(*expr.args)
    name = FUNCTION_NAMES.get(expr.func)
    if name is not None:
        return Call(name, tuple(to_tree(argument) for argument in expr.args))
    if isinstance(expr, sympy.Integral | sympy.Derivative | sympy.Sum | sympy.Product | sympy.Limit):
        raise CannotEvaluate("no closed form was found")
    if expr.is_Float:
        return float_tree(float(expr))
    what = "a function given by cases" if isinstance(expr, sympy.Piecewise) else _called(expr)
    raise CannotEvaluate(f"the result needs {what}, which the maths language does not have")


def _called(expr: Any) -> str:
    return str(expr.func if isinstance(expr, AppliedUndef) else type(expr).__name__)


def _power_tree(base: Any, exponent: Any) -> Node:
    if exponent == sympy.Rational(1, 2):
        return Call("sqrt", (to_tree(base),))
    if exponent.is_Rational and exponent < 0:
        return Divide(Number("1", Fraction(1)), to_tree(sympy.Pow(base, -exponent)))
    if exponent.is_Rational and exponent.p == 1 and base.is_nonnegative:
        return Call("root", (to_tree(base), number_tree(Fraction(int(exponent.q)))))
    return Power(to_tree(base), to_tree(exponent))
