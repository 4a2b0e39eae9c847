"""Decides how two statements, or two sets of numbers, are compared."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from touchstone.maths import equality, exact, modular, odd_roots
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.domain import Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Run, Undefined, Unsure, compile_tree
from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.statements import (
    branches,
    circle,
    complex_roots,
    exclusions,
    exponentials,
    families,
    inverses,
    line,
    monotone,
    parametric,
    progressions,
    propositions,
    remainders,
    space,
    surfaces,
    systems,
    turning,
    variety,
)
from touchstone.maths.statements.constants import over_the_reals, without_constants
from touchstone.maths.statements.formula import (
    ELEMENT,
    EVERY,
    LIES,
    Condition,
    Formula,
    NotAStatement,
    Some,
    Truth,
    conditions,
    formula,
    letters,
    only_equations,
    variables,
)
from touchstone.maths.statements.positive import cleared
from touchstone.maths.statements.squares import without_odd_roots, without_roots
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Word,
    children,
    in_order,
    walk,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "statements"
FAMILY = "family of solutions"
UNSAID = "real or complex"
REAL_ONLY = (
    "Over the real numbers these agree, over the complex ones they don't, and the question doesn't say which."
    " A person will look at it."
)
# States of itself that the real numbers are meant.
NO_REAL = Word("no real solution")
# Zero in floats, at a place a few turns away.
NEARLY = 1e-9
EXPONENTIAL = "an exponential as a letter"
__all__ = ["NotAStatement", "compare"]


def compare(key: Node, answer: Node, setting: Setting) -> Finding:
    """Whether the same values of the variables satisfy both. Raises NotAStatement for what says nothing.

    Equations are about complex numbers where these are declared or written, about real ones where these are.
    Where nothing is said, those that differ over the complex numbers alone are undecided.
    """
    if not in_order(key, answer):
        key, answer = answer, key
    return odd_roots.settled(key, answer, setting, _as_written)


def _as_written(key: Node, answer: Node, setting: Setting) -> Finding:
    a, b = formula(key), formula(answer)
    if (traits(key).functions | traits(answer).functions) & monotone.STEPS:
        a, b = monotone.without(a), monotone.without(b)
    if positive := setting.domain.positive:
        a, b = cleared(a, positive), cleared(b, positive)
    if not only_equations(a) or not only_equations(b) or _said(a, b, setting):
        return _solutions(a, b, setting)
    among_reals = _among_reals(a, b, setting)
    if NO_REAL in (key, answer):
        return _solutions(a, b, among_reals)
    finding = _solutions(a, b, setting)
    if not finding.different or all(_flat(c.f) for part in (a, b) for c in conditions(part)):
        return (
            finding  # what is linear with real numbers has the same solutions in both only if it is the same
        )
    return undecided(UNSAID, REAL_ONLY) if _solutions(a, b, among_reals).equal else finding


def _flat(f: Node) -> bool:
    """Whether an expression is seen to be linear."""
    match f:
        case Name():
            return True
        case Negative() | Add():
            return all(map(_flat, children(f)))
        case Multiply(factors=parts):
            several = [part for part in parts if names_in(part)]
            return len(several) < 2 and all(map(_flat, several))
        case Divide(numerator=over, denominator=under):
            return _flat(over) and not names_in(under)
    return not names_in(f)


def _said(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether it is said which numbers are meant."""
    names = variables(a) | variables(b)
    return not names or _complex(a, b, setting) or bool(names & setting.domain.assume.keys())


def _among_reals(a: Formula, b: Formula, setting: Setting) -> Setting:
    real = dict.fromkeys(variables(a) | variables(b), "real")
    return replace(setting, domain=Domain({**setting.domain.assume, **real}))


