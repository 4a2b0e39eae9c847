"""Whether a posting meets one requirement of a law: met, not met, or not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from touchstone.postings.days import business_days_after, days_in
from touchstone.postings.employer import Employer
from touchstone.postings.forbidden_words import no_words
from touchstone.postings.outcomes import Met, Outcome, Said, Unknown, Unmet
from touchstone.postings.pay_requirements import minimum_stated, overpay_said, range_stated
from touchstone.postings.phrases import Text, phrases
from touchstone.postings.readings import Over, Reading, Stated, Unsaid
from touchstone.postings.sentences import sentences
from touchstone.postings.statements import holds
from touchstone.postings.statutes import LawDuty
from touchstone.postings.words import day as in_words

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
    lacks = [part.says for part in duty.notice.holds if not any(holds(part, one) for one in parts)]
    lacks += _too_early(duty.notice.business_days, said)
    if not lacks:
        return Met(reading if isinstance(reading, Stated) else None)
    why = f"We don't find in the notice: {'; '.join(lacks)}."
    if duty.notice.elsewhere:
        return Unknown(f"{why} {duty.notice.elsewhere}")
    return Unmet(why)


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
    "pay_range": range_stated,
    "minimum_pay": minimum_stated,
    "overpay_statement": overpay_said,
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
