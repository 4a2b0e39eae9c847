"""The level that a posting gives its post in numbers, where it gives it two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span

_LEVEL = r"[Ll]evel (?P<low>\d{1,2})(?:\s?(?:-|–|/|to|or)\s?(?P<high>\d{1,2}))?(?!\d|\.\d|%)"
_AGAIN = _LEVEL.replace("<low>", "<from>").replace("<high>", "<till>")
_NO_POST = r"(?! ?(?:apprentice|qualification|diploma|certificat|support|degree|award|of ))"
_POST = r"(?:job|role|position|post)"
_IN_TITLE = re.compile(rf"\b{_LEVEL}{_NO_POST}")
_SAID = re.compile(  # `This is a Level 4 job`, `this role is at level 4`; not `is above a level 4 role`
    rf"\b[Tt]his is an? {_LEVEL}{_NO_POST} {_POST}\b|"
    rf"\b(?:[Tt]his|[Tt]he) {_POST} is (?:at |an? )?{_AGAIN}{_NO_POST}"
)
_TITLE = re.compile(r"\A\s*(?P<title>[^\n]*?)(?:[.!?](?=\s)|\n|\Z)")


def check_level(text: str) -> Iterator[Finding]:
    """One warning where the title and a sentence, or two sentences, put the post at different levels."""
    title = _TITLE.match(text)
    heads = _IN_TITLE.finditer(text, *title.span("title")) if title else ()
    said = [*heads, *_SAID.finditer(text)]
    for one in said[1:]:
        if not _overlap(_ends(said[0]), _ends(one)):
            told = f"'{said[0].group()}' and '{one.group()}' contradict each other: say one level."
            yield Finding(
                "level-contradiction",
                Kind.COMPLETENESS,
                Severity.WARN,
                told,
                span=one.span(),
                source=OUR_OWN,
            )
            return


def _ends(found: re.Match[str]) -> Span:
    parts = found.groupdict()
    low = int(parts["low"] or parts["from"])
    high = parts.get("high") or parts.get("till")
    return low, max(low, int(high)) if high else low


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
