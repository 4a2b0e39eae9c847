"""Products taken apart: what doesn't run is raised to the number of factors, a base to the sum of exponents.

`\\prod_{i=1}^n \\theta e^{-\\theta x_i}` is `\\theta^n e^{\\sum_{i=1}^n -\\theta x_i}`. What is raised to a
letter is positive, as everywhere; what is left is a product of one factor that runs, for which `normal` has a
letter.
"""

from __future__ import annotations

from touchstone.maths.substitution import rebuilt
from touchstone.maths.sums import normal
from touchstone.maths.sums.binding import PRODUCT, SUM, Open, holds, is_sum, letter, sums_in
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Call,
    Constant,
    Divide,
    Multiply,
    Negative,
    Node,
    Power,
    children,
)


def taken_apart(node: Node, *, logarithms: bool) -> Node:
    """The tree with its products taken apart. Raises Open where the number of factors isn't plain."""
    if not any(one.function == PRODUCT for one in sums_in(node)):
        return node
    if logarithms and (found := _logarithm(node)) is not None:
        return taken_apart(found, logarithms=logarithms)
    node = rebuilt(node, [taken_apart(part, logarithms=logarithms) for part in children(node)])
    if isinstance(node, Call) and node.function == PRODUCT and is_sum(node):
        return _Product(node).of(node.arguments[0])
    return node


def _logarithm(node: Node) -> Node | None:
    """The sum of the logarithms for that of a product, wherever they all have a value."""
    match node:
        case Call(function=("ln" | "log") as ln, arguments=(Call(arguments=(term, *rest)) as inner,)) if (
            is_sum(inner) and inner.function == PRODUCT
        ):
            return Call(SUM, (Call(ln, (term,)), *rest))
    return None


class _Product:
    """A product, factor by factor."""

    def __init__(self, node: Call) -> None:
        self._rest = node.arguments[1:]
        self._running = letter(node)

    def of(self, factor: Node) -> Node:
        """The product of one factor."""
        if not any(holds(name, self._running) for name in names_in(factor)):
            return Power(factor, self._count())
        match factor:
            case Multiply(factors=factors):
                return Multiply(tuple(map(self.of, factors)))
            case Divide(numerator=above, denominator=below):
                return Divide(self.of(above), self.of(below))
            case Negative(operand=inner):
                return Multiply((Power(normal.MINUS, self._count()), self.of(inner)))
            case Call(function="exp", arguments=(exponent,)):
                return Power(Constant("e"), self._sum(exponent))
            case Call(function="sqrt", arguments=(inner,)):
                return Call("sqrt", (self.of(inner),))
            case Power(base=base, exponent=exponent):
                return self._power(factor, base, exponent)
        return Call(PRODUCT, (factor, *self._rest))

    def _power(self, whole: Node, base: Node, exponent: Node) -> Node:
        below, above = (
            any(holds(name, self._running) for name in names_in(node)) for node in (base, exponent)
        )
        if not below:
            return Power(base, self._sum(exponent))
        return Call(PRODUCT, (whole, *self._rest)) if above else Power(self.of(base), exponent)

    def _sum(self, term: Node) -> Node:
        return Call(SUM, (term, *self._rest))

    def _count(self) -> Node:
        ends = self._rest[1:]
        found = normal.count(*ends) if len(ends) == 2 else None
        if found is None:
            raise Open
        return found
