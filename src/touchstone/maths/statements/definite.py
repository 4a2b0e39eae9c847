"""`x^2 + y^2 - 4x + 2y + 5 = 0` as `x = 2 and y = -1`: quadratic forms that have one sign apart from zero.

Such a polynomial is a sum of squares of linear ones, all with positive factors or all with negative ones, and
so it is zero at real points where all of these are. A product of polynomials is zero where one of them is.
"""

from __future__ import annotations

from fractions import Fraction

from touchstone.maths.arrays import ZERO, number
from touchstone.maths.statements.constants import never_negative, zero_of_squares
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, Truth, conditions
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Multiply, Name, Negative, Node, Power

MOST_NAMES = 4
# Polynomials of a higher degree, or with more terms, are not taken apart.
MOST_DEGREE, MOST_TERMS = 6, 20

Row = list[Fraction]
Coefficients = dict[tuple[tuple[str, int], ...], Fraction]


def apart(a: Formula, b: Formula) -> tuple[Formula, Formula]:
    """Both statements with such conditions written out.

    Two equations without a real solution need not be the same equation: they stay as they are.
    """
    written = in_squares(a), in_squares(b)
    said = any(conditions(a)) and any(conditions(b))
    return (a, b) if said and not all(any(conditions(part)) for part in written) else written


def in_squares(of: Formula) -> Formula:
    """The formula with such equations and inequalities in several real variables written out."""
    match of:
        case Condition(f=f, op=op) if 1 < len(names_in(f)) <= MOST_NAMES:
            return _written(f, op) or of
        case Every(parts=parts):
            return Every(tuple(map(in_squares, parts)))
        case Some(parts=parts):
            return _without_idle([one for part in parts for one in _ways(in_squares(part))])
    return of


def _ways(of: Formula) -> tuple[Formula, ...]:
    return of.parts if isinstance(of, Some) else (of,)


def _written(f: Node, op: str) -> Formula | None:
    sign, zero = _definite(f)
    if zero is not None:
        elsewhere = _unequal(zero)
        found: dict[str, Formula] = {"=": zero, "!=": elsewhere}
        found["<="] = zero if sign > 0 else Truth(True)
        found["<"] = Truth(False) if sign > 0 else elsewhere
        return found[op]
    if op != "=":
        return None
    if isinstance(f, Add) and never_negative(f):
        zero = zero_of_squares(f)
        return Truth(False) if isinstance(zero, Every) and Truth(False) in zero.parts else zero
    parts = _factors(f)
    found_parts = [_definite(part)[1] for part in parts]
    if len(parts) < 2 or not any(found_parts):
        return None
    ways = [zero or Condition(part, "=") for part, zero in zip(parts, found_parts, strict=True)]
    return _without_idle(ways)


def _unequal(zero: Formula) -> Formula:
    """That not all of these are zero."""
    if isinstance(zero, Truth):
        return Truth(not zero.value)
    parts = zero.parts if isinstance(zero, Every) else (zero,)
    return Some(tuple(Condition(part.f, "!=") for part in parts if isinstance(part, Condition)))


def _definite(f: Node) -> tuple[int, Formula | None]:
    """The sign of a quadratic polynomial that has only one, apart from zero, and where it is zero."""
    found = coefficients(f)
    names = sorted(names_in(f))
    if found is None or len(names) < 2 or any(sum(n for _, n in powers) > 2 for powers in found):
        return 0, None
    parts = squares(matrix(found, names))
    if parts is None or len({d > 0 for d, _ in parts}) != 1:
        return 0, None
    rows = _reduced([row for _, row in parts])
    sign = 1 if parts[0][0] > 0 else -1
    if rows is None:
        return sign, Truth(False)
    ways = tuple(Condition(line(row, names), "=") for row in rows)
    return sign, ways[0] if len(ways) == 1 else Every(ways)


def matrix(found: Coefficients, names: list[str]) -> list[Row]:
    """The symmetric matrix of the form, the constant as a last variable that is 1."""
    size = len(names) + 1
    rows = [[Fraction(0)] * size for _ in range(size)]
    for powers, c in found.items():
        places = [names.index(name) for name, n in powers for _ in range(n)]
        i, j = (*places, size - 1, size - 1)[:2]
        rows[i][j] += c / 2
        rows[j][i] += c / 2
    return rows


