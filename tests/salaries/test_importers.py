"""Importers read the sources' own formats: small faithful samples with the traps of the real files."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.support.salaries import ask
from tests.support.workbooks import workbook

from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.figure import Quality
from touchstone.salaries.importers import ai_jobs
from touchstone.salaries.importers.base import Imported, NotThisFormat, Request, number
from touchstone.salaries.importers.registry import IMPORTERS, _key, merge
from touchstone.salaries.importers.sheets import stream
from touchstone.salaries.model import PERCENTILES, PayRow, RateRow, UsPriceRow, WorldPriceRow
from touchstone.salaries.table import Tables, load_tables

pytestmark = pytest.mark.filterwarnings("ignore")
Read = Callable[..., Imported]


@pytest.fixture
def read(tmp_path: Path, tables: Tables) -> Read:
    def reading(source: str, text: str, *, as_of: date | None = None, year: int | None = None) -> Imported:
        path = tmp_path / "sample.csv"
        path.write_text(text, encoding="utf-8")
        return IMPORTERS[source].read(Request(path, tables, as_of, year))

    return reading


ECB = """Date,USD,JPY,GBP,ISK,
2025-01-03,1.0,160.0,0.80,N/A,
2025-01-02,1.2,180.0,0.90,N/A,
2024-12-31,1.1,165.0,0.88,N/A,
2024-12-30,N/A,165.0,0.88,N/A,
2024-01-02,1.1,165.0,0.88,N/A,
""" + "".join(
    f"{day},1.1,165.0,0.88,N/A,\n"
    for day in (date(2024, 1, 3) + timedelta(n) for n in range(360))
    if day.weekday() < 5
)


def test_the_ecbs_history_becomes_averages_of_daily_crosses(
    read: Read, tmp_path: Path, tables: Tables
) -> None:
    imported = read("ecb", ECB)
    found = {(r.currency, r.kind): r for r in imported.rows if isinstance(r, RateRow)}
    assert found["GBP", "year_average"].value == 0.8
    assert found["GBP", "part_year_average"].value == pytest.approx((0.8 / 1.0 + 0.9 / 1.2) / 2)
    assert found["GBP", "part_year_average"].end == date(2025, 1, 3)
    assert found["GBP", "spot"].value == 0.8
    assert found["EUR", "year_average"].value == pytest.approx(1 / 1.1, rel=1e-5)
    assert not any(currency in ("ISK", "USD") for currency, _ in found)
    assert [problem.line for problem in imported.problems] == [5]
    archive = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("eurofxref-hist.csv", ECB)
    assert IMPORTERS["ecb"].read(Request(archive, tables)).rows == imported.rows


@pytest.mark.parametrize("day", ["2299-01-02", "2026-11-29", "1899-12-30"])
def test_a_slip_in_a_day_makes_no_whole_year_of_rates(tmp_path: Path, tables: Tables, day: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(f"{ECB}{day},1.0,160.0,0.80,N/A,\n", encoding="utf-8")
    imported = IMPORTERS["ecb"].read(Request(path, tables, today=date(2026, 11, 28)))
    assert [(p.line, f"Date: found {day}" in p.message) for p in imported.problems][-1] == (
        len(ECB.splitlines()) + 1,
        True,
    )
    kinds = {(r.start.year, r.kind) for r in imported.rows if isinstance(r, RateRow)}
    assert kinds == {(2024, "year_average"), (2025, "part_year_average"), (2025, "spot")}


def test_an_extract_of_rates_keeps_which_way_round_they_are(read: Read) -> None:
    text = """currency,kind,year,date,value,unit,n_days,source
