"""What a figure is called wherever it is shown: its kind of job and source, and the unit it is told in."""

from __future__ import annotations

from collections.abc import Sequence

from touchstone.salaries.blending import SOURCE as BLEND
from touchstone.salaries.figure import Figure, Lens
from touchstone.salaries.table import Tables

STAND_INS = {"proxy": "stand-in", "last": "last stand-in"}
UNITS = {"INT": "international dollars"}
SHORT_UNITS = {"INT": "int. $"}
ADJUSTED = {
    "rpp": "at average US prices",
    "labour": "at the US cost of labour",
    "aged": "aged by assumption",
}


def what_of(figure: Figure, tables: Tables) -> str:
    """The kind of job as the source names it: `Software Developers (BLS, all levels, stand-in)`."""
    if figure.source == BLEND:
        partly = ", in part all levels" if figure.has("all_levels") and not figure.all_levels else ""
        return f"Blend of sources, weights yours{partly}"
    source = tables.sources.get(figure.source or "")
    if source is None:
        return "no figure"
    said = [source.name]
    if figure.all_levels:
        said.append("all levels" if source.level_stated else "level not stated")
    said += [STAND_INS[figure.fit]] if figure.fit in STAND_INS else []
    return f"{figure.series_name} ({', '.join(said)})"


def covered(figure: Figure, tables: Tables) -> str:
    """The level that a figure is of: `mid`, `all levels`, `level not stated`; a blend may be of several."""
    if not figure.all_levels:
        return f"{figure.level} and all levels" if figure.has("all_levels") else figure.level.value
    source = tables.sources.get(figure.source or "")
    return "all levels" if source is None or source.level_stated else "level not stated"


def lens_of(figure: Figure) -> str | None:
    """Through which lens a figure is shown; None where it shows nothing."""
    if not figure.shown:
        return None
    return next((lens.value for lens in Lens if figure.has(lens.value)), Lens.NOMINAL.value)


def unit(figures: Sequence[Figure]) -> str:
    """The currency that figures share, in words where it is no currency."""
    currency = next((figure.currency for figure in figures if figure.currency), "") or ""
    return UNITS.get(currency, currency)


def adjusted(figures: Sequence[Figure]) -> str:
    """What was done to figures besides a change of currency: `at average US prices, aged by assumption`."""
    return ", ".join(words for code, words in ADJUSTED.items() if any(one.has(code) for one in figures))


def told_in(figure: Figure) -> str:
    """What the amounts of a figure are: `USD a year, at average US prices, price level of 2023`."""
    said = [f"{unit([figure])} a {figure.period}", adjusted([figure]), figure.seen_at]
    return ", ".join(filter(None, said))


def scale(figures: Sequence[Figure]) -> str:
    """The unit with what was done to the figures: `USD at average US prices, aged by assumption`.

    A title that said the currency alone would let an adjusted figure pass for an observed one.
    """
    return " ".join([unit(figures), adjusted(figures)]).strip()