def squares(rows: list[Row]) -> list[tuple[Fraction, Row]] | None:
    """d and l with the sum of d l^2; None where it has products that are no part of a square."""
    size = len(rows)
    found = []
    for at in range(size):
        d = rows[at][at]
        if not d:
            if any(rows[at]):
                return None
            continue
        row = [value / d for value in rows[at]]
        found.append((d, row))
        rows = [[rows[i][j] - d * row[i] * row[j] for j in range(size)] for i in range(size)]
    return found


def _reduced(rows: list[Row]) -> list[Row] | None:
    """Linear equations solved for their first variables; None where the last says that 1 is 0."""
    solved: list[Row] = []
    for row in reversed(rows):
        first = next(i for i, value in enumerate(row) if value)
        if first == len(row) - 1:
            return None
        for other in solved:
            at = next(i for i, value in enumerate(other) if value)
            row = [x - row[at] * y for x, y in zip(row, other, strict=True)]
        solved.append(row)
    return solved[::-1]


def line(row: Row, names: list[str]) -> Node:
    """`x - 2` and `x - y/2`: the first variable, and what it is equal to."""
    first, *others = [(name, c) for name, c in zip(names, row, strict=False) if c]
    terms: list[Node] = [Multiply((number(-c), Name(name))) for name, c in others]
    if row[-1]:
        terms.append(number(-row[-1]))
    if not terms:
        return Name(first[0])
    return Add((Name(first[0]), Negative(terms[0] if len(terms) == 1 else Add(tuple(terms)))))


def _factors(f: Node) -> list[Node]:
    """Polynomials of which f is the product, up to a number and to their powers."""
    if isinstance(f, Multiply):
        parts = [part.base if isinstance(part, Power) else part for part in f.factors if names_in(part)]
        return parts if all(coefficients(part) is not None for part in f.factors) else []
    found = coefficients(f)
    if not found or len(found) > MOST_TERMS:  # what is zero everywhere has no terms
        return []
    if not 2 < max(sum(n for _, n in powers) for powers in found) <= MOST_DEGREE:
        return []
    import sympy

    names = sorted(names_in(f))
    symbols = sympy.symbols([f"v{i}" for i in range(len(names))])
    terms = {tuple(dict(powers).get(name, 0) for name in names): c for powers, c in found.items()}
    poly = sympy.Poly.from_dict(
        {m: sympy.Rational(c.numerator, c.denominator) for m, c in terms.items()}, *symbols
    )
    return [_tree(part, names) for part, _ in poly.factor_list()[1]]


def _tree(poly: object, names: list[str]) -> Node:
    terms: list[Node] = []
    for powers, c in poly.terms():  # type: ignore[attr-defined]
        letters = [Power(Name(name), number(Fraction(n))) for name, n in zip(names, powers, strict=True) if n]
        terms.append(Multiply((number(Fraction(int(c.p), int(c.q))), *letters)))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _without_idle(ways: list[Formula]) -> Formula:
    """Without what holds only where another of the ways does: `x = y or x = 0 and y = 0` is `x = y`."""
    kept = [way for way in ways if way != Truth(False)]
    for way in list(kept):
        values = _values(way)
        if values and any(other is not way and _zero_there(other, values) for other in kept):
            kept.remove(way)
    return kept[0] if len(kept) == 1 else Some(tuple(kept)) if kept else Truth(False)


def _values(way: Formula) -> dict[str, Node]:
    """What the equations say of their first variables, in terms of others."""
    values: dict[str, Node] = {}
    for part in way.parts if isinstance(way, Every) else ():
        match part:
            case Condition(f=Name(name=name), op="="):
                values[name] = ZERO
            case Condition(f=Add(terms=(Name(name=name), Negative(operand=value))), op="="):
                values[name] = value
            case _:
                return {}
    return values


def _zero_there(other: Formula, values: dict[str, Node]) -> bool:
    if not isinstance(other, Condition) or other.op != "=":
        return False
    return coefficients(substitute(other.f, values)) == {}
