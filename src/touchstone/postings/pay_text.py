"""A text as readers see the amounts in it, without marks, odd spaces and dashes, and where all of it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

_HIDDEN = re.compile(  # what is struck out or not shown, texts for images, and where links lead
    r"~~[^~\n]{1,500}~~|!\[[^\]\n]{0,500}\](?:\([^)\n]{0,500}\))?|"
    r"<(?P<tag>del|s|strike|script|style|title|template)\b[^<>]{0,200}>[^<]{0,5000}</(?P=tag)>|"
    r"<(?P<none>\w{1,10})\b(?=[^<>]{0,200}\b(?:hidden|display\s?:\s?none))[^<>]{0,200}>[^<]{0,5000}</(?P=none)>|"
    r"(?<=\])\([^)\s]{1,500}\)|(?m:^)[ ]{0,3}\[[^\]\n]{1,100}\]:[^\n]*",
    re.IGNORECASE,
)
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t"
_DASH = "\u2010\u2011\u2012\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_MARKS = re.compile(
    rf"(?P<head>(?m:^)(?:\*\*|__)(?=[^*_\n\d]{{1,80}}(?:\*\*|__):?[ ]*(?m:$)))|"
    rf"(?P<none>[{_UNSEEN}\r]|\\(?=[^\w\s])|"
    r"\{(?=[,.]\}\d)|(?<=\{[,.])\}(?=\d)|`|\*+(?=\S)|(?<=\S)\*+|_+(?!\w)|(?<!\w)_+|"
    r"</?(?:b|strong|em|i|u|span|font|mark|a|small|code)(?:\s[^<>\n]{0,200})?/?>)|"
    r"(?P<line></?(?:p|br|div|li|ul|ol|tr|table|h[1-6]|section)(?:\s[^<>\n]{0,200})?/?>)|"
    r"(?P<bar></?t[dh](?:\s[^<>\n]{0,200})?>)|"
    r"(?P<entity>&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});)|"
    rf"(?P<space>[{_SPACE} ]{{2,}}|[{_SPACE}])|(?P<dash>[{_DASH}]|-{{2,4}}(?=[ \d$€£\\]))"
)
_MAY_MARK = re.compile(rf"[{_UNSEEN}\\r\\\\{{}}`*_<&{_SPACE}{_DASH}]|  |--")  # quick to look for
_WRITTEN = {"head": "# ", "none": "", "line": "\n", "bar": " | ", "space": " ", "dash": "–"}
_WIDE = str.maketrans("０１２３４５６７８９，．＄￡", "0123456789,.$£")


@lru_cache(maxsize=8)
def visible(text: str) -> str:
    """The text with all blanked out that its readers don't see; every other character stays at its place."""
    return _HIDDEN.sub(lambda found: _blank(found.group()), _without_comments(text))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_comments(text: str) -> str:
    """The text with comments blanked; by plain searches, since a pattern would try each one to the end."""
    parts, done = [], 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[done:start], _blank(text[start : end + 3])]
        done = end + 3
    return "".join([*parts, text[done:]])


@dataclass(frozen=True)
class Plain:
    """A text without its marks, and the places at which it and the whole text part."""

    text: str
    here: tuple[int, ...]
    there: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of it stands in the whole text."""
        return self._at(start), max(self._at(start), self._at(end - 1) + 1)

    def _at(self, position: int) -> int:
        n = bisect_right(self.here, position) - 1
        return self.there[n] + position - self.here[n]


def plain(text: str) -> Plain:
    """The text without marks; a tag that ends a line does so, and a cell of a table stands between bars."""
    parts: list[str] = []
    here, there = [0], [0]
    length = done = 0
    for found in _marks(text):
        kind = found.lastgroup or "none"
        write = _WRITTEN.get(kind)
        if write is None:
            write = re.sub(rf"[{_SPACE}]", " ", unescape(found.group()))
            write = re.sub(rf"[{_DASH}]", "–", re.sub(rf"[{_UNSEEN}]", "", write))
        parts += [text[done : found.start()], write]
        length += found.start() - done
        if write:
            here.append(length)
            there.append(found.start())
            length += len(write)
        here.append(length)
        there.append(found.end())
        done = found.end()
    parts.append(text[done:])
    return Plain("".join(parts).translate(_WIDE), tuple(here), tuple(there))


def _marks(text: str) -> Iterator[re.Match[str]]:
    done = 0
    for sign in _MAY_MARK.finditer(text):
        if sign.start() >= done and (found := _MARKS.match(text, sign.start())):
            done = found.end()
            yield found
