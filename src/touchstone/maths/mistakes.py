"""What went wrong: mistakes that the question lists, then the slips that happen everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from touchstone.maths.arrays import number, transpose
from touchstone.maths.comparing import Setting
from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.sampling import Deadline
from touchstone.maths.substitution import rebuilt
from touchstone.maths.tree import Call, Constant, Divide, Matrix, Multiply, Node, Number, children, walk
from touchstone.maths.up_to import negated
from touchstone.maths.verdict import Finding

Compare = Callable[[Node, Node, Setting], Finding]


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual slip: its name, what the candidate is told, and the wrong value that it would give."""

    name: str
    says: str
    value: Node


TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
ARC = frozenset({"asin", "acos", "atan", "acot", "asec", "acsc"})
# A hint is worth this much time; the verdict stands without it.
PATIENCE_MS = 25
# An answer this near to the key, and typed as a decimal, was rounded on the way.
NEARLY = Fraction(1, 100)


def slip(key: Node, answer: Node, setting: Setting, compare: Compare) -> tuple[str, str] | None:
    """The name of the slip that explains a wrong answer, and what to tell; None when none does."""
    setting = replace(setting, deadline=Deadline(PATIENCE_MS))
    for candidate in _slips(key):
        if not setting.deadline.left():
            break
        if candidate.value != key and compare(candidate.value, answer, setting).equal:
            return candidate.name, candidate.says
    if is_scalar(key) and is_scalar(answer) and _rounded_too_early(key, answer, setting):
        return (
            "rounded_too_early",
            "This is close, but not accurate enough. Was something rounded on the way?",
        )
    return None


def _slips(key: Node) -> Iterator[Slip]:
    if is_scalar(key) or isinstance(key, Matrix):
        yield Slip("sign", "Look at the sign again.", negated(key))
    if isinstance(key, Matrix) and (len(key.rows) > 1 or len(key.rows[0]) > 1):
        yield Slip(
            "transposed_matrix", "Look again at which are the rows and which the columns.", transpose(key)
        )
    if not is_scalar(key):
        return
    factor = "Look for a factor of two."
    yield Slip("factor_of_two", factor, Multiply((_TWO, key)))
    yield Slip("factor_of_two", factor, Divide(key, _TWO))
    if not (isinstance(key, Number) and key.value == 0):
        yield Slip("reciprocal", "Look again at what is divided by what.", Divide(_ONE, key))
    percent = "Look again at percent and fraction."
    yield Slip("percent_for_fraction", percent, Multiply((_HUNDRED, key)))
    yield Slip("percent_for_fraction", percent, Divide(key, _HUNDRED))
    if any(isinstance(part, Call) and part.function in TRIGONOMETRIC | ARC for part in walk(key)):
        says = "Was the calculator set to degrees?"
        yield Slip("degrees_for_radians", says, in_degrees(key))


def in_degrees(node: Node) -> Node:
    """What a calculator set to degrees makes of an expression."""
    parts = children(node)
    if parts:
        node = rebuilt(node, [in_degrees(part) for part in parts])
    if isinstance(node, Call) and node.function in TRIGONOMETRIC:
        return Call(node.function, (Divide(Multiply((node.arguments[0], _PI)), _HALF_TURN),))
    if isinstance(node, Call) and node.function in ARC:
        return Divide(Multiply((node, _HALF_TURN)), _PI)
    return node


def _rounded_too_early(key: Node, answer: Node, setting: Setting) -> bool:
    decimal = any(isinstance(part, Number) and "." in part.text for part in walk(answer))
    if not decimal:
        return False
    exact, typed = scalars.digits(key), scalars.digits(answer)
    return bool(exact and typed and abs(typed - exact) <= NEARLY * abs(exact))


_ONE, _TWO, _HUNDRED, _HALF_TURN = (number(Fraction(n)) for n in (1, 2, 100, 180))
_PI = Constant("pi")
