"""1 and 0 as true and false, where a question is about letters that are either."""

from __future__ import annotations

from touchstone.maths.traits import traits
from touchstone.maths.tree import Logic, Name, Node, Number, Relation, Word

_WORDS = {"1": "true", "0": "false"}


def is_digit(node: Node) -> bool:
    """1 or 0."""
    return isinstance(node, Number) and node.text in _WORDS


def as_truth(answer: Node, key: Node, text: str) -> Node:
    """1 as true, 0 as false beside letters that are joined, or beside a key that is written so itself.

    Beside anything else it is a number: 0 doesn't say that `x^2 < 0` has no solution.
    """
    letters = isinstance(key, Logic | Name) and not traits(key).kinds & {Relation}
    if isinstance(answer, Number) and answer.text in _WORDS and (letters or text.strip(" $") in _WORDS):
        return Word(_WORDS[answer.text], answer.span)
    return answer
