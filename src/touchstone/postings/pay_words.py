"""Reads a pay range out of the words of a posting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from touchstone.core.money import Period
from touchstone.postings.employer import Pay
from touchstone.postings.pay_open import open_above, open_below
from touchstone.postings.pay_tied import NEAR, period_of, plausible, tied

_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "zł": "PLN",
    "R$": "BRL",
    "C$": "CAD",
    "A$": "AUD",
    "US$": "USD",
}
_DOLLARS = {"CA": "CAD", "AU": "AUD", "US": "USD"}  # what a bare $ means, by country
_CODES = "USD|EUR|GBP|CAD|AUD|PLN|RON|BRL|COP|CLP|CHF|SEK|NOK|DKK|CZK|HUF|INR|SGD|JPY"
_CURRENCY = rf"(?:{_CODES}|US\$|C\$|A\$|R\$|\$|€|£|zł)"
_NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:[,. ’']\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?)"
_NO_PAY = r"(?!\s?(?:[mM](?:illions?|n|io)?|[bB](?:illions?|n)?|[tT]rillions?|%)(?![A-Za-z]))"  # $50 million


def _amount(n: str) -> str:
    sign = rf"(?:(?P<c{n}>{_CURRENCY})\s?)?"
    thousands = rf"\s?(?P<k{n}>[kK]\b)?"
    return rf"{sign}(?P<a{n}>{_NUMBER})(?![\d]){_NO_PAY}{thousands}(?:\s?(?P<d{n}>{_CURRENCY}))?"


_TO = r"\s?(?:-|–|—|to|and|bis)\s?"
_LY = "annually|yearly|monthly|weekly|daily|hourly"
_UNIT = rf"(?:per|an|a|/)\s?(?P<per>year|annum|month|week|day|hour)|(?P<ly>{_LY})"
_PER = rf"(?:[^.\n]{{0,25}}?(?:{_UNIT})\b)?"
_RANGE = re.compile(_amount("1") + _TO + _amount("2") + _PER)
_LEAST = (
    "from|(?:pay |salary )?start(?:s|ing)? (?:at|from)|at least|no(?:t)? less than|upwards of|"
    "(?:a )?minimum(?: of)?|min\\.?|more than|over|above"
)
_MOST = "up to|at most|no(?:t)? more than|(?:a )?maximum(?: of)?|max\\.?|less than|under|below"
_THEN = r"\s?[,;/|-]?\s{0,3}(?:(?:and|or|to)\s)?(?:going\s|rising\s)?"  # between the words for both ends
_BOTH = re.compile(  # `minimum $90k, maximum $120k`, `from $90,000 up to $120,000`
    rf"\b(?:{_LEAST})[:\s]\s?" + _amount("1") + _THEN + rf"\b(?:{_MOST})[:\s]\s?" + _amount("2") + _PER,
    re.IGNORECASE,
)
_BOTH_DOWN = re.compile(
    rf"\b(?:{_MOST})[:\s]\s?" + _amount("1") + _THEN + rf"\b(?:{_LEAST})[:\s]\s?" + _amount("2") + _PER,
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"(?:(?P<most>\b(?:{_MOST})|[<≤])|(?P<least>\b(?:{_LEAST})|[>≥]))[:\s]?\s?" + _amount("1") + _PER,
    re.IGNORECASE,
)
_SINGLE = re.compile(_amount("1") + rf"(?:\+\s?(?P<e1>{_CURRENCY}))?" + _PER)


MOST_AMOUNTS = 500  # of one shape; no posting has more


@dataclass(frozen=True)
class PayWords:
    """Pay as a text states it, and where.

    `assumed`: it names no currency, or a dollar and the country is not known.
    """

    pay: Pay
    span: tuple[int, int]
    assumed: bool = False


def read_pay(
    text: str, *, country: str | None = None, currency: str | None = None, alone: bool = False
) -> PayWords | None:
    """The first pay that a text states: a range, an open range (`up to`, `or more`), or one figure.

    Only figures of a plausible size count, and only those tied to pay: by the words of their sentence, the
    heading above them, or a period. `alone`: the text is known to be about pay, so that all are. A bare $
    means the dollar of `country` (ISO 3166-1), else the US one; an open range or a figure in thousands that
    names no currency is read in `currency`, that of the place. Without a period, the size tells which.
    """
    for pattern in (_BOTH, _BOTH_DOWN, _RANGE, _OPEN, _SINGLE):
        for match in islice(pattern.finditer(text), MOST_AMOUNTS):
            found = _pay(match, country, currency, alone)
            if found is not None:
                sign = _sign({name: part for name, part in match.groupdict().items() if part})
                return PayWords(
                    found, match.span(), sign is None or (sign == "$" and country not in _DOLLARS)
                )
    return None


def _pay(match: re.Match[str], country: str | None, own: str | None, alone: bool) -> Pay | None:
    parts = {name: part for name, part in match.groupdict().items() if part}
    currency = _currency(parts, country, own)
    if currency is None:
        return None
    low, high = _ends(match, parts)
    known = [end for end in (low, high) if end is not None]
    said = parts.get("per") or parts.get("ly")
    period = period_of(said, match.string[max(0, match.start() - NEAR) : match.start()], max(known), currency)
    if not _sizes(low, high, parts, currency, period):
        return None
    if not (alone or tied(match.string, match.span(), said is not None)):
        return None
    return Pay(minimum=low or None, maximum=high, currency=currency, period=Period(period))


def _sizes(
    low: Decimal | None, high: Decimal | None, parts: dict[str, str], currency: str, period: str
) -> bool:
    """Whether the ends can be pay. Of `$0 to $500,000` the top decides: the bottom is money, if little."""
    if high is not None and low is not None and low < high and ("c1" in parts or "d1" in parts):
        return plausible(high, currency, period)
    return all(plausible(end, currency, period) for end in (low, high) if end is not None)


def _currency(parts: dict[str, str], country: str | None, own: str | None) -> str | None:
    sign = _sign(parts)
    if sign is None:  # bare figures may count anything; `150k` after words of pay is money
        return own if "k1" in parts or "k2" in parts else None
    sign = sign if sign in _SIGNS else sign.upper()
    return _DOLLARS.get(country or "", "USD") if sign == "$" else _SIGNS.get(sign, sign)


def _sign(parts: dict[str, str]) -> str | None:
    return next((parts[name] for name in ("c1", "d1", "e1", "c2", "d2") if name in parts), None)


def _ends(match: re.Match[str], parts: dict[str, str]) -> tuple[Decimal | None, Decimal | None]:
    """The ends as stated, the lower first; None for one that words around the amounts leave open."""
    first = _number(parts["a1"], parts.get("k1") or parts.get("k2"))
    second = _number(parts["a2"], parts.get("k2")) if "a2" in parts else None
    low, high = (first, first) if second is None else sorted((first, second))
    behind = max(match.end(name) for name in parts if name[0] in "akde")  # of the last amount
    if "most" in parts or (second is None and open_below(match.string, behind)):
        return None, high
    top_open = bool({"least", "e1"} & parts.keys()) or open_above(
        match.string, (behind, match.end()), ranged=second is not None
    )
    return low, None if top_open else high


def _number(text: str, thousands: str | None) -> Decimal:
    whole, cents = (text[:-3], text[-2:]) if re.search(r"[.,]\d{2}$", text) else (text, "0")
    value = Decimal(re.sub(r"\D", "", whole) + "." + cents)
    return value * 1000 if thousands else value
