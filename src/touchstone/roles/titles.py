"""The name of a role in its other forms: at a level, and of several people."""

from __future__ import annotations

import re
from collections.abc import Collection

from touchstone.roles.profile import Level, Profile

_REST = re.compile(
    r",|\(|\[|:|/| [-–—] | (?:of|for|in|at|with|on|to|from|and|or|I|II|III|IV|V|\d+)\b", re.IGNORECASE
)
_PERSON = {"man": "men", "woman": "women", "person": "people", "chief": "chiefs", "staff": "staff"}
_LEVEL_WORD = re.compile(r"(?P<level>junior|senior)\s+", re.IGNORECASE)


def plural_of(title: str) -> str:
    """Several people of a title: `Heads of data`, `Vision engineers (NLP)`; `Analytics` stays."""
    found = _REST.search(title)
    head, rest = (title[: found.start()], title[found.start() :]) if found else (title, "")
    last = re.search(r"[^\W_]+(?=\W*\Z)", head)
    if last is None:
        return title
    before, word = head[: last.start()], last.group()
    if rest.startswith("/"):
        return f"{before}{_several(word)}/{plural_of(rest[1:])}"
    return f"{before}{_several(word)}{head[len(before) + len(word) :]}{rest}"


def _several(word: str) -> str:
    small = word.lower()
    if not small.isascii():
        return word
    for one, many in _PERSON.items():
        if small == one or (small.endswith(one) and one in ("man", "woman", "person")):
            return word[: len(word) - len(one)] + (many if word[-1].islower() else many.upper())
    if re.search(r"[^s]s$", small) and not small.endswith("us"):
        return word  # several already, or none to count: `engineers`, `analytics`
    if re.search(r"[^aeiou]y$", small):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", small) else "s")


def at_level(title: str, level: Level, names: Collection[str] = ()) -> str:
    """A title with the word of its level: `Senior vision engineer`, `Senior Python engineer`; mid has none.

    `names` are words that keep their capital inside a title. A title that says a level gets no second word.
    """
    said = _LEVEL_WORD.match(title)
    if level is Level.MID or (said is not None and said["level"].lower() == level.value):
        return title
    return f"{level.value.capitalize()} {inside(title[said.end() if said else 0 :], names)}"


def tool_words(profile: Profile) -> frozenset[str]:
    """The words of the names of a role's tools, which keep their capital inside a title."""
    return frozenset(word for tool in profile.tools for name in tool.names for word in name.split())


def inside(title: str, names: Collection[str] = ()) -> str:
    """A title as it stands behind another word; names and titles in capitals throughout stay as they are."""
    first, _, rest = title.partition(" ")
    small = first[:1].isupper() and not re.search(r"[A-Z0-9]", first[1:]) and len(first) > 1
    others = [word for word in rest.split() if len(word) > 3]
    if not small or first in names or (others and all(word[0].isupper() for word in others)):
        return title
    return title[:1].lower() + title[1:]
