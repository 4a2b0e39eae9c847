"""Letters that stand for well-known functions: Φ for the normal distribution's, φ for its density, σ for the
logistic function.

Each value of a function that nobody declares is a variable, for which `Φ(-a)` and `1 - Φ(a)` differ. What was
refuted so is looked at once more with the functions that these letters are in every course. That Φ is the
normal distribution's is certain, and that σ is the logistic function where both sides are written with it and
one of them says `1 - σ(x)`; of anything else that agrees now alone a person says what was meant.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from touchstone.maths import exact, outcome
from touchstone.maths.arrays import ONE, ZERO, number
from touchstone.maths.exact import NoValue
from touchstone.maths.judging import Judging
from touchstone.maths.keys import BadKey, read_key
from touchstone.maths.outcome import Outcome
from touchstone.maths.reading import applied
from touchstone.maths.row import GradeRow
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Negative, Node, Power, walk
from touchstone.maths.unknowns import Unknowns, functions_in

STEP = "well-known functions"
OPEN = (
    "Whether a letter before brackets is the function that it often stands for makes a difference here. "
    "A person will look at it."
)
NORMAL, DENSITY, LOGISTIC = "Phi", "phi", "sigma"
Judge = Callable[[Judging, str], Outcome]
REFUTED = ("incorrect", "unreadable")
# N in the formula for options is Φ, and Q is 1 - Φ: for both holds what is said of the other side.
LETTERS = frozenset({NORMAL, DENSITY, LOGISTIC, "N", "Q"})
HALF, TWO = number(Fraction(1, 2)), number(Fraction(2))
# 1 - Φ(u) is Φ(-u), φ(u) is φ(-u), and -Φ^-1(p) is Φ^-1(1 - p).
_COMPLEMENT = frozenset({NORMAL, LOGISTIC, "N", "Q"})
_EVEN = frozenset({DENSITY})
_INVERSE = frozenset({f"{NORMAL}^-1", f"{LOGISTIC}^-1"})


class _Mirrored(Unknowns):
    """Values of well-known functions, by others that were met where these lie on the other side."""

    def _variable(self, value: Call) -> Node:
        if len(value.arguments) != 1:
            return super()._variable(value)
        (u,) = value.arguments
        match value.function:
            case "sigma'":
                here = self._variable(Call(LOGISTIC, (u,)))
                return Multiply((here, Add((ONE, Negative(here)))))
            case "Phi'":
                return self._variable(Call(DENSITY, (u,)))
            case "phi'" | "Phi''":
                return Negative(Multiply((u, self._variable(Call(DENSITY, (u,))))))
        mirrored = self._mirrored(value, u)
        return super()._variable(value) if mirrored is None else mirrored

    def _mirrored(self, value: Call, u: Node) -> Node | None:
        """The value by the one on the other side; in the middle the two are one."""
        function = value.function
        if function not in _COMPLEMENT | _EVEN | _INVERSE:
            return None
        inverse = function in _INVERSE
        middle = Call(function, (HALF if inverse else ZERO,))
        if function not in _EVEN and self._same(value, middle):
            return ZERO if inverse else HALF
        across = Call(function, (Add((ONE, Negative(u))) if inverse else Negative(u),))
        for other, name in self.known:
            if other.function != function or not self._same(other, across):
                continue
            return name if function in _EVEN else Negative(name) if inverse else Add((ONE, Negative(name)))
        return None


class _WrittenOut(_Mirrored):
    """Values of the logistic function and of the density as exponentials say them; of Φ as numbers."""

    def _variable(self, value: Call) -> Node:
        match value:
            case Call(function="sigma", arguments=(u,)):
                return Divide(ONE, Add((ONE, Power(Constant("e"), Negative(u)))))
            case Call(function="phi", arguments=(u,)):
                height = Call("sqrt", (Multiply((TWO, Constant("pi"))),))
                return Divide(Power(Constant("e"), Negative(Divide(Power(u, TWO), TWO))), height)
            case Call(function="Phi", arguments=(u,)) if (at := _number(u)) is not None:
                return read_key(f"normal_cdf({at})", "plain", frozenset(), None)
        return super()._variable(value)


def _number(u: Node) -> Fraction | None:
    try:
        return None if names_in(u) else exact.rational(u)
    except NoValue:
        return None


class _Known(Judging):
    """A question in which these letters are the well-known functions."""

    naming = _Mirrored


class _Explicit(Judging):
    naming = _WrittenOut


def agreeing(row: GradeRow, question: Judging, text: str, judged: Judge) -> Outcome | None:
    """The verdict on a refuted answer that is right for the well-known functions; None where it isn't."""
    found = _letters(row, question, text)
    if not found:
        return None
    called = row.model_copy(update={"names": [*row.names, *(f"{name}()" for name in sorted(found))]})
    try:
        other = judged(_Known(called), text).outcome
        if other == "correct" and _certain(found, question) and _plain(row):
            return outcome.correct(STEP)
        if other in REFUTED:
            other = judged(_Explicit(called), text).outcome
    except BadKey:
        return None
    return None if other in REFUTED else outcome.undecided(STEP, OPEN)


def _plain(row: GradeRow) -> bool:
    """Whether nothing is asked for but the value."""
    digits = row.significant_figures is not None or row.decimal_places is not None
    return not (row.form or row.up_to or row.tolerance or digits)


def _letters(row: GradeRow, question: Judging, text: str) -> frozenset[str]:
    """The letters that only stand before brackets, on both sides."""
    assert isinstance(row.key, str)
    if question.typed is None:
        return frozenset()
    found, bare = set[str](), set(question.said)
    for tree, written in ((question.written, row.key), (question.typed, text)):
        opened, others = applied.standing(tree, written)
        found |= opened | _called(tree)
        bare |= others  # the σ of a deviation
    return LETTERS & (found - bare)


def _called(tree: Node) -> set[str]:
    """The letters that were read as functions."""
    return {name.rstrip("'").removesuffix("^-1") for name in functions_in(tree)}


def _certain(found: frozenset[str], question: Judging) -> bool:
    """Whether nothing else can be meant by the letters."""
    assert question.typed is not None
    sides = (question.written, question.typed)
    if not found <= {NORMAL, DENSITY, LOGISTIC}:
        return False
    if LOGISTIC in found:
        named = all(LOGISTIC in _called(side) for side in sides)
        return named and any(map(_leaves_to_one, sides)) and (NORMAL in found or DENSITY not in found)
    return NORMAL in found


def _leaves_to_one(tree: Node) -> bool:
    """Whether `1 - σ(x)` is written, which nobody does of a tanh."""
    return any(
        ONE in part.terms
        and any(isinstance(term, Negative) and _is_value(term.operand) for term in part.terms)
        for part in walk(tree)
        if isinstance(part, Add)
    )


def _is_value(node: Node) -> bool:
    return isinstance(node, Call) and node.function == LOGISTIC
