"""Markdown as a PDF that screen readers can read: tagged (PDF/UA-1), with its language and title.

The document goes to the compiler as data (JSON); the only code is `paper.typ`. So no text, whatever it holds,
is ever read as code. Nothing is fetched: the fonts are the compiler's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from touchstone.documents.blocks import (
    About,
    Block,
    Code,
    Formula,
    Heading,
    Inline,
    Line,
    LineBreak,
    PageBreak,
    Paragraph,
    Points,
    Quote,
    Table,
    Words,
    WritingLine,
    printable,
    read,
)
from touchstone.documents.formula import formula_tree
from touchstone.documents.formula_data import Data, formula_data
from touchstone.documents.printed import Part

if TYPE_CHECKING:
    from typst import Compiler, Fonts

MIME = "application/pdf"
SHEET = 1_500  # characters that one sheet holds in any layout
SIZES = (1.0, 0.97, 0.94)  # of 10.5 pt: smaller than 9.9 is hard to read at arm's length
NEARLY_EMPTY_MM = 65.0  # from the top edge of a sheet: its margin and some nine lines
Node: TypeAlias = dict[str, Data]


def to_pdf(markdown: str, about: About, *, links: bool = False, more: Sequence[Part] = ()) -> bytes:
    """The Markdown as the bytes of a PDF file; the same bytes for the same text on the same day.

    PDF/UA-1 demands a glyph for each character. A text with others than the compiler's fonts have (they know
    Latin, Greek and Cyrillic) comes tagged too, but without the claim.
    """
    import typst

    parts = [Part(markdown, about.footer), *more]
    held: list[list[Data]] = [[_block(block) for block in read(part.markdown, links=links)] for part in parts]
    feet = [printable(part.footer) for part in parts]

    def told(sizes: Sequence[float]) -> str:
        shown = [
            {"footer": foot, "blocks": blocks, "size": size}
            for foot, blocks, size in zip(feet, held, sizes, strict=True)
        ]
        return json.dumps({**_paper(about), "parts": shown}, ensure_ascii=False)

    short = len(parts) == 1 and len(markdown) < SHEET
    paper = told([1.0] if short else _sizes(len(parts), told))
    try:
        return _compiled(paper, about, accessible=True)
    except typst.TypstError:
        return _compiled(paper, about, accessible=False)


def _sizes(parts: int, told: Callable[[Sequence[float]], str]) -> list[float]:
    """How large the text of each part is set: a little smaller where its last sheet would be nearly empty."""
    found: dict[int, float] = {}
    for size in SIZES:
        ends = json.loads(_compiler(told([size] * parts)).query("<ended>", field="value"))
        for place, end in enumerate(ends):
            if end["page"] == 1 or end["used"] > NEARLY_EMPTY_MM:
                found.setdefault(place, size)
        if len(found) == parts:
            break
    return [found.get(place, SIZES[0]) for place in range(parts)]


def shows_all(file: bytes) -> bool:
    """Whether each character of a PDF of ours has a glyph; one that has none is shown as a box."""
    return b"<pdfuaid:part>" in file


def _compiled(told: str, about: About, *, accessible: bool) -> bytes:
    day = about.on or date(1980, 1, 1)
    made = _compiler(told).compile(
        format="pdf",
        pdf_standards=["ua-1"] if accessible else [],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    assert isinstance(made, bytes)  # a list is what formats with a file for each page give
    return made


def _compiler(told: str) -> Compiler:
    import typst

    return typst.Compiler(
        _code(), root=_HERE, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"paper": told}
    )


_HERE = Path(__file__).parent


@cache
def _code() -> bytes:
    return files("touchstone.documents").joinpath("paper.typ").read_bytes()


@cache
def _fonts() -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False)


def _paper(about: About) -> Node:
    language = re.fullmatch(r"([a-z]{2,3})(?:-([a-z]{2}))?", about.language.lower())
    day = about.on
    return {
        "title": printable(about.title),
        "author": printable(about.author),
        "keywords": printable(about.made_from),
        "language": language[1] if language else "en",
        "region": language[2] if language else None,
        "day": {"year": day.year, "month": day.month, "day": day.day} if day else None,
    }


def _block(block: Block) -> Node:
    match block:
        case Heading(level, line):
            return {"kind": "heading", "level": level, "line": _line(line)}
        case Paragraph(line):
            return {"kind": "paragraph", "line": _line(line)}
        case Code(text):
            return {"kind": "code", "text": text}
        case Quote(blocks):
            return {"kind": "quote", "blocks": [_block(inner) for inner in blocks]}
        case Points(items, start):
            held: Data = [[_block(inner) for inner in item] for item in items]
            return {"kind": "bullets" if start is None else "numbers", "start": start, "items": held}
        case Table(head, rows):
            return {
                "kind": "table",
                "columns": len(head or rows[0]) if head or rows else 1,
                "head": [_line(cell) for cell in head] if head else None,
                "rows": [[_line(cell) for cell in row] for row in rows],
            }
        case WritingLine():
            return {"kind": "writing-line"}
        case PageBreak():
            return {"kind": "page-break"}


def _line(line: Line) -> Data:
    return [_inline(part) for part in line]


def _inline(part: Inline) -> Node:
    match part:
        case Words():
            return _words(part)
        case LineBreak():
            return {"kind": "break"}
        case Formula(latex, display):
            tree = formula_tree(latex, display=display)
            if tree is None:
                return _words(Words(latex, code=True))
            return {"kind": "formula", "latex": latex, "display": display, "tree": formula_data(tree)}


# A run without a blank that may be wider than the sheet, such as an address on the web or a hash: it may be
# broken after each six characters.
_LONG = re.compile(r"\S{45,}")
_PIECE = 6


def _pieces(text: str) -> list[str]:
    found, end = [], 0
    for run in _LONG.finditer(text):
        cuts = [end, *range(run.start() + _PIECE, run.end(), _PIECE)]
        found += [text[start:stop] for start, stop in pairwise(cuts)]
        end = cuts[-1]
    return [*found, text[end:]]


def _words(words: Words) -> Node:
    return {
        "kind": "words",
        "pieces": _pieces(words.text),
        "bold": words.bold,
        "italic": words.italic,
        "code": words.code,
        "link": words.link,
    }
