"""Rows of a spreadsheet's first visible sheet, streamed: a file of 600,000 rows never stands in memory whole.

An .xlsx file is a zip of XML. It comes from strangers, so document types are refused (an entity can unfold to
gigabytes), and so are parts that unpack to more than any real source does, and cells far to the right (one
`<c r="XFD1"/>` a row would make 16,384 cells of 28 bytes). Formulas are never read, only what they left.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from touchstone.salaries.csvs import MAX_COLUMNS
from touchstone.salaries.importers.base import NotThisFormat

MAX_BYTES = 8_000_000_000  # a year of LCA disclosures unpacks to some 3 GB; streamed, so it bounds time
MAX_STRINGS = 5_000_000
MAX_LETTERS = 300_000_000  # of all shared texts, which stand in memory at once
MAX_TEXT = 1_000_000  # letters in a cell; a spreadsheet allows 32,767
CHUNK = 1 << 20
SHARED = "xl/sharedStrings.xml"
# Text packs to a tenth or a twentieth; a thousandth is a bomb. Small parts may do as they like.
MAX_RATIO, SMALL_PART = 200, 10_000_000


class Number(str):
    """A cell that holds a number, as the workbook writes it (`85000.5`); other cells hold what was typed."""

    __slots__ = ()


Wanted = Callable[[list[str]], Container[int]]
BROKEN = (zipfile.BadZipFile, expat.ExpatError, zlib.error, EOFError, RuntimeError, NotImplementedError)


def rows(file: Path | IO[bytes], wanted: Wanted | None = None) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row, as text, `""` where a cell is empty. Raises NotThisFormat.

    A cell that holds a number comes as a `Number`, so that its text is not taken for a person's.

    `wanted` is given the first row and says which columns (from 0) to read further down; the rest are `""`.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            sheet = _first(archive, names)
            if sheet is None:
                raise NotThisFormat("the file is no .xlsx workbook")
            strings = _shared(archive) if SHARED in names else []
            yield from _parsed(archive, sheet, _Sheet(strings, wanted))
    except BROKEN as error:
        raise NotThisFormat(f"the file is no .xlsx workbook: {error}") from error


def _shared(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells name by number. Raises NotThisFormat for more than any real source holds."""
    strings: list[str] = []
    letters = 0
    for string in _parsed(archive, SHARED, _Strings()):
        strings.append(string)
        letters += len(string)
        if len(strings) > MAX_STRINGS or letters > MAX_LETTERS:
            raise NotThisFormat(
                f"the workbook holds more than {MAX_STRINGS:,} texts, or {MAX_LETTERS:,} letters of text"
            )
    return strings


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
            if len(self.text) > 1 and sum(map(len, self.text)) > MAX_TEXT:
                raise NotThisFormat("a cell of the workbook holds more text than any spreadsheet allows")

    def thinned(self, xml: bytes) -> tuple[bytes, bytes]:
        """What to parse of these bytes, and what to hold back until more have come."""
        return xml, b""


class _Strings(_Reader):
    """Shared texts: each `si` holds one, in one or several `t`; how a word is said (`rPh`) is none."""

    spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.text = []
        self.spoken = self.spoken or name == "rPh"
        self.inside = name == "t" and not self.spoken

    def end(self, name: str) -> None:
        self.inside = False
        self.spoken = self.spoken and name != "rPh"
        if name == "si":
            self.ready.append("".join(self.text))


class _Tabs(_Reader):
    """The tabs of a workbook in the order in which a person sees them: `r:id`, without hidden ones."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.ready += [value for key, value in attributes.items() if _local(key) == "id"]

    def end(self, name: str) -> None:
        pass


class _Links(_Reader):
    """Where each `r:id` of a workbook leads."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.ready.append((attributes.get("Id", ""), attributes.get("Target", "")))

    def end(self, name: str) -> None:
        pass


def _first(archive: zipfile.ZipFile, names: list[str]) -> str | None:
    """The part that holds the first tab that a person sees. Files are numbered as tabs were made, so after
    somebody moved one, `sheet1.xml` is another; without a readable list it is taken."""
    sheets = sorted((n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)), key=_numbered)
    if "xl/workbook.xml" in names and "xl/_rels/workbook.xml.rels" in names:
        links = dict(_parsed(archive, "xl/_rels/workbook.xml.rels", _Links()))
        targets = [links.get(tab, "") for tab in _parsed(archive, "xl/workbook.xml", _Tabs())]
        parts = [to.lstrip("/") if to.startswith("/") else f"xl/{to}" for to in targets]
        shown = next((part for part in parts if part in sheets), None)
        if shown is not None:
            return shown
    return sheets[0] if sheets else None


def _numbered(name: str) -> tuple[int, str]:
    return len(name), name


