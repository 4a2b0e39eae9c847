"""Reads a pay range out of the words of a posting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from touchstone.core.money import Period
from touchstone.postings.employer import Pay

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
_NUMBER = r"\d{1,3}(?:[,. ’']\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?"


def _amount(n: str) -> str:
    sign = rf"(?:(?P<c{n}>{_CURRENCY})\s?)?"
    return rf"{sign}(?P<a{n}>{_NUMBER})\s?(?P<k{n}>[kK]\b)?\s?(?P<d{n}>{_CURRENCY})?"


_TO = r"\s?(?:-|–|—|to|and|bis)\s?"
_PER = r"(?:[^.\n]{0,25}?(?:per|an|a|/)\s?(?P<per>year|annum|month|week|day|hour))?"
_RANGE = re.compile(_amount("1") + _TO + _amount("2") + _PER)
_OPEN = re.compile(r"(?P<end>up to|from|starting at)\s" + _amount("1") + _PER, re.IGNORECASE)
_SINGLE = re.compile(_amount("1") + _PER)
_YEARLY = {"annum": "year"}


@dataclass(frozen=True)
class PayWords:
    """Pay as a text states it, and where."""

    pay: Pay
    span: tuple[int, int]


def read_pay(text: str, *, country: str | None = None) -> PayWords | None:
    """The first pay that a text states: a range, an open range (`up to`), or one figure; None for none.

    Only figures with a currency count. A bare $ means the dollar of `country` (ISO 3166-1), else the US one.
    Without a period, amounts from 1,000 on are taken by the year and lower ones by the hour.
    """
    for pattern in (_RANGE, _OPEN, _SINGLE):
        for match in pattern.finditer(text):
            found = _pay(match, country)
            if found is not None:
                return PayWords(found, match.span())
    return None


def _pay(match: re.Match[str], country: str | None) -> Pay | None:
    parts = match.groupdict()
    sign = next((parts[name] for name in ("c1", "d1", "c2", "d2") if parts.get(name)), None)
    if sign is None:
        return None
    first = _number(parts["a1"], parts.get("k1") or (parts.get("k2") if parts.get("a2") else None))
    second = _number(parts["a2"], parts.get("k2")) if parts.get("a2") else None
    low, high = _ends(first, second, (parts.get("end") or "").lower())
    known = [end for end in (low, high) if end is not None]
    if any(end <= 0 for end in known) or (low is not None and high is not None and low > high):
        return None
    period = parts.get("per") or ("year" if max(known) >= 1000 else "hour")
    currency = _DOLLARS.get(country or "", "USD") if sign == "$" else _SIGNS.get(sign, sign)
    return Pay(minimum=low, maximum=high, currency=currency, period=Period(_YEARLY.get(period, period)))


def _ends(first: Decimal, second: Decimal | None, opening: str) -> tuple[Decimal | None, Decimal | None]:
    if second is not None:
        return first, second
    if opening == "up to":
        return None, first
    return (first, None) if opening else (first, first)


def _number(text: str, thousands: str | None) -> Decimal:
    whole, cents = (text[:-3], text[-2:]) if re.search(r"[.,]\d{2}$", text) else (text, "0")
    value = Decimal(re.sub(r"\D", "", whole) + "." + cents)
    return value * 1000 if thousands else value
