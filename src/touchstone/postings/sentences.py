"""A text taken apart into sentences, each with the heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_HEADING = 60  # characters; a longer line is a sentence
_MARKED = re.compile(r"\s{0,3}(?:#{1,6}\s|\*\*[^*\n]{1,60}\*\*:?\s*$|__[^_\n]{1,60}__:?\s*$)")
_POINT = re.compile(r"\s*(?:[-*+•–·]|\d{1,2}[.)])\s")
_INLINE = re.compile(r"\s*(?:[-*+•–·]\s+)?(?:\*\*|__)?(?P<head>[^:.!?\n*]{2,60}):(?:\*\*|__)?\s+(?=\S)")
_ENDS = re.compile(r"[.!?](?=\s|$|[*_)\"”])|;")
# After `5 p.m.` a sentence goes on with its zone, the day or what it is about; another begins with a capital.
_GOES_ON = re.compile(
    r"(?<=[ap]\.m\.)\s+(?:[a-z(\d]|[A-Z]{2,4}\b|(?:Eastern|Central|Mountain|Pacific|Mon|Tues|Wednes|Thurs|"
    r"Fri|Satur|Sun|"
    r"Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec))"
)
_STOPS = re.compile(r"[.!?;,]")
_SMALL = re.compile(r"\s{0,3}[a-zäöüß(,]")  # a line so begins goes on with the one above
_WORDS = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it begins in the text; `heading` stands above it or, before a colon, in it.

    `section` is what stands above it in either case.
    """

    text: str
    start: int
    heading: str = ""
    paragraph: int = 0
    section: str = ""


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in their order; lines that are wrapped belong together."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    heading, after_blank, number = "", True, 0
    for start, block in _blocks(text):
        if not block.strip():
            after_blank, number = True, number + 1
            continue
        marked = _is_marked(block)
        if marked or (after_blank and _may_head(block)):
            if not marked:  # `Apply by 1 March 2027` may stand alone, too
                yield Sentence(block, start, _inline(block) or heading, number, heading)
            heading, after_blank, number = block.strip(" \t#*_:"), False, number + 1
            continue
        after_blank = False
        yield from _split(block, start, heading, number)


def heading_words(heading: str) -> list[str]:
    """The words of a heading in small letters."""
    return [word.lower().replace("’", "'") for word in _WORDS.findall(heading)]


def _inline(line: str) -> str:
    """What stands before a colon at the beginning of a line: `Benefits: …`."""
    found = _INLINE.match(line)
    return found["head"].strip() if found else ""


def _is_marked(line: str) -> bool:
    """Whether a line is a heading by its marks: `## Pay`, `**Pay**`, `We offer:`."""
    plain = line.strip(" \t*_")
    if len(plain) > MAX_HEADING + 8:
        return False
    return bool(_MARKED.match(line)) or (plain.endswith(":") and not _POINT.match(line))


def _may_head(line: str) -> bool:
    """Whether a line without marks may be a heading: it is short and no sentence."""
    plain = line.strip()
    return len(plain) <= MAX_HEADING and not _POINT.match(line) and not _STOPS.search(plain)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Lines, with those joined that go on in the next one: it begins with a small letter."""
    start, whole = 0, ""
    position = 0
    for line in text.split("\n"):
        if (
            _SMALL.match(line)
            and whole.strip()
            and not whole.rstrip().endswith(":")
            and not _MARKED.match(whole)
        ):
            whole += "\n" + line
        else:
            if position:
                yield start, whole
            start, whole = position, line
        position += len(line) + 1
    yield start, whole


def _split(block: str, start: int, section: str, paragraph: int) -> Iterator[Sentence]:
    begin, heading = 0, _inline(block) or section
    ends = (match.end() for match in _ENDS.finditer(block))
    for end in [*(end for end in ends if not _GOES_ON.match(block, end)), len(block)]:
        if block[begin:end].strip(" \n.;"):
            yield Sentence(block[begin:end], start + begin, heading, paragraph, section)
        begin = end
