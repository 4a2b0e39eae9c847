"""Plausible wrong keys: one small slip in an expression's tree, of the kinds that authors make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias, cast

from touchstone.maths import tree
from touchstone.maths.plain import to_plain
from touchstone.maths.tree import (
    Add,
    Call,
    Divide,
    Index,
    Interval,
    Items,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Relation,
)

Slip: TypeAlias = tuple[str, Node]

# A function that is easily taken for its neighbour; each pair stands both ways.
_PAIRS = [
    ("variance", "pvariance"),
    ("stdev", "pstdev"),
    ("covariance", "pcovariance"),
    ("variance", "stdev"),
    ("pvariance", "pstdev"),
    ("mean", "median"),
    ("min", "max"),
    ("argmin", "argmax"),
    ("floor", "ceil"),
    ("round", "ceil"),
    ("round", "floor"),
    ("sin", "cos"),
    ("ln", "log2"),
    ("ln", "log10"),
    ("first", "last"),
    ("det", "trace"),
    ("slope", "intercept"),
    ("covariance", "correlation"),
    ("binomial_pmf", "binomial_cdf"),
    ("poisson_pmf", "poisson_cdf"),
    ("geometric_pmf", "geometric_cdf"),
    ("hypergeometric_pmf", "hypergeometric_cdf"),
    ("normal_pdf", "normal_cdf"),
    ("exponential_pdf", "exponential_cdf"),
    ("normal_cdf", "normal_quantile"),
]
_NEIGHBOURS: dict[str, list[str]] = {}
for _a, _b in _PAIRS:
    _NEIGHBOURS.setdefault(_a, []).append(_b)
    _NEIGHBOURS.setdefault(_b, []).append(_a)

_DROPPED = frozenset({"sqrt", "abs", "transpose", "inv", "round", "floor", "ceil", "percent", "ln", "exp"})
_LISTS = frozenset({"sum", "product", "each", "count"})
_BINDERS = _LISTS | {"diff", "integrate", "limit", "gradient", "hessian", "jacobian", "at", "series"}
_BOTH_WAYS = frozenset({"<", "<=", ">", ">="})
_SHARPER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
ONE = Number("1", Fraction(1))


@dataclass(frozen=True)
class Mutant:
    """A wrong expression and the slip that made it."""

    slip: str
    text: str


def mutants(node: Node, alike: dict[str, str]) -> list[Mutant]:
    """Every expression one slip away, each text once. `alike` maps a parameter to another of its kind."""
    found: dict[str, Mutant] = {}
    original = to_plain(node)
    for slip, wrong in _everywhere(node, alike):
        text = to_plain(wrong)
        if text != original:
            found.setdefault(text, Mutant(slip, text))
    return list(found.values())


def as_interval(node: Node) -> Node:
    """`[a, b]` and `(a, b)` as the interval that they are where an interval is asked for."""
    match node:
        case Items(kind=kind, items=(low, high)) if kind in ("list", "tuple"):
            return Interval(low, high, kind == "list", kind == "list")
    return node


def _everywhere(node: Node, alike: dict[str, str]) -> Iterator[Slip]:
    """A slip here, or a slip in one of the parts."""
    yield from _here(node, alike)
    for index, part in enumerate(tree.children(node)):
        if isinstance(node, Call) and index > 0 and _binds(node, part):
            continue
        for slip, wrong in _everywhere(part, alike):
            yield slip, with_child(node, index, wrong)


def _binds(call: Call, part: Node) -> bool:
    """Whether the part names the variable of a sum or derivative: another there makes no key at all."""
    return call.function in _BINDERS and part == call.arguments[1]


def _here(node: Node, alike: dict[str, str]) -> Iterator[Slip]:
    match node:
        case Number():
            yield from _number(node)
        case Name(name=name) if name in alike:
            yield "another parameter", Name(alike[name])
        case Negative(operand=inner):
            yield "sign dropped", inner
        case Add():
            yield from _sum(node)
        case Multiply(factors=factors):
            yield from _product(factors)
        case Divide(numerator=above, denominator=below):
            yield "upside down", Divide(below, above)
            yield "denominator dropped", above
        case Power(base=base):
            yield "power dropped", base
        case Call():
            yield from _call(node)
        case Relation(sides=sides, operators=(one,)) if one in _BOTH_WAYS:
            yield "boundary", Relation(sides, (_SHARPER[one],))
            yield "sides swapped", Relation(sides[::-1], (one,))
        case Index(base=base, positions=positions) if len(positions) == 2:
            yield "transposed", Index(base, positions[::-1])
        case Interval(low_closed=low, high_closed=high):
            yield "an end opened or closed", replace(node, low_closed=not low)
            yield "an end opened or closed", replace(node, high_closed=not high)
            yield "an end opened or closed", replace(node, low_closed=not low, high_closed=not high)


def _number(node: Number) -> Iterator[Slip]:
    if node.value.denominator == 1:
        yield "off by one", _fraction(node.value + 1)
        if node.value > 1:
            yield "off by one", _fraction(node.value - 1)
    elif 0 < node.value < 1:
        yield "wrong quantile", _fraction(1 - node.value)
        yield "one tail for two", _fraction((1 + node.value) / 2)


def _sum(node: Add) -> Iterator[Slip]:
    for index, term in enumerate(node.terms):
        rest = node.terms[:index] + node.terms[index + 1 :]
        yield "term dropped", rest[0] if len(rest) == 1 else Add(rest)
        flipped = term.operand if isinstance(term, Negative) else Negative(term)
        yield "sign swapped", Add((*node.terms[:index], flipped, *node.terms[index + 1 :]))


def _product(factors: tuple[Node, ...]) -> Iterator[Slip]:
    for index, factor in enumerate(factors):
        rest = factors[:index] + factors[index + 1 :]
        yield "factor dropped", rest[0] if len(rest) == 1 else Multiply(rest)
        yield "inverted", Multiply((*factors[:index], Divide(ONE, factor), *factors[index + 1 :]))
    yield "order swapped", Multiply(factors[::-1])


def _call(node: Call) -> Iterator[Slip]:
    name, arguments = node.function, node.arguments
    for other in _NEIGHBOURS.get(name, ()):
        yield f"{other} for {name}", Call(other, arguments)
    if name in _DROPPED and len(arguments) == 1:
        yield f"{name} dropped", arguments[0]
    if len(arguments) == 2 and name not in _BINDERS:
        yield "arguments swapped", Call(name, arguments[::-1])
    if name.endswith("_cdf"):
        yield "wrong tail", Add((ONE, Negative(node)))
        yield "boundary", Call(name, (Add((arguments[0], Negative(ONE))), *arguments[1:]))
    if name in ("det", "inv", "eigenvalues", "rank") and len(arguments) == 1:
        yield "transposed", Call(name, (Call("transpose", arguments),))


def _fraction(value: Fraction) -> Node:
    above = Number(str(value.numerator), Fraction(value.numerator))
    if value.denominator == 1:
        return above
    return Divide(above, Number(str(value.denominator), Fraction(value.denominator)))


def with_child(node: Node, index: int, child: Node) -> Node:
    """The node with one of its parts, in the order of `tree.children`, exchanged."""
    parts = list(tree.children(node))
    parts[index] = child
    return _REBUILD[type(node)](node, tuple(parts))


def _rows(node: Node, parts: tuple[Node, ...]) -> Node:
    width = len(cast(tree.Matrix, node).rows[0])
    return tree.Matrix(tuple(parts[start : start + width] for start in range(0, len(parts), width)))


_REBUILD: dict[type, Callable[[Node, tuple[Node, ...]], Node]] = {
    Negative: lambda node, parts: Negative(parts[0]),
    tree.PlusMinus: lambda node, parts: tree.PlusMinus(parts[0]),
    Add: lambda node, parts: Add(parts),
    Multiply: lambda node, parts: Multiply(parts),
    Divide: lambda node, parts: Divide(parts[0], parts[1]),
    Power: lambda node, parts: Power(parts[0], parts[1]),
    Call: lambda node, parts: replace(cast(Call, node), arguments=parts),
    Index: lambda node, parts: Index(parts[0], parts[1:]),
    Relation: lambda node, parts: replace(cast(Relation, node), sides=parts),
    tree.Logic: lambda node, parts: replace(cast(tree.Logic, node), operands=parts),
    tree.Items: lambda node, parts: replace(cast(tree.Items, node), items=parts),
    tree.Interval: lambda node, parts: replace(cast(tree.Interval, node), low=parts[0], high=parts[1]),
    tree.Union: lambda node, parts: tree.Union(parts),
    tree.Matrix: _rows,
}
