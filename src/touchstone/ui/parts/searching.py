"""Finding one choice among many by what somebody types: a name, an id, letters without accents.

The box itself looks for the typed letters in what it shows and takes the first that has them; what it has
not, it hands over as typed text, which is looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from touchstone.core.problems import nearest
from touchstone.salaries.regions import Regions, plain

MOST_NAMED = 5
_INITIALS = re.compile(r"[A-Z]{2,4}")
_HEAD = re.compile(r"^[^,(]*[^,( ]|(?<=\()[A-Z]{2,4}|(?<=, )[A-Z]{2,4}(?=\))")  # the name, and its initials
Named = Callable[[str], str | None]


def place_names(names: Mapping[str, str], regions: Regions) -> dict[str, str]:
    """`United States (US, USA)`: what people type for a place must stand in what the box looks through."""
    return {one: _with_initials(one, name, regions) for one, name in names.items()}


def _with_initials(one: str, name: str, regions: Regions) -> str:
    aliases = regions[one].aliases.split("|") if one in regions else ()
    short = dict.fromkeys(text for text in (one, *aliases) if _INITIALS.fullmatch(text))
    return f"{name} ({', '.join(short)})" if short else name


@lru_cache(maxsize=8)
def ordered(options: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The ids of (id, name) as they come, but a name or its initials before the names that hold it: who types
    `Kansas` or `UK` and presses Enter gets no Arkansas and no Ukraine."""
    names = {one: name.casefold() for one, name in options}
    heads = {one: [head.casefold() for head in _HEAD.findall(name)] for one, name in options}
    listed: dict[str, None] = {}
    begun: set[str] = set()

    def put(one: str) -> None:
        begun.add(one)
        # What has two short names (United States) waits for none: it holds those that hold it (AusTria, AT).
        for other in names if len(heads[one]) < 3 else ():
            if other not in begun and _holds(names[one], heads[one], heads[other]):
                put(other)
        listed[one] = None

    for one in names:
        if one not in begun:
            put(one)
    return tuple(listed)


def _holds(name: str, own: Sequence[str], heads: Sequence[str]) -> bool:
    return any(head in name and head not in own for head in heads)


def found(typed: str, options: Mapping[str, str], named: Named) -> tuple[str | None, Sequence[str]]:
    """The id of what was typed, or None and what else may have been meant, best first."""
    by_letters = {one.casefold(): one for one in options}
    known = by_letters.get(typed.strip().casefold()) or named(typed)
    if known in options:
        return known, ()
    key = plain(typed)
    if not key:
        return None, ()
    names = {one: plain(label) for one, label in options.items()}
    begins = [one for one, name in names.items() if name.startswith(key)]
    holds = [one for one, name in names.items() if f" {key}" in name and one not in begins]
    alike = begins or holds
    if len(alike) == 1:
        return alike[0], ()
    heads = {plain(head): one for one, label in options.items() for head in _HEAD.findall(label)}
    guess = nearest(typed, options) or heads.get(nearest(key, heads) or "")
    return None, [*begins, *holds][:MOST_NAMED] or ([guess] if guess else [])
