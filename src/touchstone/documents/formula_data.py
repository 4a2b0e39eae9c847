"""Formulas as lists for `paper.typ`: each begins with the name of what it is, and the rest are its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from xml.etree.ElementTree import Element

from touchstone.documents.omml import ACCENTS, BARS, fenced

Data: TypeAlias = str | int | float | bool | Sequence["Data"] | Mapping[str, "Data"] | None


def formula_data(element: Element) -> Data:
    """The formula tree as nested lists of strings and numbers."""
    match element.tag:
        case "math" | "mtd":
            return _row(list(element))
        case "mrow":
            left, inner, right = fenced(list(element))
            return (
                _row(inner)
                if left is None and right is None
                else ["fence", left or "", _row(inner), right or ""]
            )
        case "mi" | "mn" | "mo" | "mtext" | "mspace":
            return _leaf(element)
        case "mfrac":
            kind = "stack" if element.get("linethickness") == "0" else "fraction"
            return [kind, formula_data(element[0]), formula_data(element[1])]
        case "msqrt":
            return ["root", _row(list(element))]
        case "mroot":
            return ["nth-root", formula_data(element[0]), formula_data(element[1])]
        case "mtable":
            return ["grid", [[formula_data(cell) for cell in row] for row in element]]
        case "munder" | "mover" if element.get("accent") == "true":
            return _accent(element)
        case _:
            return _scripts(element)


def _row(elements: Sequence[Element]) -> Data:
    return ["row", *(formula_data(element) for element in elements)]


def _leaf(element: Element) -> Data:
    text = element.text or ""
    match element.tag:
        case "mspace":
            return ["space", float(element.get("width", "0em")[:-2])]
        case "mtext":
            return ["text", text]
        case "mn":
            return ["number", text]
        case "mi" if len(text) > 1:
            return ["name", text]
        case "mi":
            return ["upright" if element.get("mathvariant") else "letter", text]
        case _:
            return ["row"] if text == "\u2061" else ["sign", text]


def _accent(element: Element) -> Data:
    sign, base = element[1].text or "", formula_data(element[0])
    if sign in BARS:
        return ["over" if BARS[sign] == "top" else "under", base]
    return ["accent", base, ACCENTS[sign]]


def _scripts(element: Element) -> Data:
    parts = [formula_data(part) for part in element]
    below = parts[1] if element.tag not in ("msup", "mover") else None
    above = parts[-1] if element.tag not in ("msub", "munder") else None
    return ["scripts", parts[0], below, above, element.tag.startswith(("mu", "mo"))]
