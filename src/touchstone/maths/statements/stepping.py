"""Points that whole letters number: `x = 2 + 7n, y = 1 - 3n` beside the same with another base or sign of n.

Beside equations over the whole numbers, `3x + 7y = 13`, these are solved. A letter of the question may be a
number that is given instead, for which `x = 2n` and `x = -2n` differ: in doubt a person decides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from touchstone.maths import clock, equality, exact
from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.statements import lattices, running
from touchstone.maths.statements.families import USUAL
from touchstone.maths.statements.formula import Condition, Every, Formula, conditions, difference, variables
from touchstone.maths.statements.lattices import TooLarge
from touchstone.maths.statements.step_values import (
    Values,
    lattices_of,
    letters_of,
    rational,
    steps_differ,
    turning,
    values,
)
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Items, Multiply, Name, Node
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "family of solutions"
# More belong to no question.
MAX_UNKNOWNS, MAX_LETTERS = 6, 4
# What may number where all names are declared whole.
NUMBERING = USUAL | {"t", "s", "j", "l", "p", "q"}
# So far the numbers of solutions may be shifted where no step is the same.
SHIFTS = range(-3, 4)


@dataclass(frozen=True)
class _Question:
    """The unknowns, the letters that may number, and what is declared."""

    names: list[str]
    letters: frozenset[str]
    setting: Setting

    def declared(self, name: str) -> str:
        return self.setting.domain.assume.get(name, "real")

    @property
    def of_solutions(self) -> bool:
        """Whether the unknowns are called as solutions are, or are coordinates of points."""
        return all(running.unknown(name) or name.startswith("•") for name in self.names)


def judged(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """Equal or undecided where letters number what is the same, or may be; None: nothing is said here."""
    letters = _letters(a, b, setting)
    names = sorted((variables(a) | variables(b)) - letters)
    if not letters or len(letters) > MAX_LETTERS or not 0 < len(names) <= MAX_UNKNOWNS:
        return None
    of = _Question(names, letters, setting)
    mine, theirs = values(a, names, letters), values(b, names, letters)
    try:
        if mine is not None and theirs is not None:
            return _both(mine, theirs, of)
        for given, other in ((mine, b), (theirs, a)):
            if given is not None and not variables(other) & letters:
                return _beside_equations(given, other, of)
    except (TooLarge, exact.NoValue):
        return None
    return undecided(STEP) if _shifted(a, b, of) else None


def points(key: Items, answer: Items, setting: Setting) -> bool:
    """Whether `(n*pi, 0)` and `(k*pi, 0)` may be the same points, by letters that number them."""
    if not key.kind == "tuple" == answer.kind or len(key.items) != len(answer.items):
        return False
    names = names_in(key) | names_in(answer)
    if not names or len(names) > MAX_LETTERS or not all(map(is_scalar, (*key.items, *answer.items))):
        return False
    a, b = (
        Every(tuple(Condition(difference(Name(f"•{i}"), x), "=") for i, x in enumerate(side.items)))
        for side in (key, answer)
    )
    found = judged(a, b, setting)
    return found is not None and not found.different


def _letters(a: Formula, b: Formula, setting: Setting) -> frozenset[str]:
    """The letters that may number: declared whole, or usual ones."""
    assume, names = setting.domain.assume, variables(a) | variables(b)
    usual = {n for n in names if n in USUAL and assume.get(n, "integer") == "integer"}
    whole = {n for n in names if assume.get(n) == "integer"}
    if whole == names:  # `3x = 2y` beside `x = 2n, y = 3n`: n is what one side alone has
        return frozenset((variables(a) ^ variables(b)) & NUMBERING or usual)
    return frozenset(whole | usual)


# --- both are numbered ----------------------------------------------------------------------------------


def _both(a: Values, b: Values, of: _Question) -> Finding | None:
    own = [letters_of(side, of.letters) for side in (a, b)]
    if not all(own) or not _may_number(a, b, own, of):
        return None
    mine, theirs, apart = lattices_of(a, b, of.names, of.letters)
    surely = _surely(a, b, own, of)
    if lattices.same(mine, theirs):
        return equal(STEP) if surely else undecided(STEP)
    bounds = {of.declared(name) for name in of.names} - {"real", "complex"}
    endless = len(of.names) == 1 and bounds <= {"positive", "nonnegative"}
    if bounds and not endless and not (bounds == {"integer"} and mine.whole and theirs.whole and apart):
        return undecided(STEP)  # within the bounds they may be the same
    if not apart and not steps_differ(a, b, of.letters):
        return undecided(STEP)
    return different(STEP) if surely else None


def _may_number(a: Values, b: Values, own: Sequence[frozenset[str]], of: _Question) -> bool:
    """Whether another number of a solution may be meant by the letters of the other side."""
    if own[0] & own[1] and not of.of_solutions:
        return False
    letters = own[0] | own[1]
    known = all(of.declared(n) == "integer" for n in letters) or turning(a, b, letters=letters)
    return known or (len(of.names) > 1 and not own[0] & own[1])


def _surely(a: Values, b: Values, own: Sequence[frozenset[str]], of: _Question) -> bool:
    """Whether the letters do number. Of several, one that both sides have may be given."""
    letters = own[0] | own[1]
    if not of.of_solutions:
        return False
    if own[0] & own[1] and (len(letters) > 1 or any(of.declared(n) == "integer" for n in of.names)):
        return False
    return all(of.declared(n) == "integer" for n in letters) or turning(a, b, letters=letters)


# --- beside equations -----------------------------------------------------------------------------------


def _beside_equations(given: Values, other: Formula, of: _Question) -> Finding | None:
    """`x = 2 + 7n, y = 1 - 3n` beside `3x + 7y = 13`, all being whole."""
    if any(of.declared(name) != "integer" for name in (*of.names, *of.letters)):
        return None
    equations = _linear(other, of.names)
    mine = rational(given, of.names, of.letters)
    if equations is None or mine is None:
        return None
    solutions = lattices.whole_solutions(equations, len(of.names))
    if not mine.whole:
        return undecided(STEP)
    same = solutions is not None and lattices.same(mine, solutions)
    if of.letters & of.setting.asked:
        # A letter of the key may be an unknown of its own, which an answer without it has lost.
        return undecided(STEP) if same else None
    return equal(STEP) if same else different(STEP)


def _linear(of: Formula, names: list[str]) -> list[list[int]] | None:
    """Linear equations in whole numbers: the coefficients and what they come to."""
    rows = []
    for part in of.parts if isinstance(of, Every) else (of,):
        found = coefficients(part.f) if isinstance(part, Condition) and part.op == "=" else None
        if found is None or any([k for _, k in p] not in ([], [1]) for p in found):
            return None
        row = [found.get(((name, 1),), Fraction(0)) for name in names] + [-found.get((), Fraction(0))]
        scale = math.lcm(*(value.denominator for value in row))
        rows.append([int(value * scale) for value in row])
    return rows


# --- other steps ----------------------------------------------------------------------------------------


def _shifted(a: Formula, b: Formula, of: _Question) -> bool:
    """Whether `x = 2^n` and `x = 2^(n + 1)` may be the same numbers in another order: n runs the other way,
    or begins elsewhere. Single values without a value are passed over: that proves nothing."""
    own = [sorted(variables(side) & of.letters) for side in (a, b)]
    declared = all(of.declared(n) == "integer" for n in of.letters)
    if not declared or [len(one) for one in own] != [1, 1] or not of.of_solutions:
        return False
    pairs = list(zip(conditions(a), conditions(b), strict=False))
    if not pairs or len(list(conditions(a))) != len(list(conditions(b))) or type(a) is not type(b):
        return False
    for sign in (1, -1):
        for c in SHIFTS:
            clock.check()
            turned = Add((Multiply((number(Fraction(sign)), Name(own[0][0]))), number(Fraction(c))))
            if all(_alike(p, q, own[1][0], turned, of) for p, q in pairs):
                return True
    return False


def _alike(p: Condition, q: Condition, letter: str, turned: Node, of: _Question) -> bool:
    if p.op != q.op or (names_in(p.f) - of.letters) != (names_in(q.f) - of.letters):
        return False
    return equality.compare(p.f, substitute(q.f, {letter: turned}), of.setting.exactly).equal
