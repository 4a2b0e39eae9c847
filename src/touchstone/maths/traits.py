"""What occurs in a tree, found in one walk and remembered while the tree is being compared."""

from __future__ import annotations

from dataclasses import dataclass

from touchstone.maths.tree import Call, Constant, Name, Node, Number, children


@dataclass(frozen=True, slots=True)
class Traits:
    """Names, functions and constants that occur, the kinds of node, and the literals in order."""

    names: frozenset[str]
    functions: frozenset[str]
    constants: frozenset[str]
    kinds: frozenset[type]
    literals: tuple[Number, ...]


_known: dict[int, tuple[Node, Traits]] = {}
# One comparison looks at a few hundred trees at most; then all are forgotten.
MOST = 4096


def traits(node: Node) -> Traits:
    """What occurs in the tree."""
    found = _known.get(id(node))
    if found is not None and found[0] is node:
        return found[1]
    if len(_known) >= MOST:
        _known.clear()
    fresh = _traits(node)
    _known[id(node)] = (node, fresh)
    return fresh


def names_in(node: Node) -> frozenset[str]:
    """The variables that occur."""
    return traits(node).names


def _traits(node: Node) -> Traits:
    names, functions, constants, kinds = set(), set(), set(), set()
    literals = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        kinds.add(kind)
        if kind is Number:
            literals.append(part)
        elif kind is Name:
            names.add(part.name)  # type: ignore[union-attr]
        elif kind is Constant:
            constants.add(part.name)  # type: ignore[union-attr]
        else:
            if kind is Call:
                functions.add(part.function)  # type: ignore[union-attr]
            waiting.extend(reversed(children(part)))
    return Traits(
        frozenset(names),
        frozenset(functions),
        frozenset(constants),
        frozenset(kinds),
        tuple(literals),  # type: ignore[arg-type]
    )
