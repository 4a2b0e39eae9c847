"""Figures to take away: tables with the source of every number, and the chart as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from touchstone.salaries.exports import COLUMNS, SOURCE_COLUMNS, figure_rows, source_rows, to_csv
from touchstone.salaries.figure import Figure
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.pay_labels import Labels, chart_title, drawable, unit
from touchstone.ui.parts.pay_picture import pay_svg


def by_currency(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The figures that have a place on a scale, by currency: two currencies share none."""
    found: dict[str, list[Figure]] = {}
    for figure in drawable(figures):
        if figure.currency:
            found.setdefault(figure.currency, []).append(figure)
    return found


def pay_downloads(
    figures: Sequence[Figure], labels: Labels, what: str, name: Sequence[str], day: date
) -> None:
    """One menu: CSV, Excel, and the chart of each currency as PNG and SVG."""
    tables = labels.tables
    files = [
        Download("Comma-separated (CSV)", "csv", lambda: to_csv(figures, tables), "text/csv"),
        Download("Excel workbook (XLSX)", "xlsx", lambda: _workbook(figures, labels, day), XLSX),
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
    downloads(files, name=name, day=day)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(figures: Sequence[Figure], labels: Labels, day: date) -> bytes:
    from touchstone.documents.xlsx import Table, to_xlsx

    tables = labels.tables
    about: list[list[object]] = [
        ["as known on", day],
        ["pay tables", tables.hash],
        ["empty cells", "not known, or withheld: see flags"],
    ]
    return to_xlsx(
        [
            Table("Figures", COLUMNS, figure_rows(figures, tables)),
            Table("Sources", SOURCE_COLUMNS, source_rows(figures, tables)),
            Table("About", ("what", "is"), about),
        ]
    )


def _drawing(same: Sequence[Figure], labels: Labels, what: str, blank: Sequence[Figure]) -> Callable[[], str]:
    title = chart_title(same, what)
    return lambda: pay_svg(same, labels, title=title, unit=unit(same), beside=blank)


def _png(svg: Callable[[], str]) -> Callable[[], bytes]:
    def made() -> bytes:
        from touchstone.documents.picture import to_png

        return to_png(svg())

    return made
