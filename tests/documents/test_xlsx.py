"""Workbooks that we write: what a spreadsheet needs, nothing that it would run, the same bytes each time."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.documents.picture import to_png
from touchstone.documents.xlsx import Table, to_xlsx
from touchstone.salaries.importers.sheets import stream

ROWS = [
    ["Łódź & <b>", 112590, 0.05, None, date(2026, 11, 23)],
    ['=HYPERLINK("http://x")', -1, 1.5e9, "", "+1"],
]
HEAD = ["place", "n", "share", "nothing", "day"]


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_our_own_reader_reads_it_back(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    path.write_bytes(to_xlsx([Table("Figures", HEAD, ROWS), Table("Figures: more/less?", ["a"], [["b"]])]))
    with stream(path) as table:
        assert table.header == tuple(HEAD)
        cells = [line.cells for line in table.rows]  # type: ignore[union-attr]
    assert cells[0] == dict(zip(HEAD, ["Łódź & <b>", "112590", "0.05", "", "46349"], strict=True))
    assert date(1899, 12, 30) + timedelta(int(cells[0]["day"])) == date(2026, 11, 23)
    assert cells[1]["place"] == '=HYPERLINK("http://x")'


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    sheet = parts(to_xlsx([Table("Figures", HEAD, ROWS)]))["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert 't="inlineStr"><is><t xml:space="preserve">=HYPERLINK' in sheet


def test_a_sheet_may_be_read_filtered_and_reckoned_with_as_it_is() -> None:
    found = parts(to_xlsx([Table("Figures", HEAD, ROWS, grouped=["n"])]))
    sheet, styles = (ET.fromstring(found[f"xl/{name}.xml"]) for name in ("worksheets/sheet1", "styles"))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    order = [node.tag.removeprefix(main) for node in sheet]
    assert order == ["sheetViews", "cols", "sheetData", "autoFilter"]  # in any other order Excel refuses it
    assert sheet.find(f"{main}autoFilter").attrib["ref"] == "A1:E3"  # type: ignore[union-attr]
    widths = [float(node.attrib["width"]) for node in sheet.iter(f"{main}col")]
    assert len(widths) == len(HEAD)
    assert widths[0] >= len('=HYPERLINK("http://x")')
    formats = [node.attrib["numFmtId"] for node in styles.find(f"{main}cellXfs")]  # type: ignore[union-attr]
    cells = {node.attrib["r"]: formats[int(node.attrib.get("s", 0))] for node in sheet.iter(f"{main}c")}
    assert (cells["B2"], cells["C2"], cells["E2"]) == ("3", "0", "164")
    old = parts(to_xlsx([Table("Old", ["day"], [[date(1900, 2, 28)]])]))["xl/worksheets/sheet1.xml"]
    assert "1900-02-28" in old


def test_every_part_is_named_and_well_formed_and_the_bytes_are_the_same() -> None:
    content = to_xlsx([Table("Figures", HEAD, ROWS), Table("[x]:*?/\\", ["a"], [])])
    found = parts(content)
    for part in found.values():
        ET.fromstring(part)
    kinds = ET.fromstring(found["[Content_Types].xml"])
    named = {node.attrib["PartName"].lstrip("/") for node in kinds if "PartName" in node.attrib}
    assert named <= set(found)
    assert 'name="x"' in found["xl/workbook.xml"]
    assert content == to_xlsx([Table("Figures", HEAD, ROWS), Table("[x]:*?/\\", ["a"], [])])


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_any_text_makes_a_well_formed_sheet(text: str) -> None:
    made = parts(to_xlsx([Table(text, [text], [[text]])]))
    for part in made.values():
        ET.fromstring(part)


def test_a_drawing_becomes_a_picture() -> None:
    made = to_png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="20">x</text></svg>'
    )
    assert made.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(made[16:20], "big") == 135  # 90 CSS pixels are 67.5 points, at 144 a inch
