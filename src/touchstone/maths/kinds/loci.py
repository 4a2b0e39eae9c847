"""Loci in the plane, `|z - 1| = 2` beside `(x-1)^2 + y^2 = 4`: z is x + iy for all, but nobody said so."""

from __future__ import annotations

from collections.abc import Mapping

from touchstone.maths.conjugates import PARTS
from touchstone.maths.kinds.shape import is_statement
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Constant, Multiply, Name, Node

STEP = "z = x + iy"
OPEN = "This would be right where z is x + iy. A person will look at it."
_LETTERS = {"z": ("x", "y"), "w": ("u", "v")}
_COMPLEX = PARTS | {"abs"}


def parted(key: Node, answer: Node, assume: Mapping[str, str]) -> tuple[Node, Node, dict[str, str]] | None:
    """Both sides about x and y, and what is then declared, where one is about z alone; None elsewhere."""
    if not (is_statement(key) and is_statement(answer)):
        return None
    for letter, (re, im) in _LETTERS.items():
        for one, other in ((key, answer), (answer, key)):
            if not _about(one, letter) or not set() < names_in(other) <= {re, im}:
                continue
            if assume.get(letter, "complex") != "complex" or "complex" in (assume.get(re), assume.get(im)):
                continue
            value = Add((Name(re), Multiply((Constant("i"), Name(im)))))
            written = substitute(one, {letter: value})
            declared = {name: what for name, what in assume.items() if name != letter}
            pair = (written, other) if one is key else (other, written)
            return *pair, {re: "real", im: "real", **declared}
    return None


def _about(node: Node, letter: str) -> bool:
    """Whether a side is about one letter that is surely a complex one."""
    if names_in(node) != {letter}:
        return False
    found = traits(node)
    return bool(_COMPLEX & found.functions) or "i" in found.constants
