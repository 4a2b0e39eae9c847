"""Congruences: `x ≡ 2 (mod 5)`, `x ≡ ±1 (mod 8)`, `x ≡ 1, 4 (mod 5)`."""

from __future__ import annotations

from touchstone.maths.reading.parser import UNION, Parser
from touchstone.maths.tree import Add, Call, Logic, Negative, Node, PlusMinus, Relation, Span, walk
from touchstone.maths.unreadable import Refusal


def congruence(p: Parser, sides: list[Node], start: int) -> Node:
    """`a ≡ b (mod m)`, with one residue or several before the modulus."""
    if len(sides) != 2:
        raise Refusal("Write = for an equation; ≡ stands between a, b and (mod m).", start, p.end)
    left, residues = p.value(sides[0]), [sides[1]]
    while _modulus(residues[-1]) is None and p.kind in (",", "or"):
        p.advance()
        residues.append(p.value(p.parse(UNION)))
    modulus = _modulus(residues[-1])
    if modulus is None:
        raise Refusal("Write = for an equation; ≡ stands between a, b and (mod m).", start, p.end)
    values = [*map(p.value, residues[:-1]), _residue(p, residues[-1], modulus)]
    if len(values) > 1:
        p.note("Each value was read as a remainder for the same modulus.")
    found = tuple(_congruent(left, value, modulus, p.span(start)) for value in values)
    return found[0] if len(found) == 1 else Logic("or", found, p.span(start))


def _modulus(side: Node) -> Call | None:
    inside = (part for part in walk(side) if isinstance(part, Call) and part.function == "mod")
    return next(inside, None)


def _congruent(left: Node, residue: Node, modulus: Call, span: Span) -> Node:
    right = Call("mod", (residue, modulus.arguments[1]), modulus.span)
    return Relation((left, right), ("≡",), span)


def _residue(p: Parser, side: Node, modulus: Call) -> Node:
    """What is left: what stands before mod belongs to the side, not to its last term alone."""
    residue = modulus.arguments[0]
    match side:
        case Add(terms=(*terms, last)) if last in (modulus, Negative(modulus), PlusMinus(modulus)):
            ending = type(last)(residue, residue.span) if isinstance(last, Negative | PlusMinus) else residue
            return Add((*terms, ending), side.span)
        case Negative(operand=inner) | PlusMinus(operand=inner) if inner is modulus:
            return type(side)(residue, residue.span)
        case side if side is not modulus:
            p.refuse("Write the congruence as a ≡ b (mod m).", side)
    return residue
