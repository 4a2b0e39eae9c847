"""Words that can be replaced with one click, each shown among its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from touchstone.postings.findings import Finding
from touchstone.ui.parts.inert import escape_markdown

OFFERED = 12  # replacements at a time; after each click the list is made anew


def offers(text: str, findings: Sequence[Finding], apply: Callable[[Finding], None]) -> None:
    """The findings of a text that have a replacement, with a button each."""
    found = [finding for finding in findings if finding.replacement and finding.span]
    for n, finding in enumerate(found[:OFFERED]):
        said, use = st.columns([4, 1], vertical_alignment="center")
        start, end = finding.span or (0, 0)
        with said:
            st.markdown(f"{_around(text, start, end)} → **{escape_markdown(finding.replacement or '')}**")
        with use:
            st.button("Apply", key=f"apply-{n}", on_click=apply, args=(finding,), width="stretch")
    if len(found) > OFFERED:
        st.caption(f"{len(found) - OFFERED} more when these are done.")


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    shown = (escape_markdown(" ".join(part.split())) for part in (before, text[start:end], after))
    first, middle, last = shown
    return f"… {first} **{middle}** {last} …"
