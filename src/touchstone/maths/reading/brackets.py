"""Brackets: grouping, tuples, lists, sets, matrices, intervals, absolute values, positions in a list."""

from __future__ import annotations

from touchstone.maths.limits import MAX_MATRIX_SIDE
from touchstone.maths.reading import dots, images
from touchstone.maths.reading.parser import POSTFIX, PRODUCT, RELATION, STATEMENT, SUM, Infix, Parser, Prefix
from touchstone.maths.reading.products import multiply
from touchstone.maths.reading.tokens import Token
from touchstone.maths.reading.unions import closes, closes_before_union
from touchstone.maths.tree import (
    Call,
    Constant,
    Index,
    Interval,
    Items,
    Logic,
    Matrix,
    Name,
    Negative,
    Node,
    Number,
    Relation,
    Span,
    Such,
    Word,
)
from touchstone.maths.unreadable import Refusal

BARE_MATRICES = frozenset(("array", "matrix", "smallmatrix"))
"""Environments without brackets of their own: `\\left[\\begin{array}…` is one matrix, not a list of one."""

_CLOSES = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}
_NESTING = frozenset(("[", "(", "{", ",", ";"))
_KINDS = {"(": "tuple", "[": "list", "{": "set", "⟨": "list"}


def bracket(p: Parser, opening: Token, _: int) -> Node:
    """`(…)`, `[…]`, `{…}`: what it is depends on how many values it holds and on how it closes."""
    closing = _CLOSES[opening.kind]
    if p.kind == closing:
        return _empty(p, opening)
    if opening.kind == "{" and p.kind == "name" and p.peek().kind in ("|", ":", "in"):
        return _such(p, opening)
    if opening.kind == "{" and images.stands_here(p):
        return images.such(p, opening)
    outermost = p.at < 2 or p.tokens[p.at - 2].kind not in _NESTING
    rows, separators = _rows(p)
    first = rows[0]
    if opening.kind == "[" and p.kind == "]" and outermost and p.context.expected == "matrix":
        if separators == {";"} and not any(isinstance(row[0], Items | Matrix) for row in rows):
            rows = [[row[0]] for row in rows]
        elif separators == {";"}:
            rows = [[row[0] for row in rows]]
        elif separators == {""} and not any(isinstance(item, Items | Matrix) for item in first):
            p.advance()
            return matrix(p, [tuple(first)], opening)
    elif separators == {";"}:
        rows = [[row[0] for row in rows]]
    first = rows[0]
    if len(rows) > 1:
        p.expect(closing, closing, opening)
        return _matrix_by_rows(p, opening, rows)
    if p.kind != closing and opening.kind in "([" and len(first) == 2 and p.kind in (")", "]", "["):
        return _interval(p, first, opening, low_closed=opening.kind == "[")
    array = p.tokens[p.at - 1]
    p.expect(closing, closing, opening)
    if len(first) == 1 and (opening.kind == "(" or (opening.kind == "[" and array.text in BARE_MATRICES)):
        return first[0]
    if opening.kind == "(" and len(first) == 2 and _endless(first) and p.context.expected != "tuple":
        return Interval(first[0], first[1], False, False, p.span(opening.start))
    lists = [item.items for item in first if isinstance(item, Items) and item.kind == "list"]
    if opening.kind == "[" and len(lists) == len(first) and not _ragged(p, lists):
        return matrix(p, lists, opening)
    return Items(_KINDS[opening.kind], tuple(first), p.span(opening.start))


def _ragged(p: Parser, rows: list[tuple[Node, ...]]) -> bool:
    """Lists of several lengths in a list: no matrix, where a list is what is asked for."""
    return (p.key or p.context.expected == "list") and len({len(row) for row in rows}) > 1


def _such(p: Parser, opening: Token) -> Node:
    """`{x | x > 1}`, `{x in R : x > 1}`."""
    outer, p.bars = p.bars, 1  # the bar after the name ends what is read, as a closing one would
    first = p.token
    head = p.parse(RELATION)
    if p.kind not in ("|", ":"):
        p.unexpected()
    everything = isinstance(head, Word) and head.word == "all" and first.kind == "name"
    name = Name(first.text, Span(first.start, first.end)) if everything else _element(head)
    if name is None:
        p.refuse("Before the bar stands a name, as in {x | x > 1}.", head)
    p.advance()
    p.bars = 0
    parts = [p.parse(STATEMENT)]
    while p.kind == ",":
        p.advance()
        parts.append(p.parse(STATEMENT))
    p.bars = outer
    p.expect("}", "}", opening)
    images.refuse_unused(p, opening)
    parts = [*_said_before(head), *parts]
    for part in parts:
        if not isinstance(part, Relation | Logic | Word):
            p.refuse("After the bar stands a condition, such as x > 1.", part)
    where = parts[0] if len(parts) == 1 else Logic("and", tuple(parts), p.span(opening.end))
    return Such(name, where, p.span(opening.start), everything)


