"""Reads a pay range out of the words of a posting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from touchstone.core.money import Period
from touchstone.postings.employer import Pay
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
_LEAST = "from|start(?:s|ing)? (?:at|from)|at least|no(?:t)? less than|upwards of|(?:a )?minimum of|more than"
_MOST = "up to|at most|no(?:t)? more than|(?:a )?maximum of|less than"
_MORE = r"plus\b(?!\s+\w)|and (?:up|above|more)\b|or (?:more|above|higher)\b|upwards\b"
_AND_UP = rf"(?P<more>\+(?!\s?[\d$€£])|\s?(?:{_MORE}))"
_OPEN = re.compile(rf"(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\s" + _amount("1") + _PER, re.IGNORECASE)
_UPWARDS = re.compile(_amount("1") + rf"(?:{_AND_UP})" + _PER, re.IGNORECASE)
_SINGLE = re.compile(_amount("1") + _PER)


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
    for pattern in (_RANGE, _OPEN, _UPWARDS, _SINGLE):
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
    first = _number(parts["a1"], parts.get("k1") or parts.get("k2"))
    second = _number(parts["a2"], parts.get("k2")) if "a2" in parts else None
    low, high = _ends(first, second, parts)
    known = [end for end in (low, high) if end is not None]
    if low is not None and high is not None and low > high:
        return None
    said = parts.get("per") or parts.get("ly")
    period = period_of(said, match.string[max(0, match.start() - NEAR) : match.start()], max(known), currency)
    if not all(plausible(end, currency, period) for end in known):
        return None
    if not (alone or tied(match.string, match.span(), said is not None)):
        return None
    return Pay(minimum=low, maximum=high, currency=currency, period=Period(period))


def _currency(parts: dict[str, str], country: str | None, own: str | None) -> str | None:
    sign = _sign(parts)
    if sign is None:  # bare figures may count anything; `150k` after words of pay is money
        return own if "k1" in parts or "k2" in parts else None
    sign = sign if sign in _SIGNS else sign.upper()
    return _DOLLARS.get(country or "", "USD") if sign == "$" else _SIGNS.get(sign, sign)


def _sign(parts: dict[str, str]) -> str | None:
    return next((parts[name] for name in ("c1", "d1", "c2", "d2") if name in parts), None)


def _ends(
    first: Decimal, second: Decimal | None, parts: dict[str, str]
) -> tuple[Decimal | None, Decimal | None]:
    if second is not None:
        return first, second
    if "most" in parts:
        return None, first
    return (first, None) if "least" in parts or "more" in parts else (first, first)


def _number(text: str, thousands: str | None) -> Decimal:
    whole, cents = (text[:-3], text[-2:]) if re.search(r"[.,]\d{2}$", text) else (text, "0")
    value = Decimal(re.sub(r"\D", "", whole) + "." + cents)
    return value * 1000 if thousands else value
