"""What is said of a law: a duty that is not met, words that were taken as meeting one, a ban on asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.law_reach import Facts, near, places_of
from touchstone.postings.readings import Stated
from touchstone.postings.statutes import Law, LawDuty
from touchstone.postings.words import listed


@dataclass(frozen=True)
class Taken:
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


def told(taken: Sequence[Taken]) -> Finding:
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


def history(law: Law, facts: Facts) -> Iterator[Finding]:
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


def history_elsewhere(laws: Iterable[Law], facts: Facts) -> Iterator[Finding]:
    """A question about former pay where no law that we know forbids it."""
    if facts.asks_history and not any(bans_history(law) and near(law, facts) for law in laws):
        said = "The posting asks for former pay, which many laws forbid. Ask what somebody expects instead."
        yield Finding(
            "salary-history", Kind.LAW, Severity.WARN, said, span=facts.asks_history, source=OUR_OWN
        )


def coming(law: Law, duty: LawDuty) -> Finding:
    """A duty that begins after the day."""
    said = f"{law.name}, from {duty.since}: {duty.says}"
    return finding(law, duty, Severity.INFO, said, rule="coming")


def not_internal(law: Law, duty: LawDuty) -> Finding:
    """A duty that begins once others than the employer's own people see the posting."""
    said = (
        f"{law.name} does not ask this of an internal posting; once it is advertised in public: {duty.says}"
    )
    return finding(law, duty, Severity.INFO, said, rule="internal")


def asks_nothing(law: Law, facts: Facts) -> Iterator[Finding]:
    """That a law was looked at that asks for no pay in a posting, such as a bill; and what is known of it."""
    if law.duties or law.kind != "pay":
        return
    doubt = "" if law.confidence == "high" else f" Our confidence is {law.confidence}: verify it."
    known = f" {law.remarks[0]}" if law.remarks else ""
    inside = [place.name for place in places_of(facts) if place.around.intersection(law.places)]
    there = inside if len(law.places) > 1 else []
    where = listed(list(dict.fromkeys(there))) if there else law.name
    said = f"{where}: we know of no duty to state pay in a posting.{known}{doubt}"
    checked = "; ".join(law.sources) + f" (checked {law.last_checked})"
    yield Finding(
        "no-duty-known", Kind.LAW, Severity.INFO, said, jurisdiction_of(law), law.statute, source=checked
    )


def stale(law: Law, day: date) -> Finding:
    """A law that nobody has checked for half a year."""
    said = f"{law.name}: last checked on {law.last_checked}, more than 180 days before {day}. Check it again."
    place, sources = jurisdiction_of(law), "; ".join(law.sources)
    return Finding("stale-law", Kind.LAW, Severity.WARN, said, place, law.statute, source=sources)


def finding(
    law: Law,
    duty: LawDuty,
    severity: Severity,
    message: str,
    *,
    rule: str | None = None,
    span: tuple[int, int] | None = None,
) -> Finding:
    """What a law asks for, with its statute, its place and how sure we are."""
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


def jurisdiction_of(law: Law) -> str:
    """The region in which the law holds, or the law's own id when it holds in several."""
    return law.places[0] if len(law.places) == 1 else law.id
