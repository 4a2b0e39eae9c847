"""What a text says of its pay against what it states first: another range, or that it isn't told.

Two amounts clash only where the words around them are the same: tables by level, zone, place or shift, pay by
the hour beside the year's, and a range that is stated again are left alone.
"""

from __future__ import annotations

import re
from decimal import Decimal

from touchstone.postings.employer import Pay
from touchstone.postings.pay_around import around, intro_above
from touchstone.postings.pay_shapes import CURRENCY
from touchstone.postings.pay_tied import FAR, column_above, heading_above

# Words that tell no pay from another. Whatever else stands beside one may say whose, or what part, it is.
_WORDS = """
a an the this that our your you we us it is are be will of for from to in on at by with and or as per
each between range ranges band pay pays paid salary salaries wage wages compensation remuneration base
basic gross annual annually year yearly yr annum month monthly hour hourly full full-time time fte
expected estimated anticipated target hiring posted offered offer offers earn earns receive get approx
approximately about around role roles position positions job jobs post vacancy opening opportunity
candidate candidates currency usd eur gbp cad dollars euros gehalt jahresgehalt vergütung brutto jahr
pro im zwischen bis und plus bonus equity benefits here note details what how who why who's apply
location overview summary requirements process responsibilities duties team company perks more depending
experience skills level
"""
_GENERIC = frozenset(_WORDS.split())
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_SUM = re.compile(rf"(?:{CURRENCY})?\s?\d[\d.,’' ]*\d\s?(?:[kK]\b)?(?:\s?(?:{CURRENCY}))?")
_HEADS = re.compile(r"\s*(?:#|\*\*|__)|.*:[*_\s]*$|\s*(?:[\w'’()/&-]+ ?){1,4}$")
_NEARLY = Decimal("0.02")  # of an end: the same one, rounded
_FIGURE = re.compile(r"(?P<figure>\d[\d.,’' ]*)(?P<k>[kK]\b)?")
_FAR_BELOW = 20  # an amount that many times smaller is some other money

_PAY = r"(?:(?:base|annual|starting) )?(?:salary|pay|compensation|wages?|remuneration)(?: range| band)?"
_UNTOLD = (
    r"(?:not (?:yet )?(?:disclosed|stated|shown|published|public|given|available|specified|decided)|"
    r"undisclosed|"
    r"(?:available |told )?(?:up)?on request|confidential|secret|withheld|unknown|tb[acd]|n/a|"
    r"to be (?:confirmed|"
    r"determined|decided|discussed|announced))"
)
_ENDINGS = """
disclosed stated shown published public given available specified decided request confidential secret withheld
unknown tbc tba tbd n/a confirmed determined discussed announced
"""
_ENDS = _ENDINGS.split()  # of those words: quick to look for
_LEAD = 100  # characters in which the words before it stand
_IS_UNTOLD = re.compile(
    rf"(?:(?:\A|[\n|;•·]|[.!?] )[ *#>-]*(?:the |our )?{_PAY}\W{{0,4}}[:=–—-]\W{{0,4}}{_UNTOLD}|"
    rf"\b(?:the|our) {_PAY}(?: (?:for|of) this (?:role|job|position))? (?:is|are|will be) {_UNTOLD})"
    r"(?=\W*(?:[.!?;|)\n•·]|\Z))",
    re.IGNORECASE,
)


def more_amounts(text: str, span: tuple[int, int], pay: Pay) -> bool:
    """Whether figures stand outside of `span` that are large enough to be such pay."""
    least = (pay.minimum or pay.maximum or 0) / _FAR_BELOW
    for found in _FIGURE.finditer(text):
        whole = re.sub(r"\D", "", re.sub(r"[.,]\d\d?\W*\Z", "", found["figure"]))
        thousands = 1000 if found["k"] else 1
        if not span[0] <= found.start() < span[1] and int(whole[:12]) * thousands >= least:
            return True
    return False


def differ(one: Pay, other: Pay) -> bool:
    """Whether two amounts, of one currency and period, can't both be the pay; an open end goes with any."""
    if (one.currency, one.period) != (other.currency, other.period):
        return False
    for single, wide in ((one, other), (other, one)):
        if single.minimum == single.maximum and _within(single.minimum, wide):
            return False
    return _apart(one.minimum, other.minimum) or _apart(one.maximum, other.maximum)


def _apart(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and abs(one - other) > _NEARLY * max(one, other)


def _within(end: Decimal | None, pay: Pay) -> bool:
    low, high = pay.minimum, pay.maximum
    return end is not None and (low is None or low <= end) and (high is None or end <= high)


def label(text: str, span: tuple[int, int]) -> frozenset[str]:
    """The words that may tell an amount from another: in its sentence or row, and in the heads over it."""
    found = around(text, *span)
    before = "".join(one.words for one in found.before)
    sums = list(_SUM.finditer(before))
    row = "|" in before
    if sums and not row:
        before = before[sums[-1].end() :]
    behind = found.behind[0].words
    if behind.rstrip().endswith("(") and len(found.behind) > 1:
        behind += found.behind[1].words
    behind = _SUM.split(behind, maxsplit=1)[0]
    above = text[max(0, span[0] - FAR) : span[0]]
    head = heading_above(above)
    heads = [head if _HEADS.match(head) else "", column_above(above), intro_above(above)]
    said = " ".join([_SUM.sub(" ", before), behind, *heads])
    return frozenset(word.strip(".'’-").lower() for word in _WORD.findall(said)) - _GENERIC


def untold(text: str) -> tuple[int, int] | None:
    """Where the text says that the pay is not told: `Salary: on request`."""
    small = text.lower()
    for word in _ENDS:
        at = small.find(word)
        while at >= 0:
            found = _IS_UNTOLD.search(text, max(0, at - _LEAD), at + _LEAD)
            if found is not None:
                words = found.group()
                return found.end() - len(words.lstrip(" \n|;•·.!?*#>-")), found.end()
            at = small.find(word, at + 1)
    return None
