"""What a check of a posting found: a rule, how bad it is, where, why, and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Which check speaks."""

    COMPLETENESS = "completeness"
    LAW = "law"
    LANGUAGE = "language"
    PAY = "pay"
    MARKUP = "markup"


class Severity(StrEnum):
    """An error blocks publishing, a warning needs a look, a piece of information needs nothing."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


ORDER = {Severity.ERROR: 0, Severity.WARN: 1, Severity.INFO: 2}
Span = tuple[int, int]
OUR_OWN = "a rule of Touchstone's own"  # the source of what neither a law nor a study asks for


@dataclass(frozen=True)
class Finding:
    """One thing to look at. `span` counts characters of the checked text, from 0, the end excluded.

    `source` says where the rule comes from, `replacement` what to write in place of the span, `asks` what a
    law's duty asks for (a `Requirement`).
    """

    rule: str
    kind: Kind
    severity: Severity
    message: str
    jurisdiction: str | None = None
    statute: str | None = None
    span: Span | None = None
    source: str | None = None
    replacement: str | None = None
    asks: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone posting --json` prints."""
        return {
            "rule": self.rule,
            "kind": self.kind.value,
            "severity": self.severity.value,
            "jurisdiction": self.jurisdiction,
            "statute": self.statute,
            "message": self.message,
            "span": list(self.span) if self.span else None,
            "source": self.source,
            "replacement": self.replacement,
        }


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """What blocks publishing first, of that the law, then by where it stands; equal ones keep their order."""

    def key(one: Finding) -> tuple[int, bool, Span]:
        error = one.severity is Severity.ERROR
        return ORDER[one.severity], error and one.kind is not Kind.LAW, one.span or (0, 0)

    return sorted(findings, key=key)


@dataclass(frozen=True)
class Folded:
    """A finding with those that say the same of other words of the text, in their order."""

    first: Finding
    again: tuple[Finding, ...] = ()

    @property
    def each(self) -> tuple[Finding, ...]:
        """All of them: each has a place of its own."""
        return self.first, *self.again


def folded(findings: Iterable[Finding]) -> list[Folded]:
    """Findings that say the same of several places as one; the order is that of the first of each."""
    held: dict[tuple[object, ...], list[Finding]] = {}
    for n, one in enumerate(findings):
        same = (one.rule, one.severity, one.message.casefold(), one.jurisdiction, one.replacement)
        held.setdefault(same if one.span else (n,), []).append(one)
    return [Folded(first, tuple(again)) for first, *again in held.values()]


_ABOUT = {
    Kind.LAW: ("about the law", "about the law"),
    Kind.COMPLETENESS: ("missing part", "missing parts"),
    Kind.LANGUAGE: ("about the wording", "about the wording"),
    Kind.PAY: ("about the pay", "about the pay"),
    Kind.MARKUP: ("about the markup", "about the markup"),
}


def errors_by_kind(findings: Iterable[Finding]) -> str:
    """What the errors are about, those of the law first: `1 about the law, 2 missing parts`."""
    kinds = Counter(one.kind for one in findings if one.severity is Severity.ERROR)
    return ", ".join(
        f"{kinds[kind]} {words[kinds[kind] > 1]}" for kind, words in _ABOUT.items() if kinds[kind]
    )


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


NO_PLACE = "no-place"  # the rule of a text for which no law was looked at


def no_law(findings: Iterable[Finding]) -> str | None:
    """That no law was looked at, and why, where that is so: silence is no law that is met."""
    return next((finding.message for finding in findings if finding.rule == NO_PLACE), None)


NAMED = "named-places"  # the rule of a text that names places of work which nobody chose
BESIDE = "beside-profile"  # the rule of what the profile of the chosen role and level says beside a text
# What stands with the verdict: whose law was looked at, and what the chosen role and level say.
IN_SIGHT = frozenset((NO_PLACE, NAMED, BESIDE))


NO_WAY_TO_APPLY = "how-to-apply"  # the rule of a posting that says no way
NO_WAY_IN = "No error was found, but nothing says how to apply: say it before you publish this posting."


def nobody_can_apply(findings: Iterable[Finding]) -> bool:
    """Whether no way to apply is named: such a posting is not called ready, though no rule was broken."""
    return any(finding.rule == NO_WAY_TO_APPLY for finding in findings)
