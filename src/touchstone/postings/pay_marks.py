"""What the words beside an amount say it is: pay with bonuses in it, net pay, a range that may be left."""

from __future__ import annotations

import re
from dataclasses import dataclass

from touchstone.postings.pay_around import sentence
from touchstone.postings.pay_open import loose_words
from touchstone.postings.pay_shapes import CURRENCY
from touchstone.postings.pay_undone import undone_words, unsure_words


@dataclass(frozen=True)
class Marks:
    """In the text's own words: `total` pay with variable parts, `net` pay, a `loose` range,
    one that may be: `unsure`.

    `times`: how often a year a month's pay is paid, where that is no 12: 14 times in Austria.
    """

    total: str | None = None
    net: str | None = None
    loose: str | None = None
    unsure: str | None = None
    times: int | None = None


NO_MARKS = Marks()
_VARIABLE = r"(?:bonus\w*|equity|stock\b|shares\b|commissions?\b|RSUs?\b|options\b|incentives?\b|variable)"
_ON = r"on[- ](?:target|track|plan)"
_BASE_AND = r"(?:base|fixed|basic)(?: (?:pay|salary))?\s?(?:\+|and|plus|&|/)"  # `(base + bonus)`
_ON_TOP = (
    r"(?: (?:pay|salary|range|band|earnings|compensation|package|for|this|the|role|position|job|per|"
    r"year|annual))"
)
_TOTAL = re.compile(
    rf"\b(?:{_ON}(?![- ](?:{_VARIABLE}|to\b|for\b|with\b))(?:[- ](?:earnings|income|pay))?|"
    rf"{_BASE_AND}\s?{_VARIABLE}(?=\s?[:=])|"
    rf"at (?:target|plan)|OTE|target (?:earnings|income)|"
    rf"total (?:\w+ )?(?:compensation|"
    rf"comp|cash|rewards?|earnings|package|remuneration|income|pay)|TC|(?:compensation|remuneration|pay|"
    rf"salary) "
    rf"package|(?<!not )(?<!n't )(?<!n’t )(?:including|inclusive of|incl\.?|includes)"
    rf"(?: [\w,-]+){{0,5}}? {_VARIABLE})\b{_ON_TOP}*",
    re.IGNORECASE,
)
_BASE = re.compile(r"\b(?:base|basic|salar\w+|wages?|hourly|fixed|gehalt\w*|grundgehalt)\b", re.IGNORECASE)
_TOTAL_BEHIND = re.compile(
    r"\W*(?:(?:per|an?|/)\s?(?:year|annum|yr)|annually|usd|eur|gbp|cad|gross)?\W*(?:in |of |as )?"
    rf"(?:(?:OTE|TC|(?:{_ON}|at (?:target|plan))(?! (?:to|for|with))|"
    r"total (?:\w+ )?(?:comp\w*|cash|earnings|package|rewards?))\b"
    rf"(?!\s?[:=–-]?\s?(?:of |up to |is |at )?(?:{CURRENCY})?\s?\d)|"  # `base $120,000, OTE $200,000`
    rf"(?:including|inclusive of|incl\.?) (?:\w+ ){{0,3}}{_VARIABLE}|commissions?\b(?! (?:is|are|on top))|"
    rf"\({_BASE_AND}[^,;.\n\d]{{0,20}}{_VARIABLE})",
    re.IGNORECASE,
)
_IN_VARIABLE = re.compile(rf"\bin {_VARIABLE}", re.IGNORECASE)  # between an amount and its period
# `…, half of which is variable`, `… (50/50 split base/variable)`
_PARTLY = re.compile(
    rf"\b(?:of (?:which|it|this|that)|split|mix|made up of|consist\w* of)\b[^.;\n]{{0,40}}?\b{_VARIABLE}",
    re.IGNORECASE,
)
_NET = (
    r"\b(?:net|netto|neto|net[- ]of[- ]tax(?:es)?|after[- ]tax(?:es)?|take[- ]home|in hand|na rękę|"
    r"į rankas|uz rokas)\b"
)
_NET_BEFORE = re.compile(_NET + r"[^,;.]{0,40}\Z", re.IGNORECASE)
_NET_BEHIND = re.compile(rf"[^,;.\d]{{0,30}}?{_NET}", re.IGNORECASE)
_PAYS = r"(?:salaries|wages|payments|instalments|installments|gehälter|monatsgehälter|bezüge)"
_LINK = (
    r"(?:[\s,;(–-]|\b(?:gross|brutto|per|a|pro|im|month|monat|monthly|monatlich|paid|payable|is|"
    r"are|it|which|and|in|ausbezahlt|bezahlt|zahlbar)\b){0,16}"
)
_TIMES = re.compile(  # `, paid 14 times a year`, `(14x)`: nothing else may stand between
    rf"{_LINK}(?:(?P<x>[x×])\s?)?\b(?P<n>1[3-6])"
    rf"(?(x)\b|\s?(?:(?:x|×|times|mal)(?=\W|\Z)|(?:monthly )?{_PAYS}\b))",
    re.IGNORECASE,
)
_TIMES_AHEAD = re.compile(
    rf"\b(?P<n>1[3-6])\s?(?:x|×|times|mal|(?:monthly )?{_PAYS}(?: (?:of|à|von|zu))?)\s?\Z", re.IGNORECASE
)


def marks(text: str, span: tuple[int, int]) -> Marks:
    """What the sentence says of the amount at `span`, and the sentences after it of its ends."""
    start, end = span
    low, high = sentence(text, start, end)
    before, own, behind = text[low:start], text[start:end], text[end:high]
    whole = " ".join(text[low:high].split()).strip(" -*•#|")[:120]
    return Marks(
        total=whole if _total(before, own, behind) else None,
        net=whole if _net(before, own, behind) else None,
        loose=loose_words(text, end) or undone_words(text, span),
        unsure=unsure_words(text, span),
        times=_times(before, text[end : end + 80]),
    )


def _times(before: str, behind: str) -> int | None:
    """How often a year the amount is paid, where the words right beside it say so."""
    found = _TIMES.match(behind.split("\n")[0]) or _TIMES_AHEAD.search(before[-40:])
    return int(found["n"]) if found else None


def _total(before: str, own: str, behind: str) -> bool:
    """The last word for pay before the amount decides: the base salary is one part of the total."""
    lead = before.rsplit(";", 1)[-1]
    totals = [found.span() for found in _TOTAL.finditer(lead)]
    bases = [found.start() for found in _BASE.finditer(lead)]
    named = bool(totals) and not any(one >= totals[-1][1] for one in bases)
    named = named or _IN_VARIABLE.search(own) is not None
    return named or _TOTAL_BEHIND.match(behind) is not None or _PARTLY.search(behind[:120]) is not None


def _net(before: str, own: str, behind: str) -> bool:
    gross = re.search(r"\b(?:gross|brutto|bruto)\b", own + behind[:40] + before[-40:], re.IGNORECASE)
    said = re.search(_NET, own, re.IGNORECASE) or _NET_BEFORE.search(before) or _NET_BEHIND.match(behind)
    return said is not None and gross is None
