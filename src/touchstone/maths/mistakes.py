"""What went wrong: mistakes that the question lists, then the slips that happen everywhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from touchstone.maths.arrays import number, transpose
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Ball, Floats, Scalar, compiled
from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.numeric import Env, Undefined, Unsure, compile_tree
from touchstone.maths.sampling import Deadline
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Constant, Divide, Matrix, Multiply, Node, Number, children
from touchstone.maths.up_to import negated
from touchstone.maths.verdict import Finding

Compare = Callable[[Node, Node, Setting], Finding]


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual slip: its name, what the candidate is told, and the wrong value that it makes of a key.

    `of` gives that value from the right one in floats, for a first look; None: it has to be worked out.
    """

    name: str
    says: str
    value: Callable[[Node], Node]
    of: Callable[[Scalar], Scalar] | None = None


TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
ENTIRE = frozenset({"sin", "cos", "sinh", "cosh", "exp"})
ARC = frozenset({"asin", "acos", "atan", "acot", "asec", "acsc"})
# A hint is worth this much time; the verdict stands without it.
PATIENCE_MS = 25
# An answer this near to the key, and typed as a decimal, was rounded on the way.
NEARLY = Fraction(1, 100)
# Floats agree to 15 digits; a first look is content with 6.
LOOK, LOOKS = 1e-6, 2


ROUNDED_EARLY = "rounded_too_early"
PERCENT_FOR_FRACTION = "percent_for_fraction"
ROUNDED = "It is close, but not accurate enough. Was something rounded on the way?"
INEXACT = "The exact value is asked, not a rounded one."  # more digits would stay wrong


def slip(key: Node, answer: Node, setting: Setting, compare: Compare) -> tuple[str, str] | None:
    """The name of the slip that explains a wrong answer, and what to tell; None when none does."""
    scalar = is_scalar(key) and is_scalar(answer)
    looks = _Looks(key, answer, setting) if scalar else None
    deadline = None
    for usual in _slips(key):
        if looks is not None and not looks.allow(usual):
            continue
        deadline = deadline or Deadline(PATIENCE_MS)
        if not deadline.left():
            break
        value = usual.value(key)
        if value != key and compare(value, answer, replace(setting, deadline=deadline)).equal:
            return usual.name, usual.says
    if scalar and _rounded_too_early(key, answer):
        return ROUNDED_EARLY, ROUNDED
    return None


def stands_for(mistake: Node, answer: Node) -> bool:
    """Whether a number is nearer to a listed mistake than to 0.

    A tolerance that is wider than the mistake's own value would take 0, and what has the wrong sign, for it.
    """
    if not (is_scalar(mistake) and is_scalar(answer)):
        return True
    wrong, typed = scalars.digits(mistake), scalars.digits(answer)
    return wrong is None or typed is None or not wrong or abs(typed - wrong) < abs(typed)


@dataclass(frozen=True, slots=True)
class Look:
    """Key and answer at one point, each with the error of its float."""

    at: Env
    key: Ball
    answer: Ball


class _Looks:
    """A few looks at key and answer in floats, taken as far as they are asked for: most slips fail at one."""

    def __init__(self, key: Node, answer: Node, setting: Setting) -> None:
        self._key = key
        self._source = _glances(key, answer, setting)
        self._seen: list[Look] = []

    def __iter__(self) -> Iterator[Look]:
        yield from self._seen
        for look in self._source:
            self._seen.append(look)
            yield look

    def allow(self, usual: Slip) -> bool:
        """Whether the slip may explain it. If so all looks are taken, before anything else is drawn."""
        possible = self._allow(usual.of) if usual.of is not None else self._worked_out(usual.value)
        if possible:
            self._seen.extend(self._source)
        return possible

    def _allow(self, of: Callable[[Scalar], Scalar]) -> bool:
        try:
            for look in self:
                a = look.answer[0]
                if abs(of(look.key[0]) - a) > LOOK * (abs(a) + 1e-200):
                    return False
        except (ZeroDivisionError, OverflowError):
            return False
        return True

    def _worked_out(self, value: Callable[[Node], Node]) -> bool:
        try:
            run = compile_tree(value(self._key), Floats(real=False))
            for look in self:
                (v, e), (a, f) = run(look.at), look.answer
                if abs(v - a) > LOOK * abs(a) + 4 * (e + f):
                    return False
        except (Undefined, Unsure, OverflowError, ValueError):
            pass
        return True


