"""Statements within a tolerance: solutions are compared one by one, whatever form they were written in."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import WHOLE_NUMBERS
from touchstone.maths.exact import NoValue
from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.pairing import paired
from touchstone.maths.statements import complex_roots, defined, line, near_roots, points, systems
from touchstone.maths.statements.deciding import in_the_plane, one_name
from touchstone.maths.statements.formula import (
    Condition,
    Every,
    Formula,
    Some,
    conditions,
    formula,
    only_equations,
)
from touchstone.maths.statements.formula import letters as letters_of
from touchstone.maths.statements.formula import variables as variables_of
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.marks import Unsupported, between, ordered, to_fraction
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.roots import marks
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Name, Negative, Node, Relation, children
from touchstone.maths.verdict import Finding, all_of, different, equal, undecided

STEP = scalars.TOLERANCE


def compare(key: Node, answer: Node, setting: Setting) -> Finding:
    """Whether the solutions agree within the tolerance; for statements that are not exactly equal."""
    a, b = one_name(formula(key), formula(answer))
    names = variables_of(a) | variables_of(b)
    alike = _alike(key, answer, setting)
    if alike.equal and (len(names) != 1 or (_solved(key) and _solved(answer))):
        near = _solutions_near(a, b, names, setting, solved=_solved(key) and _solved(answer))
        return alike if near else undecided(STEP)
    if letters_of(a) or letters_of(b):
        return different(STEP)
    if len(names) == 1:
        name = min(names)
        both = only_equations(a) and only_equations(b)
        found = _roots(a, b, name, setting) if both else None
        return found or _on_the_line(a, b, name, setting)
    graphs = _graphs(a, b, names, _written_for(key), setting)
    return graphs or _points(a, b, sorted(names), setting) or undecided(STEP)


def _solutions_near(a: Formula, b: Formula, names: frozenset[str], setting: Setting, *, solved: bool) -> bool:
    """Whether solutions are near each other, beside the numbers that are written.

    `y = x + 1 and y = x + 1.001` has none.
    """
    if len(names) == 1:
        return _near_on_the_line(a, b, min(names), setting)
    if isinstance(a, Condition) and isinstance(b, Condition):
        # An absolute tolerance is for the value: near a point, `x^2 + y^2 = 0`, there may be nothing.
        absolute = setting.tolerance is not None and setting.tolerance.absolute is not None
        return (solved and a.op == b.op == "=") or not absolute
    if _limits(a) != _limits(b):
        return False
    if not names or letters_of(a) or (_explicit(a) and _explicit(b)):
        return True
    found = _points(a, b, sorted(names), setting)
    return found is not None and found.equal


def _near_on_the_line(a: Formula, b: Formula, name: str, setting: Setting) -> bool:
    if setting.domain.assume.get(name) in WHOLE_NUMBERS:
        return False  # no whole number is near another one
    both = only_equations(a) and only_equations(b)
    found = _roots(a, b, name, setting) if both else _on_the_line(a, b, name, setting)
    return found is None or found.equal


def _explicit(of: Formula) -> bool:
    """Whether each part says what a letter is, each another one: `y = 0.33x and z = 2.5x`."""
    parts = of.parts if isinstance(of, Every | Some) else (of,)
    equations = [part.f for part in parts if isinstance(part, Condition) and part.op == "="]
    if len(equations) < len(parts):
        return False
    if isinstance(of, Some):
        return True
    for i, f in enumerate(equations):
        others = frozenset[str]().union(*map(names_in, equations[:i] + equations[i + 1 :]))
        if not any(solved_for(f, name) for name in names_in(f) - others):
            return False
    return True


def _limits(of: Formula) -> list[Formula | None]:
    """Where its parts have values, in order: `x^2/x = 0 and y = 1` has no solution."""
    return [defined.where(c.f) for c in conditions(of)]


def _alike(key: Node, answer: Node, setting: Setting) -> Finding:
    """Statements and intervals written alike, their numbers within the tolerance."""
    if is_scalar(key) and is_scalar(answer):
        return scalars.compare(key, answer, setting)
    if _form(key) != _form(answer):
        return different(STEP)
    return all_of(_alike(a, b, setting) for a, b in zip(children(key), children(answer), strict=True))


def _solved(node: Node) -> bool:
    """Whether the variable stands alone in every relation: in `x^2 = 0.01` the number is no solution."""
    if isinstance(node, Relation):
        return all(Name in (type(left), type(right)) for left, right in pairwise(node.sides))
    return all(map(_solved, children(node)))


def _form(node: Node) -> tuple[object, ...]:
    """Operators, words and closed ends: what has to be the same."""
    names = ("operators", "operator", "word", "kind", "low_closed", "high_closed")
    return type(node), len(children(node)), *(getattr(node, name, None) for name in names)


def _roots(a: Formula, b: Formula, name: str, setting: Setting) -> Finding | None:
    """Polynomial equations by all their roots; None where those can't be had."""
    try:
        mine, theirs = (complex_roots.solutions(part, name) for part in (a, b))
        if mine is None or theirs is None:
            return equal(STEP) if mine is theirs else different(STEP)
        mine, theirs = _distinct(mine), _distinct(theirs)
    except (NotRational, Unsupported, ZeroDivisionError):
        return None
    if not in_the_plane(a, b, setting):
        least = 0 if _one_sided(name, setting) else None
        real = [[x for x in group if _belongs(x, least)] for group in (mine, theirs)]
        # Without a real solution the complex ones tell equations apart, where nothing is said.
        mine, theirs = real if any(real) or name in setting.domain.assume else (mine, theirs)
    first, second = (
        [near_roots.Root(x, near_roots.fraction(x, part, name)) for x in group]
        for group, part in ((mine, a), (theirs, b))
    )

    def near(x: near_roots.Root, y: near_roots.Root, *, lenient: bool) -> bool:
        if _belongs(x.value, None) and not _belongs(y.value, None):
            return False
        gap, size = x.gap(y, lenient=lenient), x.size(lenient=lenient)
        return scalars.judge(gap, size, setting).equal

    if paired(first, second, partial(near, lenient=False)):
        return equal(STEP)
    # Further apart than the bound, but for the digits to which roots are known: nobody knows.
    return undecided(STEP) if paired(first, second, partial(near, lenient=True)) else different(STEP)


