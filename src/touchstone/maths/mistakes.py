"""What went wrong: mistakes that the question lists, then the slips that happen everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from touchstone.maths.arrays import number, transpose
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats, Scalar
from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.sampling import Deadline
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Constant, Divide, Matrix, Multiply, Node, Number, children
from touchstone.maths.up_to import negated
from touchstone.maths.verdict import Finding

Compare = Callable[[Node, Node, Setting], Finding]


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual slip: its name, what the candidate is told, and the wrong value that it would give.

    `of` gives that value from the right one, for a first look in floats.
    """

    name: str
    says: str
    value: Node
    of: Callable[[Scalar], Scalar] | None = None


TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
ARC = frozenset({"asin", "acos", "atan", "acot", "asec", "acsc"})
# A hint is worth this much time; the verdict stands without it.
PATIENCE_MS = 25
# An answer this near to the key, and typed as a decimal, was rounded on the way.
NEARLY = Fraction(1, 100)
# Floats agree to 15 digits; a first look is content with 6.
LOOK, LOOKS = 1e-6, 2


ROUNDED = "This is close, but not accurate enough. Was something rounded on the way?"
TURNED = "Look again at which are the rows and which the columns."


def slip(key: Node, answer: Node, setting: Setting, compare: Compare) -> tuple[str, str] | None:
    """The name of the slip that explains a wrong answer, and what to tell; None when none does."""
    setting = replace(setting, deadline=Deadline(PATIENCE_MS))
    scalar = is_scalar(key) and is_scalar(answer)
    looks = _Looks(_glances(key, answer, setting) if scalar else iter(()))
    for candidate in _slips(key):
        if not setting.deadline.left():
            break
        if scalar and not _possible(candidate, looks):
            continue
        looks.all()  # before anything else is drawn
        if candidate.value != key and compare(candidate.value, answer, setting).equal:
            return candidate.name, candidate.says
    if scalar and _rounded_too_early(key, answer):
        return "rounded_too_early", ROUNDED
    return None


class _Looks:
    """Values of key and answer, found as far as they are asked for: most slips fail at the first."""

    def __init__(self, source: Iterator[tuple[Scalar, Scalar]]) -> None:
        self._source = source
        self._seen: list[tuple[Scalar, Scalar]] = []

    def __iter__(self) -> Iterator[tuple[Scalar, Scalar]]:
        yield from self._seen
        for pair in self._source:
            self._seen.append(pair)
            yield pair

    def all(self) -> None:
        """Takes every look that there is."""
        self._seen.extend(self._source)


def _glances(key: Node, answer: Node, setting: Setting) -> Iterator[tuple[Scalar, Scalar]]:
    """Values of key and answer at a few points, in floats."""
    arithmetic = Floats(real=False)
    try:
        runs = compile_tree(key, arithmetic), compile_tree(answer, arithmetic)
    except (Undefined, Unsure):
        return
    names = names_in(key) | names_in(answer)
    found = 0
    for point in islice(setting.domain.points(names), 6 if names else 1):
        env = {name: (value, 0.0) for name, value in point.items()}
        try:
            values = runs[0](env)[0], runs[1](env)[0]
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        yield values
        found += 1
        if found == LOOKS:
            break


def _possible(candidate: Slip, seen: Iterable[tuple[Scalar, Scalar]]) -> bool:
    """Whether a first look leaves the slip possible."""
    if candidate.of is None:
        return True
    try:
        return all(abs(candidate.of(k) - a) <= LOOK * (abs(a) + 1e-200) for k, a in seen)
    except (ZeroDivisionError, OverflowError):
        return False


def _slips(key: Node) -> Iterator[Slip]:
    if is_scalar(key) or isinstance(key, Matrix):
        yield Slip("sign", "Look at the sign again.", negated(key), lambda k: -k)
    if isinstance(key, Matrix) and (len(key.rows) > 1 or len(key.rows[0]) > 1):
        yield Slip("transposed_matrix", TURNED, transpose(key))
    if not is_scalar(key):
        return
    factor = "Look for a factor of two."
    yield Slip("factor_of_two", factor, Multiply((_TWO, key)), lambda k: 2 * k)
    yield Slip("factor_of_two", factor, Divide(key, _TWO), lambda k: k / 2)
    if not (isinstance(key, Number) and key.value == 0):
        says = "Look again at what is divided by what."
        yield Slip("reciprocal", says, Divide(_ONE, key), lambda k: 1 / k)
    percent = "Look again at percent and fraction."
    yield Slip("percent_for_fraction", percent, Multiply((_HUNDRED, key)), lambda k: 100 * k)
    yield Slip("percent_for_fraction", percent, Divide(key, _HUNDRED), lambda k: k / 100)
    if traits(key).functions & (TRIGONOMETRIC | ARC):
        yield Slip("degrees_for_radians", "Was the calculator set to degrees?", in_degrees(key))


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
    return bool(exact and typed and abs(typed - exact) <= NEARLY * abs(exact))


_ONE, _TWO, _HUNDRED, _HALF_TURN = (number(Fraction(n)) for n in (1, 2, 100, 180))
_PI = Constant("pi")
