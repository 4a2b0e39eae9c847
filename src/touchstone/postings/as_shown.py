"""The employer as the printed posting speaks of it: what a template or an editor left out is not said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from touchstone.core.markdown import escape
from touchstone.postings.days import days_in
from touchstone.postings.edits import OWN
from touchstone.postings.employer import Employer, Pay
from touchstone.postings.pay_words import read_pay
from touchstone.postings.posting import Line, Posting
from touchstone.postings.render import printed_lines

_SINGLE = ("overpay", "vacancy", "uses_ai", "ai_statement")
_LISTS = ("benefits", "other_pay")
_AI = ("employer.ai_statement", "employer.uses_ai", "employer.ai_use")
_HEADS = re.compile(r"(?m)^#{1,6} .*$|^\*\*[^*\n]{1,60}:\*\*")


def as_shown(posting: Posting, markdown: str, country: str | None) -> Employer:
    """The employer with only what stands in the Markdown; laws and markup are held against this.

    What stands in a line that somebody edited is read from the line, as a reader would: pay and the day of
    the deadline here, statements where the law is looked at.
    """
    lines = {line.source: line for line in filter(printed_lines(markdown), posting.lines)}
    employer = posting.employer
    said: dict[str, object] = {"pay": _pay(employer.pay, lines, country, posting.as_of.year)}
    for name in _SINGLE:
        line = lines.get(f"employer.{name}")
        if line is None or line.made is not None:
            said[name] = None
    said["deadline"] = _deadline(employer, lines.get("employer.deadline"), posting.as_of)
    for name in _LISTS:
        texts = [(text, lines.get(f"employer.{name}.{n}")) for n, text in enumerate(getattr(employer, name))]
        said[name] = tuple(line.text if line.made else text for text, line in texts if line is not None)
    return employer.model_copy(update=said)


def notice(posting: Posting, markdown: str) -> str | None:
    """What the printed lines say about the use of AI."""
    lines = filter(printed_lines(markdown), posting.lines)
    return " ".join(line.text for line in lines if line.source.startswith(_AI)) or None


def written_by_hand(posting: Posting, markdown: str) -> str:
    """The Markdown with all blanked out but headings and what somebody wrote, each where it stands."""
    kept = [match.span() for match in _HEADS.finditer(markdown)]
    for line in posting.lines:
        text = escape(line.text)
        by_hand = line.made is not None or line.source in (OWN, "employer.ai_statement")
        if by_hand and (at := markdown.find(text)) >= 0:
            kept.append((at, at + len(text)))
    found, end = [], 0
    for start, stop in sorted(kept):
        found += [re.sub(r"[^\n]", " ", markdown[end:start]), markdown[max(start, end) : stop]]
        end = max(end, stop)
    return "".join(found)


def _deadline(employer: Employer, line: Line | None, today: date) -> date | Literal["rolling"] | None:
    if line is None:
        return None
    if line.made is None:
        return employer.deadline
    named = days_in(line.text, today)
    return named[0].meant[0] if len(named) == 1 and len(named[0].meant) == 1 else None


def printed(posting: Posting, markdown: str) -> Posting:
    """The posting with only the lines that stand in the Markdown: markup may say nothing beyond the page."""
    stands = printed_lines(markdown)
    sections = (replace(one, lines=tuple(filter(stands, one.lines))) for one in posting.sections)
    return replace(posting, sections=tuple(section for section in sections if section.lines))


def _pay(stated: Pay | None, lines: Mapping[str, Line], country: str | None, year: int) -> Pay | None:
    line = lines.get("employer.pay")
    if line is None:
        return None
    if line.made is None:
        return stated
    found = read_pay(line.text, country=country, alone=True, year=year).stated
    if found is None:
        return None
    return found.pay.model_copy(update={"maximum": None}) if found.marks.loose else found.pay
