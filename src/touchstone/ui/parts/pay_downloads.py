"""Figures to take away: tables with the source of every number, and the chart as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from touchstone.salaries.band_rows import AMOUNT_COLUMNS as BAND_AMOUNTS
from touchstone.salaries.band_rows import COLUMNS as BAND_COLUMNS
from touchstone.salaries.band_rows import band_rows, bands_of
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.exports import (
    AMOUNT_COLUMNS,
    SHEET_COLUMNS,
    SOURCE_COLUMNS,
    figure_rows,
    source_rows,
    to_csv,
)
from touchstone.salaries.figure import Figure
from touchstone.salaries.joining import joined
from touchstone.salaries.model import Level
from touchstone.salaries.naming import scale
from touchstone.salaries.table import Tables
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.pay_choices import Seen
from touchstone.ui.parts.pay_labels import Labels, chart_title, drawable
from touchstone.ui.parts.pay_picture import pay_svg
from touchstone.ui.parts.sharing import shared


@dataclass(frozen=True)
class About:
    """What a workbook says of itself: what was asked, as of which day, how it was looked at, and where."""

    what: str
    day: date
    lens: str
    currency: str | None
    ageing: str
    address: str


def about(seen: Seen, what: str) -> About:
    """What the choices of the page are, and its address without anybody's own link."""
    aged = (
        f"{100 * seen.ageing.rate_per_year:g} % a year to {seen.ageing.to}, by assumption"
        if seen.ageing
        else ""
    )
    here = shared(st.context.url or "", st.query_params.to_dict())
    return About(what, seen.as_of, seen.through, seen.currency, aged, here)


def by_currency(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The figures that have a place on a scale, by currency: two currencies share none."""
    found: dict[str, list[Figure]] = {}
    for figure in drawable(figures):
        if figure.currency:
            found.setdefault(figure.currency, []).append(figure)
    return found


Rows = Callable[[], list[dict[str, Any]]]


def rows_of_bands(
    benchmarks: Benchmarks, seen: Seen, asked: tuple[Sequence[str], Sequence[str], Sequence[str]], shape: str
) -> Rows:
    """The bands of all that was `asked` (roles, levels, places), made when a file is."""
    roles, levels, places = asked

    def rows() -> list[dict[str, Any]]:
        ranks = [Level(level) for level in levels]
        found = bands_of(benchmarks, roles, ranks, places, seen.as_of, shape=shape, ageing=seen.ageing)
        return band_rows(found, benchmarks)

    return rows


def pay_downloads(
    every: Sequence[Figure], labels: Labels, what: str, name: Sequence[str], about: About, bands: Rows
) -> None:
    """One menu: CSV and Excel with a row for each place and level and its band, and the chart of each
    currency."""
    tables, figures = labels.tables, joined(every)
    files = [
        Download("Comma-separated (CSV)", "csv", lambda: to_csv(every, tables, bands()), "text/csv"),
        Download("Excel workbook (XLSX)", "xlsx", lambda: _workbook(every, tables, about, bands()), XLSX),
    ]
    together = by_currency(figures)
    drawn = drawable(figures)
    blank = [figure for figure in figures if not any(figure is one for one in drawn)]
    for currency, same in together.items():
        which = "" if len(together) == 1 else f" in {currency}"
        ending = "" if len(together) == 1 else f"{currency.lower()}."
        svg = _drawing(same, labels, what, blank)
        files.append(Download(f"Chart{which} as a picture (PNG)", f"{ending}png", _png(svg), "image/png"))
        files.append(Download(f"Chart{which} as a drawing (SVG)", f"{ending}svg", svg, "image/svg+xml"))
    downloads(files, name=name, day=about.day)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(
    figures: Sequence[Figure], tables: Tables, about: About, bands: Sequence[Mapping[str, Any]]
) -> bytes:
    from touchstone.documents.xlsx import Table, to_xlsx

    said: list[list[object]] = [
        ["what", f"yearly pay, {about.what}"],
        ["as known on", about.day],
        ["looked at", about.lens],
        ["currency", about.currency or "that of each figure"],
        ["ageing", about.ageing or "none: each figure as observed"],
        ["made at", about.address],
        ["pay tables", tables.hash],
        [
            "a row",
            "one source's figure for one place and level that was asked for; `place` is where it is of",
        ],
        ["empty cells", "not known, or withheld: see why_empty and flags"],
    ]
    return to_xlsx(
        [
            Table("Figures", SHEET_COLUMNS, figure_rows(figures, tables, SHEET_COLUMNS), AMOUNT_COLUMNS),
            Table(
                "Bands",
                BAND_COLUMNS,
                [[band[name] for name in BAND_COLUMNS] for band in bands],
                BAND_AMOUNTS,
            ),
            Table("Sources", SOURCE_COLUMNS, source_rows(figures, tables)),
            Table("About", ("what", "is"), said),
        ]
    )


def _drawing(same: Sequence[Figure], labels: Labels, what: str, blank: Sequence[Figure]) -> Callable[[], str]:
    title = chart_title(same, what)
    return lambda: pay_svg(same, labels, title=title, unit=scale(same), beside=blank)


def _png(svg: Callable[[], str]) -> Callable[[], bytes]:
    def made() -> bytes:
        from touchstone.documents.picture import to_png

        return to_png(svg())

    return made
