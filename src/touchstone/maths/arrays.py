"""Matrix and list arithmetic on trees, carried out so that every entry is an expression of its own.

`2*[[1,2],[3,x]]` becomes `[[2*1,2*2],[2*3,2*x]]`. Raises Mismatch where shapes don't fit.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from touchstone.maths import exact
from touchstone.maths.limits import MAX_MATRIX_SIDE
from touchstone.maths.traits import traits
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Items,
    Matrix,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    PlusMinus,
    Power,
    Relation,
    walk,
)

ONE = Number("1", Fraction(1))
ZERO = Number("0", Fraction(0))
# A power of a matrix is multiplied out this far; entries double in length at each step.
MAX_POWER = 4
MAX_INVERSE = 4
# Nodes that a resolved matrix may hold.
MAX_NODES = 20_000


Rows: TypeAlias = tuple[tuple[Node, ...], ...]


class Mismatch(ValueError):
    """Two shapes that can't be added or multiplied: a sentence for whoever typed them."""


def resolve(node: Node) -> Node:
    """The same value with all matrix and list arithmetic done; other trees come back as they are."""
    if not traits(node).kinds & {Matrix, Items}:
        return node
    return _resolve(node)


def one_entry(written: Node, worked: Node) -> Node | None:
    """11 of a row times a column, which is a matrix of one entry and nothing but that number; else None."""
    match worked:
        case Matrix(rows=((entry,),)) if not isinstance(written, Matrix):
            return entry
    return None


def _resolve(node: Node) -> Node:
    match node:
        case Add(terms=terms):
            return _fold_add([_resolve(term) for term in terms], node)
        case Negative(operand=operand):
            return _scaled(_resolve(operand), Number("-1", Fraction(-1)), node)
        case PlusMinus(operand=operand):
            return _with_sign(_resolve(operand), node)
        case Multiply(factors=factors):
            return _fold_multiply([_resolve(factor) for factor in factors], node)
        case Divide(numerator=over, denominator=under):
            over = _resolve(over)
            return _scaled(over, Divide(ONE, under), node) if is_array(over) else node
        case Power(base=base, exponent=exponent):
            base = _resolve(base)
            return _matrix_power(base, exponent) if isinstance(base, Matrix) else node
        case Call(function="transpose", arguments=(inner,)):
            inner = _resolve(inner)
            return transpose(inner) if isinstance(inner, Matrix) else node
        case Items(kind=kind, items=items):
            resolved = tuple(map(_resolve, items))
            return node if resolved == items else Items(kind, resolved, node.span)
        case Relation(sides=sides):
            return _resolve_sides(node, sides)
    return node


def _resolve_sides(node: Relation, sides: tuple[Node, ...]) -> Node:
    """`r = (1, 2) + t (3, 4)`. What doesn't fit, such as r + (1, 2), stays as it is written."""
    try:
        resolved = tuple(map(_resolve, sides))
    except Mismatch:
        return node
    return node if resolved == sides else replace(node, sides=resolved)


def is_array(node: Node) -> bool:
    """Whether the node is a matrix, list or tuple: something with entries in order."""
    return isinstance(node, Matrix) or (isinstance(node, Items) and node.kind != "set")


def transpose(matrix: Matrix) -> Matrix:
    """Rows for columns."""
    return Matrix(tuple(zip(*matrix.rows, strict=True)), matrix.span)


def _map(node: Node, change: object) -> Node:
    assert callable(change)
    if isinstance(node, Matrix):
        return Matrix(tuple(tuple(change(entry) for entry in row) for row in node.rows), node.span)
    assert isinstance(node, Items)
    return Items(node.kind, tuple(change(item) for item in node.items), node.span)


def _scaled(node: Node, factor: Node, written: Node) -> Node:
    if not is_array(node):
        return written
    if factor == Number("-1", Fraction(-1)):
        return _map(node, Negative)
    return _map(node, lambda entry: Multiply((factor, entry)))


# Signs of one group go together; those that stand before a point are numbered by where they are written.
FROM_A_POINT = 1_000


def _with_sign(node: Node, sign: PlusMinus) -> Node:
    """`±(1, 2)` is (1, 2) and (-1, -2): its signs go together."""
    group = sign.group or FROM_A_POINT + sign.span.start
    return _map(node, lambda entry: PlusMinus(entry, sign.span, group)) if is_array(node) else sign


def _fold_add(terms: list[Node], written: Node) -> Node:
    if not any(is_array(term) for term in terms):
        return written
    total = terms[0]
    for term in terms[1:]:
        total = _sum(total, term)
    return total


