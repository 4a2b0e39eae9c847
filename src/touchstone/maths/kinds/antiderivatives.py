"""Antiderivatives: right when the derivatives agree.

With a constant of integration where one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from touchstone.maths.arrays import ZERO
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.equality import compare as same
from touchstone.maths.kinds import continuity, scalars
from touchstone.maths.kinds.shape import MOST_SHOWN, is_scalar
from touchstone.maths.kinks import kink_arguments
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Multiply, Name, Node
from touchstone.maths.verdict import Finding, different, undecided

STEP = "derivative"
MISSING = "missing constant"
LETTERS = ("C", "c", "K", "k")
# The same with an index: over two intervals there are two constants.
_USUAL = re.compile(r"[CcKk](_?\w+)?")
# Constants of integration that are numbered, as where more than one stands in a course.
_NUMBERED = re.compile(r"[CcKk]_\w+")
# Beside x these are constants; of x and y each may be the variable.
CONSTANTS = frozenset("abcdfghkmnpqABCK")


class NoVariable(ValueError):
    """The question doesn't say with respect to what was integrated."""


def compare(key: Node, answer: Node, setting: Setting) -> Finding:
    """Equal when the derivatives are.

    The step is `missing constant` when only that is amiss.
    """
    if not is_scalar(answer) or not is_scalar(key):
        return different("kind")
    over = variable(names_in(key), setting.variable)
    try:
        mine, theirs = derivative(key, over), derivative(answer, over)
    except NoDerivative:
        return undecided(STEP)
    finding = scalars.compare(mine, theirs, setting)
    if finding.equal and finding.step != scalars.TOLERANCE:  # else the two drift apart
        finding = continuity.compare(key, answer, over, setting) or finding
    if not finding.equal:
        return finding
    constants = [
        name for name in _candidates(key, answer, over, setting) if _is_constant(answer, name, over, setting)
    ]
    if setting.constant_required and not constants:
        return different(MISSING)
    new = names_in(answer) - names_in(key) - setting.declared - {over}
    strange = [name for name in strangers(new, constants) if _matters(answer, name, setting)]
    return undecided(STEP, _told(strange)) if strange else finding


def variable(names: frozenset[str], said: str | None) -> str:
    """What was integrated over: what the question says, else the only letter of the key that is no constant.

    Raises NoVariable.
    """
    if said is not None:
        if said in names or all(map(_usual, names)):
            return said
        # every answer without it would have the same derivative: 0
        raise NoVariable(
            f"'variable' is {said}, which the key doesn't have; it has {', '.join(sorted(names))}."
        )
    usual = {name for name in names if _usual(name)}
    for candidates in (names, names - set(LETTERS), names - usual):
        if len(candidates) == 1:
            return min(candidates)
    if names - CONSTANTS - usual == {"x"}:
        return "x"
    raise NoVariable("Say in 'variable' what was integrated over.")


def _usual(name: str) -> bool:
    """Whether a constant of integration is usually called so: C, k, C_1."""
    return name in LETTERS or _NUMBERED.fullmatch(name) is not None


def _candidates(key: Node, answer: Node, over: str, setting: Setting) -> list[str]:
    """Names that may be the constant: those that nobody declared, and the usual ones in any case."""
    given = names_in(key) | setting.declared
    return sorted(name for name in names_in(answer) - {over} if name not in given or _usual(name))


def _is_constant(answer: Node, name: str, over: str, setting: Setting) -> bool:
    """Whether an answer depends on a name as on a constant of integration.

    `c` in `c x^2` doesn't stand for one, though it is a usual letter: what it adds hangs on x.
    """
    if any(name in names_in(turning) for turning in kink_arguments(answer)):
        return False  # |C| enters as C on one side and as -C on the other
    try:
        slope = derivative(answer, name)
        changes = derivative(slope, over)
    except NoDerivative:
        return False
    if not same(slope, ZERO, setting.exactly).different or not same(changes, ZERO, setting.exactly).equal:
        return False
    return _takes_every_value(slope, name, setting)


def strangers(new: Collection[str], constants: Collection[str]) -> list[str]:
    """Letters of an answer, of those that nobody declared, that stand for no constant.

    One alone is the constant, whatever its name: D in `x^2 + D`. Beside C it is something else.
    """
    strange = sorted(name for name in new if not _USUAL.fullmatch(name))
    return strange if set(constants) - {*strange} or len(strange) > 1 else []


def _matters(answer: Node, name: str, setting: Setting) -> bool:
    """Whether the answer has another value where the name has one: not so in `y - y`."""
    try:
        return not same(derivative(answer, name), ZERO, setting.exactly).equal
    except NoDerivative:
        return True


def _told(strange: list[str]) -> str:
    shown, are = ", ".join(strange[:MOST_SHOWN]), "is no letter" if len(strange) == 1 else "are no letters"
    return f"{shown} {are} of the question. A person will look at it."


def _takes_every_value(slope: Node, name: str, setting: Setting) -> bool:
    """Whether the constant reaches every real number: it enters as `a*C`, or as `a*ln(C)` in `ln(C*x)`.

    `C^2` and `sin(C)` don't: `x^2 + C^2` leaves out the antiderivatives below `x^2`.
    """
    for steady in (slope, Multiply((Name(name), slope))):
        try:
            change = derivative(steady, name)
        except NoDerivative:
            continue
        if same(change, ZERO, setting.exactly).equal:
            return True
    return False
