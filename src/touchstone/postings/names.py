"""Words that stand in a name: `Connecticut` says nothing of connecting, `Trusty Ltd` nothing of trust."""

from __future__ import annotations

import re
from collections.abc import Sequence

from touchstone.postings.findings import Span
from touchstone.postings.gazetteer import Gazetteer

_LINE = 200  # characters around a word in which a name is looked for
_FORMS = r"Inc|Ltd|LLC|LLP|PLC|plc|Corp|Co|GmbH|AG|SE|SA|BV|NV|AB|Oy|ApS|SpA|Labs|Technologies|Analytics"
_FIRM = re.compile(rf"[A-Z][\w&'’.-]*(?: (?:&|and|of|[A-Z][\w&'’.-]*)){{0,4}},? (?:{_FORMS})\b")


class Names:
    """The names in a text: places of the gazetteer, firms by their legal form, and those that are given."""

    def __init__(self, gazetteer: Gazetteer | None = None, given: Sequence[str] = ()) -> None:
        self._gazetteer = gazetteer
        self._given = [name for name in given if name]

    def hold(self, text: str, span: Span) -> bool:
        """Whether the words at a span are part of a name; only what begins with a capital may be."""
        if not text[span[0]].isupper():
            return False
        start = max(text.rfind("\n", 0, span[0]) + 1, span[0] - _LINE)
        line = text[start : span[1] + _LINE].split("\n")[0]
        inside = (span[0] - start, span[1] - start)
        return any(begin <= inside[0] and inside[1] <= end for begin, end in self._spans(line))

    def _spans(self, line: str) -> list[Span]:
        places = self._gazetteer.mentions(line) if self._gazetteer is not None else []
        given = [found.span() for name in self._given for found in re.finditer(re.escape(name), line)]
        return [
            *(one.span for one in places if one.ids),
            *(one.span() for one in _FIRM.finditer(line)),
            *given,
        ]
