"""`x = 2n and x = 3m` as `x = 6n`: numbers that are in several rows at once are in one row, or in none."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from touchstone.maths.arrays import number
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.statements.families import USUAL, WHOLE
from touchstone.maths.statements.formula import (
    Condition,
    Every,
    Formula,
    Some,
    Truth,
    conditions,
    difference,
    variables,
)
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.tree import Add, Multiply, Name
from touchstone.maths.verdict import Finding, equal, undecided

STEP = "rows that meet"
Row = tuple[str, str, Fraction, Fraction]
"""x, n, d and c of `x = d n + c`."""


def judged(
    a: Formula,
    b: Formula,
    setting: Setting,
    finding: Finding,
    deeper: Callable[[Formula, Formula, Setting], Finding],
) -> Finding:
    """The finding, or what is true of rows that meet; whether a usual letter is whole a person says."""
    assume = setting.domain.assume
    usual = {n: "integer" for n in (variables(a) | variables(b)) & USUAL if n not in assume}
    met = _met(a, {**usual, **assume}), _met(b, {**usual, **assume})
    if met == (a, b):
        return finding
    if Truth(False) in met and any(conditions(a)) and any(conditions(b)):
        return finding if finding.different else undecided(STEP)  # what nothing solves need not be the same
    found = deeper(*met, replace(setting, domain=Domain({**usual, **assume})))
    if not found.equal:
        return undecided(STEP) if found.undecided else finding
    return undecided(STEP) if usual else equal(STEP)


def _met(of: Formula, assume: Mapping[str, str]) -> Formula:
    match of:
        case Some(parts=parts):
            return Some(tuple(_met(part, assume) for part in parts))
        case Every(parts=parts):
            rows = [_row(part, assume) for part in parts]
            return _together([row for row in rows if row]) or of if all(rows) else of
    return of


def _together(rows: list[Row]) -> Formula | None:
    """One row for all; None where they are about several unknowns, or share a letter."""
    x, n, step, start = rows[0]
    if any(row[0] != x for row in rows) or len({row[1] for row in rows}) < len(rows):
        return None
    for _, _, d, c in rows[1:]:
        # In units in which all are whole: start + step k = c + d m.
        unit = math.lcm(*(value.denominator for value in (step, start, d, c)))
        p, s, q, t = (int(value * unit) for value in (step, start, d, c))
        common = math.gcd(p, q)
        if (t - s) % common:
            return Truth(False)
        k = (t - s) // common * pow(p // common, -1, abs(q // common)) if abs(q) != common else 0
        step, start = Fraction(p * q // common, unit), Fraction(s + p * k, unit)
    at = Add((Multiply((number(step), Name(n))), number(start % abs(step))))
    return Condition(difference(Name(x), at), "=")


def _row(of: Formula, assume: Mapping[str, str]) -> Row | None:
    if not isinstance(of, Condition) or of.op != "=" or len(names := variables(of)) != 2:
        return None
    whole = [name for name in names if assume.get(name) in WHOLE]
    found = coefficients(of.f)
    if len(whole) != 1 or found is None or assume[whole[0]] != "integer":
        return None
    (n,) = whole
    (x,) = names - {n}
    if set(found) - {()} != {((x, 1),), ((n, 1),)}:
        return None
    scale = -found[((x, 1),)]
    return x, n, found[((n, 1),)] / scale, found.get((), Fraction(0)) / scale
