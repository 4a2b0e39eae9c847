"""A phrase as a regular expression, and what must stand in a text before it is worth a look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product

from touchstone.postings import slots

Groups = Mapping[str, Sequence[str]]  # phrases that stand for one another, by the name of their group
Key = str | tuple[str, str]  # a word, how one begins (`sal*`), a word and the one behind it

_APOSTROPHES = "['’ʼ]"
_HYPHENS = "[-‐‑–]"
_BLANK = r"(?:[^\S\n]{1,5}|[^\S\n]{0,4}\n[^\S\n]{0,4})"  # a line is wrapped in a phrase, no paragraph ends
_MAX_TAIL = 40  # letters after a stem: longer words are not English
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[\s'’-]+")
_FIRST = re.compile(r"\w+(?![*#{\w])")
_LAST = re.compile(r"(?P<word>\w+)[^\w*#]*$")
_SLOT_ALONE = re.compile(r"[^\w{}*#]*\{(?P<name>[a-z_]+)\}(?P<then>\{[a-z_]+\})?[^\w{}*#]*")
_MOST_PAIRS = 600  # of two groups side by side: more are dearer to hold than a look at the text
_BEGIN = 3  # letters by which stems are looked up: fewer begin too many words
_PIECES = re.compile(r"[\s*#'’-]+")


def needed_words(phrase: str, groups: Groups) -> Iterator[frozenset[str]]:
    """Whole words, of each set of which one stands in every text that the phrase matches."""
    for piece in _SPACE.split(phrase):
        if _WORD.fullmatch(piece):
            yield frozenset((piece,))
    for name, optional in slots.named(phrase):
        if name in groups and not optional:
            if (needed := _one_of(tuple(groups[name]))) is not None:
                yield needed
        elif f"{{{name}}}" in _SPACE.split(phrase) and name in slots.WORDS:
            yield slots.WORDS[name]


@lru_cache(maxsize=512)
def _one_of(group: tuple[str, ...]) -> frozenset[str] | None:
    """Words of which one stands wherever a phrase of the group does; None where one needs no whole word."""
    each = [next(needed_words(one.lower(), {}), None) for one in group]
    return None if None in each else frozenset[str]().union(*filter(None, each))


def beginnings(words: Iterable[str]) -> set[str]:
    """How words begin, as keys."""
    return {word[:_BEGIN] + "*" for word in words}


def needed_keys(phrase: str, groups: Groups, words: Sequence[frozenset[str]]) -> frozenset[Key]:
    """What texts are looked up by, of which one stands in every text that the phrase matches.

    Two words side by side, or one of `words` (the smallest set of them; of one word the longest), or how a
    stem at the beginning begins; nothing where the phrase is none of these.
    """
    pieces = [_edges(piece, groups) for piece in _SPACE.split(phrase)]
    pairs = [
        frozenset(product(ends, begins))
        for (_, ends), (begins, _) in pairwise(pieces)
        if ends and begins and len(ends) * len(begins) <= _MOST_PAIRS
    ]
    if pairs:
        return min(pairs, key=lambda some: (len(some), -max(len(a) + len(b) for a, b in some)))
    if words:
        return min(words, key=lambda one: (len(one), -max(map(len, one))))
    stem = _WORD.match(phrase)
    return frozenset(beginnings([stem.group()] if stem and len(stem.group()) >= _BEGIN else []))


def _edges(piece: str, groups: Groups) -> tuple[frozenset[str], frozenset[str]]:
    """The words with which a piece of a phrase may begin, and those with which it may end, if known."""
    if _WORD.fullmatch(piece):
        return frozenset((piece,)), frozenset((piece,))
    slot = _SLOT_ALONE.fullmatch(piece)
    if slot is None:
        return frozenset(), frozenset()
    if slot["name"] in slots.WORDS:
        return slots.WORDS[slot["name"]], frozenset()
    return _edges_of(tuple(groups.get(slot["name"], ())) if not slot["then"] else ())


@lru_cache(maxsize=512)
def _edges_of(group: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The words with which the phrases of a group begin, and those with which they end."""
    each = [one.lower() for one in group]
    begins, ends = [_FIRST.match(one) for one in each], [_LAST.search(one) for one in each]
    return (
        frozenset(found.group() for found in begins if found) if all(begins) else frozenset(),
        frozenset(found["word"] for found in ends if found) if all(ends) else frozenset(),
    )


def first_words(phrase: str, groups: Groups) -> frozenset[str] | None:
    """The whole words that begin a phrase which begins with a group; None of a stem, and of other phrases."""
    slot = slots.SLOT.match(phrase)
    if slot is None or slot["optional"] is not None or slot["name"] not in groups:
        return None
    return _edges_of(tuple(groups[slot["name"]]))[0] or None


def longest_piece(phrase: str) -> str:
    """The longest piece of the phrase that stands in a text exactly so, such as a stem."""
    return max(_PIECES.split(slots.SLOT.sub(" ", phrase)), key=len)


def pattern(phrase: str, groups: Groups) -> str:
    def written(match: re.Match[str]) -> str:
        name, optional = match["name"], match["optional"] is not None
        if name in slots.BUILT_IN:
            return slots.BUILT_IN[name]
        longest_first = sorted((one.lower() for one in groups[name]), key=len, reverse=True)
        one_of = "|".join(_plain(one) for one in longest_first)
        return f"(?:(?:{one_of}){_BLANK})?" if optional else f"(?:{one_of})"

    parts, at = [], 0
    for match in slots.SLOT.finditer(phrase):
        if match["name"] not in groups and match["name"] not in slots.BUILT_IN:
            continue
        parts += [_plain(phrase[at : match.start()]), written(match)]
        at = match.end()
    end = r"(?![\w-])" if phrase[-1].isalnum() or phrase[-1] in "#}" else ""
    return "".join(parts) + _plain(phrase[at:]) + end


def _plain(text: str) -> str:
    return "".join(map(_piece, text))


def _piece(letter: str) -> str:
    if letter == "*":
        return rf"[\w-]{{0,{_MAX_TAIL}}}"
    if letter == "#":
        return r"\d{1,6}\+?"
    if letter == " ":
        return _BLANK
    if letter == "-":
        return _HYPHENS
    return _APOSTROPHES if letter in "'’" else re.escape(letter)