GBP,month_average_latest,2026,2026-06-01,1.333867,LCU per 1 USD,,US Federal Reserve H.10/FRED
BRL,month_average_latest,2026,2026-06-01,5.1241,LCU per 1 USD,,US Federal Reserve H.10/FRED
COP,ytd_average_to_2025-07-27,2025,,4170.967238,LCU per 1 USD,208,"mid rates, github ismartcoding"
AED,peg,2026,,3.6725,LCU per 1 USD,,official peg 3.6725 (observed in ismartcoding quotes)
USD,spot_latest,2026,,1.0,LCU per 1 USD,,identity
XXX,year_average,2026,,abc,LCU per 1 USD,,ECB euro reference rates
YYY,year_average,2026,,1.0,LCU per 1 USD,,a friend
"""
    imported = read("ecb", text)
    rows = {r.currency: r for r in imported.rows if isinstance(r, RateRow)}
    assert rows["GBP"].quote == "usd_per_unit"
    assert rows["GBP"].units_per_usd == pytest.approx(0.749700)
    assert rows["GBP"].value == 1.333867
    assert (rows["GBP"].start, rows["GBP"].end) == (date(2026, 6, 1), date(2026, 6, 30))
    assert rows["BRL"].units_per_usd == 5.1241
    assert (rows["COP"].kind, rows["COP"].end, rows["COP"].days) == (
        "part_year_average",
        date(2025, 7, 27),
        208,
    )
    assert rows["AED"].source == "official_peg"
    assert [problem.line for problem in imported.problems] == [7, 8]


FLOOR = "expected dollars a year, 15,080 to 1,000,000"
A_YEAR = "expected an amount a year, 1,000 or more"
OEWS = """AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,OCC_TITLE,TOT_EMP,MEAN_PRSE,A_MEAN,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90
99,U.S.,1,15-2051,Data Scientists,"233,440",0.8,"124,590","63,650","82,630","112,590","155,810","194,410"
6,California,2,15-2051,Data Scientists,33220,0.8,140490,68050,94240,133690,173250,213080
41940,"San Jose-Sunnyvale-Santa Clara, CA",4,15-1221,Researchers,3220,1.2,201460,117020,158590,191880,220750,#
35620,"New York-Newark-Jersey City, NY-NJ",4,15-2051,Data Scientists,**,*,139810,73920,91990,130710,169420,213130
17140,"Cleveland-Elyria, OH",4,15-2051,Data Scientists,100,1,100000,20000,30000,40000,50000,60000
99999,"Atlantis, XX",4,15-2051,Data Scientists,100,1,100000,20000,30000,40000,50000,60000
41940,"San Jose-Sunnyvale-Santa Clara, CA",4,15-2051,Data Scientists,10,1,100000,50000,20000,30000,40000,60000
35620,"New York-Newark-Jersey City, NY-NJ",4,27-1011,Art Directors,100,1,100000,20000,30000,40000,50000,60000
100001,"Northwest Alabama nonmetropolitan area",6,15-2051,Data Scientists,100,1,100000,20000,30000,40000,50000,60000
"""  # noqa: E501


def test_the_blss_columns_with_commas_top_codes_and_stars(read: Read) -> None:
    imported = read("oews", OEWS, as_of=date(2025, 5, 31))
    rows = {r.region: r for r in imported.rows if isinstance(r, PayRow)}
    assert (rows["US"].p50, rows["US"].employment) == (112590, 233440)
    assert rows["US-CA"].mean == 140490
    assert (rows["CBSA-41940"].p90, rows["CBSA-41940"].flags) == (None, "top_coded=p90")
    assert (rows["CBSA-35620"].employment, rows["CBSA-35620"].error_percent) == (None, None)
    assert rows["CBSA-17140"].flags.startswith("place_disputed=code 17140 is Cincinnati")
    assert [(p.line, p.column) for p in imported.problems] == [(7, 1), (8, 82)]
    assert imported.problems[1].message == "A_PCT10 (50,000) is above A_PCT25 (20,000)"
    assert imported.notes == [
        "2 rows of other occupations, of single industries or outside metro areas left out"
    ]


def test_only_the_whole_of_all_industries_and_owners_counts(read: Read) -> None:
    head = "AREA,AREA_TITLE,AREA_TYPE,NAICS,OWN_CODE,I_GROUP,OCC_CODE,A_MEDIAN\n"
    rows = ("000000,1235,cross-industry,15-2051,112590", "518200,5,4-digit,15-2051,130000",
            "000000,57,\"cross-industry, ownership\",15-2051,99000")  # fmt: skip
    imported = read("oews", head + "".join(f"99,U.S.,1,{row}\n" for row in rows), as_of=date(2025, 5, 31))
    assert [getattr(row, "p50", None) for row in imported.rows] == [112590]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("abc,20000,30000,40000,50000", [(19, "A_PCT10: expected a number, found 'abc'")]),
        ("20000,20000,30000,40000,nan", [(43, "A_PCT90: expected a number, found 'nan'")]),
        ("20000,x,30000,y,50000", [(25, "A_PCT25: expected a number, found 'x'"),
                                   (33, "A_PCT75: expected a number, found 'y'")]),
        ("-1,20000,30000,40000,50000", [(19, f"A_PCT10: {FLOOR}, found '-1'")]),
        ("60.000,70000,80000,90000,100000",
         [(19, f"A_PCT10: {FLOOR}, found '60.000'")]),
        ("20000,30000,40000,50000,9900000", [(43, f"A_PCT90: {FLOOR}, found '9900000'")]),
        ("90000,20000,30000,40000,50000", [(19, "A_PCT10 (90,000) is above A_PCT25 (20,000)")]),
    ],
)  # fmt: skip
def test_a_bad_oews_cell_is_named_where_it_stands(
    read: Read, cells: str, said: list[tuple[int, str]]
) -> None:
    head = "AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90\n"
    imported = read("oews", f"{head}99,U.S.,1,15-2051,{cells}\n", as_of=date(2025, 5, 31))
    assert [(problem.column, problem.message) for problem in imported.problems] == said
    assert imported.rows == []


def test_what_the_bls_does_not_release_is_flagged_and_the_newest_known_stays(
    read: Read, tables: Tables
) -> None:
    text = OEWS.splitlines()[0] + "\n99,U.S.,1,15-2051,Data Scientists,**,*,*,*,*,*,*,*\n"
    (row,) = read("oews", text, as_of=date(2025, 5, 31)).rows
    assert isinstance(row, PayRow)
    assert row.flags == "not_released"
    benchmarks = Benchmarks(replace(tables, pay=(*tables.pay, row)))
    new, old = ask(benchmarks, "data_scientist", "mid", "US", sources=("bls_oews",))[:2]
    assert (new.as_of, new.quality, new.shown) == (row.as_of, Quality.SUPPRESSED, False)
    assert new.has("not_released")
    assert (old.as_of, old["p50"], old.quality) == (date(2024, 5, 31), 112590, Quality.LOW)
    assert old.has("older")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("May 2999", "2999-05-31 is still to come"),
        ("Foo 2024", "PERIOD: found 'Foo 2024', expected a month such as May 2024"),
        ("2024", "PERIOD: found '2024', expected a month"),
        ("May 0", "PERIOD: found 'May 0', expected a month"),
    ],
)
def test_one_wrong_month_is_a_bad_row_and_the_rest_counts(
    tmp_path: Path, tables: Tables, period: str, said: str
) -> None:
    path = tmp_path / "oews.csv"
    head = "AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,A_MEDIAN,PERIOD\n"
    text = f"{head}99,U.S.,1,15-2051,112590,May 2025\n99,U.S.,1,15-1252,130000,{period}\n"
    path.write_text(text, encoding="utf-8")
    imported = IMPORTERS["oews"].read(Request(path, tables, today=date(2026, 11, 28)))
    assert [(p.line, said in p.message) for p in imported.problems] == [(3, True)]
    assert [row.p50 for row in imported.rows if isinstance(row, PayRow)] == [112590]


def test_an_oews_file_without_a_date_asks_for_one(read: Read) -> None:
    with pytest.raises(NotThisFormat, match="give --as-of"):
        read("oews", OEWS)


def test_an_oews_extract_says_its_month_and_its_doubts(read: Read) -> None:
    text = """soc_code,area_type,area_code,area,employment,a_mean,a_p10,a_p25,a_median,a_p75,a_p90,flag,period
