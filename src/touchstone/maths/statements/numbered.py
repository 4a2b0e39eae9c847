"""Solutions that are numbered on one side or on both: `x = 2n`, `x = pi/4 + n*pi`; points by parameters."""

from __future__ import annotations

import math
from dataclasses import replace

from touchstone.maths import equality
from touchstone.maths.arrays import ZERO
from touchstone.maths.comparing import Setting
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.statements import (
    families,
    parametric,
    periods,
    progressions,
    turning,
)
from touchstone.maths.statements.deciding import decide
from touchstone.maths.statements.formula import (
    Condition,
    Every,
    Formula,
    conditions,
    variables,
)
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import traits
from touchstone.maths.verdict import Finding, different, equal, undecided

FAMILY = "family of solutions"
# Zero in floats, at a place a few turns away.
NEARLY = 1e-9


def residues(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """`x ≡ 2 (mod 5)` beside `x = 5k + 2`: numbered whole numbers as what they leave."""
    divided = [
        "gcd" in frozenset[str]().union(*(traits(c.f).functions for c in conditions(side))) for side in (a, b)
    ]
    if divided[0] == divided[1]:
        return None
    numbers, other = (b, a) if divided[0] else (a, b)
    names, whole = variables(other), setting.domain.assume
    letters = {n for n in variables(numbers) if n in families.USUAL or whole.get(n) == "integer"}
    letters -= names - families.USUAL
    if len(names) != 1 or not letters or names & letters:
        return None
    (x,) = names
    found = progressions.of(numbers, x, {**setting.domain.assume, **dict.fromkeys(letters, "integer")})
    written = progressions.residues(found, x) if found is not None else None
    return None if written is None else decide(written, other, setting)


def in_progressions(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """Both sides numbered, or one of them beside an equation that it is held against place by place."""
    assume = families.numbering_both(a, b, setting.domain.assume)
    x = progressions.unknown(a, b, assume)
    if x is None:
        return None
    mine, theirs = progressions.of(a, x, assume), progressions.of(b, x, assume)
    if mine is not None and theirs is not None:
        what = assume.get(x, "real")
        mine, theirs = mine.within(what), theirs.within(what)
        alike = progressions.same(mine, theirs)
        if not alike and what == "integer" and not (mine.whole and theirs.whole):
            return undecided(FAMILY)  # `x = n/2` says as much as `x = n` where x is whole
        return None if alike is None else equal(FAMILY) if alike else different(FAMILY)
    found, other = (mine, b) if mine is not None else (theirs, a)
    if found is None or not isinstance(other, Condition) or variables(other) != {x}:
        return None
    held = _held_against(found, other, x, setting)
    if held is not None or assume.get("n", "integer") != "integer" or x == "n":
        return held
    plain = progressions.formula(found, x)
    return None if plain is None else by_numbers(plain, other, setting)


def _held_against(
    found: progressions.Progressions, other: Condition, x: str, setting: Setting
) -> Finding | None:
    """Different when a place solves the equation and isn't listed, or is listed and doesn't."""
    try:
        run = compile_tree(other.f, Floats(real=True))
    except (Undefined, Unsure):
        return None
    for place, node in progressions.places(found):
        listed = found.holds(place)
        near = _near_zero(run, x, float(place[0]) + float(place[1]) * math.pi)
        if near is None or (near and listed) or not (near or listed):
            continue
        value = equality.compare(substitute(other.f, {x: node}), ZERO, setting.exactly)
        if (value.equal and not listed) or (value.different and listed):
            return different(FAMILY)
    return None


def _near_zero(run: Run, x: str, at: float) -> bool | None:
    try:
        value, _ = run({x: (at, 0.0)})
    except (Undefined, Unsure, OverflowError, ValueError):
        return None
    return isinstance(value, float) and abs(value) < NEARLY


def by_parameters(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    return parametric.compare(a, b, setting, system=setting.system)


def run_through(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """Points by parameters that are called alike on both sides; None where there are none."""
    return parametric.same_letters(a, b, setting.domain.assume, system=setting.system)


def by_numbers(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """Solutions that are numbered on one side or on both, `x = n*pi`; None where none are."""
    assume = setting.domain.assume
    alike = families.renamed(a, b, assume)
    if alike is not None and decide(a, alike, setting).equal:
        return equal(FAMILY)
    turned = progressions.by_turns(a, assume), progressions.by_turns(b, assume)
    plain = families.without_numbers(*turned, assume)
    if plain is not None:
        found = replace(decide(*plain, setting), step=FAMILY)
        astray = found.undecided and any(
            _astray(turned[i], plain[1 - i], setting) or _out_of_step(turned[i], plain[1 - i], setting)
            for i in (0, 1)
        )
        return different(FAMILY) if astray else found
    return undecided(FAMILY) if _family(a, b) and decide(a, b, setting).different else None


def _astray(numbered: Formula, plain: Formula, setting: Setting) -> bool:
    """Whether one of the first numbered solutions surely doesn't solve the other side."""
    names = variables(plain)
    if len(names) != 1 or setting.domain.assume.get(x := min(names), "real") != "real":
        return False
    others = [condition.f for condition in conditions(plain)]
    if isinstance(plain, Every):
        return False
    for place in families.first_places(numbered, x, setting.domain.assume):
        try:
            values = [compile_tree(substitute(f, {x: place}), Floats(real=True))({}) for f in others]
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if values and all(abs(v) > error + NEARLY for v, error in values):
            return True
    return False


def _out_of_step(numbered: Formula, plain: Formula, setting: Setting) -> bool:
    """Whether the other side repeats itself after what is no whole number of steps of the numbered one."""
    names = variables(plain)
    if len(names) != 1 or setting.domain.assume.get(x := min(names), "real") != "real":
        return False
    row, after = families.one_row(numbered, x, setting.domain.assume), periods.period(plain, x)
    if row is None or after is None or not periods.is_real(row[0]):
        return False
    return (after / row[1]).denominator > 1


def _family(a: Formula, b: Formula) -> bool:
    """`sin(x) = 0` beside `x = n*pi`: one numbers its solutions, which only a person understands."""
    for one, other in ((a, b), (b, a)):
        fewer = variables(one) < variables(other) and bool(variables(one))
        if fewer and any(traits(c.f).functions & turning.TURNING for c in conditions(one)):
            return True
    return False
