"""Sets: what lies in them, unions, intersections, what remains of one, sets that only have names."""

from __future__ import annotations

from touchstone.maths.reading.number_sets import NAMED
from touchstone.maths.reading.parser import PRODUCT, RELATION, SUM, UNION, Infix, Parser
from touchstone.maths.reading.products import multiply
from touchstone.maths.reading.unions import UNITES, joins
from touchstone.maths.tree import (
    Call,
    Constant,
    Interval,
    Items,
    Logic,
    Multiply,
    Name,
    Node,
    Number,
    Power,
    Relation,
    Span,
    Such,
    Union,
    Word,
)
from touchstone.maths.unreadable import Refusal


def member(p: Parser, left: Node, start: int, _: int) -> Node:
    """`x in (0, 1]`; `x ∉ S` is its negation, `S ∋ x` the same the other way round."""
    sign = p.advance()
    right = p.parse(UNION)
    element, which = (right, left) if sign.kind == "owns" else (left, right)
    element, which = p.value(element), _set(p, which)
    if isinstance(which, Word):
        return which
    if named_sets(which) and not isinstance(element, Name | Number):
        p.refuse("What lies in a set with a name has a name itself, or is a number.", element)
    inside = _bounded(element, which, p.span(start)) or Relation((element, which), ("in",), p.span(start))
    return Logic("not", (inside,), p.span(start)) if sign.kind == "notin" else inside


def _bounded(element: Node, which: Node, span: Span) -> Node | None:
    """`n ∈ ℤ^+` as `n ∈ ℤ and n >= 1`; None for other sets."""
    match which:
        case Union(parts=(Name(name="ℤ") as ring, Interval(low=low, high=high)), operator="∩"):
            bound = (low, ">=") if high == Constant("oo") else (high, "<=")
            limit = Relation((element, bound[0]), (bound[1],), span)
            return Logic("and", (Relation((element, ring), ("in",), span), limit), span)
    return None


def not_member(p: Parser, left: Node, start: int, strength: int) -> Node | None:
    """`x not in S`."""
    if p.peek().kind != "in":
        return None
    p.advance()
    inside = member(p, left, start, strength)
    return Logic("not", (inside,), p.span(start))


def named_sets(node: Node) -> bool:
    """Whether a set is made of sets that only have names: `A ∪ B`."""
    return isinstance(node, Name) or (isinstance(node, Union) and any(map(named_sets, node.parts)))


def subset(p: Parser, left: Node, start: int, _: int) -> Node:
    """`A ⊆ B`, between sets that have names; `⊂` is read as the same."""
    parts: list[Node] = []
    inner = _part(p, left, "⊆")
    while p.kind == "subset":
        sign = p.advance()
        if p.text[sign.start : sign.end] in ("⊂", "⊃", "\\subset", "\\supset"):
            p.note(f"{p.text[sign.start : sign.end]} was read as {sign.text}: the sets may be equal.")
        outer = _part(p, p.parse(UNION), "⊆")
        sides = (inner, outer) if sign.text == "⊆" else (outer, inner)
        if not all(side == EMPTY or named_sets(side) for side in sides):
            p.refuse("Only sets with names are compared in this way.", left)
        parts.append(Relation(sides, ("⊆",), p.span(start)))
        inner = outer
    return parts[0] if len(parts) == 1 else Logic("and", tuple(parts), p.span(start))


EMPTY = Items("set", ())
# Words that stand for sets of numbers.
SET_WORDS = ("all", "none", "no real solution")


def _set(p: Parser, node: Node) -> Node:
    if node == Name("R") and "R" not in p.context.declared:
        p.note("R was read as all real numbers.")
        return Word("all", node.span)
    if isinstance(node, Word) and node.word in SET_WORDS:
        return node
    if (whole := _whole(p, node)) is not None:
        return whole
    builder = p.at > 3 and p.tokens[p.at - 4].kind in "{|:"  # `{x in N | …`; elsewhere N may be anybody's set
    if builder and node == Name("N") and "N" not in p.context.declared:
        p.note("N was read as all natural numbers.")
        return Name("ℕ", node.span)
    for letter, sign, words in (("C", "ℂ", "complex"), ("Q", "ℚ", "rational")):
        if builder and node == Name(letter) and letter not in p.context.declared:
            p.note(f"{letter} was read as all {words} numbers.")
            return Name(sign, node.span)
    node = as_interval(node)
    if is_set(node):
        return node
    if (named := _named(p, node)) is not None:
        return named
    return p.refuse("An interval or a set stands after “in”.", node)


def _beside_others(p: Parser, name: str) -> bool:
    """A capital letter, where the question has some: `A ∪ C` beside the key `A ∪ B`."""
    return _capital(name) and any(map(_capital, p.context.declared))


def _capital(name: str) -> bool:
    return len(name) == 1 and name.isupper()


def complement(p: Parser, left: Node, start: int) -> Node | None:
    """`(A ∪ B)^c`: what remains of everything. None where something else follows the set and `^`."""
    ahead = [token.text for token in p.tokens[p.at + 1 : p.at + 4]]
    if ahead[:1] not in (["c"], ["C"]) and ahead not in (["{", "c", "}"], ["{", "C", "}"]):
        return None
    p.advance()
    p.exponent()
    return Union((Word("all", left.span), left), "∖", p.span(start))


