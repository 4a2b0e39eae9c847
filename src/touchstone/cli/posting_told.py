"""What `touchstone posting` says on stderr: each finding on a line, and whether it may be published."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from touchstone.core.counts import count
from touchstone.postings.drafted import Draft
from touchstone.postings.existing import Review
from touchstone.postings.findings import (
    NO_PLACE,
    NO_WAY_IN,
    Finding,
    Folded,
    Kind,
    Severity,
    errors_by_kind,
    folded,
    no_law,
    nobody_can_apply,
)
from touchstone.postings.tongues import PART_UNREAD, UNREAD
from touchstone.postings.words import listed


def tell(made: Draft | Review) -> None:
    """Say all findings, then what they come to."""
    text = made.markdown if isinstance(made, Draft) else made.text
    each = folded(finding for finding in made.findings if finding.rule != NO_PLACE)  # the last line says it
    for one in each:
        click.echo(_line(one, text), err=True)
    told = [one.first for one in each]
    errors = sum(finding.severity is Severity.ERROR for finding in told)
    if errors:
        total = len(told)
        keep = "keeps" if errors == 1 else "keep"
        said = f"{errors} of {count(total, 'finding')} {keep} this posting from being published"
        said = f"{said}: {errors_by_kind(told)}."
        click.echo(f"{said}{_not_read(made.findings)}", err=True)
    elif nobody_can_apply(made.findings):
        said = f"{NO_WAY_IN}{_not_read(made.findings)}"
        click.echo(f"{said}{_left_to_see(told)}", err=True)
    else:
        some = "that was found " if _not_read(made.findings) or no_law(made.findings) else ""
        said = f"Nothing {some}keeps this posting from being published.{_not_read(made.findings)}"
        click.echo(f"{said}{_left_to_see(told)}", err=True)
    if (unread := no_law(made.findings)) is not None:
        click.echo(unread, err=True)


def _not_read(findings: Sequence[Finding]) -> str:
    """That nobody looked at the words of a text in another language, or at some of them."""
    rules = {finding.rule for finding in findings}
    if UNREAD in rules:
        return " The text was not read as a whole: it is in another language."
    return " A part of the text was not checked." if PART_UNREAD in rules else ""


def _left_to_see(findings: Sequence[Finding]) -> str:
    """How many warnings somebody has to look at, and how many of them speak of the law."""
    warnings = [one for one in findings if one.severity is Severity.WARN]
    if not warnings:
        return ""
    law = sum(finding.kind is Kind.LAW for finding in warnings)
    if len(warnings) == 1:
        return f" 1 warning{' about the law' if law else ''} is for you to look at."
    about = f", {law} of them about the law" if 0 < law < len(warnings) else ""
    all_ = " about the law" if law == len(warnings) else ""
    return f" {len(warnings)} warnings{all_} are for you to look at{about}."


_HOW = {  # what to do about it at the command line; the page has fields for it
    "remote-from": " Say --remote-from PLACE, or remote_from in the employer file.",
}


def _line(one: Folded, text: str) -> str:
    """A finding on a line: how bad, where, what, what to write instead, by which rule of which source."""
    finding = one.first
    at = [str(text.count("\n", 0, found.span[0]) + 1) for found in one.each if found.span]
    lines = list(dict.fromkeys(at))
    where = f"line{'s' * (len(lines) > 1)} {listed(lines)}: " if at else ""
    where = f"{len(at)} times, {where}" if len(at) > 1 else where
    how = _HOW.get(finding.rule, "")
    write = f" Write: {finding.replacement}." if finding.replacement else ""
    from_ = _first_sources(finding)
    return f"{finding.severity.value}: {where}{finding.message}{how}{write} [{finding.rule}; {from_}]"


_SOURCES = 2  # of a law on a line; --json has all of them


def _first_sources(finding: Finding) -> str:
    """The sources of a finding; of a law with many the first of them and how many there are."""
    each = (finding.source or "").split("; ")
    if finding.jurisdiction is None or len(each) <= _SOURCES + 1:
        return finding.source or ""
    checked = re.search(r" \(checked [\d-]+\)$", each[-1])
    return f"{'; '.join(each[:_SOURCES])} and {len(each) - _SOURCES} more{checked.group() if checked else ''}"
