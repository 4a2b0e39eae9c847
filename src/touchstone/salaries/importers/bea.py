"""The BEA's own files of regional price parities, SARPP by state and MARPP by metro area.

One line a place and kind of goods, one column a year, notes below. Only the parity over all items counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from touchstone.core.problems import Problem, shown_path
from touchstone.salaries.csvs import Line, parse_sheet
from touchstone.salaries.importers.base import Imported, NotThisFormat, Request
from touchstone.salaries.importers.sheets import read_text
from touchstone.salaries.model import UsPriceRow
from touchstone.salaries.regions import Regions

NEEDED = ("GeoFIPS", "GeoName", "Description")
_PLACE = re.compile(r"""[\s"]*\d{5}[\s"]*,""")  # how a line of figures begins; the notes below don't
_YEAR = re.compile(r"(19|20)\d\d")
WITHHELD = ("", "(NA)", "(D)")  # not available, not disclosed
MakeRow = Callable[..., UsPriceRow | Problem]


def read(request: Request, target: str, make: MakeRow) -> Imported:
    """The parities over all items, of the years that sources.yaml describes; `make` checks each."""
    head, *below = read_text(request.path).lstrip("\ufeff").splitlines()
    # A note becomes an empty line, so that problems name the lines of the file.
    body = [line if _PLACE.match(line) else "" for line in below]
    sheet = parse_sheet("\n".join([head, *body]), shown_path(request.path))
    if missing := [name for name in NEEDED if name not in sheet.header]:
        raise NotThisFormat(f"{sheet.file} is no table of the BEA: it has no column {', '.join(missing)}")
    years = [name for name in sheet.header if _YEAR.fullmatch(name)]
    known = [year for year in years if f"bea_rpp_{year}" in request.tables.sources]
    problems, rows, others = list(sheet.problems), [], 0
    for line in sheet.lines:
        region = _region(line, request.tables.regions)
        if region is None or not _all_items(line.cells["Description"]):
            others += region is None
            continue
        for made in _rows(line, region, known, request, make):
            rows += [made] if isinstance(made, UsPriceRow) else []
            problems += [made] if isinstance(made, Problem) else []
    return Imported(target, rows, problems, list(_notes(years, known, others)))


def _rows(
    line: Line, region: str, years: list[str], request: Request, make: MakeRow
) -> Iterator[UsPriceRow | Problem]:
    for year in years:
        if line.cells[year] not in WITHHELD:
            yield make(line, region, (year, line.cells[year]), request, column=year)


def _notes(years: list[str], known: list[str], others: int) -> Iterator[str]:
    if left := [year for year in years if year not in known]:
        yield f"left out, as sources.yaml describes no bea_rpp of these years: {', '.join(left)}"
    if others:
        yield f"left out, as they are no place of ours: {others:,} lines"


def _all_items(text: str) -> bool:
    """The parity over all items, not the one of goods or rents, nor income in dollars of one place."""
    return "rpp" in text.casefold() and "all items" in text.casefold()


def _region(line: Line, regions: Regions) -> str | None:
    code, name = line.cells["GeoFIPS"].strip(' "'), line.cells["GeoName"].removesuffix("*").strip()
    if code == "00000":
        return "US"
    if code.endswith("000"):
        found = (
            r.id for r in regions.by_id.values() if r.parent == "US" and r.kind == "state" and r.name == name
        )
        return next(found, None)
    return f"CBSA-{code}" if f"CBSA-{code}" in regions else None
