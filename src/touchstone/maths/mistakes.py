"""What went wrong: mistakes that the question lists, then the slips that happen everywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from touchstone.maths.clock import OutOfTime, Steps
from touchstone.maths.comparing import Setting
from touchstone.maths.float_arithmetic import Scalar
from touchstone.maths.forms.digits import Written, right_as_typed, written
from touchstone.maths.glances import Looks
from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.kinds.solutions import graph, one_of
from touchstone.maths.slips import EXTRA_ELEMENT, MISSING_ELEMENT, OF_ANGLES, SIGN, Slip, slips_for
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Logic, Matrix, Name, Negative, Node, Relation, children
from touchstone.maths.up_to import negated
from touchstone.maths.verdict import Finding

Compare = Callable[[Node, Node, Setting], Finding]
Said = tuple[str, str]

# A hint is worth so many steps; the verdict stands without it. Not time: on a busy machine it is the same.
STEPS = 200
# An answer this near to the key, and typed as a decimal, was rounded on the way.
NEARLY = Fraction(1, 100)
# With fewer figures a rounded number is near too many others.
FIGURES, FIGURES_OF_ANGLES = 2, 3
ROOTS = frozenset({"sqrt", "abs"})
# Sets with more elements aren't compared element by element for a hint.
MOST_ELEMENTS = 12

ROUNDED_EARLY = "rounded_too_early"
ROUNDED = "It is close, but not accurate enough. Was something rounded on the way?"
INEXACT = "The exact value is asked, not a rounded one."  # more digits would stay wrong


def slip(key: Node, answer: Node, setting: Setting, compare: Compare) -> Said | None:
    """The name of the slip that explains a wrong answer, and what to tell; None when none does in time.

    Where the question takes no exact value alone (`setting.tolerance`), a rounded slip is one too.
    """
    try:
        return _slip(key, answer, setting, compare)
    except OutOfTime:
        return None  # the answer is refuted without it


def _slip(key: Node, answer: Node, setting: Setting, compare: Compare) -> Said | None:
    rounded = setting.tolerance is not None
    setting = replace(setting.exactly, deadline=Steps(STEPS, setting.deadline))
    if is_scalar(key) and is_scalar(answer):
        return _of_values(key, answer, setting, compare, rounded=rounded)
    mine, theirs = graph(key), graph(answer)
    if mine is not None and theirs is not None and mine[0] == theirs[0]:
        return _of_values(mine[1], theirs[1], setting, compare, rounded=rounded)
    several = one_of(key), one_of(answer)
    if several[0] is not None and several[1] is not None:
        return _of_sets(*several[0], *several[1], setting, compare)
    if isinstance(key, Relation | Logic) and isinstance(answer, Relation | Logic):
        return _of_equations(key, answer, setting, compare)
    if isinstance(key, Items | Matrix) and type(key) is type(answer):
        if any(isinstance(part, Relation | Logic) for part in children(key)):
            return None  # a system, beside points perhaps: no slip turns its equations
        return _first(key, answer, setting, compare)
    return None


def _of_values(key: Node, answer: Node, setting: Setting, compare: Compare, *, rounded: bool) -> Said | None:
    right, typed = scalars.digits(key), scalars.digits(answer)
    if right is not None and typed is not None:
        style = written(answer) if rounded else None
        for usual in slips_for(key, answer):
            if right and typed and _made(usual, key, right, typed, style):
                return usual.name, usual.says
    elif (found := _first(key, answer, setting, compare)) is not None:
        return found
    return (ROUNDED_EARLY, ROUNDED) if _rounded_too_early(key, answer) else None


def _made(usual: Slip, key: Node, right: Fraction, typed: Fraction, style: Written | None) -> bool:
    """Whether a slip makes a number of the key that was typed, or typed rounded."""
    angle = usual.name in OF_ANGLES
    if angle and style is None and usual.of is not None and _seen_apart(usual.of, right, typed):
        return False
    if usual.of is not None and not angle:
        wrong: Fraction | None = usual.of(right)  # type: ignore[arg-type, assignment]
    else:
        wrong = scalars.digits(usual.value(key))
    if wrong is None or wrong == right or (style is None and _apart(wrong, typed)):
        return False
    if abs(wrong - typed) <= abs(wrong) / ALL_DIGITS:
        return True
    if style is not None and angle and abs(wrong - typed) <= abs(wrong) / HARDLY_OFF:
        return True  # 60 beside a key of 1.0472
    few = FIGURES_OF_ANGLES if angle else FIGURES
    return style is not None and style.most >= few and right_as_typed(wrong, typed, style)


ALL_DIGITS, HARDLY_OFF = 10**40, 10**4
# Floats that differ by so much of their size are of numbers that do.
FLOATS_APART = 1e-6


def _apart(a: Fraction, b: Fraction) -> bool:
    """Whether two numbers surely differ: floats say it of nearly all, in a tenth of the time."""
    return _seen_apart(lambda value: value, a, b)


def _seen_apart(of: Callable[[Scalar], Scalar], right: Fraction, typed: Fraction) -> bool:
    """Whether floats show that what a slip makes of a number is another one than was typed."""
    try:
        x, y = of(float(right)), float(typed)
    except OverflowError:
        return False
    return abs(x - y) > FLOATS_APART * abs(x) + sys.float_info.min


def _first(key: Node, answer: Node, setting: Setting, compare: Compare) -> Said | None:
    """The first slip whose value is the answer."""
    looks = Looks(key, answer, setting) if is_scalar(key) else None
    for usual in slips_for(key, answer):
        if looks is not None and not (looks.allow(usual) and (usual is SIGN or looks.taken())):
            continue  # what floats can't look at is dear to compare, and only tried with another sign
        value = usual.value(key)
        if value != key and compare(value, answer, setting).equal:
            return usual.name, usual.says
    return None


def _of_sets(
    name: str | None,
    right: list[Node],
    other: str | None,
    typed: list[Node],
    setting: Setting,
    compare: Compare,
) -> Said | None:
    """Of what may stand in any order: an element missing or too many, or all with the wrong sign."""
    if name != other or not typed or max(len(right), len(typed)) > MOST_ELEMENTS:
        return None
    table = [[compare(a, b, setting).equal for b in typed] for a in right]
    found, belong = [any(row) for row in table], [any(column) for column in zip(*table, strict=True)]
    if all(belong):
        return None if all(found) else MISSING_ELEMENT
    if all(found):
        return EXTRA_ELEMENT
    turned = [[compare(negated(a), b, setting).equal for b in typed] for a in right]
    both = [*turned, *zip(*turned, strict=True)]
    return (SIGN.name, SIGN.says) if all(map(any, both)) else None


def _of_equations(key: Node, answer: Node, setting: Setting, compare: Compare) -> Said | None:
    """Of equations in one variable: solutions missing or too many, or all with the wrong sign."""
    names = names_in(key)
    if len(names) != 1 or names != names_in(answer) or not (_equations(key) and _equations(answer)):
        return None
    if any(traits(node).functions - ROOTS or traits(node).growing for node in (key, answer)):
        return None  # what turns without end is dear to compare
    either = Logic("or", (key, answer))
    if compare(key, either, setting).equal:
        return MISSING_ELEMENT
    if compare(either, answer, setting).equal:
        return EXTRA_ELEMENT
    (name,) = names
    turned = substitute(key, {name: Negative(Name(name))})
    return (SIGN.name, SIGN.says) if compare(turned, answer, setting).equal else None


def _equations(node: Node) -> bool:
    match node:
        case Relation(operators=operators):
            return set(operators) == {"="}
        case Logic(operator="or", operands=parts):
            return all(map(_equations, parts))
    return False


def stands_for(mistake: Node, answer: Node) -> bool:
    """Whether a number is nearer to a listed mistake than to 0.

    A tolerance that is wider than the mistake's own value would take 0, and what has the wrong sign, for it.
    """
    if not (is_scalar(mistake) and is_scalar(answer)):
        return True
    wrong, typed = scalars.digits(mistake), scalars.digits(answer)
    return wrong is None or typed is None or not wrong or abs(typed - wrong) < abs(typed)


def _rounded_too_early(key: Node, answer: Node) -> bool:
    decimal = any("." in literal.text for literal in traits(answer).literals)
    if not decimal:
        return False
    exact, typed = scalars.digits(key), scalars.digits(answer)
    if not exact or not typed or exact.denominator == 1:  # nobody rounds to miss a whole number
        return False
    return abs(typed - exact) <= NEARLY * abs(exact)
