"""Formulas as Office Math, which Word shows as equations that can be edited.

Written from our own formula tree: the converter that we tried drops `]0, 1[` and makes a binomial a fraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from touchstone.core.symbols import LARGE

_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PREFIX = f"{{{_NAMESPACE}}}"
register_namespace("m", _NAMESPACE)  # the prefix that people who read such files expect
_LARGE_SIGNS = frozenset(LARGE.values())
# Word's accents are combining characters.
ACCENTS = {"^": "\u0302", "~": "\u0303", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308"}
BARS = {"¯": "top", "‾": "top", "_": "bot"}
_SCRIPTS = {
    "msub": ("sSub", ("sub",)),
    "msup": ("sSup", ("sup",)),
    "msubsup": ("sSubSup", ("sub", "sup")),
    "munder": ("limLow", ("lim",)),
    "mover": ("limUpp", ("lim",)),
}
_NOTHING = "\u200b"  # an empty argument shows as a dotted box


def to_omml(tree: Element, *, display: bool) -> str:
    """The formula as an `m:oMath` element, inside an `m:oMathPara` when it stands on a line of its own."""
    math = Element(_PREFIX + "oMath")
    _row(list(tree), math)
    if not display:
        return tostring(math, encoding="unicode")
    paragraph = Element(_PREFIX + "oMathPara")
    paragraph.append(math)
    return tostring(paragraph, encoding="unicode")


def _row(elements: Sequence[Element], into: Element) -> None:
    place = 0
    while place < len(elements):
        element = elements[place]
        place += 1
        if _is_large(element):
            _large(element, elements[place : place + 1], into)
            place += 1
        else:
            _element(element, into)


def _element(element: Element, into: Element) -> None:
    match element.tag:
        case "mrow":
            _fence(list(element), into)
        case "mi" | "mn" | "mo" | "mtext" | "mspace":
            _run(element, into)
        case "mfrac":
            _fraction(element, into)
        case "msqrt" | "mroot":
            _root(element, into)
        case "mtable":
            matrix = _make(into, "m")
            for row in element:
                line = _make(matrix, "mr")
                for cell in row:
                    _row(list(cell), _make(line, "e"))
        case "munder" | "mover" if element.get("accent") == "true":
            _accent(element, into)
        case "munderover":
            held = _make(_make(into, "limUpp"), "e")
            _scripted(held, "limLow", ("lim",), element[:2])
            _argument(into[-1], "lim", [element[2]])
        case tag:
            name, parts = _SCRIPTS[tag]
            _scripted(into, name, parts, list(element))


def _scripted(into: Element, name: str, parts: Sequence[str], elements: Sequence[Element]) -> None:
    made = _make(into, name)
    for part, element in zip(("e", *parts), elements, strict=True):
        _argument(made, part, [element])


def fenced(elements: Sequence[Element]) -> tuple[str | None, Sequence[Element], str | None]:
    """The growing brackets at both ends of a row, None where there is none, and what stands between."""
    left = elements[0].text if elements and elements[0].get("stretchy") == "true" else None
    inner = elements if left is None else elements[1:]
    right = inner[-1].text if inner and inner[-1].get("stretchy") == "true" else None
    return left, inner if right is None else inner[:-1], right


def _fence(elements: Sequence[Element], into: Element) -> None:
    left, inner, right = fenced(elements)
    if left is None and right is None:
        _row(inner, into)
        return
    fence = _make(into, "d")
    signs = _make(fence, "dPr")
    _make(signs, "begChr", left or "")
    _make(signs, "endChr", right or "")
    _argument(fence, "e", inner)


def _run(element: Element, into: Element) -> None:
    text = _blank(float(element.get("width", "0em")[:-2])) if element.tag == "mspace" else element.text or ""
    if not text.strip("\u2061"):
        return
    run = _make(into, "r")
    style = _make(run, "rPr")
    if element.tag == "mtext":
        _make(style, "nor")
    else:
        slanted = element.tag == "mi" and len(text) == 1 and not element.get("mathvariant")
        _make(style, "sty", "i" if slanted else "p")
    held = _make(run, "t")
    held.text = text
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _blank(width_em: float) -> str:
    """A blank of about that width; Office Math has none below nought."""
    return "\u2003" * round(width_em) or ("\u2009" if width_em > 0 else "")


def _fraction(element: Element, into: Element) -> None:
    fraction = _make(into, "f")
    if element.get("linethickness") == "0":
        _make(_make(fraction, "fPr"), "type", "noBar")
    _argument(fraction, "num", [element[0]])
    _argument(fraction, "den", [element[1]])


def _root(element: Element, into: Element) -> None:
    root = _make(into, "rad")
    if element.tag == "msqrt":
        _make(_make(root, "radPr"), "degHide", "1")
        _make(root, "deg")
    else:
        _argument(root, "deg", [element[1]])
    _argument(root, "e", [element[0]])


def _accent(element: Element, into: Element) -> None:
    sign = element[1].text or ""
    name = "bar" if sign in BARS else "acc"
    accent = _make(into, name)
    if name == "bar":
        _make(_make(accent, "barPr"), "pos", BARS[sign])
    else:
        _make(_make(accent, "accPr"), "chr", ACCENTS[sign])
    _argument(accent, "e", [element[0]])


def _is_large(element: Element) -> bool:
    scripted = element.tag in (*_SCRIPTS, "munderover") and element.get("accent") != "true"
    return scripted and "".join(element[0].itertext()) in _LARGE_SIGNS


def _large(element: Element, operand: Sequence[Element], into: Element) -> None:
    """A sum, product or integral over what follows it."""
    large = _make(into, "nary")
    how = _make(large, "naryPr")
    _make(how, "chr", "".join(element[0].itertext()))
    _make(how, "limLoc", "undOvr" if element.tag.startswith(("mu", "mo")) else "subSup")
    below = element[1] if element.tag not in ("msup", "mover") else None
    above = element[-1] if element.tag not in ("msub", "munder") else None
    for name, part in (("sub", below), ("sup", above)):
        if part is None:
            _make(how, f"{name}Hide", "1")
            _make(large, name)
        else:
            _argument(large, name, [part])
    _argument(large, "e", operand)


def _argument(into: Element, name: str, elements: Sequence[Element]) -> None:
    argument = _make(into, name)
    _row(elements, argument)
    if not len(argument):
        _make(_make(argument, "r"), "t").text = _NOTHING


def _make(into: Element, name: str, value: str | None = None) -> Element:
    made = SubElement(into, _PREFIX + name)
    if value is not None:
        made.set(_PREFIX + "val", value)
    return made
