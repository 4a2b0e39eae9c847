"""Solutions that are numbered, `x = n*pi`, as an equation that says so without the number: `sin(x) = 0`.

`x = c + d*n` for whole n holds where `sin(pi*(x - c)/d)` is zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from touchstone.maths import exact
from touchstone.maths.arrays import ZERO, number
from touchstone.maths.derivative import NoDerivative, derivative
from touchstone.maths.statements.formula import Condition, Every, Formula, Some, conditions, variables
from touchstone.maths.statements.systems import coefficients
from touchstone.maths.substitution import rebuilt, substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Add, Call, Constant, Divide, Multiply, Name, Negative, Node, children

# Letters that number solutions where nothing is declared of them.
USUAL = frozenset({"n", "k", "m"})
WHOLE = frozenset({"integer", "count"})
PI = Constant("pi")


def numbering_both(a: Formula, b: Formula, assume: Mapping[str, str]) -> Mapping[str, str]:
    """What is assumed: where one side's letter numbers for sure, the other side's usual one does, too."""
    mine, theirs = variables(a), variables(b)
    if not any(assume.get(n) in WHOLE for n in mine ^ theirs):
        return assume
    usual = {n for n in (mine ^ theirs) & USUAL if n not in assume}
    return {**assume, **dict.fromkeys(usual, "integer")}


class _NoFamily(ValueError):
    """Not an equation `x = c + d*n`."""


def without_numbers(a: Formula, b: Formula, assume: Mapping[str, str]) -> tuple[Formula, Formula] | None:
    """Both statements about the unknown alone; None where none is numbered, or where that isn't known.

    A letter numbers solutions where it is declared whole, or is a usual one of which nothing is declared.
    """
    found = [_numbering(side, assume) for side in (a, b)]
    if found == [None, None]:
        return None
    unknowns = {name for side, n in zip((a, b), found, strict=True) for name in variables(side) if name != n}
    if len(unknowns) != 1:
        return None
    (x,) = unknowns
    try:
        return _unnumbered(a, x, found[0]), _unnumbered(b, x, found[1])
    except (_NoFamily, NoDerivative, exact.NoValue):
        return None


def _numbering(of: Formula, assume: Mapping[str, str]) -> str | None:
    """The letter that numbers the solutions."""
    names = variables(of)
    letters = [n for n in names if assume.get(n) in WHOLE or (n in USUAL and n not in assume)]
    return letters[0] if len(names) == 2 and len(letters) == 1 else None


def _unnumbered(of: Formula, x: str, n: str | None) -> Formula:
    if n is None:
        return of
    match of:
        case Condition(f=f, op="="):
            return Condition(_sine(f, x, n), "=")
        case Some(parts=parts):
            return Some(tuple(_unnumbered(part, x, n) for part in parts))
    raise _NoFamily


def first_places(of: Formula, x: str, assume: Mapping[str, str]) -> Iterator[Node]:
    """The solutions with the numbers 1 and 2; whatever counts has them."""
    n = _numbering(of, assume)
    for condition in conditions(of) if n is not None else ():
        slope = exact.rational(derivative(condition.f, x))
        if n is None or not slope or n not in names_in(condition.f):
            continue
        for k in (1, 2):
            at = substitute(condition.f, {x: ZERO, n: number(Fraction(k))})
            if not names_in(at):
                yield Divide(at, number(-slope))


def _sine(f: Node, x: str, n: str) -> Node:
    """`sin(pi*(x - c)/d)` for `x = c + d*n`."""
    if n not in names_in(f):
        return f
    start, turns = _start_and_turns(f, x, n)
    return Call("sin", (Divide(Add((Name(x), Negative(start))), number(turns)),))


def one_row(of: Formula, x: str, assume: Mapping[str, str]) -> tuple[Node, Fraction] | None:
    """c and q of `x = c + q pi n`, which is all that is said."""
    n = _numbering(of, assume)
    if n is None or not isinstance(of, Condition) or of.op != "=" or assume.get(n, "integer") != "integer":
        return None
    try:
        return _start_and_turns(of.f, x, n)
    except (_NoFamily, NoDerivative, exact.NoValue):
        return None


def _start_and_turns(f: Node, x: str, n: str) -> tuple[Node, Fraction]:
    slope = exact.rational(derivative(f, x))
    if not slope:
        raise _NoFamily
    at = Divide(substitute(f, {x: ZERO}), number(-slope))
    step = derivative(at, n)
    start = substitute(at, {n: ZERO})
    if names_in(step) or names_in(start):
        raise _NoFamily
    turns = in_pi(step)
    if not turns:
        raise _NoFamily
    return start, turns


def in_pi(step: Node) -> Fraction | None:
    """q for q·pi."""
    found = in_turns(step)
    return found[1] if found is not None and found[0] == 0 and found[1] else None


_PI = Name("pi•")  # no text can be read as this name


def in_turns(node: Node) -> tuple[Fraction, Fraction] | None:
    """p and q of a number p + q·pi, as a polynomial in pi shows; None for any other number."""
    found = coefficients(_lettered(node))
    if found is None or not {(), ((_PI.name, 1),)}.issuperset(found):
        return None
    return found.get((), Fraction(0)), found.get(((_PI.name, 1),), Fraction(0))


def _lettered(node: Node) -> Node:
    """The node with a letter in place of pi."""
    if node == PI:
        return _PI
    if "pi" not in traits(node).constants and "degrees" not in traits(node).functions:
        return node
    if isinstance(node, Call) and node.function == "degrees":
        return Multiply((number(Fraction(1, 180)), _PI, *map(_lettered, node.arguments)))
    return rebuilt(node, [_lettered(part) for part in children(node)])


def renamed(a: Formula, b: Formula, assume: Mapping[str, str]) -> Formula | None:
    """b with the letter that numbers its solutions called as in a; None where that changes nothing."""
    n, k = (_numbering(side, assume) for side in (a, b))
    if n is None or k is None or n == k or n in variables(b):
        return None
    # `y = k` beside `y = m`: where nothing is declared, only multiples of pi are surely numbered.
    declared = assume.get(n) in WHOLE or assume.get(k) in WHOLE
    if not declared and not all("pi" in traits(c.f).constants for side in (a, b) for c in conditions(side)):
        return None
    return _renamed(b, {k: Name(n)})


def _renamed(of: Formula, names: dict[str, Node]) -> Formula:
    match of:
        case Condition(f=f, op=op):
            return Condition(substitute(f, names), op)
        case Every(parts=parts):
            return Every(tuple(_renamed(part, names) for part in parts))
        case Some(parts=parts):
            return Some(tuple(_renamed(part, names) for part in parts))
    return of


def in_radians(node: Node) -> Node:
    """Degrees as parts of pi, where a letter may number solutions: `x = 30° + 360° n`."""
    if "degrees" not in traits(node).functions or not names_in(node) & USUAL:
        return node
    return as_radians(node)


def as_radians(node: Node) -> Node:
    """Each angle in degrees as a part of pi."""
    if "degrees" not in traits(node).functions:
        return node
    parts = [as_radians(part) for part in children(node)]
    if isinstance(node, Call) and node.function == "degrees":
        return Divide(Multiply((*parts, PI)), number(Fraction(180)))
    return rebuilt(node, parts)
