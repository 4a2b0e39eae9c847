"""Workbooks as spreadsheets write them, made by hand, so that hostile ones can be made too."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape


def workbook(rows: list[list[str]], *, prolog: str = "", kind: str = "") -> bytes:
    """A workbook as spreadsheets write it: shared texts, numbers as they are, empty cells left out.

    `kind` names how all cells are held as texts: `s` (shared) or `inlineStr`.
    """
    texts: list[str] = []
    lines = []
    for at, row in enumerate(rows, start=1):
        cells = []
        for column, cell in enumerate(row):
            place = f"{chr(65 + column)}{at}"
            if cell and kind == "inlineStr":
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
            elif not kind and cell.replace(".", "").isdigit():
                cells.append(f'<c r="{place}"><v>{cell}</v></c>')
            elif cell:
                texts.append(cell)
                cells.append(f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>')
        lines.append(f'<row r="{at}">{"".join(cells)}</row>')
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"{prolog}<sst>{shared}</sst>")
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{''.join(lines)}</sheetData></worksheet>"
        )
    return found.getvalue()
