"""Questions that ask for significant figures or decimal places: the value is the key rounded.

And so is the writing.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths import outcome
from touchstone.maths.comparing import Setting
from touchstone.maths.forms.digits import TEN, Written, rounded_right, unit_of_figures, written
from touchstone.maths.kinds import scalars
from touchstone.maths.kinds.shape import is_scalar
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node
from touchstone.maths.verdict import Finding, different

STEP = "rounding"


def refuted() -> Finding:
    """The value is not the rounded key."""
    return different(STEP)


def judge(row: GradeRow, key: Node, answer: Node, setting: Setting) -> Outcome | None:
    """The outcome of a rounded number; None where key or answer are no numbers."""
    if not is_scalar(key) or not is_scalar(answer) or names_in(key) or names_in(answer):
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
