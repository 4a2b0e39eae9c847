"""Characters of a copied text that nobody sees, and that split a word for whoever looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity

# Soft hyphens, blanks without width, marks and turns of direction, controls but blanks and ends of lines.
_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b\u200c\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\0-\x08\x0b\x0e-\x1f\x7f]"
)


def seen(text: str) -> tuple[str, int]:
    """The text as it is seen, its lines ended alike, and how many characters were left out."""
    return _UNSEEN.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))


def check_unseen(count: int) -> Iterator[Finding]:
    """Says that they were left out: a search for a word fails on them, and some turn the text around."""
    if count:
        said = f"Characters that nobody sees were left out here: {count:,}. Publish the text without them."
        yield Finding("unseen-characters", Kind.COMPLETENESS, Severity.WARN, said, source=OUR_OWN)
