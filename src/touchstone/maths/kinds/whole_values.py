"""`x ∈ ℤ` beside `sin(pi x) = 0`, `floor(x) = x` and `x = n, n ∈ ℤ`: whole numbers, said in one way.

Each says that x is one of the numbers c + d n for whole n. Where both sides say no more than that, or say
that it is not so, these numbers are compared. Else what lies in ℤ is written as sin(pi x) = 0, which holds
for the same real numbers, and the statements are compared as all others are.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths.arrays import ZERO, number
from touchstone.maths.comparing import Setting
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.kinds.whole_claims import (
    INTEGERS,
    denies_poles,
    in_turns,
    members,
    numbers,
    partly,
    side,
)
from touchstone.maths.kinds.whole_sets import Compare
from touchstone.maths.statements import progressions
from touchstone.maths.statements.families import PI, USUAL
from touchstone.maths.statements.progressions import Exactly, NoFamily
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Logic,
    Multiply,
    Name,
    Negative,
    Node,
    Relation,
    Such,
    walk,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "whole numbers"
_REAL = ("real", "positive", "nonnegative")
_ROUNDED = frozenset({"floor", "ceil", "round", "mod"})


def compare(key: Node, answer: Node, setting: Setting, deeper: Compare) -> Finding | None:
    """Two statements that say no more than that numbers are whole, or are not; None for anything else."""
    if key == answer or not (is_statement(key) or is_statement(answer)):
        return None
    unknowns = _claimed(key, answer)
    if unknowns and not (is_statement(key) and is_statement(answer)):
        return _beside_a_set(key, answer, setting, deeper)
    unknowns = unknowns or _plain_names(key, answer) or _counted_names(key, answer, setting)
    if len(unknowns) != 1 or setting.domain.complex_for(key, answer):
        return None
    (x,) = unknowns
    return _by_values(key, answer, x, setting) if setting.domain.assume.get(x, "real") in _REAL else None


def otherwise(key: Node, answer: Node, setting: Setting, deeper: Compare) -> Finding | None:
    """Statements that say more; None where none says that a number is whole."""
    unknowns = _claimed(key, answer)
    if key == answer or not unknowns or not (is_statement(key) and is_statement(answer)):
        return None
    if len(unknowns) > 1 and names_in(key) != names_in(answer):
        return None
    declared = {setting.domain.assume.get(x, "real") for x in unknowns}
    if len(unknowns) > 1 or not declared.issubset(_REAL) or setting.domain.complex_for(key, answer):
        return undecided(STEP)
    return _by_sines(key, answer, next(iter(unknowns)), setting, deeper)


def _claimed(key: Node, answer: Node) -> set[str]:
    return {name for node in (key, answer) for name in members(node)}


def bound(node: Node) -> frozenset[str]:
    """The letters that number what a set is made of: n of `{n*pi | n ∈ ℤ}` is no letter of the question."""
    found = [numbers(part) for part in walk(node) if isinstance(part, Such)]
    return frozenset(one[1] for one in found if one is not None)


def _by_values(key: Node, answer: Node, x: str, setting: Setting) -> Finding | None:
    """Both sides say of x that it is one of so many numbers, or that it is none; else None."""
    sides = [side(node, x, setting) for node in (key, answer)]
    (no, mine), (not_so, theirs) = sides[0] or (False, None), sides[1] or (False, None)
    if mine is None or theirs is None:
        return None
    alike = progressions.same(mine, theirs)
    if no != not_so or alike is False:
        return different(STEP) if setting.domain.assume.get(x, "real") == "real" else undecided(STEP)
    return None if alike is None else equal(STEP)


def _by_sines(key: Node, answer: Node, x: str, setting: Setting, deeper: Compare) -> Finding:
    try:
        mine, theirs = (_in_sines(node, x, setting) for node in (key, answer))
    except NoFamily:
        return undecided(STEP)
    found = deeper(mine, theirs, setting)
    # `x = n`, of which nobody says that n is whole: it may number.
    doubtful = (names_in(mine) | names_in(theirs)) - {x}
    return undecided(STEP) if found.different and doubtful else found


def _beside_a_set(key: Node, answer: Node, setting: Setting, deeper: Compare) -> Finding | None:
    """`x ∈ ℤ` beside `ℤ`: the set alone says as much."""
    mine, theirs = (
        node.sides[1] if isinstance(node, Relation) and members(node) else node for node in (key, answer)
    )
    plain = [node for node in (mine, theirs) if is_statement(node) or (is_scalar(node) and node != INTEGERS)]
    return None if plain else deeper(mine, theirs, setting)


def _plain_names(key: Node, answer: Node) -> set[str]:
    """The one name of two statements of which one rounds, or denies of a tangent that it has a value."""
    names = names_in(key) | names_in(answer)
    rounds = (traits(key).functions | traits(answer).functions) & _ROUNDED
    return set(names) if len(names) == 1 and (rounds or denies_poles(key) or denies_poles(answer)) else set()


def _counted_names(key: Node, answer: Node, setting: Setting) -> set[str]:
    """The name of which one side gives numbered values, and the other something else."""
    alone = names_in(key) ^ names_in(answer)
    whole = {name for name in alone if setting.domain.assume.get(name) == "integer"}
    if _denies_turns(key) or _denies_turns(answer):
        whole |= {name for name in alone & USUAL if name not in setting.domain.assume}
    names = (names_in(key) | names_in(answer)) - whole
    return set(names) if whole and len(names) == 1 else set()


def _denies_turns(node: Node) -> bool:
    """Whether all that is said is what x is not, in turns of pi: `x != k*pi/2`."""
    if isinstance(node, Logic) and node.operator == "and":
        return all(map(_denies_turns, node.operands))
    return isinstance(node, Relation) and node.operators == ("!=",) and in_turns(node)


def _in_sines(node: Node, x: str, setting: Setting) -> Node:
    """A statement with all that says that numbers are whole as equations. Raises NoFamily."""
    if isinstance(node, Logic):
        if node.operator not in ("and", "or") and partly(node):
            raise NoFamily  # what is denied has no value somewhere, and its sine has one
        return Logic(node.operator, tuple(_in_sines(part, x, setting) for part in node.operands), node.span)
    found = side(node, x, setting)
    if found is None:
        if isinstance(node, Relation) and node.operators == ("in",) and members(node):
            raise NoFamily
        return node
    no, held = found
    said = [_sine(x, start, d, (0, 1)) for start, d in held.turning]
    said += [_sine(x, start, d, (1, 0)) for start, d in held.counting]
    said += [Relation((Name(x), _number(value)), ("=",)) for value in sorted(held.single)]
    joined = said[0] if len(said) == 1 else Logic("or", tuple(said), node.span)
    return Logic("not", (joined,), node.span) if no else joined


def _sine(x: str, start: Exactly, d: Fraction, unit: tuple[int, int]) -> Node:
    """That x is c + d n, or c + d n pi, for a whole n; c is the least of them that isn't negative."""
    (p, q), (ones, turns) = start, unit
    start = (p % d if ones else p, q % d if turns else q)
    moved: Node = Name(x) if not any(start) else Add((Name(x), Negative(_number(start))))
    factor = number(1 / d)
    inner = Multiply((factor, PI, moved)) if ones else Multiply((factor, moved))
    return Relation((Call("sin", (inner,)), ZERO), ("=",))


def _number(value: Exactly) -> Node:
    p, q = value
    turns = Multiply((number(q), PI))
    return number(p) if not q else turns if not p else Add((number(p), turns))
