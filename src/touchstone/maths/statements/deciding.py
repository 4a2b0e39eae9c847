"""Two statements in one shape, compared by what they are made of: letters, equations, conditions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from touchstone.maths import equality
from touchstone.maths.arrays import ZERO
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.statements import (
    circle,
    equations,
    line,
    propositions,
    remainders,
    space,
)
from touchstone.maths.statements.formula import (
    ELEMENT,
    EVERY,
    LIES,
    Condition,
    Formula,
    Truth,
    conditions,
    letters,
    only_equations,
    variables,
)
from touchstone.maths.statements.whole_letters import lacking
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Name,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "statements"


def decide(a: Formula, b: Formula, setting: Setting) -> Finding:
    if ELEMENT.name in variables(a) | variables(b):
        a, b = one_name(a, b)
    if a == b:
        return equal("structure")
    if letters(a) or letters(b):
        if letters(a) != letters(b) and (variables(a) or variables(b)):
            # ℤ from 1 on may be ℕ; else one is about statements, the other about numbers.
            return undecided(STEP) if _nested(letters(a) | letters(b)) else different("kind")
        finding = propositions.compare(a, b, setting)
        doubtful = _hang_together(letters(a) | letters(b)) or _nested(letters(a) | letters(b))
        return undecided(STEP) if finding.different and doubtful else finding
    names = variables(a) | variables(b)
    if not names:
        return _constant(a, b)
    a, b = _known(a), _known(b)
    if _refuted_by_truth(a, b, setting) or _refuted_by_truth(b, a, setting):
        return different(STEP)
    if any(traits(c.f).functions & {"gcd", "mod"} for part in (a, b) for c in conditions(part)):
        finding = remainders.compare(a, b, setting)
        if not finding.undecided:
            return finding
    if only_equations(a) and only_equations(b):
        return equations.compare(a, b, names, setting)
    if in_the_plane(a, b, setting):
        return undecided(STEP)  # what follows cuts the real line, or looks at real points
    if len(names) == 1:
        finding = line.compare(a, b, min(names), setting)
        if finding.undecided and circle.refuted(a, b, min(names), setting):
            return different(STEP)
        return _by_what_they_lack(a, b, setting) if finding.undecided else finding
    return space.compare(a, b, setting)


def in_the_plane(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether complex numbers are spoken of: a variable is declared so, or i is written."""
    if any(setting.domain.assume.get(name) == "complex" for name in variables(a) | variables(b)):
        return True
    return any("i" in traits(c.f).constants for side in (a, b) for c in conditions(side))


def _by_what_they_lack(a: Formula, b: Formula, setting: Setting) -> Finding:
    """`sin(x) != 0 and cos(x) != 0` beside `sin(2x) != 0`: what solves neither solves two equations."""
    left, right = lacking(a), lacking(b)
    if left is None or right is None:
        return undecided(STEP)
    names = variables(a) | variables(b)
    assume = {**dict.fromkeys(names, "real"), **setting.domain.assume}
    return decide(left, right, replace(setting, domain=Domain(assume)))


def _hang_together(names: frozenset[str]) -> bool:
    """`A ⊆ B` and `x ∈ A` say something about each other, which letters don't show."""
    return any(EVERY in name for name in names) and any(LIES in name for name in names)


def _nested(names: frozenset[str]) -> bool:
    """ℕ lies in ℤ, which letters don't show."""
    return len({sign for sign in NAMED.values() if any(sign in name for name in names)}) > 1


def one_name(a: Formula, b: Formula) -> tuple[Formula, Formula]:
    """`(1, oo)` beside `x > 1`: the set's own variable is the one that the other side is about."""
    sets, names = sorted((variables(a), variables(b)), key=lambda found: ELEMENT.name not in found)
    own = names - sets  # `a < x < a + 1` beside (a, a + 1) is about x
    if ELEMENT.name in names or len(own) != 1:
        return a, b
    values = {ELEMENT.name: Name(min(own))}
    return space.on(a, values), space.on(b, values)


def _known(of: Formula) -> Formula:
    """`1 = 1` and its kin as true or false."""
    if not isinstance(of, Condition) or names_in(of.f):
        return of
    from touchstone.maths.statements.marks import Unsupported

    try:
        return Truth(line.Line("").truth(of, Fraction(0)))
    except Unsupported:
        return of


def _refuted_by_truth(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether b always holds and a, an equation, surely does not: its sides differ."""
    single = isinstance(a, Condition) and a.op == "=" and b == Truth(True)
    return single and isinstance(a, Condition) and equality.compare(a.f, ZERO, setting.exactly).different


def _constant(a: Formula, b: Formula) -> Finding:
    """No variable in either: both true or both false."""
    from touchstone.maths.statements.marks import Unsupported

    try:
        on = line.Line("")
        return equal(STEP) if on.truth(a, Fraction(0)) == on.truth(b, Fraction(0)) else different(STEP)
    except Unsupported:
        return undecided(STEP)
