"""Answers that may differ from the key: by a factor, a sign, the names of variables.

The order of columns, a basis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations

from touchstone.maths import clock, modular, near_scale
from touchstone.maths.arrays import ZERO, transpose
from touchstone.maths.comparing import Setting
from touchstone.maths.equality import compare as same
from touchstone.maths.free_constants import constants_in, may_be_one_family
from touchstone.maths.modular import worth
from touchstone.maths.modular.point import Point
from touchstone.maths.substitution import substitute
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Items, Logic, Matrix, Multiply, Name, Negative, Node, children
from touchstone.maths.verdict import Finding, all_of, different, equal, undecided

Compare = Callable[[Node, Node, Setting], Finding]

STEP = "up to what may differ"
DEPENDENT = "These vectors are no basis: one of them is a combination of the others."
AT_SINGLE_VALUES = "For single values of its letters the space may be another one. A person will look at it."
MAX_NAMES = 5


def compare(key: Node, answer: Node, setting: Setting, plain: Compare) -> Finding:
    """Whether the answer agrees with the key but for what the setting allows to differ."""
    allowed = setting.up_to
    first = plain(key, answer, setting)
    if first.equal and "basis" not in allowed:
        return first
    if "renaming" in allowed:
        return _renamed(key, answer, setting, lambda a, b, s: _but_names(a, b, s, plain))
    return _but_names(key, answer, setting, plain)


def _but_names(key: Node, answer: Node, setting: Setting, plain: Compare) -> Finding:
    allowed = setting.up_to
    if "span" in allowed or "basis" in allowed:
        found = spans(key, answer, basis="basis" in allowed)
        return _nearly_spans(key, answer, setting) if found.different and setting.tolerance else found
    if "column_order" in allowed and isinstance(key, Matrix) and isinstance(answer, Matrix):
        return _columns(key, answer, setting, plain)
    return _scaled(key, answer, setting, plain)


def _scaled(key: Node, answer: Node, setting: Setting, plain: Compare) -> Finding:
    if "scale" in setting.up_to:
        found = _proportional(key, answer, setting.exactly)
        near = setting.tolerance is not None and found.different and _same_shape(key, answer)
        return near_scale.proportional(entries(key), entries(answer), setting) if near else found
    first = plain(key, answer, setting)
    if first.equal or "sign" not in setting.up_to:
        return first
    return plain(negated(key), answer, setting)


def negated(node: Node) -> Node:
    """The negative, entry by entry."""
    if isinstance(node, Matrix):
        return Matrix(tuple(tuple(Negative(entry) for entry in row) for row in node.rows))
    if isinstance(node, Items):
        return Items(node.kind, tuple(negated(item) for item in node.items))
    return Negative(node)


# --- scale ---------------------------------------------------------------------------------------------


def _proportional(key: Node, answer: Node, setting: Setting) -> Finding:
    """answer = c·key for a constant c other than zero: all products crosswise agree."""
    if not _same_shape(key, answer):
        return different(STEP)
    mine, theirs = entries(key), entries(answer)
    if any("oo" in traits(entry).constants for entry in (*mine, *theirs)):
        return all_of(same(a, b, setting) for a, b in zip(mine, theirs, strict=True))  # c·oo is oo for many c
    if len(mine) == 1:
        return modular.proportional(mine[0], theirs[0])
    pivot = next((i for i, entry in enumerate(mine) if same(entry, ZERO, setting).different), None)
    if pivot is None:
        return all_of(same(entry, ZERO, setting) for entry in theirs)
    if not same(theirs[pivot], ZERO, setting).different:
        return different(STEP)
    crossed = (
        same(Multiply((a, theirs[pivot])), Multiply((b, mine[pivot])), setting)
        for a, b in zip(mine, theirs, strict=True)
    )
    finding = all_of(crossed)
    if finding.equal and (names_in(mine[pivot]) | names_in(theirs[pivot])):
        return modular.proportional(mine[pivot], theirs[pivot])
    return finding


def _same_shape(a: Node, b: Node) -> bool:
    if isinstance(a, Matrix) and isinstance(b, Matrix):
        return len(a.rows) == len(b.rows) and len(a.rows[0]) == len(b.rows[0])
    if isinstance(a, Items) and isinstance(b, Items):
        return a.kind == b.kind and len(a.items) == len(b.items)
    return not isinstance(a, Matrix | Items) and not isinstance(b, Matrix | Items)


def entries(node: Node) -> list[Node]:
    """All entries of a matrix, list or tuple, row by row; an expression alone is its own entry."""
    return list(children(node)) if isinstance(node, Matrix | Items) else [node]


# --- columns -------------------------------------------------------------------------------------------


def _columns(key: Matrix, answer: Matrix, setting: Setting, plain: Compare) -> Finding:
    """Each column of the key matched with another of the answer, each up to what else may differ."""
    if not _same_shape(key, answer):
        return different(STEP)
    mine, theirs = ([Matrix(tuple((x,) for x in row)) for row in transpose(m).rows] for m in (key, answer))
    table = [[_scaled(a, b, setting, plain) for b in theirs] for a in mine]
    if _matched(table, lambda finding: finding.equal):
        return equal(STEP)
    possible = _matched(table, lambda finding: not finding.different)
    return undecided(STEP) if possible else different(STEP)


def _matched(table: list[list[Finding]], good: Callable[[Finding], bool]) -> bool:
    """Whether rows and columns can be paired off (augmenting paths)."""
    partner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column, finding in enumerate(table[row]):
            if column not in seen and good(finding):
                seen.add(column)
                if column not in partner or place(partner[column], seen):
                    partner[column] = row
                    return True
        return False

    return all(place(row, set()) for row in range(len(table)))


# --- names ---------------------------------------------------------------------------------------------


def _renamed(key: Node, answer: Node, setting: Setting, plain: Compare) -> Finding:
    """Some one-to-one renaming of the answer's variables makes it agree."""
    doubt: Finding | None = None
    # `y = x e^C`, and `C = y e^(-x)`, are no other names for `y = C e^x`, though each has three letters.
    general = not isinstance(key, Logic | Matrix) and bool(constants_in(key))
    kept = names_in(key) & (names_in(answer) - constants_in(answer)) if general else frozenset()
    for values in renamings(names_in(key), names_in(answer)):
        clock.check()
        finding = plain(key, substitute(answer, values), setting)
        if finding.equal and all(values[name] == Name(name) for name in kept):
            return finding
        if finding.equal:
            doubt = undecided(STEP)
        if finding.undecided:
            doubt = finding
    if doubt is None and may_be_one_family(key, answer, lambda a, b: plain(a, b, setting).equal):
        return undecided(STEP)
    return doubt or different(STEP)


