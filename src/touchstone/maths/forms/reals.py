"""Which factors can't be split over the real numbers: linear ones, and quadratics without a real root.

Roots such as `sqrt(2)` are numbers of 30 digits or more here: that the value is right is known by now.
"""

from __future__ import annotations

import math
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.forms.polynomials import MAX_DEGREE, MAX_TERMS, CannotJudge, factor_list
from touchstone.maths.kinds import scalars
from touchstone.maths.statements.polynomials import NotRational
from touchstone.maths.statements.systems import Polynomial, fraction_of
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Name, Node, children

WITHOUT_I = "Factor it over the real numbers, without i."
# What two values of 30 digits or more differ by at most when they are the same one.
EPSILON = Fraction(1, 10**25)
# A quotient of small whole numbers, where a common factor such as sqrt(2) was left in every term.
SMALL = 1000
MOST_ROOTS = 12


def polynomial(node: Node) -> tuple[Polynomial, bool]:
    """Coefficients by the powers of the names, and whether all of them are exact. Raises CannotJudge."""
    values = dict[str, Fraction]()
    bare = _with_letters(node, values)
    names, letters = sorted(names_in(node)), list(values)
    try:
        over, under = fraction_of(bare, [*names, *letters])
    except (NotRational, ZeroDivisionError, exact.NoValue):
        raise CannotJudge("no polynomial") from None
    if any(sum(powers[: len(names)]) for powers in under):
        raise CannotJudge("a fraction")
    known = list(values.values())
    top, bottom = (_worked_out(part, len(names), known) for part in (over, under))
    scale = next(iter(bottom.values()), None)
    if not top or not scale or len(top) > MAX_TERMS or max(map(sum, top)) > MAX_DEGREE:
        raise CannotJudge("too large")
    return {powers: value / scale for powers, value in top.items()}, not values


def _with_letters(node: Node, values: dict[str, Fraction]) -> Node:
    """The tree with a letter for each number that is no fraction; `values` says what each is worth."""
    if not names_in(node):
        if exact.rational(node) is not None:
            return node
        value = scalars.digits(node)
        if value is None or len(values) == MOST_ROOTS:
            raise CannotJudge("no real number")
        letter = f"•{len(values)}"
        values[letter] = value
        return Name(letter)
    return rebuilt(node, [_with_letters(part, values) for part in children(node)])


def _worked_out(part: Polynomial, count: int, known: list[Fraction]) -> Polynomial:
    """The polynomial in the first `count` letters, the others replaced by what they are worth."""
    found, sizes = dict[tuple[int, ...], Fraction](), dict[tuple[int, ...], Fraction]()
    for powers, factor in part.items():
        value = factor * math.prod(v**n for v, n in zip(known, powers[count:], strict=True))
        head = powers[:count]
        found[head] = found.get(head, Fraction(0)) + value
        sizes[head] = max(sizes.get(head, Fraction(0)), abs(value))
    return {head: value for head, value in found.items() if abs(value) > EPSILON * sizes[head]}


def complex_in(node: Node) -> bool:
    """Whether i is written, which has no place over the real numbers."""
    return "i" in traits(node).constants


def splits(found: Polynomial, names: list[str], *, exactly: bool) -> bool:
    """Whether a polynomial is a product of two others with real coefficients. Raises CannotJudge."""
    degree = max(map(sum, found))
    if degree <= 1:
        return False
    if degree == 2:
        return _quadratic_splits(found, len(names))
    alone = len(names) == 1
    if alone or (len(names) == 2 and len(set(map(sum, found))) == 1):  # as x^3 - 2y^3 is, in x/y
        return True
    if exactly and sum(power for _, power in factor_list(found, names)[1]) > 1:
        return True
    raise CannotJudge("several variables")


def _quadratic_splits(found: Polynomial, count: int) -> bool:
    """By the signs of its squares: `L^2` and `L^2 - M^2` split, `L^2 + M^2` and what has three don't."""
    rows = [[Fraction(0)] * (count + 1) for _ in range(count + 1)]
    for powers, value in found.items():
        places = [at for at, n in enumerate(powers) for _ in range(n)]
        a, b = [*places, count, count][:2]
        rows[a][b] += value / 2
        rows[b][a] += value / 2
    signs = _signs(rows)
    return len(signs) == 1 or (len(signs) == 2 and signs[0] != signs[1])


def _signs(rows: list[list[Fraction]]) -> list[bool]:
    """Whether each square of a quadratic form is added: Lagrange's way to a sum of squares."""
    size = max(abs(value) for row in rows for value in row)
    small = EPSILON * size

    def zero(value: Fraction) -> bool:
        return abs(value) <= small

    signs = list[bool]()
    rest = list(range(len(rows)))
    while pair := next(((i, j) for i in rest for j in rest if i <= j and not zero(rows[i][j])), None):
        pivot = next((i for i in rest if not zero(rows[i][i])), None)
        if pivot is None:  # 2xy is (x + y)^2 less x^2 and y^2: the row of y is added to that of x
            i, j = pair
            for k in rest:
                rows[i][k] += rows[j][k]
            for k in rest:
                rows[k][i] += rows[k][j]
            continue
        signs.append(rows[pivot][pivot] > 0)
        rest.remove(pivot)
        for i in rest:
            for j in rest:
                rows[i][j] -= rows[i][pivot] * rows[pivot][j] / rows[pivot][pivot]
    return signs


def common_root(found: Polynomial) -> bool:
    """Whether each term has the same root as a factor, as both of `sqrt(2) x + sqrt(2)` do."""
    lead = found[max(found)]
    ratios = [value / lead for value in found.values()]
    small = all(abs(ratio - ratio.limit_denominator(SMALL)) < EPSILON for ratio in ratios)
    rational = abs(lead - lead.limit_denominator(SMALL)) < EPSILON
    return len(ratios) > 1 and small and not rational


def up_to_scale(node: Node) -> object:
    """The same for factors that differ by a number."""
    found, _ = polynomial(node)
    lead = found[max(found)]
    return tuple(sorted(names_in(node))), frozenset(
        (powers, round(value / lead / EPSILON)) for powers, value in found.items()
    )
