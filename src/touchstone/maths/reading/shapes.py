"""Several values with commas between them, and what an expected kind of answer makes of a tree."""

from __future__ import annotations

import re
from dataclasses import replace

from touchstone.maths.reading.boolean import as_statement
from touchstone.maths.reading.parser import STATEMENT, STATEMENTS, Parser
from touchstone.maths.reading.sets import as_interval, is_set
from touchstone.maths.reading.valued import WHICH, full, solutions, solved_for
from touchstone.maths.substitution import rebuilt
from touchstone.maths.traits import names_in
from touchstone.maths.tree import (
    Constant,
    Interval,
    Items,
    Logic,
    Matrix,
    Name,
    Negative,
    Node,
    Power,
    Relation,
    Span,
    Word,
    children,
)
from touchstone.maths.unreadable import Refusal

NO_ENTRY = frozenset((Items, Matrix, *STATEMENTS))
_ITEMS = {"set": "set", "elements": "set", "list": "list", "tuple": "tuple", "system": "list"}


def whole(p: Parser) -> Node:
    """Everything that was typed, in the shape that the question expects where the text leaves a choice."""
    _skip_leading_equals(p)
    parts = [p.over(p.parse(STATEMENT), p.tokens[0].start)]
    separators = []
    while p.kind in (",", ";", "(") or (p.kind == "newline" and p.context.expected == "system"):
        separators.append(p.token)
        if p.kind != "(":
            p.advance()
        parts.append(p.parse(STATEMENT))
    if p.kind != "end":
        _refuse_rest(p)
    parts = _numbered(p, parts)
    if len(parts) > 1 and (cases := _cases(parts)) is not None:
        p.note("Each “or” was read as beginning another solution.")
        return _as_expected(p, Logic("or", cases, Span(parts[0].span.start, p.end)))
    node = parts[0] if len(parts) == 1 else _several(p, parts, separators[0].start)
    return _as_expected(p, node)


def _numbered(p: Parser, parts: list[Node]) -> list[Node]:
    """`x = l*pi, l ∈ ℤ` as `x = n*pi`: n numbers the solutions by itself."""
    if len(parts) == 1 and isinstance(parts[0], Logic) and parts[0].operator == "and":
        kept = _numbered(p, list(parts[0].operands))
        same = len(kept) == len(parts[0].operands)
        return parts if same else [kept[0] if len(kept) == 1 else replace(parts[0], operands=tuple(kept))]
    for part in parts:
        match part:
            case Relation(sides=(Name(name=letter), Name(name="ℤ")), operators=("in",)):
                rest = [other for other in parts if other is not part]
                names = frozenset[str]().union(*map(names_in, rest))
                if letter in names and len(names) > 1 and isinstance(rest[0], Relation | Logic):
                    p.note(f"{letter} was read as any whole number.")
                    new = letter if letter in "nkm" or "n" in names else "n"
                    p.context.whole.add(new)
                    return _numbered(p, [_renamed(other, letter, new) for other in rest])
    flat = [inner for part in parts for inner in _bounded(part)]  # `n ∈ ℕ_0` is `n ∈ ℤ, n >= 0`
    if len(flat) > len(parts) and len(kept := _numbered(p, flat)) < len(flat):
        return kept
    return parts


def _bounded(part: Node) -> tuple[Node, ...]:
    match part:
        case Logic(operator="and", operands=(Relation(sides=(Name(), Name(name="ℤ"))), _)):
            return part.operands
    return (part,)


def _renamed(node: Node, old: str, new: str) -> Node:
    if isinstance(node, Name):
        return replace(node, name=new) if node.name == old else node
    return rebuilt(node, [_renamed(part, old, new) for part in children(node)])


def _cases(parts: list[Node]) -> tuple[Node, ...] | None:
    """`x=3, y=4 or x=4, y=3` as two solutions, where each names the same unknowns; None where they don't."""
    groups: list[list[Node]] = [[]]
    for part in parts:
        either = part.operands if isinstance(part, Logic) and part.operator == "or" else (part,)
        groups[-1].append(either[0])
        groups.extend([one] for one in either[1:])
    named = [[solved_for(part) for part in group] for group in groups]
    unknowns = set(named[0])
    if len(groups) < 2 or len(unknowns) < 2 or None in unknowns:
        return None
    if any(set(names) != unknowns or len(names) != len(unknowns) for names in named):
        return None
    return tuple(
        Logic("and", tuple(group), Span(group[0].span.start, group[-1].span.end)) for group in groups
    )


