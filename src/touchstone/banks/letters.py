"""Random letters for unknowns: `{name: [x, t]}` puts another letter into every expression of a question.

The letter is put into the tree before anything is evaluated: `diff(f, v)` needs a variable, not a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from touchstone.banks import keys
from touchstone.banks.mutants import with_child
from touchstone.banks.params import NameParam
from touchstone.banks.question import Question
from touchstone.maths import tree
from touchstone.maths.plain import to_plain


def letters_of(question: Question, env: Mapping[str, str]) -> dict[str, str]:
    """The letter that was drawn for each random name."""
    return {name: env[name] for name, param in question.params.items() if isinstance(param, NameParam)}


def assumed(question: Question, letters: Mapping[str, str]) -> dict[str, str]:
    """What the answers assume of the letters; nothing of one of which two answers assume different things."""
    said: dict[str, set[str]] = {}
    for _, task in question.tasks:
        for name, kind in (task.answer.assume if task.answer else {}).items():
            said.setdefault(letters.get(name, name), set()).add(kind)
    return {name: kinds.pop() for name, kinds in said.items() if len(kinds) == 1}


def with_letters(expressions: Mapping[str, str], letters: Mapping[str, str]) -> Mapping[str, str]:
    """The expressions with the drawn letters in place of the names; as they are when there are none."""
    if not letters:
        return expressions
    pairs = tuple(sorted(letters.items()))
    return {name: _renamed(text, pairs) for name, text in expressions.items()}


@lru_cache(maxsize=4_096)
def _renamed(text: str, letters: tuple[tuple[str, str], ...]) -> str:
    names = dict(letters)
    found = keys.read_key(text, frozenset(names) | frozenset(names.values()))
    return text if isinstance(found, keys.Bad) else to_plain(_rename(found, names))


def _rename(node: tree.Node, names: Mapping[str, str]) -> tree.Node:
    if isinstance(node, tree.Name):
        return tree.Name(names.get(node.name, node.name))
    for index, part in enumerate(tree.children(node)):
        node = with_child(node, index, _rename(part, names))
    return node
