"""`f(x) = x^2` beside `f(t) = t^2`: the same function, whatever its variable is called."""

from __future__ import annotations

from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Name, Node, Relation
from touchstone.maths.unknowns import functions_in


def renamed(key: Node, answer: Node) -> Node:
    """The answer with the letters of the key, where both define one function and the letters are free."""
    mine, theirs = defined(key), defined(answer)
    if mine is None or theirs is None or mine == theirs:
        return answer
    (function, letters, body), (other, old, told) = mine, theirs
    if function != other or len(letters) != len(old):
        return answer
    # A letter that the other side has beside its variables is one of the question's.
    if (names_in(told) - set(old)) & set(letters) or (names_in(body) - set(letters)) & set(old):
        return answer
    return substitute(answer, {one: Name(new) for one, new in zip(old, letters, strict=True)})


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
