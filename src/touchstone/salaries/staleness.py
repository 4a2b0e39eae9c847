"""When a figure is too old to stand without a word: pay moves, and publishers bring out newer figures."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from touchstone.salaries.figure import Figure
from touchstone.salaries.flags import flag
from touchstone.salaries.sources import Source, known_from, months_later

# Pay is reviewed about once a year: from a year on a review lies between the figure and the day.
STALE_DAYS = 365


def dated(figure: Figure, source: Source, day: date) -> Figure:
    """The figure with a flag that says how old it was on a day, and which newer one of its source is due.

    A figure of the last year stays as it is. Nothing is withheld for its age, nor trusted less as a sample.
    """
    if figure.as_of is None or (day - figure.as_of).days <= STALE_DAYS:
        return figure
    old = replace(figure, old_on=day)
    text = f"{old.age} on {day}; pay is reviewed about once a year and has moved since"
    newest = _newest_due(figure.as_of, source, day)
    if newest is not None:
        out = known_from(newest, source.months_to_publication)
        text += (
            f"; by its rhythm {source.name} brought out figures of {newest:%B %Y} by {out:%B %Y}, and these "
            "tables hold none of them here"
        )
    return old.noted(flag("stale", text))


def _newest_due(as_of: date, source: Source, day: date) -> date | None:
    """The end of the newest time after `as_of` whose figures are out by a day, in the source's rhythm."""
    if not source.months_between_editions:
        return None
    months = 12 * (day.year - as_of.year) + day.month - as_of.month
    months -= day.day < monthrange(day.year, day.month)[1]  # a month counts once its last day is there
    editions = (months - source.months_to_publication) // source.months_between_editions
    return months_later(as_of, editions * source.months_between_editions) if editions > 0 else None
