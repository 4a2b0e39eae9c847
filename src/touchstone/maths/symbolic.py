"""The bridge to SymPy: values into its expressions and back, nothing but trees and numbers across it."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from touchstone.maths.results import float_tree, number_tree
from touchstone.maths.rounded import TO_SYMPY, near, sure
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, Number, Power
from touchstone.maths.values import SMALLEST, CannotEvaluate, Scalar, Symbolic, Value, checked, kind_of

# Digits of the sampling by which a sign or an equality is first guessed.
DIGITS = 40
# How often the digits that are wanted, and how many at most are worked with, where the first ones were noise:
# the parts of sqrt(1 + 10^-200) - 1 cancel. SymPy's first number for ln(1 + 10^-200) is 0.
WORKED_WITH = ((3, 500), (20, 2500), (50, 5000))

CLOSE = "two numbers are too close to tell which is larger"

FUNCTION_NAMES: dict[Any, str] = {
    sympy.log: "ln",
    sympy.Abs: "abs",
    sympy.ceiling: "ceil",
    sympy.Max: "max",
    sympy.Min: "min",
    **{getattr(sympy, name): name for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{getattr(sympy, name): name for name in ("asin", "acos", "atan", "acot", "asec", "acsc")},
    **{getattr(sympy, name): name for name in ("sinh", "cosh", "tanh", "asinh", "acosh", "atanh")},
    **{getattr(sympy, name): name for name in ("coth", "sech", "csch", "acoth", "asech", "acsch")},
    **{getattr(sympy, name): name for name in ("floor", "sign", "factorial", "binomial", "gamma")},
    sympy.Mod: "mod",
    sympy.re: "re",
    sympy.im: "im",
    sympy.conjugate: "conj",
    sympy.arg: "arg",
}
CONSTANTS = {sympy.pi: "pi", sympy.E: "e", sympy.I: "i", sympy.oo: "oo"}


# What a question may say of a letter, as SymPy says it.
ASSUMED = {"positive": "positive", "nonnegative": "nonnegative", "integer": "integer", "complex": "complex"}


@lru_cache(maxsize=512)
def variable(name: str, assumed: str = "real") -> Any:
    """The variable of that name, real unless more or less is known of it."""
    return sympy.Symbol(name, **{ASSUMED.get(assumed, "real"): True})


def constant(name: str) -> Value:
    """`pi`, `e`, `i` or `oo`."""
    for expr, known in CONSTANTS.items():
        if known == name:
            return Symbolic(expr)
    raise CannotEvaluate(f"there is no constant {name!r}")


def expr_of(value: Value) -> Any:
    """A number or expression as SymPy's."""
    match value:
        case bool():
            raise CannotEvaluate("a truth value can't be calculated with; use if_else(condition, 1, 0)")
        case Fraction():
            return sympy.Rational(value.numerator, value.denominator)
        case float():
            return _decimal(value)
        case Symbolic(expr=expr):
            return expr
    raise CannotEvaluate(f"a number is needed here; found {kind_of(value)}")


def _decimal(number: float) -> Any:
    """A float with all digits that are known of it: SymPy subtracts, too."""
    many, off = near(number)
    if off <= abs(many) * 10.0**-TO_SYMPY:
        return sympy.Float(str(many), TO_SYMPY)
    return sympy.Float(sure(number))


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
    found = in_digits(value.expr, 20)
    if found is None or not found.is_number or found.is_real is False:
        return None if found is None else _real_part(found)
    return _finite(found)


def in_digits(expr: Any, digits: int) -> Any | None:
    """A number to so many digits, None where they can't be had.

    SymPy gives what is left when its digits are used up: noise, which is another where more are worked with.
    """
    found = expr.evalf(digits)
    for more, most in WORKED_WITH:
        before, found = found, expr.evalf(more * digits, maxn=most)
        apart = abs(found - before)
        if found != 0 and apart.is_comparable and apart < abs(found) * sympy.Float(10) ** (3 - digits):
            return found
    return sympy.S.Zero if sympy.simplify(expr) == 0 else None


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
    return number if math.isfinite(number) and (abs(number) >= SMALLEST or found == 0) else None


