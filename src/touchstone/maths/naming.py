"""What the names of key expressions stand for: definitions, what is bound for a while, variables."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Self

from touchstone.maths.tree import Name, Node, identity, names_in
from touchstone.maths.values import CannotEvaluate, Symbolic, Value

Given = Value | Node | CannotEvaluate
# Without a word about them letters are real, and nothing more is known.
NOTHING: Mapping[str, Any] = {}


class Names:
    """What each name stands for. A definition is evaluated when its name is first met.

    Names that stand for nothing are variables, of which `assume` may say more than that they are real.
    `within` makes a scope in which some names are bound anew; what does not rest on them is still evaluated
    only once.
    """

    def __init__(
        self,
        given: Mapping[str, Given],
        bound: Mapping[str, Value] = NOTHING,
        outer: Self | None = None,
        *,
        places: Mapping[str, Any] = NOTHING,
        assume: Mapping[str, str] = NOTHING,
        real: bool = True,
    ) -> None:
        self._given = given
        self._bound = dict(bound)
        self._outer = outer
        self._places = places
        self._assume = assume
        # Whether an odd root of a negative number is the real one: no i is written.
        self.real = real
        self._known: dict[str, Value] = {}
        # By identity, with the node beside it: an id may be used again once its node is gone.
        self._fixed: dict[int, tuple[Node, Value]] = {}
        self._resting: dict[str, bool] = {} if outer is None else outer._resting_for(frozenset(self._bound))
        self._rests_on: dict[frozenset[str], dict[str, bool]] = {}
        self._resolving: list[str] = [] if outer is None else outer._resolving
        self._moving: dict[int, tuple[Node, bool]] = {}

    @abstractmethod
    def value(self, node: Node) -> Value:
        """The value of a tree."""

    def _resting_for(self, names: frozenset[str]) -> dict[str, bool]:
        return self._rests_on.setdefault(names, {})

    def within(self, bound: Mapping[str, Value], places: Mapping[str, Any] = NOTHING) -> Self:
        """A scope in which these names stand for these values.

        `places` are those of them that are variables at a place, with the variable: a derivative is worked
        out with it free, and its value taken there.
        """
        known = {"assume": self._assume, "real": self.real}
        return type(self)(self._given, bound, self, places=places, **known)  # type: ignore[arg-type]

    def has(self, name: str) -> bool:
        """Whether the name stands for something."""
        return name in self._bound or (self._outer.has(name) if self._outer else name in self._given)

    def given(self, name: str) -> bool:
        """Whether the name has a meaning of its own, and isn't only bound for a while."""
        return name in self._given

    def definition(self, name: str) -> Node | None:
        """The tree that the name was given for its meaning."""
        if name in self._bound:
            return None
        if self._outer is not None:
            return self._outer.definition(name)
        given = self._given.get(name)
        return given if isinstance(given, Node) else None

    def variable_at(self, name: str) -> Any:
        """The variable of which the name, or what it stands for, is a place; or None."""
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            found = self._place(name)
            given = self._given.get(name)
            if found is not None or not isinstance(given, Name):
                return found
            name = given.name
        return None

    def _place(self, name: str) -> Any:
        if name in self._bound:
            return self._places.get(name)
        return None if self._outer is None else self._outer._place(name)

    def variable(self, name: str) -> Any:
        """The variable of that name, with what is assumed of it."""
        from touchstone.maths.symbolic import variable

        return variable(name, self._assume.get(name, "real"))

    def named(self, name: str) -> Value:
        """The value of a name. Raises CannotEvaluate when its definition has none."""
        if name in self._bound:
            return self._bound[name]
        if self._outer is not None and not self._rests(name):
            return self._outer.named(name)
        if name not in self._known:
            self._known[name] = self._define(name)
        return self._known[name]

    def _define(self, name: str) -> Value:
        if name not in self._given:
            return Symbolic(self.variable(name))
        given = self._given[name]
        if isinstance(given, CannotEvaluate):
            raise CannotEvaluate(str(given))
        if not isinstance(given, Node):
            return given
        if name in self._resolving:
            circle = " → ".join([*self._resolving[self._resolving.index(name) :], name])
            raise CannotEvaluate(f"the definition of {name} leads back to itself: {circle}")
        self._resolving.append(name)
        try:
            return self.value(given)
        finally:
            self._resolving.pop()

    def _rests(self, name: str) -> bool:
        """Whether a definition uses, directly or through others, a name that is bound here."""
        if name not in self._resting:
            self._resting[name] = False  # a circle rests on nothing; `_define` reports it
            given = self._given.get(name)
            if isinstance(given, Node):
                self._resting[name] = any(
                    used in self._bound or self._rests(used) for used in names_in(given)
                )
        return self._resting[name]

    def _moves(self, node: Node) -> bool:
        """Whether the node uses a name that is bound here."""
        if identity(node) not in self._moving:
            moves = any(name in self._bound or self._rests(name) for name in names_in(node))
            self._moving[identity(node)] = node, moves
        return self._moving[identity(node)][1]

    def fixed(self, node: Node) -> Value:
        """The value of a node that will be met again: `mean(x)` in a sum over x."""
        if identity(node) not in self._fixed:
            self._fixed[identity(node)] = node, self.value(node)
        return self._fixed[identity(node)][1]
