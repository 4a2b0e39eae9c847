"""Markdown as a Word document: named styles, real lists and tables, equations that can be edited.

Text goes into text elements alone: nothing in it becomes a field, a macro or a link that was not asked for.
The only fields are the page numbers at the foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from touchstone.documents.blocks import (
    About,
    Block,
    Code,
    Formula,
    Heading,
    Inline,
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
from touchstone.documents.columns import widths
from touchstone.documents.docx_parts import (
    LETTERS,
    MARGIN_MM,
    SHEET_MM,
    add_formula,
    add_typed,
    add_words,
    new_numbering,
    set_columns,
    set_look,
    set_number,
)
from touchstone.documents.printed import Part

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph as Written

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZERO_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can say: equal texts give equal bytes
_DEEPEST_STYLE = 3  # Word's own list styles end there
_ON_ONE_PAGE = 14  # rows of a table that is not broken between pages, its heading included


def to_docx(markdown: str, about: About, *, links: bool = False, more: Sequence[Part] = ()) -> bytes:
    """The Markdown as the bytes of a .docx file; the same bytes for the same text on the same day. `more`
    follows, each in a section of its own."""
    import docx

    document = docx.Document(BytesIO(_template(about.language)))
    _properties(document, about)
    writer = _Writer(document)
    writer.blocks(read(markdown, links=links), _Place())
    count = "SECTIONPAGES" if more else "NUMPAGES"  # LibreOffice knows no pages of a section, and prints none
    _foot(document.sections[0], about.footer, count)
    for part in more:
        _foot(document.add_section(), part.footer, count)
        writer.break_page = False
        writer.blocks(read(part.markdown, links=links), _Place())
    held = BytesIO()
    document.save(held)
    return _settled(held.getvalue())


def _foot(section: Section, text: str, count: str) -> None:
    """The line at the foot of each page of a section, and under it the page and how many: a field."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    line.add_run(printable(text))
    pages = section.footer.add_paragraph(style=line.style)
    pages.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name in ("PAGE", count):
        if name != "PAGE":
            pages.add_run(" / ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        pages._p.append(field)
    if section._sectPr.find(qn("w:pgNumType")) is None:  # a new section begins as a copy of the one before
        start = OxmlElement("w:pgNumType")
        start.set(qn("w:start"), "1")
        section._sectPr.find(qn("w:pgMar")).addnext(start)


@lru_cache(maxsize=8)
def _template(language: str) -> bytes:
    """An empty document with our styles: they take longer to make than a posting to write."""
    import docx

    from touchstone.documents.docx_styles import set_styles

    document, held = docx.Document(), BytesIO()
    set_styles(document, language)
    document.save(held)
    return held.getvalue()


def _properties(document: Document, about: About) -> None:
    from docx.shared import Mm

    said = document.core_properties
    said.title, said.author = printable(about.title)[:255], printable(about.author)[:255]
    said.language, said.comments, said.last_modified_by = about.language, "", ""
    said.keywords = printable(about.made_from)[:255]
    day = about.on
    said.created = said.modified = (
        datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1980, 1, 1, tzinfo=UTC)
    )
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(SHEET_MM), Mm(297)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Mm(MARGIN_MM)


def _settled(file: bytes) -> bytes:
    """The same archive without the time of day at which it was packed."""
    held = BytesIO()
    with ZipFile(BytesIO(file)) as packed, ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name in packed.namelist():
            archive.writestr(ZipInfo(name, _ZERO_DAY), packed.read(name), ZIP_DEFLATED)
    return held.getvalue()


@dataclass(frozen=True)
class _Place:
    """Where a block stands: how deep in lists, inside a quotation, which numbering its point begins with."""

    depth: int = 0
    quoted: bool = False
    point: str = ""  # "Bullet", "Number", or "" for what is not the beginning of a point
    numbering: int | None = None

    @property
    def style(self) -> str:
        if self.depth:
            depth = min(self.depth, _DEEPEST_STYLE)
            return f"List {self.point or 'Continue'}" + (f" {depth}" if depth > 1 else "")
        return "Quote" if self.quoted else "Normal"


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.break_page = False
        # python-docx looks a name up anew for each paragraph, which is most of the time that it takes.
        self.ids = {style.name: style.style_id for style in document.styles}

    def blocks(self, blocks: Iterable[Block], place: _Place) -> None:
        held = list(blocks)
        for block, then in zip_longest(held, held[1:]):
            self.block(block, place)
            if isinstance(block, Table) and not isinstance(then, Heading):
                self.paragraph("Table Text")  # Word joins tables that touch; a heading keeps its own distance
            if isinstance(block, Paragraph) and isinstance(then, Quote | Points | WritingLine):
                self.document.paragraphs[-1].paragraph_format.keep_with_next = True
            place = _Place(place.depth, place.quoted)

    def block(self, block: Block, place: _Place) -> None:
        match block:
            case Heading(level, line):
                self.inlines(line, self.paragraph(f"Heading {level}"))
            case Paragraph(line):
                paragraph = self.paragraph(place.style)
                if place.numbering is not None:
                    set_number(paragraph, place.numbering)
                self.inlines(line, paragraph)
            case Code(text):
                add_typed(self.paragraph("Code Block"), text)
            case Quote(blocks):
                self.blocks(blocks, _Place(place.depth, quoted=True))
            case Points():
                self.points(block, place)
            case Table():
                self.table(block)
            case WritingLine():
                self.paragraph("Writing Line")
            case PageBreak():
                self.break_page = True

    def paragraph(self, style: str) -> Written:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.ids[style]
        if self.break_page:
            paragraph.paragraph_format.page_break_before = True
            self.break_page = False
        return paragraph

    def points(self, points: Points, place: _Place) -> None:
        depth = place.depth + 1
        style = _Place(depth, point="Bullet" if points.start is None else "Number")
        numbering = None
        if points.start is not None:
            numbering = new_numbering(self.document, self.ids[style.style], points.start)
        for item in points.items:
            self.blocks(item, _Place(depth, place.quoted, style.point, numbering))

    def table(self, table: Table) -> None:
        rows = ([table.head] if table.head else []) + list(table.rows)
        if not rows:
            return
        if self.break_page:
            self.paragraph("Table Text")
        made = self.document.add_table(len(rows), len(rows[0]), "Touchstone Table")
        set_look(made, heading=table.head is not None)
        set_columns(made, widths(table, LETTERS))
        for at, (line, cells) in enumerate(zip(made.rows, rows, strict=True), start=1):
            for cell, inlines in zip(line.cells, cells, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph._p.style = self.ids["Table Heading" if cells is table.head else "Table Text"]
                self.inlines(inlines, paragraph)
                paragraph.paragraph_format.keep_with_next = at < len(rows) <= _ON_ONE_PAGE or None

    def inlines(self, line: Iterable[Inline], paragraph: Written) -> None:
        for part in line:
            match part:
                case Words():
                    add_words(part, paragraph)
                case LineBreak():
                    paragraph.add_run().add_break()
                case Formula(latex, display):
                    add_formula(latex, display, paragraph)
