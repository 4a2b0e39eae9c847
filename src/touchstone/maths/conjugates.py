"""Real and imaginary parts, conjugates and arguments, written out: `re(w)` as `(w + conj(w))/2`.

The conjugate of an expression is the expression with -i for i, its variables being real; a variable that is
declared complex is written as `a + b*i` with real a and b.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice

from touchstone.maths import exact
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Such,
    children,
    walk,
)

PARTS = frozenset({"re", "im", "conj", "arg"})
UNIT = Constant("i")
TWO = Number("2", Fraction(2))
# Real whatever stands in them.
REAL = frozenset({"abs", "floor", "ceil", "sign", "min", "max", "mod", "gcd", "lcm", "relu"})
_BAR = "_bar"
# Each part within a part doubles what is written out.
MOST_PARTS = 600


class TooLong(ValueError):
    """Parts of parts of parts, or of what a set's own variable stands for: not to be written out."""


def uses(node: Node, assume: Mapping[str, str]) -> bool:
    """Whether a part or a conjugate occurs; `z_bar` is one where z is declared complex."""
    return bool(PARTS & traits(node).functions) or bool(_barred(node, assume))


def parted(node: Node) -> frozenset[str]:
    """The letters of which a part or the conjugate is taken."""
    if not PARTS & traits(node).functions:
        return frozenset()
    taken = (part for part in walk(node) if isinstance(part, Call) and part.function in PARTS)
    return frozenset().union(*map(names_in, taken))


def _barred(node: Node, assume: Mapping[str, str]) -> list[str]:
    if "complex" not in assume.values():
        return []
    bars = (name for name in names_in(node) if name.endswith(_BAR))
    return [name for name in bars if assume.get(name.removesuffix(_BAR)) == "complex"]


def written_out(node: Node, assume: Mapping[str, str]) -> Node:
    """The tree without parts and conjugates, and with two real variables for each complex one."""
    bars: dict[str, Node] = {
        name: Call("conj", (Name(name.removesuffix(_BAR)),)) for name in _barred(node, assume)
    }
    split: dict[str, Node] = {
        name: Add((Name(f"•{name}1"), Multiply((UNIT, Name(f"•{name}2")))))
        for name, what in assume.items()
        if what == "complex"
    }
    if any(isinstance(part, Such) and part.name.name in split for part in walk(node)):
        raise TooLong
    return _without_parts(substitute(substitute(node, bars), split))


def _without_parts(node: Node) -> Node:
    if not PARTS & traits(node).functions:
        return node
    node = rebuilt(node, [_without_parts(part) for part in children(node)])
    if sum(1 for _ in islice(walk(node), MOST_PARTS)) == MOST_PARTS:
        raise TooLong
    match node:
        case Call(
            function="re", arguments=(Add(terms=(Name() as a, Multiply(factors=(first, Name())))),)
        ) if first == UNIT:
            return a
        case Call(
            function="im", arguments=(Add(terms=(Name(), Multiply(factors=(first, Name() as b)))),)
        ) if first == UNIT:
            return b
        case Call(function="conj", arguments=(w,)):
            return conjugate(w)
        case Call(function="re", arguments=(w,)):
            return Divide(Add((w, conjugate(w))), TWO)
        case Call(function="im", arguments=(w,)):
            return Divide(Add((w, Negative(conjugate(w)))), Multiply((TWO, UNIT)))
        case Call(function="arg", arguments=(w,)):
            return Divide(Call("ln", (Divide(w, Call("abs", (w,))),)), UNIT)
    return node


def conjugate(node: Node) -> Node:
    """The conjugate of an expression in real variables."""
    if node == UNIT:
        return Negative(UNIT)
    if imaginary(node):
        return Negative(node)  # of sqrt(-3), which is no real number
    if not _with_unit(node) or (isinstance(node, Call) and node.function in REAL):
        return node
    return rebuilt(node, [conjugate(part) for part in children(node)])


def _with_unit(node: Node) -> bool:
    found = traits(node)
    return "i" in found.constants or ("sqrt" in found.functions and any(map(imaginary, walk(node))))


def imaginary(node: Node) -> bool:
    """Whether it is the root of a negative fraction, whose conjugate is its negative."""
    return isinstance(node, Call) and node.function == "sqrt" and _negative(node.arguments[0])


def _negative(node: Node) -> bool:
    try:
        value = exact.rational(node)
    except exact.NoValue:
        return False
    return value is not None and value < 0
