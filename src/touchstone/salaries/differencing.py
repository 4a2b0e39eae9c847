"""Keeps a total minus its shown groups from telling of a thin group (complementary suppression).

Somebody who may ask `--by role` and `--by role --by region` could take the shown regions of a role from the
role's own total and be left with the one that was held back. So every total is left with two unknown groups
at least, and with as many people in them as a shown group must have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Key = tuple[object, ...]


def held_back(counts: Mapping[Key, int], least: int) -> set[Key]:
    """The groups whose figures stay unsaid, out of the sizes of all: those under `least`, and the smallest
    others that keep these from being worked out.

    A key holds a group's word for each column; None where rows have none. Such a group is never shown, but it
    is in the totals. What would be alone in another total is taken last, since that total gives it away.
    """
    unknown = {key for key, n in counts.items() if n < least or None in key}
    totals = _totals(counts)
    alone = {key for members in totals for key in members if len(members) == 1}
    while added := {key for members in totals for key in _needed(members, unknown, counts, least, alone)}:
        unknown |= added
    return unknown


def _totals(counts: Iterable[Key]) -> list[list[Key]]:
    """The groups in each total that a question with a column less would show."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for key in counts:
        for at in range(len(key)):
            rest = key[:at] + key[at + 1 :]
            if None not in rest:
                found[(at, *rest)].append(key)
    return list(found.values())


def _needed(
    members: list[Key], unknown: set[Key], counts: Mapping[Key, int], least: int, alone: set[Key]
) -> list[Key]:
    """The smallest shown groups of a total that must be held back as well."""
    kept = [key for key in members if key in unknown]
    if all(None in key and counts[key] >= least for key in kept):
        return []  # nothing unknown, or only people without a word, who are enough to be told of
    shown = sorted(
        (key for key in members if key not in unknown), key=lambda k: (k in alone, counts[k], str(k))
    )
    added: list[Key] = []
    while shown and (len(kept) + len(added) < 2 or sum(counts[k] for k in (*kept, *added)) < least):
        added.append(shown.pop(0))
    return added


def tells_more(counts: Mapping[Key, int], least: int) -> tuple[int | None, int, int]:
    """The column without which most people are in shown groups (None: with all of them as they are, or no
    column can be left), how many are then, and how many are now."""
    best, now = None, _told(counts, least)
    most = now
    columns = len(next(iter(counts), ()))
    for at in range(columns) if columns > 1 else ():
        fewer: dict[Key, int] = defaultdict(int)
        for key, n in counts.items():
            fewer[key[:at] + key[at + 1 :]] += n
        if (told := _told(fewer, least)) > most:
            best, most = at, told
    return best, most, now


def _told(counts: Mapping[Key, int], least: int) -> int:
    held = held_back(counts, least)
    return sum(n for key, n in counts.items() if key not in held)
