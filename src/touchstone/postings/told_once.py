"""Tells one gap once: what a law asks for by the law, what a reader misses by the check of completeness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from touchstone.postings.findings import Finding, Kind, Severity
from touchstone.postings.pay_check import OPEN_RANGE
from touchstone.postings.pay_requirements import OPEN

# What a check of completeness misses, and the duties that ask for the same.
_ASKED = {
    "benefits": {"benefits"},
    "deadline": {"deadline"},
    "vacancy": {"vacancy_statement"},
    "ai-use": {"ai_statement", "ai_notice"},
}
# Rules of the markup that look at the page, when they say no more than a check of completeness.
_ON_THE_PAGE = {
    ("JP07", "The description says nothing about working hours."): "employment",
    ("JP28", "Nothing on the page says how to apply."): "how-to-apply",
}


def told_once(findings: Iterable[Finding], *, pasted: bool = False) -> list[Finding]:
    """The findings without those that say what another says with more authority; their order is kept.

    Of a `pasted` text, pay that a law asks for is told by the law alone: there may be some that is doubted.
    """
    every = list(findings)
    asked = {one.asks for one in every if one.kind is Kind.LAW and one.severity is not Severity.INFO}
    also = {"pay-range": {"pay_range", "minimum_pay"}} if pasted else {}
    open_ = next((one for one in every if one.rule == OPEN_RANGE), None)
    if open_ is not None and (by_law := [one for one in every if _says_open(one)]):
        every = [replace(one, span=one.span or open_.span) if one in by_law else one for one in every]
        every.remove(open_)
    missed = {one.rule for one in every if one.kind is Kind.COMPLETENESS}
    return [one for one in every if not _again(one, asked, missed, {**_ASKED, **also})]


def _says_open(one: Finding) -> bool:
    """Whether a law says by itself that the range is open."""
    return one.kind is Kind.LAW and one.severity is not Severity.INFO and f" {OPEN}: " in one.message


def _again(one: Finding, asked: set[str | None], missed: set[str], same: dict[str, set[str]]) -> bool:
    if one.kind is Kind.COMPLETENESS:
        return bool(same.get(one.rule, set()) & asked)
    return one.kind is Kind.MARKUP and _ON_THE_PAGE.get((one.rule, one.message)) in missed