def _element(head: Node) -> Name | None:
    """`x` in `x in (0, 5)`, and in `x ∈ ℤ^+`, which says two things of it."""
    first = head.operands[0] if isinstance(head, Logic) and head.operator == "and" else head
    if isinstance(first, Relation) and first.operators == ("in",):
        first = first.sides[0]
    return first if isinstance(first, Name) else None


def _said_before(head: Node) -> tuple[Node, ...]:
    """What stands before the bar as conditions."""
    return head.operands if isinstance(head, Logic) else (head,) if isinstance(head, Relation) else ()


def _empty(p: Parser, opening: Token) -> Node:
    p.advance()
    if opening.kind == "(":
        raise Refusal("There is nothing between these brackets.", opening.start, p.end)
    return Items(_KINDS[opening.kind], (), p.span(opening.start))


def items(p: Parser) -> list[list[Node]]:
    """Values separated by commas, in rows separated by semicolons; semicolons alone separate like commas."""
    rows, separators = _rows(p)
    return [[row[0] for row in rows]] if separators == {";"} else rows


def _rows(p: Parser) -> tuple[list[list[Node]], set[str]]:
    """Rows separated by semicolons, and what separates: `;`, `,` and nothing for a blank."""
    bars, p.bars = p.bars, 0
    rows: list[list[Node]] = [[p.parse(STATEMENT)]]
    separators: set[str] = set()
    while p.kind in (",", ";"):
        separator = p.advance()
        separators.add(separator.kind if separator.start < separator.end else "")
        if separator.kind == ",":
            if p.kind == "dots":
                dots.fill(p, rows[-1])
            else:
                rows[-1].append(p.parse(STATEMENT))
        else:
            rows.append([p.parse(STATEMENT)])
    p.bars = bars
    return rows, separators


def _endless(ends: list[Node]) -> bool:
    return any(
        isinstance(end, Constant) and end.name == "oo"
        for end in (*ends, *(end.operand for end in ends if isinstance(end, Negative)))
    )


def _matrix_by_rows(p: Parser, opening: Token, rows: list[list[Node]]) -> Node:
    if opening.kind != "[":
        raise Refusal("Separate values either by commas or by semicolons.", opening.start, p.end)
    p.note("Semicolons were read as the ends of a matrix's rows.")
    return matrix(p, [tuple(row) for row in rows], opening)


def matrix(p: Parser, rows: list[tuple[Node, ...]], opening: Token) -> Node:
    """Rows of values, all of one length."""
    sides = {len(row) for row in rows}
    if sides == {0}:
        raise Refusal("There is nothing between these brackets.", opening.start, p.end)
    if len(sides) > 1:
        lengths = ", ".join(str(len(row)) for row in rows[:10])
        raise Refusal(
            f"The rows of a matrix are of one length; here they have {lengths}.", opening.start, p.end
        )
    if not p.key and max(len(rows), *sides) > MAX_MATRIX_SIDE:
        raise Refusal(f"A matrix has at most {MAX_MATRIX_SIDE} rows and columns.", opening.start, p.end)
    return Matrix(tuple(tuple(p.value(entry) for entry in row) for row in rows), p.span(opening.start))


def _interval(p: Parser, ends: list[Node], opening: Token, *, low_closed: bool) -> Node:
    closing = p.advance()
    low, high = (p.value(end) for end in ends)
    return Interval(low, high, low_closed, closing.kind == "]", p.span(opening.start))


def outward(p: Parser, opening: Token, _: int) -> Node:
    """`]0, 1]` and `]0, 1[`: an interval open at its low end."""
    if p.at > 1 and p.tokens[p.at - 2].kind in (",", ";", "[", "(", "{"):
        raise Refusal("Something is missing before this bracket.", opening.start, opening.end)
    ends = items(p)
    if len(ends) != 1 or len(ends[0]) != 2 or p.kind not in ("]", "[", ")"):
        raise Refusal("A bracket closes that was never opened.", opening.start, opening.end)
    return _interval(p, ends[0], opening, low_closed=False)


