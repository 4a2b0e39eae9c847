"""Classes of growth: `O(n log n)` and `O(n log_2 n)` are one, though no function nor factor O makes them so.

What was refuted so is looked at once more by how fast it grows. Nothing is confirmed here: whether `O(2n)`
will do for `O(n)` a person says.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from touchstone.maths import exact
from touchstone.maths.exact import NoValue
from touchstone.maths.judging import Judging
from touchstone.maths.keys import BadKey
from touchstone.maths.row import GradeRow
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Call, Divide, Multiply, Name, Negative, Node, Power
from touchstone.maths.unknowns import Doubtful, Unknowns
from touchstone.maths.unreadable import Unreadable

STEP = "classes of growth"
OPEN = "Whether classes of growth may be written like this is for a person to say."
LETTERS = ("O", "o", "Theta", "Omega")
_LOGARITHMS = frozenset({"log", "ln", "log2", "log10", "lg"})


class Growth(NamedTuple):
    """How fast b^n n^k (log n)^l grows: compared in this order."""

    base: Fraction
    power: Fraction
    logs: Fraction


ONE = Growth(Fraction(1), Fraction(0), Fraction(0))


class _Classes(Unknowns):
    """Classes of growth, of which two are one where what they hold grows alike."""

    def _same(self, one: Call, other: Call) -> bool:
        if one.function not in LETTERS or len(one.arguments) != 1 or len(other.arguments) != 1:
            return super()._same(one, other)
        names = names_in(one) | names_in(other)
        mine, theirs = growth(one.arguments[0]), growth(other.arguments[0])
        if len(names) > 1 or mine is None or theirs is None:
            if super()._same(one, other):
                return True
            raise Doubtful
        return mine == theirs


class _Question(Judging):
    naming = _Classes


def may_be(row: GradeRow, text: str) -> bool:
    """Whether a refuted answer may be right: its classes of growth are the key's, or may be."""
    assert isinstance(row.key, str)
    free = [letter for letter in LETTERS if letter not in {*row.names, *row.assume}]
    called = row.model_copy(update={"names": [*row.names, *(f"{letter}()" for letter in free)]})
    try:
        question = _Question(called)
        read = question.read(text)
        if isinstance(read, Unreadable):
            return False
        return question.judge(read).outcome != "incorrect"
    except (BadKey, Doubtful, NoValue):
        return True


def growth(node: Node) -> Growth | None:
    """The class of an expression in one letter; None where that isn't seen."""
    if not names_in(node):
        value = exact.rational(node)
        return ONE if value is None or value > 0 else None
    match node:
        case Name():
            return ONE._replace(power=Fraction(1))
        case Call(function="sqrt", arguments=(inner,)):
            return _raised(growth(inner), Fraction(1, 2))
        case Call(function=name, arguments=(inner, *base)) if name in _LOGARITHMS:
            return None if any(map(names_in, base)) else _logarithm(growth(inner))
        case Multiply(factors=parts):
            return _times(list(map(growth, parts)))
        case Divide(numerator=above, denominator=below):
            return _times([growth(above), _raised(growth(below), Fraction(-1))])
        case Power(base=base, exponent=exponent) if not names_in(exponent):
            value = exact.rational(exponent)
            return None if value is None else _raised(growth(base), value)
        case Power(base=base, exponent=Name()) if not names_in(base):
            value = exact.rational(base)
            return None if value is None or value <= 0 else ONE._replace(base=value)
        case Add(terms=terms):
            return _most(terms)
    return None


def _raised(found: Growth | None, by: Fraction) -> Growth | None:
    if found is None or (by.denominator != 1 and found.base != 1):
        return None
    return Growth(found.base ** int(by) if found.base != 1 else ONE.base, found.power * by, found.logs * by)


def _times(parts: list[Growth | None]) -> Growth | None:
    whole = ONE
    for part in parts:
        if part is None:
            return None
        whole = Growth(whole.base * part.base, whole.power + part.power, whole.logs + part.logs)
    return whole


def _logarithm(inner: Growth | None) -> Growth | None:
    """log n for what grows like a power, n for what grows like an exponential."""
    if inner is None or inner < ONE or inner == ONE or (inner.base == 1 and not inner.power):
        return None
    return ONE._replace(power=Fraction(1)) if inner.base > 1 else ONE._replace(logs=Fraction(1))


def _most(terms: tuple[Node, ...]) -> Growth | None:
    """The class of the term that grows fastest, which nothing takes away."""
    added = [growth(term) for term in terms if not isinstance(term, Negative)]
    taken = [growth(term.operand) for term in terms if isinstance(term, Negative)]
    known = [one for one in added if one is not None]
    if not known or len(known) < len(added) or None in taken:
        return None
    most = max(known)
    return most if all(one is not None and one < most for one in taken) else None
