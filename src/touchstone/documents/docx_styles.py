"""The styles of our Word documents: colours and sizes of the app's pages, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

BODY, TITLES, TYPED = "Georgia", "Calibri", "Consolas"  # each comes with Word on Windows and macOS
INK, NAVY, TEAL, GREY, RULE = "16202B", "102A43", "0B5C5C", "52606D", "C3CCD5"
_HEADINGS = {
    1: (22.0, NAVY),
    2: (15.0, NAVY),
    3: (12.0, TEAL),
    4: (11.0, TEAL),
    5: (10.5, TEAL),
    6: (10.5, GREY),
}
_LISTS = tuple(
    f"List {kind}{depth}" for kind in ("Bullet", "Number", "Continue") for depth in ("", " 2", " 3")
)


def set_styles(document: Document, language: str) -> None:
    """Gives the document its language and its styles; paragraphs then only name one of them."""
    _default_language(document, language)
    _text_style(document, "Normal", BODY, 10.5, INK, after=6)
    for level, (size, colour) in _HEADINGS.items():
        _text_style(document, f"Heading {level}", TITLES, size, colour, before=size * 0.8, after=4, bold=True)
    _border(document, "Heading 1", "bottom", "0F6B6B", eighths=18)
    for name in _LISTS:
        document.styles[name].paragraph_format.space_after = _points(3)
    _text_style(document, "Quote", BODY, 10.5, INK, after=6, italic=False)
    document.styles["Quote"].paragraph_format.left_indent = _points(12)
    _border(document, "Quote", "left", "0F6B6B", eighths=24)
    _text_style(document, "Footer", TITLES, 7.5, GREY)
    _own_styles(document)


def _own_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    for name, parent in {"Code Block": "Normal", "Writing Line": "Normal", "Table Text": "Normal"}.items():
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[parent]
    _text_style(document, "Code Block", TYPED, 9.0, INK, after=6)
    _text_style(document, "Writing Line", BODY, 10.5, INK, before=16)
    # Word draws one frame around like paragraphs that touch: the lines between them are asked for apart.
    _border(document, "Writing Line", "bottom", "7B8794", eighths=4, between=True)
    _text_style(document, "Table Text", BODY, 9.5, INK, before=2, after=2)
    styles.add_style("Table Heading", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Table Text"]
    _text_style(document, "Table Heading", TITLES, 9.5, NAVY, before=2, after=2, bold=True)
    both = styles.add_style("Strong Emphasis", WD_STYLE_TYPE.CHARACTER)
    both.base_style, both.font.italic = styles["Strong"], True
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size = TYPED, _points(9.5)
    _plain_fonts(code, TYPED)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = _colour(TEAL), True
    _table_style(document)


def _text_style(
    document: Document,
    name: str,
    font: str,
    size: float,
    colour: str,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool | None = None,
    italic: bool | None = None,
) -> None:
    style: Any = document.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = font, _points(size), _colour(colour)
    style.font.bold, style.font.italic = bold, italic
    style.paragraph_format.space_before, style.paragraph_format.space_after = _points(before), _points(after)
    _plain_fonts(style, font)


def _plain_fonts(style: Any, font: str) -> None:
    """The default template's theme fonts would win over the named one."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _border(
    document: Document, style: str, side: str, colour: str, *, eighths: int, between: bool = False
) -> None:
    """One line beside the paragraphs of a style, and between them if asked; `eighths` of a point thick."""
    look = {"val": "single", "sz": str(eighths), "space": "4", "color": colour}
    borders = _element("pBdr")
    borders.append(_element(side, look))
    if between:
        borders.append(_element("between", look))
    properties = document.styles[style].element.get_or_add_pPr()
    for old in properties.findall(borders.tag):
        properties.remove(old)
    # The schema fixes the order of a paragraph's properties.
    before = ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
    properties.insert_element_before(borders, *(f"w:{name}" for name in before))


def _table_style(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style: Any = document.styles.add_style("Touchstone Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, {"val": "single", "sz": "4", "space": "0", "color": RULE}))
    properties = _element("tblPr")
    properties.append(borders)
    style.element.append(properties)
    head, cells = _element("tblStylePr", {"type": "firstRow"}), _element("tcPr")
    cells.append(_element("shd", {"val": "clear", "color": "auto", "fill": "EEF2F4"}))
    head.append(cells)
    style.element.append(head)


def _default_language(document: Document, language: str) -> None:
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _element(name: str, attributes: Mapping[str, str] | None = None) -> Any:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in (attributes or {}).items():
        made.set(qn(f"w:{key}"), value)
    return made


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _colour(hexadecimal: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(hexadecimal)
