"""What kind of thing a tree is, and the words for it."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Call,
    Interval,
    Items,
    Logic,
    Matrix,
    Multiply,
    Name,
    Node,
    Number,
    PlusMinus,
    Relation,
    Such,
    Union,
    Word,
    children,
)

WORDS = {
    "number": "a number",
    "probability": "a probability",
    "expression": "an expression",
    "equation": "an equation",
    "inequality": "an inequality",
    "interval": "an interval",
    "set": "a set, in braces { }",
    "list": "a list, in brackets [ ]",
    "tuple": "a tuple, in brackets ( )",
    "matrix": "a matrix",
    "system": "a list of equations",
    "antiderivative": "an expression",
    "logical": "statements joined by and, or",
}
SINGLE = frozenset({"number", "probability"})
STATEMENTS = frozenset({Logic, Word, Relation})
NO_SCALARS = STATEMENTS | {Items, Matrix, Interval, Union, Such}
ORDER = {"<", "<=", ">", ">=", "!="}


def shape_of(node: Node) -> str:
    """The kind that a tree shows by itself: `number`, `expression`, `set`, `equation` …"""
    match node:
        case Items(kind=kind):
            return kind
        case Matrix():
            return "matrix"
        case Such():
            return "set"
        case Interval() | Union():
            return "interval"
        case Logic() | Word():
            return "logical"
        case Relation(operators=operators):
            return "inequality" if ORDER & set(operators) else "equation"
        case Call(function="percent", arguments=(inner,)):
            return shape_of(inner)
        case PlusMinus():
            return "expression"
    return "expression" if names_in(node) else "number"


def lengths(node: Node) -> list[int]:
    """How long the lists in a list are where they are no rows of a matrix; else nothing."""
    rows = node.items if isinstance(node, Items) and node.kind == "list" else ()
    found = [len(row.items) for row in rows if isinstance(row, Items) and row.kind == "list"]
    return found if len(found) == len(rows) and len(set(found)) > 1 else []


def typed_words(node: Node, asked: str) -> str:
    """What was typed, in words, for who was asked for something else."""
    if isinstance(node, Word):
        return f"the word “{node.word}”"
    names = sorted(names_in(node)) if asked in SINGLE and is_scalar(node) else []
    if not names:
        return WORDS[shape_of(node)]
    shown = ", ".join(name for name in names[:MOST_SHOWN] if name.isidentifier()) or "letters"
    unit = f" If {names[0]} is a unit, leave it out" if asked == "number" and _measured(node) else ""
    return f"an expression in {shown}{'.' * bool(unit)}{unit}"


MOST_SHOWN = 4


def _measured(node: Node) -> bool:
    """`5 m`: a number and a letter behind it."""
    return (
        isinstance(node, Multiply)
        and list(map(type, node.factors)) == [Number, Name]
        and len(names_in(node)) == 1
    )


def lettered(node: Node, asked: str | None) -> bool:
    """Whether an expression with letters stands where a single number is asked for."""
    return asked in SINGLE and is_scalar(node) and bool(names_in(node))


def is_scalar(node: Node) -> bool:
    """Whether the node is a single number or expression."""
    return type(node) not in NO_SCALARS


def scalars_in(node: Node) -> Iterator[Node]:
    """The single numbers and expressions that lists, matrices and statements are made of."""
    if is_scalar(node):
        yield node
    else:
        for part in children(node):
            yield from scalars_in(part)


def is_statement(node: Node) -> bool:
    """Whether the node says something that is true or false."""
    return type(node) in STATEMENTS
