"""Other things that an answer may have meant which is wrong as it stands: a person says whether they will do.

Nothing is accepted here: what would be right if it were written in another shape is only not refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.maths import arrays
from touchstone.maths.arrays import is_array
from touchstone.maths.functions import FUNCTIONS
from touchstone.maths.kinds import named_moments, plus_minus
from touchstone.maths.kinds.beside import points_for
from touchstone.maths.kinds.definitions import defined
from touchstone.maths.kinds.named import set_with_name, usual
from touchstone.maths.kinds.normal_forms import both_in_coordinates
from touchstone.maths.kinds.shape import is_scalar, is_statement
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import (
    Add,
    Call,
    Constant,
    Interval,
    Items,
    Logic,
    Matrix,
    Multiply,
    Name,
    Negative,
    Node,
    Power,
    Relation,
    Union,
    Word,
    children,
    walk,
)

MEANT = "another shape", "This would be right written in another shape. A person will look at it."
"""How it is decided, and what is said."""


def readings(key: Node, answer: Node, kind: str, *, one_entry: bool) -> Iterator[tuple[Node, Node]]:
    """The key and the answer, one of them in another shape; `one_entry`: the key is a row times a column."""
    match answer:
        case Matrix(rows=((entry,),)) if one_entry:
            yield key, entry  # `[[11]]` for 11
        case _ if one_entry and isinstance(key, Matrix) and is_scalar(answer):
            yield key, Matrix(((answer,),), answer.span)
    for other in _answers(key, answer, kind):
        yield key, other
    if "binomial" in traits(answer).functions and (vectors := _binomials_as_vectors(key, answer)) is not None:
        yield key, vectors
    for one, other in ((key, answer), (answer, key)):
        for point in points_for(one, other):
            yield (key, point) if one is key else (point, answer)
    if isinstance(key, Logic) and (joined := _letters_compared(answer)) is not None:
        yield key, joined
    if isinstance(answer, Logic) and (joined := _letters_compared(key)) is not None:
        yield joined, answer
    for one, other in ((key, answer), (answer, key)):
        if (body := defined(one)) is not None and (name := _solved(other)) is not None:
            plain = Relation((name, body[2]), ("=",), one.span)  # `f(x) = x^2` beside `y = x^2`
            yield (plain, answer) if one is key else (key, plain)
    yield from named_moments.readings(key, answer)
    if (hatless := _under_hats(key, answer)) is not None:
        yield key, hatless
    if (coordinates := both_in_coordinates(key, answer)) is not None:
        yield coordinates
    for mine in _ends(key, answer):
        yield mine, answer
    if _of_names(key) and (sets := _as_sets(answer)) is not None:
        yield key, sets
    if _of_names(answer) and (sets := _as_sets(key)) is not None:
        yield sets, answer
    if any(map(_complement, (key, answer))):  # `A^c` beside A with a line above it, or `U \\ A`
        pair = _as_sets(key), _as_sets(answer)
        if pair[0] is not None and pair[1] is not None:
            yield pair[0], pair[1]


def _answers(key: Node, answer: Node, kind: str) -> Iterator[Node]:
    if is_statement(key):
        # `W = [0, oo)`: what is called so may be what the question is about.
        mine, theirs = set_with_name(key), set_with_name(answer)
        vector = isinstance(key, Relation) and key.operators == ("=",) and not all(map(is_scalar, key.sides))
        if theirs is not None and not vector and not _other_unknown(theirs[0], key):
            yield theirs[1]
        if theirs is not None and mine is not None and usual(mine[0]) and usual(theirs[0]):
            yield Relation((mine[0], theirs[1]), ("=",), answer.span)
        if _unknown_quantity(key):
            yield from _within(answer)
        return
    if isinstance(answer, Relation) and answer.operators == ("=",) and not _set(key):
        # `σ² = 2.5` and `P(X = 1) = 1/4`: what stands before the value may be what is asked for.
        for label, value in (answer.sides, answer.sides[::-1]):
            if _label(label, value) and not is_statement(value) and _bare(value, key):
                yield value
    if isinstance(key, Items) and key.kind == "set":
        yield from _sets_of_points(answer, key)
    if isinstance(answer, Power) and answer.exponent == Name("T") and is_array(answer.base):
        answer = answer.base  # of a list, which has no columns
        yield answer
        if isinstance(answer, Items) and isinstance(key, Items):
            yield Items(key.kind, answer.items, answer.span)
    match answer:
        case Items(kind="list", items=(value,)) if is_scalar(key) and is_scalar(value) and names_in(value):
            yield Call("floor", (value,), answer.span)  # [x] in the brackets of Gauss
    if isinstance(key, Interval) or kind == "interval":
        yield from _around(answer)
    yield from _ends(answer, key)
    if isinstance(key, Matrix):
        yield from matrices(answer, key)
    if is_array(key) and isinstance(key, Items) and isinstance(answer, Matrix) and _line(answer):
        yield Items(key.kind, tuple(entry for row in answer.rows for entry in row), answer.span)


def _binomials_as_vectors(key: Node, answer: Node) -> Node | None:
    """`\\binom{1}{2} + t\\binom{3}{4}` and `C(1, 2)` with lists or columns, as in the key, for binomials."""
    shapes = [part for part in walk(key) if isinstance(part, Items | Matrix)]
    if not shapes:
        return None
    kind = shapes[0].kind if isinstance(shapes[0], Items) else ""

    def drawn(node: Node) -> Node:
        if isinstance(node, Call) and node.function == "binomial":
            entries = node.arguments
            return (
                Items(kind, entries, node.span)
                if kind
                else Matrix(tuple((one,) for one in entries), node.span)
            )
        return rebuilt(node, [drawn(part) for part in children(node)])

    try:
        return arrays.resolve(drawn(answer))
    except arrays.Mismatch:
        return None


def _letters_compared(node: Node) -> Node | None:
    """`p = q` and `p ≠ q` as programs say that statements agree or don't."""
    match node:
        case Relation(sides=(Name() as p, Name() as q), operators=("=" | "!=" as operator,)):
            return Logic("iff" if operator == "=" else "xor", (p, q), node.span)
    return None