def _belongs(x: Any, least: int | None) -> bool:
    """Whether a root is a real number, and not below the least."""
    real = not getattr(x, "imag", 0) or abs(x.imag) < abs(x) * 2**-complex_roots.APART
    return real and (least is None or x.real >= least)


def _one_sided(name: str, setting: Setting) -> bool:
    return setting.domain.assume.get(name) in ("positive", "nonnegative")


def _distinct(roots: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for x in roots:
        if not kept or not complex_roots.among(x, kept):
            kept.append(x)
    return kept


Turn = tuple[Fraction, tuple[bool, bool, bool]]  # where truth changes; before, at and after


def _on_the_line(a: Formula, b: Formula, name: str, setting: Setting) -> Finding:
    """The real line by where truth changes."""
    if in_the_plane(a, b, setting):
        return undecided(STEP)
    try:
        (start, mine), (other, theirs) = (_turns(part, name, setting) for part in (a, b))
    except Unsupported:
        return undecided(STEP)
    if not mine and not theirs and only_equations(a) and only_equations(b):
        return undecided(STEP)  # without a real solution the complex ones would have to be compared
    alike = start == other and [how for _, how in mine] == [how for _, how in theirs]
    if not alike:
        return different(STEP)
    return all_of(_judged(x, y, setting) for (x, _), (y, _) in zip(mine, theirs, strict=True))


def _judged(x: Fraction, y: Fraction, setting: Setting) -> Finding:
    """Whether two places are near each other; those that are known but for their last digits, surely so."""
    if max(x.denominator, y.denominator) < 1 / near_roots.SLACK:
        return scalars.judge(abs(x - y), abs(x), setting)
    slack = near_roots.SLACK * max(abs(x), abs(y))
    near, far = (scalars.judge(abs(x - y) + off, abs(x), setting) for off in (-slack, slack))
    return far if near == far else undecided(STEP)


def _turns(of: Formula, name: str, setting: Setting) -> tuple[bool, list[Turn]]:
    """Whether it holds at the left end, and every place where truth changes. Raises Unsupported."""
    gaps: list[str] = []
    if _one_sided(name, setting):
        of = Every((of, Condition(Negative(Name(name)), "<=")))
    cuts = ordered(mark for c in conditions(of) for mark in marks(c.f, name, gaps))
    if gaps:
        raise Unsupported("functions that turn without end")
    on = line.Line(name)
    cells = [on.truth(of, inside) for _, _, inside in between(cuts)]
    places = [(cells[i], on.truth(of, cut), cells[i + 1]) for i, cut in enumerate(cuts)]
    return cells[0], [
        (to_fraction(cut), how) for cut, how in zip(cuts, places, strict=True) if len(set(how)) > 1
    ]


def _graphs(
    a: Formula, b: Formula, names: frozenset[str], written_for: str | None, setting: Setting
) -> Finding | None:
    """`y = 0.33x + 1` beside `3y = x + 3`: the functions that both are solved for.

    For the variable that the key is written for, or else for each that can be: what is near as a function of
    x need not be as a function of y.
    """
    if not isinstance(a, Condition) or not isinstance(b, Condition) or (a.op, b.op) != ("=", "="):
        return None
    findings = []
    for name in [written_for] if written_for in names else sorted(names):
        f, g = solved_for(a.f, name), solved_for(b.f, name)
        if f is not None and g is not None:
            findings.append(scalars.compare(f, g, setting))
    if not findings or all(finding.equal for finding in findings):
        return findings[-1] if findings else None
    doubtful = any(not finding.different for finding in findings)
    return undecided(STEP) if doubtful else findings[-1]


def _written_for(key: Node) -> str | None:
    """The variable that stands alone on one side of an equation: y in `y = 2x + 1`."""
    sides = key.sides if isinstance(key, Relation) and len(key.sides) == 2 else ()
    for side, other in (sides, sides[::-1]) if sides else ():
        if isinstance(side, Name) and side.name not in names_in(other):
            return side.name
    return None


def _points(a: Formula, b: Formula, names: list[str], setting: Setting) -> Finding | None:
    """Systems with one solution, coordinate by coordinate."""
    written = points.assignment(a), points.assignment(b)
    if written[0] and written[1] and written[0].keys() != written[1].keys():
        return different(STEP)  # about other variables
    mine, theirs = _point(a, names), _point(b, names)
    if mine is None or theirs is None:
        return None
    return all_of(scalars.compare(mine[name], theirs[name], setting) for name in names)


def _point(of: Formula, names: list[str]) -> dict[str, Node] | None:
    """The only solution, where it is written out or a linear system has it."""
    written = points.assignment(of)
    if written is not None:
        return written if written.keys() == set(names) else None
    try:
        equations = systems.generators(of, names)
    except (NotRational, ZeroDivisionError, NoValue):
        return None
    if not all(map(systems.linear, equations)):
        return None
    rows = systems.eliminated(equations, names)
    units = [[Fraction(i == j) for j in range(len(names))] for i in range(len(names))]
    if [row[:-1] for row in rows] != units:
        return None
    return {name: number(-row[-1]) for name, row in zip(names, rows, strict=True)}
