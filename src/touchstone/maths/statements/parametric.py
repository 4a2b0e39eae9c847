"""Solutions with parameters, `x = t, y = t, z = 6 - 2t`, beside the linear equations that they solve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from touchstone.maths.comparing import Setting
from touchstone.maths.statements import running
from touchstone.maths.statements.formula import Condition, Every, Formula, NotAStatement, formula, variables
from touchstone.maths.statements.running import RUNNING, USUAL
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "points with parameters"
# More letters than these belong to no system that anybody solves by hand.
MAX_LETTERS = 12

Row = list[Fraction]


def compare(a: Formula, b: Formula, setting: Setting, *, system: bool) -> Finding | None:
    """Whether both name the same points; None where none is given by parameters.

    A letter that one side alone has stands for any number where that side says with it what each unknown is,
    unless something is declared of it. Outside systems only usual letters do. An unknown that an answer
    dropped looks the same: what kind of letter it is says whether points that agree are taken for right.
    """
    extra = variables(a) ^ variables(b)
    if not extra or extra & setting.domain.assume.keys():
        return None
    finding = _by_letters(a, b, extra, system=system)
    if finding is None or not finding.equal:
        return finding
    return running.judged(finding, a, b, extra, setting.asked)


def _by_letters(a: Formula, b: Formula, extra: frozenset[str], *, system: bool) -> Finding | None:
    mine, theirs = variables(a), variables(b)
    if mine - theirs and theirs - mine:
        return _both(a, b, extra) if system or extra <= RUNNING else None
    names, letters = sorted(mine & theirs), sorted(extra)
    if not system and not extra <= USUAL:
        return None
    if len(names) < 2 or len(names) + len(letters) > MAX_LETTERS:
        return None
    sides = [_rows(side, [*names, *letters]) for side in (a, b)]
    if None in sides:
        return undecided(STEP) if _parametric(a, b, letters) else None
    given = sides[0] if letters[0] in mine else sides[1]
    if not _solved(given or [], len(names)):
        return None
    free, plain = [_points(rows or [], len(names) + len(letters)) for rows in sides]
    if letters[0] in theirs:
        free, plain = plain, free
    if free is None or plain is None:
        return None
    return same(free, plain, len(names))


def _both(a: Formula, b: Formula, extra: frozenset[str]) -> Finding | None:
    """Points that both sides give by letters of their own: the same line or plane, or another one."""
    names = sorted(variables(a) & variables(b))
    found = []
    for side in (a, b):
        letters = sorted(variables(side) & extra)
        rows = _rows(side, [*names, *letters])
        if len(names) < 2 or len(names) + len(letters) > MAX_LETTERS or not _solved(rows or [], len(names)):
            return None
        points = _points(rows or [], len(names) + len(letters))
        if points is None:
            return None
        found.append(points)
    return same(found[0], found[1], len(names))


def same_letters(a: Formula, b: Formula, assume: Mapping[str, str], *, system: bool) -> Finding | None:
    """Points that both sides give by letters that they share; None where either doesn't.

    Everybody calls the letter t, so that in a system another start or pace is the same line. But t may be
    the time of a motion, unless two letters run or a coordinate is the letter, as in general solutions.
    """
    both = variables(a) | variables(b)
    letters = sorted((both & USUAL) - assume.keys())
    names = sorted(both - set(letters))
    if (
        not variables(a) & variables(b) & set(letters)
        or len(names) < 2
        or len(names) + len(letters) > MAX_LETTERS
    ):
        return None
    width, found, free = len(names) + len(letters), [], False
    for side in (a, b):
        rows = _rows(side, [*names, *letters])
        points = _points(rows, width) if rows and _solved(rows, len(names)) else None
        if points is None:
            return None
        found.append(points)
        own = {i for i in range(len(names), width) if any(row[i] for row in rows or [])}
        free = free or own <= {i for row in rows or [] if (i := _alone(row, len(names))) is not None}
    finding = same(found[0], found[1], len(names))
    surely = system and (free or len(letters) > 1) and RUNNING.issuperset(letters)
    return undecided(STEP) if finding.equal and not surely else finding


def _alone(row: Row, unknowns: int) -> int | None:
    """The letter that a coordinate is, as in `z = t`; None in `z = 2t` and `z = t + 1`."""
    (x,) = [value for value in row[:unknowns] if value]
    own = [i for i in range(unknowns, len(row) - 1) if row[i]]
    return own[0] if len(own) == 1 and row[own[0]] == -x and not row[-1] else None


def flat(entries: Sequence[Node], letters: Sequence[str]) -> tuple[Row, list[Row]] | None:
    """A point and the directions of `(1 + 3t, 2 + 4t)`; None where an entry is not linear in the letters."""
    found = [coefficients(entry) for entry in entries]
    rows: list[Row] = []
    for powers in found:
        if powers is None or any(len(one) > 1 or (one and one[0][1] > 1) for one in powers):
            return None
        rows.append([powers.get(((letter, 1),), Fraction(0)) for letter in letters])
        rows[-1].append(powers.get((), Fraction(0)))
    directions = [[row[i] for row in rows] for i in range(len(letters))]
    return [row[-1] for row in rows], directions


def beside(
    entries: Sequence[Node], letters: Sequence[str], other: Node, names: Sequence[str]
) -> Finding | None:
    """The points of `(1 + 3t, 2 + 4t)` beside linear equations in x and y; None where either is no flat."""
    try:
        rows = _rows(formula(other), names)
    except NotAStatement:
        return None
    plain, free = _points(rows, len(names)) if rows else None, flat(entries, letters)
    return None if plain is None or free is None else same(free, plain, len(names))


def same(one: tuple[Row, list[Row]], other: tuple[Row, list[Row]], n: int) -> Finding:
    """Whether two flats are one: neither direction nor start leads out of the other, in n coordinates."""
    start = [x - y for x, y in zip(one[0][:n], other[0][:n], strict=True)]
    mine, theirs = ([row[:n] for row in side[1]] for side in (one, other))
    ranks = {_rank(mine), _rank(theirs), _rank([*mine, *theirs, start])}
    return equal(STEP) if len(ranks) == 1 else different(STEP)


def _parametric(a: Formula, b: Formula, letters: list[str]) -> bool:
    """Whether one side says what several unknowns are in terms of letters of its own."""
    side = a if letters[0] in variables(a) else b
    parts = side.parts if isinstance(side, Every) else (side,)
    return sum(bool(variables(part) & set(letters)) for part in parts) > 1


def _solved(rows: list[Row], unknowns: int) -> bool:
    """Whether each equation says what another unknown is: `x = t, y = t`, not `x = y, y = t`."""
    which = [[i for i in range(unknowns) if row[i]] for row in rows]
    return sorted(which) == [[i] for i in range(unknowns)]


def _rows(of: Formula, names: Sequence[str]) -> list[Row] | None:
    """Each linear equation as its coefficients and what they come to; None for anything else."""
    parts = of.parts if isinstance(of, Every) else (of,)
    rows = []
    for part in parts:
        found = coefficients(part.f) if isinstance(part, Condition) and part.op == "=" else None
        if found is None or any(len(powers) > 1 or (powers and powers[0][1] > 1) for powers in found):
            return None
        row = [found.get(((name, 1),), Fraction(0)) for name in names]
        rows.append([*row, -found.get((), Fraction(0))])
    return rows


def _points(rows: list[Row], width: int) -> tuple[Row, list[Row]] | None:
    """One solution and the directions in which there are more; None where there is no solution."""
    reduced, pivots = _reduced(rows)
    if width in pivots:
        return None
    start = [Fraction(0)] * width
    for row, pivot in zip(reduced, pivots, strict=False):
        start[pivot] = row[width]
    directions = []
    for free in (column for column in range(width) if column not in pivots):
        direction = [Fraction(0)] * width
        direction[free] = Fraction(1)
        for row, pivot in zip(reduced, pivots, strict=False):
            direction[pivot] = -row[free]
        directions.append(direction)
    return start, directions


def _reduced(rows: list[Row]) -> tuple[list[Row], list[int]]:
    """Gauss and Jordan: rows with a leading 1 that is alone in its column, and those columns."""
    rest, pivots = [list(row) for row in rows], list[int]()
    for column in range(len(rest[0]) if rest else 0):
        done = len(pivots)
        at = next((i for i in range(done, len(rest)) if rest[i][column]), None)
        if at is None:
            continue
        rest[done], rest[at] = rest[at], rest[done]
        rest[done] = [value / rest[done][column] for value in rest[done]]
        for i, row in enumerate(rest):
            if i != done and row[column]:
                rest[i] = [x - row[column] * y for x, y in zip(row, rest[done], strict=True)]
        pivots.append(column)
    return rest, pivots


def _rank(rows: list[Row]) -> int:
    return len(_reduced(rows)[1])