15-2051,national,0000000,National,233440.0,124590.0,63650,82630.0,112590.0,155810.0,194410.0,,May 2024
15-1243,metro,0041940,"San Jose-Sunnyvale-Santa Clara, CA",,180700.0,124990,124990.0,166210.0,220750.0,,p90 in mirror was 1.3*p75 (imputed there),May 2024
15-1243,state,2400000,Maryland,710.0,150590.0,85470.0,110200.0,139510.0,178420.0,,a_p90:-;,May 2023
"""  # noqa: E501
    rows = [r for r in read("oews", text).rows if isinstance(r, PayRow)]
    assert [(r.region, r.as_of.isoformat(), r.p90, r.flags) for r in rows] == [
        ("US", "2024-05-31", 194410, ""),
        ("CBSA-41940", "2024-05-31", None, "p90_withheld"),
        ("US-MD", "2023-05-31", None, "p90_not_published"),
    ]


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "xlsx"])
def test_the_blss_own_zip_and_workbook_give_what_the_csv_gives(
    read: Read, tmp_path: Path, tables: Tables, packed: bool
) -> None:
    book = workbook(list(csv.reader(io.StringIO(OEWS))))
    path = tmp_path / ("oesm24ma.zip" if packed else "MSA_M2024_dl.xlsx")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("oesm24ma/file_descriptions.xlsx", workbook([["x"]]))
            archive.writestr("oesm24ma/MSA_M2024_dl.xlsx", book)
    else:
        path.write_bytes(book)
    found = IMPORTERS["oews"].read(Request(path, tables, date(2025, 5, 31)))
    plain = read("oews", OEWS, as_of=date(2025, 5, 31))
    assert found.rows == plain.rows
    assert [problem.line for problem in found.problems] == [problem.line for problem in plain.problems]


BOMB = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (workbook([["AREA"]], prolog=BOMB), "declares a document type"),
        (workbook([["AREA"]])[:200], "no OEWS columns|no .xlsx workbook"),
        (workbook([[""]]), "the first row must name the columns"),
        (workbook([["AREA"]]).replace(b"sheet1.xml", b"shee71.xml"), "no .xlsx workbook"),
    ],
    ids=["entities", "cut short", "empty", "no sheet"],
)
def test_a_hostile_or_broken_workbook_is_refused(
    tmp_path: Path, tables: Tables, content: bytes, said: str
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotThisFormat, match=said):
        IMPORTERS["oews"].read(Request(path, tables, date(2025, 5, 31)))


BANK = """"Data Source","World Development Indicators",

