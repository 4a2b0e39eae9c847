"""Whether a posting meets one requirement of a law: met, not met, or not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from touchstone.core.money import Period
from touchstone.postings.employer import Employer, Pay
from touchstone.postings.statutes import LawDuty, Limit
from touchstone.postings.words import amount, pay_range, per

# Only periods with a fixed number in a year; hours and days need the hours that are worked.
_A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52}


@dataclass(frozen=True)
class Met:
    """The posting does what the law asks for."""


@dataclass(frozen=True)
class Unmet:
    """It does not; `why` says what is missing or wrong, `add` what to do where that is not the usual."""

    why: str
    span: tuple[int, int] | None = None
    add: str | None = None


@dataclass(frozen=True)
class Unknown:
    """We can't tell; `why` says what is not known, `add` what to do where that is not the usual."""

    why: str
    add: str | None = None


Outcome: TypeAlias = Met | Unmet | Unknown


# What to do where a law's file has no words of its own for it.
_ADD = {
    "pay_range": "Add the lowest and the highest pay with currency and period.",
    "minimum_pay": "Add the minimum with its currency and period.",
    "overpay_statement": "Say whether you pay more.",
    "benefits": "Add the benefits.",
    "other_pay": "Add bonuses, commissions and equity, or that there is none.",
    "deadline": "Add the day, or that there is no deadline.",
    "vacancy_statement": "Add whether this posting is for an existing vacancy.",
    "ai_statement": "Say whether AI takes part.",
    "ai_notice": "Add the notice.",
    "no_local_experience": "Name the skill that you need instead of the place.",
    "no_words": "Leave these words out.",
    "neutral_title": "Use a title that names no sex.",
}


def to_add(duty: LawDuty) -> str:
    """What to write so that the duty is met."""
    return duty.add or _ADD.get(duty.requires, "")


def judge(duty: LawDuty, employer: Employer, text: str | None) -> Outcome:
    """Hold an employer's posting against one duty; `text` is the posting as it reads, if it is known."""
    return _JUDGES[duty.requires](duty, employer, text)


def _pay(duty: LawDuty, employer: Employer, _: str | None) -> Outcome:
    pay, rule = employer.pay, duty.range
    if pay is None:
        return Unmet("No pay is stated.")
    if rule.free_above and (above := _above(pay, rule.free_above)) is not False:
        said = f"Pay in {pay.currency} {per(pay.period)} can't be held against the limit."
        return Met() if above else Unknown(said, _in_unit(rule.free_above))
    if pay.minimum is None or pay.maximum is None:
        if rule.both_ends:
            return Unmet(f"The range is open: {pay_range(pay)}.")
        return Unmet(f"'{pay_range(pay)}' is neither an amount nor a range.")
    if pay.minimum == pay.maximum and rule.both_ends and rule.single_figure == "unsaid":
        return Unknown("One figure is stated; the law speaks of a range and does not say that one will do.")
    if rule.max_spread:
        return _spread(pay, pay.minimum, pay.maximum, rule.max_spread)
    return Met()


def _above(pay: Pay, limit: Limit) -> bool | None:
    """Whether the top of the pay is above the limit; None when it can't be compared."""
    top = pay.maximum if pay.maximum is not None else pay.minimum
    if pay.currency != limit.currency or pay.period not in _A_YEAR or top is None:
        return None
    return top * _A_YEAR[pay.period] > limit.amount


def _spread(pay: Pay, low: Decimal, high: Decimal, limit: Limit) -> Outcome:
    if pay.currency != limit.currency or pay.period not in _A_YEAR:
        said = f"A range in {pay.currency} {per(pay.period)} can't be held against {limit.currency} a year."
        return Unknown(said, _in_unit(limit))
    spread = (high - low) * _A_YEAR[pay.period]
    if spread <= limit.amount:
        return Met()
    most = amount(limit.amount, limit.currency)
    said = f"The range spans {amount(spread, pay.currency)} a year; at most {most} is allowed."
    return Unmet(said, add="Bring the lowest and the highest pay closer together.")


def _in_unit(limit: Limit) -> str:
    return f"State the pay in {limit.currency} a year, a month or a week."


def _minimum(_: LawDuty, employer: Employer, __: str | None) -> Outcome:
    if employer.pay is None or employer.pay.minimum is None:
        return Unmet("No minimum pay is stated.")
    return Met()


