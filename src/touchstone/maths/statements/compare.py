"""Decides how two statements, or two sets of numbers, are compared."""

from __future__ import annotations

from dataclasses import replace

from touchstone.maths import odd_roots
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.statements import (
    branches,
    complex_plane,
    complex_poles,
    complex_roots,
    definite,
    exponentials,
    factorials,
    families,
    meeting,
    monomials,
    monotone,
    numbered_gaps,
    one_by_one,
    opening,
    own_letters,
    parametric,
    propositions,
    ranges,
    second_look,
    sizes,
    stepping,
    systems,
    unreal,
    variety,
    within,
    witness,
)
from touchstone.maths.statements.constants import without_constants
from touchstone.maths.statements.deciding import decide, one_name
from touchstone.maths.statements.equations import about_complex
from touchstone.maths.statements.formula import (
    ELEMENT,
    Formula,
    NotAStatement,
    Truth,
    conditions,
    formula,
    only_equations,
    variables,
)
from touchstone.maths.statements.lost_surfaces import lost
from touchstone.maths.statements.numbered import (
    FAMILY,
    by_numbers,
    by_parameters,
    in_progressions,
    residues,
    run_through,
)
from touchstone.maths.statements.perfect import without_perfect
from touchstone.maths.statements.positive import cleared
from touchstone.maths.statements.rewriting import rewritten
from touchstone.maths.statements.squares import without_roots
from touchstone.maths.statements.whole_letters import reconsidered
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
from touchstone.maths.verdict import Finding, equal, undecided

STEP = "statements"
UNSAID = "real or complex"
# States of itself that the real numbers are meant.
NO_REAL = Word("no real solution")
# How statements are found alike that hold nowhere, or everywhere.
_BY_TRUTH = frozenset({"structure", propositions.STEP})
# What runs through its values: numbers of solutions, parameters of points.
_RUNNING = frozenset({FAMILY, parametric.STEP, meeting.STEP})
# How equations are found alike over the complex numbers.
_EVERYWHERE = frozenset({complex_roots.STEP, variety.STEP})
EXPONENTIAL = "an exponential as a letter"
__all__ = ["NotAStatement", "compare"]


def compare(key: Node, answer: Node, setting: Setting) -> Finding:
    """Whether the same values of the variables satisfy both. Raises NotAStatement for what says nothing.

    Equations are about complex numbers where these are declared or written, about real ones where these are.
    Where nothing is said, variables are real: what has the same real solutions is equal.
    """
    if (traits(key).functions | traits(answer).functions) & {"degrees"}:
        key, answer = families.in_radians(key), families.in_radians(answer)
    if not in_order(key, answer):
        key, answer = answer, key
    finding = odd_roots.settled(key, answer, setting, _as_written)
    if finding.different and _only_between_whole(key, answer, setting):
        return undecided(factorials.STEP)
    if finding.equal and finding.step not in _EVERYWHERE and unreal.one_alone(key, answer):
        return undecided(UNSAID)
    if finding.equal and unreal.given(key, answer, setting):
        return undecided(unreal.STEP)
    doubtful = _contradicted(finding, key, answer, setting) or _passed_over(finding, key, answer, setting)
    return undecided(second_look.STEP) if doubtful else finding


def _only_between_whole(key: Node, answer: Node, setting: Setting) -> bool:
    """Whether statements with a factorial differ at no whole number that was tried."""
    if factorials.FACTORIAL not in traits(key).functions | traits(answer).functions:
        return False
    a, b = one_name(formula(key), formula(answer))
    names = variables(a) | variables(b)
    return len(names) == 1 and not factorials.apart_at_whole(a, b, min(names))


def _passed_over(finding: Finding, key: Node, answer: Node, setting: Setting) -> bool:
    """Whether equals may part at single values that count: of a complex or only variable, of what numbers."""
    if not finding.equal:
        return False
    a, b = one_name(formula(key), formula(answer))
    if complex_poles.passed_over(a, b, setting) or numbered_gaps.possible(a, b, setting.domain):
        return True
    return finding.step not in _RUNNING and own_letters.without_values(a, b)


def _contradicted(finding: Finding, key: Node, answer: Node, setting: Setting) -> bool:
    """Whether a point says otherwise of what was found equal.

    Numbers of solutions and parameters run: no point has a value for them.
    """
    if not finding.equal or finding.step in _RUNNING:
        return False
    a, b = one_name(formula(key), formula(answer))
    if a == b or second_look.plain(a, b):
        return False
    return second_look.parts(a, b, setting)


