"""Which laws reach a posting on a day, and what each of them still asks for. Not legal advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from touchstone.postings.employer import Employer
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.law_reach import Facts, covered, has_people, places_of, reached
from touchstone.postings.law_told import (
    Taken,
    asks_nothing,
    coming,
    finding,
    history,
    history_elsewhere,
    not_internal,
    stale,
    told,
)
from touchstone.postings.outcomes import Met, Outcome, Unknown, Unmet
from touchstone.postings.places import Place
from touchstone.postings.requirements import judge, to_add
from touchstone.postings.statutes import Law, LawDuty

NOT_ADVICE = "These checks of the law are not legal advice: have a lawyer look before you publish."


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
    reach = frozenset().union(*(place.around | place.within for place in places_of(facts)))
    findings: list[Finding] = list(history_elsewhere(laws, facts))
    considered: list[Considered] = []
    taken: dict[tuple[str, Span], list[Taken]] = {}
    for law in laws:
        if reach.isdisjoint(law.places) and not has_people(law, facts):
            continue
        found = []
        for one in _law(law, facts):
            if isinstance(one, Finding):
                found.append(one)
            else:
                taken.setdefault(one.key, []).append(one)
        applies = any(reached(duty, law, facts) for duty in law.in_force(facts.day))
        considered.append(Considered(law, applies, _why(law, applies, facts)))
        findings.extend(found or asks_nothing(law, facts))
        findings.extend(history(law, facts))
    findings.extend(map(told, taken.values()))
    if considered:
        findings.append(Finding("not-legal-advice", Kind.LAW, Severity.INFO, NOT_ADVICE, source=OUR_OWN))
    return LawReport(tuple(findings), tuple(considered))


def _law(law: Law, facts: Facts) -> Iterator[Finding | Taken]:
    reachable = False
    for duty in law.in_force(facts.day):
        if reached(duty, law, facts) and covered(duty.employees, law, facts.employer):
            reachable = True
            if facts.internal and duty.internal == "exempt":
                yield not_internal(law, duty)
                continue
            yield from _duty(law, duty, facts)
    for duty in law.coming(facts.day):
        if reached(duty, law, facts):
            yield coming(law, duty)
    if reachable and law.stale_on(facts.day):
        yield stale(law, facts.day)


def _duty(law: Law, duty: LawDuty, facts: Facts) -> Iterator[Finding | Taken]:
    outcome = _judged(law, duty, facts)
    if duty.requires == "neutral_title" and isinstance(outcome, Met) and facts.names_sex and facts.text:
        start, end = facts.names_sex
        outcome = Unmet(f"The posting says '{facts.text[start:end]}'.", (start, end))
    if isinstance(outcome, Met):
        if outcome.by is not None:
            yield Taken(law, duty, outcome.by)
        return
    if duty.requires == "nothing_in_posting":
        done = " This posting states a range." if law.kind == "pay" and _states_range(facts) else ""
        yield finding(law, duty, Severity.INFO, f"{law.name}: {duty.says}{done}")
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
    yield finding(law, duty, severity, " ".join(part for part in parts if part), span=outcome.span)


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


def regions_of(laws: Iterable[Law], places: Sequence[Place]) -> frozenset[str]:
    """The places, all that hold them or lie in them, and what laws call several of them together (`EU`)."""
    each = frozenset().union(*(place.around | place.within for place in places))
    return each | {law.together for law in laws if law.together and each.intersection(law.places)}


def _why(law: Law, applies: bool, facts: Facts) -> str:
    if not applies:
        since = [duty.since for duty in law.coming(facts.day)]
        return f"It begins on {min(filter(None, since))}." if since else "It asks for nothing in a posting."
    duties = [duty for duty in law.in_force(facts.day) if reached(duty, law, facts)]
    if not any(covered(duty.employees, law, facts.employer) for duty in duties):
        return f"It holds from {duties[0].employees.at_least} employees."
    return "It holds."