def _solutions(a: Formula, b: Formula, setting: Setting) -> Finding:
    equations = only_equations(a) and only_equations(b)
    one_numbered = equations and variables(a) != variables(b)
    if equations and (listed := _residues(a, b, setting)) is not None:
        return listed
    listed = _progressions(a, b, setting) if equations else None
    if listed is not None:
        return listed
    given = _by_parameters(a, b, setting) if one_numbered else None
    if given is not None and not given.different:
        return given
    finding = (_numbered(a, b, setting) if one_numbered else None) or _compare(a, b, setting)
    if finding.different and equations and not one_numbered:
        # `x = n*pi` and `x = -n*pi`: the same solutions, but not the same one for each n.
        numbered = _numbered(a, b, setting)
        finding = undecided(FAMILY) if numbered is not None and numbered.equal else finding
    if finding.different and equations:
        finding = _run_through(a, b, setting) or finding
    if not finding.undecided:
        return finding
    simpler = _simpler(a), _simpler(b)
    if not _complex(a, b, setting):
        squared = branches.squared_away(simpler[0], setting), branches.squared_away(simpler[1], setting)
        if squared != simpler and (known := _whole_branches(*squared, setting)) is not None:
            return known
    if equations and (lettered := exponentials.as_letters(*simpler, setting)) is not None:
        known = _compare(*lettered, setting)
        if known.equal:
            return equal(EXPONENTIAL)
    return finding if simpler == (a, b) else _compare(*simpler, setting)


def _simpler(of: Formula) -> Formula:
    return without_constants(without_roots(monotone.without(of)))


