"""One table out of a CSV file, a workbook, or a zip that holds either; whole, or row by row."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import IO, Literal

from touchstone.core.counts import count as of
from touchstone.core.files import open_file
from touchstone.core.problems import Problem, shown_path
from touchstone.salaries.csvs import (
    MAX_BYTES,
    MAX_COLUMNS,
    Line,
    Sheet,
    read_sheet,
    repeated,
    too_wide,
)
from touchstone.salaries.importers import xlsx
from touchstone.salaries.importers.base import NotThisFormat, Progress, quiet

MAX_WORKBOOK = 500_000_000
MAX_CSV = 4_000_000_000  # streamed, so it is time and not memory that it bounds
MAX_LINE = 2_000_000  # letters; the longest real row, an answer sheet of the survey, has some 10,000
UTF8 = "utf-8-sig"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")  # what .xls and password-protected .xlsx files start with
_SEPARATOR = re.compile(r"(?i)sep=[,;\t]?")
MOST_NAMED = 5
EVERY = 10_000  # rows between two words about progress

Keep = Callable[[dict[str, str]], bool]


@dataclass(frozen=True)
class Stream:
    """A table that is read row by row: its name, its columns, its rows and what is wrong with some.

    A workbook's own numbers come as `xlsx.Number` (`85000.5`), all else as somebody typed it (`85.000,50`).
    """

    file: str
    header: tuple[str, ...]
    rows: Iterator[Line | Problem]


def read_table(path: Path, keep: Keep = lambda cells: True, progress: Progress = quiet) -> Sheet:
    """The table in a .csv, an .xlsx, or the largest table inside a .zip. Raises NotThisFormat.

    Only rows that `keep` wants come back; of a workbook, no others stand in memory.
    """
    if not _is_archive(path):
        sheet = whole_sheet(path)
        return replace(sheet, lines=[line for line in sheet.lines if keep(line.cells)])
    lines: list[Line] = []
    problems: list[Problem] = []
    with stream(path, progress=progress) as table:
        for made in table.rows:
            if isinstance(made, Problem):
                problems.append(made)
            elif keep(made.cells):
                lines.append(made)
    return Sheet(table.file, table.header, lines, problems)


def whole_sheet(path: Path) -> Sheet:
    """A small CSV file, every cell with its place. Raises NotThisFormat where it can't be read at all."""
    _refuse_damaged(path)
    sheet = read_sheet(path)
    if not sheet.header or not (sheet.lines or not sheet.problems):
        raise NotThisFormat(f"{sheet.file}: {sheet.problems[0].message}")
    return sheet


def read_text(path: Path) -> str:
    """The text of a small CSV, alone or in a zip. Raises NotThisFormat for what is neither."""
    with ExitStack() as held:
        name, source = _opened(path, held)
        if not isinstance(source, io.TextIOWrapper):
            raise NotThisFormat(f"{name} is a workbook; expected a CSV")
        try:
            text = source.read(MAX_BYTES + 1)
        except (UnicodeDecodeError, *xlsx.BROKEN) as error:
            raise NotThisFormat(f"{name} is no UTF-8 text, or can't be unpacked ({error})") from error
    if len(text) > MAX_BYTES:
        raise NotThisFormat(f"{name} is longer than {MAX_BYTES:,} letters")
    return text


@contextmanager
def stream(
    path: Path,
    *,
    columns: Container[str] | None = None,
    progress: Progress = quiet,
    encoding: str = UTF8,
    alone: bool = False,
) -> Iterator[Stream]:
    """The same, row by row; of a workbook only the named columns are read. Raises NotThisFormat.

    `alone` refuses a zip of several tables: public sources pack notes beside theirs, other people's zips
    don't say which one is meant.

    A row's column in a problem counts cells from 1. `progress` hears of the number of rows now and then.
    `encoding` is how a CSV's letters are written.
    """
    with ExitStack() as held:
        name, source = _opened(path, held, encoding, alone=alone)
        is_text = isinstance(source, io.TextIOWrapper)
        found = _csv(name, source) if isinstance(source, io.TextIOWrapper) else _book(source, columns)
        names = next(found, (1, []))[1]
        if len(names) > MAX_COLUMNS:
            raise NotThisFormat(f"{name}: {too_wide(len(names))}")
        header = tuple(cell.strip() for cell in names)
        if any("\0" in column for column in header):
            said = "no UTF-8 text, but UTF-16 without a mark at its start or no text at all"
            raise NotThisFormat(f"{name} is {said}: save it as UTF-8")
        if not any(header):
            raise NotThisFormat(f"{name}: the first row must name the columns")
        twice = repeated(column for column in header if column)
        if twice:
            raise NotThisFormat(f"{name}: the column {twice[0]!r} stands twice")
        yield Stream(name, header, _lines(name, header, found, progress, exact=is_text))


def written_in(path: Path) -> Literal["utf-8", "utf-16", "windows-1252"]:
    """How a CSV's letters are written: `utf-8`, `utf-16` where it says so, else `windows-1252`.

    Spreadsheets of western Europe write the last, and any other one-byte writing looks like it. Raises
    NotThisFormat.
    """
    with ExitStack() as held:
        _, source = _opened(path, held, "latin-1")
        if not isinstance(source, io.TextIOWrapper):
            return "utf-8"
        decoder, start = codecs.getincrementaldecoder("utf-8")(), b""
        try:
            while chunk := bytes(source.buffer.read(1 << 20)):
                start = start or chunk[:2]
                if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                    return "utf-16"
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "windows-1252"
        except xlsx.BROKEN as error:
            raise NotThisFormat(f"{shown_path(path)} can't be unpacked: {error}") from error
        return "utf-8"


Numbered = Iterator[tuple[int, Sequence[str]]]


