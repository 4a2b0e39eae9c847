"""Files from strangers: bombs, broken archives, wrong texts. Each ends in a sentence, quickly, never a
traceback."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.workbooks import workbook

from touchstone.cli.salary_import import import_command
from touchstone.core.problems import Problem
from touchstone.salaries.csvs import MAX_COLUMNS, parse_sheet
from touchstone.salaries.importers import xlsx
from touchstone.salaries.importers.base import NotThisFormat, Request
from touchstone.salaries.importers.recipe import Found, steps
from touchstone.salaries.importers.registry import IMPORTERS
from touchstone.salaries.importers.sheets import stream
from touchstone.salaries.table import Tables

pytestmark = pytest.mark.filterwarnings("ignore")
SHEET = "xl/worksheets/sheet1.xml"


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def sheet(cells: bytes) -> bytes:
    return packed({SHEET: b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"})


def encrypted() -> bytes:
    """A zip whose member says that it is encrypted."""
    made = bytearray(packed({"data.csv": b"Date,USD\n"}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


HEAD = b'<row r="1"><c r="A1" t="inlineStr"><is><t>AREA</t></is></c></row>'
FAR = b'<row><c r="XFD2"><v>1</v></c></row>'
HOSTILE = {
    "a cell far to the right": (sheet(HEAD + FAR * 200_000), "column 'XFD'"),
    "a bomb of a sheet": (sheet(HEAD + b" " * 30_000_000), "times its size, which no real source does"),
    "a bomb of a CSV": (packed({"bomb.csv": b"0" * 30_000_000}), "times its size"),
    "a cell of no column": (sheet(b'<row><c r="\xc3\xa41"><v>1</v></c></row>'), "a cell stands in column"),
    "a lower-case column": (sheet(b'<row><c r="a1"><v>1</v></c></row>'), "a cell stands in column 'a'"),
    "a row of too many cells": (sheet(b"<row>" + b"<c><v>1</v></c>" * 2_000), "has more than 1,000 cells"),
    "a text without end": (sheet(b"<row><c><v>" + bytes(range(97, 123)) * 380_000), "more text than any"),
    "cells out of order": (
        sheet(b'<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "row 1 names a column twice, or out of order",
    ),
    "a cell twice": (sheet(b'<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "twice"),
    "an old or locked workbook": (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "or has a password"),
    "an encrypted zip": (encrypted(), "can't be unpacked|no .xlsx workbook"),
    "a zip of nothing": (packed({"read.me": b"hello"}), "no workbook and no CSV|no .xlsx workbook"),
    "latin letters": ("Date,USD\nä,1\n".encode("latin-1"), "UTF-8"),
    "UTF-16": ("Date,USD\n2024-01-02,1\n".encode("utf-16"), "UTF-8"),
    "a quote that never ends": (b'Date,"USD\n' + b"x" * 200_000, "CSV|column|extract|quote|no OEWS|PPP"),
    "an external entity": (
        packed({SHEET: b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'}),
        "declares a document type|is a workbook; expected a CSV",
    ),
    "nothing": (b"", "is empty|first row|no column|extract|no OEWS|no PPP|no table"),
}  # fmt: skip


@pytest.mark.parametrize("source", ["oews", "lca", "stack-overflow", "ai-jobs", "ecb", "world-bank"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence(
    tmp_path: Path, tables: Tables, source: str, name: str
) -> None:
    content, said = HOSTILE[name]
    path = tmp_path / "upload"
    path.write_bytes(content)
    started = time.monotonic()
    with pytest.raises(NotThisFormat) as refused:
        IMPORTERS[source].read(Request(path, tables, date(2025, 1, 1), 2024))
    assert "\n" not in str(refused.value)
    assert time.monotonic() - started < 20
    if source == "oews":
        assert re.search(said, str(refused.value)), str(refused.value)


def test_a_formula_is_never_read_only_what_it_left(tmp_path: Path, tables: Tables) -> None:
    made = workbook([["AREA", "AREA_TITLE", "AREA_TYPE", "OCC_CODE", "A_MEDIAN"],
                     ["99", "U.S.", "1", "15-2051", "112590"]])  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[SHEET] = parts[SHEET].replace(b"<v>112590</v>", b"<f>WEBSERVICE(A1)</f><v>112590</v>")
    path = tmp_path / "book.xlsx"
    path.write_bytes(packed(parts))
    imported = IMPORTERS["oews"].read(Request(path, tables, date(2025, 5, 31)))
    assert [getattr(row, "p50", None) for row in imported.rows] == [112590]


@pytest.mark.parametrize(
    ("columns", "read"), [(MAX_COLUMNS, True), (MAX_COLUMNS + 1, False), (200_000, False)]
)
def test_a_table_of_too_many_columns_is_refused_at_once(tmp_path: Path, columns: int, read: bool) -> None:
    """Names were once counted one by one: 40,000 took half a minute, 200,000 longer than anybody waits."""
    path = tmp_path / "wide.csv"
    text = ",".join(f"c{at}" for at in range(columns)) + "\n"
    path.write_text(text, encoding="utf-8")
    sheet = parse_sheet(text, "wide.csv")
    assert bool(sheet.problems) is not read
    if read:
        with stream(path) as table:
            assert len(table.header) == columns
        return
    said = f"the first row names {columns:,} columns; at most 1,000 are read"
    assert [one.message for one in sheet.problems] == [said]
    with pytest.raises(NotThisFormat, match=said), stream(path):
        pass


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("ecb", "Date,USD,GBP\n2024-01-02,1.1,zero\n2024-01-03,0,1\n2024-01-04,inf,1\n"),
        ("bea", "area,cbsa_code,area_type,value,year\nNY,,state,high,2024\n"
                "NY,,state,1,last\nNY,,state,nan,2024\n"),
        ("world-bank", '"Country Name","Country Code","Indicator Name","Indicator Code","2024"\n'
                       '"Poland","POL","x","PA.NUS.PPP","dear"\n'),
        ("world-bank", "Indicator Code,Country\nPA.NUS.PPP,Poland\n"),
        ("ai-jobs", "work_year,experience_level,employment_type,job_title,salary,salary_currency,"
                    "salary_in_usd,"
                    "employee_residence,remote_ratio,company_location,company_size\n"
                    "2024,SE,FT,x,inf,USD,1,US,0,US,M\n"),
    ],
)  # fmt: skip
def test_bad_cells_are_listed_and_nothing_is_written(
    tmp_path: Path, folder: object, source: str, text: str
) -> None:
    place = folder({})  # type: ignore[operator]
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    file = tmp_path / "bad.csv"
    file.write_text(text, encoding="utf-8")
    words = [source, str(file), "--into", str(place), "--as-of", "2025-01-01", "--year", "2024"]
    result = CliRunner().invoke(import_command, words)
    assert result.exit_code in (1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    after = {path.name: path.read_bytes() for path in place.iterdir()}
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed <= {"exchange_rates.csv"} if source == "ecb" else not changed


def test_rows_that_contradict_each_other_are_not_written(tmp_path: Path, folder: object) -> None:
    place, file = folder({}), tmp_path / "twice.csv"  # type: ignore[operator]
    before = (place / "us_oews.csv").read_bytes()
    row = "99,U.S.,1,15-2051"
    file.write_text(
        f"AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,A_MEDIAN\n{row},100000\n{row},200000\n", encoding="utf-8"
    )
    words = ["oews", str(file), "--into", str(place), "--as-of", "2025-05-31"]
    result = CliRunner().invoke(import_command, words)
    assert result.exit_code == 2
    assert "1 row contradicts others" in result.output
    assert (place / "us_oews.csv").read_bytes() == before


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["oews", "ecb", "lca", "world-bank", "bea"]))
def test_any_bytes_are_rows_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables, content: bytes, source: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content)
    with pytest.raises(NotThisFormat):
        IMPORTERS[source].read(Request(path, tables, date(2025, 1, 1), 2024))


def test_the_recipe_makes_the_same_tables_in_its_order_and_names_what_is_missing(
    tmp_path: Path, folder: object
) -> None:
    place = folder({"recipe.yaml": "- {source: ecb, file: rates.csv}\n- {source: bea, file: ../bea.csv}\n"
                    "- {source: ebc, file: rates.csv}\n- {source: ecb, file: rates.csv, yeer: 2}\n"})  # type: ignore[operator]  # fmt: skip
    before = (place / "exchange_rates.csv").read_bytes()  # type: ignore[operator]
    (tmp_path / "files").mkdir()
    (tmp_path / "bea.csv").write_text("x")
    (tmp_path / "files" / "rates.csv").write_text("Date,USD,GBP\n2024-01-02,1.25,0.8\n", encoding="utf-8")
    result = CliRunner().invoke(import_command, ["all", str(tmp_path / "files"), "--into", str(place)])
    assert result.exit_code == 1
    assert "4 rows read into" not in result.output
    assert (place / "exchange_rates.csv").read_bytes() == before
    assert not list(place.glob(".import*"))
    assert f"Nothing is written: all tables in {place} are as they were." in result.output
    assert "there is no file '../bea.csv'" in result.output
    assert "no source 'ebc'; did you mean 'ecb'?" in result.output
    assert "unknown field 'yeer'" in result.output


def test_the_recipe_follows_a_link_in_the_folder_and_says_where_one_leads_to_no_file(tmp_path: Path) -> None:
    recipe, files, kept = tmp_path / "recipe.yaml", tmp_path / "files", tmp_path / "kept.csv"
    names = ("linked.csv", "gone.csv", "none.csv", "../kept.csv")
    recipe.write_text("".join(f"- {{source: ecb, file: {name}}}\n" for name in names), encoding="utf-8")
    files.mkdir()
    kept.write_text("Date,USD\n", encoding="utf-8")
    (files / "linked.csv").symlink_to(kept)
    (files / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    found, *problems = steps(recipe, files)
    assert isinstance(found, Found)
    assert found.path.read_text(encoding="utf-8") == "Date,USD\n"
    assert [one.message for one in problems if isinstance(one, Problem)] == [
        f"'gone.csv' in {files} is a link to no file",
        f"there is no file 'none.csv' in {files}",
        f"there is no file '../kept.csv' in {files}",
    ]


def test_texts_that_stand_in_memory_are_bounded_in_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = b"".join(b"<si><t>%030d</t></si>" % number for number in range(100))
    book = packed({SHEET: b"<worksheet><sheetData/></worksheet>", xlsx.SHARED: b"<sst>" + texts + b"</sst>"})
    assert list(xlsx.rows(io.BytesIO(book))) == []
    monkeypatch.setattr(xlsx, "MAX_LETTERS", 2_999)
    with pytest.raises(NotThisFormat, match="2,999 letters of text"):
        list(xlsx.rows(io.BytesIO(book)))


def tabbed(order: bytes) -> bytes:
    """A workbook of two tabs, `sheet1.xml` and `sheet2.xml`, whose list of tabs is `order`."""
    links = b"".join(
        b'<Relationship Id="rId%d" Target="%s"/>' % (at, target)
        for at, target in ((1, b"worksheets/sheet1.xml"), (2, b"/xl/worksheets/sheet2.xml"))
    )
    text = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'
    cell = b"<worksheet><sheetData>" + text + b"</sheetData></worksheet>"
    return packed(
        {
            "xl/workbook.xml": b'<workbook xmlns:r="x"><sheets>' + order + b"</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": b"<Relationships>" + links + b"</Relationships>",
            SHEET: cell % b"first made",
            SHEET.replace("1", "2"): cell % b"second made",
        }
    )


ONE, TWO = b'<sheet name="a" sheetId="1" r:id="rId1"%s/>', b'<sheet name="b" sheetId="2" r:id="rId2"/>'


@pytest.mark.parametrize(
    ("order", "read"),
    [
        (ONE % b"" + TWO, "first made"),
        (TWO + ONE % b"", "second made"),  # somebody moved the tab
        (ONE % b' state="hidden"' + TWO, "second made"),
        (b"", "first made"),
        (b'<sheet name="a" sheetId="1" r:id="rId9"/>', "first made"),
    ],
)
def test_the_first_tab_that_a_person_sees_is_read(order: bytes, read: str) -> None:
    assert list(xlsx.rows(io.BytesIO(tabbed(order)))) == [(1, [read])]


def test_how_a_word_is_said_is_no_part_of_it() -> None:
    strings = "<sst><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si><t>b</t></si></sst>"
    cells = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    book = packed(
        {
            SHEET: b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>",
            "xl/sharedStrings.xml": strings.encode(),
        }
    )
    assert list(xlsx.rows(io.BytesIO(book))) == [(1, ["東京", "b"])]
