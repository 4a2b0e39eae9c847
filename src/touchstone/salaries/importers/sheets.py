"""One table out of a CSV file, a workbook, or a zip that holds a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from touchstone.core.problems import Problem, shown_path
from touchstone.salaries.csvs import Line, Sheet, read_sheet
from touchstone.salaries.importers import xlsx
from touchstone.salaries.importers.base import NotThisFormat

MAX_WORKBOOK = 500_000_000


Keep = Callable[[dict[str, str]], bool]


def read_table(path: Path, keep: Keep = lambda cells: True) -> Sheet:
    """The table in a .csv, an .xlsx, or the largest .xlsx inside a .zip. Raises NotThisFormat.

    Only rows that `keep` wants come back; of a workbook, no others stand in memory.
    """
    if not zipfile.is_zipfile(path):
        sheet = read_sheet(path)
        return replace(sheet, lines=[line for line in sheet.lines if keep(line.cells)])
    with zipfile.ZipFile(path) as archive:
        books = [i for i in archive.infolist() if i.filename.endswith(".xlsx") and "/~" not in i.filename]
        if not books:
            return _sheet(shown_path(path), path, keep)
        book = max(books, key=lambda inside: inside.file_size)
        if book.file_size > MAX_WORKBOOK:
            raise NotThisFormat(f"{book.filename} is larger than {MAX_WORKBOOK:,} bytes")
        return _sheet(f"{shown_path(path)}/{book.filename}", io.BytesIO(archive.read(book)), keep)


def _sheet(name: str, file: Path | IO[bytes], keep: Keep) -> Sheet:
    found = xlsx.rows(file)
    header = tuple(cell.strip() for cell in next(found, []))
    if not any(header):
        raise NotThisFormat(f"{name}: the first row must name the columns")
    lines: list[Line] = []
    problems: list[Problem] = []
    for made in _lines(name, header, found):
        if isinstance(made, Problem):
            problems.append(made)
        elif keep(made.cells):
            lines.append(made)
    return Sheet(name, header, lines, problems)


def _lines(name: str, header: tuple[str, ...], rows: Iterator[list[str]]) -> Iterator[Line | Problem]:
    places = {column: at for at, column in enumerate(header, start=1)}
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        if len(row) > len(header):
            yield Problem(name, number, len(header) + 1, f"found {len(row)} cells, expected {len(header)}")
            continue
        cells = [*row, *[""] * (len(header) - len(row))]
        named = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
        yield Line(name, number, named, places)
