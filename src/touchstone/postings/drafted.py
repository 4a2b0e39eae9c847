"""A posting that was composed and checked, and what its file and the command show of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from touchstone.postings import pay_source
from touchstone.postings.employer import Pay
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity, blocks, ordered
from touchstone.postings.law import Considered
from touchstone.postings.market import MarketPay
from touchstone.postings.posting import Posting
from touchstone.postings.render import DEFAULT_STYLE
from touchstone.postings.saved import Change, save


@dataclass(frozen=True)
class Draft:
    """A posting in Markdown and as JobPosting, what the checks found, and which laws were looked at.

    `composed` is the posting as the present profile makes it, before anybody edited it; `changes` are the
    lines that it makes otherwise than when the posting was saved; `market` is what others pay, where no pay
    is stated.
    """

    posting: Posting
    markdown: str
    jsonld: dict[str, Any]
    findings: tuple[Finding, ...]
    laws: tuple[Considered, ...]
    composed: Posting
    style: str = DEFAULT_STYLE
    places: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    market: tuple[MarketPay, ...] = ()

    def beside(self, market: Sequence[MarketPay]) -> Draft:
        """The same with what others pay among its findings; where pay is stated, as it is."""
        if self.posting.pay is not None:
            return self
        found = ordered([*self.findings, *(one.finding() for one in market)])
        return replace(self, findings=tuple(found), market=tuple(market))

    @property
    def stale(self) -> bool:
        """Whether its profile, level, employer and places would make another posting by now."""
        return self.posting.profile_hash != self.composed.profile_hash or bool(self.changes)

    def saved(self) -> str:
        """The file from which it can be gone on with, each line with its source."""
        return save(self.posting, self.composed, style=self.style, places=self.places)

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the posting from being published."""
        return blocks(self.findings)

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone posting --json` prints."""
        return {
            "title": self.posting.title,
            "markdown": self.markdown,
            "jsonld": self.jsonld,
            "profile_hash": self.posting.profile_hash,
            "pay": _pay(self.posting.pay, self.findings),
            "findings": [finding.as_json() for finding in self.findings],
            **({"market": [one.as_json() for one in self.market]} if self.market else {}),
        }


def _pay(pay: Pay | None, findings: Sequence[Finding]) -> dict[str, Any] | None:
    if pay is None:
        return None
    low, high = (None if end is None else float(end) for end in (pay.minimum, pay.maximum))
    source = next((one.source for one in findings if one.rule == pay_source.RULE), pay_source.OWN)
    return {
        "minimum": low,
        "maximum": high,
        "currency": pay.currency,
        "period": pay.period.value,
        "source": source,
    }


NEWER = "The role profile has changed since this posting was saved"
# Its file was edited (level, places, employer, source or making of a line), or lines are made otherwise now.
ALTERED = "The role, level, places and employer of this file make another posting than it holds"


def told_stale(differ: Sequence[Change], newer: bool) -> list[Finding]:
    """One finding for the posting, and one for each line that is made otherwise by now."""
    lines = "one line differs" if len(differ) == 1 else f"{len(differ)} lines differ"
    how_many = lines if differ else "no line differs"
    said = f"{NEWER if newer else ALTERED}: {how_many}."
    severity = Severity.WARN if differ else Severity.INFO
    head = Finding("stale-profile", Kind.COMPLETENESS, severity, said, source=OUR_OWN)
    return [head, *map(_stale_line, differ)]


def _stale_line(change: Change) -> Finding:
    return Finding("stale-line", Kind.COMPLETENESS, Severity.INFO, str(change), source=OUR_OWN)
