"""What a chart of pay can't draw, and at which rates the rest of it was converted: said, never left out."""

from __future__ import annotations

from collections.abc import Sequence

from touchstone.salaries.figure import Figure
from touchstone.salaries.flags import code_of, sentence_of
from touchstone.ui.parts.pay_labels import Labels, drawable

# Why a figure has no place on a scale, the reason that says most first.
REASONS = (
    *("too_few", "few_employers", "one_employer", "place_disputed", "likely_monthly", "not_converted"),
    *("not_released", "no_data", "blend"),
)
MOVED = ("rate", "ppp", "rpp", "labour", "aged")


def undrawn(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """A line for each figure that has no place on a scale, with the reason."""
    there = {id(figure) for figure in drawable(figures)}
    return list(dict.fromkeys(_line(one, labels) for one in figures if id(one) not in there))


def alone(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """A line for the only figure in a currency, where it is but a point: a scale of one shows nothing."""
    return [
        f"{_name(figure, labels)}: one figure alone in {figure.currency}, with nothing to set it beside"
        for figure in drawable(figures)
    ]


def _line(figure: Figure, labels: Labels) -> str:
    why = next((sentence_of(t) for code in REASONS for t in figure.flags if code_of(t) == code), "withheld")
    return f"{_name(figure, labels)}: {why}"


def _name(figure: Figure, labels: Labels) -> str:
    return f"{labels.where(figure)}, {labels.what(figure)}" if figure.source else labels.where(figure)


def rates_said(figures: Sequence[Figure]) -> str:
    """`Converted at 1 USD = 1.3697 CAD (average of 2024); 1 USD = …`, each rate once; "" for none."""
    said = [
        sentence_of(text).removeprefix("converted at ")
        for figure in figures
        for text in figure.flags
        if code_of(text) == "rate"
    ]
    rates = dict.fromkeys(rate for one in said for rate in one.split(" and "))
    return f"Converted at {'; '.join(rates)}." if rates else ""


def moved_said(figure: Figure) -> list[str]:
    """How one figure was converted or moved, a sentence each."""
    return [sentence_of(text) for text in figure.flags if code_of(text) in MOVED]


def old_said(figures: Sequence[Figure]) -> str:
    """How many of the figures shown are more than a year old; "" for none."""
    there = [figure for figure in figures if figure.shown]
    old = sum(bool(figure.age) for figure in there)
    if not old:
        return ""
    moved = any(figure.aged_to for figure in there)
    hint = "" if moved else " A yearly rise under “Compare more” moves all to one day, by assumption."
    which = "Every figure here is" if old == len(there) else f"{old} of {len(there)} figures here are"
    return (
        f"{which} more than a year old, and pay has moved since; the sources below say which newer figures "
        f"are due.{hint}"
    )