def _solved(node: Node) -> Name | None:
    """The y of `y = x^2`."""
    match node:
        case Relation(sides=(Name() as name, _) | (_, Name() as name), operators=("=",)):
            return name
    return None


def _of_names(node: Node) -> bool:
    """`A ∪ B`, of sets that only have names."""
    return isinstance(node, Union) and all(map(_name_or_sets, node.parts))


def _name_or_sets(node: Node) -> bool:
    return _capital(node) or node == Word("all") or _of_names(node)


def _capital(node: Node) -> bool:
    return isinstance(node, Name) and len(node.name) == 1 and node.name.isupper()


def _complement(node: Node) -> bool:
    match node:
        case Power(base=base, exponent=Name(name="c" | "C")):
            return _as_sets(base) is not None
    return False


def _as_sets(node: Node) -> Node | None:
    """`A - B`, `A B`, `A + B`, `A Δ B` and `A^c` of letters for sets; None for anything else."""
    if isinstance(node, Union) and node.operator == "∖" and node.parts[0] == Name("U"):
        return _joined("∖", [Word("all"), *map(_as_sets, node.parts[1:])])
    if _capital(node) or _of_names(node):
        return node
    match node:
        case Multiply(factors=(first, Name(name="Delta"), second)):
            return _symmetric(_as_sets(first), _as_sets(second))
        case Multiply(factors=parts):
            return _joined("∩", [_as_sets(part) for part in parts])
        case Add(terms=(first, Negative(operand=second))):
            return _joined("∖", [_as_sets(first), _as_sets(second)])
        case Add(terms=parts):
            return _joined("∪", [_as_sets(part) for part in parts])
        case Power(base=base, exponent=Name(name="c" | "C")) | Call(function="conj", arguments=(base,)):
            return _joined("∖", [Word("all"), _as_sets(base)])
        case Name(name=name) if name.endswith("_bar"):
            return _joined("∖", [Word("all"), _as_sets(Name(name.removesuffix("_bar")))])
    return None


def _joined(operator: str, parts: list[Node | None]) -> Node | None:
    kept = tuple(part for part in parts if part is not None)
    return Union(kept, operator) if len(kept) == len(parts) else None


def _symmetric(a: Node | None, b: Node | None) -> Node | None:
    return _joined("∪", [_joined("∖", [a, b]), _joined("∖", [b, a])])


def _label(node: Node, value: Node) -> bool:
    """`σ²`, `|A|`, `f(2)`, and π before a list; `x^2 - 1 = 0` is an equation that nobody solved."""
    named = bool(names_in(node)) or (isinstance(node, Constant) and not is_scalar(value))
    named = named or (isinstance(node, Call) and node.function not in FUNCTIONS)
    return named and is_scalar(node) and not isinstance(node, Add)


