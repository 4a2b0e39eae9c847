"""Statements about several real variables: refuted, and where it is safe confirmed.

On random straight lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from touchstone.maths import modular
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.chance import dice
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain, landmarks
from touchstone.maths.statements import defined, line, plane, propositions
from touchstone.maths.statements.cases import by_cases
from touchstone.maths.statements.formula import (
    ELEMENT,
    Condition,
    Every,
    Formula,
    Some,
    Truth,
    conditions,
    letters,
    variables,
)
from touchstone.maths.statements.graphs import solved_for
from touchstone.maths.statements.polynomials import Fractional, NotRational, Polynomials, Rationals
from touchstone.maths.substitution import substitute
from touchstone.maths.tree import Add, Multiply, Name, Negative, Node, identity
from touchstone.maths.verdict import Finding, equal, undecided

STEP = "sampling along lines"
# At least so many lines, and more until every condition was seen to turn.
LINES, MOST_LINES = 12, 48
# Lines on which a condition must turn before it counts as seen.
SEEN = 3


def compare(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Whether the same points satisfy both."""
    finding = propositions.compare(a, b, setting)
    if not finding.undecided or letters(a) or letters(b):
        return finding
    known: dict[Node, Node] = {}
    a, b = (_shared(by_cases(part), known) for part in (a, b))
    names = sorted(variables(a) | variables(b))
    free = Setting(Domain(), setting.deadline)
    domain = _declared(names, setting)
    inside = [Every((part, *domain)) for part in (a, b)]
    if any(setting.domain.assume.get(name) == "integer" for name in names):
        sampled = _along_lines(a, b, names, domain, free)
        doubtful = sampled.equal and not _on_surfaces(inside[0], inside[1], free).equal
        return undecided(STEP) if doubtful else sampled
    if len(names) == 2:
        finding = plane.compare(inside[0], inside[1], names, free)
        if not finding.undecided:
            return finding
        # A small corner may lie between all random lines: they can refute, no more.
        sampled = _along_lines(a, b, names, domain, free)
        return sampled if sampled.different else undecided(STEP)
    surfaces = _on_surfaces(inside[0], inside[1], free)
    if surfaces.different:
        return surfaces
    sampled = _along_lines(a, b, names, domain, free)
    return sampled if sampled.different or surfaces.equal else undecided(STEP)


