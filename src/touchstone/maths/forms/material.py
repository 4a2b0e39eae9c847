"""What an answer is written with, beside what its key is written with.

A form says how something is written. Beside a polynomial, an answer in logarithms, absolute values or powers
of 1/2 may be equal and still leave the work to them: `exp(2ln|x+1|)` is nothing expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.forms.collected import NUMBERS
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.forms.structure import canonical
from touchstone.maths.kinds.shape import is_statement
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Negative,
    Node,
    Number,
    Power,
    children,
    walk,
)

BARS = "Write it without absolute values."
FUNCTIONS = "Write it without functions, which the expected answer has none of."
PERCENT = "Write it without a percent sign."
LETTERS = "Leave out the letters that cancel."
BELOW = "Write it without letters under the line."
# Functions that can be written by each other, so that who has one of them may use all.
_SIX = ("sin", "cos", "tan", "cot", "sec", "csc")
_GROUPS = {
    "roots": ("sqrt", "root"),
    "powers": ("exp", "sigmoid", *(f"{name}h" for name in _SIX)),
    "logarithms": ("ln", "log", "log2", "log10", "logit", *(f"a{name}h" for name in _SIX)),
    "angles": _SIX,
    "arcs": tuple(f"a{name}" for name in _SIX),
    "sizes": ("abs", "sign", "min", "max", "relu", "piecewise"),
    "counts": ("factorial", "binomial", "gamma"),
    "wholes": ("floor", "ceil", "mod", "gcd", "lcm"),
    "parts": ("re", "im", "conj", "arg"),
}
_FAMILY = {name: family for family, names in _GROUPS.items() for name in names} | {"degrees": "pi"}
_CONSTANTS = {"e": "powers"}
# What a number is made of that is to be worked out where it can be: `sin(45°)` isn't sqrt(2)/2 yet.
LEFT_TO_DO = frozenset({"angles", "arcs", "logarithms", "powers"})
COMPUTED = LEFT_TO_DO | {"sizes", "counts", "wholes", "parts"}
Families = frozenset[str]


def foreign(key: Node, answer: Node) -> str | None:
    """What an answer with letters is written with that has no place beside its key. Raises CannotJudge."""
    if letters_cancel(key, answer):
        return LETTERS
    letters, numbers = families(answer)
    known, others = families(key)
    if new := letters - known:
        if known:
            raise CannotJudge("another function")
        return BARS if new == {"sizes"} else PERCENT if new == {"percent"} else FUNCTIONS
    if "percent" in numbers - others:
        return PERCENT
    if not known and not _letters_below(key) and _letters_below(answer) and not numbers - others:
        return BELOW
    left = {canonical(part) for part in walk(answer) if known and _undoes(part)}
    if left - {canonical(part) for part in walk(key)}:
        raise CannotJudge("a function undoes another")
    return None


def letters_cancel(key: Node, answer: Node) -> bool:
    """Whether letters stand in an expression that its key, which is equal, has none of."""
    return not is_statement(answer) and names_in(key) < names_in(answer)


def foreign_numbers(key: Node, answer: Node) -> str | None:
    """What numbers are made of beside a key that has none such. Raises CannotJudge."""
    known, others = families(key)
    new = families(answer)[1] - others - known
    if new and (known or others or any("." in part.text for part in walk(key) if isinstance(part, Number))):
        raise CannotJudge("another function")
    return NUMBERS if new else None


def left_to_do(key: Node, answer: Node, functions: Families) -> bool:
    """Whether a number is made of functions that its key was written without.

    Complex numbers have two exact values, `1 + i` and one with e or angles.
    """
    known, others = families(key)
    if "i" in others and functions == LEFT_TO_DO:
        return False
    letters, numbers = families(answer)
    return bool(((letters | numbers) - known - others) & functions)


def families(node: Node) -> tuple[Families, Families]:
    """The sorts of functions that are taken of letters, and of numbers."""
    letters, numbers = set[str](), set[str]()
    for part in walk(node):
        (letters if names_in(part) else numbers).update(_families(part))
    return frozenset(letters), frozenset(numbers)


def _families(part: Node) -> Iterator[str]:
    match part:
        case Constant(name=name):
            yield _CONSTANTS.get(name, name)
        case Call(function=function):
            yield _FAMILY.get(function, function)
        case Power(exponent=exponent):
            value = _rational(exponent)
            if value is None:
                yield "powers"
            elif value.denominator > 1:
                yield "roots"


def _rational(node: Node) -> Fraction | None:
    try:
        return exact.rational(node)
    except exact.NoValue:
        raise CannotJudge("no value") from None


def _letters_below(node: Node) -> bool:
    return any(_has_letters_below(part) for part in walk(node))


def _has_letters_below(part: Node) -> bool:
    match part:
        case Divide(denominator=under):
            return bool(names_in(under))
        case Power(base=base, exponent=exponent):
            value = _rational(exponent)
            return bool(names_in(base)) and value is not None and value < 0
    return False


def _undoes(part: Node) -> bool:
    """Whether a function is taken of another only to leave what a bracket holds: `|x+1|^2`, `ln(e^(x+1))`."""
    if not any(isinstance(inner, Add) and names_in(inner) for inner in walk(part)):
        return False
    match part:
        case Power(base=Call(function="abs" | "sqrt" | "root"), exponent=exponent):
            return exact.integer(exponent) is not None
        case Power(base=Power(exponent=inner), exponent=exponent):
            return exact.rational(inner) is not None and exact.rational(exponent) is not None
        case Power(exponent=exponent) if names_in(exponent):
            return any(_is_logarithm(term) for term in _terms(exponent))
        case Call(function="exp", arguments=(exponent,)):
            return any(_is_logarithm(term) for term in _terms(exponent))
        case Call(function="ln" | "log", arguments=(inner, *_)):
            return isinstance(inner, Power) or (isinstance(inner, Call) and inner.function == "exp")
        case Call(function="sqrt" | "root" | "abs", arguments=(inner, *_)):
            return any(isinstance(factor, Power) for factor in _factors(inner))
        case Call(function="min" | "max" | "gcd" | "lcm", arguments=(_,)):
            return True
        case Call(function="binomial", arguments=(_, count)):
            return exact.integer(count) is not None
        case Call(function=outer, arguments=(Call(function=inner),)):
            return {f"a{outer}", outer} & {inner, f"a{inner}"} == {inner, f"a{outer}"} or outer == f"a{inner}"
    return False


def _terms(node: Node) -> Iterator[Node]:
    if isinstance(node, Add | Negative):
        for part in children(node):
            yield from _terms(part)
    else:
        yield node


def _factors(node: Node) -> Iterator[Node]:
    if isinstance(node, Multiply | Negative):
        for part in children(node):
            yield from _factors(part)
    else:
        yield node


def _is_logarithm(term: Node) -> bool:
    """A logarithm, perhaps with a number before or below it."""
    if isinstance(term, Divide):
        return not names_in(term.denominator) and _is_logarithm(term.numerator)
    lettered = [factor for factor in _factors(term) if names_in(factor)]
    return len(lettered) == 1 and isinstance(lettered[0], Call) and lettered[0].function in ("ln", "log")