def _overpay(_: LawDuty, employer: Employer, __: str | None) -> Outcome:
    if employer.overpay is None:
        return Unknown("Nothing is said about it, and we don't know whether you are.")
    return Met()


def _benefits(duty: LawDuty, employer: Employer, _: str | None) -> Outcome:
    if not employer.benefits:
        return Unmet("No benefits are named.")
    vague = {_plain(words) for words in duty.vague}
    if all(_plain(benefit) in vague for benefit in employer.benefits):
        return Unmet(f"'{employer.benefits[0]}' does not describe any.")
    return Met()


def _other_pay(_: LawDuty, employer: Employer, __: str | None) -> Outcome:
    return (
        Met()
        if employer.other_pay
        else Unknown("The posting names none; we can't know whether there is any.")
    )


def _deadline(_: LawDuty, employer: Employer, __: str | None) -> Outcome:
    return Met() if employer.deadline is not None else Unmet("No deadline is stated.")


def _vacancy(_: LawDuty, employer: Employer, __: str | None) -> Outcome:
    return Met() if employer.vacancy is not None else Unmet("Nothing is said about it.")


def _ai_statement(_: LawDuty, employer: Employer, __: str | None) -> Outcome:
    # A yes or no prints a statement of its own, so only silence is left open.
    known = employer.uses_ai is not None or employer.ai_statement is not None
    return Met() if known else Unknown("We don't know whether you use AI.")


def _ai_notice(_: LawDuty, employer: Employer, __: str | None) -> Outcome:
    if employer.uses_ai is False or employer.ai_statement:
        return Met()
    if employer.uses_ai:
        return Unknown("You use AI, and we don't know of any notice.")
    return Unknown("We don't know whether you use AI.")


_DENIES = re.compile(
    r"\b(?:no|not|never|without|neither|nor|irrelevant|unnecessary)\b|n['’]t\b", re.IGNORECASE
)
_AGE = r"\d{2}(?!\s?(?:%|m?s\b|sec|min|hour|day|week|month))"  # `#` in a law's words; not of data
_SENTENCE_ENDS = re.compile(r"[.!?\n]")


def _no_words(duty: LawDuty, _: Employer, text: str | None) -> Outcome:
    said = text or ""
    doubt: str | None = None
    for found in _standing(duty.vague, said):
        if not _DENIES.search(_sentence(said, found)):  # “no Canadian experience is needed” is allowed
            return Unmet(f"The posting says '{found.group()}'.", found.span())
        doubt = doubt or found.group()
    doubt = doubt or next((found.group() for found in _standing(duty.doubtful, said)), None)
    if doubt is None:
        return Met()
    return Unknown(f"The posting says '{doubt}'; whether it asks for that is for you to see.")


def _standing(words: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    each = "|".join(re.escape(one).replace(r"\#", _AGE) for one in words)
    return re.finditer(rf"\b(?:{each})\b", text, re.IGNORECASE) if words else iter(())


def _sentence(text: str, found: re.Match[str]) -> str:
    """The sentence around a match, without the match: `not older than` denies nothing by itself."""
    before, after = text[max(0, found.start() - 300) : found.start()], text[found.end() : found.end() + 300]
    return _SENTENCE_ENDS.split(before)[-1] + " " + _SENTENCE_ENDS.split(after)[0]


def _met(_: LawDuty, __: Employer, ___: str | None) -> Outcome:
    return Met()


def _later(_: LawDuty, __: Employer, ___: str | None) -> Outcome:
    return Unknown("")


def _plain(text: str) -> str:
    return text.strip(" .!").casefold()


_JUDGES: dict[str, Callable[[LawDuty, Employer, str | None], Outcome]] = {
    "pay_range": _pay,
    "minimum_pay": _minimum,
    "overpay_statement": _overpay,
    "benefits": _benefits,
    "other_pay": _other_pay,
    "deadline": _deadline,
    "vacancy_statement": _vacancy,
    "ai_statement": _ai_statement,
    "ai_notice": _ai_notice,
    "duties": _met,  # a composed posting always has them; completeness watches over that
    "neutral_title": _met,  # titles of profiles name no sex; of a text, `law` looks at the words
    "no_local_experience": _no_words,
    "no_words": _no_words,
    "nothing_in_posting": _later,
}