def _bare(side: Node, key: Node) -> bool:
    return not names_in(side) and not names_in(key) and is_scalar(side) == is_scalar(key)


def _set(node: Node) -> bool:
    return isinstance(node, Items) and node.kind == "set"


def _around(answer: Node) -> Iterator[Node]:
    """`3.2 ± 1.1` as the interval around 3.2."""
    if is_scalar(answer) and plus_minus.uses(answer) and not plus_minus.doubtful(answer):
        high, low = plus_minus.alternatives(answer)[:2]
        yield Interval(low, high, True, True, answer.span)
        yield Interval(low, high, False, False, answer.span)


def _ends(node: Node, beside: Node) -> Iterator[Node]:
    """`m ± a` as the pair `[m - a, m + a]` that stands beside it."""
    if isinstance(beside, Items) and beside.kind != "set" and len(beside.items) == 2:
        for around in _around(node):
            if isinstance(around, Interval):
                yield Items(beside.kind, (around.low, around.high), node.span)
                return


def _other_unknown(label: Node, key: Node) -> bool:
    """Whether a set is said of y, beside a key about x."""
    return (
        isinstance(label, Name)
        and len(label.name) == 1
        and label.name.islower()
        and {label.name} != names_in(key)
    )


def _unknown_quantity(key: Node) -> bool:
    """Whether a statement is about μ or p, which lie in intervals; of x, `2 ± 1` gives two solutions."""
    names = names_in(key)
    return len(names) == 1 and all(len(name) > 1 or name == "p" for name in names)


def _within(answer: Node) -> Iterator[Node]:
    """`3.2 ± 1.1`, also as what a letter is, for the numbers between its ends."""
    match answer:
        case Relation(sides=(Name() as name, value), operators=("=",)):
            for around in _around(value):
                yield Relation((name, around), ("in",), answer.span)
        case _:
            yield from _around(answer)


def _under_hats(key: Node, answer: Node) -> Node | None:
    """`y = 2 + 3x` for `\\hat{y} = 2 + 3x` beside the former, and the other way round."""
    mine, theirs = _solved(key), _solved(answer)
    if mine is None or theirs is None or mine == theirs or not isinstance(answer, Relation):
        return None
    if mine.name.replace("_hat", "") != theirs.name.replace("_hat", ""):
        return None
    value = answer.sides[1] if answer.sides[0] == theirs else answer.sides[0]
    if {mine.name, theirs.name} & (names_in(value) | (names_in(key) - {mine.name})):
        return None
    return Relation((mine, value), ("=",), answer.span)


def _sets_of_points(answer: Node, key: Items) -> Iterator[Node]:
    """`(x, y) ∈ {(0, 0), (1, 1)}`, `{[0, 0], [1, 1]}` and `P = (0, 0), Q = (1, 1)` beside a set of points."""
    match answer:
        case Relation(sides=(Items(), Items(kind="set") as values), operators=("in",)):
            yield values
        case Items(kind="set", items=parts) | Logic(operator="and", operands=parts):
            kinds = {one.kind for one in key.items if isinstance(one, Items)}
            points = [_unnamed(part) for part in parts]
            found = [one for one in points if isinstance(one, Items) and one.kind != "set"]
            if len(kinds) == 1 and found and len(found) == len(parts) and "set" not in kinds:
                (kind,) = kinds
                yield Items("set", tuple(Items(kind, one.items, one.span) for one in found), answer.span)


def _unnamed(node: Node) -> Node:
    match node:
        case Relation(sides=(Name(), value), operators=("=",)):
            return value
    return node


def _line(node: Matrix) -> bool:
    return len(node.rows) == 1 or len(node.rows[0]) == 1


def matrices(answer: Node, key: Matrix) -> Iterator[Node]:
    """`((1, 2), (3, 4))`, `{{1, 2}, {3, 4}}` and `(1, 2)` where a matrix or a column is asked for."""
    if not isinstance(answer, Items) or not answer.items:
        return
    rows = tuple(row.items for row in answer.items if isinstance(row, Items))
    if len(rows) == len(answer.items) and len({len(row) for row in rows}) == 1 and all(rows):
        yield Matrix(rows, answer.span)
    elif all(map(is_scalar, answer.items)) and answer.kind != "set" and _line(key):
        line = (answer.items,) if len(key.rows) == 1 else tuple((item,) for item in answer.items)
        yield Matrix(line, answer.span)
