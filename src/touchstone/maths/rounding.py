"""Questions that ask for significant figures or decimal places: the value is the key rounded.

And so is the writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from touchstone.maths import outcome
from touchstone.maths.comparing import Setting, Tolerance
from touchstone.maths.forms.digits import TEN, Written, rounded_right, unit_of_figures, written
from touchstone.maths.kinds import collections, scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Interval, Items, Logic, Matrix, Name, Node, Number, Relation, walk
from touchstone.maths.verdict import Finding, different, undecided

STEP = "rounding"
Compare = Callable[[Node, Node, Setting], Finding]


def refuted() -> Finding:
    """The value is not the rounded key."""
    return different(STEP)


def judge(row: GradeRow, key: Node, answer: Node, setting: Setting) -> Outcome | None:
    """The outcome of rounded numbers, alone or in a collection; None where there is nothing to round."""
    if is_scalar(key) and is_scalar(answer):
        return _judge_number(row, key, answer, setting)
    mine, theirs = _entries(key), _entries(answer)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return None
    if mine[0][0] in ANY_ORDER:
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
    found = list(_values(node))
    names = {name for name, _ in found}
    if None in names or not names:
        return None
    if isinstance(node, Logic) and node.operator == "and":
        ordered = sorted(found, key=lambda pair: str(pair[0]))
        return ("and", *(name for name, _ in ordered)), [value for _, value in ordered]
    return (("or", *names), [value for _, value in found]) if len(names) == 1 else None


def _values(node: Node) -> Iterator[tuple[str | None, Node]]:
    """The name and the value of each `x = 1` that is joined; None as a name for anything else."""
    match node:
        case Logic(operator="and" | "or", operands=parts):
            for part in parts:
                yield from _values(part)
        case Relation(sides=(Name(name=name), value), operators=("=",)) if is_scalar(value):
            yield from ((name, one) for one in scalars.alternatives(value))
        case Relation(sides=(value, Name(name=name)), operators=("=",)) if is_scalar(value):
            yield from ((name, one) for one in scalars.alternatives(value))
        case _:
            yield None, node


def _together(found: list[Outcome | None]) -> Outcome | None:
    """One outcome for all entries: the worst of them; None when one could not be judged."""
    judged = [one for one in found if one is not None]
    if len(judged) < len(found):
        return None
    return min(judged, key=lambda one: one.score or 0.0) if judged else outcome.correct(STEP)


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
    if names_in(key) or names_in(answer):
        return None
    exact, typed = scalars.digits(key), scalars.digits(answer)
    if exact is None or typed is None:
        return None
    unit = _unit(row, exact)
    style = written(answer)
    close = abs(typed - exact) <= unit / 2
    if setting.tolerance is not None:
        close = close or scalars.compare(key, answer, setting).equal
    if not close:
        return outcome.incorrect(STEP)
    if style is None:
        return _partial("Write it as a decimal number.")
    amiss = _wrong_digits(row, style)
    if amiss is None and (setting.tolerance is not None or rounded_right(exact, typed, unit)):
        return outcome.correct(STEP)
    return _partial(amiss or "Round it as the question asks.")


def judge_otherwise(
    row: GradeRow, key: Node, answer: Node, setting: Setting, compare: Compare
) -> Outcome | Finding:
    """Rounded numbers within something else, `y = 0.33x + 1`, that isn't exactly the key.

    They may be off by half a unit of the last place asked for; of significant figures only the least of such
    units is known, and what lies beyond it is left to a person.
    """
    half = Fraction(1, 2)
    if row.decimal_places is not None:
        wide = Tolerance(absolute=half * TEN**-row.decimal_places)
    else:
        wide = Tolerance(relative=half * TEN ** -(row.significant_figures or 1))
    finding = compare(key, answer, replace(setting, tolerance=wide))
    if not finding.equal:
        return finding if row.decimal_places is not None else undecided(STEP)
    styles = [written(node) for node in walk(answer) if isinstance(node, Number) and "." in node.text]
    amiss = [found for style in styles if style and (found := _wrong_digits(row, style))]
    return _partial(amiss[0]) if amiss else outcome.correct(STEP)


def _unit(row: GradeRow, value: Fraction) -> Fraction:
    """The place value to which the answer is to be rounded; the finer one when both are asked."""
    units = []
    if row.significant_figures:
        units.append(unit_of_figures(value, row.significant_figures))
    if row.decimal_places is not None:
        units.append(TEN**-row.decimal_places)
    return min(units)


def _wrong_digits(row: GradeRow, style: Written) -> str | None:
    figures, places = row.significant_figures, row.decimal_places
    if figures and not style.least <= figures <= style.most:
        return f"Give {figures} significant figure{'s' * (figures != 1)}."
    if places is not None and style.places != places:
        return f"Give {places} decimal place{'s' * (places != 1)}." if places else "Give a whole number."
    return None


def _partial(amiss: str) -> Outcome:
    reason = f"The value is right, but not how it is written. {amiss}"
    return outcome.partial(outcome.FORM_CREDIT, reason, STEP, "wrong_form")