"Last Updated Date","2026-07-01",

"Country Name","Country Code","Indicator Name","Indicator Code","2018","2023","2024",
"Poland","POL","PPP conversion factor, GDP","PA.NUS.PPP","1.8","1.91","1.949414",
"Egypt, Arab Rep.","EGY","PPP conversion factor, GDP","PA.NUS.PPP","","","6.1",
"Africa Eastern and Southern","AFE","PPP conversion factor, GDP","PA.NUS.PPP","","","",
"""


def test_the_world_banks_file(read: Read, tmp_path: Path, tables: Tables) -> None:
    imported = read("world-bank", BANK)
    archive = tmp_path / "API_PA.NUS.PPP_DS2_en_csv_v2.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("Metadata_Indicator_API.csv", '"INDICATOR_CODE"\n')
        file.writestr("API_PA.NUS.PPP_DS2_en_csv_v2.csv", "\ufeff" + BANK)
    assert IMPORTERS["world-bank"].read(Request(archive, tables)).rows == imported.rows
    rows = [r for r in imported.rows if isinstance(r, WorldPriceRow)]
    assert [(r.region, r.year, r.units_per_international_dollar, r.currency) for r in rows] == [
        ("PL", 2023, 1.91, "PLN"),
        ("PL", 2024, 1.949414, "PLN"),
        ("EG", 2024, 6.1, "EGP"),
    ]
    assert imported.notes == ["1 line left out: groups, or no known currency"]
    with pytest.raises(NotThisFormat, match=r"expected PA\.NUS\.PPP"):
        read("world-bank", BANK.replace("PA.NUS.PPP", "PA.NUS.FCRF"))


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (BANK.replace('"1.91"', '"x"'), (6, 64), "2023: found 'x', expected a number above 0"),
        (BANK.replace('"1.949414"', '"-1"'), (6, 71), "2024: found '-1', expected a number above 0"),
        (BANK.replace('"6.1",', '"6.1'), (7, 1), "is not closed on this line"),
        (
            BANK.replace('"1.91"', '"191"'),
            (6, 64),
            "2023: found 191, far from the 4.202 PLN that a dollar cost",
        ),
    ],
)
def test_a_bad_cell_of_the_world_banks_file_is_named_where_it_stands(
    read: Read, text: str, place: tuple[int, int], said: str
) -> None:
    (problem,) = read("world-bank", text).problems
    assert (problem.line, problem.column) == place
    assert said in problem.message


PPP = "country_code,year,value,currency\nPL,2024,1.95,PLN\n"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("XX,2024,1,PLN", 1, "no country has the code 'XX'"),
        ("PL,2O24,1,PLN", 4, "year: found '2O24', expected a year from 1990 to 2099"),
        ("PL,2023,-1,PLN", 9, "value: found '-1', expected a number above 0"),
        ("PL,2023,inf,PLN", 9, "value: found 'inf', expected a number above 0"),
        ("PL,2023,nan,PLN", 9, "value: found 'nan', expected a number above 0"),
        ("PL,2023,1,zloty", 11, "currency: found 'zloty', expected three capitals such as EUR"),
        ("CA,2023,1.2,USD", 13, "currency: found USD, expected the country's own, CAD"),
        ("GB,2023,0.0001,GBP", 9, "value: found 0.0001, far from the 0.8046 GBP that a dollar cost"),
        ("US,2023,5,USD", 9, "value: found 5, expected 1: all is measured against the United States"),
    ],
)
def test_a_bad_cell_of_a_parity_is_named_where_it_stands(
    read: Read, row: str, column: int, said: str
) -> None:
    imported = read("world-bank", f"{PPP}{row}\n")
    assert len(imported.rows) == 1
    assert [(p.line, p.column, p.message) for p in imported.problems] == [(3, column, said)]


def test_price_parities_of_the_us_by_code_and_by_name(read: Read) -> None:
    text = """area,cbsa_code,area_type,value,year