def _whole(p: Parser, node: Node) -> Node | None:
    """ℤ for Z after “in”, or left out of ℝ, where the question has no Z."""
    if node != Name("Z") or "Z" in p.context.declared:
        return None
    p.note("Z was read as all whole numbers.")
    return Name("ℤ", node.span)


def _named(p: Parser, node: Node) -> Node | None:
    """A set with a name: in keys, and in answers to keys that have it. `A^c` and `A'` are what remains."""
    match node:
        case Power(base=Name() as base, exponent=Name(name="c" | "C")):
            inside = _named(p, base)
        case Name(name=name) if name[-1:] == "'" or name.endswith("_bar"):
            inside = _named(p, Name(name.removesuffix("_bar").removesuffix("'"), node.span))
        case Name(name=name) if (
            name in NAMED.values()
            or p.key
            or p.events
            or name in p.context.declared
            or _beside_others(p, name)
        ):
            return node
        case _:
            return None
    return inside and Union((Word("all", node.span), inside), "∖", node.span)


def either(p: Parser, operands: list[Node], start: int) -> Node | None:
    """`(2, 3) or (3, 2)`: points, where a set or a system is asked for; a union, where an interval is."""
    expected = p.context.expected
    pairs = [node for node in operands if isinstance(node, Items) and node.kind == "tuple"]
    if expected in ("set", "elements", "system") and len(pairs) == len(operands):
        p.note("The points were read as a set.")
        return Items("set", tuple(pairs), p.span(start))
    parts = tuple(map(as_interval, operands))
    if expected == "interval" and all(isinstance(node, Interval | Union) for node in parts):
        p.note("“or” between intervals was read as their union.")
        return Union(parts, "∪", p.span(start))
    return None


SETS = frozenset((Interval, Union, Such))


def is_set(node: Node) -> bool:
    """Whether the node is a set of any kind, by how it is written."""
    return type(node) in SETS or (isinstance(node, Items) and node.kind == "set")


def as_interval(node: Node) -> Node:
    """`(a, b)` and `[a, b]` as intervals where only a set makes sense; anything else as it is."""
    if isinstance(node, Items) and node.kind in ("tuple", "list") and len(node.items) == 2:
        closed = node.kind == "list"
        return Interval(node.items[0], node.items[1], closed, closed, node.span)
    return node


def union(p: Parser, left: Node, start: int, _: int) -> Node:
    """`A U B`, `A ∩ B` and `A ∖ B`."""
    parts = [_part(p, left, p.kind if p.kind in SET_SIGNS else "∪")]
    operator = ""
    while (sign := _joining(p, parts[-1])) is not None:
        if operator and sign != operator:
            raise Refusal("Put brackets around the sets that are joined first.", p.token.start, p.token.end)
        operator = sign
        p.advance()
        following = p.parse(SUM)
        whole = _whole(p, following) if sign == "∖" and parts == [Word("all")] else None
        parts.append(whole or _part(p, following, sign))
    return Union(tuple(parts), operator, p.span(start))


SET_SIGNS = ("∪", "∩", "∖")


def _joining(p: Parser, left: Node) -> str | None:
    if p.kind in SET_SIGNS:
        return p.kind
    return "∪" if p.kind == "name" and p.token.text in UNITES and joins(p, left) else None


def _part(p: Parser, node: Node, sign: str) -> Node:
    node = as_interval(node)
    if is_set(node):
        return node
    whole_line = node == Word("all") or (node == Name("R") and "R" not in p.context.declared)
    if whole_line:
        return Word("all", node.span)
    if (named := _named(p, node)) is not None:
        return named
    if p.events and isinstance(node, Logic | Relation | Multiply | Call):
        return node
    return p.refuse("A union joins intervals and sets." if sign == "∪" else WRITE_OUT, node)


WRITE_OUT = "Write the set itself as intervals or values."


REALS, EVERYTHING = Name("R"), Word("all")


REDUCIBLE = SETS | {Items, Name, Word}


def minus(p: Parser, left: Node, start: int) -> Node | None:
    """`R - {0}` between sets is what remains of the first."""
    if type(left) not in REDUCIBLE:
        return None
    line = left == REALS and "R" not in p.context.declared and p.peek().kind == "{"
    if not is_set(left) and left != EVERYTHING and not line:
        return None
    p.advance()
    right = _part(p, p.parse(SUM), "∖")
    p.note("The sign - between sets was read as “without”.")
    return Union((_part(p, left, "∖"), right), "∖", p.span(start))


def name_after(p: Parser, left: Node, start: int, strength: int) -> Node | None:
    """A name after a value is a factor, or the `U` of a union."""
    if p.token.text in UNITES and joins(p, left):
        return union(p, left, start, strength) if strength <= UNION else None
    return multiply(p, left, start, strength)


INFIX: dict[str, tuple[int, Infix]] = {
    "in": (RELATION, member),
    "notin": (RELATION, member),
    "not": (RELATION, not_member),
    "owns": (RELATION, member),
    "subset": (RELATION, subset),
    **dict.fromkeys(SET_SIGNS, (UNION, union)),
    "name": (PRODUCT, name_after),
}
