"""Questions that ask for significant figures or decimal places: the value is the key rounded.

And so is the writing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from touchstone.maths import outcome
from touchstone.maths.comparing import Setting, Tolerance
from touchstone.maths.forms.digits import (
    TEN,
    Written,
    right_as_typed,
    rounded_right,
    unit_of_figures,
    written,
)
from touchstone.maths.forms.idle import NEAR, left_in, signs
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.forms.solved import is_solved, unsolved
from touchstone.maths.kinds import collections, scalars
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.kinds.solutions import written_out
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Call,
    Interval,
    Items,
    Logic,
    Matrix,
    Negative,
    Node,
    Number,
    PlusMinus,
    Relation,
    walk,
)
from touchstone.maths.verdict import Finding, different, equal, undecided

STEP = "rounding"
# A key that was worked out in decimals is known at least so well.
KNOWN = Fraction(1, 10**10)
TOO_NEAR = "The expected value is known to some 14 digits, and these agree. A person will look at the rest."
Compare = Callable[[Node, Node, Setting], Finding]


def right(found: Outcome) -> Finding:
    """The value is the rounded key."""
    return equal(found.decided_by)


def refuted(found: Outcome) -> Finding:
    """The value is not the rounded key."""
    return different(STEP, DIGITS if found.reason == DIGITS else None)


def judge(
    row: GradeRow, key: Node, answer: Node, setting: Setting, *, any_order: bool = False
) -> Outcome | None:
    """The outcome of rounded numbers, alone or in a collection; None where there is nothing to round.

    `any_order`: the values of a list have no order of their own, as eigenvalues have none.
    """
    if is_scalar(key) and is_scalar(answer):
        return _judge_number(row, key, answer, setting)
    mine, theirs = _entries(key), _entries(answer)
    if mine is None or theirs is None:
        return None
    any_order = any_order and len(mine[1]) == len(theirs[1])
    if mine[0] != theirs[0] and not any_order:
        return None
    if any_order or mine[0][0] in ANY_ORDER:
        return _best_order(row, mine[1], theirs[1], setting)
    return _together([judge(row, a, b, setting) for a, b in zip(mine[1], theirs[1], strict=True)])


ANY_ORDER = ("set", "or")
Entries = tuple[tuple[object, ...], list[Node]]


def _entries(node: Node) -> Entries | None:
    """What a collection's shape is, and its entries; `x = 1 or x = 2` is a set of values of x."""
    match node:
        case Items(kind="set"):
            return ("set",), collections.elements(node)
        case Items(kind=kind, items=items):
            return (kind, len(items)), list(items)
        case Matrix(rows=rows):
            return ("matrix", len(rows), len(rows[0])), [entry for row in rows for entry in row]
        case Interval(low=low, high=high):
            return ("interval", node.low_closed, node.high_closed), [low, high]
    found = list(written_out(node))
    names = {name for name, _ in found}
    if None in names or not names:
        return None
    if isinstance(node, Logic) and node.operator == "and":
        ordered = sorted(found, key=lambda pair: str(pair[0]))
        return ("and", *(name for name, _ in ordered)), [value for _, value in ordered]
    return (("or", *names), [value for _, value in found]) if len(names) == 1 else None


def _together(found: list[Outcome | None]) -> Outcome | None:
    """One outcome for all entries: the worst of them; None when one could not be judged."""
    judged = [one for one in found if one is not None]
    if len(judged) < len(found):
        return None
    if not judged:
        return outcome.correct(STEP)
    return min(judged, key=lambda one: (one.score or 0.0, one.outcome == "undecided"))


def _best_order(row: GradeRow, mine: list[Node], theirs: list[Node], setting: Setting) -> Outcome | None:
    """Values in any order, each beside the one that it is the rounding of."""
    if len(mine) != len(theirs):
        return outcome.incorrect(STEP)
    left, found = list(theirs), list[Outcome | None]()
    for value in mine:
        judged = [judge(row, value, other, setting) for other in left]
        if None in judged:
            return None
        scores = [one.score or 0.0 for one in judged if one is not None]
        best = scores.index(max(scores))
        found.append(judged[best])
        del left[best]
    return _together(found)