def after(p: Parser, left: Node, start: int, strength: int) -> Node | None:
    """`x[2]` and `A[1, 2]` in a key; elsewhere the end of `[0, 1[` or a factor."""
    if closes(p):
        return None
    indexed = isinstance(left, Name | Call | Index | Matrix) or (
        isinstance(left, Items)
        and bool(left.items)
        and (len(left.items) > 1 or isinstance(left.items[0], Number))
    )
    if p.key and indexed and not p.token.spaced:
        opening = p.advance()
        positions = items(p)
        p.expect("]", "]", opening)
        if len(positions) > 1 or len(positions[0]) > 2:
            raise Refusal("A position is one number, or a row and a column.", opening.start, p.end)
        return Index(left, tuple(p.value(position) for position in positions[0]), p.span(start))
    if strength > PRODUCT or closes_before_union(p):
        return None
    return multiply(p, left, start, strength)


# A bar between statements is “or” to who programs and “not both” to who knows Sheffer's stroke.
UNCLOSED = (
    "This bar is never closed; write abs(x) for |x|, and “or” between statements.",
    "A bar between statements could mean “or” or “not both”; write or, or nand.",
)


def bars(p: Parser, opening: Token, _: int) -> Node:
    """`|x|`."""
    outer, p.bars = p.bars, p.bars + 1
    inside = p.parse(SUM)
    if p.kind != "|":
        raise Refusal(UNCLOSED[p.context.expected == "logical"], opening.start, opening.end)
    p.bars = outer
    p.advance()
    return Call("abs", (p.value(inside),), p.span(opening.start))


def _between(function: str, closing: str) -> Prefix:
    def read(p: Parser, opening: Token, _: int) -> Node:
        outer, p.bars = p.bars, 0
        inside = p.parse(SUM)
        p.expect(closing, closing.strip(">"), opening)
        p.bars = outer
        return Call(function, (p.value(inside),), p.span(opening.start))

    return read


def norm(p: Parser, opening: Token, _: int) -> Node:
    """`‖v‖`, in keys."""
    if not p.key:
        raise Refusal("A norm belongs in an answer key; give its value.", opening.start, opening.end)
    p.norms += 1
    inside = p.parse(SUM)
    p.norms -= 1
    p.expect("‖", "‖", opening)
    return Call("norm", (p.value(inside),), p.span(opening.start))


def angle(p: Parser, opening: Token, _: int) -> Node:
    """`<1, 2>`, a vector as a list; a relation can't begin an answer."""
    if opening.text != "<":
        raise Refusal(f"Something is missing before “{opening.text}”.", opening.start, opening.end)
    bars, p.bars = p.bars, 0
    inside = [p.value(p.parse(SUM))]
    while p.kind == ",":
        p.advance()
        inside.append(p.value(p.parse(SUM)))
    p.bars = bars
    if p.token.text != ">" or len(inside) < 2:
        raise Refusal("Something is missing before “<”.", opening.start, opening.end)
    p.advance()
    p.note("<…> was read as a vector.")
    return Items("list", tuple(inside), p.span(opening.start))


def rows(p: Parser, name: Token, _: int) -> Node:
    """`matrix([1, 2], [3, 4])`: row by row, as computer algebra writes it."""
    opening = p.expect("(", "(", name)
    found = [item for row in items(p) for item in row]
    p.expect(")", ")", opening)
    lists = [item.items for item in found if isinstance(item, Items) and item.kind == "list"]
    if len(lists) != len(found):
        raise Refusal("A matrix is written row by row: matrix([1, 2], [3, 4]).", name.start, p.end)
    return matrix(p, lists, name)


def empty(p: Parser, token: Token, _: int) -> Node:
    """`∅`."""
    return Items("set", (), p.span(token.start))


PREFIX: dict[str, Prefix] = {
    **dict.fromkeys(_CLOSES, bracket),
    "]": outward,
    "|": bars,
    "|<": _between("abs", ">|"),
    "⌊": _between("floor", "⌋"),
    "⌈": _between("ceil", "⌉"),
    "‖": norm,
    "relation": angle,
    "empty": empty,
    "rows": rows,
}

INFIX: dict[str, tuple[int, Infix]] = {"[": (POSTFIX, after)}
