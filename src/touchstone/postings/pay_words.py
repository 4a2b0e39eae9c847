"""Reads a pay range out of the words of a posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from touchstone.core.money import Period
from touchstone.postings.employer import Pay
from touchstone.postings.gazetteer import Gazetteer
from touchstone.postings.pay_around import flowing
from touchstone.postings.pay_clashes import differ, label, more_amounts, untold
from touchstone.postings.pay_contracts import Contract, contract, names_invoiced
from touchstone.postings.pay_marks import NO_MARKS, Marks, marks
from touchstone.postings.pay_open import open_above, open_below
from touchstone.postings.pay_places import EVERYWHERE, Tie, labelled, tie
from touchstone.postings.pay_said import Why, why_not
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
from touchstone.postings.pay_text import Plain, plain, visible
from touchstone.postings.pay_tied import NEAR, begins_line, period_of, plausible, tied
from touchstone.postings.pay_unread import unread_pay
from touchstone.postings.pay_vocabulary import title_words

_DOLLARS = {"CA": "CAD", "AU": "AUD", "US": "USD"}  # what a bare $ means, by country
MOST_AMOUNTS = 500  # of one shape; no posting has more
MOST_MORE = 30  # that are looked at after the first
MOST_PASSED = 20  # amounts that are told of as not taken


@dataclass(frozen=True)
class PayWords:
    """Pay as a text states it, and where.

    `assumed`: it names no currency, or a dollar and the country is not known. `tie`: the places that the
    text ties it to; `marks`: what its words say it is.
    """

    pay: Pay
    span: tuple[int, int]
    assumed: bool = False
    tie: Tie = EVERYWHERE
    marks: Marks = NO_MARKS


@dataclass(frozen=True)
class Passed:
    """An amount that may be pay by its size and the words beside it, and why it is not taken as such.

    `place` is the name of the place that it is stated for, where that is why.
    """

    span: tuple[int, int]
    why: Why
    place: str | None = None


@dataclass(frozen=True)
class PayReading:
    """The pay that a text states, or None; and the amounts that were passed over before it was found.

    `local` are those before it that the text states for some places only; `clashes` is where other words say
    something else of the pay; `beside` is the pay under another kind of contract, such as B2B.
    """

    stated: PayWords | None
    passed: tuple[Passed, ...] = ()
    local: tuple[PayWords, ...] = ()
    clashes: tuple[tuple[int, int], ...] = ()
    beside: tuple[PayWords, ...] = ()

    def at(self, place: str, gazetteer: Gazetteer) -> PayReading:
        """What it states as the pay of one place: the first amount for it, else the one for all places."""
        passed = list(self.passed)
        for one in self.local:
            missed = one.tie.misses(gazetteer, place)
            if missed is None:
                return PayReading(one, tuple(passed))
            passed.append(Passed(one.span, Why.ELSEWHERE if missed.ids else Why.UNSURE, missed.name))
        return PayReading(self.stated, tuple(passed), clashes=self.clashes, beside=self.beside)


@dataclass(frozen=True)
class _Asked:
    """How a text is read: see `read_pay`."""

    country: str | None
    currency: str | None
    alone: bool
    year: int | None
    gazetteer: Gazetteer | None
    title: frozenset[str]


def read_pay(
    text: str,
    *,
    country: str | None = None,
    currency: str | None = None,
    alone: bool = False,
    year: int | None = None,
    gazetteer: Gazetteer | None = None,
) -> PayReading:
    """The first pay that a text states: a range, an open range (`up to`, `or more`), or one figure.

    Only figures of a plausible size count, and only those tied to pay: by the words of their sentence, the
    heading above them, or a period; and only where the words around affirm them, now (`year`), of this job.
    `alone`: the text is known to be about pay, so that all are tied. A bare $ means the dollar of `country`
    (ISO 3166-1), else the US one; an open range or a figure in thousands that names no currency is read in
    `currency`, that of the place. Without a period, the size tells which. With a `gazetteer`, amounts that
    the text states for some places are kept apart from the one for all.
    """
    seen = plain(visible(text))
    flat = flowing(seen.text)
    asked = _Asked(country, currency, alone, year, gazetteer, title_words(flat))
    passed: list[Passed] = []
    local: list[PayWords] = []
    totals: list[PayWords] = []  # with bonuses in it: the pay only where no other is stated
    amounts = _amounts(flat, asked)
    for match, pay in amounts:
        read = _weighed(match, pay, seen, asked)
        if isinstance(read, Passed):
            passed += [read] if len(passed) < MOST_PASSED else []
        elif not read.tie and read.marks.total is None:
            stated, clashes, beside = _others(match, read, seen, amounts, asked)
            return PayReading(stated, tuple(passed), tuple(local), clashes, beside)
        else:
            (local if read.marks.total is None else totals).append(read)
    local += [read for read in totals if read.tie]
    whole = next((read for read in totals if not read.tie), None)
    if whole is None and not local and (unread := unread_pay(flat)):
        passed.append(Passed(seen.span(*unread), Why.UNREAD))
    return PayReading(whole, tuple(passed), tuple(local))


def _amounts(text: str, asked: _Asked) -> Iterator[tuple[re.Match[str], Pay]]:
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


def _weighed(match: re.Match[str], pay: Pay, seen: Plain, asked: _Asked) -> PayWords | Passed:
    """The amount as the pay that it states, or why it isn't taken as such."""
    flat, span = match.string, match.span()
    why = why_not(flat, span, asked.year, asked.title, alone=asked.alone)
    if why is not None:
        return Passed(seen.span(*span), why)
    sign = _sign({name: part for name, part in match.groupdict().items() if part})
    assumed = sign is None or (sign == "$" and asked.country not in _DOLLARS)
    bound = tie(flat, span, asked.gazetteer, asked.title) if asked.gazetteer else EVERYWHERE
    return PayWords(pay, seen.span(*span), assumed, bound, marks(flat, span))


