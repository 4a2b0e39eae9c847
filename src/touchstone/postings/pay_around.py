"""What stands around an amount: the clauses of its sentence, the sentences beside it, the headings above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from touchstone.postings.pay_tied import FAR, PAY, column_above, heading_above

NEAR = 400  # characters on each side in which the sentence is looked for
_ENDS = re.compile(r"[.!?](?=[\"”')\]]*(?:\s|\Z))|\n")
_SHORTENED = re.compile(
    r"(?:\b(?:approx|incl|excl|min|max|ca|vs|e\.g|i\.e|p\.a|etc|z\.\s?b|bzw|inkl|exkl|zzgl|no|st|inc|ltd|"
    r"u\.s|"
    r"u\.k|env|aprox|cca|(?-i:est))|\b[a-z])\Z",
    re.IGNORECASE,
)
_APART = re.compile(
    r"[;|•·]|[,:()]|\s[–—-]\s|—|\b(?:but|while|whereas|(?:al)?though|sondern|aber|mais|sino)\b"
)
_STRONG = re.compile(r"[;|•·]|\w+")
_MARKED = re.compile(r"[ ]{0,3}(?P<level>#{1,6})\s+(?P<words>[^\n]*)")
_LIST = re.compile(r"\s*(?:[-*+•·–]|\d{1,2}[.)])\s|[ ]{0,3}#|\s*\||[^\n:]{2,40}:\s|\s*\Z|\s*>")
# `Base salary: CAD 72,000 to CAD 88,000 per year`: nothing is to follow in the next line but a currency.
_LABELLED = re.compile(
    r"\s*(?:[-*+•]\s+)?[*_]{0,2}[A-Z][^:.!?;\n]{1,40}:[*_\s]+[^.!?;:\n]*?\d(?:[\d,.’' ]*\d)?\s?[kK]?\s?"
    r"(?:[A-Z]{3}|[$€£])?\s?(?:gross\s)?(?:(?:per|an?|/)\s?(?:year|annum|month|hour|week|day)|annually|gross|yearly|"
    r"monthly|hourly)?[\s*_)]*\Z"
)
_CODE = re.compile(r"\s*(?:[A-Z]{3}\b|[$€£])")
_LONG = 40  # characters of a line from which on the next one may be its rest


@dataclass(frozen=True)
class Clause:
    """Words between two marks; `strong`: a strong mark parts it from the amount."""

    words: str
    strong: bool = False


@dataclass(frozen=True)
class Around:
    """What stands before an amount, the nearest last; what stands behind it; and the sentences beside."""

    before: tuple[Clause, ...]
    behind: tuple[Clause, ...]
    previous: str
    following: str
    asks: bool


def flowing(text: str) -> str:
    """The text with a blank for each line break inside a sentence, so that wrapped lines are one."""
    lines = text.split("\n")
    for n in range(len(lines) - 1, 0, -1):
        above, line = lines[n - 1].rstrip(), lines[n]
        if not above or not line:
            lines[n] = "\n" + line
            continue
        ended = _LABELLED.match(above) is not None and not _CODE.match(line)
        small = re.match(r"\s{0,3}[a-zäöüßéèà(]", line) is not None
        wrapped = (
            len(above) >= _LONG and not ended and above[-1] not in ".!?:;|" and not above.startswith("#")
        )
        if above[-1] != "|" and (small or wrapped) and (small or not _LIST.match(line)):
            lines[n] = ("\n" if _MARKED.match(above) else " ") + line
        else:
            lines[n] = "\n" + line
    return "".join(lines)


def intro_above(above: str) -> str:
    """The line with a colon over the list or table in which an amount stands; nothing outside of one."""
    *lines, row = above.split("\n")
    if not re.match(r"\s*(?:\||[-*+•·–]\s|\d{1,2}[.)]\s)", row):
        return ""
    others = (
        line for line in reversed(lines) if line.strip() and not re.match(r"\s*(?:\||[-*+•·–]\s|\d)", line)
    )
    line = next(others, "").rstrip()
    return line if line.endswith(":") else ""


def around(text: str, start: int, end: int) -> Around:
    """The sentence of the amount from `start` to `end`, and those beside it."""
    low, high = max(0, start - NEAR), min(len(text), end + NEAR)
    stops = [low, *_stops(text, low, start)]
    nexts = [*_stops(text, end, high), high]
    following = text[nexts[0] : high].strip().split("\n\n")[0] if nexts[0] < high else ""
    previous = _previous(text, stops)
    before = tuple(_clauses(text[stops[-1] : start], ahead=True))
    behind = tuple(_clauses(text[end : nexts[0]], ahead=False))
    asks = text[end : nexts[0]].rstrip().endswith("?")
    return Around(before, behind, previous, following[:200], asks)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or the line, begins and ends that holds what stands from `start` to `end`."""
    low, high = max(0, start - NEAR), min(len(text), end + NEAR)
    return [low, *_stops(text, low, start)][-1], [*_stops(text, end, high), high][0]


def _previous(text: str, stops: Sequence[int]) -> str:
    """The last sentence before the one that begins at the last stop."""
    for n in range(len(stops) - 1, 0, -1):
        if (words := text[stops[n - 1] : stops[n]]).strip(" \n.#*-"):
            return words
    return ""


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    for found in _ENDS.finditer(text, start, end):
        if found.group() != "." or not _SHORTENED.search(text[max(0, found.start() - 8) : found.start()]):
            yield found.end()


def _clauses(text: str, *, ahead: bool) -> Iterator[Clause]:
    """The parts of a text between marks; each is strong when any mark between it and the amount is."""
    marks = list(_APART.finditer(text))
    edges = [0, *(mark.end() for mark in marks), len(text)]
    strong = [_STRONG.fullmatch(mark.group()) is not None for mark in marks]
    for n, (begin, stop) in enumerate(pairwise(edges)):
        yield Clause(text[begin:stop], any(strong[n:] if ahead else strong[:n]))


def headings(text: str, start: int) -> Iterator[str]:
    """The headings over an amount: the nearest line that may be one, and those marked so, but no title."""
    above = text[max(0, start - FAR) : start]
    yield heading_above(above)
    yield column_above(above)
    yield intro_above(above)
    deepest = 7
    for found in reversed(list(_MARKED.finditer(above))):
        level = len(found["level"])
        if level < deepest and (found.start() == 0 or above[found.start() - 1] == "\n"):
            deepest = level
            if level > 1 or PAY.search(found["words"]):
                yield found["words"]
