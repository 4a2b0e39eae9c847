"""The shapes in which pay stands in a text: a range, both ends in words, an open range, one figure."""

from __future__ import annotations

import re
from decimal import Decimal

SIGNS = {  # without blanks
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "zł": "PLN",
    "R$": "BRL",
    "C$": "CAD",
    "A$": "AUD",
    "US$": "USD",
    "USD$": "USD",
    "CAD$": "CAD",
    "AUD$": "AUD",
    "CA$": "CAD",
    "AU$": "AUD",
    "EURO": "EUR",
    "EUROS": "EUR",
    "DOLLARS": "USD",
    "POUNDS": "GBP",
}
_CODES = "USD|EUR|GBP|CAD|AUD|PLN|RON|BRL|COP|CLP|CHF|SEK|NOK|DKK|CZK|HUF|INR|SGD|JPY"
CURRENCY = rf"(?:(?i:euros?|dollars|pounds)\b|(?:US|USD|CAD|AUD)\s?\$|{_CODES}|CA?\$|AU?\$|R\$|\$|€|£|zł)"
_NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:[,. ’']\d{3})+(?:[.,]\d{2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?)"
_NO_PAY = r"(?!\s?(?:[mM](?:illions?|n|io)?|[bB](?:illions?|n)?|[tT]rillions?|%)(?![A-Za-z]))"  # $50 million
_LY = "annually|yearly|monthly|weekly|daily|hourly|jährlich|monatlich|p\\.\\s?a|mensuel\\w*|annuel\\w*"
_UNITS = (
    "years?|yrs?|annum|months?|mth|mo|weeks?|wk|days?|hours?|hrs?|h|jahr|monat|woche|tag|stunde|an|mois|jour|heure|"
    "año|mes|semana|día|hora|anno|mese|rok|miesiąc|godzin[aęy]"
)
_FOR = r"(?:\b(?:per|an?|pro|im|par|por|al|na|za)\s|/\s?)"
_EACH = rf"{_FOR}(?i:{_UNITS})"
_UNIT = rf"{_FOR}(?P<per>(?i:{_UNITS}))|\b(?P<ly>(?i:{_LY}))"
# Between an amount and its period: `gross per year`, but no `, 40 hours a week`.
_PER = rf"(?:[^.\n\d,;|]{{0,25}}?(?:{_UNIT})\b)?"
_BASE = (
    r"base(?=\s?(?:-|–|—|to)\s?\S{1,12} base\b)"  # `$120k base to $150k base`, not `$120k base / $150k OTE`
)
# Between an amount and `to`.
_SHORT = rf"(?:\s?\(?(?:min(?:imum)?\.?|p\.?\s?a\.?(?!\w)|annually|yearly|{_BASE})\)?)?"
_TO = (
    rf"(?:\s?{_EACH}\b)?{_SHORT}(?:\s?(?:-|–|—|~|(?i:bis|à|hasta|do)|(?P<and>(?i:and|und|et|y)))\s?|"
    r"\s{0,4}\b(?i:to|until|through|thru)\s{0,4}|\s(?P<upto>up to)\s|\s?/\s?(?=[$€£]))"
)


def _amount(n: str) -> str:
    sign = rf"(?:(?P<c{n}>{CURRENCY})\s?)?"
    thousands = rf"(?:\s?(?P<k{n}>[kK]\b))?"
    return rf"{sign}(?P<a{n}>{_NUMBER})(?![\d]){_NO_PAY}{thousands}(?:\s?(?P<d{n}>{CURRENCY}))?"


_PAY_OF = (
    r"(?: (?:annual|yearly|monthly|hourly|base|basic|gross|starting|guaranteed)){0,2}(?: (?:pay|salary|wage|"
    r"rate|compensation|remuneration|income|base))?(?: for (?:this|the) \w{1,20})?(?: (?:is|of|at|will be))?"
)
_LEAST = (
    r"from|(?:pay |salary )?(?:start|begin)(?:s|n?ing)? (?:at|from|with)|at least|no(?:t)? less than|"
    r"never less than|upwards of|"
    rf"(?:a )?(?:minimum|min\.?|lowest|floor){_PAY_OF}|more than|over|above|in excess of|mindestens|ab|"
    rf"desde|od"
)
_MOST = (
    r"up to|as much as|ends? (?:at|with)|tops? out at|(?:goes|rises|going|rising) to|at most|"
    r"no(?:t)? more than|never more than|not to exceed|"
    rf"(?:a )?(?:maximum|max\.?|highest|(?<!on )top|ceiling|cap){_PAY_OF}|less than|under|below|bis zu|"
    rf"höchstens|hasta"
)
# Between the words for both ends: `, `, ` a year. The `, `/year in our lowest market `.
_THEN = (
    rf"(?:\s?{_EACH}\b)?(?: (?:in|for) [^.\n$€£\d;]{{1,40}}?)?[\s,;/|.–-]{{0,4}}"
    r"(?:(?:and|or|to|the|a|with|its|our|it|going|goes|rising|rises|then|base|annual|pay|salary|wage|"
    r"compensation|range|band)\s){0,4}"
)
_MARK = r"[:\s=][\s–-]{0,2}"
BOTH = re.compile(  # `minimum $90k, maximum $120k`, `from $90,000 up to $120,000`
    rf"\b(?:{_LEAST}){_MARK}" + _amount("1") + _THEN + rf"\b(?:{_MOST}){_MARK}" + _amount("2") + _PER,
    re.IGNORECASE,
)
BOTH_DOWN = re.compile(
    rf"\b(?:{_MOST}){_MARK}" + _amount("1") + _THEN + rf"\b(?:{_LEAST}){_MARK}" + _amount("2") + _PER,
    re.IGNORECASE,
)
RANGE = re.compile(_amount("1") + _TO + _amount("2") + _PER)
OPEN = re.compile(
    rf"(?:(?P<most>\b(?:{_MOST})|[<≤])|(?P<least>\b(?:{_LEAST})|[>≥]))[:=]?[\s–-]{{0,2}}"
    + _amount("1")
    + _PER,
    re.IGNORECASE,
)
SINGLE = re.compile(_amount("1") + rf"(?:\+\s?(?P<e1>{CURRENCY}))?" + _PER)
# Figures, the sign of money that stands close to one, and how far a shape's words may reach on both sides.
FIGURE = re.compile(r"\d[\d.,]*")
MONEY = re.compile(rf"{CURRENCY}|\d\s?k\b", re.IGNORECASE)
CLOSE, AHEAD, BEHIND = 6, 120, 160
SHAPES = (BOTH, BOTH_DOWN, RANGE, OPEN, SINGLE)
_BETWEEN = re.compile(r"\b(?:between|both|zwischen|entre)\b[^.\n\d]{0,20}$", re.IGNORECASE)


def joins(match: re.Match[str], first: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether `and` makes a range of two amounts: not of `$90,000 and a sign-on of $5,000`.

    `up to` does where the amount behind it is higher than the `first`.
    """
    if match.groupdict().get("upto"):
        return high is None or first < high
    if not match.groupdict().get("and"):
        return True
    if _BETWEEN.search(match.string[max(0, match.start() - 40) : match.start()]):
        return True
    return bool(low and high and low * 3 >= high)
