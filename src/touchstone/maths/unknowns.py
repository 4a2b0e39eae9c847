"""Functions that nobody knows, such as the f of `f(x)`: each value of one is a variable of its own.

`f(1+x)` and `f(x+1)` are the same variable, since their arguments are equal; `f(x)`, `f(y)` and `f'(x)` are
three. What agrees then agrees for every function.
"""

from __future__ import annotations

from touchstone.maths import equality
from touchstone.maths.comparing import Setting
from touchstone.maths.functions import FUNCTIONS
from touchstone.maths.reading.chances import OPERATORS
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Name, Node, children

_INVERSE = "^-1"
_KNOWN = frozenset(FUNCTIONS) | OPERATORS


class Doubtful(ValueError):
    """Whether two arguments are equal could not be decided."""


def functions_in(node: Node) -> frozenset[str]:
    """The unknown functions that occur, as they are written: `f`, `f'`, `f^-1`."""
    return traits(node).functions - _KNOWN


def declared(node: Node) -> frozenset[str]:
    """The names that a question declares by its key: `f()`, and `f'()` where marks for derivatives occur."""
    found = functions_in(node) | (traits(node).functions & OPERATORS)
    return frozenset(f"{name.removesuffix(_INVERSE)}()" for name in found)


def doubtful(key: Node, answer: Node) -> bool:
    """Whether letters may hang together in a way that variables don't show.

    A function stands beside its inverse, or bare on one side; `y'` stands beside `dy/dx`; or a function with
    a capital letter, which often has a meaning, only stands on one side.
    """
    mine, theirs = functions_in(key), functions_in(answer)
    called = {name.removesuffix(_INVERSE) for name in mine | theirs}
    names = names_in(key) | names_in(answer)
    # P(5, 2) may stand for a number that the other side has worked out.
    if any(name.isupper() for name in mine ^ theirs):
        return True
    inverse = any(name.endswith(_INVERSE) and name.removesuffix(_INVERSE) in called for name in mine ^ theirs)
    marked = {name.rstrip("'") for name in names | called if "'" in name}
    return inverse or bool(called & names) or any(f"d{name}" in names for name in marked)


class Unknowns:
    """The values of unknown functions met in one question, and the variables that stand for them."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting.exactly
        self.known: list[tuple[Call, Name]] = []

    def named(self, node: Node) -> Node:
        """The tree with variables in place of values of unknown functions. Raises Doubtful."""
        if not functions_in(node) or (isinstance(node, Call) and node.function in OPERATORS):
            return node  # the g of E[g(X)] takes random values
        whole = rebuilt(node, [self.named(part) for part in children(node)])
        if isinstance(whole, Call) and whole.function not in _KNOWN:
            return self._variable(whole)
        return whole

    def _variable(self, value: Call) -> Node:
        for other, name in self.known:
            if other.function == value.function and self._same(other, value):
                return name
        name = Name(f"•{len(self.known)}")
        self.known.append((value, name))
        return name

    def _same(self, one: Call, other: Call) -> bool:
        if len(one.arguments) != len(other.arguments):
            return False
        found = [
            equality.compare(a, b, self.setting) for a, b in zip(one.arguments, other.arguments, strict=True)
        ]
        if any(finding.different for finding in found):
            return False
        if not all(finding.equal for finding in found):
            raise Doubtful
        return True
