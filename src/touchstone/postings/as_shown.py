"""The employer as the printed posting speaks of it: what a template or an editor left out is not said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from touchstone.postings.employer import Employer, Pay
from touchstone.postings.pay_words import read_pay
from touchstone.postings.posting import Line, Posting
from touchstone.postings.render import printed_lines

_SINGLE = ("overpay", "deadline", "vacancy", "uses_ai", "ai_statement")
_LISTS = ("benefits", "other_pay")


def as_shown(posting: Posting, markdown: str, country: str | None) -> Employer:
    """The employer with only what stands in the Markdown; laws and markup are held against this.

    Pay in a line that somebody edited is read from the line, as a reader would.
    """
    lines = {line.source: line for line in filter(printed_lines(markdown), posting.lines)}
    employer = posting.employer
    said: dict[str, object] = {"pay": _pay(employer.pay, lines, country)}
    for name in _SINGLE:
        if f"employer.{name}" not in lines and not (name == "uses_ai" and "employer.ai_statement" in lines):
            said[name] = None
    for name in _LISTS:
        whole = getattr(employer, name)
        said[name] = tuple(text for n, text in enumerate(whole) if f"employer.{name}.{n}" in lines)
    return employer.model_copy(update=said)


def printed(posting: Posting, markdown: str) -> Posting:
    """The posting with only the lines that stand in the Markdown: markup may say nothing beyond the page."""
    stands = printed_lines(markdown)
    sections = (replace(one, lines=tuple(filter(stands, one.lines))) for one in posting.sections)
    return replace(posting, sections=tuple(section for section in sections if section.lines))


def _pay(stated: Pay | None, lines: Mapping[str, Line], country: str | None) -> Pay | None:
    line = lines.get("employer.pay")
    if line is None:
        return None
    if line.made is None:
        return stated
    found = read_pay(line.text, country=country, alone=True)
    return found.pay if found else None
