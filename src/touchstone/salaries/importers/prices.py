"""Price levels: World Bank purchasing-power parities and US regional price parities."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from touchstone.core.counts import count
from touchstone.core.numerals import float_of, whole_of
from touchstone.core.problems import Problem, shown_path
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers import bea
from touchstone.salaries.importers.base import Imported, NotThisFormat, Request
from touchstone.salaries.importers.sheets import read_text, whole_sheet
from touchstone.salaries.model import UsPriceRow, WorldPriceRow
from touchstone.salaries.rates import Rates
from touchstone.salaries.regions import Region, Regions

WORLD_TARGET = "price_levels_world.csv"
US_TARGET = "price_levels_us.csv"
US_INDEX = 100
BEA_HEADS = ("GeoFIPS", '"GeoFIPS"', "\ufeffGeoFIPS", '\ufeff"GeoFIPS"')
# Of 194 parities of ours, parity over exchange rate lies between 0.12 (Nigeria) and 1.18 (Switzerland): one
# far outside has lost its decimal point or its currency.
CHEAPEST, DEAREST = 0.05, 3.0


def read_world(request: Request) -> Imported:
    """PA.NUS.PPP by country and year: the World Bank's own CSV, or an extract (country_code, year, value)."""
    text = read_text(request.path)
    if "Indicator Code" in text[:2000]:
        return _bank_file(text, request)
    sheet = whole_sheet(request.path)
    if not {"country_code", "year", "value", "currency"} <= set(sheet.header):
        raise NotThisFormat(f"{sheet.file} is no PPP table; expected country_code, year, value, currency")
    problems, rows = list(sheet.problems), []
    for line in sheet.lines:
        cells = line.cells
        if cells["country_code"] not in request.tables.regions:
            problems.append(
                line.problem("country_code", f"no country has the code {cells['country_code']!r}")
            )
            continue
        made = _extracted(line, request)
        rows += [made] if isinstance(made, WorldPriceRow) else []
        problems += [made] if isinstance(made, Problem) else []
    return Imported(WORLD_TARGET, rows, problems)


def _extracted(line: Line, request: Request) -> WorldPriceRow | Problem:
    """The row of an extract, or the first cell that can't be one."""
    cells = line.cells
    for column, fits, wanted in (
        ("year", re.fullmatch(r"(199|20\d)\d", cells["year"]), "a year from 1990 to 2099"),
        ("currency", re.fullmatch("[A-Z]{3}", cells["currency"]), "three capitals such as EUR"),
    ):
        if not fits:
            return line.problem(column, f"{column}: found {cells[column][:40]!r}, expected {wanted}")
    if request.to_come(date(int(cells["year"]), 1, 1)):
        return line.problem("year", f"year: {cells['year']} is still to come")
    own = request.tables.regions.by_id[cells["country_code"]].currency
    if own and cells["currency"] != own:
        return line.problem(
            "currency", f"currency: found {cells['currency']}, expected the country's own, {own}"
        )
    try:
        row = _world_row(cells["country_code"], cells["year"], cells["currency"], cells["value"])
    except ValueError:
        said = f"value: found {cells['value'][:40]!r}, expected a number above 0"
        return line.problem("value", said)
    doubt = _doubtful(row, request)
    return line.problem("value", f"value: {doubt}") if doubt else row


def _doubtful(row: WorldPriceRow, request: Request) -> str:
    """Why a parity can't be; empty where it can."""
    value = row.units_per_international_dollar
    if row.region == "US":
        return "" if value == 1 else f"found {value:g}, expected 1: all is measured against the United States"
    rate = Rates(request.tables.rates).year_average(row.currency, row.year)
    if rate and not CHEAPEST <= value / rate.units_per_usd <= DEAREST:
        return f"found {value:g}, far from the {rate.units_per_usd:,.4g} {row.currency} that a dollar cost"
    return ""


