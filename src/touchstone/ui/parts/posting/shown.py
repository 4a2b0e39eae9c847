"""A draft on the page: whether it may be published, what was found, the document, the downloads."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import streamlit as st

from touchstone.documents.html import page as html_page
from touchstone.postings.draft import Draft
from touchstone.postings.findings import Finding, Severity
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.findings import ShownFinding, findings_list
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.prose import prose

CHECKED = "completeness, the law of each place, and the markup for search engines"


def verdict(draft: Draft) -> None:
    """One line: may it be published, and how much is left to look at."""
    errors = sum(finding.severity is Severity.ERROR for finding in draft.findings)
    warnings = sum(finding.severity is Severity.WARN for finding in draft.findings)
    if errors:
        keeps = "keeps" if errors == 1 else "keep"
        st.error(
            f"{count(errors, 'finding')} {keeps} this posting from being published.", icon=":material/block:"
        )
    elif warnings:
        st.warning(
            f"May be published. {count(warnings, 'finding')} to look at.", icon=":material/visibility:"
        )
    else:
        st.success("May be published.", icon=":material/check:")


def found(draft: Draft) -> None:
    """What blocks publishing stands open, the rest folded."""
    errors, warnings, remarks = (
        [_shown(finding) for finding in draft.findings if finding.severity is severity]
        for severity in Severity
    )
    if errors or not warnings:
        findings_list(errors, checked=CHECKED)
    if warnings:
        with st.expander(f"{count(len(warnings), 'finding')} to look at", expanded=not errors):
            findings_list(warnings, checked=CHECKED)
    if remarks:
        with st.expander(f"{count(len(remarks), 'remark')} for your information"):
            findings_list(remarks, checked=CHECKED)
    _laws(draft)


def _shown(finding: Finding) -> ShownFinding:
    reason = f"Write: {finding.replacement}" if finding.replacement else ""
    statute = f"{finding.jurisdiction}: {finding.statute}" if finding.statute else ""
    return ShownFinding(finding.severity.value, finding.message, reason or statute, finding.source or "")


def _laws(draft: Draft) -> None:
    if not draft.laws:
        return
    with st.expander(f"{count(len(draft.laws), 'law')} looked at"):
        prose("\n".join(f"- **{one.law.name}**: {one.why}" for one in draft.laws))
        st.caption(
            "Not legal advice. Each law file in laws/ names its statute, its sources and when it was checked."
        )


def document(draft: Draft) -> None:
    """The posting as people will read it; its title stands below the page's own."""
    with st.container(key="document"):
        prose(re.sub(r"(?m)^(#{1,5} )", r"#\1", draft.markdown))


def files(draft: Draft, employer_file: str) -> None:
    """Every format in one menu."""
    title = draft.posting.title
    web = html_page(draft.markdown, title=title, linked_data=draft.jsonld)
    offered: Sequence[Download] = (
        Download("Markdown", "md", draft.markdown, "text/markdown"),
        Download("Web page, with the data for search engines", "html", web, "text/html"),
        Download("Data for search engines (JSON-LD)", "jsonld", _json(draft.jsonld), "application/ld+json"),
        Download("Your fields, to load again (YAML)", "yaml", employer_file, "text/yaml"),
    )
    name = ("posting", draft.posting.role.replace("_", "-"), draft.posting.level.value)
    downloads(offered, name=name, day=draft.posting.as_of, label="Download the posting")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
