"""Figures as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from touchstone.core.letters import JOINERS, unseen
from touchstone.salaries.band_rows import BESIDE
from touchstone.salaries.figure import Figure, whole
from touchstone.salaries.model import PERCENTILES
from touchstone.salaries.naming import covered, lens_of, told_in
from touchstone.salaries.table import Tables

COLUMNS = (
    *("role", "level", "region", "place", "asked_for", "source", "series", "as_of", "n", "employment"),
    *("currency", "period", "pay", "tax", "contract", "months_paid", "basis", "mean", "unstated"),
    *(*PERCENTILES, "median_low", "median_high"),
    *(
        "quality",
        "flags",
        "licence",
        "url",
        "source_title",
        "why_empty",
        "aged_to",
        "lens",
        "covers",
        "told_in",
    ),
)
# In a workbook a person reads what the figure is and says first, and what is kept about it last.
SHEET = (
    *("place", "asked_for", "series", "source", "covers", "level", "role", *PERCENTILES, "mean", "unstated"),
    *("median_low", "median_high", "told_in", "n", "as_of", "aged_to", "quality", "why_empty"),
)
SHEET_COLUMNS = (*SHEET, *(name for name in COLUMNS if name not in SHEET))
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
AMOUNT_COLUMNS = (*PERCENTILES, "mean", "unstated", "median_low", "median_high", "n", "employment")


def to_csv(figures: Sequence[Figure], tables: Tables, bands: Sequence[Mapping[str, Any]] = ()) -> str:
    """One line a figure, with all that was said about it. An unknown figure is an empty cell.

    `bands` are rows of `band_rows`: the band of a role, level and place stands on each line of them.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *(f"band_{name}" for name in BESIDE if bands)])
    of = {(band["role"], band["level"], band["region"]): band for band in bands}
    for figure, row in zip(figures, figure_rows(figures, tables), strict=True):
        band = of.get((figure.role, figure.level.value, figure.asked), {})
        writer.writerow([safe(cell) for cell in (*row, *(band.get(name) for name in BESIDE if bands))])
    return out.getvalue()


def figure_rows(
    figures: Sequence[Figure], tables: Tables, columns: Sequence[str] = COLUMNS
) -> list[list[Any]]:
    """The cells of each figure under the columns; what is not known is None."""
    return [[line[name] for name in columns] for line in (_cells(figure, tables) for figure in figures)]


SOURCE_COLUMNS = ("id", "title", "scope", "basis", "method", "licence", "url", "read_from", "cannot_say")


def source_rows(figures: Sequence[Figure], tables: Tables) -> list[list[Any]]:
    """What each source behind the figures is, and can't say, under SOURCE_COLUMNS."""
    named = dict.fromkeys(figure.source for figure in figures if figure.source in tables.sources)
    sources = [tables.sources[str(name)] for name in named]
    return [
        [*(getattr(one, name) for name in SOURCE_COLUMNS[:-1]), " ".join(one.cannot_say)] for one in sources
    ]


def _cells(figure: Figure, tables: Tables) -> dict[str, Any]:
    shape = figure.as_json()
    source = tables.sources.get(figure.source or "")
    low, high = figure.median_interval or (None, None)
    return {
        **shape,
        "as_of": figure.as_of,
        "place": tables.regions.label(figure.region),
        "asked_for": figure.asked,
        "series": figure.series_name,
        "employment": figure.employment,
        "pay": figure.pay,
        "tax": figure.tax,
        "contract": figure.contract,
        "months_paid": figure.months_paid,
        "mean": whole(figure["mean"]),
        "unstated": whole(figure["unstated"]),
        "median_low": whole(low),
        "median_high": whole(high),
        "flags": " | ".join(figure.flags),
        "licence": source.licence if source else None,
        "url": source.url if source else None,
        "source_title": source.title if source else None,
        "why_empty": figure.blank or None,
        "aged_to": figure.aged_to,
        "lens": lens_of(figure),
        "covers": covered(figure, tables) if figure.source else None,
        "told_in": told_in(figure) if figure.shown and figure.period else None,
    }


def _runs(text: str) -> bool:
    if text.lstrip(" ")[:1] in ("\t", "\r", "\n"):
        return True
    first = next((one for one in text if not (one.isspace() or one in JOINERS or unseen(one))), "")
    return first in _SIGNS


def safe(value: Any) -> Any:
    """A cell that no spreadsheet runs: text that starts like a formula gets an apostrophe before it.

    `=HYPERLINK("http://…")`, `+1+cmd|…`, `@SUM(…)` and a leading tab or return are the known ways in. The
    same signs at full width, or behind blanks and letters that nobody sees, are taken for them by some.
    """
    if isinstance(value, str) and _runs(value):
        return "'" + value
    return "" if value is None else value