def _bank_file(text: str, request: Request) -> Imported:
    """The download of data.worldbank.org: a preamble, then one line a country and one column a year."""
    from touchstone.salaries.csvs import parse_sheet

    start = text.find('"Country Name"')
    if start < 0:
        raise NotThisFormat(f'{request.path.name} has no column "Country Name"')
    body = text[start:]
    sheet = parse_sheet("\n".join(line.rstrip(",") for line in body.splitlines()), shown_path(request.path))
    above = len(text[:start].splitlines())  # the preamble; a row is named by where it stands in the file
    problems = [replace(one, line=one.line + above) for one in sheet.problems]
    rows, unknown = [], 0
    for line in (replace(one, number=one.number + above) for one in sheet.lines):
        if line.cells.get("Indicator Code") != "PA.NUS.PPP":
            held = line.cells.get("Indicator Code")
            raise NotThisFormat(f"{line.file}:{line.number}: the row holds {held}, expected PA.NUS.PPP")
        place = request.tables.regions.resolve(line.cells["Country Name"])
        if not isinstance(place, Region) or place.kind != "country" or not place.currency:
            unknown += 1
            continue
        for year in sheet.header:
            if year.isdecimal() and int(year) >= 2019 and line.cells[year]:
                if request.to_come(date(int(year[:4]), 1, 1)):
                    problems.append(line.problem(year, f"{year} is still to come"))
                    continue
                try:
                    row = _world_row(place.id, year, place.currency, line.cells[year])
                except ValueError:
                    said = f"{year}: found {line.cells[year]!r}, expected a number above 0"
                    problems.append(line.problem(year, said))
                    continue
                if doubt := _doubtful(row, request):
                    problems.append(line.problem(year, f"{year}: {doubt}"))
                else:
                    rows.append(row)
    return Imported(
        WORLD_TARGET, rows, problems, [f"{count(unknown, 'line')} left out: groups, or no known currency"]
    )


def _world_row(region: str, year: str, currency: str, value: str) -> WorldPriceRow:
    return WorldPriceRow(
        source="world_bank_ppp", region=region, year=int(year), currency=currency,
        units_per_international_dollar=float_of(value),
    )  # fmt: skip


def read_us(request: Request) -> Imported:
    """Regional price parities by metro area and state: the BEA's SARPP or MARPP, or an extract (area,
    cbsa_code, area_type, value, year)."""
    if read_text(request.path).lstrip().startswith(BEA_HEADS):
        return bea.read(request, US_TARGET, us_row)
    sheet = whole_sheet(request.path)
    if not {"area", "cbsa_code", "area_type", "value", "year"} <= set(sheet.header):
        raise NotThisFormat(
            f"{sheet.file} is no table of price parities; expected area, cbsa_code, area_type, value"
        )
    problems: list[Problem] = list(sheet.problems)
    notes: list[str] = []
    rows: list[UsPriceRow] = []
    disputed = _disputed(sheet.lines, request.tables.regions)
    for line in sheet.lines:
        region = _us_region(line, request.tables.regions)
        if region is None:
            notes.append(f"left out: {line.cells['area']}, which is no single place")
            continue
        flags = f"index_disputed={line.cells['area']}" if line.number in disputed else ""
        made = us_row(line, region, (line.cells["year"], line.cells["value"]), request, flags)
        rows += [made] if isinstance(made, UsPriceRow) else []
        problems += [made] if isinstance(made, Problem) else []
    return Imported(US_TARGET, rows, problems, notes)


def us_row(
    line: Line,
    region: str,
    found: tuple[str, str],
    request: Request,
    flags: str = "",
    *,
    column: str = "value",
) -> UsPriceRow | Problem:
    """The row of a year and a value, or what is wrong with it. Each year is a source of its own, with its own
    day of release."""
    try:
        year, index = whole_of(found[0]), float_of(found[1])
        source = f"bea_rpp_{year}"
        row = UsPriceRow(source=source, region=region, year=year, index=index, flags=flags)
    except ValueError:
        said = (
            f"found {found[1][:40]!r} for {found[0][:40]!r}, expected an index of 60 to 160 (the United "
            "States: 100) and a year"
        )
        return line.problem(column, said)
    if request.to_come(date(year, 1, 1)):
        return line.problem(column, f"{year} is still to come")
    if source not in request.tables.sources:
        said = f"sources.yaml describes no {source}; copy the entry of an older year, with its release"
        return line.problem(column, said)
    if region == "US" and index != US_INDEX:
        return line.problem(column, f"found {index:g} for the United States, which are 100")
    return row


def _us_region(line: Line, regions: Regions) -> str | None:
    area, kind, code = line.cells["area"].replace(" *", ""), line.cells["area_type"], line.cells["cbsa_code"]
    if kind == "aggregate":
        return "US" if area in ("United States", "National") else None
    if kind == "state":
        return f"US-{area}" if f"US-{area}" in regions else None
    if code:
        return f"CBSA-{code}" if f"CBSA-{code}" in regions else None
    found = regions.resolve(area)
    return found.id if isinstance(found, Region) else None


def _disputed(lines: list[Line], regions: Regions) -> set[int]:
    """The lines whose code and name lead to different places."""
    swapped = set()
    for line in lines:
        named = regions.resolve(line.cells["area"].replace(" *", ""))
        code = line.cells["cbsa_code"]
        if line.cells["area_type"] == "metro" and code and isinstance(named, Region):
            swapped |= {line.number} if named.id != f"CBSA-{code}" else set()
    return swapped
