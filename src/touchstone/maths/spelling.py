"""Names that a question declares, as the reader calls them: `σ`, `\\sigma` and `sigma` are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from touchstone.maths.reader import Read, read
from touchstone.maths.reading import accents
from touchstone.maths.reading.symbols import VARIANTS
from touchstone.maths.tree import Name

T = TypeVar("T")

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*+")
# Of functions that nobody has to know.
_CALLED = "()"


class NoName(ValueError):
    """What can't be a name: a sentence for whoever declared it."""


@lru_cache(maxsize=4096)
def spelled(name: str) -> str:
    """The name as the reader calls it. Raises NoName."""
    if _PLAIN.fullmatch(name):
        return VARIANTS.get(name, name)
    stem = name.removesuffix(_CALLED)
    if stem != name:
        return spelled(stem) + _CALLED
    if (accented := accents.name(stem.strip())) is not None:
        return accented
    found = read(stem, names=(stem.strip(),))
    if isinstance(found, Read) and isinstance(found.tree, Name):
        return found.tree.name
    word = unicodedata.normalize("NFC", stem.strip())
    if word.isidentifier() and word[0] != "_":
        return word
    raise NoName(f"{name[:40]!r} can't be a name in a formula")


def all_spelled(names: Iterable[str]) -> list[str]:
    """Each name as the reader calls it. Raises NoName."""
    return [spelled(name) for name in names]


def keys_spelled(said: Mapping[str, T]) -> dict[str, T]:
    """What is said of each name, by the name that the reader has for it. Raises NoName."""
    found: dict[str, T] = {}
    for name, what in said.items():
        if found.setdefault(spelled(name), what) != what:
            raise NoName(f"{name[:40]!r} is declared twice, and not as the same")
    return found