def _open(path: Path) -> IO[bytes]:
    """Raises NotThisFormat for what is no regular file: a pipe or a device has no end."""
    try:
        return open_file(path)
    except OSError as error:
        raise NotThisFormat(f"{shown_path(path)}: {error.strerror or error}") from error


def _is_archive(path: Path) -> bool:
    with _open(path) as file:
        return zipfile.is_zipfile(file)


def _refuse_damaged(path: Path) -> None:
    """Raises NotThisFormat for what starts like an archive and is none, a download that broke off, and for
    the container of old and of locked workbooks, which would be read as odd letters."""
    with _open(path) as file:
        start = file.read(len(COMPOUND))
    if start.startswith(b"PK\x03\x04"):
        raise NotThisFormat(f"{shown_path(path)} is no .xlsx workbook or zip: cut short or damaged")
    if start == COMPOUND:
        raise NotThisFormat(
            f"{shown_path(path)} is an old .xls workbook or has a password; save it as .xlsx without one"
        )


def _opened(
    path: Path, held: ExitStack, encoding: str = UTF8, *, alone: bool = False
) -> tuple[str, IO[bytes] | io.TextIOWrapper]:
    """The workbook or text in the file, with its name for messages."""
    name = shown_path(path)
    if not _is_archive(path):
        _refuse_damaged(path)
        plain = held.enter_context(_open(path))
        return name, held.enter_context(io.TextIOWrapper(plain, encoding=encoding, newline=""))
    try:
        archive = held.enter_context(zipfile.ZipFile(held.enter_context(_open(path))))
    except xlsx.BROKEN as error:
        raise NotThisFormat(f"{name} can't be unpacked: {error}") from error
    inside = [i for i in archive.infolist() if not i.filename.rpartition("/")[2].startswith(("~", ".", "__"))]
    if any(i.filename.startswith("xl/") for i in inside):
        return name, held.enter_context(_open(path))
    tables = [i for i in inside if i.filename.lower().endswith((".xlsx", ".csv"))]
    if not tables:
        raise NotThisFormat(f"{name} holds no workbook and no CSV")
    if alone and len(tables) > 1:
        names = ", ".join(part.filename for part in tables[:MOST_NAMED])
        raise NotThisFormat(
            f"{name} holds {len(tables)} tables ({names}); expected one: import them one by one"
        )
    table = max(tables, key=lambda part: part.file_size)
    is_book = table.filename.lower().endswith(".xlsx")
    xlsx.sensible(table, MAX_WORKBOOK if is_book else MAX_CSV)
    name = f"{name}/{table.filename}"
    try:
        if is_book:
            return name, io.BytesIO(archive.read(table))
        raw = held.enter_context(archive.open(table))
    except xlsx.BROKEN as error:
        raise NotThisFormat(f"{name} can't be unpacked: {error}") from error
    return name, held.enter_context(io.TextIOWrapper(raw, encoding=encoding, newline=""))


def _book(file: IO[bytes], columns: Container[str] | None) -> Numbered:
    def wanted(header: list[str]) -> set[int]:
        return {at for at, name in enumerate(header) if columns is None or name.strip() in columns}

    yield from xlsx.rows(file, wanted)


def _csv(name: str, text: io.TextIOWrapper) -> Numbered:
    reader = None
    start = more = 0
    while True:
        try:
            if reader is None:
                lines = _short_lines(name, text)
                first = next(lines, "")
                parted = _SEPARATOR.fullmatch(first.strip())  # Excel's own first line, `sep=;`
                if parted:
                    first = next(lines, "")
                reader = csv.reader(chain([first] if first else [], lines), delimiter=_delimiter(first))
                more = 1 if parted else 0
            start = reader.line_num + 1 + more
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise NotThisFormat(f"{name}:{start}: no CSV ({error})") from error
        except UnicodeError as error:
            letters = "UTF-8" if text.encoding == UTF8 else text.encoding
            said = f"{name}, near line {max(1, start)}: the file is not {letters} text"
            raise NotThisFormat(said) from error
        except xlsx.BROKEN as error:
            raise NotThisFormat(f"{name} can't be unpacked: {error}") from error
        yield start, row


def _delimiter(head: str) -> str:
    """What parts the names in the first line: a comma, or what spreadsheets of other countries write."""
    return max((",", ";", "\t"), key=head.count)


def _short_lines(name: str, text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text. Raises NotThisFormat for one that never ends: it would stand in memory whole."""
    for number in count(1):
        line = text.readline(MAX_LINE + 1)
        if len(line) > MAX_LINE:
            raise NotThisFormat(f"{name}:{number}: the line is longer than {MAX_LINE:,} letters")
        if not line:
            return
        yield line


def _lines(
    name: str, header: tuple[str, ...], rows: Numbered, progress: Progress, *, exact: bool
) -> Iterator[Line | Problem]:
    """Rows by column name; a workbook leaves out empty cells at the end, a CSV (`exact`) doesn't."""
    places = {column: at for at, column in enumerate(header, start=1)}
    for done, (number, row) in enumerate(rows, start=1):
        if done % EVERY == 0:
            progress(done)
        if not any(row):
            continue
        if len(row) > len(header) or (exact and len(row) < len(header)):
            yield Problem(
                name,
                number,
                min(len(row), len(header) + 1),
                f"found {of(len(row), 'cell')}, expected {len(header)}",
            )
            continue
        cells = [*row, *[""] * (len(header) - len(row))]
        named = {column: _stripped(cell) for column, cell in zip(header, cells, strict=True)}
        yield Line(name, number, named, places)


def _stripped(cell: str) -> str:
    """The cell without spaces at its ends; a workbook's number stays known as one."""
    return cell if isinstance(cell, xlsx.Number) else cell.strip()