def _on_surfaces(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Both on the surfaces f = 0 of all their conditions, and just beside them.

    A region in which they part ends at one of these surfaces, and beside it they part there, too.
    What holds within a surface alone no line through space shows: `x = |y| or z != 0`. On each surface, f
    being solved for a variable, there is one variable less; where f can't be solved, both have to agree as if
    it were zero everywhere. `x < y < z` and `x < y <= z` part on y = z. A difference beside a surface may be
    thin, so that only lines can refute it.
    """
    verified = equal(STEP)
    for f, otherwise in _used(a, b):
        solved = ((name, solved_for(f, name)) for name in sorted(variables(Condition(f, "="))))
        name, value = next(((n, v) for n, v in solved if v is not None), ("", None))
        if (value is None and otherwise) or not setting.deadline.left():
            return undecided(STEP)
        surface = {} if value is None else {name: value}
        there_is = None if value is None else defined.where(value)
        for sign in (0, 1, -1):
            there = [on(_beside(part, f, sign), surface) for part in (a, b)]
            if sign and surface:
                there = list(map(_open, there))
            if there_is is not None:
                there = [Every((part, there_is)) for part in there]
            found = _anywhere(there[0], there[1], setting)
            if found.different and sign == 0 and there_is is not None:
                return found
            unseen = (
                sign
                and surface
                and any(_flattened(c.f, f, surface) for c in (*conditions(a), *conditions(b)))
            )
            if not found.equal or unseen:
                verified = undecided(STEP)
    return verified


def _open(of: Formula) -> Formula:
    """The statement at all places but a thin set: there nothing else is zero."""
    match of:
        case Condition(f=f, op="=" | "!=" as op):
            return Truth(op == "!=")
        case Condition(f=f):
            return Condition(f, "<")
        case Every(parts=parts):
            return Every(tuple(map(_open, parts)))
        case Some(parts=parts):
            return Some(tuple(map(_open, parts)))
    return of


def _flattened(g: Node, f: Node, surface: Mapping[str, Node]) -> bool:
    """Whether something else is zero all over a surface: beside it, its sign isn't seen there."""
    if propositions.ratio_sign(g, f, Domain()):
        return False
    return modular.compare(substitute(g, surface), ZERO).equal


def _anywhere(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Two statements in any number of variables."""
    names = variables(a) | variables(b)
    if len(names) > 1:
        return compare(a, b, setting)
    return line.compare(a, b, min(names, default=ELEMENT.name), setting)


def _beside(of: Formula, f: Node, sign: int) -> Formula:
    """The statement where f has the given sign, however small."""
    match of:
        case Condition(f=g, op=op):
            turned = propositions.ratio_sign(g, f, Domain())
            return Truth(turned * sign in propositions.HOLDS[op]) if turned else of
        case Every(parts=parts):
            return Every(tuple(_beside(part, f, sign) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_beside(part, f, sign) for part in parts))
    return of


def _used(a: Formula, b: Formula) -> list[tuple[Node, bool]]:
    """All expressions, and whether the two statements hold them to other conditions: `<` here, `<=` there."""
    kinds: list[Node] = []
    uses: list[tuple[set[str], set[str]]] = []
    for side, part in enumerate((a, b)):
        for c in conditions(part):
            for i, known in enumerate(kinds):
                sign = propositions.ratio_sign(c.f, known, Domain())
                if sign:
                    uses[i][side].add(c.op if sign > 0 or c.op in ("=", "!=") else f"-{c.op}")
                    break
            else:
                kinds.append(c.f)
                uses.append((set(), set()))
                uses[-1][side].add(c.op)
    return [(f, mine != theirs) for f, (mine, theirs) in zip(kinds, uses, strict=True)]


def _along_lines(a: Formula, b: Formula, names: list[str], domain: list[Formula], free: Setting) -> Finding:
    """Both on random lines."""
    known = {c.f: c.f for part in (a, b) for c in conditions(part)}
    seen = dict.fromkeys((identity(f) for f in known.values()), 0)
    confirmed = 0
    for turn in range(MOST_LINES):
        if turn >= LINES and min(seen.values(), default=SEEN) >= SEEN:
            break
        along = _Along(_line(names, turn, list(known.values())))
        turned: set[int] = set()
        first, second = (along.on(Every((part, *domain))) for part in (a, b))
        finding = line.compare(first, second, ELEMENT.name, free, turned)
        if finding.different:
            return finding
        if finding.equal:
            confirmed += 1
            for key in seen:
                seen[key] += identity(along.done[key]) in turned
    doubtful = confirmed < LINES * 3 // 4 or min(seen.values(), default=0) < SEEN
    if doubtful or not _thick(a) or not _thick(b):
        return undecided(STEP)
    return equal(STEP)


def _shared(of: Formula, known: dict[Node, Node]) -> Formula:
    """The statement with equal expressions made one object, so that each is worked on once."""
    match of:
        case Condition(f=f, op=op):
            return Condition(known.setdefault(f, f), op)
        case Every(parts=parts):
            return Every(tuple(_shared(part, known) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_shared(part, known) for part in parts))
    return of


def _declared(names: list[str], setting: Setting) -> list[Formula]:
    """Assumptions as conditions: -x < 0 for a positive x."""
    ops = {"positive": "<", "nonnegative": "<="}
    assume = setting.domain.assume
    return [Condition(Negative(Name(n)), ops[assume[n]]) for n in names if assume.get(n) in ops]


def _line(names: list[str], turn: int, nodes: list[Node]) -> dict[str, Node]:
    """Each variable as start + slope·t; starts lie near 0 or near a number that is written."""
    near = landmarks(tuple(nodes)) or [0.0]
    scale = Fraction(2) ** (0, 1, -2, 3, 0, -4)[turn % 6]
    along: dict[str, Node] = {}
    for name in names:
        start = scale * Fraction(dice().randrange(-63, 64), 16)
        if turn % 2:
            start += Fraction(dice().choice(near)).limit_denominator(100)
        slope = Fraction(dice().choice((-1, 1)) * dice().randrange(5, 64), 16)
        along[name] = Add((number(start), Multiply((number(slope), ELEMENT))))
    return along


class _Along:
    """Statements with variables replaced, each expression once."""

    def __init__(self, values: Mapping[str, Node]) -> None:
        self.values = values
        self.done: dict[int, Node] = {}

    def on(self, of: Formula) -> Formula:
        match of:
            case Condition(f=f, op=op):
                if identity(f) not in self.done:
                    self.done[identity(f)] = substitute(f, self.values)
                return Condition(self.done[identity(f)], op)
            case Every(parts=parts):
                return Every(tuple(map(self.on, parts)))
            case Some(parts=parts):
                return Some(tuple(map(self.on, parts)))
        return of


def on(of: Formula, values: Mapping[str, Node]) -> Formula:
    """The statement with variables replaced."""
    return _Along(values).on(of)


def _thick(of: Formula) -> bool:
    """Whether lines can see all of it: polynomials only, and no two equations that must hold at once."""
    for c in conditions(of):
        try:
            for name in sorted(variables(c)):
                rest = {other: number(Fraction(3, 7)) for other in variables(c) - {name}}
                Fractional(Polynomials(Rationals()), name, _plain).convert(substitute(c.f, rest))
        except (NotRational, ZeroDivisionError):
            return False
    return _most_equations(of) <= 1


def _plain(node: Node) -> Fraction:
    from touchstone.maths import exact

    value = exact.rational(node)
    if value is None:
        raise NotRational("not a fraction")
    return value


def _most_equations(of: Formula) -> int:
    match of:
        case Condition(op=op):
            return int(op in ("=", "!="))
        case Every(parts=parts):
            return sum(map(_most_equations, parts))
        case Some(parts=parts):
            return max(map(_most_equations, parts), default=0)
    return 0
