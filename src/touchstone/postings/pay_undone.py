"""Words by which a posting takes its own pay back: `exceptions apply`, `most hires start at $80,000`."""

from __future__ import annotations

import re
from decimal import Decimal

from touchstone.postings.pay_open import LATER_POST

AFTER = 500  # characters: the rest of the sentence and those after it, as far as they stand together
_SECTION = re.compile(r"\n\s*(?:#|\n[^\n.!?;]{1,60}\n)")
_SENTENCE = re.compile(r"(?<=[.!?;])\s|\n")
_RANGE = r"(?:ranges?|bands?|figures?|amounts?|numbers?|scale)"
_PAY = r"(?:pay|salar(?:y|ies)|compensation|offers?|wages?|remuneration)"
_MAY = r"(?:may|can|could|might|will)(?: also| even| well| sometimes)?"
_STOPS = r"(?=\W*(?:[.!?;\n]|\Z))"
_A = r"(?:an? |the )?"
_NO_CAP = (
    rf"\b(?:is|are)(?: not|n['’]t) {_A}(?:hard |fixed |upper |strict )*(?:caps?|limits?|ceilings?|maximum)\b"
)
_STRETCHED = rf"\b(?:{_RANGE}|{_PAY}) {_MAY} be (?:expanded|widened|stretched|disregarded|departed from)\b"
_MOVED = (
    rf"\b(?:{_RANGE}|{_PAY}) {_MAY} be (?:adjusted|changed|moved|revised|amended|modified) "
    rf"(?:up|down|for {_A}(?:right|exceptional|ideal|strong|best))"
)
_VARIES = (
    rf"\b(?:actual|final|individual|real|your)(?: base| starting)? {_PAY} {_MAY} "
    rf"(?:vary|differ|deviate|be different)(?:{_STOPS}| from\b)|\A\W*offers {_MAY} (?:vary|differ){_STOPS}"
)
_LESS = (
    rf"\bthe right to (?:pay|offer)(?: you| people| some)? {_A}(?:less|more|lower|higher|different|other|"
    r"below|above|outside)\b|\b(?:may|might|can|could|sometimes|often) (?:also )?(?:pay|offer)(?: you)? "
    r"(?:less|lower|below)\b|\b(?:earns?|paid|make) (?:well |far |much |a lot )?"
    r"(?:above|below|less than|more than) (?:it|this|that|the range)\b"
    r"|\b(?:first|initial|probation\w*)\b[^.\n]{0,40}\bpaid (?:at |with |only )*\d{1,2}\s?(?:%|per ?cent)"
)
_GUIDE = (
    rf"\bguide only\b|\bfor (?:orientation|guidance|illustration) only\b|\b{_RANGE} (?:is|are) "
    r"(?:not binding|non-binding|not guaranteed|illustrative|fictitious)\b"
    rf"|\bflexible (?:on|about|with) (?:the |your )?{_PAY}{_STOPS}"
)
_UNDONE = re.compile("|".join((_NO_CAP, _STRETCHED, _MOVED, _VARIES, _LESS, _GUIDE)), re.IGNORECASE)
# In the sentence of the pay, or in one about pay: elsewhere these speak of hours, or of when one starts.
_OF_PAY = re.compile(
    r"\bexceptions (?:may |can |do )?(?:apply|are (?:possible|made)|be made|possible)\b"
    r"|\bwith (?:some |few |rare )?exceptions\b|[,(]\s?in (?:most|some|many|certain) cases\b"
    r"|\b(?:deferred|withheld|held back) (?:until|till|to|for|by)\b"
    rf"|\bpaid(?: out)? (?:only )?(?:on|upon|at|after) {_A}(?:exit|IPO|sale|funding)\b",
    re.IGNORECASE,
)
_ABOUT_PAY = re.compile(rf"\b(?:{_PAY}|{_RANGE}|paid|pays)\b", re.IGNORECASE)
# Who is paid what, beside the range: an amount outside of it takes it back.
_SOME = (
    r"\b(?:(?:most|many|some|few|new|all|top|typical|average|recent|first-year|other)\b[^.\n\d]{0,30}"
    r"\b(?:hires?|joiners?|starters?|people|employees|performers?|colleagues|candidates|engineers|recruits|staff|"
    r"scientists|earners)\b[^.\n\d]{0,20}\b(?:start|begin|earn|make|get|receive|paid|hired|land|join)s?\b"
    r"|(?:starting|initial|entry|your|actual|first-year)\b(?: base| starting)? (?:pay|salary) (?:is|will be|"
    r"begins at|starts at)\b)"
)
_MONEY = re.compile(
    rf"{_SOME}[^.\n\d]{{0,24}}(?:[$€£¥]|\b[A-Z]{{3}}\s)\s?(?P<sum>\d[\d,]*(?:\.\d+)?)\s?(?P<k>[kK]\b)?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?P<sum>\d[\d,]*(?:\.\d+)?)\s?(?P<k>[kK]\b)?")
