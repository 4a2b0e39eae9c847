"""Reads the expressions of a bank: which names they use, and where one goes wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from touchstone.maths import reader, tree
from touchstone.maths.library.catalogue import KEY_FUNCTIONS
from touchstone.maths.unreadable import Unreadable

RESERVED = frozenset(
    {"pi", "e", "i", "oo", "and", "or", "not", "true", "false", "all", "none", "U", "answer"}
)
# A name of a part may hold digits; elsewhere those behind letters are a number, as in `log2`.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_PLAIN = re.compile(r"[A-Za-z]+(?:_[A-Za-z0-9]+)*")
_OVER_A_LIST = frozenset({"sum", "product", "each", "count"})


@dataclass(frozen=True)
class Bad:
    """An expression that can't be read: why, and the characters it is about."""

    reason: str
    start: int
    end: int


def read_key(text: str, names: frozenset[str]) -> tree.Node | Bad:
    """The tree of an expression in a bank, or why it can't be read."""
    if text in names:  # most slots are a bare name, and reading is dear when a bank has 20,000 of them
        return tree.Name(text, tree.Span(0, len(text)))
    return _read(text, names)


@lru_cache(maxsize=65_536)
def _read(text: str, names: frozenset[str]) -> tree.Node | Bad:
    found = reader.read(text, syntax="plain", names=names, key=True)
    if isinstance(found, Unreadable):
        return Bad(found.reason, found.span.start, found.span.end)
    return found.tree


def unknown_words(text: str, names: frozenset[str]) -> dict[str, int]:
    """Words that nothing defines, each with where it stands.

    The reader takes such a word for a product of letters, as it must for candidates; in a bank it is a slip
    of the pen, and where all its letters happen to be parameters it would make a wrong key.
    """
    found: dict[str, int] = {}
    for match in _WORD.finditer(text):
        word = match.group(0)
        if word in names:
            continue
        word = _PLAIN.match(word)[0]  # type: ignore[index]  # it begins with a letter
        if word in names or word in KEY_FUNCTIONS or word in RESERVED or _element(word, names):
            continue
        found.setdefault(word, match.start())
    return found


def _element(word: str, names: frozenset[str]) -> bool:
    """Whether the word is a letter with an index, or an element such as `rates_i` of a list."""
    base = word.split("_")[0]
    return len(base) == 1 or (word.endswith("_i") and word[:-2] in names)


def free_names(node: tree.Node) -> dict[str, tree.Span]:
    """The names that an expression needs from outside, each with where it first stands.

    `k` in `sum(k^2, k, 1, n)` and `x_i` in `sum(x_i^2, x)` come from the call itself.
    """
    found: dict[str, tree.Span] = {}
    _collect(node, frozenset(), found)
    return found


def _collect(node: tree.Node, bound: frozenset[str], found: dict[str, tree.Span]) -> None:
    if isinstance(node, tree.Name):
        if node.name not in bound:
            found.setdefault(node.name, node.span)
        return
    if isinstance(node, tree.Call) and node.function in _OVER_A_LIST:
        bound |= _bound_by(node)
    for part in tree.children(node):
        _collect(part, bound, found)


def _bound_by(call: tree.Call) -> frozenset[str]:
    if len(call.arguments) == 4 and isinstance(call.arguments[1], tree.Name):
        return frozenset({call.arguments[1].name})
    lists = {
        part.name for argument in call.arguments[1:] for part in (argument,) if isinstance(part, tree.Name)
    }
    return frozenset(name + "_i" for name in lists)


def clash(name: str) -> str | None:
    """Why a name can't be given to a parameter, or None when it can."""
    if name in KEY_FUNCTIONS:
        return f"{name!r} is a function of the maths language"
    if name in RESERVED:
        return f"{name!r} has a meaning of its own in the maths language"
    return None


def mentions(text: str, name: str) -> bool:
    """Whether the expression uses the name (True when it can't be read: another problem says so)."""
    found = read_key(text, frozenset({name}))
    return isinstance(found, Bad) or name in free_names(found)


def lists_of(node: tree.Node) -> set[str]:
    """The lists whose elements an expression names: `x` for `x_i`."""
    return {
        part.name[:-2] for part in tree.walk(node) if isinstance(part, tree.Name) and part.name.endswith("_i")
    }
