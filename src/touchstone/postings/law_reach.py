"""Whom a law reaches: where the work may be done, where it reports to, how many people there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from touchstone.postings.employer import Employer, Pay
from touchstone.postings.employer_lines import ai_notice
from touchstone.postings.findings import Span
from touchstone.postings.outcomes import Doubt, Said
from touchstone.postings.pay_marks import NO_MARKS, Marks
from touchstone.postings.places import Place
from touchstone.postings.readings import Readings
from touchstone.postings.remote import REMOTE
from touchstone.postings.statutes import Law, LawDuty, Threshold
from touchstone.postings.word_rules import Worded


@dataclass(frozen=True)
class Facts:
    """What a law is held against: the employer, where the work may be done, where it reports to, and the day.

    `text` is the posting as it reads (None: composed from the employer's fields and not looked at), `worded`
    where its words stand that keep people from applying, by their kind;
    `asks_history` is where it asks for former pay, `names_sex` where a title in it names a sex. `stated` is
    what was read in lines that are not the employer's fields, `notice` what it says about the use of AI,
    `pay_doubt` an amount that may be its pay where none is sure to be, `marks` what the words say the pay is.
    `internal`: the employer's own people alone see the posting.
    `paid_in` gives all three for one place, by its id, where a text may state pay for each.
    """

    employer: Employer
    work: tuple[Place, ...]
    reports_to: Place | None
    day: date
    text: str | None = None
    asks_history: Span | None = None
    names_sex: Span | None = None
    stated: Readings = field(default_factory=dict)
    notice: str | None = None
    worded: Worded = field(default_factory=dict)
    pay_doubt: Doubt | None = None
    paid_in: Callable[[str], tuple[Pay | None, Doubt | None, Marks]] | None = None
    marks: Marks = NO_MARKS
    internal: bool = False

    @property
    def from_home(self) -> bool:
        """Whether the work is done from home; so is what has no place of its own."""
        return self.employer.remote in REMOTE or not self.work

    def each(self, law: Law) -> Iterator[Facts]:
        """The facts with the pay of each place in which the law holds."""
        if self.paid_in is None:
            yield self
            return
        seen: set[str] = set()
        for place in self.work:
            # A city's law is held against the pay of its state: pay for one city is not asked of another.
            inside = [law.inside] if law.inside else [one for one in law.places if one in place.within]
            here = [place.id] if place.around.intersection(law.places) else inside
            for one in here:
                if one not in seen:
                    seen.add(one)
                    pay, doubt, marks = self.paid_in(one)
                    employer = self.employer.model_copy(update={"pay": pay})
                    yield replace(self, employer=employer, pay_doubt=doubt, marks=marks)

    @property
    def said(self) -> Said:
        """What a duty is held against; without a text, the notice is the one that we would print."""
        ours = None if self.text is not None else " ".join(line.text for line in ai_notice(self.employer))
        notice = self.notice or ours or None
        return Said(self.day, self.text, self.stated, notice, self.worded, self.pay_doubt, self.marks)


def places_of(facts: Facts) -> tuple[Place, ...]:
    """Every place of the work, and the one that it reports to."""
    return (*facts.work, facts.reports_to) if facts.reports_to else facts.work


def near(law: Law, facts: Facts) -> bool:
    """Whether the law holds where the posting or the employer's people are."""
    return any(place.under(law) for place in places_of(facts)) or has_people(law, facts)


def has_people(law: Law, facts: Facts) -> bool:
    """Whether a duty of the law comes through people whom the employer has elsewhere."""
    if not facts.employer.employees_in:
        return False
    return any(through_people(duty, law, facts) for duty in law.duties)


def reached(duty: LawDuty, law: Law, facts: Facts) -> bool:
    """Whether the duty reaches the posting: through a place of the work, the place that it reports to, or
    the employer's people elsewhere."""
    if "work" in duty.reach and any(place.under(law) for place in facts.work):
        return True
    if through_people(duty, law, facts):
        return True
    if facts.reports_to is None or not facts.reports_to.under(law):
        return False
    if facts.from_home and "remote_reports_to" in duty.reach:
        return True
    return _by_employer(duty, law, facts) or "reports_to" in duty.reach


def through_people(duty: LawDuty, law: Law, facts: Facts) -> bool:
    """Whether the duty is one of all postings of an employer who has people in the law's places."""
    return _by_employer(duty, law, facts) and any(
        facts.employer.employees_in.get(place, 0) for place in law.places
    )


def _by_employer(duty: LawDuty, law: Law, facts: Facts) -> bool:
    """Whether the duty is one of an employer who is in the law's places, wherever the work is done."""
    if "remote_employer" in duty.reach and facts.from_home:
        countries = {place.partition("-")[0] for place in law.places}
        return not facts.work or any(place.country in countries for place in facts.work)
    return "employer" in duty.reach


def covered(threshold: Threshold, law: Law, employer: Employer) -> bool:
    """Whether the employer has enough employees; yes while that is not known."""
    if threshold.counted == "local":
        local = [employer.employees_in[place] for place in law.places if place in employer.employees_in]
        if local:
            return max(local) >= threshold.at_least
    return employer.employees is None or employer.employees >= threshold.at_least
