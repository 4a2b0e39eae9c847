"""Two ways to write a derivative: `y'` where the question writes `dy/dx`, and `dy/dx` where it writes `y'`.

And `dy/dx = 2x` or `f'(x) = 2x` where a value is asked for: the derivative names it. Nothing here is worked
out, and no d is taken for a letter.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from touchstone.maths.reading.symbols import MARKS
from touchstone.maths.reading.unknown_functions import differentials
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Divide, Name, Node, Number, Power, Relation, children
from touchstone.maths.unreadable import Refusal

VALUES = frozenset(("number", "expression"))
"""Kinds of answer that the name of a derivative may stand before."""

_MARK = rf"(?:[{''.join(MARKS)}]++|\^\s*+\{{\s*+(?:\\prime\s*+)++\}}|\^\s*+\\prime)"
_MARKED = re.compile(rf"(?<![A-Za-z\\])([A-Za-z])\s*+{_MARK}")
_SIGNS = re.compile(rf"[∂{''.join(MARKS)}]|\\p(?:rime|artial)")
_LETTER = re.compile(r"(?<![A-Za-z])d")
_OPENED = r"\s*+(?:\$++|\\displaystyle)?+\s*+"
_NAMED_BY_MARK = re.compile(
    rf"{_OPENED}([A-Za-z])\s*+{_MARK}\s*+((?:\\left)?\(\s*+[A-Za-z]\s*+(?:\\right)?\)|)\s*+"
)
_D = r"(?:d|\\mathrm\s*+\{?\s*+d\s*+\}?|\\operatorname\s*+\{d\}|∂|\\partial)\s*+"
_RAISED = r"(?:\^\s*+(?:[2-9]|\{[2-9]\})|[²³])?+\s*+"
_WRITTEN = re.compile(r"\\mathrm\{(d+[A-Za-z])\}")  # as what was read is written
_ABOVE = rf"(?:\\mathrm\{{d+[A-Za-z]\}}|{_D}{_RAISED}[A-Za-z])\s*+"
_BELOW = rf"(?:(?:\\mathrm\{{d[A-Za-z]\}}|{_D}[A-Za-z]){_RAISED}){{1,3}}+"
_NAMED_BY_QUOTIENT = re.compile(
    rf"{_OPENED}(?:{_ABOVE}/\s*+\(?{_BELOW}\)?|\\[dt]?frac\s*+\{{\s*+{_ABOVE}\}}\s*+\{{\s*+{_BELOW}\}})\s*+"
)
_PARTIAL = re.compile(r"(?:∂|\\partial)\s*+([A-Za-z])(?![A-Za-z])")
# What a value behind its name may not hold: another derivative, or another statement.
_MORE = re.compile(rf"[{''.join(MARKS)}=<>≤≥≠,;∂]|\\(?:prime|partial|[lgn]eq?)(?![A-Za-z])|(?<![A-Za-z\\])d")
_TWO = re.compile(r"(d++)([A-Za-z])")
_PLAIN_MARK = re.compile(r"([A-Za-z])('{1,3})")
# By what is differentiated where nothing is said.
_BY = frozenset("xt")


class Other(NamedTuple):
    """Names to read an answer with, and what then stands for what."""

    names: frozenset[str]
    of: str = ""
    by: str = ""
    marked: bool = False

    def restored(self, tree: Node) -> Node:
        """The tree as the question would have it. Raises Refusal where something else is left."""
        if not self.of:
            if not (isinstance(tree, Relation) and tree.operators == ("=",)):
                raise _refusal(tree)
            return tree
        found = _quotients(tree, self) if self.marked else _marks(tree, self)
        names = names_in(found) | traits(found).functions
        left = [name for name in names if ("'" in name if self.marked else _TWO.fullmatch(name))]
        if left:
            raise _refusal(tree)
        return found


def otherwise(text: str, names: frozenset[str], expected: str) -> Other | None:
    """What an answer writes in another way than the question with these names does; mostly nothing."""
    quotients = ("/" in text or "frac" in text) and _LETTER.search(text) is not None
    if not quotients and _SIGNS.search(text) is None:
        return None
    marked, quotient = _MARKED.search(text) is not None, differentials(text, names, key=True)
    if expected in VALUES and (found := _named(text)) is not None:
        return None if found & names else Other(found)
    if expected == "logical" or marked == bool(quotient):
        return None
    known = {name for name in names if _TWO.fullmatch(name)}
    return _by_marks(text, names, known) if marked else _by_quotients(text, names, known, quotient)


def _named(text: str) -> frozenset[str] | None:
    """What has to be declared for `dy/dx = 2x`; None for anything else."""
    label, equals, value = text.partition("=")
    if not equals or not value.strip() or _MORE.search(value):
        return None
    if found := _NAMED_BY_MARK.fullmatch(label):
        return frozenset({f"{found[1]}'()" if found[2] else f"{found[1]}'"})
    if _NAMED_BY_QUOTIENT.fullmatch(label):
        partial = {f"∂{one}" for one in _PARTIAL.findall(label)}
        return differentials(label, frozenset(), key=True) | partial | {*_WRITTEN.findall(label)}
    return None


def _by_marks(text: str, names: frozenset[str], known: set[str]) -> Other | None:
    """`y'` where the question has dy and dx, and no third letter with a d."""
    letters = {name[-1] for name in known}
    of = {found[1] for found in _MARKED.finditer(text)}
    if len(letters) != 2 or len(of) != 1 or not of < letters or any("'" in name for name in names):
        return None
    (by,) = letters - of
    if by not in _BY or of <= {"t"} or any(one.partition("()")[0] in of and "(" in one for one in names):
        return None
    return Other(frozenset({f"{min(of)}'"}), min(of), by, marked=True)


def _by_quotients(text: str, names: frozenset[str], known: set[str], found: frozenset[str]) -> Other | None:
    """`dy/dx` where the question has y' and nothing but x that this could be by."""
    letters = {name[-1] for name in found}
    of = {match[1] for name in names if (match := _PLAIN_MARK.fullmatch(name))}
    if known or len(letters) != 2 or len(of) != 1 or not of < letters:
        return None
    (by,) = letters - of
    others = {name.partition("_")[0] for name in names} & (_BY | {by}) - of
    if (others and others != {by}) or any("'()" in name for name in names):
        return None
    return Other(found, min(of), by)


def _quotients(node: Node, other: Other) -> Node:
    """With `dy/dx` for `y'`."""
    if isinstance(node, Name):
        found = _PLAIN_MARK.fullmatch(node.name)
        if found is None or found[1] != other.of:
            return node
        order = len(found[2])
        above, below = Name("d" * order + other.of, node.span), Name(f"d{other.by}", node.span)
        return Divide(above, below if order == 1 else Power(below, _number(order)), node.span)
    return rebuilt(node, [_quotients(part, other) for part in children(node)])


def _marks(node: Node, other: Other) -> Node:
    """With `y'` for `dy/dx`."""
    match node:
        case Divide(numerator=Name(name=above), denominator=Name(name=below)):
            order = 1
        case Divide(
            numerator=Name(name=above), denominator=Power(base=Name(name=below), exponent=Number(value=times))
        ):
            order = int(times)
        case _:
            return rebuilt(node, [_marks(part, other) for part in children(node)])
    if above == "d" * order + other.of and below == f"d{other.by}":
        return Name(other.of + "'" * order, node.span)
    return node


def _number(value: int) -> Number:
    return Number(str(value), Fraction(value))


def _refusal(tree: Node) -> Refusal:
    return Refusal("Write derivatives as the question does.", tree.span.start, tree.span.end)
