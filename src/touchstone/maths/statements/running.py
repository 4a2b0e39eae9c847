"""Which letter runs through all numbers, as t in `x = t, y = t`, and which is an unknown that got lost.

`[x = y, y = z]` and `[x = z]` differ in y as `[x = t, z = t]` and `[x = z]` do in t: nothing but the letter
tells a line from a plane.
"""

from __future__ import annotations

from touchstone.maths.statements.formula import Formula, conditions, variables
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add
from touchstone.maths.verdict import Finding, undecided

USUAL = frozenset(("t", "s", "r", "u", "v", "lambda", "mu"))
# Where both sides have letters of their own: those that hardly ever are quantities of the question.
RUNNING = frozenset(("t", "s", "lambda", "mu"))
# What an answer may call its parameters, and a key too, though it may be a given quantity there.
FREE = USUAL | frozenset(("a", "b", "c", "k", "m", "n", "p", "q", "alpha", "beta", "gamma"))
COORDINATES = frozenset(("x", "y", "z", "w"))
# What points and solutions are called; other names may be quantities that depend on a whole number.
UNKNOWNS = COORDINATES | {"t", "theta", "phi", "varphi", "alpha"}


def judged(
    finding: Finding, a: Formula, b: Formula, extra: frozenset[str], asked: frozenset[str]
) -> Finding | None:
    """What points that agree come to, `extra` being the letters that one side alone has; None: nothing.

    `asked` are the letters of the key: one of these that hardly runs is an unknown, and its equations lack.
    """
    names = variables(a) & variables(b)
    doubtful = {name for name in extra if not _runs(name, a, b, names, asked)}
    if any(name in asked and name not in FREE for name in doubtful):
        return None
    return undecided(finding.step) if doubtful else finding


def _runs(letter: str, a: Formula, b: Formula, names: frozenset[str], asked: frozenset[str]) -> bool:
    if letter in RUNNING:
        return not names & USUAL and not any(_solved_for(letter, side) for side in (a, b))
    usual = all(name in COORDINATES or "_" in name for name in names)
    return letter in FREE and letter not in asked and usual


def unknown(name: str) -> bool:
    """Whether a name is one of a solution or of a coordinate: `x`, `x_1`."""
    return name.split("_")[0] in UNKNOWNS


def _solved_for(letter: str, of: Formula) -> bool:
    """Whether an equation says what the letter is, as in `x = 2t, t = 3y`."""
    starts = (c.f.terms[0] if isinstance(c.f, Add) else c.f for c in conditions(of))
    return any(letter in names_in(start) for start in starts)
