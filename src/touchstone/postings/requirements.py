"""Whether a posting meets one requirement of a law: met, not met, or not known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from touchstone.core.money import Period
from touchstone.postings.days import business_days_after, days_in
from touchstone.postings.employer import Employer, Pay
from touchstone.postings.forbidden_words import no_words
from touchstone.postings.outcomes import Met, Outcome, Said, Unknown, Unmet
from touchstone.postings.pay_marks import Marks
from touchstone.postings.phrases import Text, phrases
from touchstone.postings.readings import Over, Reading, Stated, Unsaid
from touchstone.postings.sentences import sentences
from touchstone.postings.statements import affirmed
from touchstone.postings.statutes import LawDuty, Limit, NoticePart, RangeRule
from touchstone.postings.words import amount, pay_range, per
from touchstone.postings.words import day as in_words

# Only periods with a fixed number in a year; hours and days need the hours that are worked.
_A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52}


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


# What a text is read for, by what a duty requires.
STATEMENTS = {
    "benefits": "benefits",
    "other_pay": "other_pay",
    "deadline": "deadline",
    "vacancy_statement": "vacancy",
    "ai_statement": "ai",
}


def judge(duty: LawDuty, employer: Employer, said: Said) -> Outcome:
    """Hold an employer's posting against one duty."""
    outcome = _JUDGES[duty.requires](duty, employer, said)
    reading = said.stated.get(STATEMENTS.get(duty.requires, ""))
    if isinstance(outcome, Met) or reading is None:
        return outcome
    return _as_read(duty, reading, outcome)


def _as_read(duty: LawDuty, reading: Reading, silent: Unmet | Unknown) -> Outcome:
    """Whether what stands in a text is what the duty asks for; a doubt never meets it.

    `silent` is what holds of a text that says nothing of it, as of one that leaves it unsaid.
    """
    if isinstance(reading, Stated):
        return Met(reading)
    if isinstance(reading, Over):
        return Unmet(f"'{reading.words}': {in_words(reading.day)} is over.", reading.span)
    if isinstance(reading, Unsaid):
        return replace(silent, why=f"'{reading.words}' {reading.why}.", span=reading.span)
    if duty.vague and phrases(duty.vague).within(Text(reading.sentence)):
        return Unmet(f"'{reading.sentence[:120]}' does not describe any.", reading.span)
    why = f"It could not be told whether '{reading.words}' says so: check yourself."
    return Unknown(why, span=reading.span)


SAY_PAY = "write it as one plain sentence: 'The pay for this job is … to … a year.'"


def _no_pay(said: Said, what: str) -> Unmet:
    """No pay that is sure to be this job's: a doubt meets no duty, and one plain sentence ends it."""
    if said.pay_doubt is None:
        return Unmet(f"No {what} is stated.")
    if said.pay_doubt.place is not None:
        why = f"'{said.pay_doubt.words}' is stated for {said.pay_doubt.place}, and no {what} for this place."
        return Unmet(why, said.pay_doubt.span, "Add the pay for this place, and name the place beside it.")
    why = f"It could not be told whether '{said.pay_doubt.words}' is the pay of this job."
    return Unmet(why, said.pay_doubt.span, f"If it is, {SAY_PAY}")


def _pay(duty: LawDuty, employer: Employer, said_there: Said) -> Outcome:
    pay, rule = employer.pay, duty.range
    if pay is None:
        return _no_pay(said_there, "pay")
    if rule.free_above and (above := _above(pay, rule.free_above)) is not False:
        said = f"Pay in {pay.currency} {per(pay.period)} can't be held against the limit."
        return Met() if above else Unknown(said, _in_unit(rule.free_above))
    if pay.minimum is None or pay.maximum is None:
        if rule.both_ends:
            end = "a top without a bottom" if pay.minimum is None else "a bottom without a top"
            return Unmet(f"{OPEN}: '{pay_range(pay)}' is {end}, which is no range.")
        return Unmet(f"'{pay_range(pay)}' is neither an amount nor a range.")
    if rule.both_ends and employer.overpay:
        return Unmet("The range is open: the posting says that you are ready to pay more.", add=NO_MORE)
    if (odd := _odd(rule, said_there.marks)) is not None:
        return odd
    if pay.minimum == pay.maximum and rule.both_ends and rule.single_figure == "unsaid":
        return Unknown("One figure is stated; the law speaks of a range and does not say that one will do.")
    if rule.max_spread:
        return _spread(pay, pay.minimum, pay.maximum, rule.max_spread)
    return Met()


def _odd(rule: RangeRule, marks: Marks) -> Outcome | None:
    """What its own words say of the pay that keeps it from being what the law asks for, or may."""
    if marks.net is not None:
        why = f"'{marks.net}' states net pay"
        if rule.gross:
            return Unmet(f"{why}; the law asks for gross pay.", add=SAY_GROSS)
        return Unknown(f"{why}; we don't know that the law takes it.", SAY_GROSS)
    if marks.loose is not None and rule.both_ends and rule.open == "refused":
        return Unmet(f"The range is open: '{marks.loose}'.", add=NO_MORE)
    if marks.total is not None:
        why = f"'{marks.total}' reads as pay with bonuses, commissions or equity in it."
        return Unknown(why, "State the base pay by itself.")
    if marks.loose is not None and rule.both_ends:
        why = f"'{marks.loose}': the law asks for both ends of the pay; whether it takes this is not told."
        return Unknown(why, NO_MORE)
    return None


OPEN = "The range is open"  # and what keeps it open: a law that says so tells it once
SAY_GROSS = "State the gross pay."
NO_MORE = "Leave that out, or state a range that holds what you are ready to pay."


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


