"""Which laws reach a posting on a day, and what each of them still asks for. Not legal advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from touchstone.postings.employer import Employer, Pay
from touchstone.postings.employer_lines import ai_notice
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.outcomes import Doubt, Met, Outcome, Said, Unknown, Unmet
from touchstone.postings.pay_marks import NO_MARKS, Marks
from touchstone.postings.places import Place
from touchstone.postings.readings import Readings, Stated
from touchstone.postings.requirements import judge, to_add
from touchstone.postings.statutes import Law, LawDuty, Threshold
from touchstone.postings.word_rules import Worded
from touchstone.postings.words import listed

NOT_ADVICE = "These checks of the law are not legal advice: have a lawyer look before you publish."


@dataclass(frozen=True)
class Facts:
    """What a law is held against: the employer, where the work may be done, where it reports to, and the day.

    `text` is the posting as it reads (None: composed from the employer's fields and not looked at), `worded`
    where its words stand that keep people from applying, by their kind;
    `asks_history` is where it asks for former pay, `names_sex` where a title in it names a sex. `stated` is
    what was read in lines that are not the employer's fields, `notice` what it says about the use of AI,
    `pay_doubt` an amount that may be its pay where none is sure to be, `marks` what the words say the pay is.
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


@dataclass(frozen=True)
class Considered:
    """A law that was looked at, and in a sentence why it applies or does not."""

    law: Law
    applies: bool
    why: str


@dataclass(frozen=True)
class LawReport:
    """What the laws ask for, and which were looked at."""

    findings: tuple[Finding, ...]
    considered: tuple[Considered, ...]


def check_law(laws: Iterable[Law], facts: Facts) -> LawReport:
    """The union of duties over every place of the work and the place that it reports to, on one day."""
    laws = list(laws)
    reach = frozenset().union(*(place.around | place.within for place in _places(facts)))
    findings: list[Finding] = list(_history_elsewhere(laws, facts))
    considered: list[Considered] = []
    taken: dict[tuple[str, Span], list[_Taken]] = {}
    for law in laws:
        if reach.isdisjoint(law.places) and not _has_people(law, facts):
            continue
        found = []
        for one in _law(law, facts):
            if isinstance(one, Finding):
                found.append(one)
            else:
                taken.setdefault(one.key, []).append(one)
        applies = any(reached(duty, law, facts) for duty in law.in_force(facts.day))
        considered.append(Considered(law, applies, _why(law, applies, facts)))
        findings.extend(found)
        findings.extend(_history(law, facts))
    findings.extend(map(_told, taken.values()))
    if considered:
        findings.append(Finding("not-legal-advice", Kind.LAW, Severity.INFO, NOT_ADVICE, source=OUR_OWN))
    return LawReport(tuple(findings), tuple(considered))


@dataclass(frozen=True)
class _Taken:
    """Words of a text that were taken as what a duty asks for."""

    law: Law
    duty: LawDuty
    by: Stated

    @property
    def key(self) -> tuple[str, Span]:
        return self.duty.requires, self.by.span


_TITLES = {
    "benefits": "the benefits",
    "other_pay": "the statement on other pay",
    "deadline": "the deadline",
    "vacancy_statement": "the statement on the vacancy",
    "ai_statement": "the statement on AI",
    "ai_notice": "the notice about AI",
}


def _told(taken: Sequence[_Taken]) -> Finding:
    """Which words were taken as meeting what, so that a person can judge."""
    first = taken[0]
    names = list(dict.fromkeys(one.law.name for one in taken))
    ask = "asks" if len(names) == 1 else "ask"
    said = f"'{first.by.words}' is taken as {_TITLES[first.duty.requires]}, for which {listed(names)} {ask}."
    return Finding(
        rule=f"taken-as-{first.duty.requires.replace('_', '-')}",
        kind=Kind.LAW,
        severity=Severity.INFO,
        message=f"{said} See whether it says enough.",
        span=first.by.span,
        source=OUR_OWN,
    )


def _places(facts: Facts) -> tuple[Place, ...]:
    return (*facts.work, facts.reports_to) if facts.reports_to else facts.work


def _near(law: Law, facts: Facts) -> bool:
    return any(place.under(law) for place in _places(facts)) or _has_people(law, facts)


def _has_people(law: Law, facts: Facts) -> bool:
    if not facts.employer.employees_in:
        return False
    return any(_through_people(duty, law, facts) for duty in law.duties)


def _law(law: Law, facts: Facts) -> Iterator[Finding | _Taken]:
    reachable = False
    for duty in law.in_force(facts.day):
        if reached(duty, law, facts) and covered(duty.employees, law, facts.employer):
            reachable = True
            yield from _duty(law, duty, facts)
    for duty in law.coming(facts.day):
        if reached(duty, law, facts):
            yield _coming(law, duty)
    if reachable and law.stale_on(facts.day):
        yield _stale(law, facts.day)


def reached(duty: LawDuty, law: Law, facts: Facts) -> bool:
    """Whether the duty reaches the posting: through a place of the work, the place that it reports to, or
    the employer's people elsewhere."""
    if "work" in duty.reach and any(place.under(law) for place in facts.work):
        return True
    if _through_people(duty, law, facts):
        return True
    reports = facts.reports_to is not None and facts.reports_to.under(law)
    return reports and ("reports_to" in duty.reach or "employer" in duty.reach)


def _through_people(duty: LawDuty, law: Law, facts: Facts) -> bool:
    """Whether the duty is one of all postings of an employer who has people in the law's places."""
    return "employer" in duty.reach and any(facts.employer.employees_in.get(place, 0) for place in law.places)


def covered(threshold: Threshold, law: Law, employer: Employer) -> bool:
    """Whether the employer has enough employees; yes while that is not known."""
    if threshold.counted == "local":
        local = [employer.employees_in[place] for place in law.places if place in employer.employees_in]
        if local:
            return max(local) >= threshold.at_least
    return employer.employees is None or employer.employees >= threshold.at_least


def _duty(law: Law, duty: LawDuty, facts: Facts) -> Iterator[Finding | _Taken]:
    outcome = _judged(law, duty, facts)
    if duty.requires == "neutral_title" and isinstance(outcome, Met) and facts.names_sex and facts.text:
        start, end = facts.names_sex
        outcome = Unmet(f"The posting says '{facts.text[start:end]}'.", (start, end))
    if isinstance(outcome, Met):
        if outcome.by is not None:
            yield _Taken(law, duty, outcome.by)
        return
    if duty.requires == "nothing_in_posting":
        done = " This posting states a range." if law.kind == "pay" and _states_range(facts) else ""
        yield _finding(law, duty, Severity.INFO, f"{law.name}: {duty.says}{done}")
        return
    severity = _severity(law, duty, outcome)
    parts = [
        f"{law.name}: {duty.says}",
        outcome.why,
        outcome.add or to_add(duty),
        _assumed(law, duty, facts.employer),
    ]
    if severity is Severity.ERROR and (cure := law.cure_on(facts.day)):
        parts.append(cure)
    yield _finding(law, duty, severity, " ".join(part for part in parts if part), span=outcome.span)


def _states_range(facts: Facts) -> bool:
    pay = facts.employer.pay
    return pay is not None and pay.minimum is not None and pay.maximum is not None


def _judged(law: Law, duty: LawDuty, facts: Facts) -> Outcome:
    """The outcome; of pay the worst over the places in which the law holds: a text may state several."""
    each = list(facts.each(law)) if duty.requires in ("pay_range", "minimum_pay") else []
    outcomes = [judge(duty, one.employer, one.said) for one in each or [facts]]
    return min(outcomes, key=lambda one: (Unmet, Unknown, Met).index(type(one)))


def _severity(law: Law, duty: LawDuty, outcome: Unmet | Unknown) -> Severity:
    """What is not met blocks; not what we can't tell, nor what we are not sure that the law asks for."""
    if not duty.binding:
        return Severity.INFO
    sure = isinstance(outcome, Unmet) and law.confidence != "low"
    return Severity.ERROR if sure else Severity.WARN


def _assumed(law: Law, duty: LawDuty, employer: Employer) -> str:
    """What is taken for granted about the number of employees."""
    threshold = duty.employees
    if threshold.at_least <= 1:
        return ""
    local = threshold.counted == "local"
    known = any(place in employer.employees_in for place in law.places) if local else employer.employees
    if known:
        return ""
    where = f" in {law.name}" if local else ""
    said = f"It holds from {threshold.at_least} employees{where}"
    return f"{said}; yours are not stated, so we assume that it holds."


def _history(law: Law, facts: Facts) -> Iterator[Finding]:
    """A question about former pay where the law forbids it.

    The day since when is not in our sources: an error once a duty of the same law holds, else a warning, and
    so where we are less than sure of the ban, or it works through the laws of others (the Union's directive).
    """
    if not bans_history(law) or not facts.asks_history:
        return
    begun = [duty.since for duty in law.duties if duty.since is not None]
    sure = law.confidence == "high" and law.together is None and bool(begun) and min(begun) <= facts.day
    words = " ".join((facts.text or "")[slice(*facts.asks_history)].split())
    asked = f" The posting says '{words}'." if words else ""
    said = f"{law.name}: former pay must not be asked for.{asked}"
    said += " Leave it out; you may ask what somebody expects."
    yield Finding(
        rule="salary-history",
        kind=Kind.LAW,
        severity=Severity.ERROR if sure else Severity.WARN,
        message=f"{said} We hold no day for this ban: verify it.",
        jurisdiction=jurisdiction_of(law),
        span=facts.asks_history,
        source="; ".join(law.sources) + f" (checked {law.last_checked})",
    )


def bans_history(law: Law) -> bool:
    """Whether it is on record that the law forbids to ask for former pay."""
    return law.kind == "pay" and law.status == "in_force" and law.salary_history_ban is True


def _history_elsewhere(laws: Iterable[Law], facts: Facts) -> Iterator[Finding]:
    """A question about former pay where no law that we know forbids it."""
    if facts.asks_history and not any(bans_history(law) and _near(law, facts) for law in laws):
        said = "The posting asks for former pay, which many laws forbid. Ask what somebody expects instead."
        yield Finding(
            "salary-history", Kind.LAW, Severity.WARN, said, span=facts.asks_history, source=OUR_OWN
        )


def _coming(law: Law, duty: LawDuty) -> Finding:
    said = f"{law.name}, from {duty.since}: {duty.says}"
    return _finding(law, duty, Severity.INFO, said, rule="coming")


def _stale(law: Law, day: date) -> Finding:
    said = f"{law.name}: last checked on {law.last_checked}, more than 180 days before {day}. Check it again."
    place, sources = jurisdiction_of(law), "; ".join(law.sources)
    return Finding("stale-law", Kind.LAW, Severity.WARN, said, place, law.statute, source=sources)


def _finding(
    law: Law,
    duty: LawDuty,
    severity: Severity,
    message: str,
    *,
    rule: str | None = None,
    span: tuple[int, int] | None = None,
) -> Finding:
    statute = duty.statute or law.statute
    doubt = "" if law.confidence == "high" else f" Our confidence is {law.confidence}: verify it."
    return Finding(
        rule=rule or duty.id,
        kind=Kind.LAW,
        severity=severity,
        message=f"{message} ({statute}){doubt}" if statute else message + doubt,
        jurisdiction=jurisdiction_of(law),
        statute=statute,
        span=span,
        asks=duty.requires,
        source="; ".join(duty.sources or law.sources) + f" (checked {law.last_checked})",
    )


def regions_of(laws: Iterable[Law], places: Sequence[Place]) -> frozenset[str]:
    """The places, all that hold them or lie in them, and what laws call several of them together (`EU`)."""
    each = frozenset().union(*(place.around | place.within for place in places))
    return each | {law.together for law in laws if law.together and each.intersection(law.places)}


def jurisdiction_of(law: Law) -> str:
    """The region in which the law holds, or the law's own id when it holds in several."""
    return law.places[0] if len(law.places) == 1 else law.id


def _why(law: Law, applies: bool, facts: Facts) -> str:
    if not applies:
        since = [duty.since for duty in law.coming(facts.day)]
        return f"It begins on {min(filter(None, since))}." if since else "It asks for nothing in a posting."
    duties = [duty for duty in law.in_force(facts.day) if reached(duty, law, facts)]
    if not any(covered(duty.employees, law, facts.employer) for duty in duties):
        return f"It holds from {duties[0].employees.at_least} employees."
    return "It holds."