def _as_written(key: Node, answer: Node, setting: Setting) -> Finding:
    a, b = formula(key), formula(answer)
    functions = traits(key).functions | traits(answer).functions
    if functions & monotone.STEPS:
        a, b = monotone.without(a), monotone.without(b)
    if factorials.FACTORIAL in functions:
        a, b = factorials.solved(a, b), factorials.solved(b, a)
    if "abs" in functions and about_complex(a, b, setting):
        a, b = sizes.apart(a), sizes.apart(b)
    plane = complex_plane.about_complex_order(a, b, (key, answer), setting)
    if plane is not None:
        return complex_plane.compare(*plane, setting, decide)
    if _written_complex(a, b, setting):
        return _either_way(key, answer, setting)
    if positive := setting.domain.positive:
        if monomials.alike(a, b, setting):
            return equal(monomials.STEP)
        a, b = cleared(a, positive), cleared(b, positive)
    if not only_equations(a) or not only_equations(b) or _said(a, b, setting):
        finding = _solutions(a, b, setting)
        # Real letters, also those that stand for a complex one, count as complex where algebra refutes.
        apart = finding.different and (
            complex_plane.taken_apart(a, b) or complex_plane.real_letters(a, b, setting)
        )
        curves = complex_plane.curves(a, b, setting) if finding.undecided or apart else None
        if curves is None:
            return finding
        finding = complex_plane.compare(a, b, curves, setting, decide)
        said = finding.equal and finding.step in _BY_TRUTH and any(conditions(a)) and any(conditions(b))
        # Two equations without a solution need not be the same equation.
        empty = said and complex_plane.compare(a, Truth(False), curves, setting, decide)
        return undecided(STEP) if empty and not empty.different else finding
    among_reals = _among_reals(a, b, setting)
    if NO_REAL in (key, answer):
        return _solutions(a, b, among_reals)
    finding = _solutions(a, b, setting)
    if not finding.different or all(_flat(c.f) for part in (a, b) for c in conditions(part)):
        return (
            finding  # what is linear with real numbers has the same solutions in both only if it is the same
        )
    real = _solutions(a, b, among_reals)
    if real.undecided and (_for_complex_alone(finding.step, a, b, among_reals) or _odd_rooted(a, b)):
        return undecided(UNSAID)
    return real if real.equal and not unreal.one_alone(key, answer) else finding