def _judge_number(row: GradeRow, key: Node, answer: Node, setting: Setting) -> Outcome | None:
    """In percent the places are those before the sign; where none is asked for, those of the value do too."""
    found = _judge_so(row, key, answer, setting, percent=_in_percent(answer))
    if found is None or found.outcome == "correct" or not _in_percent(answer) or row.form == "percent":
        return found
    other = _judge_so(row, key, answer, setting, percent=False)
    return max(found, other or found, key=lambda one: one.score or 0.0)


def _judge_so(row: GradeRow, key: Node, answer: Node, setting: Setting, *, percent: bool) -> Outcome | None:
    if names_in(key) or names_in(answer):
        idle = not names_in(key) and scalars.compare(key, answer, setting).equal  # 2.50x^0
        return _partial(DECIMAL) if idle else None
    exact, typed = scalars.digits(key), scalars.digits(answer)
    if exact is None or typed is None:
        return None
    style, unit = _style(answer, percent=percent), _unit(row, exact, percent=percent)
    wide = setting.tolerance is not None and scalars.compare(key, answer, setting).equal
    if not wide and abs(typed - exact) > unit / 2:
        return outcome.incorrect(STEP)
    if style is None:
        near = round(typed / unit) * unit  # 0.667*cos(0) is 0.667 to so many digits
        right = wide or typed == exact or (abs(near - typed) < NEAR and rounded_right(exact, near, unit))
        right = right or scalars.compare(key, answer, setting.exactly).equal  # 2sqrt(2) for sqrt(8)
        right = right or (setting.rounded_key and abs(typed - exact) <= abs(exact) * KNOWN)
        return _partial(DECIMAL) if right else _unsure(row, key)
    amiss = _wrong_digits(row, style) if typed or not row.significant_figures else _wrong_places(row, style)
    amiss = amiss or signs(answer)
    if amiss is None and (wide or rounded_right(exact, typed, unit)):
        return outcome.correct(STEP)
    if wide or right_as_typed(exact, typed, style):
        return _partial(amiss or "Round it as the question asks.")
    return _unsure(row, key)


def _in_percent(answer: Node) -> bool:
    inner = answer.operand if isinstance(answer, Negative) else answer
    return isinstance(inner, Call) and inner.function == "percent"


def _style(answer: Node, *, percent: bool) -> Written | None:
    """How a number is written; in percent its places are those before the sign."""
    found = written(answer)
    return replace(found, places=found.places - 2) if found and percent else found


def _unsure(row: GradeRow, key: Node) -> Outcome:
    """Rounded as the question asks it would be right, and as it is typed it isn't.

    Beside a key that its author rounded, `3.14`, nothing is known of more digits: a person looks at them.
    """
    style = _style(key, percent=_in_percent(key))
    rounded = style is not None and style.places > 0 and _wrong_digits(row, style) is None
    return outcome.undecided(STEP) if rounded else outcome.incorrect(STEP, DIGITS)


DECIMAL = "Write it as a decimal number."
DIGITS = "Not all of the digits that you typed are right."


def unrounded(row: GradeRow, key: Node, answer: Node) -> Outcome | None:
    """What is equal to the key without being what is asked for: `x^2 = 2` where x has to be rounded."""
    if is_statement(answer):
        try:
            amiss = unsolved(answer, key, row.variable) if is_solved(key) else None
        except CannotJudge:
            return outcome.undecided(STEP)
        if amiss or (is_solved(answer) and any(_exact_side(part) for part in walk(answer))):
            return _partial(amiss or DECIMAL)
    amiss = left_in(answer) or signs(answer)
    return _partial(amiss) if amiss else None