class _Sheet(_Reader):
    """Rows of cells; a cell says its place (`C7`) and whether it holds a number, a text or a shared text."""

    def __init__(self, strings: list[str], wanted: Wanted | None) -> None:
        super().__init__()
        self.strings = strings
        self.wanted, self.read = wanted, None  # type: tuple[Wanted | None, Container[int] | None]
        self.row: list[str] = []
        self.unread: re.Pattern[bytes] | None = None
        self.at, self.column, self.kind = 0, 0, ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row = []
            said = attributes.get("r", "")
            self.at = int(said) if said.isdecimal() and len(said) < 8 else self.at + 1
        elif name == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self.column = _number(letters) if letters else len(self.row)
            self.kind, self.text = attributes.get("t", "n"), []
        self.inside = name in ("v", "t") and (self.read is None or self.column in self.read)

    def thinned(self, xml: bytes) -> tuple[bytes, bytes]:
        """Without the plain cells of columns that nobody reads: four fifths of the work in a wide file.

        Only whole elements without any markup inside go, so what is left is as well formed as it was.
        """
        if self.unread is None:
            return xml, b""
        cut = xml.rfind(b"</row>") + len(b"</row>")
        if cut < len(b"</row>"):
            return (xml, b"") if len(xml) > 8 * CHUNK else (b"", xml)
        return self.unread.sub(b"", xml[:cut]), xml[cut:]

    def end(self, name: str) -> None:
        self.inside = False
        if name == "c":
            text = "".join(self.text)
            if self.kind == "s" and text:
                known = text.isdecimal() and int(text) < len(self.strings)
                text = self.strings[int(text)] if known else ""
            elif self.kind == "n" and text:
                text = Number(text)
            elif self.kind == "b" and text:
                text = "FALSE" if text == "0" else "TRUE"  # as it is shown; no amount of 1
            if self.column < len(self.row):
                raise NotThisFormat(f"row {self.at} names a column twice, or out of order")
            self.row += [""] * (self.column - len(self.row))
            self.row.append(text)
            if len(self.row) > MAX_COLUMNS:
                raise NotThisFormat(f"row {self.at} has more than {MAX_COLUMNS:,} cells")
        elif name == "row":
            if self.wanted is not None and self.read is None:
                self.read = self.wanted(self.row)
                self.unread = _cells_of([at for at in range(len(self.row)) if at not in self.read])
            self.ready.append((self.at, self.row))


@lru_cache(maxsize=MAX_COLUMNS)
def _number(letters: str) -> int:
    """`A` as 0, `Z` as 25, `AA` as 26. Raises NotThisFormat far to the right, and for what is no column."""
    at = 0
    for letter in letters[:4]:
        at = at * 26 + ord(letter) - ord("A") + 1
    if not (letters.isascii() and letters.isupper() and 0 < at <= MAX_COLUMNS):
        raise NotThisFormat(f"a cell stands in column {letters[:8]!r}; at most {MAX_COLUMNS:,} are read")
    return at - 1


def _letters(at: int) -> str:
    """The twin of `_number`: 0 as `A`, 26 as `AA`."""
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _cells_of(columns: list[int]) -> re.Pattern[bytes] | None:
    """Matches a plain cell of one of the columns: a number, a shared text, or nothing."""
    if not columns:
        return None
    ends: dict[str, str] = {}
    for letters in map(_letters, columns):
        ends[letters[:-1]] = ends.get(letters[:-1], "") + letters[-1]
    names = "|".join(f"{start}[{last}]" for start, last in ends.items())
    cell = rf'<c r="(?:{names})\d+"(?: [a-z]+="\w*")*(?:/>|>(?:<v>[^<]*</v>)?</c>)'
    return re.compile(cell.encode())


def _parsed(archive: zipfile.ZipFile, name: str, reader: _Reader) -> Iterator[Any]:
    sensible(archive.getinfo(name), MAX_BYTES)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: reader.start(_local(name), attributes)
    parser.EndElementHandler = lambda name: reader.end(_local(name))
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(name) as part:
        held = b""
        while chunk := part.read(CHUNK):
            ready, held = reader.thinned(held + chunk)
            parser.Parse(ready, False)
            yield from reader.ready
            reader.ready.clear()
        parser.Parse(held, True)
        yield from reader.ready


def _local(name: str) -> str:
    """`row` for `x:row`: some programs write a prefix."""
    return name if ":" not in name else name.rpartition(":")[2]


def sensible(part: zipfile.ZipInfo, most: int) -> None:
    """Raises NotThisFormat for a part of an archive that unpacks to more than `most` bytes, or is a bomb."""
    if part.file_size > most:
        raise NotThisFormat(f"{part.filename} unpacks to more than {most:,} bytes")
    if part.file_size > SMALL_PART and part.file_size > MAX_RATIO * max(1, part.compress_size):
        raise NotThisFormat(
            f"{part.filename} unpacks to {part.file_size // max(1, part.compress_size):,} times its size, "
            "which no real source does"
        )


def _refuse(*declared: object) -> None:
    raise NotThisFormat("the workbook declares a document type, which no real one does")
