"""A text from elsewhere: paste it, see what was found, take a replacement with one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from touchstone.postings.draft import Desk
from touchstone.postings.existing import Review
from touchstone.postings.findings import Finding
from touchstone.postings.language import applied
from touchstone.postings.places import Place
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.posting.shown import found_list, verdict
from touchstone.ui.parts.problems import content_problems

TEXT = "posting-text"
MAX_CHARS = 40_000
OFFERED = 12  # replacements at a time; after each click the list is made anew


def checked_text(desk: Desk, places: Sequence[Place], today: date) -> None:
    """The text, then at once what was found in it."""
    text = st.text_area(
        "Your posting", key=TEXT, height=320, max_chars=MAX_CHARS, persist_state="session",
        placeholder="Paste a posting here; leave the field to have it checked.",
    )  # fmt: skip
    if not (text or "").strip():
        st.info(
            "Paste a posting: it is checked for completeness, for the law of its place and for its words."
        )
        return
    review = desk.review(text or "", as_of=today, places=places)
    if not isinstance(review, Review):
        content_problems(review)
        return
    verdict(review.findings)
    _replacements(review)
    found_list(review.findings, review.laws)


def _replacements(review: Review) -> None:
    offers = [finding for finding in review.findings if finding.replacement and finding.span]
    for n, finding in enumerate(offers[:OFFERED]):
        said, use = st.columns([4, 1], vertical_alignment="center")
        start, end = finding.span or (0, 0)
        with said:
            around = _around(review.text, start, end)
            st.markdown(f"{around} → **{escape_markdown(finding.replacement or '')}**")
        with use:
            st.button(
                "Apply", key=f"apply-{n}", on_click=_apply, args=(review.text, finding), width="stretch"
            )
    if len(offers) > OFFERED:
        st.caption(f"{len(offers) - OFFERED} more when these are done.")


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    shown = (escape_markdown(" ".join(part.split())) for part in (before, text[start:end], after))
    first, middle, last = shown
    return f"… {first} **{middle}** {last} …"


def _apply(text: str, finding: Finding) -> None:
    st.session_state[TEXT] = applied(text, finding)