United States,,aggregate,100.0,2023
United States (Nonmetropolitan Portion),,aggregate,88.222,2023
"Enid, OK *",,metro,87.0,2023
"New York-Newark-Jersey City, NY-NJ-PA",35620,metro,112.563,2024
"Cleveland-Elyria, OH",17140,metro,95.37,2024
"Cincinnati, OH-KY-IN",17460,metro,95.37,2024
NY,,state,107.921,2024
"""
    imported = read("bea", text)
    rows = {r.region: r for r in imported.rows if isinstance(r, UsPriceRow)}
    assert rows["CBSA-21420"].index == 87.0
    assert rows["CBSA-35620"].flags == ""
    assert rows["US-NY"].index == 107.921
    assert rows["CBSA-17140"].flags == "index_disputed=Cleveland-Elyria, OH"
    assert rows["CBSA-17460"].flags == "index_disputed=Cincinnati, OH-KY-IN"
    assert len(imported.notes) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("NY,,state,0.5,2024", "found '0.5' for '2024', expected an index of 60 to 160"),
        ("NY,,state,105,2O24", "found '105' for '2O24', expected an index of 60 to 160"),
        ("United States,,aggregate,99,2024", "found 99 for the United States, which are 100"),
        ("NY,,state,105,2025", "sources.yaml describes no bea_rpp_2025; copy the entry of an older year"),
        ("NY,,state,105,2031", "2031 is still to come"),
    ],
)
def test_a_price_parity_that_cannot_be_is_listed(tmp_path: Path, tables: Tables, row: str, said: str) -> None:
    path = tmp_path / "rpp.csv"
    path.write_text(f"area,cbsa_code,area_type,value,year\nCA,,state,112,2024\n{row}\n", encoding="utf-8")
    imported = IMPORTERS["bea"].read(Request(path, tables, today=date(2026, 11, 28)))
    assert [row.region for row in imported.rows if isinstance(row, UsPriceRow)] == ["US-CA"]
    (problem,) = imported.problems
    assert (problem.line, problem.message[: len(said)]) == (3, said)


SARPP = """"GeoFIPS","GeoName","Region","TableName","LineCode","IndustryClassification","Description","Unit","2022","2023","2024"
 "00000","United States","","SARPP","1","...","RPPs: All items","Index","100.000","100.000","100.000"
 "36000","New York","2","SARPP","1","...","RPPs: All items","Index","107.6","107.921","(NA)"
 "36000","New York","2","SARPP","2","...","  RPPs: Goods","Index","106","105","105"
 "35620","New York-Newark-Jersey City, NY-NJ (Metropolitan Statistical Area)","2","MARPP","1","...","RPPs: All items","Index","112","112.5","x"
 "00998","United States (Nonmetropolitan Portion)","","MARPP","1","...","RPPs: All items","Index","88","88","88"
