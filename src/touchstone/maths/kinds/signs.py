"""Wrong answers that would be right if the variables were positive: `x` for `sqrt(x^2)`.

Nobody declares that a standard deviation is positive. Where only such letters are concerned, a person
decides; elsewhere the sign of a variable may be what was asked: the answer is wrong, and its reason says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from touchstone.maths import outcome
from touchstone.maths.clock import Steps
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.kinks import kinked
from touchstone.maths.outcome import Outcome
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding

# Standard deviations, whatever their subscript.
NEVER_NEGATIVE = frozenset(("sigma",))
ROOTED = frozenset(("sqrt", "root", "abs"))
# What is looked for only to say more of a wrong answer has to be cheap.
STEPS = 40

Compare = Callable[[Node, Node, Setting], Finding]


def positive_for(key: Node, answer: Node, setting: Setting, compare: Compare) -> frozenset[str] | None:
    """The variables of which nothing is declared and that only have to be positive for both to agree."""
    if not (is_scalar(key) and is_scalar(answer)) or setting.tolerance is not None or setting.up_to:
        return None
    if not (traits(key).functions | traits(answer).functions) & ROOTED:
        return None
    if not (kinked(key) or kinked(answer)):
        return None
    names = (names_in(key) | names_in(answer)) - setting.domain.assume.keys()
    for chosen in (frozenset(filter(_deviation, names)), names):
        assume = {**setting.domain.assume, **dict.fromkeys(chosen, "positive")}
        positive = replace(setting, domain=Domain(assume), deadline=Steps(STEPS, setting.deadline))
        if chosen and compare(key, answer, positive).equal:
            return chosen
    return None


def _deviation(name: str) -> bool:
    return name.partition("_")[0] in NEVER_NEGATIVE


def told(names: frozenset[str], step: str) -> Outcome:
    """Undecided for standard deviations alone, else wrong with the reason."""
    if all(map(_deviation, names)):
        return replace(outcome.undecided("signs"), reason=OPEN)
    which = ", ".join(sorted(name for name in names if name.isidentifier()))
    holds = f"It agrees where {which} > 0, but not everywhere." if len(names) == 1 else SEVERAL
    return outcome.incorrect(step, f"{outcome.INCORRECT} {holds}")


SEVERAL = "It agrees where all variables are positive, but not everywhere."
OPEN = "This is right where σ > 0, which the question doesn't say. A person will look at it."
