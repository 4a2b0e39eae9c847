"""Antiderivatives: right when the derivatives agree.

With a constant of integration where one is asked for.
"""

from __future__ import annotations

from touchstone.maths.arrays import ZERO
from touchstone.maths.comparing import Setting
from touchstone.maths.corners import kink_arguments
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.equality import compare as same
from touchstone.maths.kinds import continuity, scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Multiply, Name, Node
from touchstone.maths.verdict import Finding, different, undecided

STEP = "derivative"
MISSING = "missing constant"
LETTERS = ("C", "c", "K", "k")
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
    if not finding.equal or not setting.constant_required:
        return finding
    return finding if _has_constant(key, answer, over, setting) else different(MISSING)


def variable(names: frozenset[str], said: str | None) -> str:
    """What was integrated over: what the question says, else the only letter of the key that is no constant.

    Raises NoVariable.
    """
    if said is not None:
        if said in names or names <= {*LETTERS}:
            return said
        # every answer without it would have the same derivative: 0
        raise NoVariable(
            f"'variable' is {said}, which the key doesn't have; it has {', '.join(sorted(names))}."
        )
    for candidates in (names, names - set(LETTERS)):
        if len(candidates) == 1:
            return min(candidates)
    if names - CONSTANTS == {"x"}:
        return "x"
    raise NoVariable("Say in 'variable' what was integrated over.")


def _has_constant(key: Node, answer: Node, variable: str, setting: Setting) -> bool:
    """A name that only the answer has, or a usual letter for constants, on which the answer depends."""
    own = names_in(answer) - {variable}
    letters = sorted(name for name in own if name not in names_in(key) or name in LETTERS)
    for name in letters:
        if any(name in names_in(turning) for turning in kink_arguments(answer)):
            continue  # |C| enters as C on one side and as -C on the other
        try:
            slope = derivative(answer, name)
        except NoDerivative:
            continue
        if same(slope, ZERO, setting.exactly).different and _takes_every_value(slope, name, setting):
            return True
    return False


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
