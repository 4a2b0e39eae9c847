"""A finding's replacement as a change of the line in which its words stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from touchstone.core.markdown import escape
from touchstone.postings.edits import OWN, Edit, Edits, Key
from touchstone.postings.findings import Finding
from touchstone.postings.language import applied
from touchstone.postings.posting import Line, Posting

_ESCAPED = re.compile(r"\\(.)")


def line_at(posting: Posting, markdown: str, finding: Finding) -> tuple[str, Line, Finding] | None:
    """The section's id and the line that hold a finding's words, and the finding with its span in the line.

    None when the words stand in no line that can be changed, such as a heading of the template.
    """
    if finding.span is None:
        return None
    start, end = finding.span
    for section in posting.sections:
        for line in section.lines:
            found = _place(markdown, escape(line.text), start, end)
            if found is not None and line.source != OWN:
                at = len(_ESCAPED.sub(r"\1", markdown[found:start]))
                span = (at, at + len(_ESCAPED.sub(r"\1", markdown[start:end])))
                return section.id, line, Finding(**{**vars(finding), "span": span})
    return None


def _place(markdown: str, text: str, start: int, end: int) -> int | None:
    """Where the line stands that holds the span; a text may stand in the Markdown more than once."""
    at = markdown.rfind(text, 0, start + len(text)) if text else -1
    return at if 0 <= at <= start and end <= at + len(text) else None


def replaced(edits: Edits, posting: Posting, markdown: str, finding: Finding) -> Edits:
    """The changes with this replacement among them; the same when it can't be placed."""
    found = line_at(posting, markdown, finding)
    if found is None or finding.replacement is None:
        return edits
    section, line, inside = found
    made = line.made if line.made is not None else line.text
    lines: Mapping[Key, Edit] = {
        **edits.lines,
        (section, line.source): Edit(made, applied(line.text, inside)),
    }
    return Edits(lines, edits.own)
