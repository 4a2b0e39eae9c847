"""`f(x) = x^2` beside `f(t) = t^2`: the same function, whatever its variable is called."""

from __future__ import annotations

import re

from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Name, Node, Relation
from touchstone.maths.unknowns import functions_in

_INDEX = re.compile(r".+_(?:\{([^{}]+)\}|([A-Za-z]))")


def index(name: str) -> frozenset[str]:
    """The letters of an index: n of `a_n` and `a_{n+1}`."""
    found = _INDEX.fullmatch(name)
    return frozenset(re.findall("[A-Za-z]", found[1] or found[2])) if found else frozenset()


def renamed(key: Node, answer: Node) -> Node:
    """The answer with the letters of the key, where both define one function and the letters are free."""
    names = renaming(key, answer)
    return substitute(answer, names) if names else answer


def renaming(key: Node, answer: Node) -> dict[str, Node]:
    """What the letters of the answer are called in the key; nothing where they are the same or not free."""
    mine, theirs = defined(key), defined(answer)
    if mine is None or theirs is None or mine == theirs:
        return {}
    (function, letters, body), (other, old, told) = mine, theirs
    if function != other or len(letters) != len(old):
        return {}
    # A letter that the other side has beside its variables is one of the question's.
    if (names_in(told) - set(old)) & set(letters) or (names_in(body) - set(letters)) & set(old):
        return {}
    return {one: Name(new) for one, new in zip(old, letters, strict=True)}


def defined(node: Node) -> tuple[str, tuple[str, ...], Node] | None:
    """The function, its variables and what it is, of `f(x, y) = …`."""
    if not isinstance(node, Relation) or node.operators != ("=",):
        return None
    for one, other in (node.sides, node.sides[::-1]):
        if isinstance(one, Call) and functions_in(one) == {one.function} - traits(other).functions != set():
            names = tuple(part.name for part in one.arguments if isinstance(part, Name))
            # `f(a) = 2` may as well say something of one place.
            if len(set(names)) == len(one.arguments) > 0 and set(names) <= names_in(other):
                return one.function, names, other
    return None