def _exact_side(part: Node) -> bool:
    """A number beside an unknown that is written as a root or a fraction."""
    sides = part.sides if isinstance(part, Relation) and "in" not in part.operators else ()
    values = (side.operand if isinstance(side, PlusMinus) else side for side in sides)
    numbers = [side for side in values if is_scalar(side) and not names_in(side)]
    return any(written(side) is None and not _with_i(side) for side in numbers)


def _with_i(node: Node) -> bool:
    """Whether it is a complex number in decimals."""
    found = traits(node)
    return "i" in found.constants and any("." in literal.text for literal in found.literals)


def judge_otherwise(
    row: GradeRow, key: Node, answer: Node, setting: Setting, compare: Compare
) -> Outcome | Finding:
    """Rounded numbers within something else, `y = 0.33x + 1`, that isn't exactly the key.

    Each may be off by half a unit of its last place asked for. Where figures are asked, what isn't within
    that may still have been rounded in another arrangement, and is left to a person.
    """
    finding = compare(key, answer, replace(setting, tolerance=_half_a_unit(row.decimal_places, row)))
    if not finding.equal:
        certain = row.decimal_places is not None or not (traits(key).growing or traits(answer).growing)
        return finding if certain else undecided(STEP)
    literals = [node for node in walk(answer) if isinstance(node, Number) and "." in node.text]
    styles = [style for style in map(written, literals) if style]
    amiss = [found for style in styles if (found := _wrong_digits(row, style))]
    if not amiss:
        return unrounded(row, key, answer) or outcome.correct(STEP)
    finest = replace(setting, tolerance=_half_a_unit(max(style.places for style in styles), row))
    if compare(key, answer, finest).equal:
        return _partial(amiss[0])
    return different(STEP) if len({style.places for style in styles}) == 1 else undecided(STEP)


def compare(row: GradeRow, key: Node, answer: Node, setting: Setting, found: Compare) -> Finding:
    """Whether each number is the rounding of what it may be, where the answer may differ from the key.

    How a unit eigenvector is to be rounded isn't said by its key: what is near and has other digits is left
    to a person.
    """
    finding = found(key, answer, replace(setting, tolerance=_half_a_unit(row.decimal_places, row)))
    if finding.equal and any(_amiss(row, entry) for entry in (_entries(answer) or ((), [answer]))[1]):
        return undecided(STEP)
    return finding


def _amiss(row: GradeRow, entry: Node) -> bool:
    style = _style(entry, percent=_in_percent(entry))
    return style is None or _wrong_digits(row, style) is not None


def _half_a_unit(places: int | None, row: GradeRow) -> Tolerance:
    if places is None:
        return Tolerance(figures=row.significant_figures)
    return Tolerance(absolute=TEN**-places / 2, each=True)


def _unit(row: GradeRow, value: Fraction, *, percent: bool) -> Fraction:
    """The place value to which the answer is to be rounded; the finer one when both are asked."""
    units = []
    if row.significant_figures:
        units.append(unit_of_figures(value, row.significant_figures))
    if row.decimal_places is not None:
        units.append(TEN ** -(row.decimal_places + 2 * percent))
    return min(units)


def _wrong_digits(row: GradeRow, style: Written) -> str | None:
    figures = row.significant_figures
    if figures and not style.least <= figures <= style.most:
        return f"Give {figures} significant figure{'s' * (figures != 1)}."
    return _wrong_places(row, style)


def _wrong_places(row: GradeRow, style: Written) -> str | None:
    places = row.decimal_places
    if places is not None and style.places != places:
        return f"Give {places} decimal place{'s' * (places != 1)}." if places else "Give a whole number."
    return None


def _partial(amiss: str) -> Outcome:
    reason = f"The value is right, but not how it is written. {amiss}"
    return outcome.partial(outcome.FORM_CREDIT, reason, STEP, "wrong_form")
