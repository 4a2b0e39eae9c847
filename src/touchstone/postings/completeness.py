"""Whether a posting says all that a reader needs to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from touchstone.postings.findings import NO_WAY_TO_APPLY, OUR_OWN, Finding, Kind, Severity
from touchstone.postings.posting import Posting
from touchstone.postings.render import shown
from touchstone.postings.words import listed

_ARTICLE = "The founding article: what a posting must contain."
LIST = "Own list of what a complete posting says (2026-11-23)."


@dataclass(frozen=True)
class Needed:
    """A part that a posting needs, by the section that holds it, and what to do when it is missing."""

    rule: str
    section: str
    severity: Severity
    message: str
    source: str = LIST


NEEDED = (
    Needed(
        "daily-duties",
        "duties_day",
        Severity.ERROR,
        "The daily duties are missing: say what the person does each day.",
        _ARTICLE,
    ),
    Needed(
        "weekly-duties",
        "duties_week",
        Severity.ERROR,
        "The weekly duties are missing: say what the person does each week.",
        _ARTICLE,
    ),
    Needed(
        "monthly-duties",
        "duties_month",
        Severity.ERROR,
        "The monthly duties are missing: say what the person does each month.",
        _ARTICLE,
    ),
    Needed(
        "reporting-structure",
        "team",
        Severity.ERROR,
        "The reporting structure is missing: say whom the person reports to and supervises.",
        _ARTICLE,
    ),
    Needed("goals", "goals", Severity.ERROR, "The organisation's goals are missing.", _ARTICLE),
    Needed(
        "mission",
        "mission",
        Severity.ERROR,
        "The organisation's mission is missing.",
        _ARTICLE,
    ),
    Needed("purpose", "role", Severity.ERROR, "The purpose of the role is missing.", _ARTICLE),
    Needed("must-have", "must", Severity.ERROR, "The skills that the role needs are missing."),
    Needed(
        "first-90-days",
        "first_days",
        Severity.WARN,
        "Say what a good start looks like after 30, 60 and 90 days.",
    ),
    Needed(
        "place",
        "place",
        Severity.WARN,
        "No place of work is named, nor whether it is on site, hybrid or remote.",
    ),
    Needed("benefits", "benefits", Severity.WARN, "No benefits are named."),
    Needed(
        "employment",
        "employment",
        Severity.WARN,
        "Neither the kind of employment nor the hours are named.",
    ),
    Needed(NO_WAY_TO_APPLY, "apply", Severity.WARN, "Nothing says how to apply."),
    Needed("nice-to-have", "nice", Severity.INFO, "Nothing is named that would be nice to have."),
    Needed("accommodation", "accommodation", Severity.WARN, "Nothing says whom to ask for an accommodation."),
    Needed(
        "equal-opportunity",
        "equal",
        Severity.INFO,
        "You may add a plain statement on equal opportunity.",
    ),
)


def check(posting: Posting, markdown: str | None = None) -> list[Finding]:
    """What a posting lacks; with its Markdown, also what the template leaves out."""
    present = {section.id for section in posting.sections}
    if not says_how_to_apply(posting):
        present -= {"apply"}
    visible = shown(posting, markdown) if markdown is not None else present
    unsaid = [*_unsaid(posting), *_usual(posting, visible)]
    return [*_missing(present), *_left_out(present, visible), *unsaid]


def says_how_to_apply(posting: Posting) -> bool:
    """Whether it names a way in: the reference of the post alone is none."""
    said = posting.section("apply")
    return said is not None and any(line.source != "employer.reference" for line in said.lines)


def _missing(present: set[str]) -> Iterator[Finding]:
    for need in NEEDED:
        if need.section not in present:
            yield Finding(need.rule, Kind.COMPLETENESS, need.severity, need.message, source=need.source)


def _left_out(present: set[str], visible: set[str]) -> Iterator[Finding]:
    for need in NEEDED:
        if need.section in present - visible and need.severity is Severity.ERROR:
            said = f"The template leaves out a part that a posting needs ({need.rule.replace('-', ' ')})."
            yield Finding(need.rule, Kind.COMPLETENESS, need.severity, said, source=need.source)


def _unsaid(posting: Posting) -> Iterator[Finding]:
    """What the employer did not say although the section stands."""
    employer = posting.employer
    if employer.pay is None:
        said = "No pay is stated: add a range with its currency and period."
        yield Finding("pay-range", Kind.COMPLETENESS, Severity.WARN, said, source=LIST)
    if employer.reports_to is None:
        said = "The reporting line is the usual one of the role: name your own."
        yield Finding("reporting-line", Kind.COMPLETENESS, Severity.WARN, said, source=_ARTICLE)
    if employer.supervises is None:
        said = "Whom the person supervises is the usual of the level: confirm it."
        yield Finding("supervises", Kind.COMPLETENESS, Severity.INFO, said, source=_ARTICLE)
    if employer.deadline is None:
        said = "No deadline is named: add a day, or that there is none."
        yield Finding("deadline", Kind.COMPLETENESS, Severity.INFO, said, source=LIST)
    if employer.uses_ai is None and employer.ai_statement is None:
        said = "Say whether AI screens, assesses or selects applicants."
        yield Finding("ai-use", Kind.COMPLETENESS, Severity.INFO, said, source=LIST)
    if employer.vacancy is None:
        said = "Say whether the posting is for an existing vacancy."
        yield Finding("vacancy", Kind.COMPLETENESS, Severity.INFO, said, source=LIST)
    if employer.contact is None:
        said = "Name somebody who answers questions and arranges accommodations."
        yield Finding("contact", Kind.COMPLETENESS, Severity.INFO, said, source=LIST)


_USUAL = {"tools": "“Tools”", "together": "“Ways of working”"}


def _usual(posting: Posting, visible: set[str]) -> Iterator[Finding]:
    """Sections that tell how the employer works and stand there as the profile has them."""
    ours = (section for section in _USUAL if section in visible and _is_profiles(posting, section))
    if names := [_USUAL[section] for section in ours]:
        said = f"What stands under {listed(names)} is usual in the role: confirm it, or put your own there."
        yield Finding("usual-in-the-role", Kind.COMPLETENESS, Severity.INFO, said, source=OUR_OWN)


def _is_profiles(posting: Posting, name: str) -> bool:
    section = posting.section(name)
    lines = section.lines if section else ()
    return any(line.made is None and line.source.startswith("profile.") for line in lines)
