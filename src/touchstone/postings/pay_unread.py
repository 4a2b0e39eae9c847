"""Amounts that may be pay and are not read: in words, in thousands, with a sign that we have no code for."""

from __future__ import annotations

import re

_TENS = r"(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
_MONEY = r"(?:dollars?|euros?|pounds?|francs?|rupees?|USD|EUR|GBP|CHF|CAD|INR)\b"
_UNREAD = re.compile(
    rf"\b(?:\w+ )?{_TENS}\b[\w -]{{0,60}}\bthousand\b(?:[\w -]{{0,80}}\b{_MONEY})?"
    rf"|\b\d{{2,3}}\s?(?:-|–|to|and)\s?\d{{2,3}}\s?\(?(?:thousand\b|T€|TEUR\b|k€|lakhs?\b|lacs?\b|LPA\b)"
    r"|\bINR\s?\d{1,2}(?:,\d\d)+,\d{3}\b(?:\s?(?:-|–|to)\s?(?:INR\s?)?\d[\d,]*)?"  # lakhs
    r"|(?:[₹¥₩₽₺₪฿]|\bRs\.?\s)\s?\d[\d,. ]*(?:(?:-|–|to)\s?(?:[₹¥₩₽₺₪฿]|\bRs\.?\s)?\s?\d[\d,.]*)?",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(?:pay|paid|salary|salaries|wages?|compensation|remuneration|gehalt|vergütung|CTC|LPA|annum|annual(?:ly)?|"
    r"(?:a|per) (?:year|month))\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters on each side in which a word of pay stands


def unread_pay(text: str) -> tuple[int, int] | None:
    """Where the first such amount stands beside a word of pay; None where there is none."""
    for found in _UNREAD.finditer(text):
        start, end = found.span()
        if _PAY.search(text, max(0, start - _NEAR), end + _NEAR):
            return start, end
    return None
