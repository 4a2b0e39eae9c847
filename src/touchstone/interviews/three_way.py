"""Two texts that began as one, as one again: each change of either is kept, once (Smith's diff3, 1988)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

_WORD = re.compile(r"\s*\S+")
MOST_PAIRS = 200_000  # of equal words that are looked at: ten thousand times the same word would take minutes


def three_way(base: str, one: str, two: str) -> str:
    """`base` with the changes that lead to `one` and those that lead to `two`, word by word.

    What only one of them changed is as that one has it. Where both changed the same words, the text that
    holds the other stands; else both stand, that of `one` first, on lines of their own.
    """
    base, one, two = base.strip(), one.strip(), two.strip()
    if one == two or two == base:
        return one
    if one == base:
        return two
    found = ""
    for piece in _merged(*(_WORD.findall(text) for text in (base, one, two))):
        apart = " " if found and piece and not (found[-1].isspace() or piece[0].isspace()) else ""
        found += apart + piece
    return found.strip()


def _merged(base: list[str], one: list[str], two: list[str]) -> Iterator[str]:
    ours, theirs = _found(base, one), _found(base, two)
    at, here, there = 0, 0, 0
    for place in range(len(base)):
        if place not in ours or place not in theirs:
            continue
        first, second = ours[place], theirs[place]
        yield _settled(base[at:place], one[here:first], two[there:second])
        # The word itself is in both; a space or a line break before it may be changed.
        yield one[first] if one[first] != base[place] else two[second]
        at, here, there = place + 1, first + 1, second + 1
    yield _settled(base[at:], one[here:], two[there:])


def _found(base: list[str], text: list[str]) -> dict[int, int]:
    """Where the words of `base` stand in `text`, in order, for those that are still there."""
    words, others = ([word.strip() for word in held] for held in (base, text))
    start = _alike(words, others)
    end = _alike(words[start:][::-1], others[start:][::-1])
    middle, changed = words[start : len(words) - end], others[start : len(others) - end]
    found = {place: place for place in range(start)}
    found |= {len(words) - step: len(others) - step for step in range(1, end + 1)}
    counts = Counter(changed)
    if sum(counts[word] for word in middle) <= MOST_PAIRS:
        blocks = SequenceMatcher(None, middle, changed, autojunk=False).get_matching_blocks()
        for block in blocks:
            found |= {start + block.a + step: start + block.b + step for step in range(block.size)}
    return found


def _alike(words: list[str], others: list[str]) -> int:
    pairs = enumerate(zip(words, others, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(words), len(others)))


def _settled(base: list[str], one: list[str], two: list[str]) -> str:
    """What stands between two words that all three have."""
    before, ours, theirs = ("".join(words) for words in (base, one, two))
    if theirs in (before, ours):
        return ours
    return theirs if ours == before else _both(before, ours, theirs)


def _both(before: str, ours: str, theirs: str) -> str:
    """Both changed it: what is the same in all three stands once, and of the rest what holds the other."""
    start = _same(before, ours, theirs)
    kept, before, ours, theirs = before[:start], before[start:], ours[start:], theirs[start:]
    end = _same(before[::-1], ours[::-1], theirs[::-1])
    tail = before[len(before) - end :]
    ours, theirs = ours[: len(ours) - end], theirs[: len(theirs) - end]
    return kept + _joined(ours, theirs) + tail


def _joined(ours: str, theirs: str) -> str:
    if _holds(ours, theirs):
        return ours
    if _holds(theirs, ours):
        return theirs
    for one, other in ((ours, theirs), (theirs, ours)):
        if len(one.split()) == 1 and not one[0].isspace() and other[0].isspace():
            return one + other  # the one ends a word, after which the other goes on
    *lines, last = ours.rstrip().split("\n")
    if lines and last.strip() and _begins(theirs, last):
        ours = "\n".join(lines)  # half of theirs was sent before, and stands behind what ours holds besides
    return f"{ours.rstrip()}\n{theirs.lstrip()}"


def _begins(text: str, start: str) -> bool:
    return " ".join(text.split()).startswith(" ".join(start.split()))


def _holds(longer: str, shorter: str) -> bool:
    """Whether a text begins with another, which may end in half a word, or has all of its words in a row."""
    one, other = " ".join(longer.split()), " ".join(shorter.split())
    return one.startswith(other) or f" {other} " in f" {one} "


def _same(before: str, ours: str, theirs: str) -> int:
    """How many letters all three begin with, without the beginning of a word that both end otherwise."""
    letters = enumerate(zip(before, ours, theirs, strict=False))
    shortest = min(len(before), len(ours), len(theirs))
    count = next((place for place, held in letters if len(set(held)) > 1), shortest)
    if all(text[count : count + 1].strip() for text in (ours, theirs)):
        while count and not before[count - 1].isspace():
            count -= 1
    return count