def _whole_branches(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """What polynomials say of equations whose roots were squared away; None where they say nothing."""
    finding = propositions.compare(a, b, setting)
    if not finding.equal and only_equations(a) and only_equations(b):
        finding = _compare(a, b, setting)
    return None if finding.undecided else finding


def _residues(a: Formula, b: Formula, setting: Setting) -> Finding | None:
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
    return None if written is None else _compare(written, other, setting)


def _progressions(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """Both sides numbered, or one of them beside an equation that it is held against place by place."""
    assume = families.numbering_both(a, b, setting.domain.assume)
    x = progressions.unknown(a, b, assume)
    if x is None:
        return None
    mine, theirs = progressions.of(a, x, assume), progressions.of(b, x, assume)
    if mine is not None and theirs is not None:
        alike = progressions.same(mine, theirs)
        return None if alike is None else equal(FAMILY) if alike else different(FAMILY)
    found, other = (mine, b) if mine is not None else (theirs, a)
    if found is None or not isinstance(other, Condition) or variables(other) != {x}:
        return None
    held = _held_against(found, other, x, setting)
    if held is not None or assume.get("n", "integer") != "integer" or x == "n":
        return held
    plain = progressions.formula(found, x)
    return None if plain is None else _numbered(plain, other, setting)


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


def _by_parameters(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    return parametric.compare(a, b, setting.domain.assume, system=setting.system)


def _run_through(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    return parametric.same_letters(a, b, setting.domain.assume, system=setting.system)


def _numbered(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """Solutions that are numbered on one side or on both, `x = n*pi`; None where none are."""
    alike = families.renamed(a, b, setting.domain.assume)
    if alike is not None and _compare(a, alike, setting).equal:
        return equal(FAMILY)
    plain = families.without_numbers(a, b, setting.domain.assume)
    if plain is not None:
        return replace(_compare(*plain, setting), step=FAMILY)
    return undecided(FAMILY) if _family(a, b) and _compare(a, b, setting).different else None


def _family(a: Formula, b: Formula) -> bool:
    """`sin(x) = 0` beside `x = n*pi`: one numbers its solutions, which only a person understands."""
    for one, other in ((a, b), (b, a)):
        fewer = variables(one) < variables(other) and bool(variables(one))
        if fewer and any(traits(c.f).functions & turning.TURNING for c in conditions(one)):
            return True
    return False


def _compare(a: Formula, b: Formula, setting: Setting) -> Finding:
    if ELEMENT.name in variables(a) | variables(b):
        a, b = one_name(a, b)
    if a == b:
        return equal("structure")
    if letters(a) or letters(b):
        if letters(a) != letters(b) and (variables(a) or variables(b)):
            return different("kind")  # one is about statements, the other about numbers
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
        return _equations(a, b, names, setting)
    if len(names) == 1:
        return line.compare(a, b, min(names), setting)
    return space.compare(a, b, setting)


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


def _equations(a: Formula, b: Formula, names: frozenset[str], setting: Setting) -> Finding:
    real = not _complex(a, b, setting)
    if isinstance(a, Condition) and isinstance(b, Condition) and _proportional(a.f, b.f, real=real):
        return equal("proportional sides")
    finding = variety.compare(a, b, real=real)
    if finding.different and real and len(names) > 1:
        plain = without_odd_roots(a), without_odd_roots(b)
        finding = finding if plain == (a, b) else variety.compare(*plain, real=True)
    if finding.undecided and not (isinstance(a, Condition) and isinstance(b, Condition)):
        finding = _as_products(a, b, real=real)
    restricted = real and any(setting.domain.assume.get(name) not in (None, "complex") for name in names)
    if finding.equal or (finding.different and not restricted):
        return finding
    if restricted:
        declared = {name for name, what in setting.domain.assume.items() if what != "complex"}
        a, b = (over_the_reals(part, declared) for part in (a, b))
    if len(names) == 1:
        return _in_one_variable(a, b, min(names), setting, over_complex=not restricted, over_real=real)
    finding = _as_graphs(a, b, names, setting) or undecided(STEP)
    if not finding.undecided or not real:
        return finding
    if (turned := inverses.compare(a, b, names, setting)) is not None:
        return turned
    f, g = _product(a), _product(b)
    if f is not None and g is not None:
        return surfaces.compare(f, g, setting)
    finding = propositions.compare(a, b, setting)
    return finding if finding.equal else systems.compare(a, b, setting)


def _as_products(a: Formula, b: Formula, *, real: bool) -> Finding:
    """`x = u or x = v` as one equation: with a root in both, their product has none."""
    f, g = _product(a), _product(b)
    if f is None or g is None:
        return undecided(STEP)
    finding = variety.compare(Condition(f, "="), Condition(g, "="), real=real)
    if finding.equal or _but_for_a_divisor(f, g, real=real) or _but_for_a_divisor(g, f, real=real):
        return equal(finding.step)
    return undecided(STEP)


def _but_for_a_divisor(f: Node, g: Node, *, real: bool) -> bool:
    """Whether g is f divided by a letter: at its zero, a single value, g has no value."""
    below = {part.denominator for part in walk(g) if isinstance(part, Divide) and names_in(part.denominator)}
    letters_below = frozenset[str]().union(*map(names_in, below))
    if len(letters_below) > 3 or any(Add in traits(part).kinds for part in below):
        return False
    return any(modular.proportional(f, Multiply((Name(n), g)), real=real).equal for n in letters_below)


def _proportional(f: Node, g: Node, *, real: bool) -> bool:
    return modular.proportional(f, g, real=real).equal and exclusions.alike(f, g, real=real)


def _in_one_variable(
    a: Formula, b: Formula, name: str, setting: Setting, *, over_complex: bool, over_real: bool
) -> Finding:
    """Equations with constants or functions for which no exact law decides."""
    if over_complex:
        finding = complex_roots.compare(a, b, name)
        if not finding.undecided or not over_real:
            return finding
    finding = turning.compare(a, b, name)
    if finding.equal:
        return finding
    finding = line.compare(a, b, name, setting)
    if finding.undecided and circle.refuted(a, b, name, setting):
        return different(STEP)
    # Two equations without a real solution need not be the same equation.
    unsaid = any(conditions(a)) and any(conditions(b))
    return undecided(STEP) if finding.equal and unsaid and not line.solvable(a, name) else finding


def _as_graphs(a: Formula, b: Formula, names: frozenset[str], setting: Setting) -> Finding | None:
    """`y = f(x)` and `y = g(x)`, in whatever order and however scaled: equal when f and g are."""
    if not isinstance(a, Condition) or not isinstance(b, Condition):
        return None
    for name in sorted(names):
        f, g = solved_for(a.f, name), solved_for(b.f, name)
        if f is not None and g is not None:
            finding = equality.compare(f, g, setting.exactly)
            if not finding.undecided:
                return finding
    return None


def solved_for(f: Node, name: str) -> Node | None:
    """The expression that the variable equals when f is zero.

    If f is a rational multiple of it plus a rest.
    """
    try:
        slope = exact.rational(derivative(f, name))
    except (NoDerivative, exact.NoValue):
        return None
    if not slope:
        return None
    return Divide(substitute(f, {name: ZERO}), number(-slope))


def _product(of: Formula) -> Node | None:
    """One equation for `f = 0 or g = 0`: that their product is zero."""
    match of:
        case Condition(f=f):
            return f
        case Some(parts=parts) if all(isinstance(part, Condition) for part in parts):
            return Multiply(tuple(part.f for part in parts if isinstance(part, Condition)))
    return None


def _complex(a: Formula, b: Formula, setting: Setting) -> bool:
    nodes = [c.f for part in (a, b) for c in conditions(part)]
    return setting.domain.complex_for(*nodes)