def _glances(key: Node, answer: Node, setting: Setting) -> Iterator[Look]:
    """Values of key and answer at a few points."""
    # Where no step can leave the real numbers, these are the functions that have refuted the answer.
    real = _stays_real(key) and _stays_real(answer) and "complex" not in setting.domain.assume.values()
    try:
        runs = compiled(key, real=real), compiled(answer, real=real)
    except (Undefined, Unsure):
        return
    names = names_in(key) | names_in(answer)
    found = 0
    for point in islice(setting.domain.points(names), 6 if names else 1):
        env = {name: (value, 0.0) for name, value in point.items()}
        try:
            look = Look(env, runs[0](env), runs[1](env))
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        yield look
        found += 1
        if found == LOOKS:
            break


def _stays_real(node: Node) -> bool:
    """Whether at real points floats give the same, whether or not complex values are allowed."""
    found = traits(node)
    return (
        not found.growing
        and found.functions <= ENTIRE
        and "i" not in found.constants
        and all(literal.value.denominator == 1 for literal in found.literals)
    )


def _slips(key: Node) -> Iterator[Slip]:
    if isinstance(key, Matrix):
        yield SIGN
        if len(key.rows) > 1 or len(key.rows[0]) > 1:
            yield TRANSPOSED
    if not is_scalar(key):
        return
    zero = isinstance(key, Number) and key.value == 0
    yield from (usual for usual in EVERYWHERE if not (zero and usual is RECIPROCAL))
    if traits(key).functions & (TRIGONOMETRIC | ARC):
        yield DEGREES
    if "pi" in traits(key).constants:
        yield ANGLE


def _transposed(key: Node) -> Node:
    return transpose(key) if isinstance(key, Matrix) else key


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


def _rounded_too_early(key: Node, answer: Node) -> bool:
    decimal = any("." in literal.text for literal in traits(answer).literals)
    if not decimal:
        return False
    exact, typed = scalars.digits(key), scalars.digits(answer)
    if not exact or not typed or exact.denominator == 1:  # nobody rounds to miss a whole number
        return False
    return abs(typed - exact) <= NEARLY * abs(exact)


_ONE, _TWO, _HUNDRED, _HALF_TURN = (number(Fraction(n)) for n in (1, 2, 100, 180))
_PI = Constant("pi")

FACTOR, PERCENT = "Look for a factor of two.", "Look again at percent and fraction."
SIGN = Slip("sign", "Look at the sign again.", negated, lambda k: -k)
RECIPROCAL = Slip(
    "reciprocal", "Look again at what is divided by what.", lambda key: Divide(_ONE, key), lambda k: 1 / k
)
EVERYWHERE = (
    SIGN,
    Slip("factor_of_two", FACTOR, lambda key: Multiply((_TWO, key)), lambda k: 2 * k),
    Slip("factor_of_two", FACTOR, lambda key: Divide(key, _TWO), lambda k: k / 2),
    RECIPROCAL,
    Slip(PERCENT_FOR_FRACTION, PERCENT, lambda key: Multiply((_HUNDRED, key)), lambda k: 100 * k),
    Slip(PERCENT_FOR_FRACTION, PERCENT, lambda key: Divide(key, _HUNDRED), lambda k: k / 100),
)
TRANSPOSED = Slip("transposed_matrix", "Look again at which are the rows and which the columns.", _transposed)
DEGREES = Slip("degrees_for_radians", "Was the calculator set to degrees?", in_degrees)
ANGLE = Slip(
    "degrees_for_radians",
    "Is the angle asked for in radians?",
    lambda key: Divide(Multiply((key, _HALF_TURN)), _PI),
    lambda k: k * 180 / math.pi,
)