_OTHER = re.compile(
    r"\b(?:bonus\w*|equity|budget|stock|allowance|commissions?|customers?|clients?|users)\b", re.IGNORECASE
)
_KEPT = re.compile(r"\b(?:no|not|never|nobody|none|cannot|without|within)\b|n['’]t\b", re.IGNORECASE)

# Words that may open a range, or not: nobody can tell, so that a law that refuses open ones is in doubt.
_UNSURE = re.compile(
    r"\bsubject to (?:change|negotiation|adjustment|revision)\b|\b(?:is|are) (?:only |just |merely )?"
    r"(?:an? )?(?:\w+[- ]){0,2}(?:estimates?|approximations?|indications?|ballpark)\b|\bindicative\b|"
    r"\bnegotiable\b"
    r"|\b(?:about |roughly )?\d{1,2}\s?(?:%|per ?cent) (?:less|lower|more|higher|below|above)\b",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(
    r"\A[\s,;:(–—-]*(?:(?:but|and|which|that|is|are|it|fully|slightly|partly)\s)*"
    r"(?:negotiable|indicative|subject to (?:change|negotiation))\b(?! (?:start|hours|schedule))",
    re.IGNORECASE,
)
_EARNS = re.compile(rf"\b(?:{_PAY}|{_RANGE}|paid|pays|earns?|receives?|gets?)\b", re.IGNORECASE)
_NOT_PAY = re.compile(
    r"\b(?:hours|schedule|start(?:ing)? (?:date|day)|days?|locations?|benefits?|leave|deadline|dates?)\b",
    re.IGNORECASE,
)


def unsure_words(text: str, span: tuple[int, int]) -> str | None:
    """The sentence that may leave the pay at `span` open: `negotiable`, `an estimate`, `remote: 20% less`."""
    behind = _SECTION.split(text[span[1] : span[1] + AFTER], maxsplit=1)[0]
    for n, said in enumerate(_SENTENCE.split(behind)):
        found = _RIGHT_BEHIND.search(said) if n == 0 else None
        if found is None and _EARNS.search(said) and not (_OTHER.search(said) or _NOT_PAY.search(said)):
            found = _UNSURE.search(said)
        if found and not _KEPT.search(said[: found.start()]):
            return " ".join(said.split()).strip(" .;,*-–()")[:120]
    return None


def undone_words(text: str, span: tuple[int, int]) -> str | None:
    """The sentence by which the pay at `span` is taken back; None where there is none."""
    behind = _SECTION.split(text[span[1] : span[1] + AFTER], maxsplit=1)[0]
    for n, said in enumerate(_SENTENCE.split(behind)):
        if _OTHER.search(said) or LATER_POST.search(said) or re.search(r"\bwithin\b", said):
            continue
        of_pay = n == 0 or _ABOUT_PAY.search(said)
        found = _UNDONE.search(said) or (_OF_PAY.search(said) if of_pay else None)
        if found is None and (found := _MONEY.search(said)) and not _outside(text[slice(*span)], found):
            continue
        if found and not _KEPT.search(said[: found.start()]):
            return " ".join(said.split()).strip(" .;,*-–")[:120]
    return None


def _outside(pay: str, found: re.Match[str]) -> bool:
    """Whether an amount lies outside the one that is stated, where both are of one size."""
    ends = [_worth(one) for one in _FIGURE.finditer(pay)]
    other = _worth(found)
    if not ends or max(ends) == 0 or not max(ends) / 20 < other < max(ends) * 20:
        return False
    return not min(ends) <= other <= max(ends)


def _worth(found: re.Match[str]) -> Decimal:
    return Decimal(found["sum"].replace(",", "")) * (1000 if found["k"] else 1)
