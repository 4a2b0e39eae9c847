"""Tables as an Excel workbook: numbers as numbers, texts as texts, never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767  # letters in a cell: Excel takes no more
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML can't hold
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ISO_DAY = 164  # the first number of a format of one's own
HEAD, DAY, GROUPED = ' s="1"', ' s="2"', ' s="3"'  # the styles below, by their place
FIRST_DAY = date(1899, 12, 30)  # Excel counts days from here,
FIRST_MARCH = date(1900, 3, 1)  # rightly from here on: an older day stays a text
WIDEST, NARROWEST = 60, 8  # letters: a longer text is read in the cell itself
_DAY = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same tables

STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    f'<numFmt numFmtId="{_ISO_DAY}" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    f'<xf numFmtId="{_ISO_DAY}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its column heads and its rows of numbers, texts, days and None."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    grouped: Sequence[str] = ()  # heads of columns whose numbers stand as 1,234,567


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """The workbook; the first row of each sheet is bold, stays in sight and filters."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _parts(tables).items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return file.getvalue()


def _parts(tables: Sequence[Table]) -> dict[str, str]:
    numbered = list(enumerate(tables, start=1))
    sheets = "".join(
        f'<sheet name={quoteattr(_name(table.name))} sheetId="{at}" r:id="rId{at}"/>'
        for at, table in numbered
    )
    links = "".join(_link(at, "worksheet", f"worksheets/sheet{at}.xml") for at, _ in numbered)
    links += _link(len(tables) + 1, "styles", "styles.xml")
    kinds = "".join(_kind(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at, _ in numbered)
    kinds += _kind("/xl/workbook.xml", "sheet.main") + _kind("/xl/styles.xml", "styles")
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    linked = "application/vnd.openxmlformats-package.relationships+xml"
    known = f'<Default Extension="rels" ContentType="{linked}"/>{xml}{kinds}'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{known}</Types>',
        "_rels/.rels": _links(_link(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _links(links),
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{at}.xml": _sheet(table) for at, table in numbered},
    }


def _links(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _kind(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>'


def _name(text: str) -> str:
    """A sheet's name as Excel takes it: up to 31 letters without signs of its own."""
    return re.sub(r"[\[\]:*?/\\]", " ", _UNFIT.sub(" ", text))[:31].strip("' ") or "Sheet"


def _sheet(table: Table) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    head = "".join(_cell(1, at, name, HEAD) for at, name in enumerate(table.head))
    styles = [GROUPED if name in table.grouped else "" for name in table.head]
    rows = [f'<row r="1">{head}</row>']
    for number, row in enumerate(table.rows, start=2):
        cells = "".join(_cell(number, at, row[at], style) for at, style in enumerate(styles))
        rows.append(f'<row r="{number}">{cells}</row>')
    ends = f"A1:{_letters(len(table.head) - 1)}{len(rows)}"
    data = f'<sheetData>{"".join(rows)}</sheetData><autoFilter ref="{ends}"/>'
    return f'<worksheet xmlns="{_MAIN}">{view}{_widths(table)}{data}</worksheet>'


def _widths(table: Table) -> str:
    """Every column as wide as its longest cell, within reason."""
    columns = []
    for at, name in enumerate(table.head):
        longest = max([len(str(name)) + 3, *(len(_read(row[at])) + 2 for row in table.rows)])  # 3: its arrow
        width = min(max(longest, NARROWEST), WIDEST)
        columns.append(f'<col min="{at + 1}" max="{at + 1}" width="{width}" customWidth="1"/>')
    return f"<cols>{''.join(columns)}</cols>"


def _read(value: Any) -> str:
    """A cell about as it is read."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if value is None else (f"{value:,}" if number else str(value))


def _cell(row: int, column: int, value: Any, style: str) -> str:
    if value is None or value == "":
        return ""
    place = f"{_letters(column)}{row}"
    if isinstance(value, date) and value > FIRST_MARCH:
        days = (date(value.year, value.month, value.day) - FIRST_DAY).days
        return f'<c r="{place}"{DAY}><v>{days}</v></c>'
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<c r="{place}"{style}><v>{value!r}</v></c>'
    text = escape(_UNFIT.sub("\ufffd", str(value))[:LONGEST])
    return f'<c r="{place}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(at: int) -> str:
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