def _skip_leading_equals(p: Parser) -> None:
    """`= 5`, a habit from spreadsheets."""
    if p.kind == "relation" and p.token.text == "=" and p.peek().kind != "end":
        p.advance()
        p.note("The leading = was left out.")


def _refuse_rest(p: Parser) -> None:
    token = p.token
    if token.kind in (")", "]", "}", "⟩", "endgroup", ">|", "⌋", "⌉"):
        raise Refusal("This bracket closes something that was never opened.", token.start, token.end)
    if token.kind == "|":
        raise Refusal("The bars don't pair up; write abs(x) for |x|.", token.start, token.end)
    shown = p.text[token.start : token.end]
    raise Refusal(f"“{shown}” can't stand here.", token.start, token.end)


def _several(p: Parser, parts: list[Node], comma: int) -> Node:
    expected = p.context.expected
    last = parts[-1]
    joining = ("and", "or") if expected in ("set", "elements") else ("and",)
    if expected in _ITEMS and isinstance(last, Logic) and last.operator in joining and _plain(last):
        parts = [*parts[:-1], *last.operands]  # `1, 2 and 3`
    span = Span(parts[0].span.start, p.end)
    relations = [part for part in parts if isinstance(part, Relation)]
    if expected in _ITEMS and not (_ITEMS[expected] == "set" and relations):
        kind = _ITEMS[expected]
        parts = full(p, parts) if expected == "system" and relations else parts
        p.note(f"The values between commas were read as a {kind}.")
        return Items(kind, tuple(parts), span)
    if not relations and p.key and not expected:
        p.note("The values between commas were read as a list.")
        return Items("list", tuple(parts), span)
    if not relations and (found := solutions(p, parts, span.start)) is not None:
        return found
    if not relations:
        raise Refusal(WHICH, comma, comma + 1)
    return _solutions(p, full(p, parts), span)


def _plain(node: Logic) -> bool:
    return not any(isinstance(part, Relation | Logic | Word) for part in node.operands)


def _solutions(p: Parser, parts: list[Node], span: Span) -> Node:
    """`x=1, x=2` are two solutions for one unknown; `x=1, y=2` hold together."""
    unknowns = {solved_for(part) for part in parts}
    operator = "or" if len(unknowns) == 1 and None not in unknowns else "and"
    between = p.text[parts[0].span.end : parts[1].span.start]
    p.note(f"The {'semicolon' if ';' in between else 'comma'} was read as “{operator}”.")
    return Logic(operator, tuple(parts), span)


def _as_expected(p: Parser, node: Node) -> Node:
    expected = p.context.expected
    alone = expected == "equation" and not p.key and type(node) not in NO_ENTRY
    related = isinstance(node, Relation | Logic) and not _surely_decimal(p, node)
    if p.context.decimal_comma and (related or alone):
        start, end = p.context.decimal_comma
        reason = "This comma could belong to a decimal or separate two solutions; write 1.5, or write “or”."
        raise Refusal(reason, start, end)
    if expected in ("interval", "set") and isinstance(node, Relation):
        node = _which_set(p, node)
    if expected in ("set", "elements"):
        return _values(p, node)
    if expected == "equation":
        return _solutions_in_braces(p, node)
    if expected == "interval":
        return _line(p, node)
    if expected == "matrix":
        return _in_braces(p, node)
    if expected == "logical":
        return as_statement(p, node)
    if expected in ("number", "expression", "antiderivative") and isinstance(node, Items):
        return (
            p.value(node) if len(node.items) == 1 else node
        )  # that several aren't asked for is said elsewhere
    return node


def _surely_decimal(p: Parser, node: Node) -> bool:
    """`x >= 0,5` and `x = 0,05`: no list of solutions begins so.

    In answers `x = 0,5` and `x = 0,5 or x = 1,5` are read so too; marking looks at the other reading.
    """
    start, end = p.context.decimal_comma or (0, 0)
    before, _, after = p.text[start:end].partition(",")
    if isinstance(node, Relation):
        bounds = bool({"<", "<=", ">", ">="}.issuperset(node.operators))
        return bounds or (after.startswith("0") and after.strip("0") != "") or (before == "0" and not p.key)
    each = isinstance(node, Logic) and p.text.count("=") == len(node.operands)
    joined = any(token.text in ("or", "and") for token in p.tokens)
    return joined and each and not p.key and len(_IN_DIGITS.findall(p.text)) == p.text.count(",")


_IN_DIGITS = re.compile(r"(?<=[0-9]),(?=[0-9])")


