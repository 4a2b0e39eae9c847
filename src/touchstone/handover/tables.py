"""Columns out of CSV and Parquet files that may be wrong, hostile or huge.

Runs in a process of its own with limits on memory and time (`worker`), since a decoder may be talked into
anything. Only the columns that are asked for are read, and nothing in a file is ever run.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from touchstone.core.counts import count
from touchstone.core.files import open_file
from touchstone.core.problems import did_you_mean

MAX_BYTES = 500_000_000  # of a file; five million rows of an id, a class and a score have 150 MB
MAX_ROWS = 5_000_000
MAX_COLUMNS = 2_000
MAX_HEADER = 1 << 20  # bytes of the first line
MAX_UNPACKED = 1_500_000_000  # bytes that the wanted Parquet columns say they unpack to
BLOCK = 8 << 20  # bytes read at once: no row may be longer
NAMED = 3  # offenders that a message names
_SEPARATORS = (",", ";", "\t", "|")


class Unreadable(Exception):
    """A file that can't be used, in a sentence that begins with what is wrong.

    `where` is `predictions` or `labels` when one of two files is at fault.
    """

    def __init__(self, message: str, where: str | None = None) -> None:
        super().__init__(message)
        self.where = where


@dataclass(frozen=True)
class Columns:
    """Columns by name, all of one length; text, numbers or booleans, missing values as nulls."""

    columns: dict[str, pa.Array]
    rows: int


def read_columns(path: Path, wanted: Sequence[str], *, optional: Sequence[str] = ()) -> Columns:
    """The wanted columns, and those of `optional` that the file has. Raises Unreadable."""
    try:
        with open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise Unreadable(f"the file can't be read: {error.strerror or error}") from error
    if size > MAX_BYTES:
        raise Unreadable(f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read")
    if size == 0:
        raise Unreadable("the file is empty")
    parquet = path.suffix.lower() in (".parquet", ".pq")
    if not parquet and path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise Unreadable(
            f"a name that ends in {path.suffix or 'nothing'!r} is not known; use .csv or .parquet"
        )
    try:
        found = _parquet(path, wanted, optional) if parquet else _csv(path, wanted, optional)
    except (pa.ArrowException, OSError, ValueError) as error:
        kind = "Parquet" if parquet else "CSV"
        raise Unreadable(f"this can't be read as {kind}: {_first_line(error)}") from error
    if found.rows == 0:
        raise Unreadable("the file has no rows")
    return found


def sha256(path: Path) -> str:
    """The hash of a file's bytes, 64 hex digits."""
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _csv(path: Path, wanted: Sequence[str], optional: Sequence[str]) -> Columns:
    names, separator = _header(path)
    take = _chosen(names, wanted, optional)
    broken: list[tuple[int | None, int, int]] = []

    def odd(row: Any) -> str:
        broken.append((row.number, row.actual_columns, row.expected_columns))
        return "skip" if len(broken) < 1000 else "error"

    reader = pacsv.open_csv(
        path,
        read_options=pacsv.ReadOptions(use_threads=False, block_size=BLOCK),
        parse_options=pacsv.ParseOptions(
            delimiter=separator, newlines_in_values=True, invalid_row_handler=odd, ignore_empty_lines=True
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(take, pa.string()), include_columns=take, strings_can_be_null=False
        ),
    )
    columns = _gathered(reader, take)
    if broken:
        raise Unreadable(_uneven(broken))
    return Columns({name: _trimmed(column) for name, column in columns.items()}, _length(columns))


def _uneven(broken: Sequence[tuple[int | None, int, int]]) -> str:
    """Rows with other numbers of fields than the header; the first row of data counts as 1, as for people."""
    named = [
        f"{f'row {number - 1:,}' if number else 'a row'} has {count(actual, 'field')}"
        for number, actual, _ in broken[:NAMED]
    ]
    more = f" ({len(broken):,} such rows)" if len(broken) > NAMED else ""
    return f"{', '.join(named)}, the header has {broken[0][2]}{more}"


def _header(path: Path) -> tuple[list[str], str]:
    """The names in the first line and what separates them."""
    with open_file(path) as file:
        first = file.readline(MAX_HEADER + 1)
    if b"\r" in first.rstrip(b"\r\n"):  # old line ends, by carriage returns alone
        first = first.split(b"\r", 1)[0]
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable("the file is UTF-16; save it as CSV in UTF-8")
    if len(first) > MAX_HEADER:
        raise Unreadable(f"the first line is longer than {MAX_HEADER:,} bytes: this is no table")
    if b"\0" in first:
        raise Unreadable("the first line holds zero bytes: this is no text")
    try:
        line = first.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise Unreadable("the file is not UTF-8 text; save it as CSV in UTF-8") from None
    separator = max(_SEPARATORS, key=line.count)
    try:
        names = next(csv.reader([line], delimiter=separator), [])
    except csv.Error as error:
        raise Unreadable(f"the first line can't be read as CSV: {_first_line(error)}") from None
    return names, separator


