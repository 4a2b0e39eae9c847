"""A value as others see it: text that reads back, LaTeX, a float."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from touchstone.maths.limits import KEY, MAX_DIGITS
from touchstone.maths.plain import to_plain
from touchstone.maths.rounded import sure
from touchstone.maths.tree import Divide, Items, Matrix, Negative, Node, Number, Word, walk
from touchstone.maths.values import CannotEvaluate, Many, Statement, Symbolic, Table, Value, not_lost

# A decimal with more places than this is written as a fraction.
MOST_PLACES = 12

Plain = float | bool | None | list[Any]


def result(value: Value, *, decimals: bool = False) -> dict[str, Any]:
    """`{"ok", "text", "latex", "value", "exact"}`. `decimals`: the author wrote decimals, so 3/4 is 0.75."""
    from touchstone.maths.latex import to_latex

    value = _sayable(value)
    exact = not has_float(value)
    tree = tree_of(value, decimals=decimals)
    text = to_plain(tree)
    if _too_long(tree, text):  # it would not be read back: the nearest floats say it instead
        tree, exact = tree_of(_rounded(value), decimals=False), False
        text = to_plain(tree)
        if len(text) > KEY.characters:
            raise CannotEvaluate(f"the result is too long to be written: {len(text):,} characters")
    return {"ok": True, "text": text, "latex": to_latex(tree), "value": plain(value), "exact": exact}


def _sayable(value: Value) -> Value:
    """The value with each number that needs a function outside the language (erf) as its nearest float."""
    match value:
        case Symbolic(expr=expr) if not expr.free_symbols:
            try:
                tree_of(value)
            except CannotEvaluate:
                number = plain(value)
                return number if isinstance(number, float) else value
        case Many(kind=kind, items=items):
            return Many(kind, tuple(_sayable(item) for item in items))
        case Table(rows=rows):
            return Table(tuple(tuple(_sayable(entry) for entry in row) for row in rows))
    return value


def _too_long(tree: Node, text: str) -> bool:
    digits = (len(node.text) for node in walk(tree) if isinstance(node, Number))
    return len(text) > KEY.characters or max(digits, default=0) > MAX_DIGITS


def _rounded(value: Value) -> Value:
    match value:
        case Many(kind=kind, items=items):
            return Many(kind, tuple(_rounded(item) for item in items))
        case Table(rows=rows):
            return Table(tuple(tuple(_rounded(entry) for entry in row) for row in rows))
        case bool() | float() | Statement():
            return value
    number = plain(value)
    if not isinstance(number, float):
        raise CannotEvaluate(
            f"the result is too long to be written: a number in it has over {MAX_DIGITS} digits"
        )
    if isinstance(value, Fraction):
        not_lost(number, value == 0)
    return number


def has_float(value: Value) -> bool:
    """Whether a float stands anywhere in the value."""
    match value:
        case Many(items=items):
            return any(has_float(item) for item in items)
        case Table(rows=rows):
            return any(has_float(entry) for row in rows for entry in row)
        case Symbolic(expr=expr):
            return any(part.is_Float for part in expr.atoms())
    return isinstance(value, float)


def plain(value: Value) -> Plain:
    """A float, a nested list of floats, a bool; None for what is none of them."""
    match value:
        case bool():
            return value
        case float():
            return sure(value)
        case Fraction():
            return _float(value)
        case Many(items=items):
            return [plain(item) for item in items]
        case Table(rows=rows):
            return [[plain(entry) for entry in row] for row in rows]
        case Symbolic():
            from touchstone.maths.symbolic import real_float

            return real_float(value)
    return None


def _float(number: Fraction) -> float | None:
    try:
        return float(number)
    except OverflowError:
        return None


def tree_of(value: Value, *, decimals: bool = False) -> Node:
    """The value as a tree of the maths language."""
    match value:
        case bool():
            return Word("true" if value else "false")
        case Fraction():
            return number_tree(value, decimals=decimals)
        case float():
            return float_tree(sure(value))
        case Statement(tree=tree):
            return tree
        case Many(kind=kind, items=items):
            return Items(kind, tuple(tree_of(item, decimals=decimals) for item in items))
        case Table(rows=rows):
            return Matrix(tuple(tuple(tree_of(entry, decimals=decimals) for entry in row) for row in rows))
        case Symbolic(expr=expr):
            from touchstone.maths.symbolic import to_tree

            return to_tree(expr, decimals=decimals)


def number_tree(number: Fraction, *, decimals: bool = False) -> Node:
    """`-3/4`, or `-0.75` when decimals are wanted and few places say it exactly."""
    size = abs(number)
    text = _decimal(size) if decimals else None
    tree: Node
    if text is not None:
        tree = Number(text, size)
    else:
        tree = Number(str(size.numerator), Fraction(size.numerator))
        if size.denominator != 1:
            tree = Divide(tree, Number(str(size.denominator), Fraction(size.denominator)))
    return Negative(tree) if number < 0 else tree


def _decimal(size: Fraction) -> str | None:
    if size.denominator == 1:
        return None
    places = next((n for n in range(1, MOST_PLACES + 1) if 10**n % size.denominator == 0), None)
    if places is None:
        return None
    digits = str(size.numerator * (10**places // size.denominator)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def float_tree(number: float) -> Node:
    """The shortest decimal that is this float."""
    if not math.isfinite(number):
        raise CannotEvaluate("the result is infinite or undefined")
    text = repr(abs(number)).removesuffix(".0").replace("e+", "e")
    tree = Number(text, Fraction(text))
    return Negative(tree) if number < 0 else tree