def _others(
    first: re.Match[str],
    stated: PayWords,
    seen: Plain,
    amounts: Iterator[tuple[re.Match[str], Pay]],
    asked: _Asked,
) -> tuple[PayWords, tuple[tuple[int, int], ...], tuple[PayWords, ...]]:
    """The pay, where the text says something else of it, and the pay under another kind of contract.

    Amounts clash where no words tell one from the other. Of pay by kind of contract that of an employed
    person is the pay, wherever it stands: laws ask for that one.
    """
    if asked.alone:
        return stated, (), ()
    told = untold(first.string)
    clashes = [seen.span(*told)] if told else []
    ours = label(first.string, first.span())
    beside: list[PayWords] = []
    more = more_amounts(first.string, first.span(), stated.pay)
    kinds = names_invoiced(first.string)
    for match, pay in islice(amounts, MOST_MORE if more else 0):
        if not (kinds or differ(stated.pay, pay)):
            continue
        read = _weighed(match, pay, seen, asked)
        if isinstance(read, Passed) or read.tie or read.marks.total:
            continue
        theirs = label(first.string, match.span())
        if theirs == ours:
            if differ(stated.pay, pay) and _net(read) == _net(stated):
                clashes.append(read.span)
        elif kinds and contract(theirs) and (contract(ours) or contract(theirs) is not Contract.EMPLOYED):
            if contract(ours) is Contract.INVOICED and contract(theirs) is Contract.EMPLOYED:
                stated, read, ours = read, stated, theirs
            beside.append(read)
    return stated, tuple(sorted(clashes)), tuple(beside)


def _net(read: PayWords) -> bool:
    return read.marks.net is not None


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


def _pay(match: re.Match[str], asked: _Asked) -> Pay | None:
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
    sign = _sign(parts)
    if sign is None:  # bare figures may count anything; `150k` after words of pay is money
        return own if "k1" in parts or "k2" in parts else None
    sign = re.sub(r"\s", "", sign)
    sign = sign if sign in SIGNS else sign.upper()
    return _DOLLARS.get(country or "", "USD") if sign in ("$", "DOLLARS") else SIGNS.get(sign, sign)


def _sign(parts: dict[str, str]) -> str | None:
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