def _sum(a: Node, b: Node) -> Node:
    if isinstance(a, Matrix) and isinstance(b, Matrix) and _size(a) == _size(b):
        rows = zip(a.rows, b.rows, strict=True)
        return Matrix(tuple(tuple(Add((x, y)) for x, y in zip(r, s, strict=True)) for r, s in rows), a.span)
    if isinstance(a, Items) and isinstance(b, Items) and a.kind == b.kind and len(a.items) == len(b.items):
        return Items(a.kind, tuple(Add((x, y)) for x, y in zip(a.items, b.items, strict=True)), a.span)
    raise Mismatch("Only matrices or lists of the same size can be added.")


def _size(matrix: Matrix) -> tuple[int, int]:
    return len(matrix.rows), len(matrix.rows[0])


def _fold_multiply(factors: list[Node], written: Node) -> Node:
    if not any(is_array(factor) for factor in factors):
        return written
    total = factors[0]
    for factor in factors[1:]:
        total = _product(total, factor)
    return total


def _product(a: Node, b: Node) -> Node:
    if isinstance(a, Matrix) and isinstance(b, Matrix):
        return _matrix_product(a, b)
    if isinstance(a, Matrix) and isinstance(b, Items) and b.kind != "set":
        column = _matrix_product(a, Matrix(tuple((item,) for item in b.items)))
        return Items(b.kind, tuple(row[0] for row in column.rows), b.span)
    if is_array(a) and is_array(b):
        raise Mismatch("Two lists can't be multiplied; use dot or cross.")
    if is_array(a):
        return _scaled(a, b, a)
    if is_array(b):
        return _scaled(b, a, b)
    return Multiply((a, b))


def _matrix_product(a: Matrix, b: Matrix) -> Matrix:
    if len(a.rows[0]) != len(b.rows):
        raise Mismatch("The columns of the first matrix must be as many as the rows of the second.")
    columns = list(zip(*b.rows, strict=True))
    product = Matrix(tuple(tuple(_dot(row, column) for column in columns) for row in a.rows), a.span)
    if sum(1 for _ in walk(product)) > MAX_NODES:
        raise Mismatch("This product of matrices is too long to multiply out.")
    return product


def _dot(row: tuple[Node, ...], column: tuple[Node, ...]) -> Node:
    terms = tuple(_short_product(x, y) for x, y in zip(row, column, strict=True))
    if all(isinstance(term, Number) for term in terms):
        return number(sum((term.value for term in terms if isinstance(term, Number)), Fraction(0)))
    return Add(terms) if len(terms) > 1 else terms[0]


def _short_product(x: Node, y: Node) -> Node:
    a, b = exact.rational(x), exact.rational(y)
    return number(a * b) if a is not None and b is not None else Multiply((x, y))


def number(value: Fraction) -> Number:
    """A literal that was not typed."""
    return Number(str(value), value)


def _matrix_power(base: Matrix, exponent: Node) -> Node:
    if exponent == Name("T"):
        return transpose(base)
    n = exact.integer(exponent)
    rows, columns = _size(base)
    if n is None or rows != columns:
        raise Mismatch("Only a square matrix has powers, and only whole ones are read here.")
    if n < 0:
        base, n = inverse(base), -n
    numeric = all(exact.rational(entry) is not None for row in base.rows for entry in row)
    if n > (64 if numeric else MAX_POWER) or rows > MAX_MATRIX_SIDE:
        raise Mismatch("This power of a matrix is too high to multiply out.")
    result = identity(rows)
    for _ in range(n):
        result = _matrix_product(result, base)
    return result


def inverse(matrix: Matrix) -> Matrix:
    """The inverse, by cofactors. Raises Mismatch where there is none, or it is too long to write out."""
    n = len(matrix.rows)
    if n > MAX_INVERSE:
        raise Mismatch(f"Only matrices of up to {MAX_INVERSE} rows are inverted here.")
    whole = _determinant(matrix.rows)
    if exact.rational(whole) == 0:
        raise Mismatch("This matrix has no inverse.")
    cofactors = [[_cofactor(matrix.rows, j, i) for j in range(n)] for i in range(n)]
    return Matrix(tuple(tuple(_short(Divide(entry, whole)) for entry in row) for row in cofactors))


def _cofactor(rows: Rows, i: int, j: int) -> Node:
    smaller = tuple((*row[:j], *row[j + 1 :]) for k, row in enumerate(rows) if k != i)
    minor = _determinant(smaller) if smaller else ONE
    return Negative(minor) if (i + j) % 2 else minor


def _determinant(rows: Rows) -> Node:
    if len(rows) == 1:
        return rows[0][0]
    terms = tuple(_short_product(entry, _cofactor(rows, 0, j)) for j, entry in enumerate(rows[0]))
    return _short(Add(terms))


def _short(node: Node) -> Node:
    """A fraction where it is one."""
    value = exact.rational(node)
    return node if value is None else number(value)


def identity(n: int) -> Matrix:
    """The identity matrix of side n."""
    return Matrix(tuple(tuple(ONE if i == j else ZERO for j in range(n)) for i in range(n)))