def _minimum(duty: LawDuty, employer: Employer, said: Said) -> Outcome:
    if employer.pay is None:
        return _no_pay(said, "minimum pay")
    if employer.pay.minimum is None:
        return Unmet("No minimum pay is stated.")
    return _odd(RangeRule(), said.marks) or _named(duty, employer.pay, said.text)


def _named(duty: LawDuty, pay: Pay, text: str | None) -> Outcome:
    """Whether the text says of its pay that it is what the law asks for; nobody else could tell."""
    part = duty.named
    if part is None or any(_holds(part, Text(one.text)) for one in sentences(text or "")):
        return Met()
    return Unknown(f"'{pay_range(pay)}' is stated, but nothing says {part.says}: we can't tell.")


_READY = re.compile(
    r"\b(?:overpay\w*|over-pay\w*|überzahl\w*|überbezahl\w*|mehrzahlung)\b|"
    r"\b(?:willing|willingness|ready|readiness|prepared|happy|able|open|intend\w*)\b[^.\n]{0,30}?\bpay\w* "
    r"(?:you )?(?:more|above|over|higher|better|in excess)\b|\bhigher (?:pay|salary|salaries|remuneration|"
    r"compensation) (?:is |are |may be |can be )?(?:possible|negotiable|offered|paid|agreed)\b|"
    r"\b(?:pay|salary|remuneration|compensation) (?:may|can|will) be higher\b|\bactual (?:salary|pay|"
    r"compensation|remuneration) (?:is|may be|will be|can be|depends|based)\b|"
    r"\b(?:höheres? (?:gehalt|entgelt)|gehalt (?:kann|ist) höher)",
    re.IGNORECASE,
)


def _overpay(_: LawDuty, employer: Employer, said: Said) -> Outcome:
    if employer.overpay is None and not _READY.search(said.text or ""):
        return Unknown("Nothing is said about it, and we don't know whether you are.")
    return Met()


def _benefits(duty: LawDuty, employer: Employer, _: Said) -> Outcome:
    if not employer.benefits:
        return Unmet("No benefits are named.")
    vague = {_plain(words) for words in duty.vague}
    if all(_plain(benefit) in vague for benefit in employer.benefits):
        return Unmet(f"'{employer.benefits[0]}' does not describe any.")
    return Met()


def _other_pay(_: LawDuty, employer: Employer, __: Said) -> Outcome:
    return (
        Met()
        if employer.other_pay
        else Unknown("The posting names none; we can't know whether there is any.")
    )


def _deadline(_: LawDuty, employer: Employer, said: Said) -> Outcome:
    named = employer.deadline
    if named is None:
        return Unmet("No deadline is stated.")
    if named != "rolling" and named < said.posted:
        return Unmet(f"The deadline, {in_words(named)}, is over.")
    return Met()


def _vacancy(_: LawDuty, employer: Employer, __: Said) -> Outcome:
    return Met() if employer.vacancy is not None else Unmet("Nothing is said about it.")


def _ai_statement(_: LawDuty, employer: Employer, said: Said) -> Outcome:
    # A yes or no prints a statement of its own; somebody's own words are read where there is a text.
    own = employer.ai_statement is not None and said.text is None
    return Met() if employer.uses_ai is not None or own else Unknown("We don't know whether you use AI.")


def _ai_notice(duty: LawDuty, employer: Employer, said: Said) -> Outcome:
    reading = said.stated.get("ai")
    if employer.uses_ai is False or (isinstance(reading, Stated) and reading.denied):
        return Met()
    if not said.notice:
        if duty.notice.once_used and not employer.uses_ai:
            return Met()
        used = "You use AI, and we don't know of any notice."
        return Unknown(used if employer.uses_ai else "We don't know whether you use AI.")
    parts = [Text(sentence.text) for sentence in sentences(said.notice)]
    lacks = [part.says for part in duty.notice.holds if not any(_holds(part, one) for one in parts)]
    lacks += _too_early(duty.notice.business_days, said)
    if not lacks:
        return Met(reading if isinstance(reading, Stated) else None)
    why = f"We don't find in the notice: {'; '.join(lacks)}."
    if duty.notice.elsewhere:
        return Unknown(f"{why} {duty.notice.elsewhere}")
    return Unmet(why)


def _holds(part: NoticePart, sentence: Text) -> bool:
    said = Text(affirmed(sentence.plain)) if part.affirmed else sentence
    return all(phrases(group).within(said) for group in part.words)


def _too_early(days: int | None, said: Said) -> list[str]:
    """What is wrong with the first day of use; a notice without one can't be told."""
    if days is None:
        return []
    first = business_days_after(said.posted, days)
    named = [one.meant[0] for one in days_in(said.notice or "", said.posted) if len(one.meant) == 1]
    if any(one >= first for one in named):
        return []
    posted = in_words(said.posted)
    return [f"a first day of its use, {in_words(first)} or later when it is posted on {posted}"]


def _words(duty: LawDuty, _: Employer, said: Said) -> Outcome:
    return no_words(duty, said)


def _met(_: LawDuty, __: Employer, ___: Said) -> Outcome:
    return Met()


def _later(_: LawDuty, __: Employer, ___: Said) -> Outcome:
    return Unknown("")


def _plain(text: str) -> str:
    return text.strip(" .!").casefold()


_JUDGES: dict[str, Callable[[LawDuty, Employer, Said], Outcome]] = {
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
    "neutral_title": _words,  # titles of profiles name no sex; those of a text `law` looks at
    "no_local_experience": _words,
    "no_words": _words,
    "nothing_in_posting": _later,
}
