"""What occurs in a tree, found in one walk and remembered while the tree is being compared."""

from __future__ import annotations

from typing import Any

from touchstone.maths.frozen import frozen
from touchstone.maths.tree import PARTS, Call, Constant, Multiply, Name, Node, Number, Power, identity


@frozen
class Traits:
    """Names, functions and constants that occur, the kinds of node, and the literals in order.

    `growing`: whether an exponent is more than a literal. `broken`: whether a literal is no whole number.
    """

    names: frozenset[str]
    functions: frozenset[str]
    constants: frozenset[str]
    kinds: frozenset[type]
    literals: tuple[Number, ...]
    growing: bool

    @property
    def broken(self) -> bool:
        return any(literal.value.denominator != 1 for literal in self.literals)


_known: dict[int, tuple[Node, Traits]] = {}
# One comparison looks at a few hundred trees at most; then all are forgotten, while they still lie in the
# processor's caches: with eight times as many an answer took a twelfth longer.
MOST = 512


def traits(node: Node) -> Traits:
    """What occurs in the tree."""
    found = _known.get(identity(node))
    if found is not None and found[0] is node:
        return found[1]
    if len(_known) >= MOST:
        _known.clear()
    fresh = _traits(node)
    _known[identity(node)] = (node, fresh)
    return fresh


def names_in(node: Node) -> frozenset[str]:
    """The variables that occur."""
    return traits(node).names


def _traits(node: Node) -> Traits:
    names, functions, constants = set[str](), set[str](), set[str]()
    kinds, literals = list[type](), list[Number]()
    growing = False
    waiting = [node]
    take, add, extend, met = waiting.pop, waiting.append, waiting.extend, kinds.append
    while waiting:
        part: Any = take()
        kind = type(part)
        met(kind)
        # By how often they occur: this runs through every node of every answer.
        if kind is Number:
            literals.append(part)
        elif kind is Name:
            names.add(part.name)
        elif kind is Multiply:
            extend(part.factors[::-1])
        elif kind is Power:
            growing = growing or type(part.exponent) is not Number
            add(part.exponent)
            add(part.base)
        elif kind is Constant:
            constants.add(part.name)
        else:
            if kind is Call:
                functions.add(part.function)
            extend(PARTS[kind](part)[::-1])
    return Traits(
        frozenset(names),
        frozenset(functions),
        frozenset(constants),
        frozenset(kinds),
        tuple(literals),
        growing,
    )
