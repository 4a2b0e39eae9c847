"""What a typed answer becomes: an immutable tree that keeps what was written and where it stood.

The tree is faithful: `1/2x` keeps its implicit product, `0.50` its digits, `(x+1)^2` its power, so that form
can be judged apart from value. Nothing here computes. Equality of trees ignores spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from fractions import Fraction
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias, get_args

from touchstone.maths.frozen import frozen


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of the text that was read."""

    start: int
    end: int


NOWHERE = Span(0, 0)

# What sets a node apart from its equals while both live. `id` says the same, but each call of it is told to
# a worker's watch over what may be done there (an audit event), which took a tenth of the time of marking.
identity = object.__hash__


@frozen
class Number:
    """A decimal literal: `text` as typed with a full stop (`12`, `0.50`, `1.2e-3`), `value` exactly."""

    text: str
    value: Fraction
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Name:
    """A variable or a declared word: `x`, `x_1`, `alpha`, `rate`."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Constant:
    """`pi`, `e`, `i` or `oo` (infinity)."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Negative:
    """A leading minus: `-x`. `a - b` is `Add((a, Negative(b)))`."""

    operand: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class PlusMinus:
    """`±x`: both values at once, read as `x or -x` in logical answers. `a ± b` is `Add((a,
    PlusMinus(b)))`. Signs of one `group` go together; 0 says nothing."""

    operand: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    group: int = 0


@frozen
class Add:
    """A sum as written, two terms or more, in order."""

    terms: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Multiply:
    """A product as written, two factors or more, in order; a quotient within it is a `Divide`."""

    factors: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Divide:
    """`numerator / denominator`, however it was written."""

    numerator: Node
    denominator: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Power:
    """`base ^ exponent`."""

    base: Node
    exponent: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Call:
    """A known function on its arguments. `|x|` is `abs`, `n!` is `factorial`, `25%` is `percent`, `√x` is
    `sqrt`.

    `30°` is `degrees` (the value times pi/180), `log` without a base is the natural logarithm.
    """

    function: str
    arguments: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Index:
    """An element of a list or matrix in a key: `x[2]`, `A[1, 2]`, counted from 1."""

    base: Node
    positions: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Relation:
    """A chain such as `0 < x <= 1`: n+1 `sides`, n `operators` out of `= != < <= > >=`.

    `x in (0, 1]` is a relation too: its one operator is `in`, its right side an interval, a union or a set.
    """

    sides: tuple[Node, ...]
    operators: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Logic:
    """`and`, `or` (two operands or more), `not` (one), `implies`, `iff`, `xor` (two)."""

    operator: str
    operands: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Word:
    """`true`, `false`, `all` (every number), `none` or `no real solution` in a logical answer."""

    word: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Items:
    """`{…}` a set, `[…]` a list, `(…)` a tuple: `kind` is `set`, `list` or `tuple`. May be empty."""

    kind: str
    items: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Interval:
    """`(0, 1]`. `(1, 2)` is read as a tuple unless the reader was told to expect an interval."""

    low: Node
    high: Node
    low_closed: bool
    high_closed: bool
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Union:
    """Sets put together, of intervals and sets: `A U B`, or with another `operator` `A ∩ B`, `A ∖ B`."""

    parts: tuple[Node, ...]
    operator: str = "∪"
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@frozen
class Such:
    """`{x | x > 1}`: the numbers, called `name`, for which a statement holds."""

    name: Name
    where: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    real: bool = field(default=False, compare=False, repr=False)  # `{x ∈ ℝ | …}` says so


@frozen
class Matrix:
    """`[[1,2],[3,4]]` or a LaTeX matrix: rows of equal length, at least 1 × 1."""

    rows: tuple[tuple[Node, ...], ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Node: TypeAlias = (
    Number
    | Name
    | Constant
    | Negative
    | PlusMinus
    | Add
    | Multiply
    | Divide
    | Power
    | Call
    | Index
    | Relation
    | Logic
    | Word
    | Items
    | Interval
    | Union
    | Such
    | Matrix
)


def children(node: Node) -> tuple[Node, ...]:
    """The node's parts in the order they were written."""
    parts: tuple[Node, ...] = PARTS[type(node)](node)
    return parts


# A table, since every walk asks this of every node, and `match` would go through the kinds one by one.
PARTS: dict[type, Callable[[Any], tuple[Node, ...]]] = {
    **dict.fromkeys((Number, Name, Constant, Word), lambda leaf: ()),
    **dict.fromkeys((Negative, PlusMinus), lambda node: (node.operand,)),
    Add: attrgetter("terms"),
    Multiply: attrgetter("factors"),
    Divide: attrgetter("numerator", "denominator"),
    Power: attrgetter("base", "exponent"),
    Call: attrgetter("arguments"),
    Index: lambda node: (node.base, *node.positions),
    Relation: attrgetter("sides"),
    Logic: attrgetter("operands"),
    Items: attrgetter("items"),
    Interval: attrgetter("low", "high"),
    Union: attrgetter("parts"),
    Such: attrgetter("name", "where"),
    Matrix: lambda node: tuple(entry for row in node.rows for entry in row),
}
assert PARTS.keys() == set(get_args(Node))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first. Iterative: depth can't overflow the stack."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def names_in(node: Node) -> frozenset[str]:
    """The variables that occur."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Name))


_LABELS: dict[type, Callable[[Any], str]] = {
    Number: attrgetter("text"),
    **dict.fromkeys((Name, Constant), attrgetter("name")),
    Call: attrgetter("function"),
    Relation: lambda node: " ".join(node.operators),
    **dict.fromkeys((Logic, Union), attrgetter("operator")),
    Word: attrgetter("word"),
    Items: attrgetter("kind"),
    Interval: lambda node: f"{node.low_closed} {node.high_closed}",
}


def in_order(a: Node, b: Node) -> bool:
    """Whether a list of the two would be sorted as they stand; spans don't count."""
    for p, q in zip(walk(a), walk(b), strict=False):
        one, other = _rank(p), _rank(q)
        if one != other:
            return one < other
    return True


def _rank(node: Node) -> tuple[str, str, int]:
    label = _LABELS.get(type(node))
    return type(node).__name__, label(node) if label else "", len(children(node))
