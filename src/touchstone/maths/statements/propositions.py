"""Statements compared as combinations of letters: each condition, up to a constant factor, is one letter."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from math import prod

from touchstone.maths import clock, modular
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.floats import Floats
from touchstone.maths.numeric import Undefined, Unsure, compile_tree
from touchstone.maths.statements import defined, exclusions
from touchstone.maths.statements.branching import partly_defined, together
from touchstone.maths.statements.formula import (
    Condition,
    Every,
    Formula,
    Letter,
    Some,
    Truth,
    conditions,
    letters,
)
from touchstone.maths.statements.marks import Unsupported
from touchstone.maths.statements.signs import sign_at
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "truth table"
MAX_ROWS = 20_000


def compare(a: Formula, b: Formula, setting: Setting) -> Finding:
    """Equal when the truth tables agree.

    Different only where letters alone are left: conditions may depend on each other in ways that a table
    doesn't show.
    """
    table = _Table(setting)
    first, second = table.abstract(a), table.abstract(b)
    names = sorted(letters(a) | letters(b))
    possible = [(-1, 0, 1) if _everywhere(f) else (-1, 0, 1, None) for f in table.kinds]
    if prod(map(len, possible)) * 2 ** len(names) > MAX_ROWS:
        return undecided(STEP)
    for signs in product(*possible):
        clock.check()
        for values in product((False, True), repeat=len(names)):
            world = dict(zip(names, values, strict=True))
            if _holds(first, signs, world) != _holds(second, signs, world):
                return undecided(STEP) if table.kinds else different(STEP)
    return equal(STEP)


# Of each kind of expression; None where it has no value.
Signs = tuple[int | None, ...]
HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0)}


class _Sign:
    """One condition: the kind of expression it is about, whether with the other sign, and what must hold."""

    def __init__(self, kind: int, sign: int, op: str) -> None:
        self.kind, self.sign, self.op = kind, sign, op

    def holds(self, signs: Signs) -> bool:
        sign = signs[self.kind]
        return sign is not None and self.sign * sign in HOLDS[self.op]


Abstract = _Sign | Letter | Truth | tuple[bool, list["Abstract"]]  # the bool: whether all parts must hold


def _holds(of: Abstract, signs: Signs, world: dict[str, bool]) -> bool:
    match of:
        case _Sign():
            return of.holds(signs)
        case Letter(name=name, positive=positive):
            return world[name] == positive
        case Truth(value=value):
            return value
        case (every, parts):
            return (all if every else any)(_holds(part, signs, world) for part in parts)
    raise AssertionError


class _Table:
    """The kinds of expression met so far, each up to a constant factor."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.kinds: list[Node] = []

    def abstract(self, of: Formula) -> Abstract:
        match of:
            case Every(parts=parts):
                return True, [self.abstract(part) for part in parts]
            case Some(parts=parts):
                return False, [self.abstract(part) for part in parts]
            case Condition(f=f, op=op):
                return self._condition(f, op)
        return of

    def _condition(self, f: Node, op: str) -> Abstract:
        if not names_in(f):
            try:
                sign = sign_at(f, "", Fraction(0))
                return Truth(sign in HOLDS[op])
            except Unsupported:
                pass
        for kind, known in enumerate(self.kinds):
            sign = ratio_sign(f, known, self.setting.domain)
            if sign:
                return _Sign(kind, sign, op)
        self.kinds.append(f)
        return _Sign(len(self.kinds) - 1, 1, op)


def ratio_sign(f: Node, g: Node, domain: Domain) -> int | None:
    """The sign of the constant c with f = c·g, or None when there is no such constant, or it isn't known."""
    if f == g:
        return 1
    if names_in(f) != names_in(g):
        return None
    if not modular.proportional(f, g).equal:
        return None
    if not (_everywhere(f) and _everywhere(g)) and not exclusions.alike(f, g, real=False):
        return None  # `x^2/x >= 0` leaves out 0
    if partly_defined(f, g) and not (together(f, g, domain) and one_place(f, g, domain)):
        return None  # `sqrt(y)^2 > x` says of y that it isn't negative
    try:
        arithmetic = Floats(real=True)
        runs = compile_tree(f, arithmetic), compile_tree(g, arithmetic)
    except (Undefined, Unsure):
        return None
    for point in islice(domain.points(names_in(f), f, g), 30):
        env = {name: (value, 0.0) for name, value in point.items()}
        try:
            (v, e), (w, d) = runs[0](env), runs[1](env)
        except (Undefined, Unsure, OverflowError, ValueError):
            continue
        if isinstance(v, float) and isinstance(w, float) and abs(v) > e and abs(w) > d:
            return 1 if v * w > 0 else -1
    return None


def one_place(f: Node, g: Node, domain: Domain) -> bool:
    """Whether the same conditions say where both have values: points that are tried may all miss a region."""
    (mine, unknown), (theirs, other) = defined.demands(f), defined.demands(g)
    if set(unknown) != set(other):
        return False
    pairs = ((mine, theirs), (theirs, mine))
    return all(any(_alike(p, q, domain) for q in b) for a, b in pairs for p in a)


def _alike(p: Formula, q: Formula, domain: Domain) -> bool:
    if p == q or not (isinstance(p, Condition) and isinstance(q, Condition)):
        return p == q
    return p.op == q.op and ratio_sign(p.f, q.f, domain) == 1


def _everywhere(f: Node) -> bool:
    return defined.where(f) == Truth(True)


def count(of: Formula) -> int:
    """How many conditions there are."""
    return sum(1 for _ in conditions(of))
