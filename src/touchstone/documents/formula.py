"""A LaTeX formula as the one tree that each format is written from, so that all show the same formula."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from touchstone.core.mathml import to_mathml

DEEPEST = 16  # elements inside each other; our deepest formula has 10, and the PDF's compiler stops near 80


def formula_tree(latex: str, *, display: bool = False) -> Element | None:
    """The formula as MathML elements, or None when it is to be shown as typed. Never raises."""
    made = to_mathml(latex, display=display)
    if not made.startswith("<math"):
        return None
    # The text is our own writing of a formula: every character of the LaTeX in it is escaped.
    tree = fromstring(made)  # noqa: S314
    return tree if _depth(tree) <= DEEPEST else None


def characters(tree: Element) -> list[str]:
    """Every character that the formula shows, in order of their codes, without blanks."""
    return sorted(c for c in "".join(tree.itertext()) if not c.isspace() and c != "\u2061")


def _depth(element: Element) -> int:
    return 1 + max(map(_depth, element), default=0)
