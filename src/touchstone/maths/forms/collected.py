"""Whether a sum is tidied up: no two like terms, no zeros, and in each term one number and each base once."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths import exact
from touchstone.maths.forms.numbers import literal, mixed_number, quotient, value_of
from touchstone.maths.forms.structure import Key, canonical
from touchstone.maths.tree import Add, Divide, Multiply, Negative, Node, Power

LIKE = "Collect like terms."
NOTHING = "Leave out what is zero."
NUMBERS = "Work out the numbers."
POWERS = "Write what is multiplied by itself as a power."


def untidy(node: Node) -> str | None:
    """What is left to collect in a sum, or None."""
    terms = list(_terms(node))
    seen: set[Key] = set()
    for term in terms:
        if len(terms) > 1 and _zero(term):
            return NOTHING
        numbers, bases = _parts(term)
        if any(map(_zero, numbers)) and len(numbers) + len(bases) > 1:
            return NOTHING
        if len(numbers) > 1 or not all(map(_written_out, numbers)):
            return NUMBERS
        keys = [canonical(base) for base, _ in bases]
        if len(set(keys)) < len(keys):
            return POWERS
        whole: Key = ("term", *sorted(zip(map(repr, keys), (n for _, n in bases), strict=True)))
        if whole in seen:
            return LIKE
        seen.add(whole)
    return None


def _terms(node: Node) -> Iterator[Node]:
    match node:
        case Add(terms=terms) if not mixed_number(node):
            for term in terms:
                yield from _terms(term)
        case Negative(operand=inner):
            yield from _terms(inner)
        case _:
            yield node


def _parts(term: Node, power: int = 1) -> tuple[list[Node], list[tuple[Node, int]]]:
    """The numbers of a term, and its other factors with their whole powers; a/b counts as one number."""
    if value_of(term) is not None:
        return [term], []
    match term:
        case Negative(operand=inner):
            return _parts(inner, power)
        case Multiply(factors=factors):
            return _joined([_parts(factor, power) for factor in factors])
        case Divide(numerator=over, denominator=under):
            numbers, bases = _joined([_parts(over, power), _parts(under, -power)])
            # 3x/4 holds one fraction, written on both sides of the line.
            one = len(numbers) == 2 and _literals(over, under)
            return ([Divide(numbers[0], numbers[1])] if one else numbers), bases
        case Power(base=base, exponent=exponent) if (n := exact.integer(exponent)) is not None:
            return [], [(base, n * power)]
    return [], [(term, power)]


Parts = tuple[list[Node], list[tuple[Node, int]]]


def _joined(found: list[Parts]) -> Parts:
    return [n for numbers, _ in found for n in numbers], [b for _, bases in found for b in bases]


def _literals(over: Node, under: Node) -> bool:
    """Whether above and below the line there is one literal each."""
    return all(len(found) == 1 and literal(found[0]) for found in (_parts(over)[0], _parts(under)[0]))


def _zero(node: Node) -> bool:
    return value_of(node) == 0


def _written_out(node: Node) -> bool:
    """A literal, perhaps with a sign or in percent, one of them over another, or a mixed number."""
    if isinstance(node, Negative):
        return _written_out(node.operand)
    return literal(node) or quotient(node) or mixed_number(node)