def sign(value: Symbolic) -> int:
    """−1, 0 or 1: the sign of a real expression without variables; zero only when proved so."""
    expr = value.expr
    if expr.free_symbols:
        raise CannotEvaluate("variables can't be compared")
    if expr in (sympy.oo, -sympy.oo):
        return 1 if expr == sympy.oo else -1
    near = in_digits(expr, DIGITS)
    if near is None:
        raise CannotEvaluate(CLOSE)
    if not near.is_real:
        raise CannotEvaluate("complex numbers can't be ordered")
    if abs(near) > sympy.Float(10) ** (-DIGITS // 2):
        return 1 if near > 0 else -1
    if near.is_zero or sympy.simplify(expr) == 0:
        return 0
    raise CannotEvaluate(CLOSE)


def many_digits(number: Scalar) -> Any:
    """A real number to 40 digits, to sort by. Raises CannotEvaluate for variables and complex numbers."""
    near = expr_of(number).evalf(DIGITS)
    if not near.is_number or near.is_real is False:
        raise CannotEvaluate("variables and complex numbers can't be ordered")
    return near


def same(left: Any, right: Any) -> bool:
    """Whether two exact expressions are equal: numeric refutation first, then a proof."""
    return vanishes(left - right)


# Where an expression with variables is looked at before anything is proved: no number that cancels by chance.
PROBES = (sympy.Rational(1234577, 1000003), sympy.Rational(577, 1009))


def vanishes(expr: Any) -> bool:
    """Whether an expression is zero everywhere: refuted by numbers where that is possible, else proved.

    `is_zero` of SymPy answers None for `sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)`, which is no answer for a pivot.
    """
    if expr.is_zero is not None:
        return bool(expr.is_zero)
    for probe in PROBES:
        at = {name: probe + n for n, name in enumerate(sorted(expr.free_symbols, key=str))}
        near = expr.evalf(DIGITS, subs=at)
        if near.is_number and abs(near) > sympy.Float(10) ** (-DIGITS // 2):
            return False
    return bool(sympy.simplify(expr) == 0)


def to_tree(expr: Any, *, decimals: bool = False) -> Node:
    """The expression as a tree; `decimals` writes coefficients such as 3/2 as 1.5.

    Raises CannotEvaluate for what the maths language can't say.
    """
    return _Writer(decimals=decimals).tree(expr)


class _Writer:
    """Walks an expression of SymPy's in its own printing order."""

    def __init__(self, *, decimals: bool) -> None:
        self._decimals = decimals

    def tree(self, expr: Any) -> Node:
        if expr.is_Rational:
            return number_tree(Fraction(int(expr.p), int(expr.q)), decimals=self._decimals)
        if expr.is_Float:
            return float_tree(float(expr))
        if expr.is_Symbol:
            return Name(expr.name)
        if expr in CONSTANTS:
            return Constant(CONSTANTS[expr])
        if expr is sympy.S.NegativeInfinity:
            return Negative(Constant("oo"))
        if expr.is_Add:
            return self._sum(expr)
        if expr.is_Mul:
            return self._product(expr)
        return self._power_or_call(expr)

    def _sum(self, expr: Any) -> Node:
        terms = list(expr.as_ordered_terms())
        if terms[0].could_extract_minus_sign():  # `1 - x` reads better than `-x + 1`
            first = next((term for term in terms if not term.could_extract_minus_sign()), terms[0])
            terms.remove(first)
            terms.insert(0, first)
        return Add(tuple(self.tree(term) for term in terms))

    def _product(self, expr: Any) -> Node:
        coefficient, rest = expr.as_coeff_Mul()
        if coefficient < 0:
            return Negative(self.tree(-expr))
        above: list[Node] = []
        below: list[Node] = []
        if coefficient != 1:
            match self.tree(coefficient):
                case Divide(numerator=numerator, denominator=denominator):
                    above += [numerator] if coefficient.p != 1 else []
                    below.append(denominator)
                case number:
                    above.append(number)
        for factor in rest.as_ordered_factors():
            base, exponent = factor.as_base_exp()
            if base is not sympy.E and exponent.is_Rational and exponent < 0:
                below.append(self.tree(sympy.Pow(base, -exponent)))
            else:
                above.append(self.tree(factor))
        return Divide(_times(above), _times(below)) if below else _times(above)

    def _power_or_call(self, expr: Any) -> Node:
        if isinstance(expr, sympy.exp):
            return Power(Constant("e"), self.tree(expr.args[0]))
        if expr.is_Pow:
            return self._power(*expr.args)
        name = FUNCTION_NAMES.get(expr.func)
        if name is not None:
            return Call(name, tuple(self.tree(argument) for argument in expr.args))
        if isinstance(expr, sympy.Integral | sympy.Derivative | sympy.Sum | sympy.Product | sympy.Limit):
            raise CannotEvaluate("no closed form was found")
        what = "a function given by cases" if isinstance(expr, sympy.Piecewise) else _called(expr)
        raise CannotEvaluate(f"the result needs {what}, which the maths language does not have")

    def _power(self, base: Any, exponent: Any) -> Node:
        if exponent == sympy.Rational(1, 2):
            return Call("sqrt", (self.tree(base),))
        if exponent.is_Rational and exponent < 0:
            return Divide(Number("1", Fraction(1)), self.tree(sympy.Pow(base, -exponent)))
        if exponent.is_Rational and exponent.p == 1 and base.is_nonnegative:
            return Call("root", (self.tree(base), number_tree(Fraction(int(exponent.q)))))
        return Power(self.tree(base), self.tree(exponent))


def _times(factors: list[Node]) -> Node:
    if not factors:
        return Number("1", Fraction(1))
    return factors[0] if len(factors) == 1 else Multiply(tuple(factors))


def _called(expr: Any) -> str:
    return str(expr.func if isinstance(expr, AppliedUndef) else type(expr).__name__)
