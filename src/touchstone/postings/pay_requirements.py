"""Whether the pay of a posting is what a law asks for: its ends, its spread, its unit."""

from __future__ import annotations

import re
from decimal import Decimal

from touchstone.core.money import Period
from touchstone.postings.employer import Employer, Pay
from touchstone.postings.outcomes import Met, Outcome, Said, Unknown, Unmet
from touchstone.postings.pay_marks import Marks
from touchstone.postings.phrases import Text
from touchstone.postings.sentences import sentences
from touchstone.postings.statements import holds
from touchstone.postings.statutes import LawDuty, Limit, RangeRule
from touchstone.postings.words import amount, pay_range, per

# Only periods with a fixed number in a year; hours and days need the hours that are worked.
_A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52}
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


def range_stated(duty: LawDuty, employer: Employer, said_there: Said) -> Outcome:
    """Whether the pay is stated as the law's rule on ranges asks."""
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
    if marks.unsure is not None and rule.both_ends and rule.open == "refused":
        why = f"'{marks.unsure}' may leave the range open, which the law refuses: we can't tell."
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


def minimum_stated(duty: LawDuty, employer: Employer, said: Said) -> Outcome:
    """Whether the lowest pay is stated."""
    if employer.pay is None:
        return _no_pay(said, "minimum pay")
    if employer.pay.minimum is None:
        return Unmet("No minimum pay is stated.")
    return _odd(RangeRule(), said.marks) or _named(duty, employer.pay, said.text)


def _named(duty: LawDuty, pay: Pay, text: str | None) -> Outcome:
    """Whether the text says of its pay that it is what the law asks for; nobody else could tell."""
    part = duty.named
    if part is None or any(holds(part, Text(one.text)) for one in sentences(text or "")):
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


def overpay_said(_: LawDuty, employer: Employer, said: Said) -> Outcome:
    """Whether it is said that more may be paid."""
    if employer.overpay is None and not _READY.search(said.text or ""):
        return Unknown("Nothing is said about it, and we don't know whether you are.")
    return Met()
