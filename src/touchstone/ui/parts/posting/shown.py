"""A draft on the page: whether it may be published, what was found, the document, the downloads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from touchstone.documents.posting_files import SHAPES, name_parts
from touchstone.postings import words
from touchstone.postings.draft import Desk
from touchstone.postings.drafted import Draft
from touchstone.postings.findings import (
    IN_SIGHT,
    NAMED,
    NO_WAY_IN,
    Finding,
    Folded,
    Severity,
    errors_by_kind,
    folded,
    no_law,
    nobody_can_apply,
)
from touchstone.postings.law import Considered
from touchstone.postings.render import styles
from touchstone.postings.tongues import PART_UNREAD
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.findings import ShownFinding, ShownPlace, findings_list
from touchstone.ui.parts.folds import fold
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.posting.there import There
from touchstone.ui.parts.prose import prose

CHECKED = "completeness, the law of each place, wording, pay, and the data for search engines"
ANCHOR = "the-posting"
DAY = "posting-day"  # the day as of which postings are checked, when somebody has chosen one
STYLES = {"standard": "In full", "short": "Short, for boards", "internal": "For colleagues"}


def style_names(desk: Desk) -> dict[str, str]:
    """The styles that there are templates for, by name, as a person reads them."""
    return {name: STYLES.get(name, name.capitalize()) for name in styles(desk.templates)}


def day_of_law(today: date) -> date:
    """The day that was chosen below the findings, else today; another day is told."""
    chosen = st.session_state.get(DAY)
    if not isinstance(chosen, date) or chosen == today:
        return today
    st.warning(
        f"Everything below is made and checked as of {words.day(chosen)}. Clear the day under the laws "
        "to come back to today.",
        icon=":material/history:",
    )
    return chosen


def verdict(findings: Sequence[Finding]) -> None:
    """One line: may it be published, and how much is left to look at; another where no law was looked at."""
    if (unread := no_law(findings)) is not None:
        st.warning(unread, icon=":material/gavel:")
    for finding in findings:
        if finding.rule == NAMED:
            st.info(escape_markdown(finding.message), icon=":material/location_on:")
    findings = [one.first for one in folded(findings) if one.first.rule not in IN_SIGHT]
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARN for finding in findings)
    if errors:
        keeps = "keeps" if errors == 1 else "keep"
        st.error(
            f"{count(errors, 'finding')} {keeps} this posting from being published: "
            f"{errors_by_kind(findings)}.",
            icon=":material/block:",
        )
    elif nobody_can_apply(findings):
        st.warning(f"{NO_WAY_IN} {count(warnings, 'finding')} to look at.", icon=":material/visibility:")
    elif any(finding.rule == PART_UNREAD for finding in findings):
        said = "No error was found, but a part of the text was not checked"
        st.warning(f"{said}. {count(warnings, 'finding')} to look at.", icon=":material/visibility:")
    elif warnings or unread is not None:
        may = "May be published" if unread is None else "No error was found in what was looked at"
        st.warning(f"{may}. {count(warnings, 'finding')} to look at.", icon=":material/visibility:")
    else:
        st.success("May be published.", icon=":material/check:")


def way_down(above: DeltaGenerator, findings: Sequence[Finding]) -> None:
    """A line with the verdict and a link to the posting further down."""
    findings = [one.first for one in folded(findings) if one.first.rule not in IN_SIGHT]
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARN for finding in findings)
    left = f"{count(warnings, 'finding')} to look at" if warnings else "nothing left to look at"
    said = f"not to be published yet, {count(errors, 'finding')} in the way" if errors else left
    above.markdown(f"[Go to the posting](#{ANCHOR}) ({said})")


def found_list(findings: Sequence[Finding], laws: Sequence[Considered], there: There | None = None) -> None:
    """What blocks publishing stands open, the rest folded; `there` is the text in which they stand."""
    listed = folded(finding for finding in findings if finding.rule not in IN_SIGHT)  # `verdict` says it
    errors, warnings, remarks = (
        [_shown(one, there) for one in listed if one.first.severity is severity] for severity in Severity
    )
    if errors or not warnings:
        findings_list(errors, checked=CHECKED)
    if warnings:
        with fold(f"{count(len(warnings), 'finding')} to look at", name="warnings", expanded=not errors):
            findings_list(warnings, checked=CHECKED)
    if remarks:
        with fold(f"{count(len(remarks), 'remark')} for your information", name="remarks"):
            findings_list(remarks, checked=CHECKED)
    _laws(laws)


def _shown(one: Folded, there: There | None) -> ShownFinding:
    """A finding with all its places; one click may write the same at each, where it can at every one."""
    finding = one.first
    statute = f"{finding.jurisdiction}: {finding.statute}" if finding.statute else ""
    first, *again = (_place(other, there) for other in one.each)
    offered = there is not None and len(one.each) > 1 and all(map(there.offers, one.each))
    return ShownFinding(
        finding.severity.value,
        finding.message,
        statute,
        finding.source or "",
        first.place,
        first.write,
        first.apply,
        tuple(shown for shown in again if shown.place),
        partial(there.apply_all, one.each) if there is not None and there.apply_all and offered else None,
    )


def _place(finding: Finding, there: There | None) -> ShownPlace:
    if there is None:
        return ShownPlace("")
    place = there.place(finding)
    apply = partial(there.apply, finding) if there.offers(finding) else None
    return ShownPlace(place, (finding.replacement or "") if place else "", apply)


def _laws(laws: Sequence[Considered]) -> None:
    if not laws and st.session_state.get(DAY) is None:
        return
    with fold(f"{count(len(laws), 'law')} looked at", name="laws"):
        st.date_input(
            "As of another day",
            key=DAY,
            value=None,
            persist_state="session",
            help="Laws change: see what this posting would lack then.",
        )
        prose("\n".join(_considered(one) for one in laws))
        st.caption(
            "Not legal advice. Each file in laws/ names its statute, its sources and when it was checked."
        )


def _considered(one: Considered) -> str:
    """A law, why it holds or not, and what it asks for outside the posting."""
    ban = ["Do not ask for former pay."] if one.applies and one.law.salary_history_ban else []
    later = one.law.later if one.applies else ()
    checked = f"Confidence {one.law.confidence}, checked {one.law.last_checked}."
    return f"- **{one.law.name}**: " + " ".join([one.why, *ban, *later, *one.law.remarks, checked])


def document(draft: Draft) -> None:
    """The posting as people will read it; its title stands below the page's own."""
    st.header("The posting", anchor=ANCHOR)
    with st.container(key="document"):
        prose(re.sub(r"(?m)^(#{1,5} )", r"#\1", draft.markdown))


def files(draft: Draft, employer_file: str) -> None:
    """Every format in one menu, and the fields that the posting was made from."""
    offered = [Download(one.label, one.ending, partial(one.make, draft), one.mime) for one in SHAPES.values()]
    fields = Download("Your fields, for another posting (YAML)", "employer.yaml", employer_file, "text/yaml")
    downloads(
        [*offered, fields], name=name_parts(draft), day=draft.posting.as_of, label="Download the posting"
    )
