"""Rows of a spreadsheet's first sheet, streamed: a file of 600,000 rows never stands in memory whole.

An .xlsx file is a zip of XML. It comes from strangers, so document types are refused (an entity can unfold to
gigabytes), and so are parts that unpack to more than any real source does.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from touchstone.salaries.importers.base import NotThisFormat

MAX_BYTES = 2_000_000_000  # a year of LCA disclosures unpacks to less
MAX_STRINGS = 5_000_000
CHUNK = 1 << 20


def rows(file: Path | IO[bytes]) -> Iterator[list[str]]:
    """The cells of each row as text, `""` where a cell is empty. Raises NotThisFormat for another file."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            sheets = sorted(n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
            if not sheets:
                raise NotThisFormat("the file is no .xlsx workbook")
            strings: list[str] = []
            if "xl/sharedStrings.xml" in names:
                for string in _parsed(archive, "xl/sharedStrings.xml", _Strings()):
                    strings.append(string)
                    if len(strings) > MAX_STRINGS:
                        raise NotThisFormat(f"the workbook holds more than {MAX_STRINGS:,} texts")
            yield from _parsed(archive, min(sheets, key=len), _Sheet(strings))
    except (zipfile.BadZipFile, expat.ExpatError) as error:
        raise NotThisFormat(f"the file is no .xlsx workbook: {error}") from error


class _Reader:
    """Collects what one XML part holds; `ready` is emptied after each chunk."""

    def __init__(self) -> None:
        self.ready: list[Any] = []
        self.text: list[str] = []
        self.inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def data(self, text: str) -> None:
        if self.inside:
            self.text.append(text)


class _Strings(_Reader):
    """Shared texts: each `si` holds one, in one or several `t`."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.text = []
        self.inside = name == "t"

    def end(self, name: str) -> None:
        self.inside = False
        if name == "si":
            self.ready.append("".join(self.text))


class _Sheet(_Reader):
    """Rows of cells; a cell says its place (`C7`) and whether it holds a number, a text or a shared text."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self.strings = strings
        self.row: list[str] = []
        self.column, self.kind = 0, ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row = []
        elif name == "c":
            letters = re.match(r"[A-Z]+", attributes.get("r", ""))
            self.column = _number(letters.group()) if letters else len(self.row)
            self.kind, self.text = attributes.get("t", "n"), []
        self.inside = name in ("v", "t")

    def end(self, name: str) -> None:
        self.inside = False
        if name == "c":
            text = "".join(self.text)
            if self.kind == "s" and text:
                text = self.strings[int(text)] if int(text) < len(self.strings) else ""
            self.row += [""] * (self.column - len(self.row))
            self.row.append(text)
        elif name == "row":
            self.ready.append(self.row)


def _number(letters: str) -> int:
    """`A` as 0, `Z` as 25, `AA` as 26; no sheet has more than 16,384 columns."""
    at = 0
    for letter in letters[:3]:
        at = at * 26 + ord(letter) - ord("A") + 1
    return min(at, 16_384) - 1


def _parsed(archive: zipfile.ZipFile, name: str, reader: _Reader) -> Iterator[Any]:
    if archive.getinfo(name).file_size > MAX_BYTES:
        raise NotThisFormat(f"{name} unpacks to more than {MAX_BYTES:,} bytes")
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            parser.Parse(chunk, False)
            yield from reader.ready
            reader.ready.clear()
        parser.Parse(b"", True)
        yield from reader.ready


def _refuse(*declared: object) -> None:
    raise NotThisFormat("the workbook declares a document type, which no real one does")