def _parquet(path: Path, wanted: Sequence[str], optional: Sequence[str]) -> Columns:
    with pq.ParquetFile(
        path, thrift_string_size_limit=10_000_000, thrift_container_size_limit=1_000_000
    ) as file:
        names = list(file.schema_arrow.names)
        take = _chosen(names, wanted, optional)
        for name in take:
            kind = file.schema_arrow.field(name).type
            if pa.types.is_nested(kind):
                raise Unreadable(f"the column {name!r} holds {kind}; expected plain values")
        if file.metadata.num_rows > MAX_ROWS:
            raise Unreadable(f"the file has {file.metadata.num_rows:,} rows; at most {MAX_ROWS:,} are read")
        unpacked = sum(
            _unpacked(file.metadata.row_group(n), take) for n in range(file.metadata.num_row_groups)
        )
        if unpacked > MAX_UNPACKED:
            raise Unreadable(f"its columns unpack to {unpacked:,} bytes; at most {MAX_UNPACKED:,} are read")
        columns = _gathered(file.iter_batches(columns=take, use_threads=False), take)
    return Columns({name: _plain(column) for name, column in columns.items()}, _length(columns))


def _unpacked(group: Any, take: Sequence[str]) -> int:
    parts = (group.column(n) for n in range(group.num_columns))
    return sum(int(part.total_uncompressed_size) for part in parts if part.path_in_schema in take)


def _chosen(names: Sequence[str], wanted: Sequence[str], optional: Sequence[str]) -> list[str]:
    if len(names) > MAX_COLUMNS:
        raise Unreadable(f"the file has {len(names):,} columns; at most {MAX_COLUMNS:,} are read")
    twice = next((name for name in (*wanted, *optional) if names.count(name) > 1), None)
    if twice is not None:
        raise Unreadable(f"the column {twice!r} stands twice in the header")
    lacking = [name for name in dict.fromkeys(wanted) if name not in names]
    if lacking:
        known = [other for other in names if other]
        hints = [did_you_mean(name, known, list_when_at_most=12) for name in lacking]
        told = [
            f"there is no column {name!r}" + (f"; {hint}" if hint else "")
            for name, hint in zip(lacking, hints, strict=True)
        ]
        raise Unreadable("; ".join(told))
    return list(dict.fromkeys([*wanted, *(name for name in optional if name in names)]))


def _gathered(batches: Any, take: Sequence[str]) -> dict[str, pa.ChunkedArray]:
    parts: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        rows += batch.num_rows
        if rows > MAX_ROWS:
            raise Unreadable(f"the file has more than {MAX_ROWS:,} rows")
        parts.append(batch)
    if not parts:
        return {name: pa.chunked_array([pa.array([], pa.string())]) for name in take}
    table = pa.Table.from_batches(parts)
    return {name: table.column(name) for name in take}


def _length(columns: dict[str, pa.ChunkedArray]) -> int:
    return len(next(iter(columns.values())))


def _trimmed(column: pa.ChunkedArray) -> pa.Array:
    text = pc.utf8_trim_whitespace(_one(column))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _plain(column: pa.ChunkedArray) -> pa.Array:
    """Text, numbers and booleans as they are, everything else as its text."""
    array = _one(column)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return _trimmed(pa.chunked_array([pc.cast(array, pa.string())]))
    if pa.types.is_floating(array.type) or pa.types.is_integer(array.type) or pa.types.is_boolean(array.type):
        return array
    if pa.types.is_decimal(array.type):
        return pc.cast(array, pa.float64(), safe=False)
    return pc.cast(array, pa.string())


def _one(column: pa.ChunkedArray) -> pa.Array:
    found = column.combine_chunks()
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _first_line(error: BaseException) -> str:
    said = (str(error) or type(error).__name__).splitlines()[0]
    if "straddles two block boundaries" in said:
        return f"a row is longer than {BLOCK >> 20} MB; look for a quotation mark that is never closed"
    text = said.rstrip(". ")  # the sentence around it brings its own
    return text if len(text) <= 200 else text[:199] + "…"
