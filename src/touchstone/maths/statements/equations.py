"""Decides whether two combinations of equations have the same solutions."""

from __future__ import annotations

from touchstone.maths import equality, modular
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.statements import (
    circle,
    complex_roots,
    defined,
    divided,
    exclusions,
    inverses,
    line,
    periods,
    propositions,
    regions,
    surfaces,
    systems,
    turning,
    variety,
)
from touchstone.maths.statements.branching import partly_defined, together
from touchstone.maths.statements.constants import never_negative, over_the_reals
from touchstone.maths.statements.formula import (
    ZERO,
    Condition,
    Formula,
    Some,
    Truth,
    conditions,
)
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.squares import without_odd_roots
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Multiply,
    Node,
    Number,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "statements"
BRANCH = "a branch that one side lacks"


def compare(a: Formula, b: Formula, names: frozenset[str], setting: Setting) -> Finding:
    real = not about_complex(a, b, setting)
    finding = _by_algebra(a, b, names, setting.domain, real=real)
    restricted = real and any(setting.domain.assume.get(name) not in (None, "complex") for name in names)
    if finding.equal and real and _branch_lost(a, b, names, setting):
        if len(names) > 1 or not restricted:
            return undecided(BRANCH)
        finding = undecided(BRANCH)
    if finding.equal or (finding.different and not restricted):
        return finding
    if restricted:
        declared = {name for name, what in setting.domain.assume.items() if what != "complex"}
        a, b = (over_the_reals(part, declared) for part in (a, b))
    if len(names) == 1:
        return _in_one_variable(a, b, min(names), setting, over_complex=not restricted, over_real=real)
    return _in_several(a, b, names, setting, real=real)


def _in_several(a: Formula, b: Formula, names: frozenset[str], setting: Setting, *, real: bool) -> Finding:
    """Equations of several variables with functions for which no exact law decides."""
    finding = _as_graphs(a, b, names, setting) or undecided(STEP)
    if not finding.undecided or not real:
        return finding
    if inverses.same_value(a, b, names, setting):
        return equal(inverses.STEP)
    f, g = _product(a), _product(b)
    if f is not None and g is not None:
        finding = surfaces.compare(
            f, g, setting, lambda one, other: _alike(one, other, setting), lambda one: _nowhere(one, setting)
        )
    else:
        finding = propositions.compare(a, b, setting)
        finding = finding if finding.equal else systems.compare(a, b, setting)
    return undecided(BRANCH) if finding.equal and _branch_lost(a, b, names, setting) else finding


def _alike(f: Node, g: Node, setting: Setting) -> bool:
    """Whether two factors are zero at the same places, and have values at the same ones."""
    a, b = Condition(f, "="), Condition(g, "=")
    names = names_in(f) | names_in(g)
    return names_in(f) == names_in(g) and compare(a, b, names, setting).equal


def _nowhere(f: Node, setting: Setting) -> bool:
    """Whether a factor surely has no real zero."""
    if isinstance(f, Add) and never_negative(f):
        return any(isinstance(term, Number) and term.value > 0 for term in f.terms)
    names = names_in(f)
    return len(names) == 1 and line.compare(Condition(f, "="), Truth(False), min(names), setting).equal


def _by_algebra(a: Formula, b: Formula, names: frozenset[str], domain: Domain, *, real: bool) -> Finding:
    if isinstance(a, Condition) and isinstance(b, Condition) and _proportional(a.f, b.f, real=real):
        return equal("proportional sides")
    finding = variety.compare(a, b, real=real)
    if finding.different and real and len(names) > 1:
        plain = without_odd_roots(a), without_odd_roots(b)
        finding = finding if plain == (a, b) else variety.compare(*plain, real=True)
    if finding.undecided and not (isinstance(a, Condition) and isinstance(b, Condition)):
        finding = _as_products(a, b, domain, real=real)
    return finding


def _branch_lost(a: Formula, b: Formula, names: frozenset[str], setting: Setting) -> bool:
    """Whether one side has values where the other has none: `sqrt(x)^4 = 9` has lost the -3 of `x^2 = 9`.

    What a variable is said to be, `y = f(x)`, is compared as expressions are: where both have values.
    """
    if not isinstance(a, Condition) or not isinstance(b, Condition) or not partly_defined(a.f, b.f):
        return False
    if len(names) > 1 and any(solved_for(a.f, n) and solved_for(b.f, n) for n in names):
        return False
    there = together(a.f, b.f, setting.domain)
    return not (there and regions.alike(a.f, b.f, setting))


def _as_products(a: Formula, b: Formula, domain: Domain, *, real: bool) -> Finding:
    """`x = u or x = v` as one equation: with a root in both, their product has none."""
    f, g = _product(a), _product(b)
    if f is None or g is None or any(_holds_in_part(c.f) for part in (a, b) for c in conditions(part)):
        return undecided(STEP)
    finding = variety.compare(Condition(f, "="), Condition(g, "="), real=real)
    pairs = (_parts(a), _parts(b)), (_parts(b), _parts(a))
    if finding.equal or any(divided.by_a_letter(*pair, domain, real=real) for pair in pairs):
        return equal(finding.step)
    return undecided(STEP)


def _holds_in_part(f: Node) -> bool:
    """Whether f is zero wherever it has a value, as of `sqrt(x)^2 = x`: times it a product says nothing."""
    return defined.where(f) != Truth(True) and modular.compare(f, ZERO).equal


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
    if finding.undecided and setting.domain.assume.get(name, "real") in ("real", "complex"):
        finding = different(STEP) if periods.endless(a, b, name) else finding
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


def _product(of: Formula) -> Node | None:
    """One equation for `f = 0 or g = 0`: that their product is zero."""
    parts = _parts(of)
    return None if not parts else parts[0] if isinstance(of, Condition) else Multiply(parts)


def _parts(of: Formula) -> tuple[Node, ...]:
    match of:
        case Condition(f=f):
            return (f,)
        case Some(parts=parts) if all(isinstance(part, Condition) for part in parts):
            return tuple(part.f for part in parts if isinstance(part, Condition))
    return ()


def about_complex(a: Formula, b: Formula, setting: Setting) -> bool:
    nodes = [c.f for part in (a, b) for c in conditions(part)]
    return setting.domain.complex_for(*nodes)
