"""What kind of thing a tree is, and the words for it."""

from __future__ import annotations

from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Call,
    Interval,
    Items,
    Logic,
    Matrix,
    Node,
    PlusMinus,
    Relation,
    Such,
    Union,
    Word,
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


def is_scalar(node: Node) -> bool:
    """Whether the node is a single number or expression."""
    return type(node) not in NO_SCALARS


def is_statement(node: Node) -> bool:
    """Whether the node says something that is true or false."""
    return type(node) in STATEMENTS
