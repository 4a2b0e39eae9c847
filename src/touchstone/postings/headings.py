"""The headings of a pasted text: lines of their own, with marks or without, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from touchstone.postings.findings import Span

MAX_HEADING = 80  # characters; a longer line is a sentence
MAX_WORDS = (
    9  # of a line with a colon at its end: `We talk with our customers every week about …:` is a sentence
)
BOLD, PLAIN, INLINE = 7, 8, 9  # levels below those of `#` to `######`

_POINT = re.compile(r"\s*(?:[-*+•‣◦▪▸►●○·–—✓✔]|\d{1,2}[.)])\s+\S")
_NUMBER = re.compile(r"\s*#{0,6}\s*\d{1,2}[.)]\s+(?=\D)")
_TAGS = re.compile(r"</?\w{1,10}(?:\s[^<>\n]{0,200})?/?>")
_LEVEL = re.compile(
    r"\s{0,3}(?P<marks>#{1,6})\s+\S|\s*<[hH](?P<html>[1-6])\b[^<>\n]{0,200}>.{1,200}</[hH][1-6]>\s*$"
)
_BOLD = re.compile(
    r"\s*(?P<marks>\*\*|__)[^\n]{1,100}(?P=marks)\s*:?\s*$|\s*<(?P<tag>b|strong)>[^<\n]{1,100}</(?P=tag)>\s*:?\s*$",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*$")
_INLINE = re.compile(
    r"\s*(?:[-*+•–·]\s+)?(?:\*\*|__)?(?P<head>[^:.!?\n*_]{2,60})(?:(?:\*\*|__)?:(?:\*\*|__)?|\.(?:\*\*|__))"
    r"[ \t]+(?=\S)"
)
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True)
class Heading:
    """A heading: its words, where they stand, and where what stands under it does, deeper headings included.

    `level` counts from 1 (`#`) to 6; then bold lines, lines without marks, words in a line before a colon
    (`**Package:** …`, `**Package.** …`).
    """

    words: str
    span: Span
    level: int
    body: Span


def headings(text: str, known: Callable[[str], bool]) -> list[Heading]:
    """The headings of a text in order.

    `known` says of a line without marks whether its words are those of a heading: other lines are none.
    """
    found = [*_found(text, known)]
    return [_whole(one, found[n + 1 :], len(text)) for n, one in enumerate(found)]


def is_point(line: str) -> bool:
    """Whether a line is a point of a list."""
    return _POINT.match(line) is not None


def _whole(one: Heading, later: list[Heading], length: int) -> Heading:
    """A heading that reaches to the next one of its level or above."""
    if one.level == INLINE:
        return one
    end = next((other.span[0] for other in later if other.level <= one.level), length)
    return Heading(one.words, one.span, one.level, (one.body[0], end))


def _found(text: str, known: Callable[[str], bool]) -> Iterator[Heading]:
    lines, at = [*text.split("\n"), ""], 0
    for line, following in pairwise(lines):
        end = at + len(line)
        if (level := _level(line, following, known)) is not None:
            start, words = _bare(line)
            yield Heading(words, (at + start, at + start + len(words)), level, (end, end))
        elif (
            (":" in line or ".*" in line or "._" in line)
            and (before := _INLINE.match(line)) is not None
            and known(before["head"])
        ):
            start, words = _bare(line[: before.end("head")])
            yield Heading(words, (at + start, at + start + len(words)), INLINE, (at + before.end(), end))
        at = end + 1


def _level(line: str, following: str, known: Callable[[str], bool]) -> int | None:
    plain = line.strip()
    if len(plain) > MAX_HEADING + 40 or not any(map(str.isalnum, plain)):
        return None
    if plain[0] in "#<" and (found := _LEVEL.match(line)) is not None:
        return len(found["marks"]) if found["marks"] else int(found["html"])
    if plain[0] in "*_<" and _BOLD.match(line):
        return BOLD
    if is_point(line) and not _NUMBER.match(line):
        return None
    if _UNDERLINE.match(following):
        return 1 if "=" in following else 2
    words = _bare(line)[1]
    if len(words) > MAX_HEADING:
        return None
    if plain.endswith(":") and len(words.split()) <= MAX_WORDS and not _NUMBER.match(line):
        return PLAIN
    return PLAIN if plain[-1] not in ".!;," and known(words) else None


def _bare(line: str) -> tuple[int, str]:
    """Where the words of a heading begin in its line, and the words, without marks, tags and numbers."""
    blank = _TAGS.sub(_spaces, line) if "<" in line else line
    blank = _NUMBER.sub(_spaces, blank)
    words = _EDGE.sub("", blank)
    return blank.find(words), words


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())