def _in_braces(p: Parser, node: Node) -> Node:
    """`{{1, 2}, {3, 4}}`, as computer algebra writes the rows of a matrix, perhaps behind a name."""
    match node:
        case Relation(sides=(Name() as name, Items() as value), operators=("=",)):
            found = _in_braces(p, value)
            return node if found is value else replace(node, sides=(name, found))
        case Power(base=Items(kind="tuple" | "list", items=entries), exponent=Name(name="T")) if (
            "T" not in p.context.declared and all(type(entry) not in NO_ENTRY for entry in entries)
        ):
            p.note("The row was turned into a column.")
            return Matrix(tuple((entry,) for entry in entries), node.span)
        case Items(kind="tuple" | "list", items=rows) if rows:
            return _in_round_brackets(p, node, rows)
        case Items(kind="set", items=rows) if rows:
            found_rows = [row.items for row in rows if isinstance(row, Items) and row.kind == "set"]
            even = len(found_rows) == len(rows) and len({len(row) for row in found_rows}) == 1
            if (
                even
                and found_rows[0]
                and all(type(entry) not in NO_ENTRY for row in found_rows for entry in row)
            ):
                p.note("Braces within braces were read as the rows of a matrix.")
                return Matrix(tuple(found_rows), node.span)
    return node


def _in_round_brackets(p: Parser, node: Node, rows: tuple[Node, ...]) -> Node:
    """`((1, 2), (3, 4))` and `[(1, 2), (3, 4)]`: brackets within brackets are rows."""
    found = [row.items for row in rows if isinstance(row, Items) and row.kind in ("tuple", "list")]
    entries = [entry for row in found for entry in row]
    even = len(found) == len(rows) and len({len(row) for row in found}) == 1
    if not even or not entries or any(type(entry) in NO_ENTRY for entry in entries):
        return node
    p.note("Brackets within brackets were read as the rows of a matrix.")
    return Matrix(tuple(found), node.span)


def _line(p: Parser, node: Node) -> Node:
    """`(0, 1)` as an interval, but not the vector `⟨0, 1⟩`; all real numbers as the whole line."""
    first = p.tokens[0]
    node = node if first.kind == "⟨" or first.text == "<" else as_interval(node)
    if node == Word("all") or (node == Name("R") and "R" not in p.context.declared):
        p.note("All real numbers were read as (-oo, oo).")
        endless = Constant("oo", node.span)
        return Interval(Negative(endless, node.span), endless, False, False, node.span)
    return node


def _which_set(p: Parser, node: Relation) -> Node:
    """`x in (0, 1]` and `x = {1, 2}` as the set itself."""
    if len(node.sides) != 2 or not isinstance(node.sides[0], Name):
        return node
    which = node.sides[1]
    if node.operators == ("in",) or (node.operators == ("=",) and is_set(which)):
        p.note(f"The set was read without “{p.text[node.span.start : which.span.start].strip()}”.")
        return which
    return node


def _of_one(node: Node) -> tuple[Relation, ...]:
    """The equations of `{x = 3, x = -3}`, or of a list of them, which say what one unknown is."""
    parts = node.items if isinstance(node, Items) and node.kind in ("set", "list") else ()
    relations = tuple(part for part in parts if isinstance(part, Relation))
    unknowns = {solved_for(part) for part in parts}
    one = len(unknowns) == 1 and None not in unknowns and len(relations) == len(parts) > 1
    return relations if one else ()


def _solutions_in_braces(p: Parser, node: Node) -> Node:
    """`{x = 3, x = -3}` as `x = 3 or x = -3`."""
    if not (solutions := _of_one(node)):
        return node
    shape = "braces" if isinstance(node, Items) and node.kind == "set" else "brackets"
    p.note(f"The equations in {shape} were read as solutions, joined by “or”.")
    return Logic("or", solutions, node.span)


def _values(p: Parser, node: Node) -> Node:
    """`1 or 2`, `x = 1 or x = 2` as the set of these values."""
    if not (isinstance(node, Logic) and node.operator in ("or", "and")):
        return node
    if not any(isinstance(part, Relation | Logic | Word) for part in node.operands):
        p.note("The values were read as a set.")
        return Items("set", tuple(p.value(part) for part in node.operands), node.span)
    unknowns = {solved_for(part) for part in node.operands}
    one = len(unknowns) == 1 and None not in unknowns and p.context.expected == "set"
    if node.operator == "or" and one:
        p.note("The solutions were read as a set.")
        values = tuple(part.sides[1] for part in node.operands if isinstance(part, Relation))
        return Items("set", values, node.span)
    for part in node.operands:
        if not isinstance(part, Relation | Logic | Word | Name):
            p.refuse("Beside and, or, not stands a statement, such as x = 1.", part)
    return node
