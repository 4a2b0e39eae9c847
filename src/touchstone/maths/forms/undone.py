"""Whether an answer in one of the forms of algebra leaves its work to a trick: `1/(x+1)^-2`, `|x+1|^2`."""

from __future__ import annotations

from touchstone.maths.forms import material
from touchstone.maths.forms.collected import LIKE, untidy
from touchstone.maths.forms.factors import REALS
from touchstone.maths.forms.idle import SIGNS, idle
from touchstone.maths.forms.polynomials import CannotJudge
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Divide, Multiply, Node, Number, children, walk

# Forms whose sums are collected, beside those that look at it themselves.
COLLECTED = frozenset({"lowest_terms", "partial_fractions"})
# Forms in which numbers may be multiplied: 2*3 is 6 factored, (3 + 2)/6 a single fraction.
WITH_NUMBERS = frozenset({"factored", "single_fraction"})
# Forms in which roots come up that the key has none of: `(x - sqrt(2))(x + sqrt(2))`.
WITH_ROOTS = frozenset({"factored", "partial_fractions"})


def undone(form: str, key: Node, answer: Node, over: str) -> str | None:
    """What an answer may not be written with beside its key, or what does nothing. Raises CannotJudge."""
    found = idle(halves(answer, of_letters=form == "partial_fractions"), numbers=form not in WITH_NUMBERS)
    if found == SIGNS and form == "completed_square":  # (x - (-1))^2 is a (x - h)^2 with h = -1
        raise CannotJudge("two signs")
    found = found or material.foreign(key, answer) or (_alike(answer) if form in COLLECTED else None)
    if found or over == REALS:
        return found
    found = material.foreign_numbers(key, answer)
    if found and form in WITH_ROOTS:
        raise CannotJudge("roots")
    return found


def _alike(answer: Node) -> str | None:
    sums = (part for part in walk(answer) if isinstance(part, Add))
    return LIKE if any(untidy(part) == LIKE for part in sums) else None


def halves(node: Node, *, of_letters: bool = False) -> Node:
    """The tree with `x*1/2` as x times a half: the 1 over a number isn't a factor of its own.

    In partial fractions `1/2*1/(x-1)` is a half times a fraction too.
    """
    parts = [halves(part, of_letters=of_letters) for part in children(node)]
    node = rebuilt(node, parts) if parts else node
    match node:
        case Divide(numerator=Multiply(factors=(*others, Number(value=one) as last)), denominator=under):
            if one == 1 and others and (of_letters or not names_in(under)):
                return Multiply((*others, Divide(last, under)), node.span)
    return node