def renamings(wanted: frozenset[str], found: frozenset[str]) -> Iterator[dict[str, Node]]:
    """All one-to-one maps from the names found to those wanted; none when their numbers differ."""
    if len(wanted) != len(found) or len(found) > MAX_NAMES:
        return
    order = sorted(found)
    for image in permutations(sorted(wanted)):
        yield {old: Name(new) for old, new in zip(order, image, strict=True)}


# --- spans ---------------------------------------------------------------------------------------------


def spans(key: Node, answer: Node, *, basis: bool = False) -> Finding:
    """Whether the vectors of both span the same space: putting them together raises neither rank.

    Vectors are the columns of a matrix, or the lists in a set. For a basis those of the answer have to be
    independent as well.
    """
    mine, theirs = vectors(key), vectors(answer)
    if mine is None or theirs is None or {len(v) for v in mine} != {len(v) for v in theirs}:
        return different(STEP)

    def same(point: Point) -> bool:
        a, b = (_images(group, point) for group in (mine, theirs))
        return rank(a, point.p) == rank(b, point.p) == rank([*a, *b], point.p)

    def independent(point: Point) -> bool:
        return rank(_images(theirs, point), point.p) == len(theirs)

    found = modular.agreed(same)
    if found.equal and any(map(names_in, (key, answer))):
        return undecided(STEP, AT_SINGLE_VALUES)
    if found.equal and not (_surely_of_rank(mine) and _surely_of_rank(theirs)):
        return undecided(STEP)
    if found.equal and basis:
        free = modular.agreed(independent)
        return different(STEP, DEPENDENT) if free.different else free
    return found


def _surely_of_rank(group: list[tuple[Node, ...]]) -> bool:
    """Whether the rank is no lower than images show, in which ⌊3/2⌋ is an unknown.

    Shown by numbers: a square of entries whose determinant surely isn't zero.
    """
    if all(worth.plain(entry) for vector in group for entry in vector):
        return True
    shown: list[int] = []

    def seen(point: Point) -> bool:
        shown.append(rank(_images(group, point), point.p))
        return True

    return modular.agreed(seen).equal and worth.rank(group) >= max(shown)


def _nearly_spans(key: Node, answer: Node, setting: Setting) -> Finding:
    """Rounded vectors: refuted where one is surely outside, or where they are too few; else for a person."""
    mine, theirs = vectors(key), vectors(answer)
    if mine is None or theirs is None or {len(v) for v in mine} != {len(v) for v in theirs}:
        return different(STEP)
    assert setting.tolerance is not None
    too_few = modular.agreed(lambda point: rank(_images(mine, point), point.p) > len(theirs)).equal
    if too_few or near_scale.surely_outside(mine, theirs, setting.tolerance):
        return different(STEP)
    return undecided(STEP)


def vectors(node: Node) -> list[tuple[Node, ...]] | None:
    """The columns of a matrix, or the lists, tuples and columns in a collection; None for anything else."""
    if isinstance(node, Matrix):
        return list(transpose(node).rows)
    if not isinstance(node, Items) or not node.items:
        return None
    found: list[tuple[Node, ...]] = []
    for item in node.items:
        if isinstance(item, Items) and item.kind != "set":
            found.append(item.items)
        elif isinstance(item, Matrix) and 1 in (len(item.rows), len(item.rows[0])):
            found.append(children(item))
        elif not isinstance(item, Items | Matrix):
            return [node.items]  # a single vector
        else:
            return None
    return found if len({len(v) for v in found}) == 1 else None


def _images(group: list[tuple[Node, ...]], point: Point) -> list[list[int]]:
    return [[point.image(entry) for entry in vector] for vector in group]


def rank(rows: list[list[int]], p: int) -> int:
    """The rank of a matrix modulo a prime."""
    rows = [list(row) for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        inverse = pow(rows[found][column], -1, p)
        for i in range(found + 1, len(rows)):
            factor = rows[i][column] * inverse % p
            rows[i] = [(x - factor * y) % p for x, y in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found
