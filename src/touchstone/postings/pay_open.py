"""Whether words beside an amount leave an end of the pay open: `or more`, `and up`, `more for experts`."""

from __future__ import annotations

import re

_MORE = (
    r"plus\b(?!\s+\w)|(?:and|or)\s(?:up|upwards?|above|more|higher|beyond|over)\b|upwards?\b|and\sbeyond\b"
)
_AFTER = re.compile(rf"\s?(?:\+(?!\s?[\d$€£])|{_MORE})", re.IGNORECASE)
_LEAST = re.compile(r"\s?\(?\s?(?:(?:as\s)?(?:a|the)\s)?(?:minimum|min\b|at (?:the )?least)", re.IGNORECASE)
_MOST = re.compile(
    r"\s?\(?\s?(?:(?:as\s)?(?:a|the)\s)?(?:maximum|max\b|at (?:the )?most|tops\b)", re.IGNORECASE
)
# `$90,000 – negotiable`, `$90,000 - ...`: a dash or `to` that leads to no amount.
_NOWHERE = re.compile(
    r"\s?(?:-|–|—|to)\s?(?:\.\.\.|…|open\b|negotiable|depending|DOE\b|[>≥]|$|(?=\n))", re.IGNORECASE
)
# What a range is stretched by in the same line or the sentence after it.
_STRETCHED = re.compile(
    r"[(,;–—-]\s?(?:and\s|with\s|possibly\s)?(?:up to\s\W?\s?[A-Z]{0,3}\s?\d|more for\b|"
    r"more (?:is )?possible|more depending|more if\b|"
    r"higher for\b|higher (?:is )?possible|above (?:this|that) for\b)"
    r"|\b(?:exceptional|outstanding|exceptionally)\b[^.\n]{0,60}\b(?:up to|more|higher|above|exceed)\b"
    r"|\b(?:may|can|could|might) (?:exceed|go above|be (?:higher|more))\b"
    r"|\bup to\b[^.\n]{0,30}\bfor (?:an? )?(?:exceptional|outstanding|the right|very experienced)\b",
    re.IGNORECASE,
)
_OTHER_MONEY = re.compile(r"\b(?:bonus|equity|budget|stock|allowance|relocation|commission)", re.IGNORECASE)
AFTER = 160  # characters: the rest of the sentence and the next one


def open_below(text: str, end: int) -> bool:
    """Whether what follows an amount makes it the most that is paid: `$150,000 max`."""
    return _MOST.match(text, end) is not None


def open_above(text: str, ends: tuple[int, int], *, ranged: bool) -> bool:
    """Whether what follows an amount, or a range, says that more may be paid.

    `ends` are where the amount ends and where its period does: `$55 or more an hour`, `$55 an hour or more`.
    """
    if any(_AFTER.match(text, end) for end in ends):
        return True
    if not ranged:
        return bool(_LEAST.match(text, ends[0]) or _NOWHERE.match(text, ends[0]))
    behind = text[ends[0] : ends[1] + AFTER].split("\n", 1)[0]
    return any(not _OTHER_MONEY.search(_sentence(behind, found)) for found in _STRETCHED.finditer(behind))


def _sentence(text: str, found: re.Match[str]) -> str:
    """The sentence of `text` in which a match stands."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", "; ", "! ")) + 1
    stop = text.find(". ", found.end())
    return text[start : stop if stop >= 0 else len(text)]
