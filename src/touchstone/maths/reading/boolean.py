"""Statements as Boolean algebra writes them: `pq + r'` says that p and q hold, or that r doesn't."""

from __future__ import annotations

from touchstone.maths.reading.parser import Parser
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Add, Logic, Multiply, Name, Node, Number, Word, walk

TRUTHS = {"T": "true", "F": "false"}
DIGITS = {"1": "true", "0": "false"}


def as_statement(p: Parser, node: Node) -> Node:
    """Sums as or, products as and, where nothing but letters, 0 and 1 is joined; T and F alone as truths.

    So are 1 and 0 in a key. Of an answer it hangs on the key whether they are numbers.
    """
    if isinstance(node, Name) and node.name in TRUTHS and node.name not in p.context.declared:
        p.note(f"{node.name} was read as {TRUTHS[node.name]}.")
        return Word(TRUTHS[node.name], node.span)
    if p.key and isinstance(node, Number) and node.text in DIGITS:
        p.note(f"{node.text} was read as {DIGITS[node.text]}.")
        return Word(DIGITS[node.text], node.span)
    if not isinstance(node, Add | Multiply):
        return node
    found = None if _arithmetic(p, node) else _statement(node)
    if found is None:
        return node
    p.note("+ was read as “or”, a product as “and”.")
    return found


def _arithmetic(p: Parser, node: Node) -> bool:
    """`a_n + 1`, none of whose letters the question has: it would always be true, and is no statement."""
    names = names_in(node)
    foreign = bool(names) and not p.key and not names & p.context.declared
    return foreign and any(isinstance(part, Number) for part in walk(node))


def _statement(node: Node) -> Node | None:
    match node:
        case Name() | Logic() | Word():
            return node
        case Number(text=digit) if digit in DIGITS:
            return Word(DIGITS[digit], node.span)
        case Add(terms=parts):
            operator = "or"
        case Multiply(factors=parts):
            operator = "and"
        case _:
            return None
    operands = [_statement(part) for part in parts]
    if None in operands:
        return None
    return Logic(operator, tuple(one for one in operands if one is not None), node.span)