def _written_complex(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether an order stands beside a written i, and nothing is declared of a variable: `|z - i| < 1`."""
    written = any("i" in traits(c.f).constants for part in (a, b) for c in conditions(part))
    undeclared = (variables(a) | variables(b)) - setting.domain.assume.keys()
    return written and bool(undeclared) and not (only_equations(a) and only_equations(b))


def _either_way(key: Node, answer: Node, setting: Setting) -> Finding:
    """Equal where both are so on the real line and over the plane; a person says which is meant of others."""
    for what in ("real", "complex"):
        # A set's own variable is one of them, whatever it is called.
        names = names_in(key) | names_in(answer) | {ELEMENT.name}
        domain = Domain({**dict.fromkeys(names, what), **setting.domain.assume})
        finding = _as_written(key, answer, replace(setting, domain=domain))
        if not finding.equal:
            return undecided(UNSAID)
    return finding


def _for_complex_alone(step: str, a: Formula, b: Formula, reals: Setting) -> bool:
    """Whether what differs for complex numbers may agree for real ones: `x^2 + y^2 = 0` and one point."""
    if len(variables(a) | variables(b)) < 2:
        return False
    if step == variety.STEP:
        if not any(map(_poles, (a, b))):
            return True
        return not (second_look.parts(a, b, reals) or lost(a, b, reals.domain))
    return step == systems.STEP and not witness.parts(a, b, reals)


def _odd_rooted(a: Formula, b: Formula) -> bool:
    """Whether a root is written that is another one among complex numbers: of -8 the third."""
    return any("root" in traits(c.f).functions for part in (a, b) for c in conditions(part))


def _poles(of: Formula) -> bool:
    """Whether a denominator holds variables: what it leaves out is real too."""
    parts = (part for c in conditions(of) for part in walk(c.f))
    return any(isinstance(part, Divide) and bool(names_in(part.denominator)) for part in parts)


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
    return not names or about_complex(a, b, setting) or bool(names & setting.domain.assume.keys())


def _among_reals(a: Formula, b: Formula, setting: Setting) -> Setting:
    real = dict.fromkeys(variables(a) | variables(b), "real")
    return replace(setting, domain=Domain({**setting.domain.assume, **real}))


def _solutions(a: Formula, b: Formula, setting: Setting) -> Finding:
    finding = _all_solutions(a, b, setting)
    if finding.equal and finding.step in _BY_TRUTH and _without_solutions(a, b, setting):
        return undecided(STEP)
    finding = reconsidered(finding, a, b, setting, lambda p, q: _all_solutions(p, q, setting))
    if finding.equal or not (only_equations(a) and only_equations(b)):
        return finding
    finding = stepping.judged(a, b, setting) or finding
    return meeting.judged(a, b, setting, finding, _all_solutions)


def _without_solutions(a: Formula, b: Formula, setting: Setting) -> bool:
    """Whether both are other equations that nothing solves: they need not be the same equation."""
    if a == b or not all(any(conditions(part)) and only_equations(part) for part in (a, b)):
        return False
    return all(_all_solutions(part, Truth(False), setting).equal for part in (a, b))


def _all_solutions(a: Formula, b: Formula, setting: Setting) -> Finding:
    equations = only_equations(a) and only_equations(b)
    one_numbered = equations and variables(a) != variables(b)
    if equations and (listed := residues(a, b, setting)) is not None:
        return listed
    listed = in_progressions(a, b, setting) if equations else None
    if listed is not None:
        return listed
    hidden = within.as_letters(a, b, setting.domain) if equations else None
    if hidden is not None and decide(*hidden, setting).equal:
        return equal(within.STEP)
    given = by_parameters(a, b, setting) if one_numbered else None
    if given is not None and not given.different:
        return given
    finding = (by_numbers(a, b, setting) if one_numbered else None) or decide(a, b, setting)
    if finding.different and equations and not one_numbered:
        # `x = n*pi` and `x = -n*pi`: the same solutions, but not the same one for each n.
        numbered = by_numbers(a, b, setting)
        finding = undecided(FAMILY) if numbered is not None and numbered.equal else finding
    if finding.different and equations:
        finding = run_through(a, b, setting) or finding
    if not finding.undecided:
        return finding
    real = not about_complex(a, b, setting)
    simpler = _simpler(a, real=real), _simpler(b, real=real)
    if real:
        simpler = rewritten(simpler[0]), rewritten(simpler[1])
        simpler = definite.apart(ranges.decided(simpler[0]), ranges.decided(simpler[1]))
        squared = branches.squared_away(simpler[0], setting), branches.squared_away(simpler[1], setting)
        if squared != simpler and (known := _whole_branches(*squared, setting)) is not None:
            return known
    if equations and (lettered := exponentials.as_letters(*simpler, setting)) is not None:
        known = decide(*lettered, setting)
        if known.equal:
            return equal(EXPONENTIAL)
    if simpler != (a, b):
        finding = _decided(*simpler, setting, real=real)
    if finding.undecided and real and len(variables(a) | variables(b)) > 1 and opening.alike(a, b, setting):
        return equal(opening.STEP)
    if finding.undecided and equations:
        return one_by_one.agree(a, b, setting, decide) or finding
    return finding


def _decided(a: Formula, b: Formula, setting: Setting, *, real: bool) -> Finding:
    """Where a complex function has no pole, among others: that is said of the plane."""
    if real or (only_equations(a) and only_equations(b)):
        return decide(a, b, setting)
    assume = setting.domain.assume
    names = {n for n in variables(a) | variables(b) if not n.startswith("•")}
    which = frozenset(n for n in names if assume.get(n, "complex") == "complex")
    return complex_plane.compare(a, b, which, setting, decide)


def _simpler(of: Formula, *, real: bool) -> Formula:
    """What holds for real numbers alone, such as that `|z|^2` is `z^2`, says nothing of complex ones."""
    return without_constants(without_roots(monotone.without(without_perfect(of))) if real else of, real=real)


def _whole_branches(a: Formula, b: Formula, setting: Setting) -> Finding | None:
    """What polynomials say of equations whose roots were squared away; None where they say nothing."""
    finding = propositions.compare(a, b, setting)
    if not finding.equal and only_equations(a) and only_equations(b):
        finding = decide(a, b, setting)
    return None if finding.undecided else finding
