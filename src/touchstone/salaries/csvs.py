"""CSV files that remember where every cell stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from touchstone.core.counts import count
from touchstone.core.files import read_text
from touchstone.core.problems import Problem, did_you_mean, shown_path

MAX_BYTES = 50_000_000  # the largest table that we ship is far below 1 MB
MAX_COLUMNS = 1_000  # the widest real source has about a hundred


@dataclass(frozen=True)
class Line:
    """One row: its cells by column name, and the column (from 1) at which each starts in the file's line."""

    file: str
    number: int
    cells: dict[str, str]
    places: dict[str, int]

    def problem(self, column: str, message: str, hint: str | None = None) -> Problem:
        """A problem in one cell."""
        return Problem(self.file, self.number, self.places.get(column, 1), message, hint)


@dataclass(frozen=True)
class Sheet:
    """A whole file: its header, its good lines and what was wrong with the others."""

    file: str
    header: tuple[str, ...]
    lines: list[Line]
    problems: list[Problem]
    header_at: tuple[int, ...] = ()

    def column(self, name: str) -> int:
        """The column (from 1) at which the name of a column stands in the first line; the last one's end."""
        at = [place for place, found in zip(self.header_at, self.header, strict=False) if found == name]
        return at[-1] if at else 1


def read_sheet(path: Path, *, name: str | None = None) -> Sheet:
    """Read one CSV file (UTF-8, comma, double quotes). Never raises for what is in the file."""
    text = read_text(path, MAX_BYTES, name=name)
    if isinstance(text, Problem):
        return Sheet(text.file, (), [], [text])
    return parse_sheet(text, name or shown_path(path))


def parse_sheet(text: str, file: str) -> Sheet:
    """Read CSV from text; the twin of `read_sheet`."""
    rows = text.splitlines()
    if not rows or not rows[0].strip():
        return _refused(file, "the file is empty; its first line must name the columns")
    header_cells, broken = split_line(rows[0])
    if len(header_cells) > MAX_COLUMNS:
        return _refused(file, too_wide(len(header_cells)))
    header = tuple(cell.strip() for cell, _ in header_cells)
    sheet = Sheet(
        file, header, [], [Problem(file, 1, 1, broken)] if broken else [], tuple(at for _, at in header_cells)
    )
    lines, problems = sheet.lines, sheet.problems
    problems += [
        Problem(file, 1, sheet.column(name), f"the column {name!r} stands twice") for name in repeated(header)
    ]
    if problems:
        return sheet
    for number, row in enumerate(rows[1:], start=2):
        if not row.strip():
            continue
        made = _line(file, number, header, row)
        if isinstance(made, Line):
            lines.append(made)
        else:
            problems.append(made)
    return sheet


def too_wide(columns: int) -> str:
    """Why a table of so many columns is not read."""
    return f"the first row names {columns:,} columns; at most {MAX_COLUMNS:,} are read"


def repeated(header: Iterable[str]) -> list[str]:
    """The names that stand twice, in the order of the alphabet."""
    return sorted(name for name, times in Counter(header).items() if times > 1)


def _line(file: str, number: int, header: tuple[str, ...], row: str) -> Line | Problem:
    cells, broken = split_line(row)
    if broken:
        return Problem(file, number, 1, broken)
    if len(cells) != len(header):
        message = f"found {count(len(cells), 'cell')}, expected {len(header)}"
        hint = "put double quotes round a cell that holds a comma" if len(cells) > len(header) else None
        return Problem(file, number, cells[-1][1], message, hint)
    named = list(zip(header, cells, strict=True))
    return Line(
        file, number, {name: cell.strip() for name, (cell, _) in named}, {name: at for name, (_, at) in named}
    )


def split_line(row: str) -> tuple[list[tuple[str, int]], str | None]:
    """The cells of one line with the column (from 1) of each, and what is wrong with the line, or None."""
    if '"' not in row:
        return _plain(row), None
    cells: list[tuple[str, int]] = []
    at = 0
    while at <= len(row):
        start = at
        if at < len(row) and row[at] == '"':
            cell, at = _quoted(row, at + 1)
            if at < 0:
                return cells, f"the quote that opens at column {start + 1} is not closed on this line"
            if at < len(row) and row[at] != ",":
                return cells, f"after the closing quote, expected a comma at column {at + 1}"
        else:
            end = row.find(",", at)
            end = len(row) if end < 0 else end
            cell, at = row[at:end], end
        cells.append((cell, start + 1))
        at += 1
    return cells, None


def _plain(row: str) -> list[tuple[str, int]]:
    cells, at = [], 1
    for cell in row.split(","):
        cells.append((cell, at))
        at += len(cell) + 1
    return cells


def _quoted(row: str, at: int) -> tuple[str, int]:
    """The text up to the closing quote and the place after it; -1 when it never closes."""
    parts: list[str] = []
    while True:
        end = row.find('"', at)
        if end < 0:
            return "", -1
        parts.append(row[at:end])
        if row[end + 1 : end + 2] != '"':
            return "".join(parts), end + 1
        parts.append('"')
        at = end + 2


def check_header(sheet: Sheet, known: Sequence[str], required: Sequence[str]) -> list[Problem]:
    """A problem for each column that is unknown or missing."""
    free = [name for name in known if name not in sheet.header]
    problems = [
        Problem(sheet.file, 1, sheet.column(name), f"unknown column {name!r}", did_you_mean(name, free))
        for name in sheet.header
        if name not in known
    ]
    problems += [
        Problem(sheet.file, 1, 1, f"the column {name!r} is missing")
        for name in required
        if name not in sheet.header
    ]
    return problems


def _refused(file: str, message: str) -> Sheet:
    return Sheet(file, (), [], [Problem(file, 0, 0, message)])