"Note: See the included footnote file."
"Last updated: December 12, 2025"
"""  # noqa: E501


def test_the_beas_own_file_of_price_parities(read: Read) -> None:
    imported = read("bea", SARPP)
    rows = {(r.region, r.year): r.index for r in imported.rows if isinstance(r, UsPriceRow)}
    assert rows == {
        ("US", 2023): 100, ("US", 2024): 100, ("US-NY", 2023): 107.921, ("CBSA-35620", 2023): 112.5
    }  # fmt: skip
    assert [(p.line, p.message[:18]) for p in imported.problems] == [(5, "found 'x' for '202")]
    assert imported.notes == [
        "left out, as sources.yaml describes no bea_rpp of these years: 2022",
        "left out, as they are no place of ours: 1 lines",
    ]


def test_a_history_that_begins_late_makes_no_average_of_its_first_year(read: Read) -> None:
    days = "".join(f"2024-12-{day},1.1,4.4,0.88,N/A,\n" for day in (23, 24, 27, 30))
    imported = read("ecb", f"Date,USD,PLN,GBP,ISK,\n2025-01-03,1.1,4.4,0.88,N/A,\n{days}")
    kinds = {(r.start.year, r.kind) for r in imported.rows if isinstance(r, RateRow)}
    assert kinds == {(2025, "part_year_average"), (2025, "spot")}
    assert imported.notes == ["EUR, GBP, PLN: begins on 2024-12-23, so no average of 2024 is made"]


@pytest.mark.parametrize(
    ("quoted", "averaged", "hole"),
    [
        (("2023-11-06", "2023-11-08"), {2022, 2024}, "2023-01-01 to 2023-11-05"),
        (("2023-01-02", "2023-12-29"), {2022, 2023, 2024}, ""),
        (("2023-01-13", "2023-12-20"), {2022, 2023, 2024}, ""),  # holidays
        (("2023-01-02", "2023-11-30"), {2022, 2024}, "2023-12-01 to 2023-12-31"),
    ],
)
def test_a_year_with_a_hole_has_no_average(
    read: Read, quoted: tuple[str, str], averaged: set[int], hole: str
) -> None:
    """The ECB suspends currencies; three days of November are no year."""
    days = (date(2022, 1, 3) + timedelta(n) for n in range(1100))
    lines = [
        f"{day},1.1,{'140' if day.year != 2023 or quoted[0] <= str(day) <= quoted[1] else 'N/A'},\n"
        for day in days
    ]
    imported = read("ecb", "Date,USD,ISK,\n" + "".join(lines))
    found = {r.start.year for r in imported.rows if isinstance(r, RateRow) and r.kind == "year_average"
             and r.currency == "ISK"}  # fmt: skip
    assert found == averaged
    assert imported.notes == ([f"ISK: no rate from {hole}, so no average of 2023 is made"] if hole else [])


HEAD = "work_year,experience_level,employment_type,job_title,salary,salary_currency,salary_in_usd,employee_residence,remote_ratio,company_location,company_size\n"  # noqa: E501


def job(
    salary: float, *, level: str = "SE", currency: str = "USD", year: int = 2024, kind: str = "FT"
) -> str:
    return f"{year},{level},{kind},Data Scientist,{salary},{currency},{salary},US,0,US,M\n"


def postings(read: Read, rows: str) -> dict[str, PayRow]:
    imported = read("ai-jobs", HEAD + rows, as_of=date(2025, 1, 19), year=2024)
    rows_ = [r for r in imported.rows if isinstance(r, PayRow) and r.series == "posted:data-scientist"]
    return {str(r.level or "all"): r for r in rows_}


@pytest.mark.parametrize(
    ("rows", "n", "why"),
    [
        ([200, 100], 1, "two neighbours, the higher first, are one range"),
        ([100, 200], 2, "the lower first are two"),
        ([200, 200], 1, "copies count once"),
        ([400, 100], 1, "four times is still one range"),
        ([401, 100], 2, "more than four times is two"),
        ([200, 100, 200, 100], 1, "a repeated range counts once"),
        ([200, 100, 50], 2, "the third stands for itself"),
    ],
    ids=lambda value: str(value),
)
def test_posted_ranges_are_found(read: Read, rows: list[int], n: int, why: str) -> None:
    found = postings(read, "".join(job(1000 * salary) for salary in rows))
    assert found["all"].n == n, why
    assert found["senior"].n == n


def test_other_contracts_and_years_are_left_out_and_levels_apart(read: Read) -> None:
    rows = job(2000) + job(3000, kind="CT") + job(4000, year=2023) + job(5000, level="EN")
    rows += job(6000, level="EX")
    found = postings(read, rows)
    assert {level: row.n for level, row in found.items()} == {"junior": 1, "senior": 1, "staff": 1, "all": 3}


def test_a_thin_cell_leaves_with_its_count_alone(read: Read) -> None:
    found = postings(read, "".join(job(100_000 + 7 * at) for at in range(9)))
    assert found["senior"].n == 9
    assert all(getattr(found["senior"], name) is None for name in (*PERCENTILES, "p50_low", "range_low"))
    enough = postings(read, "".join(job(100_000 + at) for at in range(10)))
    assert enough["senior"].p50 == 100_004  # 100,004.5 to the even neighbour
    assert (enough["senior"].p50_low, enough["senior"].p50_high) == (100_001, 100_008)


def test_amounts_go_to_dollars_by_the_years_average_and_not_by_the_files_own_column(read: Read) -> None:
    rows = "".join(job(100_000 + at, currency="BRL") for at in range(10))
    assert postings(read, rows)["senior"].p10 == round(100_000.9 / 5.386746)


def test_rows_that_cannot_be_read_are_listed_and_the_rest_counts(read: Read) -> None:
    text = HEAD + job(1000) + job(0) + job(2000).replace("2024", "24th") + job(3000).replace("3000", "n/a")
    imported = read("ai-jobs", text, as_of=date(2025, 1, 19), year=2024)
    assert [problem.line for problem in imported.problems] == [3, 4, 5]
    assert any(isinstance(row, PayRow) and row.n == 1 for row in imported.rows)


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (job(2000).replace("2024", "24th"), 1, "work_year: found '24th', expected a year"),
        (job(2000, year=2026), 1, "work_year: 2026 is after the snapshot of 2025-01-19"),
        (job(2000, level="XX"), 2, "experience_level: found 'XX', expected EN, MI, SE, EX"),
        (
            job(3000).replace("3000", "n/a"),
            5,
            f"salary: found 'n/a', {A_YEAR}",
        ),
        (
            job(3000).replace("3000", "nan"),
            5,
            f"salary: found 'nan', {A_YEAR}",
        ),
        (
            job(3000).replace("3000", "1e308"),
            5,
            f"salary: found '1e308', {A_YEAR}",
        ),
        (job(-5), 5, f"salary: found '-5', {A_YEAR}"),
        (
            job(2000, currency="US$"),
            6,
            "salary_currency: found 'US$', expected three capitals, such as EUR",
        ),
        (job(1), 5, f"salary: found '1', {A_YEAR}"),
        (
            job(7).replace(",7,", ",85.000,", 1),
            5,
            "salary: '85.000' may be thousands or not: write it without separators",
        ),
    ],
)
def test_a_bad_cell_of_a_posting_is_named_where_it_stands(
    read: Read, row: str, column: int, said: str
) -> None:
    imported = read("ai-jobs", HEAD + job(1000) + row, as_of=date(2025, 1, 19), year=2024)
    assert [(p.line, p.column, p.message) for p in imported.problems] == [(3, column, said)]
    assert {row.n for row in imported.rows if isinstance(row, PayRow)} == {1}


LEFT_OUT = (
    "row left out: before 2024",
    "row left out: not full-time",
    "posting left out: a copy of another",
    "posting left out: no series of ours holds its title",
    "posting left out: no average rate of 2024 for XXX",
)


def test_postings_of_no_country_that_we_know_are_counted_out_loud(read: Read) -> None:
    rows = job(1000) + job(2000).replace("US,M", "ZZ,M")
    imported = read("ai-jobs", HEAD + rows, as_of=date(2025, 1, 19), year=2024)
    assert "1 posting left out: no place that we know has the code ZZ" in imported.notes


def test_every_row_that_is_left_out_is_counted(read: Read) -> None:
    rows = [
        job(9000, year=2023), job(8000, kind="PT"), job(7000), job(7000), job(60_000),
        job(5000).replace("Data Scientist", "Astronaut"), job(4000, currency="XXX"),
    ]  # fmt: skip
    imported = read("ai-jobs", HEAD + "".join(rows), as_of=date(2025, 1, 19), year=2024)
    assert imported.notes == ["4 postings", *(f"1 {said}" for said in LEFT_OUT)]


def test_pay_that_nobody_is_paid_in_dollars_is_left_out(read: Read) -> None:
    rupees = [job(5_000, currency="INR"), job(2_000_000, currency="INR")]
    rows = [job(60_000), job(10**9), job(99_999_999), *rupees]
    imported = read("ai-jobs", HEAD + "".join(rows), as_of=date(2025, 1, 19), year=2024)
    assert "3 postings left out: outside 1,000 to 2,000,000 USD a year" in imported.notes
    assert {row.n for row in imported.rows if isinstance(row, PayRow)} == {2}


def test_a_territory_of_the_usa_stands_among_its_states(read: Read) -> None:
    imported = read("ai-jobs", HEAD + job(9000).replace("US,M", "PR,M"), as_of=date(2025, 1, 19), year=2024)
    assert {row.region for row in imported.rows if isinstance(row, PayRow)} == {"US-PR"}
    assert imported.notes == ["1 posting"]


def test_a_new_edition_of_a_roll_up_says_what_it_replaces(folder: Callable[..., Path]) -> None:
    place = folder({})
    sample = place.parent / "salaries.csv"
    sample.write_text(HEAD + job(1000), encoding="utf-8")
    tables = load_tables(place)
    before = sum(row.source == ai_jobs.SOURCE for row in tables.pay)
    imported = IMPORTERS["ai-jobs"].read(Request(sample, tables, date(2026, 1, 19), 2024))
    merged = merge(place, tables, imported)
    assert (merged.came, merged.stayed, merged.went) == (len(imported.rows), 0, before)
    assert f"{before:,} rows of an earlier edition" in str(merged)


def test_pairs_are_made_from_the_first_row_on() -> None:
    rows = [(("a",), value) for value in (300.0, 200.0, 100.0, 90.0)]
    assert [(p.high, p.low) for p in ai_jobs.pairs(iter(rows))] == [(300, 200), (100, 90)]


@pytest.mark.parametrize("source", IMPORTERS)
def test_a_file_of_another_kind_is_refused_with_a_sentence(read: Read, source: str) -> None:
    with pytest.raises(NotThisFormat):
        read(source, "name,value\nx,1\n", as_of=date(2025, 1, 1), year=2024)


def test_importing_again_changes_nothing_and_keeps_other_editions(folder: Callable[..., Path]) -> None:
    place = folder({})
    sample = place.parent / "oews.csv"
    sample.write_text(OEWS, encoding="utf-8")
    before = len(load_tables(place).pay)
    for _ in range(2):
        tables = load_tables(place)
        imported = IMPORTERS["oews"].read(Request(sample, tables, date(2025, 5, 31)))
        merge(place, tables, imported)
        after = load_tables(place)
        assert len(after.pay) == before + 5
        assert after.problems == ()
    assert not list(place.glob("*.new"))


def test_long_files_say_how_far_they_are(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" + "1,2\n" * 20_001, encoding="utf-8")
    heard: list[int] = []
    with stream(path, progress=heard.append) as table:
        assert sum(1 for _ in table.rows) == 20_001
    assert heard == [10_000, 20_000]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("112590.0", 112590.0),
        ("1,234", 1234.0),
        ("", None),
        ("#", None),
        ("**", None),
        ("-", None),
        (" 5 ", 5.0),
        ("1,234,567.25", 1234567.25),
    ],
)
def test_figures_as_sources_write_them(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["85000,50", "12,50", "1,23,456", "1234,567", ",5", "85,0000"])
def test_a_comma_that_parts_no_thousands_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="commas between thousands"):
        number(text)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2024-12-31,1.1,43000,0.88,N/A,", "PLN of 2024-12-31: 3.909e+04 a dollar is far from the"),
        ("2024-12-31,1.1,22,0.88,N/A,", "PLN of 2024-12-31: 20 a dollar is far from the 4 of other days"),
        ("2024-12-31,1.1,4.4,0.0088,N/A,", "GBP of 2024-12-31: 0.008 a dollar is far from the"),
        ("2024-12-27,1.1,4.4,0.88,N/A,", "Date: 2024-12-27 stands twice; the first counts"),
    ],
)
def test_a_rate_far_from_its_neighbours_and_a_day_twice_are_named(read: Read, row: str, said: str) -> None:
    days = "".join(f"2024-{day},1.1,4.4,0.88,N/A,\n" for day in ("01-02", "12-24", "12-27", "12-30"))
    good = f"Date,USD,PLN,GBP,ISK,\n{days}"
    imported = read("ecb", f"{good}{row}\n")
    (problem,) = imported.problems
    assert (problem.line, problem.message[: len(said)]) == (6, said)
    hurt = said[:3]
    kept = [r for r in imported.rows if isinstance(r, RateRow) and r.currency == hurt]
    wanted = [r for r in read("ecb", good).rows if isinstance(r, RateRow) and r.currency == hurt]
    assert kept == wanted, "the slip is in no average and is not the last rate"


@pytest.mark.parametrize(
    ("area", "kind", "title", "told"),
    [
        ("35620", "4", "New York-Newark-Jersey City, NY-NJ-PA", ""),
        ("35620", "4", "New York-Newark-Jersey City, NY-NJ", ""),  # OMB 2023: no county of Pennsylvania
        ("35620", "4", "New York-Jersey City-White Plains, NY-NJ", "35620 is 'New York-Jersey City-White"),
        ("35620", "4", "Nonsense", "disputed"),
        ("35620", "4", "Canada", "disputed"),
        ("35620", "4", "Los Angeles-Long Beach-Anaheim, CA", "disputed"),
        ("99", "1", "U.S.", ""),
        ("99", "1", "Canada", "no place has the code '99' (Canada)"),
    ],
)
def test_an_area_is_known_by_its_code_and_by_its_title(
    read: Read, area: str, kind: str, title: str, told: str
) -> None:
    """A slip in a code would show one place's pay under another's name."""
    head = "AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,A_MEDIAN\n"
    nation = "99,U.S.,1,15-2051,112590\n"
    imported = read(
        "oews", f'{head}{nation}{area},"{title}",{kind},15-1252,120000\n', as_of=date(2025, 5, 31)
    )
    found = [row for row in imported.rows if isinstance(row, PayRow) and row.series == "soc:15-1252"]
    disputed = any("place_disputed" in row.flags for row in found)
    said = " ".join([*imported.notes, *(problem.message for problem in imported.problems)])
    assert disputed == (told == "disputed")
    assert told in said if told and not disputed else not said
    assert len(found) == (not told.startswith("no place"))


def test_a_currency_that_lost_half_of_its_worth_is_no_slip(read: Read) -> None:
    """The lira of 2021 fell to 2.1 times its middle; 3.6 times is still taken."""
    days = "".join(f"2024-{day},1.1,4.4,0.88,N/A,\n" for day in ("01-02", "12-24", "12-27", "12-30"))
    imported = read("ecb", f"Date,USD,PLN,GBP,ISK,\n{days}2024-12-31,1.1,15.8,0.88,N/A,\n")
    assert imported.problems == []
    assert max(r.units_per_usd for r in imported.rows if isinstance(r, RateRow) and r.currency == "PLN") > 14


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{PPP}PL,2099,1.9,PLN\n", "year: 2099 is still to come"),
        (BANK.replace('"2024",', '"2099",'), "2099 is still to come"),
    ],
)
def test_a_parity_of_a_year_to_come_is_listed(tmp_path: Path, tables: Tables, text: str, said: str) -> None:
    path = tmp_path / "ppp.csv"
    path.write_text(text, encoding="utf-8")
    imported = IMPORTERS["world-bank"].read(Request(path, tables, today=date(2026, 11, 28)))
    assert {problem.message for problem in imported.problems} == {said}
    assert all(isinstance(row, WorldPriceRow) and row.year < 2099 for row in imported.rows)


def test_a_zip_of_several_sheets_of_postings_is_refused(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, HEAD + job(100_000))
    with pytest.raises(NotThisFormat, match=r"2 tables \(a\.csv, b\.csv\)"):
        IMPORTERS["ai-jobs"].read(Request(path, tables, date(2025, 1, 19), 2024))


@pytest.mark.parametrize("name", ["rates", "pay", "us_prices", "world_prices"])
def test_shipped_tables_stand_in_the_order_that_importing_writes(tables: Tables, name: str) -> None:
    """Else the documented command would not give the same bytes."""
    files: dict[object, list[object]] = {}
    for row in getattr(tables, name):
        if getattr(row, "source", "") != "founding_article":  # kept by hand
            files.setdefault(row.source if name == "pay" else name, []).append(row)
    assert files
    for rows in files.values():
        assert rows == sorted(rows, key=_key)
