"""Worked out: numbers and matrices as values, with nothing left to compute between them."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths import exact
from touchstone.maths.forms.collected import NUMBERS, untidy
from touchstone.maths.forms.numbers import worked_out
from touchstone.maths.forms.surds import unfinished
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Items,
    Matrix,
    Multiply,
    Negative,
    Node,
    Power,
    children,
    walk,
)

MATRICES = "Work out the matrices."
LISTS = "Work out the lists."


def unworked(key: Node, typed: Node) -> str | None:
    """What is left to work out in an answer as it was typed: a product of matrices, 2*3, sin(0)."""
    if left := joined(typed):
        return left
    for wanted, part in _entries(key, typed):
        if worked_out(part):
            continue
        if not names_in(part) and not is_statement(part) and (amiss := unfinished(wanted, part)):
            return amiss
        if (_is_fraction(wanted) and is_scalar(part)) or not all(map(worked_out, _numbers(part))):
            return NUMBERS
        if is_scalar(part) and (amiss := untidy(part)):
            return amiss
    return None


def joined(typed: Node) -> str | None:
    """What is left to do between matrices or lists; None when nothing is."""
    return next(filter(None, map(_joined, walk(typed))), None)


def _joined(part: Node) -> str | None:
    """What is left to do where matrices or lists are added, multiplied, raised."""
    arrays = [one for one in children(part) if computes_arrays(one)]
    most = 1 if isinstance(part, Multiply) else 0
    if not isinstance(part, Add | Multiply | Power | Call) or len(arrays) <= most:
        return None
    return MATRICES if any(isinstance(one, Matrix) for array in arrays for one in walk(array)) else LISTS


def computes_arrays(node: Node) -> bool:
    """Whether a part is a matrix or a list, or computed from one."""
    match node:
        case Matrix() | Items(kind="list" | "tuple"):
            return True
        case Negative() | Multiply() | Add() | Divide() | Power():
            return any(map(computes_arrays, children(node)))
    return False


def _entries(key: Node, typed: Node) -> Iterator[tuple[Node, Node]]:
    """Each expression in an answer, beside that of the key which stands in its place, if one does."""
    parts, wanted = children(typed), children(key)
    if is_scalar(typed) and not computes_arrays(typed):
        yield key, typed
    elif type(key) is type(typed) and len(parts) == len(wanted):
        for one, other in zip(wanted, parts, strict=True):
            yield from _entries(one, other)
    else:
        for part in parts:
            yield from _entries(part, part)


def _is_fraction(node: Node) -> bool:
    """Whether a part is worth a fraction."""
    try:
        return is_scalar(node) and not names_in(node) and exact.rational(node) is not None
    except exact.NoValue:
        return False


def _numbers(node: Node) -> Iterator[Node]:
    """The largest parts that are worth a fraction."""
    if _is_fraction(node):
        yield node
        return
    for part in children(node):
        yield from _numbers(part)
