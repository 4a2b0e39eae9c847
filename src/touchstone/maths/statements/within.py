"""Equations with `cos(t)` as a letter, where t stands nowhere else: Snell's law, the law of cosines.

What agrees for every value of the letter agrees for those that the function takes. Single values that are
passed over stay single ones: the function is analytic and not constant, so that it takes none of its values
on a whole interval, and no other part of the equation hangs on t.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from touchstone.maths import exact
from touchstone.maths.domain import Domain
from touchstone.maths.statements.formula import Condition, Formula
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Call, Multiply, Name, Negative, Node, children, walk

STEP = "a function's value as a letter"
FUNCTIONS = frozenset({"sin", "cos", "exp", "sinh", "cosh", "tanh", "atan"})
# A letter whose values are single ones runs through no interval.
_SINGLE = ("integer", "count", "complex")


def as_letters(a: Formula, b: Formula, domain: Domain) -> tuple[Formula, Formula] | None:
    """Both equations with letters for such values; None where there are none."""
    if not isinstance(a, Condition) or not isinstance(b, Condition):
        return None
    if not (traits(a.f).functions | traits(b.f).functions) & FUNCTIONS:
        return None
    letters = {call: Name(f"•{n}") for n, call in enumerate(sorted(_alone(a.f, b.f, domain), key=repr))}
    if not letters:
        return None
    return Condition(_replaced(a.f, letters), a.op), Condition(_replaced(b.f, letters), b.op)


def _alone(f: Node, g: Node, domain: Domain) -> Iterator[Call]:
    """Values of functions, in both equations, of letters that stand nowhere else."""
    calls = [{part for part in walk(side) if _plain(part)} for side in (f, g)]
    written = [Counter(part.name for part in walk(side) if isinstance(part, Name)) for side in (f, g)]
    for call in calls[0] & calls[1]:
        if not isinstance(call, Call):
            continue
        (name,) = names_in(call)
        times = [sum(part == call for part in walk(side)) for side in (f, g)]
        alone = all(count[name] == often for count, often in zip(written, times, strict=True))
        if alone and domain.assume.get(name) not in _SINGLE:
            yield call


def _plain(part: Node) -> bool:
    """`cos(t)`, `sin(2t)`: of one letter, written once, times a number."""
    return isinstance(part, Call) and part.function in FUNCTIONS and _times_a_letter(part.arguments[0])


def _times_a_letter(f: Node) -> bool:
    match f:
        case Name():
            return True
        case Negative(operand=inner):
            return _times_a_letter(inner)
        case Multiply(factors=factors):
            numbers = [exact.rational(part) for part in factors if not isinstance(part, Name)]
            return len(numbers) == len(factors) - 1 and all(numbers)
    return False


def _replaced(f: Node, letters: dict[Call, Name]) -> Node:
    if isinstance(f, Call) and f in letters:
        return letters[f]
    return rebuilt(f, [_replaced(part, letters) for part in children(f)])
