"""What stands in the paragraphs and tables of a Word document: words, links, equations, numbers, columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from touchstone.documents.blocks import Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

SHEET_MM = 210
MARGIN_MM = 22
# Of a table's text that a line holds: 166 mm, at 9.5 points a bit more than half as wide as high.
LETTERS = 92


def add_words(words: Words, paragraph: Written) -> None:
    """Words in their style, as a link where they are one."""
    run = paragraph.add_run(words.text)
    if words.code or words.link:  # they have a style already
        run.bold, run.italic = words.bold or None, words.italic or None
        run._r.style = "Code"
    elif words.bold or words.italic:
        run._r.style = ("Strong" if words.bold else "") + ("Emphasis" if words.italic else "")
    if words.link:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement

        run._r.style = "Hyperlink"
        link: Any = OxmlElement("w:hyperlink")
        link.set(
            qn("r:id"), paragraph.part.relate_to(words.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        paragraph._p.append(link)
        link.append(run._r)


def add_typed(paragraph: Written, text: str) -> None:
    """Lines that keep their breaks."""
    for place, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if place:
            run.add_break()
        run.add_text(line)


def add_formula(latex: str, display: bool, paragraph: Written) -> None:
    """An equation that can be edited, or its LaTeX where it can't be read."""
    from docx.oxml.parser import parse_xml

    from touchstone.documents.formula import formula_tree
    from touchstone.documents.omml import to_omml

    tree = formula_tree(latex, display=display)
    if tree is None:
        paragraph.add_run(latex)._r.style = "Code"
    else:
        paragraph._p.append(parse_xml(to_omml(tree, display=display)))


def new_numbering(document: Document, style: str, start: int) -> int:
    """A numbering like the style's own that begins at `start`; else a second list would go on counting."""
    numbering: Any = document.part.numbering_part.element
    own = next(one.pPr.numPr.numId.val for one in document.styles.element.style_lst if one.styleId == style)
    abstract = numbering.num_having_numId(own).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def set_number(paragraph: Written, numbering: int) -> None:
    """Makes the paragraph a point of a numbering."""
    properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def set_look(table: Any, *, heading: bool) -> None:
    """Says which row is the heading, and repeats it on each page that the table reaches."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        for name, value in {"firstRow": heading, "noHBand": True, "noVBand": True}.items():
            look.set(qn(f"w:{name}"), "1" if value else "0")
        look.set(qn("w:val"), "0620" if heading else "0600")
    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if heading and place == 0:
            properties.append(OxmlElement("w:tblHeader"))


def set_columns(table: Any, letters: Sequence[int]) -> None:
    """Widths of the columns: in the grid for who lays out by it, and in each cell for Word."""
    from docx.shared import Mm

    wide = [Mm((SHEET_MM - 2 * MARGIN_MM) * held / LETTERS) for held in letters]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, wide, strict=True):
        column.w = width
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, wide, strict=True):
            cell.width = width
