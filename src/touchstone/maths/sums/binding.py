"""What a sum binds: the letter that runs, bare and in the indices of other letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from touchstone.maths.library import indexed
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Items,
    Matrix,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
    children,
    walk,
)

SUM, PRODUCT = "sum", "product"
BINDING = frozenset((SUM, PRODUCT))
Renaming = Callable[[Name], Node]


# What an expression with sums is made of, an equation of two or a list of some.
KINDS = frozenset({
    Number, Name, Constant, Negative, Add, Multiply, Divide, Power, Call, Items, Matrix, Relation,
})  # fmt: skip


class Open(Exception):
    """This can't be looked at: a person decides."""


def is_sum(node: Node) -> bool:
    """`sum(term, i, low, high)`, or `sum(term, i)` without bounds; a product, too."""
    return (
        isinstance(node, Call)
        and node.function in BINDING
        and len(node.arguments) in (2, 4)
        and isinstance(node.arguments[1], Name)
    )


def sums_in(node: Node) -> list[Call]:
    """The sums and products that occur, outer ones first."""
    return [part for part in walk(node) if isinstance(part, Call) and is_sum(part)]


def readable(node: Node) -> bool:
    """Whether the tree is made of what can be looked at here."""
    if not traits(node).kinds <= KINDS:
        return False
    return all(part.operators == ("=",) for part in walk(node) if isinstance(part, Relation))


# Letters that are drawn as vectors or matrices.
_DRAWN = re.compile(r"\\(?:mathbf|mathbfit|mathbold|boldsymbol|bm|pmb|vec|overrightarrow)(?![A-Za-z])")


def ordered(text: str, node: Node, declared: frozenset[str]) -> bool:
    """Whether the order of factors may count: letters are vectors or matrices.

    They are drawn so, have an exponent T or a mark, or a capital is inverted.
    """
    if _DRAWN.search(text):
        return True
    if any(name.endswith("'") for name in names_in(node)):
        return True
    powers = [part for part in walk(node) if isinstance(part, Power)]
    return any(
        (power.exponent == Name("T") and "T" not in declared)
        or (isinstance(power.base, Name) and power.base.name[0].isupper() and _inverse(power.exponent))
        for power in powers
    )


def _inverse(exponent: Node) -> bool:
    match exponent:
        case Negative(operand=Number(value=value)) if value == 1:
            return True
        case Number(value=value) if value == -1:
            return True
    return False


def letter(node: Call) -> str:
    """The letter that runs."""
    name = node.arguments[1]
    assert isinstance(name, Name)
    return name.name


def holds(name: str, running: str) -> bool:
    """Whether a name is the letter, or has it in its index."""
    return name == running or ("_" in name and indexed.runs_with(name, running))


def free_names(node: Node, bound: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """The names that occur, each with the letters that are bound there."""
    if isinstance(node, Name):
        yield node.name, bound
    elif isinstance(node, Call) and is_sum(node):
        yield from free_names(node.arguments[0], bound | {letter(node)})
        for end in node.arguments[2:]:
            yield from free_names(end, bound)
    else:
        for part in children(node):
            yield from free_names(part, bound)


def stray(node: Node) -> str | None:
    """A name outside of a sum whose letter it holds: a bracket may be missing."""
    letters = {letter(one) for one in sums_in(node)}
    for name, bound in free_names(node):
        if any(holds(name, one) for one in letters - bound):
            return name
    return None


def within(node: Node, running: str, change: Renaming) -> Node:
    """The tree with all names changed that hold the letter and aren't bound further in."""
    if isinstance(node, Name):
        return change(node) if holds(node.name, running) else node
    parts = list(children(node))
    if not parts:
        return node
    if isinstance(node, Call) and is_sum(node):
        term, name, *ends = parts
        inner = term if letter(node) == running else within(term, running, change)
        return rebuilt(node, [inner, name, *(within(end, running, change) for end in ends)])
    return rebuilt(node, [within(part, running, change) for part in parts])
