"""The amounts in a text that may be pay, by their shape, size and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from touchstone.core.money import Period
from touchstone.postings.employer import Pay
from touchstone.postings.gazetteer import Gazetteer
from touchstone.postings.pay_open import open_above, open_below
from touchstone.postings.pay_places import labelled
from touchstone.postings.pay_shapes import (
    AHEAD,
    BEHIND,
    BOTH,
    BOTH_DOWN,
    CLOSE,
    FIGURE,
    MONEY,
    SHAPES,
    SIGNS,
    joins,
)
from touchstone.postings.pay_tied import NEAR, begins_line, period_of, plausible, tied

DOLLARS = {"CA": "CAD", "AU": "AUD", "US": "USD"}  # what a bare $ means, by country
MOST_AMOUNTS = 500  # of one shape; no posting has more


@dataclass(frozen=True)
class Asked:
    """How a text is read: see `read_pay`."""

    country: str | None
    currency: str | None
    alone: bool
    year: int | None
    gazetteer: Gazetteer | None
    title: frozenset[str]


def amounts_in(text: str, asked: Asked) -> Iterator[tuple[re.Match[str], Pay]]:
    """The amounts that may be pay, none of which is a part of another."""
    taken: list[tuple[int, int]] = []
    for match in _matches(text):
        start, end = match.span()
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        pay = _pay(match, asked)
        if pay is not None or _whole_range(match):  # or its second half would be one figure
            taken.append((start, end))
        if pay is not None:
            yield match, pay


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Each shape in turn, looked for only near what may be money: most of a posting is none."""
    near: list[list[int]] = []
    for found in FIGURE.finditer(text):
        if not MONEY.search(text, max(0, found.start() - CLOSE), found.end() + CLOSE):
            continue
        start, end = max(0, found.start() - AHEAD), min(len(text), found.end() + BEHIND)
        if near and start <= near[-1][1]:
            near[-1][1] = end
        else:
            near.append([start, end])
    for shape in SHAPES:
        each = (match for start, end in near for match in shape.finditer(text, start, end))
        yield from islice(each, MOST_AMOUNTS)


def _whole_range(match: re.Match[str]) -> bool:
    parts = {name for name, part in match.groupdict().items() if part}
    return "a2" in parts and bool({"c1", "k1", "d1"} & parts) and bool({"c2", "k2", "d2"} & parts)


def _pay(match: re.Match[str], asked: Asked) -> Pay | None:
    places = asked.gazetteer
    parts = {name: part for name, part in match.groupdict().items() if part}
    currency = _currency(parts, asked.country, asked.currency)
    if currency is None:
        return None
    low, high = _ends(match, parts)
    first = _number(parts["a1"], parts.get("k1") or parts.get("k2"))
    known = [end for end in (low, high) if end is not None]
    said = parts.get("per") or parts.get("ly")
    period = period_of(said, match.string[max(0, match.start() - NEAR) : match.start()], max(known), currency)
    if not _sizes(low, high, parts, currency, period) or not joins(match, first, low, high):
        return None

    def by_place() -> bool:
        return (
            bool({"a2", "most", "least"} & parts.keys())
            and places is not None
            and labelled(match.string, match.span(), places)
        )

    whole = said is not None or (match.re in (BOTH, BOTH_DOWN) and begins_line(match.string, match.start()))
    if not (asked.alone or tied(match.string, match.span(), whole, by_place)):
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
    sign = sign_in(parts)
    if sign is None:  # bare figures may count anything; `150k` after words of pay is money
        return own if "k1" in parts or "k2" in parts else None
    sign = re.sub(r"\s", "", sign)
    sign = sign if sign in SIGNS else sign.upper()
    return DOLLARS.get(country or "", "USD") if sign in ("$", "DOLLARS") else SIGNS.get(sign, sign)


def sign_in(parts: dict[str, str]) -> str | None:
    """The sign or the code of the currency, as it is written; None where none stands there."""
    return next((parts[name] for name in ("c1", "d1", "e1", "c2", "d2") if name in parts), None)


def _ends(match: re.Match[str], parts: dict[str, str]) -> tuple[Decimal | None, Decimal | None]:
    """The ends as stated, the lower first; None for one that words around the amounts leave open."""
    first = _number(parts["a1"], parts.get("k1") or parts.get("k2"))
    second = _number(parts["a2"], parts.get("k2")) if "a2" in parts else None
    low, high = (first, first) if second is None else sorted((first, second))
    behind = max(match.end(name) for name in parts if name[0] in "akde" and name != "and")  # the last amount
    ends = (match.start(), behind, match.end())
    if "most" in parts or open_below(match.string, ends, ranged=second is not None):
        return None, high
    top_open = bool({"least", "e1"} & parts.keys()) or open_above(
        match.string, ends, ranged=second is not None
    )
    return low, None if top_open else high


def _number(text: str, thousands: str | None) -> Decimal:
    found = re.search(r"[.,](\d{1,2})$", text)
    whole, cents = (text[: found.start()], found.group(1)) if found else (text, "0")
    value = Decimal(re.sub(r"\D", "", whole) + "." + cents)
    return value * 1000 if thousands else value
