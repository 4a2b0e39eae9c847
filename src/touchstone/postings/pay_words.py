"""Reads a pay range out of the words of a posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from touchstone.postings.employer import Pay
from touchstone.postings.gazetteer import Gazetteer
from touchstone.postings.pay_amounts import DOLLARS, Asked, amounts_in, sign_in
from touchstone.postings.pay_around import flowing
from touchstone.postings.pay_clashes import differ, label, more_amounts, untold
from touchstone.postings.pay_contracts import Contract, contract, names_invoiced
from touchstone.postings.pay_marks import NO_MARKS, Marks, marks
from touchstone.postings.pay_places import EVERYWHERE, Tie, tie
from touchstone.postings.pay_said import Why, why_not
from touchstone.postings.pay_text import Plain, plain, visible
from touchstone.postings.pay_unread import unread_pay
from touchstone.postings.pay_vocabulary import title_words

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
    asked = Asked(country, currency, alone, year, gazetteer, title_words(flat))
    passed: list[Passed] = []
    local: list[PayWords] = []
    totals: list[PayWords] = []  # with bonuses in it: the pay only where no other is stated
    amounts = amounts_in(flat, asked)
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


def _weighed(match: re.Match[str], pay: Pay, seen: Plain, asked: Asked) -> PayWords | Passed:
    """The amount as the pay that it states, or why it isn't taken as such."""
    flat, span = match.string, match.span()
    why = why_not(flat, span, asked.year, asked.title, alone=asked.alone)
    if why is not None:
        return Passed(seen.span(*span), why)
    sign = sign_in({name: part for name, part in match.groupdict().items() if part})
    assumed = sign is None or (sign == "$" and asked.country not in DOLLARS)
    bound = tie(flat, span, asked.gazetteer, asked.title) if asked.gazetteer else EVERYWHERE
    return PayWords(pay, seen.span(*span), assumed, bound, marks(flat, span))


def _others(
    first: re.Match[str],
    stated: PayWords,
    seen: Plain,
    amounts: Iterator[tuple[re.Match[str], Pay]],
    asked: Asked,
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
