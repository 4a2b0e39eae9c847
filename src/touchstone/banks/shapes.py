"""The shape of an expression: what it computes, whatever its parameters are called."""

from __future__ import annotations

from collections.abc import Sequence

from touchstone.banks import keys, walk
from touchstone.banks.question import Question
from touchstone.maths import tree

DEEPEST = 12  # derived values of derived values: more is a circle, which is named elsewhere


def shape(question: Question, texts: Sequence[str]) -> str | None:
    """Expressions with parameters numbered as they occur and derived values written out; None if unreadable.

    Two questions that give the same shape for key and proof ask for the same computation.
    """
    writer = _Writer(question)
    parts = [writer.text(text, 0) for text in texts]
    return None if writer.unreadable else " | ".join(parts)


def steps(shaped: str) -> int:
    """How many operations a shape has."""
    return shaped.count("(")


class _Writer:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.names = walk.scope(question).base | {part_id for part_id, _ in question.tasks}
        self.numbers: dict[str, int] = {}
        self.unreadable = False

    def text(self, text: str, depth: int) -> str:
        node = keys.read_key(text, self.names)
        if isinstance(node, keys.Bad) or depth > DEEPEST:
            self.unreadable = True
            return ""
        return self.node(node, depth)

    def node(self, node: tree.Node, depth: int) -> str:
        match node:
            case tree.Name(name):
                if name in self.question.let:
                    return self.text(self.question.let[name], depth + 1)
                return f"_{self.numbers.setdefault(name, len(self.numbers))}"
            case tree.Number(_, value):
                return str(value)
            case tree.Constant(name) | tree.Word(name):
                return name
        head = type(node).__name__ + str(getattr(node, "function", "")) + str(getattr(node, "operator", ""))
        head += "".join(getattr(node, "operators", ())) + str(getattr(node, "kind", ""))
        return f"{head}({', '.join(self.node(part, depth) for part in tree.children(node))})"
